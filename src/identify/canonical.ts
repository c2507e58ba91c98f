import { hashWord } from './characters.ts';
import { isCopyrightLine } from './lines.ts';
import { isForeignTerm } from './residue-languages.ts';
import { isOperativeInName } from './residue-words.ts';
import { MARK, type Tokens } from './tokens.ts';
import { type Vocabulary, WORD, wordId } from './vocabulary.ts';

/**
 * A text in the words of the index, without what copies of one license are free to differ in:
 * copyright lines, and the names licenses leave blanks for ("neither the name of … nor").
 */
export interface Canonical {
  readonly count: number;
  /** Word ids; 0 for words that stand in no known text. */
  readonly ids: Uint16Array;
  /** For each id: the number of its token. */
  readonly at: Int32Array;
  /** Bits of `MARK`. */
  readonly marks: Uint8Array;
  /** The text has no capitals at all, so that names in it have none. */
  readonly isCaseless: boolean;
}

let ids = new Uint16Array(1 << 15);
let at = new Int32Array(1 << 15);
let marks = new Uint8Array(1 << 15);
/** Places of words that may begin a run with a name. */
let triggers = new Int32Array(1 << 15);
let triggered = 0;

/** Words behind the last one that may be looked at without a check; they are 0. */
export const MARGIN = 8;

/**
 * Puts a tokenized text into words of the index.
 * @returns views of shared arrays, valid until the next call
 */
export function canonicalize(tokens: Tokens, text: string, vocabulary: Vocabulary): Canonical {
  if (ids.length < tokens.count + MARGIN) {
    const size = Math.max(tokens.count + MARGIN, ids.length * 2);
    ids = new Uint16Array(size);
    at = new Int32Array(size);
    marks = new Uint8Array(size);
    triggers = new Int32Array(size);
  }
  const filled = fill(tokens, text, vocabulary);
  ids.fill(0, filled, filled + MARGIN);
  const isCaseless = !CAPITAL.test(text);
  const count = withoutNames({ tokens, text, vocabulary, filled, isCaseless });
  ids.fill(0, count, count + MARGIN);
  return { count, ids, at, marks, isCaseless };
}

/** Copies word ids into the shared arrays, copyright lines left out. */
function fill(tokens: Tokens, text: string, vocabulary: Vocabulary): number {
  triggered = 0;
  let filled = 0;
  for (let token = 0; token < tokens.count; ) {
    const notice = noticeFrom(tokens, token);
    filled = copyWords(tokens, vocabulary, { from: token, to: notice, filled });
    token = notice;
    if (notice === tokens.count) break;
    const last = lastOfCopyright(tokens, text, notice);
    if (last >= notice) token = last + 1;
    else {
      filled = copyWords(tokens, vocabulary, { from: notice, to: notice + 1, filled });
      token++;
    }
  }
  return filled;
}

/** The next word from a place on that a copyright notice may begin with, or the number of all. */
function noticeFrom({ hashes, marks, count }: Tokens, from: number): number {
  let token = from;
  for (; token < count; token++) {
    const mark = marks[token] ?? 0;
    if ((mark & LINE_START) === 0) continue;
    if ((mark & NOTICE) !== 0 || beginsNotice(hashes[token] ?? 0)) break;
  }
  return token;
}

interface Copied {
  readonly from: number;
  readonly to: number;
  /** How many words are in the shared arrays already. */
  readonly filled: number;
}

function copyWords(tokens: Tokens, vocabulary: Vocabulary, { from, to, filled }: Copied): number {
  const { hashes, marks: markOf } = tokens;
  const { flags } = vocabulary;
  // Names of this function's own cost less than those of the module.
  const [toIds, toAt, toMarks, toTriggers] = [ids, at, marks, triggers];
  let next = filled;
  let found = triggered;
  for (let token = from; token < to; token++) {
    const id = wordId(vocabulary, hashes[token] ?? 0);
    toIds[next] = id;
    toAt[next] = token;
    toMarks[next] = markOf[token] ?? 0;
    if (((flags[id] ?? 0) & TRIGGER) !== 0) toTriggers[found++] = next;
    next++;
  }
  triggered = found;
  return next;
}

/** A copyright notice may begin with a sign or a year. */
const NOTICE = MARK.signed | MARK.number;
const LINE_START = MARK.lineStart;
const TRIGGER = WORD.trigger;
const [COPYRIGHT, C, PORTIONS, PARTS, AND, ALL, RIGHTS, SPDX] = (
  ['copyright', 'c', 'portions', 'parts', 'and', 'all', 'rights', 'spdx'] as const
).map(hashWord);

/** True for the hash of a word that a copyright notice may begin with. */
function beginsNotice(hash: number): boolean {
  return (
    hash === COPYRIGHT ||
    hash === ALL ||
    hash === C ||
    hash === AND ||
    hash === PORTIONS ||
    hash === PARTS ||
    hash === RIGHTS ||
    hash === SPDX
  );
}

