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
  const text = line.trim().replace(/^(?:\/\/+|\*+|#+|--|;+|dnl)\s*/, '');
  if (text === '') return true;
  if (text.length > 160) return false;
  if (FURNITURE.test(text)) return true;
  if (OPERATIVE.test(text)) return false;
  return COPYRIGHT.test(text) || (text.length <= 100 && TITLE.test(text));
}

/**
 * The body of a license text as a string of lower-cased words, single spaces between, or the empty
 * string when the text is too long to be one license.
 */
export function normalizeText(text: string): string {
  if (text.length > MAX_LENGTH) return '';
  const lines = text.split(/\r\n?|\n/);
  let start = 0;
  while (start < lines.length && isHarmless(lines[start] ?? '')) start++;
  let end = lines.length;
  while (end > start && isHarmless(lines[end - 1] ?? '')) end--;
  const body: string[] = [];
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? '';
    if (!isNotice(line)) body.push(line);
  }
  return unify(words(body.join('\n')));
}

// Inside a body only lines that plainly are notices are dropped, such as the "Copyright [yyyy]" of an appendix.
function isNotice(line: string): boolean {
  const text = line.trim();
  return (
    /^(?:copyright|©|\(c\))\s*(?:\(c\)|©)?\s*(?:[[{<]?\s*(?:yyyy|year)|\d{4})/i.test(text) &&
    isHarmless(text)
  );
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/<[^<>\n]{1,80}>/g, ' ')
    .replace(
      /^[ \t]*(?:\/\/+|\*+|#+|--|;+|>+|dnl\b|rem\b|[-•·]|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)])(?=[ \t])/gm,
      ' ',
    )
    .replace(/copyright\s*(?:\(c\)|©)/g, 'copyright')
    .replace(/licence/g, 'license')
    .replace(/https?:/g, ' ')
    .replace(/[^\p{L}\p{N}%$€]+/gu, ' ')
    .trim();
}

/**
 * Puts one word where licenses of a family carry a name. Spans are short and hold no sentence end,
 * since a longer one could hide a condition.
 */
function unify(text: string): string {
  return text
    .replace(
      /neither the names? of (?:[\p{L}\p{N}]+ ){1,14}?nor the names of (?:its|any|the|their|other) /u,
      'neither the name of the copyright holder nor the names of its ',
    )
    .replace(
      / is provided (as is )?by (?:[\p{L}\p{N}]+ ){1,14}?(as is )?and any express/u,
      ' is provided $1by the copyright holders and contributors $2and any express',
    )
    .replace(
      / as is and (?:[\p{L}\p{N}]+ ){1,10}?disclaims? all warranties/u,
      ' as is and the author disclaims all warranties',
    )
    .replace(
      / in no event shall (?:[\p{L}\p{N}]+ ){1,16}?be liable/u,
      ' in no event shall the author be liable',
    );
}
