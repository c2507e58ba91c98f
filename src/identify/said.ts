import { firstWordAt } from './canonical.ts';
import { businessSource, isParameters, parameterZone } from './parameter-zone.ts';
import { gapsBetween, type Part, type Piece } from './piece.ts';
import type { Reading } from './reading.ts';
import { findQualified, findReferences, mayRefer, type Reference } from './references.ts';
import type { Classified } from './residue.ts';
import type { IndexedLicense } from './text-index.ts';

/** Licenses in a text, and phrases that name a license and change it in one breath. */
export interface Said {
  readonly pieces: readonly Piece[];
  readonly qualified: readonly Classified[];
}

/**
 * Adds what the text says in few words: beside the license texts, and in place of notices whose
 * words were found, since grammar reads versions and "or later" more exactly than likeness.
 */
export function saidIn(reading: Reading, texts: readonly Piece[]): Said {
  const { text, index } = reading;
  const full = texts.filter(({ kind }) => kind === 'text');
  const quoted = quotedTerms(text, full);
  const zone = parameterZone(text, [...businessSource(full), ...quoted]);
  const notices = texts.filter(({ kind }) => kind === 'notice');
  const said: Reference[] = [...quoted];
  const qualified: Classified[] = [];
  for (const { start, end } of gapsBetween(text, full)) {
    const part = text.slice(start, end);
    // Addresses and copyright lines alone belong to the license beside them.
    if (full.length > 0 && !hasWords(reading, start, end)) continue;
    if (!mayRefer(part)) continue;
    const moved = <T extends Part>(one: T): T => ({
      ...one,
      start: one.start + start,
      end: one.end + start,
    });
    said.push(...findReferences(part, index.references()).map(moved));
    for (const one of findQualified(part, index.references()))
      qualified.push({
        kind: 'restriction',
        ...moved({ start: one.start, end: one.end }),
        reason: one.text,
      });
  }
  qualified.push(...versionless(reading, full, said));
  const outside = said.filter((one) => !isParameters(one, zone));
  const taken = new Set<Reference>();
  const settled = notices.flatMap((notice): Piece[] => {
    const inside = outside.filter(({ start, end }) => start < notice.end && end > notice.start);
    for (const one of inside) taken.add(one);
    const expressions = [...new Set(inside.map(({ expression }) => expression))];
    if (expressions.length === 0) {
      // A notice whose license could not be read from it is one only where it is there whole.
      return notice.found?.comparison.changed === 0 ? [notice] : [];
    }
    return expressions.map((expression) => ({ ...notice, expression }));
  });
  const named = new Set(outside.map(({ expression }) => expression));
  const called = full.map((piece) => calledAs(piece, named));
  // What names the license whose text stands beside it says nothing new.
  const present = new Set(called.map(({ expression }) => expression));
  const rest = outside.filter((one) => !taken.has(one) && !present.has(one.expression));
  const pieces = [...called, ...settled, ...rest.map(pieceOfReference)].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  return { pieces, qualified: qualified.filter((one) => !isParameters(one, zone)) };
}

/** Families of licenses whose name alone is no license, and how the ids of their members begin. */
const FAMILIES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:mozilla public|mpl)/i, /^MPL-/],
  [/^(?:eclipse public|epl)/i, /^EPL-/],
  [/^(?:common development and distribution|cddl)/i, /^CDDL-/],
  [/^artistic/i, /^Artistic-|ClArtistic/],
  [/^(?:open software|osl)/i, /^OSL-/],
  [/^(?:academic free|afl)/i, /^AFL-/],
  [/^(?:common public|cpl)/i, /^CPL-|^LicenseRef-scancode-cpl/],
  [/^sun public/i, /^SPL-/],
  [/^elastic/i, /^Elastic-|elastic-license/],
  [/^(?:european union public|eupl)/i, /^EUPL-/],
  [/^(?:business source|busl)/i, /^BUSL-|bsl-1/],
  [/^functional source/i, /^FSL-/],
];

/** Words that put something under a license of such a family, with no version behind its name. */
const VERSIONLESS =
  /\b(?:licen[cs]ed|released|distributed|published|available|covered|provided|governed)\s+(?:under|by)\s+(?:(?:the|terms|of|an?)\s+)*((?:mozilla public|eclipse public|common development and distribution|open software|academic free|common public|sun public|european union public|business source|functional source|artistic|elastic)\s+licen[cs]e|(?:mpl|epl|cddl|osl|afl|cpl|eupl|busl)(?:\s+licen[cs]e)?)\b(?![-\s,(]*(?:version|vers?\.?|v\.?)?\s*\d)/gi;

/**
 * Beside a license, words that put parts under another one and do not say which: "the files in lib are
 * licensed under the MPL". What is read is not all there is.
 */
function versionless(
  { text }: Reading,
  full: readonly Piece[],
  said: readonly Reference[],
): Classified[] {
  if (full.length === 0) return [];
  const present = [...full, ...said].map(({ expression }) => expression);
  return gapsBetween(text, full).flatMap((gap) =>
    [...text.slice(gap.start, gap.end).matchAll(VERSIONLESS)].flatMap(
      ({ index, 0: words, 1: name = '' }): Classified[] => {
        const start = gap.start + index;
        const end = start + words.length;
        const member = FAMILIES.find(([called]) => called.test(name))?.[1];
        const isTold =
          present.some((expression) =>
            expression.split(/[\s()]+/).some((id) => member?.test(id) === true),
          ) || said.some((one) => one.start < end && one.end > start);
        return isTold
          ? []
          : [{ kind: 'restriction', start, end, reason: 'another license, of no version' }];
      },
    ),
  );
}

/** Of licenses with the same words the one that is named beside them. */
function calledAs(piece: Piece, named: ReadonlySet<string>): Piece {
  if (named.has(piece.expression)) return piece;
  const expression = piece.license.aliases?.find((alias) => named.has(alias));
  return expression === undefined ? piece : { ...piece, expression };
}

/** The sentence that makes a text a Business Source License, whatever else of it is there. */
const BUSINESS_SOURCE = new RegExp(
  'The Licensor hereby grants you the right to copy, modify, create derivative works, redistribute, and make non-production use of the Licensed Work'.replaceAll(
    ' ',
    String.raw`[\s*#/>]+`,
  ),
  'i',
);

/** A Business Source License of which its grant and parameters are quoted. */
function quotedTerms(text: string, full: readonly Piece[]): Reference[] {
  const found = BUSINESS_SOURCE.exec(text);
  if (!found) return [];
  const { index: start } = found;
  // Other licenses have the sentence too.
  if (full.some((piece) => piece.start <= start && piece.end > start)) return [];
  if (full.some(({ license }) => /^BUSL-/.test(license.id))) return [];
  return [{ kind: 'notice', expression: 'BUSL-1.1', start, end: start + found[0].length }];
}

function pieceOfReference({ kind, expression, start, end, assumed }: Reference): Piece {
  const license: IndexedLicense = { id: expression, kind: 'notice' };
  return { kind, license, expression, start, end, ...(assumed ? { assumed } : {}) };
}

/** True if a part of a text has a word that counts. */
function hasWords({ tokens, words }: Reading, start: number, end: number): boolean {
  const at = firstWordAt(tokens, words, start);
  return at < words.count && (tokens.starts[words.at[at] ?? 0] ?? end) < end;
}