/** The last word of the copyright line that a word begins; -1 where it begins none. */
function lastOfCopyright({ starts, count }: Tokens, text: string, token: number): number {
  const start = starts[token] ?? 0;
  if (!isCopyrightLine(text, start)) return -1;
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  let last = token;
  while (last + 1 < count && (starts[last + 1] ?? 0) < end) last++;
  return last;
}

/** Takes the names out of the shared arrays, each run between two names moved at once. */
function withoutNames(words: Words): number {
  let count = 0;
  /** Up to where words are moved already, and where the run begins that is moved next. */
  let from = 0;
  for (let number = 0; number < triggered; number++) {
    const place = triggers[number] ?? 0;
    if (place < from) continue;
    const name = nameAt(place, words);
    if (!name) continue;
    count = move(count, from, name.from);
    from = name.to;
  }
  return move(count, from, words.filled);
}

function move(count: number, from: number, to: number): number {
  if (count < from && from < to) {
    ids.copyWithin(count, from, to);
    at.copyWithin(count, from, to);
    marks.copyWithin(count, from, to);
  }
  return count + Math.max(0, to - from);
}

interface Words {
  readonly tokens: Tokens;
  readonly text: string;
  readonly vocabulary: Vocabulary;
  readonly filled: number;
  readonly isCaseless: boolean;
}

const CAPITAL = /\p{Lu}/u;

/** The places of a name, end exclusive. */
interface Name {
  readonly from: number;
  readonly to: number;
}

/** Most words of a name between the words around a blank. */
const MAX_NAME = 30;

/** The name behind the word at a place, where a license leaves a blank for one. */
function nameAt(place: number, words: Words): Name | undefined {
  const { known } = words.vocabulary;
  const word = ids[place];
  const next = (ahead: number) => ids[place + ahead] ?? 0;
  if (word === known.neither) {
    const noun = next(1) === known.the ? 2 : 1;
    if (next(noun) !== known.name && next(noun) !== known.names) return undefined;
    return namesBefore(place + noun + 1, known.nor, words);
  }
  if (word === known.event && (next(1) === known.shall || next(1) === known.will))
    return nameBefore(place + 2, [known.be, known.liable], words);
  if (word === known.provided && next(1) === known.by)
    return nameBefore(place + 2, [known.as, known.is], words);
  if (word === known.as && next(1) === known.is && next(2) === known.and)
    return nameBefore(place + 3, [known.disclaims, known.all], words);
  // "the names of its contributors", "of any contributors": whose they are is a name too.
  if (word === known.names && next(1) === known.of && next(3) === known.contributors)
    return isOperativeAt(place + 2, words) ? undefined : { from: place + 2, to: place + 3 };
  return undefined;
}

/** "the name of A, nor B, nor the names of": up to the last "nor" that names alone stand before. */
function namesBefore(from: number, nor: number, words: Words): Name | undefined {
  const { name, names, contributors } = words.vocabulary.known;
  let found = nameBefore(from, [nor], words);
  while (found) {
    const next: Name | undefined = nameBefore(found.to + 1, [nor], words);
    if (!next) break;
    const more = ids.subarray(next.from, next.to);
    if ([name, names, contributors].some((word) => more.includes(word))) break;
    found = { from, to: next.to };
  }
  return found;
}

/** The words from a place up to others that end a name; none if one of them is operative. */
function nameBefore(from: number, end: readonly number[], words: Words): Name | undefined {
  const last = Math.min(from + MAX_NAME, words.filled - end.length);
  for (let to = from; to <= last; to++) {
    if (end.every((word, ahead) => word !== 0 && ids[to + ahead] === word)) return { from, to };
    if (isOperativeAt(to, words)) return undefined;
  }
  return undefined;
}

/** "{organization}" and "[company]" were not filled in: they stand for a name. */
const HOLDER = /^(?:organi[sz]ation|company|corporation|institution|university|individual)$/i;
const BLANK = /^(?:\{.*\}|\[.*\])$/;

function isOperativeAt(place: number, { tokens, text, vocabulary, isCaseless }: Words): boolean {
  const id = ids[place] ?? 0;
  if (id !== 0 && ((vocabulary.flags[id] ?? 0) & WORD.operative) === 0) return false;
  const token = at[place] ?? 0;
  const [start, end] = [tokens.starts[token] ?? 0, tokens.ends[token] ?? 0];
  const word = text.slice(start, end);
  if (HOLDER.test(word) && BLANK.test(text.slice(Math.max(0, start - 1), end + 1))) return false;
  return isOperativeInName(word, isCaseless) || (id !== 0 && isForeignTerm(word.toLowerCase()));
}

/** The first word that begins at an offset of the text or behind it. */
export function firstWordAt(tokens: Tokens, words: Canonical, offset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.starts[words.at[middle] ?? 0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
