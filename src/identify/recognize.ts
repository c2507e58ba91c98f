import type { Difference, Identification, LicenseMatch, Residue } from '../model/identification.ts';
import { classifyBeside, speaksOfLicense } from './beside.ts';
import { canonicalize, firstWordAt } from './canonical.ts';
import { combine } from './combine.ts';
import { isCopyrightLine, type Lines, linesOf } from './lines.ts';
import { parametersOf } from './parameters.ts';
import type { Piece } from './piece.ts';
import { type Reading, textBetween } from './reading.ts';
import { findQualified, findReferences, mayRefer, type Reference } from './references.ts';
import { type Classified, classifyResidue } from './residue.ts';
import { UNCLASSED } from './residue-languages.ts';
import { type Found, findExact, findWhole, isExplainable, isTitle, search } from './search.ts';
import type { IndexedLicense, TextIndex } from './text-index.ts';
import { tokenize } from './tokens.ts';

/** What is asked for beyond the answer itself: reasons, and the words of templates. */
interface Detail {
  readonly expected?: Expected;
}

/** Words of a template by the number of their place in it, for showing what was expected. */
export type Expected = (index: TextIndex, start: number, end: number) => string;

/**
 * Says what a text is: which licenses, how sure, where, and what was changed or added.
 *
 * A cascade: the whole text by its digest; known texts by their anchors, laid beside the text word by
 * word; then, in what is left, tags, addresses, notices and names; and what is left then is classed.
 * A digest or an anchor finds a candidate, its words decide. Nearness is not enough: a text with a
 * term more or a term less is `modified`, and names no expression.
 *
 * Linear in the text; never throws.
 */
export function identifyText(text: string, index: TextIndex, expected?: Expected): Identification {
  const reading = read(text, index);
  return identifyReading(reading, findWhole(reading.words, index), expected ? { expected } : {});
}

/** What a text is, without where and beside what. */
export type Recognition = Pick<
  Identification,
  'verdict' | 'expression' | 'matches' | 'parameters' | 'note'
>;

/**
 * Makes a function that gives the same answer as `identifyText` but for places, and reads each text
 * once: of thousands of license files in an installed tree most differ in a copyright line alone.
 */
export function recognizer(index: TextIndex): (text: string) => Recognition {
  const byText = new Map<string, Recognition>();
  const byBody = new Map<string, Recognition>();
  return (text) => {
    const known = byText.get(text);
    if (known) return known;
    const body = withoutCopyrightLines(text);
    const recognition = byBody.get(body) ?? recognizeText(text, index);
    byText.set(text, recognition);
    // What is filled into a license may stand in its copyright line.
    if (!recognition.parameters) byBody.set(body, recognition);
    return recognition;
  };
}

/** Lines at the beginning of a text in which copyright is claimed. */
const MAX_HEAD = 16;

/** A text without the copyright lines of its head and without white space behind it. */
function withoutCopyrightLines(text: string): string {
  let head = '';
  let at = 0;
  for (let line = 0; line < MAX_HEAD && at < text.length; line++) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const word = firstWord(text, at, end);
    if (word === end) {
      at = end + 1;
      continue;
    }
    if (end - at > MAX_LINE) break;
    if (!isCopyrightLine(text, word)) head += `${text.slice(at, end)}\n`;
    at = end + 1;
  }
  return head + text.slice(at).trimEnd();
}

/** Longest line that a head has. */
const MAX_LINE = 200;

/** Where the first ASCII letter or digit of a line is, or its end. */
function firstWord(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 48 && code < 58) || ((code | 32) >= 97 && (code | 32) < 123) || code > 127)
      return at;
  }
  return end;
}

/** One text, with what was learned of titles from those before it. */
function recognizeText(text: string, index: TextIndex): Recognition {
  const reading = read(text, index);
  const whole = findWhole(reading.words, index);
  if (whole) {
    const license = index.licenses[index.owners[whole.template] ?? 0];
    if (license?.kind === 'license' && !hasBlanks(license.id)) {
      if (isKnownTitle(reading, whole, license.id))
        return { verdict: 'match', expression: license.id, matches: [] };
      const answer = identifyReading(reading, whole, undefined);
      if (answer.verdict === 'match' && answer.expression === license.id)
        rememberTitle(reading, whole, license.id);
      return answer;
    }
  }
  return identifyReading(reading, whole, undefined);
}

