/** A word of a text, in lower case, and where it stands. A web address is the word `ADDRESS`. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words near license talk, in order, and the text they are of. */
export interface Words {
  readonly text: string;
  readonly list: readonly Word[];
}

export const ADDRESS = '<address>';

/** How two neighboring words are parted. */
export const GAP = { space: 0, comma: 1, colon: 2, end: 3 } as const;
export type Gap = (typeof GAP)[keyof typeof GAP];

/** Every statement about a license in words holds one of these. */
const TRIGGER = /licen[cs]|gpl|gfdl|\bunder\b/gi;

/** A sentence about a license reaches no further from its trigger. */
const REACH = 400;

/**
 * Addresses, markup (left out) and words: letters; numbers such as `2.0` and `1.3c`; the plus of
 * `GPL-2+`. `\n` is a line end inside a string literal.
 */
const TOKEN =
  /https?:\/\/[^\s<>"'`()[\]{}\\]{1,300}|<\/?[a-z!][^<>]{0,300}>|\\[nrt]|&(?:#\d{1,6}|[a-z]{2,6});|[a-z\u00c0-\u024f]+|\d+(?:\.\d+){0,4}(?:[a-z](?![a-z0-9]))?|(?<=[0-9a-z])\+(?!\+)/gi;

/** Words that only mark a comment. */
const COMMENT_WORDS = new Set(['rem', 'dnl']);

/** The words around each trigger; the whole of a short text. */
export function wordsOf(text: string): Words {
  const list: Word[] = [];
  for (const [from, to] of text.length <= 2 * REACH ? [[0, text.length] as const] : windows(text)) {
    TOKEN.lastIndex = from;
    for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
      if (found.index >= to) break;
      const raw = found[0];
      const first = raw.charCodeAt(0);
      if (first === 60 /* < */ || first === 92 /* \ */ || first === 38 /* & */) continue;
      const lower = raw.toLowerCase();
      if (COMMENT_WORDS.has(lower)) continue;
      const word = lower.startsWith('http') && raw.includes('://') ? ADDRESS : lower;
      list.push({ text: word, start: found.index, end: found.index + raw.length });
    }
  }
  return { text, list };
}

function windows(text: string): (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let from = -1;
  let to = -1;
  TRIGGER.lastIndex = 0;
  for (let found = TRIGGER.exec(text); found; found = TRIGGER.exec(text)) {
    const [start, end] = [found.index - REACH, found.index + REACH];
    if (from < 0 || start > to) {
      if (from >= 0) spans.push([from, to]);
      from = atSpace(text, Math.max(0, start));
    }
    to = Math.min(text.length, end);
    // The next trigger that matters lies beyond: what is between is in the window already.
    TRIGGER.lastIndex = Math.max(TRIGGER.lastIndex, found.index + REACH / 4);
  }
  if (from >= 0) spans.push([from, to]);
  return spans;
}

/** A place near `from` where no word is cut in two. */
function atSpace(text: string, from: number): number {
  if (from === 0) return 0;
  for (let at = from; at < from + 40; at += 1) if (/\s/.test(text.charAt(at))) return at;
  return from;
}

const LONGEST_GAP = 200;
const BLANK_LINE = /\n[ \t]*[*#;%|!>/\\'"@.-]{0,80}[ \t]*\r?\n/;
const LINE_START = /[ \t\\*|#]*\r?\n[ \t*#;%|!>/\\"'.@-]*/g;
/** After these a period ends no sentence: `v. 2.0`. */
const SHORTENED = new Set(['v', 'ver', 'vers', 'rev', 'no', 'lic']);

/** What parts the word at `index` from the one before it: an end parts sentences or paragraphs. */
export function gapBefore(words: Words, index: number): Gap {
  const [before, word] = [words.list[index - 1], words.list[index]];
  if (!before || !word) return GAP.end;
  const length = word.start - before.end;
  if (length <= 1) {
    const sign = words.text.charAt(before.end);
    if (sign === '_' && length === 1) return GAP.colon;
    if (length === 0 || sign === ' ' || sign === '-' || sign === '\n') return GAP.space;
  }
  if (length > LONGEST_GAP) return GAP.end;
  return kindOf(words.text.slice(before.end, word.start), SHORTENED.has(before.text));
}

function kindOf(raw: string, shortened: boolean): Gap {
  let gap = raw.includes('<') ? raw.replace(/<[^<>]*>/g, '') : raw;
  if (gap.includes('&')) gap = gap.replace(/&(?:#\d{1,6}|[a-z]{2,6});/gi, ' ');
  if (gap.includes('\\')) gap = gap.replace(/\\[nrt]/g, '\n');
  if (gap.includes('\n')) {
    if (BLANK_LINE.test(gap)) return GAP.end;
    gap = gap.replace(LINE_START, ' ');
  }
  if (!shortened && /[.!?;]["'”’)\]`*_]{0,3}(?:\s|$)|[{}]/.test(gap)) return GAP.end;
  if (/[:=&|@$[\]<>]/.test(gap.replace(/\]\(|^[)\]]*\]|\[$/g, ''))) return GAP.colon;
  return /[,/()]/.test(gap) ? GAP.comma : GAP.space;
}

/** The signs between the word at `index` and the one before it, as written. */
export function signsBefore(words: Words, index: number): string {
  const [before, word] = [words.list[index - 1], words.list[index]];
  return before && word ? words.text.slice(before.end, Math.min(word.start, before.end + 200)) : '';
}

/** The word at `index`, or the empty string beyond the list. */
export function at(words: Words, index: number): string {
  return words.list[index]?.text ?? '';
}
