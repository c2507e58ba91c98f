import { firstWordAt } from './canonical.ts';
import { businessSource, isParameters, parameterZone } from './parameter-zone.ts';
import { passedOver } from './passed-over.ts';
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
    said.push(...findReferences(part, index.references).map(moved));
    if (reading.isSettled) continue;
    for (const one of findQualified(part, index.references))
      qualified.push({
        kind: 'restriction',
        ...moved({ start: one.start, end: one.end }),
        reason: one.text,
      });
  }
  if (!reading.isSettled) qualified.push(...passedOver(reading, full, said));
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

function pieceOfReference(reference: Reference): Piece {
  const license: IndexedLicense = { id: reference.expression, kind: 'notice' };
  return { ...reference, license };
}

/** True if a part of a text has a word that counts. */
function hasWords({ tokens, words }: Reading, start: number, end: number): boolean {
  const at = firstWordAt(tokens, words, start);
  return at < words.count && (tokens.starts[words.at[at] ?? 0] ?? end) < end;
}