function read(text: string, index: TextIndex): Reading {
  const tokens = tokenize(text);
  return { text, tokens, words: canonicalize(tokens, text, index.vocabulary), index };
}

function identifyReading(
  reading: Reading,
  whole: Found | undefined,
  detail: Detail | undefined,
): Identification {
  const answer = (found: readonly Found[]) => {
    const texts = found.map((one) => pieceOf(reading, one));
    return describe(reading, saidIn(reading, texts), detail);
  };
  // Word for word first; where that leaves anything to explain, a longer license may explain it.
  const exact = whole ? [whole] : findExact(reading);
  if (exact.length > 0) {
    const first = answer(exact);
    if (whole || first.verdict === 'match' || !isExplainable(reading, exact)) return first;
    const found = search(reading);
    return isSame(exact, found) ? first : answer(found);
  }
  return answer(search(reading));
}

function isSame(one: readonly Found[], other: readonly Found[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ template, start, end }, at) => {
      const found = other[at];
      return found?.template === template && found.start === start && found.end === end;
    })
  );
}

/** Titles that were read above a license and changed nothing, by index. */
const titles = new WeakMap<TextIndex, Set<string>>();
const MAX_TITLES = 5000;

function isKnownTitle(reading: Reading, whole: Found, id: string): boolean {
  if (whole.start === 0 || isTitle(reading.words, whole, reading.index)) return true;
  return titles.get(reading.index)?.has(titleOf(reading, whole, id)) ?? false;
}

function rememberTitle(reading: Reading, whole: Found, id: string): void {
  const known = titles.get(reading.index) ?? new Set();
  titles.set(reading.index, known);
  if (known.size < MAX_TITLES) known.add(titleOf(reading, whole, id));
}

/** The words above a license, copyright lines left out, and the license. */
function titleOf({ text, tokens, words }: Reading, { start }: Found, id: string): string {
  let title = id;
  for (let at = 0; at < start; at++) {
    const token = words.at[at] ?? 0;
    title += ` ${text.slice(tokens.starts[token], tokens.ends[token])}`;
  }
  return title;
}

/** Licenses whose text is not all of it: what was filled in is part of the answer. */
function hasBlanks(id: string): boolean {
  return /BUSL|\bbsl-1|FSL-|FCL-/i.test(id);
}

function pieceOf({ text, tokens, words, index }: Reading, found: Found): Piece {
  const license = index.licenses[index.owners[found.template] ?? 0];
  if (!license) throw new Error('a template without a license: the index is damaged');
  const start = tokens.starts[words.at[found.start] ?? 0] ?? 0;
  const end = tokens.ends[words.at[found.end - 1] ?? 0] ?? text.length;
  const kind = license.kind === 'notice' ? 'notice' : 'text';
  return { kind, license, expression: license.id, start, end, found };
}

/** Licenses in a text, and phrases that name a license and change it in one breath. */
interface Said {
  readonly pieces: readonly Piece[];
  readonly qualified: readonly Classified[];
}

/**
 * Adds what the text says in few words: beside the license texts, and in place of notices whose
 * words were found, since grammar reads versions and "or later" more exactly than likeness.
 */
