import type { Identification } from '../model/identification.ts';
import { canonicalize, MARGIN } from './canonical.ts';
import { isExplainable } from './clusters.ts';
import { combine } from './combine.ts';
import { type Detail, describe, type Expected, hasRider } from './describe.ts';
import { findExact, findWhole, isTitle } from './exact.ts';
import type { Found } from './found.ts';
import { mayLink, withoutCopyrightLines } from './lines.ts';
import { gapsBetween, type Piece, pieceOf } from './piece.ts';
import { withQuotes } from './quotation.ts';
import type { Reading } from './reading.ts';
import { mayGuess } from './references-names.ts';
import { saidIn } from './said.ts';
import { search } from './search.ts';
import { type Settled, type SettledAnswer, settledAnswer } from './settled.ts';
import { settledList } from './settled-list.ts';
import type { TextIndex } from './text-index.ts';
import { tokenize } from './tokens.ts';

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
export function identifyText(
  text: string,
  index: TextIndex,
  { expected, isLicense, settled }: IdentifyOptions = {},
): Identification {
  const reading = read(text, index, isLicense);
  const whole = findWhole(reading.words, index);
  const exact = whole ? [whole] : findExact(reading);
  const detail = expected ? { expected } : {};
  const plain = plainly(reading, exact);
  if (plain)
    return describe({ ...reading, isPlain: true }, { pieces: plain, qualified: [] }, detail);
  const body = isLicense && settled ? withoutCopyrightLines(text) : '';
  const answer = isLicense && settled && answerFrom(settled(), body);
  const known = typeof answer === 'string' && identifyAs(answer, reading, exact, detail);
  if (known) return known;
  const change = typeof answer === 'object' ? recognitionOf(answer, body) : undefined;
  return identifyReading(expected ? kept(reading) : reading, { whole, exact, detail, change });
}

/**
 * Where what a text is was settled, its licenses and what stands beside them need only be found: that
 * nothing there is a term is known.
 */
function identifyAs(
  license: string,
  reading: Reading,
  exact: readonly Found[],
  detail: Detail,
): Identification | undefined {
  const settled = { ...reading, isSettled: true };
  const answer = (found: readonly Found[]) => {
    const texts = found.map((one) => pieceOf(reading, one));
    const isAll =
      texts.every(({ kind }) => kind === 'text') &&
      combine(texts) === license &&
      !gapsBetween(reading.text, texts).some(({ start, end }) =>
        mayGuess(reading.text.slice(start, end)),
      );
    // Where the texts are all there is what is named beside them are they, or a guess at one.
    const said = isAll ? { pieces: texts, qualified: [] } : saidIn(settled, texts);
    const one = describe(settled, said, detail);
    return one.verdict === 'match' && one.expression === license ? one : undefined;
  };
  const first = exact.length > 0 ? answer(exact) : undefined;
  // A paragraph beside one text may be the rest of a longer form of it.
  const isShort = first?.residue.every(({ text }) => text.length <= MAX_BESIDE);
  return isShort || (first && exact.length > 1)
    ? first
    : (answer(search(reading, license)) ?? first);
}

/** Characters of a sentence or two beside a license. */
const MAX_BESIDE = 250;

/** What is known of a text, and what is asked for beyond the answer. */
export interface IdentifyOptions {
  readonly expected?: Expected | undefined;
  /** It stands where a license should: whatever it says beside one is read as a term. */
  readonly isLicense?: boolean | undefined;
  /** What is settled of license files; left out, every text is read closely. */
  readonly settled?: (() => Settled) | undefined;
}

/** The same in arrays of its own: who looks up what was expected may read other texts meanwhile. */
function kept({ tokens, words, ...rest }: Reading): Reading {
  const { count, hashes, starts, ends, marks } = tokens;
  return {
    ...rest,
    tokens: {
      count,
      hashes: hashes.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      marks: marks.slice(0, count),
    },
    words: {
      count: words.count,
      ids: words.ids.slice(0, words.count + MARGIN),
      at: words.at.slice(0, words.count),
      marks: words.marks.slice(0, words.count),
      isCaseless: words.isCaseless,
    },
  };
}

/** What a text is, without where and beside what. */
export interface Recognition
  extends Pick<Identification, 'verdict' | 'expression' | 'parameters' | 'note'> {
  /** For `modified`: the licenses that are in the text, changed or with something added. */
  readonly nearest: readonly string[];
}

/** What is known of license texts; each part is loaded when it is first asked for. */
export interface KnownTexts {
  readonly settled: () => Settled;
  readonly index: () => TextIndex;
}

