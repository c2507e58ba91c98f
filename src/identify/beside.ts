import { firstWordAt } from './canonical.ts';
import { isCopyrightLine } from './lines.ts';
import type { Part, Piece } from './piece.ts';
import type { Reading } from './reading.ts';
import { matchesOf, narrow, ready } from './ready.ts';
import { foldReferenceName } from './references-fold.ts';
import { type Classified, classifyResidue, plainRestrictions } from './residue.ts';
import { type Guarded, guarded, mayMatch } from './residue-guard.ts';
import { isOperativeWord } from './residue-words.ts';
import { type TextIndex, WORD } from './text-index.ts';

/** Characters beside licenses up to which a text is taken to be about them and nothing else. */
const FEW = 1500;

/**
 * Says what the parts of a text are that no license was found in. A license file is read strictly:
 * any sentence that could be a term is one. In source code and in a text with much else in it only
 * what hardly anything but a license says counts.
 * @param pieces what was found, and `gaps` what lies between
 */
export function classifyBeside(
  reading: Reading,
  pieces: readonly Piece[],
  gaps: readonly Part[],
  reasons: boolean,
): Classified[] {
  const { text, index } = reading;
  const context = once(() => contextOf(reading, pieces, gaps));
  const isFound = pieces.length > 0;
  const titles = once(() => (isFound ? titleWords(pieces, index) : ''));
  return gaps.flatMap(({ start, end }) => {
    const whole = text.slice(start, end);
    if (!WORD_CHARACTER.test(whole)) return [];
    const found: Classified[] = [];
    const part = withoutCopyright(whole, found);
    const body = part.trim();
    if (isFound && (body === '' || isSilent(reading, start, end))) {
      const at = part.indexOf(body);
      if (WORD_CHARACTER.test(body))
        found.push({ kind: 'preamble', start: at, end: at + body.length });
    } else {
      const { strict, isCode } = context();
      const behind = text.slice(end, end + MAX_NOTICE);
      const rest = withoutNotices(withoutTitles(part, behind, titles()));
      found.push(
        ...classifyResidue(rest, { strict: strict && !(isCode && codeLines(rest, 1)), reasons }),
      );
    }
    return found
      .map((one) => ({ ...one, start: one.start + start, end: one.end + start }))
      .sort((a, b) => a.start - b.start);
  });
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** How closely what stands beside the pieces is to be read. */
function contextOf({ text }: Reading, pieces: readonly Piece[], gaps: readonly Part[]) {
  const size = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  const isAboutThem = () =>
    size <= FEW ||
    size * 2 <= text.length ||
    speaksOfLicense(gaps.map(({ start, end }) => text.slice(start, end)).join('\n'), DENSE);
  const isText = pieces.some(({ kind }) => kind === 'text');
  const isCode = pieces.length > 0 && isSource(text, gaps, isText);
  return { strict: pieces.length > 0 && isAboutThem() && (isText || !isCode), isCode };
}

/** A value that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Words of a heading or a list of names. */
const MAX_SILENT = 60;

/**
 * True for words beside a license that cannot be a term: all are known or names, none is operative,
 * and they are no sentence. The flags of the index say so in a fraction of the time that reading
 * closely takes.
 */
function isSilent({ text, tokens, words, index }: Reading, start: number, end: number): boolean {
  const { flags } = index.vocabulary;
  let small = 0;
  let count = 0;
  for (let at = firstWordAt(tokens, words, start); at < words.count; at++) {
    const token = words.at[at] ?? 0;
    const from = tokens.starts[token] ?? 0;
    if (from >= end) break;
    if (++count > MAX_SILENT) return false;
    const first = text.charCodeAt(from);
    const isSmall = first >= 97 && first < 123;
    // Other scripts are read closely.
    if (first > 127) return false;
    const id = words.ids[at] ?? 0;
    // A word no license has is a name only where it is written like one.
    if (id === 0 ? isSmall : ((flags[id] ?? 0) & WORD.operative) !== 0) return false;
    if (isSmall) small++;
  }
  return small <= 3 || !/[a-z][.!;]["')]*\s*$/m.test(text.slice(start, end));
}

/** Copyright lines, blanked out and told apart. */
function withoutCopyright(part: string, found: Classified[]): string {
  return part.replace(/[^\n]+/g, (line, offset: number) => {
    const first = line.search(/[\p{L}\p{N}©(]/u);
    const word = line.search(/[\p{L}\p{N}]/u);
    if (word < 0 || !isCopyrightLine(line, word)) return line;
    // What goes on on the next line is read with it.
    if (goesOn(line, part.slice(offset + line.length + 1))) return line;
    found.push({ kind: 'copyright', start: offset + first, end: offset + line.trimEnd().length });
    return line.replace(/\S/g, ' ');
  });
}

/** True if a copyright notice goes on on the line behind it. */
function goesOn(line: string, behind: string): boolean {
  const next = behind.slice(0, MAX_NOTICE).split('\n', 1)[0] ?? '';
  return (
    /^[^\p{L}\p{N}]*\p{Ll}/u.test(next) ||
    (/(?:,|&|\b(?:and|by|of|the|or))\s*$/i.test(line) && /\p{L}/u.test(next))
  );
}

/** Longest line of a notice. */
const MAX_NOTICE = 200;

/** Words of licenses; a text with some of them states terms, even if nobody here knows which. */
const LICENSE_WORDS =
  /\b(?:licen[cs](?:e[ds]?|ing)|permission|permitted|redistribut\w*|sublicens\w*|warrant(?:y|ies)|copyright holder|public domain|all rights reserved|agreement)\b|許諾|授权|许可|ライセンス/gi;

/** Characters to such a word in a text about licenses, and in one about nothing else. */
const SPARSE = 1500;
const DENSE = 400;

/** True for a text with the words of licenses in it, at least one to so many characters. */
export function speaksOfLicense(text: string, characters = SPARSE, least = 3): boolean {
  let count = 0;
  LICENSE_WORDS.lastIndex = 0;
  while (LICENSE_WORDS.exec(text)) {
    count++;
    // Prose and code mention licenses; a text with several such words to the page is about one.
    if (count >= least && count * characters >= text.length) return true;
  }
  return false;
}

/** Marks of code at the beginning or end of a line, in the languages licenses stand in most. */
const CODE = new RegExp(
  [
    String.raw`^[ \t]*#[ \t]*(?:include|if|ifn?def|define|endif|pragma|undef)\b.*$`,
    String.raw`^[ \t]*(?:import|package|using|from|export|require|module\.exports)\b.*(?:[;{('"]|\w)[ \t]*$`,
    String.raw`^[ \t]*(?:typedef|static|extern|struct|enum|class|def|func|fn|function|var|let|const|public|private|void|int|return)\b.*[;:{(,)][ \t]*$`,
    String.raw`[)\]\w"'][ \t]*\{[ \t]*$|^[ \t]*\}[;,)]*[ \t]*$|\)[ \t]*;[ \t]*$|^[ \t]*[\w.]+[ \t]*[:+?]?=[ \t]*\S.*$`,
    String.raw`^[ \t]*(?:<\?xml|<!doctype|<[a-z]+(?:\s[^<>]*)?>[ \t]*$|#!)`,
    String.raw`"\w+"[ \t]*:[ \t]*["\d[{]`,
    String.raw`^[ \t]*(?:\.align|\.globl|dnl\b|obj-)`,
  ].join('|'),
  'gim',
);

/** A comment that a file begins with. */
const COMMENT = /^\s*(?:\/\*|\/\/|<!--|#!|\(\*|;;|%%|--\s|dnl\s|"""|'''|\.\\")/;

/**
 * True for source code: lines of code beside the license; where only a notice was found, also a text
 * that is a comment from its first line on.
 */
function isSource(text: string, gaps: readonly Part[], isText: boolean): boolean {
  if (gaps.some(({ start, end }) => codeLines(text.slice(start, end), MIN_CODE))) return true;
  return !isText && (COMMENT.test(text) || isAllComment(text));
}

/** True if so many lines of a text are code. */
function codeLines(text: string, least: number): boolean {
  let lines = 0;
  ready(CODE).lastIndex = 0;
  while (CODE.exec(text)) {
    lines++;
    if (lines >= least) return true;
  }
  return false;
}

const MIN_CODE = 3;

/** Hash marks before nearly every line: comments, not headings. */
function isAllComment(text: string): boolean {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '');
  const marked = lines.filter((line) => /^\s*(?:#|;|\*|rem\b|c\s{2,})/i.test(line)).length;
  return lines.length >= 4 && marked >= lines.length * 0.9;
}

/** Sentences by which stewards have a work put under their license, and what goes with them. */
const NOTICES: readonly string[] = [
  String.raw`(?:you (?:can|may)|(?:which |that |it |and )?(?:may|can) be|permission is granted to)(?: freely)?,?(?: (?:use[d]?|cop(?:y|ied)|redistributed?|distributed?|modif(?:y|ied)|and\/or|and|or|it|this (?:file|code|program|software)),?){1,9}(?=\s*$)`,
  String.raw`(?:[\w-]+ )?(?:is free software[;:,] )?you can redistribute it and\/or modify it`,
  String.raw`(?:this (?:program|library|file|software|package|code)|[\w-]+) is distributed (?:in the hope that it will be useful,? )?(?:\.?as is\.? )?,?(?:but )?without any warranty(?: of any kind)?(?:, whether express or implied|,? expressed or implied)?[;:,.]?(?: without even the implied warranty of merchantability or fitness for a particular purpose\.?)?(?:[^.]{0,12}?including the implied warranties of merchantability or fitness for a particular purpose\.?)?(?: see (?:the )?(?:.{0,60} )?for more details\.?)?`,
  String.raw`you should (?:have received|find) (?:a )?(?:copy of)?(?:the .{0,90}|in file)?(?: along with .{0,60})?(?=[;.]|\s*$)`,
  String.raw`along with (?:this|the) (?:program|library|software|package|file)\b`,
  String.raw`if not,? (?:see|write to|contact(?: to)?|go to|visit)(?: the free software foundation[^.]*(?:inc\.)?,? ?[^.]{0,90})?`,
  '(?:,)? ?(?:try using|use) a search engine',
  String.raw`\(the "(?:license|mpl|npl|agreement)"\)[;,] you may not use this (?:file|work|software|material|code)(?: except)? (?:except )?in compliance with the (?:license|[mn]pl)`,
  'you may obtain a copy of (?:the|this) (?:license|[mn]pl)(?: in the license file, or)?(?: at:?)?',
  'unless required by applicable law or agreed to in writing,? (?:software|materials?) distributed under the (?:license|[mn]pl) is distributed on an "?as is"? basis,? without warrant(?:y|ies) (?:or conditions )?of any kind,? either express(?:ed)? or implied',
  'see the (?:license|[mn]pl) for the specific language governing (?:permissions|rights) and limitations(?: under(?: the)?(?: (?:license|[mn]pl))?)?',
  'see the notice file distributed with this work for additional information regarding copyright ownership|the asf licenses this file to you',
  'do not alter or remove copyright notices or this (?:file )?header',
  '(?:the )?use (?:and distribution )?of this source code is|use is',
  '(?:software|driver) is distributed as is,? without any warranty of any kind,? either express or implied(?: as further)?',
  'this (?:program|software) is licensed "?as is"? without any warranty of any kind,? whether express or implied',
  String.raw`this software consists of voluntary contributions made by many individuals(?: \([^()]*\))?(?: on behalf of the apache software foundation)?`,
  'for (?:the )?exact contribution history, see the revision history',
  '(?:which|that) accompan(?:y|ies) this distribution,? and is available at|available at|for (?:the )?(?:license conditions|legal details|full license)',
  'in the main directory of this archive|for more details',
  '"?business source license"? is a trademark of mariadb corporation ab',
  '(?:modif(?:y|ies|ied)|includes?|bundles?|contains?|uses?) (?:some )?code (?:with|from|under) the following licen[cs]es?',
];

/** "if not, see", "use is": some have no longer word. */
const SHORTEST = 3;

let notices: readonly Guarded[] | undefined;

function noticePatterns(): readonly Guarded[] {
  notices ??= NOTICES.map((source) => guarded(new RegExp(source, 'g'), SHORTEST));
  return notices;
}

/** Words before and behind a notice that belong to it, blanked out; offsets stay. */
function withoutNotices(part: string): string {
  const plain = part.toLowerCase();
  const likely = noticePatterns().filter((notice) => mayMatch(notice, plain));
  if (likely.length === 0) return part;
  // Marks of comments and wrapping stand between words; they are blanked for the search alone.
  const flat = part.replace(/[\s*#/>|]+/g, (marks) =>
    marks.includes('\n') || marks.length > 1 ? ` ${' '.repeat(marks.length - 1)}` : marks,
  );
  const loose = collapse(flat);
  const lower = narrow(loose.text.toLowerCase());
  // A few letters change their length with their case; then no place can be told.
  if (lower.length !== loose.text.length) return part;
  let result = part;
  for (const { pattern } of likely) {
    for (const { index, 0: found } of matchesOf(pattern, lower)) {
      const from = loose.at(index);
      const to = loose.at(index + found.length - 1) + 1;
      result =
        result.slice(0, from) + result.slice(from, to).replace(/\S/g, ' ') + result.slice(to);
    }
  }
  return result;
}

interface Collapsed {
  readonly text: string;
  /** Where the character at an offset stands in the text that was collapsed. */
  at(offset: number): number;
}

/** A text with single spaces, and the way back. */
function collapse(text: string): Collapsed {
  const places: number[] = [];
  let result = '';
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === ' ' && last === ' ') continue;
    places.push(at);
    result += character;
    last = character;
  }
  return { text: result, at: (offset) => places[offset] ?? text.length };
}

const GENERIC = 'the license version unported generic international public legal code of a v';

/** All names of the licenses that were found, run together. */
function titleWords(pieces: readonly Piece[], index: TextIndex): string {
  const names = namesOf(index);
  const ids = new Set(pieces.flatMap(({ license, expression }) => [license.id, expression]));
  const all = [...ids].flatMap((id) => [id, ...(names.get(id) ?? [])]);
  return [...all, GENERIC].map((name) => foldReferenceName(name).replaceAll(' ', '')).join(' ');
}

const namesByIndex = new WeakMap<TextIndex, Map<string, string[]>>();

function namesOf(index: TextIndex): Map<string, string[]> {
  const known = namesByIndex.get(index);
  if (known) return known;
  const names = new Map<string, string[]>();
  for (const [name, id] of Object.entries(index.references().names)) {
    const list = names.get(id);
    if (list) list.push(name);
    else names.set(id, [name]);
  }
  namesByIndex.set(index, names);
  return names;
}

/** Longest title, in words. */
const MAX_TITLE = 12;

/** A heading that is the name of a package and nothing else: `## @acme/commons`. */
const PACKAGE =
  /^[>\s]*#{2,6}\s+@?[\w.-]+(?:\/[\w.-]+)?(?:@[\w.-]+)?(?:,\s+@?[\w.-]+(?:\/[\w.-]+)?)*\s*$/;
/** A line of such a list that names authors. */
const BY = /^[>\s]*By:\s+/;
/** One of them: a name in capitals with the particles names have, or the one word of a login. */
const AUTHOR = /^(?:[\w-]+|\p{Lu}[\p{L}.'-]*(?:\s+(?:\p{Lu}[\p{L}.'-]*|da|de|del|van|von|der))*)$/u;
/** Longest such line, in characters. */
const MAX_AUTHORS = 4000;

function isAuthors(line: string): boolean {
  if (line.length > MAX_AUTHORS || !BY.test(line)) return false;
  const names = line.replace(BY, '').split(',');
  return names.every((name) => AUTHOR.test(name.trim()));
}

/** What such a list has below the name of a package. */
const LABELED = /^[ \t]*\n[>\s]*License: \S/;

/**
 * True for the heading of a package in such a list. A word that might be a term ("commons", "assign")
 * is part of its name only where the list goes on with the label of its license.
 */
function isPackage(line: string, behind: string): boolean {
  if (!PACKAGE.test(line)) return false;
  const words = line.toLowerCase().split(/[^a-z0-9]+/);
  if (!words.some(isOperativeWord)) return true;
  return LABELED.test(behind) && plainRestrictions(line).length === 0;
}

/**
 * Lines that are a title of the license itself, or of a package, blanked out.
 * @param behind what stands behind the part
 */
function withoutTitles(part: string, behind: string, titles: string): string {
  return part.replace(/[^\n]+/g, (line, offset: number) => {
    if (isAuthors(line)) return line.replace(/\S/g, ' ');
    if (line.length > 120) return line;
    const rest = part.slice(offset + line.length, offset + line.length + MAX_NOTICE);
    if (isPackage(line, rest + behind)) return line.replace(/\S/g, ' ');
    const words = foldReferenceName(line)
      .split(' ')
      .filter((word) => word !== '');
    const isTitle =
      words.length > 0 &&
      words.length <= MAX_TITLE &&
      words.some((word) => word.length > 2) &&
      words.every((word) => titles.includes(word));
    return isTitle ? line.replace(/\S/g, ' ') : line;
  });
}
