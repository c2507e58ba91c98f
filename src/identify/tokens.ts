import { wordBeyondAscii } from './beyond-ascii.ts';
import {
  AMPERSAND,
  AT,
  BEYOND,
  COLON,
  FOLD,
  hashWord,
  LESS,
  NEWLINE,
  PRIME,
  SEED,
} from './characters.ts';
import { afterEnumerator, isEnumerator, isParenthesized } from './enumerators.ts';
import { afterEntity, afterTag } from './markup.ts';

/**
 * A text as a sequence of words, each a 32-bit hash with its place. Letters, digits, `$` and `%`
 * count; case, quotes, dashes, wrapping, bullets, list numbers, addresses and markup do not, so that
 * copies of a license in any layout are the same sequence. Digits inside sentences, product names,
 * "not" and "non" stay: they distinguish licenses.
 */
export interface Tokens {
  readonly count: number;
  /** FNV-1a of the word in lower case. */
  readonly hashes: Int32Array;
  /** Character offsets of each word in the text, end exclusive. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Bits of `MARK`. */
  readonly marks: Uint8Array;
}

/** What is known of a word from what stands around it. */
export const MARK = {
  /** It is the first word of its line. */
  lineStart: 1,
  /** It may be the number of a list item: `a)`, `2.`, `iv.` in running text. */
  enumerator: 2,
  /** `©` stands before it. */
  signed: 4,
  /** It is the first of its line and begins with a digit. */
  number: 8,
} as const;

/** The same as names of their own, which cost hot code nothing. */
const { lineStart: LINE_START, signed: SIGNED, number: NUMBER } = MARK;

const COPYRIGHT_SIGN = 0xa9;

/** Longest word that may be the number of a list item, or begins an address. */
const SHORT = 4;

const HTTP = new Set(['http', 'https', 'ftp', 'git', 'svn'].map(hashWord));
const WWW = hashWord('www');
/** Languages whose comments begin with a word. */
const REM = hashWord('rem');
const DNL = hashWord('dnl');

// One text is scanned at a time, and most are short: the arrays are used again and again.
let hashes = new Int32Array(1 << 15);
let starts = new Int32Array(1 << 15);
let ends = new Int32Array(1 << 15);
let marks = new Uint8Array(1 << 15);

function grow(): void {
  const size = hashes.length * 2;
  const wider = (old: Int32Array) => {
    const next = new Int32Array(size);
    next.set(old);
    return next;
  };
  hashes = wider(hashes);
  starts = wider(starts);
  ends = wider(ends);
  const next = new Uint8Array(size);
  next.set(marks);
  marks = next;
}

/** Where a word that was looked at closer ended, and its hash. */
let wordEnd = 0;
let wordHash = 0;

/** Words so far, and the mark of the next one: what the loop and what it calls share. */
let count = 0;
let lineStart = 0;

/**
 * The words of a text. Linear in its length; never throws.
 *
 * The loop is short, and what is rare is behind calls: most runs are over before long functions are
 * compiled.
 * @returns views of shared arrays, valid until the next call
 */
export function tokenize(text: string): Tokens {
  const length = text.length;
  count = 0;
  lineStart = LINE_START;
  let at = 0;
  while (at < length) {
    let code = text.charCodeAt(at);
    let fold = FOLD[code] ?? 0;
    if (fold < BEYOND) {
      if (fold > NEWLINE) at = (SIGNS[fold] ?? afterTag)(text, at + 1);
      else {
        if (fold === NEWLINE) lineStart = LINE_START;
        at++;
      }
      continue;
    }
    const start = at;
    const number = fold < 58 ? NUMBER : 0;
    let hash = SEED;
    while (fold > BEYOND) {
      hash = Math.imul(hash ^ fold, PRIME);
      at++;
      if (at >= length) break;
      code = text.charCodeAt(at);
      fold = FOLD[code] ?? 0;
    }
    let mark = lineStart;
    const isShort = at - start <= SHORT && (code === 46 || code === 41 || code === 92);
    if (at < length && (isShort || fold === BEYOND)) {
      const look = fold === BEYOND ? lookBeyond : lookAtShort;
      const after = look(text, start, at, hash);
      if (after > 0) {
        at = after;
        continue;
      }
      at = wordEnd;
      hash = wordHash;
      mark = wordMark;
    }
    if ((mark & LINE_START) !== 0) {
      // What is left out of a line leaves its next word the first.
      if (at - start === 3 && (hash === REM || hash === DNL)) continue;
      mark |= number;
    }
    lineStart = 0;
    if (count === hashes.length) grow();
    hashes[count] = hash;
    starts[count] = start;
    ends[count] = at;
    marks[count] = mark;
    count++;
  }
  return { count, hashes, starts, ends, marks };
}