/**
 * Makes a function that gives the same answer as `identifyText` of license files but for places. Texts
 * that were settled are not read closer, and of those that differ in a copyright line alone one is.
 */
export function recognizer({ settled, index }: KnownTexts): (text: string) => Recognition {
  const byBody = new Map<string, Recognition>();
  return (text) => {
    const body = withoutCopyrightLines(text);
    const known = byBody.get(body);
    if (known) return known;
    const answer = answerFrom(settled(), body);
    const recognition =
      answer === undefined ? recognizeText(text, index()) : recognitionOf(answer, body);
    // What is filled into a license, or is quoted of it, may stand in its copyright line.
    if (recognition.verdict === 'match' && !recognition.parameters) byBody.set(body, recognition);
    return recognition;
  };
}

function recognitionFrom(answer: Identification): Recognition {
  const { verdict, expression, matches, parameters, note } = answer;
  const licenses = verdict === 'modified' ? matches.map(({ license }) => license) : [];
  return {
    verdict,
    ...(expression === undefined ? {} : { expression }),
    nearest: [...new Set(licenses)],
    ...(parameters ? { parameters } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

function answerFrom(settled: Settled, body: string): SettledAnswer | undefined {
  return settledAnswer(body, settled) ?? settledList(body, settled);
}

function recognitionOf(answer: SettledAnswer, body: string): Recognition {
  if (typeof answer === 'string') return { verdict: 'match', expression: answer, nearest: [] };
  const { nearest, note } = answer;
  return { verdict: 'modified', nearest, note: withQuotes(note, body) };
}

/** One text. Where it is known ones under their titles, nothing more need be read. */
function recognizeText(text: string, index: TextIndex): Recognition {
  const reading = read(text, index, true);
  const whole = findWhole(reading.words, index);
  const exact = whole ? [whole] : findExact(reading);
  const plain = plainly(reading, exact);
  const expression = plain && combine(plain);
  if (expression !== undefined) return { verdict: 'match', expression, nearest: [] };
  return recognitionFrom(identifyReading(reading, { whole, exact, detail: undefined }));
}

/** The licenses of a text where known texts and their titles are all there is. */
function plainly(reading: Reading, exact: readonly Found[]): readonly Piece[] | undefined {
  const { words, index } = reading;
  if (exact.length === 0) return undefined;
  let last = 0;
  for (const found of exact) {
    const license = index.licenses[index.owners[found.template] ?? 0];
    if (license?.kind !== 'license' || hasBlanks(license.id)) return undefined;
    if (found.start > last && !isTitle(words, last, found, index)) return undefined;
    last = found.end;
  }
  if (last < words.count) return undefined;
  const pieces = exact.map((one) => pieceOf(reading, one));
  if (hasRider(pieces)) return undefined;
  const { text } = reading;
  const isLinked = gapsBetween(text, pieces).some(({ start, end }) =>
    mayLink(text.slice(start, end)),
  );
  return isLinked ? undefined : pieces;
}

function read(text: string, index: TextIndex, isLicense = false): Reading {
  const tokens = tokenize(text);
  return { text, tokens, words: canonicalize(tokens, text, index.vocabulary), index, isLicense };
}

interface Begun {
  readonly whole: Found | undefined;
  readonly exact: readonly Found[];
  readonly detail: Detail | undefined;
  /** What was settled of a changed text. */
  readonly change?: Recognition | undefined;
}

function identifyReading(
  reading: Reading,
  { whole, exact, detail, change }: Begun,
): Identification {
  const answer = (found: readonly Found[]) => {
    const texts = found.map((one) => pieceOf(reading, one));
    return describe(reading, saidIn(reading, texts), detail);
  };
  // Word for word first; where that leaves anything to explain, a longer license may explain it.
  if (exact.length > 0) {
    const first = answer(exact);
    const isIt = change !== undefined && isSaid(change, recognitionFrom(first));
    if (whole || first.verdict === 'match' || isIt || !isExplainable(reading, exact)) return first;
    const found = search(reading);
    return isSame(exact, found) ? first : answer(found);
  }
  return answer(search(reading));
}

function isSaid(one: Recognition, other: Recognition): boolean {
  const said = ({ verdict, expression, nearest, note, parameters }: Recognition) =>
    JSON.stringify([verdict, expression, nearest, note, parameters]);
  return said(one) === said(other);
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

/** Licenses whose text is not all of it: what was filled in is part of the answer. */
export function hasBlanks(id: string): boolean {
  return /BUSL|\bbsl-1|FSL-|FCL-/i.test(id);
}
