import type { Hunk } from './align.ts';
import { hashWord } from './characters.ts';
import { type Reading, textBetween, wordAt } from './reading.ts';
import { restrictionIn } from './residue.ts';
import { isOperativeInName, isOperativeWord } from './residue-words.ts';
import { slotsBetween } from './slots.ts';
import { isSameWord } from './spelling.ts';
import { CHOICE, SLOT, type TextIndex } from './text-index.ts';
import { MARK } from './tokens.ts';
import { WORD, wordId } from './vocabulary.ts';

/** Names, addresses and contacts are shorter than this; a longer run says something. */
const MAX_VARIABLE = 60;

/** True if a difference between a text and a template changes nothing. */
export function isHarmless(reading: Reading, hunk: Hunk, template: number): boolean {
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  if (textStart === textEnd && templateStart === templateEnd) return true;
  return (
    isInSlot(reading, hunk, template) ||
    isSameWord(reading, hunk) ||
    isYears(reading, hunk) ||
    isWording(reading, hunk, template) ||
    isInNotice(reading, hunk) ||
    isMark(reading, hunk)
  );
}

/** Words of a text in which its title stands. */
const MAX_TITLE = 12;

/**
 * One word more that says nothing: the number of an item at the beginning of a line, `0. Definitions`,
 * or a short name in its title, "The GNU General Public License (GPL)".
 */
function isMark({ text, tokens, words }: Reading, hunk: Hunk): boolean {
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  if (textEnd - textStart !== 1 || templateEnd > templateStart) return false;
  const token = words.at[textStart] ?? 0;
  const [start, end] = [tokens.starts[token] ?? 0, tokens.ends[token] ?? 0];
  const word = text.slice(start, end);
  const behind = text.slice(end, end + 4);
  if (((words.marks[textStart] ?? 0) & MARK.lineStart) !== 0)
    return /^(?:\d{1,2}|[a-z]|[ivx]{1,4})$/i.test(word) && /^[.)]\s+["'(]?[A-Z]/.test(behind);
  const isInParentheses = text[start - 1] === '(' && behind.startsWith(')');
  return textStart < MAX_TITLE && isInParentheses && /^[A-Z]{2,5}$/.test(word);
}

/**
 * Words that are there after all: where a text is wrapped otherwise, they stand on the line of a
 * copyright notice, which was left out before the texts were compared.
 */
function isInNotice({ tokens, words, index }: Reading, hunk: Hunk): boolean {
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  if (textEnd > textStart) return false;
  const from = textStart > 0 ? (words.at[textStart - 1] ?? 0) + 1 : 0;
  const to = textEnd < words.count ? (words.at[textEnd] ?? 0) : tokens.count;
  const length = templateEnd - templateStart;
  for (let at = from; at + length <= to; at++) {
    let word = 0;
    while (
      word < length &&
      wordId(index.vocabulary, tokens.hashes[at + word] ?? 0) === index.stream[templateStart + word]
    )
      word++;
    if (word === length) return true;
  }
  return false;
}

/** A blank filled in, left out, or worded in a way the template names. */
export function isInSlot(reading: Reading, hunk: Hunk, template: number): boolean {
  const { index } = reading;
  const slots = slotsBetween(index, template).filter(
    ({ start, end }) => start <= hunk.templateEnd && end >= hunk.templateStart,
  );
  for (const { start, end, kind, choices } of slots) {
    const covers = start <= hunk.templateStart && end >= hunk.templateEnd;
    if (kind === SLOT.optional && hunk.textStart === hunk.textEnd && covers) return true;
    if (kind === SLOT.variable && covers && isName(reading, hunk)) return true;
    if (kind === SLOT.choice && start === hunk.templateStart && end === hunk.templateEnd) {
      if (isChoice(reading, choices, hunk)) return true;
    }
  }
  return (
    hunk.textStart === hunk.textEnd &&
    hunk.templateEnd > hunk.templateStart &&
    isLeftOut(slots, hunk)
  );
}

/** Several parts that may be left out, one behind the other. */
function isLeftOut(
  slots: readonly { readonly start: number; readonly end: number; readonly kind: number }[],
  { templateStart, templateEnd }: Hunk,
): boolean {
  let at = templateStart;
  for (const { start, end, kind } of slots) {
    if (kind === SLOT.optional && start <= at && end > at) at = end;
  }
  return at >= templateEnd;
}

function isName(reading: Reading, { textStart, textEnd }: Hunk): boolean {
  if (textEnd - textStart > MAX_VARIABLE) return false;
  for (let at = textStart; at < textEnd; at++) {
    if (isOperativeInName(textBetween(reading, at, at + 1), reading.words.isCaseless)) return false;
  }
  return true;
}

function isChoice(reading: Reading, from: number, { textStart, textEnd }: Hunk): boolean {
  const { choices } = reading.index;
  let at = from;
  while (choices[at] !== CHOICE.done) {
    let end = at;
    while (choices[end] !== CHOICE.end) end++;
    if (isWordingOf(reading, { from: at, to: end }, textStart, textEnd)) return true;
    at = end + 1;
  }
  return false;
}

