import type { DeclaredIn, Evidence } from '../../model/evidence.ts';
import type { Place } from '../../model/place.ts';
import { asString, isObject } from '../../syntax/json.ts';

/**
 * What the `license` and `licenses` members of a package.json say, as evidence.
 *
 * `license` is a string or, in old packages, `{type, url}`. `licenses` is a list that npm stopped
 * documenting in 2014; it never said whether all or one of its entries hold, so several are joined
 * as a choice and marked as a legacy field. Values of another shape stay, raw, as JSON.
 */
export function declaredLicenses(
  members: { readonly [key: string]: unknown },
  where: Place,
  source?: DeclaredIn,
): Evidence[] {
  const found: Evidence[] = [];
  for (const [key, field] of [
    ['license', 'license-field'],
    ['licenses', 'legacy-field'],
  ] as const) {
    const value = Object.hasOwn(members, key) ? members[key] : undefined;
    const raw = licenseWords(value);
    if (raw === undefined) continue;
    const legacy = field === 'legacy-field' || Array.isArray(value);
    const place = source ?? (legacy ? 'legacy-field' : 'license-field');
    found.push({ kind: 'declared', in: place, raw, where });
  }
  return found;
}

function licenseWords(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return oneLicense(value);
  const words = value.map(oneLicense).filter((text) => text !== undefined);
  return words.length > 1 ? `(${words.join(' OR ')})` : words[0];
}

function oneLicense(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (!isObject(value)) return value === null ? undefined : JSON.stringify(value);
  if (Object.keys(value).length === 0) return undefined;
  const type = Object.hasOwn(value, 'type') ? value['type'] : value['name'];
  return asString(type) || asString(value['url']) || JSON.stringify(value);
}