function saidIn(reading: Reading, texts: readonly Piece[]): Said {
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
    const moved = <T extends Gap>(one: T): T => ({
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
  // What names the license whose text stands beside it says nothing new.
  const present = new Set(full.map(({ expression }) => expression));
  const rest = outside.filter((one) => !taken.has(one) && !present.has(one.expression));
  const pieces = [...full, ...settled, ...rest.map(pieceOfReference)].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  return { pieces, qualified: qualified.filter((one) => !isParameters(one, zone)) };
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

interface Gap {
  readonly start: number;
  readonly end: number;
}

/** What of a text lies outside its pieces. */
function gapsBetween(text: string, pieces: readonly Gap[]): Gap[] {
  const gaps: Gap[] = [];
  let at = 0;
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < text.length) gaps.push({ start: at, end: text.length });
  return gaps;
}

function describe(
  reading: Reading,
  { pieces, qualified }: Said,
  detail: Detail | undefined,
): Identification {
  const { text } = reading;
  const lines = linesOf(text);
  const gaps = gapsBetween(text, pieces);
  const residue: Residue[] = [];
  const terms: Classified[] = [];
  const zone = parameterZone(text, businessSource(pieces));
  for (const one of classifyBeside(reading, pieces, gaps, detail !== undefined)) {
    if (isParameters(one, zone)) continue;
    residue.push(residueOf(text, lines, one));
    if (one.kind === 'restriction' || one.kind === 'carve-out') terms.push(one);
  }
  if (pieces.length === 0 && terms.length === 0) terms.push(...limitsIn(text));
  terms.push(...qualified);
  const matches = pieces.map((piece) => matchOf(reading, lines, piece, detail?.expected));
  const changed = matches.filter(({ differences }) => differences !== undefined);
  const parameters = parametersIn(text, pieces);
  const isAltered = terms.length > 0 || changed.length > 0 || hasRider(pieces);
  const verdict = verdictOf(text, pieces, isAltered);
  const expression = verdict === 'match' ? combine(pieces) : undefined;
  const note = noteOf(text, terms, changed);
  return {
    verdict,
    ...(expression === undefined ? {} : { expression }),
    matches,
    residue,
    ...(parameters ? { parameters } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The first line of the block that a Business Source License is filled in with. */
const PARAMETERS =
  /^[^\w\n]*(?:licensor|licensed work|additional use grant|change date|change license)\b/im;

/**
 * Where the parameters of a Business Source License stand, which are judged as such: above its terms,
 * or below a notice.
 */
function parameterZone(text: string, pieces: readonly Gap[]): Gap | undefined {
  const [terms] = pieces;
  if (!terms) return undefined;
  const start = text.search(PARAMETERS);
  if (start < 0) return undefined;
  return { start, end: start < terms.start ? terms.start : text.length };
}

function businessSource(pieces: readonly Piece[]): Piece[] {
  return pieces.filter(({ expression }) => /^BUSL-/.test(expression));
}

function isParameters({ start, end }: Gap, zone: Gap | undefined): boolean {
  return zone !== undefined && start < zone.end && end > zone.start && end <= zone.end;
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
function hasRider(pieces: readonly Piece[]): boolean {
  return pieces.length > 1 && pieces.some(({ expression }) => /commons-clause/i.test(expression));
}

function verdictOf(
  text: string,
  pieces: readonly Piece[],
  altered: boolean,
): Identification['verdict'] {
  if (pieces.length > 0) return altered ? 'modified' : 'match';
  if (altered) return 'modified';
  return speaksOfLicense(text) ? 'unknown' : 'none';
}

/** Characters of a term that are quoted. */
const MAX_QUOTED = 140;

/** Longest text that is looked through for limits though no license was found in it. */
const MAX_SHORT = 2000;

/** What a short text with a license's words plainly forbids or asks. */
function limitsIn(text: string): Classified[] {
  if (text.length > MAX_SHORT || !speaksOfLicense(text, MAX_SHORT, 1)) return [];
  return classifyResidue(text, { strict: true }).filter(
    ({ kind, reason }) => kind === 'restriction' && reason !== UNCLASSED,
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
      found: shortened(textBetween(reading, hunk.textStart, hunk.textEnd)),
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

function shortened(text: string, length = MAX_SHOWN): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length > length ? `${folded.slice(0, length - 1)}…` : folded;
}

function residueOf(text: string, lines: Lines, { kind, start, end }: Classified): Residue {
  return {
    kind,
    startLine: lines.at(start),
    endLine: lines.at(Math.max(start, end - 1)),
    text: shortened(text.slice(start, end)),
  };
}
