import type { LicenseMatch } from '../model/identification.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import type { IndexedLicense } from './text-index.ts';

/** A part of a text, by characters, end exclusive. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** A license in a text, by characters, end exclusive. */
export interface Piece {
  readonly kind: LicenseMatch['kind'];
  readonly license: IndexedLicense;
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  readonly found?: Found;
  /** A detail the words leave open was taken to be the usual one. */
  readonly assumed?: boolean;
  /** An address at which others found the license once; see `Reference`. */
  readonly recorded?: boolean;
}

export function pieceOf({ text, tokens, words, index }: Reading, found: Found): Piece {
  const license = index.licenses[index.owners[found.template] ?? 0];
  if (!license) throw new Error('a template without a license: the index is damaged');
  const start = tokens.starts[words.at[found.start] ?? 0] ?? 0;
  const end = tokens.ends[words.at[found.end - 1] ?? 0] ?? text.length;
  const kind = license.kind === 'notice' ? 'notice' : 'text';
  return { kind, license, expression: license.id, start, end, found };
}

/** What of a text lies outside its pieces. */
export function gapsBetween(text: string, pieces: readonly Part[]): Part[] {
  const gaps: Part[] = [];
  let at = 0;
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < text.length) gaps.push({ start: at, end: text.length });
  return gaps;
}
