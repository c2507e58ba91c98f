import type { DeclaredIn, Evidence } from '../../model/evidence.ts';
import type { Place } from '../../model/place.ts';
import { asString, isObject } from '../../syntax/json.ts';
import { repeatedMember } from './key-lines.ts';

/** Members that name licenses, the one that is documented first; people write the others too. */
const MEMBERS = [
  ['license', 'license-field'],
  ['licence', 'legacy-field'],
  ['licenses', 'legacy-field'],
  ['licences', 'legacy-field'],
] as const;

/**
 * What the `license` and `licenses` members of a package.json say, as evidence, in either spelling.
 *
 * `license` is a string or, in old packages, `{type, url}`. `licenses` is a list that npm stopped
 * documenting in 2014; it never said whether all or one of its entries hold, so several are joined
 * as a choice, which is marked as assumed. Values of another shape stay, raw, as JSON.
 */
export function declaredLicenses(
  members: { readonly [key: string]: unknown },
  where: Place,
  source?: DeclaredIn,
): Evidence[] {
  const found: Evidence[] = [];
  for (const [key, field] of MEMBERS) {
    const value = Object.hasOwn(members, key) ? members[key] : undefined;
    const evidence = statement(value, { field, where, source });
    if (evidence) found.push(evidence);
  }
  return found;
}

/** Different values that are read of one member; two already disagree. */
const MAX_REPEATED = 8;

/** Values of a member that is written several times: a parser keeps the last, the author meant each. */
export function overwrittenLicenses(text: string, where: Place): Evidence[] {
  return MEMBERS.flatMap(([key, field]) => {
    const earlier = repeatedMember(text, key).slice(0, -1);
    const distinct = new Map(earlier.map((value) => [JSON.stringify(value), value]));
    return [...distinct.values()]
      .slice(0, MAX_REPEATED)
      .flatMap((value) => statement(value, { field, where, source: undefined }) ?? []);
  });
}

/** True if an object names a license in any of the members. */
export function namesLicense(members: { readonly [key: string]: unknown }): boolean {
  return MEMBERS.some(([key]) => Object.hasOwn(members, key));
}

function statement(
  value: unknown,
  at: { field: DeclaredIn; where: Place; source: DeclaredIn | undefined },
): Evidence | undefined {
  const { raw, isChoice } = licenseWords(value);
  if (raw === undefined) return undefined;
  const place = at.source ?? (Array.isArray(value) ? 'legacy-field' : at.field);
  return {
    kind: 'declared',
    in: place,
    raw,
    ...(isChoice ? { assumed: 'choice' } : {}),
    where: at.where,
  };
}

function licenseWords(value: unknown): { readonly raw?: string | undefined; isChoice?: boolean } {
  if (value === undefined || value === null) return {};
  if (!Array.isArray(value)) return { raw: oneLicense(value) };
  const words = value.map(oneLicense).filter((text) => text !== undefined);
  return words.length > 1 ? { raw: `(${words.join(' OR ')})`, isChoice: true } : { raw: words[0] };
}

function oneLicense(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (!isObject(value)) return value === null ? undefined : JSON.stringify(value);
  if (Object.keys(value).length === 0) return undefined;
  const type = Object.hasOwn(value, 'type') ? value['type'] : value['name'];
  return asString(type) || asString(value['url']) || JSON.stringify(value);
}
