import { noticeGoesOn } from './lines.ts';
import { narrow } from './ready.ts';

/**
 * Splits a text into what can be judged on its own: lines that stand alone, such as titles and
 * copyright notices, and sentences, which may run over several lines.
 */

/** A part of a text. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  /** Its words as written, on one line, without comment marks and emphasis. */
  readonly words: string;
  /** True where it is a line of its own that is no sentence: a title, a list item, an address. */
  readonly isLine: boolean;
  /** True where a blank line, or the beginning of the text, is before it. */
  readonly isFirst: boolean;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Longest part: what is longer is cut, so that work stays linear however long a line is. */
const MAX_UNIT = 1500;

/** Marks of comments, quotations and headings before the words of a line. */
const MARKS = /^(?:\s|\/\/|\/\*|\*\/|<!--|"""|'''|[*#>;|!%]|--+|(?:dnl|rem|@rem)(?=\s))*/i;

/** Bullets and numbers: a line that begins with one begins something new. */
const ITEM =
  /^\s*(?:[-+*•·●▪–—○‣]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)、]\s?(?=\D)|[一二三四五六七八九十]、)/i;

const BEGINS =
  /^(?:(?:portions|parts|original|modified|modifications|some)\b[^.\n]{0,40})?(?:copyright\b|\(c\)|©|&copy;|spdx-)/i;

/** The parts of a text, in order; what is between them is white space and marks. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let block: Line[] = [];
  let isFirst = true;
  const close = () => {
    if (block.length > 0) units.push(...sentences(text, block, isFirst));
    if (block.length > 0) isFirst = false;
    block = [];
  };
  for (const line of linesOf(text)) {
    const words = line.text.replace(MARKS, '');
    const last = block.at(-1);
    if (!/[\p{L}\p{N}]/u.test(words)) {
      close();
      isFirst = true;
      continue;
    }
    if (last && startsAnew(line.text, words, last)) close();
    block.push(line);
  }
  close();
  return units;
}

function* linesOf(text: string): Generator<Line> {
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline;
    for (let from = start; from < next; ) {
      const to = next - from > MAX_UNIT ? breakAt(text, from, from + MAX_UNIT) : next;
      yield { start: from, end: to, text: text.slice(from, to) };
      from = to;
    }
    if (next === start) yield { start, end: start, text: '' };
    start = next + 1;
  }
}

/** The last white space before a place, or the place. */
function breakAt(text: string, from: number, to: number): number {
  for (let at = to; at > to - 200 && at > from; at--) {
    if (/\s/.test(text.charAt(at))) return at;
  }
  return to;
}

/** True if a line does not go on with the sentence of the line before. */
function startsAnew(raw: string, words: string, last: Line): boolean {
  const before = last.text.trimEnd();
  const isList = ITEM.test(raw.slice(0, 200)) || ITEM.test(words.slice(0, 40));
  if (isList && !/^[-+*\s]*\p{Ll}/u.test(raw.slice(0, 200))) return true;
  if (isList && /[:;.]$/.test(before)) return true;
  if (BEGINS.test(words.slice(0, 60))) return true;
  const wordsBefore = before.replace(MARKS, '');
  if (BEGINS.test(wordsBefore.slice(0, 60))) return !noticeGoesOn(before, words);
  if (/^\s*(?:#{1,6}\s|={3,}|-{3,})/.test(before) || /^\s*#{1,6}\s/.test(raw)) return true;
  if (/^<?https?:\/\/\S+$/.test(wordsBefore)) return true;
  // A short line with no end of a sentence, before one with a capital: a title.
  return (
    wordsBefore.length < 50 &&
    !/[,;]$|\p{Ll}$/u.test(before) &&
    /^\p{Lu}/u.test(words) &&
    !/[a-z]\s\S*$/.test(wordsBefore)
  );
}

const SHORTENED =
  /(?:\b(?:inc|ltd|co|corp|llc|e\.g|i\.e|etc|vs?|dr|mr|mrs|ms|st|no|jr|sr|gmbh|al|cf|approx|incl|dept|univ|u\.s|a\.k\.a)|\b\p{L})\.["')\]]*$/iu;

/** Ends of sentences, also of Chinese and Japanese ones. */
const END = /[.!?:]["'”’)\]*_]*\s+(?=["'“‘([*_]*[\p{Lu}\p{N}])|[。！？；]["'”’」』）]*/gu;

function sentences(text: string, lines: readonly Line[], isFirst: boolean): Unit[] {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return [];
  const units: Unit[] = [];
  const push = (from: number, to: number, isLast: boolean) => {
    let [start, end] = [from, to];
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    const words = foldWords(text.slice(start, end));
    if (!/[\p{L}\p{N}]/u.test(words)) return;
    const isLine = units.length === 0 && isLast && !/[.。;；]["'”’)\]]*$/.test(words);
    units.push({ start, end, words, isLine, isFirst: isFirst && units.length === 0 });
  };
  const whole = text.slice(first.start, last.end);
  let from = 0;
  for (const match of whole.matchAll(END)) {
    const to = match.index + match[0].length;
    const before = whole.slice(Math.max(from, match.index - 12), match.index + 1);
    if (whole[match.index] === '.' && SHORTENED.test(before)) continue;
    // "Note: this" and "Files: a, b" are one; what a colon ends in prose is not.
    if (whole[match.index] === ':' && match.index - from < 60 && to - from < 80) continue;
    push(first.start + from, first.start + to, false);
    from = to;
  }
  push(first.start + from, last.end, true);
  return units.flatMap((unit) => shorten(text, unit));
}

function shorten(text: string, unit: Unit): Unit[] {
  if (unit.end - unit.start <= 2 * MAX_UNIT) return [unit];
  const parts: Unit[] = [];
  for (let from = unit.start; from < unit.end; ) {
    const to = unit.end - from > MAX_UNIT ? breakAt(text, from, from + MAX_UNIT) : unit.end;
    const words = foldWords(text.slice(from, to));
    if (/[\p{L}\p{N}]/u.test(words))
      parts.push({
        start: from,
        end: to,
        words,
        isLine: false,
        isFirst: unit.isFirst && from === unit.start,
      });
    from = to;
  }
  return parts;
}

/** A word whose letters are spread: `N O T   F O R   R E S A L E`. */
const SPREAD = /(?<![^\s"'(])(?:\p{L} ){2,40}\p{L}(?![^\s"').,;:!])/gu;

/** White space folded, marks at line beginnings, emphasis, tags and invisible characters out. */
function foldWords(text: string): string {
  const folded = text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(MARKS, '').trim())
    .join(' ')
    .replace(
      /<\/?(?:br|p|b|i|em|strong|li|ul|div|span|code|pre|h[1-6])\b(?![^<>]*\b(?:title|alt|content|label)=)[^<>]{0,60}>/gi,
      ' ',
    )
    .replace(/[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}/g, (mark) => (mark === '_' ? '_' : ''))
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(SPREAD, (letters) => letters.replace(/ /g, ''))
    .replace(/\s+/g, ' ')
    .trim();
  return narrow(folded);
}
