import { matchesOf, ready } from './ready.ts';
import { hasOperativeWord } from './residue-words.ts';

/**
 * Lines of a text that are about a license without being part of one: copyright notices and tags.
 * They differ from copy to copy and are left out before texts are compared.
 */

/** Words that make a line more than a notice: a line with one of these is never left out. */
const SPEAKING = new RegExp(
  String.raw`\b(?:${[
    ...['not?', 'non', 'may', 'must', 'shall', 'should', 'only', 'except', 'unless', 'without'],
    ...['however', 'provided', 'subject', 'commercial', 'noncommercial', 'purposes?', 'free'],
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
      'expir',
    ].map((stem) => String.raw`${stem}\w*`),
    ...[
      'commons(?! conservancy)',
      'additional',
      'conditions?',
      'modified',
      'custom',
      'evaluation',
      'trial',
    ],
    ...['fees?', 'paid', 'buy', 'bought', 'needs?', 'needed', 'banned', 'hosted', 'hosting'],
    ...[
      'military',
      'people',
      'employees',
      'personal',
      'licen[cs]ed?',
      String.raw`licen[cs]es(?=\/)`,
      'is',
      'are',
      'use[sd]?',
    ],
    ...['[al]?gpl', 'sspl', 'busl', '[em]pl', 'cddl', 'eupl', 'elv2', 'cc[- ]by', 'openrail'],
  ].join('|')})\b`,
  'i',
);

/**
 * The word with a sign, or either with a year or a blank for one: what no sentence of a license
 * begins with. "(c)" alone may number a clause.
 */
