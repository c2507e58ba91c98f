/**
 * Reduces a license text to what it says, so that copies which differ only in wrapping, case,
 * quotes, bullets, names and years are equal. Digits inside sentences, product names, "not" and
 * "non" are kept: they distinguish licenses.
 */

/** Longest text worth normalizing; a longer file is a collection of notices, not one license. */
const MAX_LENGTH = 400_000;

/** Words that make a line more than a title or a copyright notice: nothing with these is dropped. */
const OPERATIVE = new RegExp(
  String.raw`\b(?:${[
    ...['not?', 'non', 'may', 'must', 'shall', 'should', 'only', 'except', 'unless', 'without'],
    ...['however', 'provided', 'subject', 'commercial', 'noncommercial', 'purposes?'],
    ...[
      'prohibit',
      'restrict',
      'permi',
      'forbid',
      'pay',
      'agree',
      'grant',
      'purchas',
      'exclud',
    ].map((stem) => String.raw`${stem}\w*`),
    ...['commons', 'additional', 'conditions?', 'modified', 'custom', 'evaluation', 'trial'],
    ...['fees?', 'paid', 'buy', 'bought', 'needs?', 'needed', 'banned', 'hosted', 'hosting'],
    ...['military', 'people', 'employees', 'personal'],
  ].join('|')})\b`,
  'i',
);

/** The same for titles alone: in a copyright notice these are parts of names. */
const ADDRESSES =
  /\b(?:students?|academic\w*|education\w*|enterprise|internal|compan(?:y|ies)|teams?|users?)\b/i;

const COPYRIGHT =
  /^(?:(?:portions|parts of this software|and)\s+)?(?:copyright|\(c\)|©|\(copyright\))\s*(?:\(c\)|©|notice|[[{<]?\s*(?:yyyy|year|\d{4})|by\b|the\b|[a-z])/i;

const TITLE =
  /^(?:#+\s*|\(|["'*=_-]+\s*)*(?:the\s+|a\s+)?[\w\s.,:/&()"'+-]*(?:licen[cs]e|licensed|public domain|unlicense)[\w\s.,:/&()"'*=_#+-]*$/i;

const FURNITURE =
  /^(?:[-=*_#~\s]*|all rights reserved\.?|spdx-license-identifier:.*|(?:<?https?:\/\/\S+>?)|version \d[\w.]*(?:,? .{0,20}\d{4})?|\S+@\S+|[a-z]+ \d{1,2},? \d{4})$/i;

const CONTACT = /^(?:authors?|contact|website|homepage|maintainers?):.{0,100}$/i;

/** True if a line is a heading, a copyright notice or decoration, and says nothing operative. */
function isHarmless(line: string): boolean {
  const text = line.trim().replace(/^(?:\/\/+|\*+|#+|--|;+|>+|dnl)\s*/, '');
  if (text === '') return true;
  if (text.length > 160) return false;
  if (FURNITURE.test(text)) return true;
  if (OPERATIVE.test(text)) return false;
  if (COPYRIGHT.test(text) || CONTACT.test(text)) return true;
  return text.length <= 100 && TITLE.test(text) && !ADDRESSES.test(text);
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

/** Marks before a paragraph: numbering, and comment marks of languages that use words. */
const MARKS = /^[^a-z0-9\n]*(?:(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|(?:dnl|rem)\b)/gm;

/** Short tags and addresses in angle brackets on one line, `<br>` or `<year>`. */
const TAG = /<[^<>\n]{1,80}>/g;

/** Letters, digits, `%` and `$`; beyond ASCII everything but signs, punctuation and spaces. */
const WORD = /[a-z0-9%$\u00c0-\u1fff\u2070-\u2fff\u3021-\ufefe\uff10-\ufffc]+/g;

/** Words that layouts write in two ways, or add: spelling, the scheme of an address. */
const SAME = new Map([
  ['licence', 'license'],
  ['http', ''],
  ['https', ''],
]);

/**
 * The words of a text. A few regular expressions rather than a loop over characters: a scan reads
 * hundreds of texts once, and expressions are compiled long before a loop would be.
 */
function words(text: string): string {
  let lower = text.toLowerCase();
  if (lower.includes('<')) lower = lower.replace(TAG, (tag) => (OPERATIVE.test(tag) ? tag : ' '));
  lower = lower.replace(MARKS, ' ').replaceAll('(c)', ' ');
  const found = lower.match(WORD);
  if (!found) return '';
  const joined = found.join(' ');
  return /\b(?:licence|https?)\b/.test(joined)
    ? found
        .map((word) => SAME.get(word) ?? word)
        .filter((word) => word !== '')
        .join(' ')
    : joined;
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
    .replace(/ in no event shall ((?:\S+ ){1,16}?)be liable/, (span, named: string) =>
      OPERATIVE.test(named) || / use /.test(` ${named}`)
        ? span
        : ' in no event shall the author be liable',
    );
}