/** Matches words against a wording whose wild cards stand for names of up to `MAX_VARIABLE` words. */
function isWordingOf(
  reading: Reading,
  { from, to }: { readonly from: number; readonly to: number },
  textStart: number,
  textEnd: number,
): boolean {
  const { choices } = reading.index;
  const { ids } = reading.words;
  let place = textStart;
  for (let at = from; at < to; at++) {
    if (choices[at] !== CHOICE.wild) {
      if (place >= textEnd || ids[place] !== choices[at] || ids[place] === 0) return false;
      place++;
      continue;
    }
    const most = Math.min(textEnd, place + MAX_VARIABLE);
    for (let next = place; next <= most; next++) {
      if (isWordingOf(reading, { from: at + 1, to }, next, textEnd)) return true;
      if (next < most && isOperativeWord(wordAt(reading, next))) return false;
    }
    return false;
  }
  return place === textEnd;
}

const YEAR = /^(?:19|20)\d\d$/;

/** Years of a list of years: more of them, or fewer. */
function isYears(reading: Reading, hunk: Hunk): boolean {
  const { stream } = reading.index;
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  // The word before or behind must be a year too: a year that stands alone is a date.
  const isInList = [-1, 0].some(
    (side) =>
      isYear(reading, side < 0 ? textStart - 1 : textEnd) &&
      yearIds(reading.index).has(stream[side < 0 ? templateStart - 1 : templateEnd] ?? 0),
  );
  if (!isInList) return false;
  for (let at = textStart; at < textEnd; at++) if (!isYear(reading, at)) return false;
  return stream.subarray(templateStart, templateEnd).every((id) => yearIds(reading.index).has(id));
}

function isYear(reading: Reading, at: number): boolean {
  return at >= 0 && at < reading.words.count && YEAR.test(wordAt(reading, at));
}

const years = new WeakMap<TextIndex, ReadonlySet<number>>();

/** The ids of the years that templates have. */
function yearIds(index: TextIndex): ReadonlySet<number> {
  let ids = years.get(index);
  if (!ids) {
    const all = Array.from({ length: 200 }, (_, at) => `${1900 + at}`);
    ids = new Set(
      all.map((year) => wordId(index.vocabulary, hashWord(year))).filter((id) => id > 0),
    );
    years.set(index, ids);
  }
  return ids;
}

/** Most words on each side that a change of wording has. */
const MAX_WORDING = 4;
const SOFT = WORD.filler | WORD.object | WORD.conjunction;

/** Words on both sides that carry no term, or a notice or number that was put between. */
function isWording(reading: Reading, hunk: Hunk, template: number): boolean {
  const { index, words } = reading;
  const { flags } = index.vocabulary;
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  const optional = slotsBetween(index, template).filter(({ kind }) => kind === SLOT.optional);
  let expected = 0;
  let alternatives = false;
  for (let at = templateStart; at < templateEnd; at++) {
    if (optional.some(({ start, end }) => start <= at && end > at)) continue;
    const flag = flags[index.stream[at] ?? 0] ?? 0;
    if ((flag & SOFT) === 0 || (flag & WORD.operative) !== 0) return false;
    if (++expected > MAX_WORDING) return false;
    if ((flag & WORD.conjunction) !== 0) alternatives = true;
  }
  // Without "with or" before "without modification", one of two things granted is gone.
  if (alternatives && expected > 1 && textStart === textEnd) return false;
  let soft = true;
  for (let at = textStart; at < textEnd && soft; at++) {
    const flag = flags[words.ids[at] ?? 0] ?? 0;
    const isNumber = ((words.marks[at] ?? 0) & MARK.enumerator) !== 0;
    soft = isNumber || ((flag & SOFT) !== 0 && (flag & WORD.operative) === 0);
  }
  if (soft && textEnd - textStart <= MAX_WORDING) return true;
  return expected === 0 && (isCopyright(reading, hunk) || isNotice(reading, hunk));
}

/** A copyright notice in the middle of a line. */
const COPYRIGHT =
  /^\W*(?:(?:portions )?copyright\b|\(c\)|©|(?:19|20)\d\d\b|.*\ball\s+rights\s+(?:are\s+)?reserved\W*$|rights\s+reserved\W*$)/is;

const RIGHTS = new Set(['all', 'rights', 'reserved', 'are']);

function isCopyright(reading: Reading, { textStart, textEnd }: Hunk): boolean {
  if (textStart >= textEnd || textEnd - textStart > MAX_VARIABLE / 2) return false;
  if (!COPYRIGHT.test(textBetween(reading, textStart, textEnd))) return false;
  for (let at = textStart; at < textEnd; at++) {
    const word = wordAt(reading, at);
    if (!RIGHTS.has(word) && isOperativeWord(word)) return false;
  }
  return true;
}

/** A line of its own between two lines of the license that says nothing: a heading, a page number. */
function isNotice(reading: Reading, hunk: Hunk): boolean {
  const { words } = reading;
  const { textStart, textEnd } = hunk;
  const isLine = (at: number) =>
    at >= words.count || ((words.marks[at] ?? 0) & MARK.lineStart) !== 0;
  if (!isLine(textStart) || !isLine(textEnd) || !isName(reading, hunk)) return false;
  const text = textBetween(reading, textStart, textEnd);
  return !/[a-z]{3}[.;:]\s*$/i.test(text) && restrictionIn(text) === undefined;
}