const COPYRIGHT = new RegExp(
  String.raw`^[^a-z0-9©(<]*(?:(?:portions|parts of this software|and)\s+)?(?:${[
    String.raw`\(?copyright\)?[:,]?\s*(?:\(c\)|©|&copy;|\bc\b)`,
    String.raw`\(?copyright\)?[:,]?\s*[[{<(]?\s*(?:yyyy|year|name of|xxxx|(?:19|20)[\dxy]{2})`,
    String.raw`copyright\s+<`,
    String.raw`\(c\)\s*[[{<(]?\s*(?:copyright|yyyy|year|(?:19|20)\d{2})`,
    '(?:©|&copy;)',
    'spdx-filecopyrighttext:',
  ].join('|')})`,
  'i',
);

/** "Copyright Jane Roe": capitals alone tell a name from "copyright notice" and "COPYRIGHT HOLDERS". */
const NAMED =
  /^[^A-Za-z0-9©(]*Copyright(?:\s+by)?:?\s+(?!Holder|Notice|Owner|Licen[cs]e|Law|Act\b|And\b|Patent|The\b|Interest|Protect|In\b|Of\b|Statement|Right)[A-Z][a-z]/;

const RESERVED = /^[^a-z0-9]*(?:all )?rights (?:are )?reserved[^a-z0-9]*$/i;

/** The end of a sentence within a line. */
const SENTENCE = /[a-z]{3}[.;:] \S/;
/** More words than names have. */
const MANY_WORDS = /(?:[A-Za-z]\S* +){12}/;
const MANY = 12;

function mayBeSentence(line: string): boolean {
  if (SENTENCE.test(line)) return true;
  let spaces = 0;
  for (let at = line.indexOf(' '); at >= 0; at = line.indexOf(' ', at + 1)) spaces++;
  return spaces >= MANY && MANY_WORDS.test(line);
}

const RIGHTS = /all rights (?:are )?reserved/i;

/** © */
const SIGN = 0xa9;

/** Longest copyright line; a longer one holds something else too. */
const MAX_LENGTH = 200;

/**
 * True if the line that a word begins is a copyright notice, or "All rights reserved", and says
 * nothing more.
 * @param start offset of the first word of the line
 */
export function isCopyrightLine(text: string, start: number): boolean {
  if (!mayBeCopyright(text, start)) return false;
  const from = text.lastIndexOf('\n', start) + 1;
  if (start - from > 40) return false;
  const newline = text.indexOf('\n', start);
  const to = newline < 0 ? text.length : newline;
  if (to - start > MAX_LENGTH) return false;
  const line = text.slice(from, to);
  if (RESERVED.test(line)) return true;
  if (!(ready(COPYRIGHT).test(line) || NAMED.test(line)) || ready(SPEAKING).test(line))
    return false;
  // A sentence may follow the names, or stand between them and the year.
  return !mayBeSentence(line) || !hasOperativeWord(line.replace(RIGHTS, ''), true);
}

/**
 * True for a word that a copyright notice may begin with, by its first two letters and what is before:
 * nearly all lines are told by that.
 */
function mayBeCopyright(text: string, start: number): boolean {
  const first = text.charCodeAt(start) | 32;
  const second = start + 1 < text.length ? text.charCodeAt(start + 1) | 32 : 32;
  if (first === 99) return second === 111 || second < 97; // co(pyright), c) or c alone
  if (first === 112) return second === 111 || second === 97; // po(rtions), pa(rts)
  if (first === 97 && (second === 108 || second === 110)) return true; // al(l rights reserved), an(d)
  if (first === 114 && second === 105) return true; // ri(ghts reserved), where a line was wrapped
  if (first === 115 && second === 112) return true; // sp(dx)
  if (first >= 48 && first < 58) return true; // a year behind a sign
  if (start === 0) return false;
  return text.charCodeAt(start - 1) === SIGN || text.charCodeAt(Math.max(0, start - 2)) === SIGN;
}

/** True if the first letter or digit of a line is a small letter. Nearly all lines begin in ASCII. */
function beginsSmall(line: string): boolean {
  const first = /[A-Za-z0-9\x80-\uffff]/.exec(line)?.[0] ?? '';
  return first < '\x80' ? first >= 'a' : /^[^\p{L}\p{N}]*\p{Ll}/u.test(line);
}

/** True if a copyright notice goes on on the line behind it. */
export function noticeGoesOn(line: string, next: string): boolean {
  if (beginsSmall(next) || /^\s*&/.test(next)) return true;
  if (/(?:,|&|\b(?:and|at|by|for|in|of|the|or))\s*$/i.test(line) && /\p{L}/u.test(next))
    return true;
  // "Copyright 2014 University Corporation for Atmospheric / Research and contributors."
  const mayEnd = (next.includes('.') || next.includes(' All rights')) && /[^.\s]\s*$/.test(line);
  const name = mayEnd ? NAME_END.exec(next)?.[0] : undefined;
  return (
    name !== undefined && !hasOperativeWord(name.replace(/ All rights$|\bEnterprises\b/g, ''), true)
  );
}

/** The end of a name and of its sentence, or what follows a name. */
const NAME_END =
  /^[^\p{L}\p{N}]*\p{Lu}[\p{L}'-]*(?:,? (?:and|of|the|for|others|contributors|(?!All rights)\p{Lu}[\p{L}'-]*|\(\p{Lu}+\))){0,8}(?:\.(?=\s|$)|[,.]? All rights\b)/u;

/** True where a part of a text has an address that may be another license's than the one beside it. */
export function mayLink(part: string): boolean {
  return LINK.test(part);
}

const LINK =
  /:\/\/[^\s]{0,200}(?:licen[cs]|terms|eula|commercial|gpl|sspl|busl|creativecommons|legalcode|\/tos\b)/i;

/** How lines begin that may claim copyright; of those that do not, `isCopyrightLine` tells. */
const CLAIM =
  /^[^a-z0-9©\n]*(?:©|copyright|c\)|portions|parts\s+of|and\s+copyright|(?:all\s+)?rights\s|spdx-file|copy;)/gim;
const WORD = /[\p{L}\p{N}]/u;

/**
 * A text without its copyright lines and without white space behind it. A line with an address that may
 * be another license's stays.
 */
export function withoutCopyrightLines(text: string): string {
  let kept = '';
  let from = 0;
  for (const { index } of matchesOf(CLAIM, text)) {
    const newline = text.indexOf('\n', index);
    const end = newline < 0 ? text.length : newline;
    if (end - index > MAX_LINE) continue;
    const line = text.slice(index, end);
    const word = line.search(WORD);
    if (word < 0 || !isCopyrightLine(text, index + word) || mayLink(line)) continue;
    kept += text.slice(from, index);
    from = end + 1;
  }
  return (kept + text.slice(from)).trimEnd();
}

/** Longest line that is looked at. */
const MAX_LINE = 240;

/** Line numbers of places in a text. */
export interface Lines {
  /** The line, from 1, that the character at an offset is on. */
  at(offset: number): number;
}

/** Line numbers of a text, counted when first asked for. */
export function linesOf(text: string): Lines {
  let starts: number[] | undefined;
  return {
    at(offset) {
      starts ??= lineStarts(text);
      let low = 0;
      let high = starts.length;
      while (low + 1 < high) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle;
      }
      return low + 1;
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
