/**
 * Reduces a license text to what it says, so that copies which differ only in wrapping, case,
 * quotes, bullets, names and years are equal. Digits inside sentences, product names, "not" and
 * "non" are kept: they distinguish licenses.
 */

/** Longest text worth normalizing; a longer file is a collection of notices, not one license. */
const MAX_LENGTH = 400_000;

/** Words that make a line more than a title or a copyright notice: nothing with these is dropped. */
const OPERATIVE =
  /\b(?:not?|non|may|must|shall|only|except|unless|without|however|provided|subject|commercial|purposes?|prohibit\w*|restrict\w*|permi\w*|forbid\w*|commons|additional|conditions?|modified|custom|evaluation|trial|fees?|pay\w*|agree\w*|grant\w*)\b/i;

const COPYRIGHT =
  /^(?:(?:portions|parts of this software|and)\s+)?(?:copyright|\(c\)|©|\(copyright\))\s*(?:\(c\)|©|notice|[[{<]?\s*(?:yyyy|year|\d{4})|by\b|the\b|[a-z])/i;

const TITLE =
  /^(?:#+\s*|\(|["'*=_-]+\s*)*(?:the\s+|a\s+)?[\w\s.,:/&()"'+-]*(?:licen[cs]e|licensed|public domain|unlicense)[\w\s.,:/&()"'*=_#+-]*$/i;

const FURNITURE =
  /^(?:[-=*_#~\s]*|all rights reserved\.?|spdx-license-identifier:.*|(?:<?https?:\/\/\S+>?)|version \d[\w.]*(?:,? .{0,20}\d{4})?|(?:authors?|contact|website|homepage|maintainers?):.{0,100}|\S+@\S+|[a-z]+ \d{1,2},? \d{4})$/i;

/** True if a line is a heading, a copyright notice or decoration, and says nothing operative. */
export function isHarmless(line: string): boolean {
  const text = line.trim().replace(/^(?:\/\/+|\*+|#+|--|;+|>+|dnl)\s*/, '');
  if (text === '') return true;
  if (text.length > 160) return false;
  if (FURNITURE.test(text)) return true;
  if (OPERATIVE.test(text)) return false;
  return COPYRIGHT.test(text) || (text.length <= 100 && TITLE.test(text));
}

/**
 * A text without the headings, notices and decoration around it, still as written. Most license
 * files differ in these alone, so what is left is the same string again and again.
 */
export function stripFrame(text: string): string {
  let start = 0;
  while (start < text.length) {
    const end = endOfLine(text, start);
    if (!isHarmless(text.slice(start, end))) break;
    start = end + 1;
  }
  let end = text.length;
  while (end > start) {
    const before = text.lastIndexOf('\n', end - 1);
    if (!isHarmless(text.slice(Math.max(before + 1, start), end))) break;
    end = Math.max(before, start);
  }
  return text.slice(start, end);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/**
 * The body of a license text as a string of lower-cased words, single spaces between, or the empty
 * string when the text is too long to be one license.
 */
export function normalizeText(text: string): string {
  return text.length > MAX_LENGTH ? '' : normalizeBody(stripFrame(text));
}

/** The same for a text whose frame was stripped. */
export function normalizeBody(body: string): string {
  if (body.length > MAX_LENGTH) return '';
  return unify(words(body.replace(NOTICE_LINE, (line) => (isHarmless(line) ? '' : line))));
}

// Inside a body only lines that plainly are notices go, such as the "Copyright [yyyy]" of an appendix.
const NOTICE_LINE =
  /^[ \t]*(?:copyright|©|\(c\))[ \t]*(?:\(c\)|©)?[ \t]*(?:[[{<]?[ \t]*(?:yyyy|year)|\d{4})[^\n]*$/gim;

/** Marks a person puts before a paragraph; words by their letters, but not of the sentence. */
const NUMBERING = /^(?:\d{1,2}|[a-h]|[ivx]{1,4})$/;

/** Words that layouts add or drop: comment marks of some languages, the scheme of an address. */
const DROPPED = new Set(['http', 'https']);

/**
 * The words of a text in one pass over its characters. A loop rather than a row of regular
 * expressions: a scan reads hundreds of texts once, before anything has been optimized.
 */
function words(text: string): string {
  const lower = text.toLowerCase();
  const length = lower.length;
  const found: string[] = [];
  let lineStart = true;
  for (let at = 0; at < length; ) {
    const code = lower.charCodeAt(at);
    if (!isWordCode(code)) {
      if (code === 10) lineStart = true;
      at = code === 60 ? afterTag(lower, at) : at + 1;
      continue;
    }
    const start = at++;
    while (at < length && isWordCode(lower.charCodeAt(at))) at++;
    const word = lower.slice(start, at);
    const next = lower.charCodeAt(at);
    const isMark =
      lineStart &&
      (((next === 46 || next === 41) && NUMBERING.test(word)) || word === 'dnl' || word === 'rem');
    const isCopyrightMark = word === 'c' && next === 41 && found[found.length - 1] === 'copyright';
    if (!isMark && !isCopyrightMark && !DROPPED.has(word)) {
      found.push(word === 'licence' ? 'license' : word);
    }
    lineStart = false;
  }
  return found.join(' ');
}

/** Letters, digits, `%` and `$`; beyond ASCII everything but punctuation, signs and spaces. */
function isWordCode(code: number): boolean {
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 37 || code === 36;
  }
  if (code < 0xc0 || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x3020))
    return false;
  return !(code >= 0xff00 && code <= 0xff0f) && code !== 0xfffd && code !== 0xfeff;
}

/** Past a short tag or address in angle brackets on one line, `<br>` or `<year>`; else past the bracket. */
function afterTag(text: string, at: number): number {
  const end = text.indexOf('>', at);
  if (end < 0 || end - at > 80) return at + 1;
  const line = text.indexOf('\n', at);
  return line >= 0 && line < end ? at + 1 : end + 1;
}

/**
 * Puts one word where licenses of a family carry a name. Spans are short and hold no sentence end,
 * since a longer one could hide a condition.
 */
function unify(text: string): string {
  return text
    .replace(
      /neither the names? of (?:\S+ ){1,14}?nor the names of (?:its|any|the|their|other) /,
      'neither the name of the copyright holder nor the names of its ',
    )
    .replace(
      / is provided (as is )?by (?:\S+ ){1,14}?(as is )?and any express/,
      ' is provided $1by the copyright holders and contributors $2and any express',
    )
    .replace(
      / as is and (?:\S+ ){1,10}?disclaims? all warranties/,
      ' as is and the author disclaims all warranties',
    )
    .replace(
      / in no event shall (?:\S+ ){1,16}?be liable/,
      ' in no event shall the author be liable',
    );
}