/** Takes back the last word, of which an address or a mailbox is made. */
function takeBack(): void {
  count--;
  lineStart |= (marks[count] ?? 0) & (LINE_START | SIGNED);
}

/** Where the text goes on behind a sign that may begin markup or an address, by `FOLD`. */
const SIGNS: Readonly<Record<number, (text: string, at: number) => number>> = {
  [LESS]: afterTag,
  [AMPERSAND]: afterEntity,
  [AT]: afterAt,
  [COLON]: afterColon,
};

function afterColon(text: string, at: number): number {
  if (count === 0 || ends[count - 1] !== at - 1) return at;
  if (!isScheme(text, at, hashes[count - 1] ?? 0)) return at;
  takeBack();
  return afterAddress(text, at);
}

function afterAt(text: string, at: number): number {
  if (count === 0 || ends[count - 1] !== at - 1) return at;
  const from = runStart(text, at - 1);
  while (count > 0 && (starts[count - 1] ?? 0) >= from) takeBack();
  return afterAddress(text, at);
}

let wordMark = 0;

/**
 * Looks closer at a short word with "." or ")" behind it.
 * @returns where the text goes on if it is no word; else 0, and `wordEnd`, `wordHash` and `wordMark`
 */
function lookAtShort(text: string, start: number, at: number, hash: number): number {
  wordEnd = at;
  wordHash = hash;
  wordMark = lineStart;
  if ((lineStart & LINE_START) !== 0) {
    const after = afterEnumerator(text, start);
    if (after > 0) return after;
  }
  return closed(text, start);
}

/** The same for a word that has letters beyond ASCII. */
function lookBeyond(text: string, start: number): number {
  wordMark = lineStart;
  ({ end: wordEnd, hash: wordHash } = wordBeyondAscii(text, start));
  if (wordEnd === start) {
    if (text.charCodeAt(start) === COPYRIGHT_SIGN) lineStart |= SIGNED;
    return start + 1;
  }
  return wordEnd < text.length && wordEnd - start <= SHORT ? closed(text, start) : 0;
}

/** What "." or ")" behind a short word makes of it. */
function closed(text: string, start: number): number {
  // Markdown escapes what it would read as a number of its own: `ii\)`.
  const isEscaped = text.charCodeAt(wordEnd) === 92 && wordEnd + 1 < text.length;
  const sign = text.charCodeAt(isEscaped ? wordEnd + 1 : wordEnd);
  // "(a)", "(ii)", "(c)": where a paragraph is wrapped decides whether they begin a line.
  if (sign === 41 && isParenthesized(text, start, wordEnd)) return wordEnd;
  if (sign !== 46 && sign !== 41) return 0;
  if (wordHash === WWW && sign === 46) return afterAddress(text, wordEnd);
  if (isEnumerator(text, start, wordEnd, isEscaped ? 2 : 1)) wordMark |= MARK.enumerator;
  return 0;
}

function isScheme(text: string, at: number, hash: number): boolean {
  return text.charCodeAt(at) === 47 && text.charCodeAt(at + 1) === 47 && HTTP.has(hash);
}

/** White space and the marks that close an address: `>`, `"`, `)`, `]`, `}`, `'`, `,`, `;`, backslash. */
const ADDRESS_END = /[\s<>"')\]},;\\\u3000-\u303f]/g;

function afterAddress(text: string, at: number): number {
  ADDRESS_END.lastIndex = at;
  const found = ADDRESS_END.exec(text);
  return found ? found.index : text.length;
}

/** Where the run of characters that an `@` stands in begins; 100 are enough for a mailbox. */
function runStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 100 && !/[\s<>"'()[\]{},;:]/.test(text[start - 1] ?? ' '))
    start--;
  return start;
}
