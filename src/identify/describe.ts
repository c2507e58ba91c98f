import type { Difference, Identification, LicenseMatch, Residue } from '../model/identification.ts';
import { classifyBeside, speaksOfLicense } from './beside.ts';
import { combine } from './combine.ts';
import { type Lines, linesOf } from './lines.ts';
import { businessSource, isParameters, parameterZone } from './parameter-zone.ts';
import { parametersOf } from './parameters.ts';
import { gapsBetween, type Part, type Piece } from './piece.ts';
import { MAX_QUOTED, shortened } from './quotation.ts';
import { type Reading, textBetween } from './reading.ts';
import { type Classified, classifyResidue, plainRestrictions } from './residue.ts';
import { UNCLASSED } from './residue-languages.ts';
import type { Said } from './said.ts';
import type { TextIndex } from './text-index.ts';

/** What is asked for beyond the answer itself: reasons, and the words of templates. */
export interface Detail {
  readonly expected?: Expected;
}

/** Words of a template by the number of their place in it, for showing what was expected. */
export type Expected = (index: TextIndex, start: number, end: number) => string;

/** For answers that do not say where. */
const NOWHERE: Lines = { at: () => 0 };

/** @param detail left out where places, what is harmless beside a license, and reasons are not asked for */
export function describe(
  reading: Reading,
  { pieces, qualified }: Said,
  detail: Detail | undefined,
): Identification {
  const { text } = reading;
  const lines = detail ? linesOf(text) : NOWHERE;
  const gaps = gapsBetween(text, pieces);
  const residue: Residue[] = [];
  const terms: Classified[] = [];
  const zone = parameterZone(text, businessSource(pieces));
  for (const one of besideWithReasons(reading, pieces, gaps, detail !== undefined)) {
    if (isParameters(one, zone)) continue;
    if (detail) residue.push(residueOf(text, lines, one));
    if (one.kind === 'restriction' || one.kind === 'carve-out') terms.push(one);
  }
  if (pieces.length === 0 && terms.length === 0) terms.push(...limitsIn(text));
  terms.push(...qualified);
  const matches = pieces.map((piece) => matchOf(reading, lines, piece, detail?.expected));
  const changed = matches.filter(({ differences }) => differences !== undefined);
  const parameters = reading.isSettled ? undefined : parametersIn(text, pieces);
  const isAltered = terms.length > 0 || changed.length > 0 || hasRider(pieces);
  const verdict = verdictOf(text, pieces, isAltered);
  const expression = verdict === 'match' ? combine(pieces) : undefined;
  const note = recordNote(pieces) ?? noteOf(text, terms, changed);
  return {
    verdict,
    ...(expression === undefined ? {} : { expression }),
    matches,
    residue,
    ...(parameters ? { parameters } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** Why something restricts is looked for only where something does. */
function besideWithReasons(
  reading: Reading,
  pieces: readonly Piece[],
  gaps: readonly Part[],
  reasons: boolean,
): readonly Classified[] {
  const found = classifyBeside(reading, pieces, gaps, false);
  return reasons && found.some(({ kind }) => kind === 'restriction')
    ? classifyBeside(reading, pieces, gaps, true)
    : found;
}

function parametersIn(
  text: string,
  pieces: readonly Piece[],
): Readonly<Record<string, string>> | undefined {
  for (const expression of new Set(pieces.map((piece) => piece.expression))) {
    const parameters = parametersOf(expression, text);
    if (parameters && Object.keys(parameters).length > 0) return parameters;
  }
  return undefined;
}

/** A condition put on top of another license makes it another one; it is no license of its own. */
export function hasRider(pieces: readonly Piece[]): boolean {
  return pieces.length > 1 && pieces.some(({ expression }) => /commons-clause/i.test(expression));
}

function verdictOf(
  text: string,
  pieces: readonly Piece[],
  altered: boolean,
): Identification['verdict'] {
  if (pieces.some(({ recorded }) => recorded)) return 'unknown';
  if (pieces.length > 0) return altered ? 'modified' : 'match';
  if (altered) return 'modified';
  return speaksOfLicense(text) ? 'unknown' : 'none';
}

/** Longest text that is looked through for limits though no license was found in it. */
const MAX_SHORT = 2000;

/** What a short text with a license's words plainly forbids or asks. */
function limitsIn(text: string): readonly Classified[] {
  if (text.length > MAX_SHORT) return [];
  const isFew = text.split(/\s+/, MANY).length < MANY;
  if (!speaksOfLicense(text, MAX_SHORT, 1)) return isFew ? plainRestrictions(text) : [];
  const plain = plainRestrictions(text);
  if (plain.length > 0 || !isFew) return plain;
  // "No license is granted": a few words that all may restrict, in a way nobody here has classed.
  const units = classifyResidue(text, { strict: true }).filter(({ kind }) => kind !== 'copyright');
  return units.every(({ kind }) => kind === 'restriction') ? units : [];
}

/** As many words as this tell of other things beside a license. */
const MANY = 60;

function recordNote(pieces: readonly Piece[]): string | undefined {
  const recorded = pieces.find((piece) => piece.recorded);
  return (
    recorded &&
    `an address that led to ${recorded.expression} when others recorded it; what it leads to now was not read`
  );
}

/** What was added, in the text's own words, or else that words were changed. */
function noteOf(
  text: string,
  terms: readonly Classified[],
  changed: readonly LicenseMatch[],
): string | undefined {
  const quoted = terms.map(({ start, end, reason }) => {
    const words = shortened(text.slice(start, end), MAX_QUOTED);
    const why =
      reason === undefined || reason === UNCLASSED || words.includes(reason) ? '' : reason;
    return `${why}${why === '' ? '' : ': '}"${words}"`;
  });
  if (quoted.length > 0) return [...new Set(quoted)].slice(0, 2).join('; ');
  const [first] = changed;
  return first ? `the text is ${first.license} with words changed` : undefined;
}

function matchOf(
  reading: Reading,
  lines: Lines,
  piece: Piece,
  expected: Expected | undefined,
): LicenseMatch {
  const { kind, license, expression, start, end, found } = piece;
  const where = { startLine: lines.at(start), endLine: lines.at(end - 1) };
  const aliases = license.aliases && expression === license.id ? { aliases: license.aliases } : {};
  if (!found || kind === 'notice')
    return { kind, license: expression, ...aliases, coverage: 1, similarity: 1, ...where };
  const { matched, length, comparison } = found;
  const differences = comparison.differences.map((hunk): Difference => {
    const { tokens, words } = reading;
    const place = Math.min(hunk.textStart, words.count - 1);
    const from = tokens.starts[words.at[place] ?? 0] ?? 0;
    const last = Math.max(place, hunk.textEnd - 1);
    return {
      startLine: lines.at(from),
      endLine: lines.at(tokens.starts[words.at[last] ?? 0] ?? from),
      found: shortened(textBetween(reading, hunk.textStart, hunk.textEnd), MAX_SHOWN),
      expected: expected?.(reading.index, hunk.templateStart, hunk.templateEnd) ?? '',
    };
  });
  return {
    kind,
    license: expression,
    ...aliases,
    coverage: rounded(matched / length),
    similarity: rounded(matched / (matched + comparison.changed)),
    ...where,
    ...(differences.length > 0 ? { differences } : {}),
  };
}

function rounded(share: number): number {
  // Never up to 1: that would say there is no difference.
  return Math.floor(share * 1000) / 1000;
}

const MAX_SHOWN = 400;

function residueOf(text: string, lines: Lines, { kind, start, end }: Classified): Residue {
  return {
    kind,
    startLine: lines.at(start),
    endLine: lines.at(Math.max(start, end - 1)),
    text: shortened(text.slice(start, end), MAX_SHOWN),
  };
}
