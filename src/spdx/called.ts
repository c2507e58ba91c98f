import type { Aliases } from '../model/knowledge.ts';
import { normalizeLicense } from './normalize.ts';

/** Ids of licenses that SPDX does not list begin with one of these; people leave them out. */
const PREFIXES = ['', 'LicenseRef-scancode-', 'LicenseRef-'];

/**
 * The license or expression that people call by a name: an id in any case, with or without its
 * prefix, or any name that license fields have for it.
 * @param ids every id our rules know
 */
export function licenseCalled(
  name: string,
  ids: readonly string[],
  aliases: Aliases,
): string | undefined {
  const spellings = PREFIXES.map((prefix) => (prefix + name).toLowerCase());
  const exact = ids.find((id) => spellings.includes(id.toLowerCase()));
  if (exact !== undefined) return exact;
  // What looks like an address or a path is none.
  if (/[:/]/.test(name)) return undefined;
  for (const dialect of [undefined, 'huggingface'] as const) {
    const normalized = normalizeLicense(name, aliases, dialect);
    if (normalized.status === 'expression') return normalized.expression;
  }
  return undefined;
}
