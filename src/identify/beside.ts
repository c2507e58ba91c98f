import { lazy } from '../syntax/lazy.ts';
import { MAX_NOTICE, withoutNotices } from './beside-notices.ts';
import { titleTeller, withoutTitles } from './beside-titles.ts';
import { firstWordAt } from './canonical.ts';
import { isCopyrightLine, noticeGoesOn } from './lines.ts';
import type { Part, Piece } from './piece.ts';
import type { Reading } from './reading.ts';
import { ready } from './ready.ts';
import { type Classified, classifyResidue } from './residue.ts';
import { WORD } from './vocabulary.ts';

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
  const { text, index, isPlain = false, isSettled = false } = reading;
  const context = lazy(() => contextOf(reading, pieces, gaps));
  const isFound = pieces.length > 0;
  const isTitle = lazy(() => (isFound ? titleTeller(pieces, index) : () => false));
  return gaps.flatMap(({ start, end }) => {
    const whole = text.slice(start, end);
    if (!WORD_CHARACTER.test(whole)) return [];
    const found: Classified[] = [];
    const part = withoutCopyright(whole, found);
    const body = part.trim();
    if (isFound && (body === '' || isPlain || isSilent(reading, start, end))) {
      const at = part.indexOf(body);
      if (WORD_CHARACTER.test(body))
        found.push({ kind: 'preamble', start: at, end: at + body.length });
    } else {
      const { strict, isCode } = context();
      const behind = text.slice(end, end + MAX_NOTICE);
      const rest = withoutNotices(withoutTitles(part, behind, isTitle()));
      found.push(
        ...classifyResidue(rest, {
          strict: strict && !(isCode && codeLines(rest, 1)),
          reasons,
          isSettled,
        }),
      );
    }
    return found
      .map((one) => ({ ...one, start: one.start + start, end: one.end + start }))
      .sort((a, b) => a.start - b.start);
  });
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** How closely what stands beside the pieces is to be read. */
function contextOf(
  { text, isLicense = false }: Reading,
  pieces: readonly Piece[],
  gaps: readonly Part[],
) {
  const size = gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  const isAboutThem = () =>
    isLicense ||
    size <= FEW ||
    size * 2 <= text.length ||
    speaksOfLicense(gaps.map(({ start, end }) => text.slice(start, end)).join('\n'), DENSE);
  const isText = pieces.some(({ kind }) => kind === 'text');
  const isCode = pieces.length > 0 && isSource(text, gaps, isText || isLicense);
  return { strict: pieces.length > 0 && isAboutThem() && (isText || isLicense || !isCode), isCode };
}

const DOLLAR = 36;
const PERCENT = 37;

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
    // Other scripts, and words between signs, are read closely.
    if (first > 127 || first === DOLLAR || first === PERCENT) return false;
    const id = words.ids[at] ?? 0;
    // A word no license has is a name only where it is written like one.
    if (id === 0 ? isSmall : ((flags[id] ?? 0) & WORD.operative) !== 0) return false;
    if (isSmall) small++;
  }
  const part = text.slice(start, end);
  if (PARTS.test(part)) return false;
  return small <= 3 || !/[a-z][.!;]["')]*\s*$/m.test(part);
}

/** Parts of a work that may have a license of their own, and words whose letters are spread. */
const PARTS =
  /(?<![\w.])(?:ee|folders?|director(?:y|ies)|plugins?)(?!\w)|\w\/licen[cs]e|(?<!\S)[a-z] [a-z] [a-z](?!\S)/i;

/** Copyright lines, blanked out and told apart. */
function withoutCopyright(part: string, found: Classified[]): string {
  return part.replace(/[^\n]+/g, (line, offset: number) => {
    const first = line.search(/[\p{L}\p{N}©(]/u);
    const word = line.search(/[\p{L}\p{N}]/u);
    if (word < 0 || !isCopyrightLine(line, word)) return line;
    // What goes on on the next line is read with it.
    const next =
      part
        .slice(offset + line.length + 1)
        .slice(0, MAX_NOTICE)
        .split('\n', 1)[0] ?? '';
    if (noticeGoesOn(line, next)) return line;
    found.push({ kind: 'copyright', start: offset + first, end: offset + line.trimEnd().length });
    return line.replace(/\S/g, ' ');
  });
}

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
    // "using this Software shall be …" is a wrapped line of a license.
    String.raw`^[ \t]*(?:import|package|using|from|export|require|module\.exports)\b(?:.*[{(]|[^\n]{0,80}(?<![a-z]{3} [a-z]{1,20})[;'"]|(?:[ \t]+[\w.*,/@{}-]+){1,4})[ \t]*$`,
    String.raw`^[ \t]*(?:typedef|static|extern|struct|enum|class|def|func|fn|function|var|let|const|public|private|void|int|return)\b.*(?:[{(]|\):?|[\w)\]"']\(.*;|=.*[;,])[ \t]*$`,
    String.raw`^[ \t]*class[ \t]+\w+.*:[ \t]*$`,
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
 * @param isPlain true where a comment is no sign of code: beside a whole text, and in license files
 */
function isSource(text: string, gaps: readonly Part[], isPlain: boolean): boolean {
  if (gaps.some(({ start, end }) => codeLines(text.slice(start, end), MIN_CODE))) return true;
  return !isPlain && (COMMENT.test(text) || isAllComment(text));
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
