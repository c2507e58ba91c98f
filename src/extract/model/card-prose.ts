/** A paragraph, a heading, an item of a list or a row of a table, with the line of each of its pieces. */
export interface Block {
  readonly isHeading: boolean;
  readonly pieces: { readonly text: string; readonly line: number }[];
}

/** A sentence of a card, and the line it begins on. */
export interface Sentence {
  readonly text: string;
  readonly line: number;
}

/** The first line below the front matter; 0 where there is none. */
export function bodyStart(lines: readonly string[]): number {
  const opening = lines.findIndex((line) => /^\ufeff?---[ \t]*\r?$/.test(line));
  if (opening < 0) return 0;
  const closes = (line: string, at: number) =>
    at > opening && /^(?:---|\.\.\.)[ \t]*\r?$/.test(line);
  return lines.findIndex(closes) + 1;
}

/** Words of a card that are quoted in a report. */
export function shortened(words: string): string {
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}

interface Reading {
  readonly start: number;
  /**
   * `paragraphs`: what a card tells, abstracts that it quotes among it. `everything` that a reader
   * sees: tables, code blocks and lines of any length and indentation too.
   */
  readonly read: 'paragraphs' | 'everything';
}

/** Longer pieces of a line are no prose of a paragraph. */
const MAX_PIECE = 2000;

/** The prose of a card from a line on: no comments, and no code or tables unless all is read. */
export function blocksOf(lines: readonly string[], { start, read }: Reading): readonly Block[] {
  const isAll = read === 'everything';
  const blocks: Block[] = [];
  let current: Block | undefined;
  let fence: string | undefined;
  let isComment = false;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const mark = /^\s{0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || fence === mark)) {
      fence = fence === undefined ? mark : undefined;
      current = undefined;
      continue;
    }
    if (fence !== undefined && !isAll) continue;
    const comment = isComment;
    if (line.includes('<!--')) isComment = true;
    if (isComment && line.includes('-->')) isComment = false;
    const isHidden = comment || isComment || /^\s*<!--/.test(line);
    const isOther = !isAll && /^\s*\||^(?: {4}|\t)/.test(line);
    const texts = isHidden || isOther ? [] : piecesOf(line, isAll).filter((text) => text !== '');
    if (texts.length === 0) {
      current = undefined;
      continue;
    }
    const heading = fence === undefined && /^\s{0,3}#{1,6}\s|^\s*<h[1-6]/.test(line);
    const begins = /^\s*(?:[-*+]|\d+[.)])\s/.test(line) || (isAll && /^\s*\|/.test(line));
    if (!current || heading || current.isHeading || begins) {
      current = { isHeading: heading, pieces: [] };
      blocks.push(current);
    }
    for (const text of texts) current.pieces.push({ text, line: at + 1 });
  }
  return blocks;
}

function piecesOf(line: string, isAll: boolean): string[] {
  if (!isAll || line.length <= MAX_PIECE) {
    return [plain(line.slice(0, MAX_PIECE), isAll)];
  }
  const pieces: string[] = [];
  for (let from = 0; from < line.length; ) {
    const space = line.lastIndexOf(' ', from + MAX_PIECE);
    const to = from + MAX_PIECE < line.length && space > from ? space : from + MAX_PIECE;
    pieces.push(plain(line.slice(from, to), true));
    from = to;
  }
  return pieces;
}

/** Addresses that name a license more plainly than the words of their links. */
const NAMES_LICENSE = /creativecommons\.org\/licenses\/by-n[cd]/i;

/**
 * A line without Markdown: links by their words, no tags, emphasis or marks of lists.
 * @param isAll with what badges say, and the addresses of licenses
 */
function plain(line: string, isAll: boolean): string {
  return line
    .replace(/!\[([^\]]{0,300})\]\(([^)]{0,500})\)/g, (_, words: string, address: string) =>
      isAll ? `${words} ${badgeWords(address)}` : ' ',
    )
    .replace(/\[([^\][]{0,300})\]\(([^)]{0,500})\)/g, (_, words: string, address: string) =>
      isAll && NAMES_LICENSE.test(address) ? `${words} ${address}` : words,
    )
    .replace(/<[^<>]{1,500}>/g, (tag) => (isAll ? ` ${badgeWords(tag)} ` : ' '))
    .replace(/^\s*(?:>\s*)+/, '')
    .replace(/^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)/, '')
    .replace(/\*\*|__|[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a badge says, which stands in its address: `badge/License-CC_BY--NC_4.0-lightgrey`. */
function badgeWords(address: string): string {
  const written = /shields\.io\/badge\/([^\s?#"'>]{1,200})/.exec(address)?.[1];
  if (written === undefined) return '';
  const words = written.replace(/-\w+(?:\.svg)?$/, '').replace(/%20|_/g, ' ');
  return words.replace(/-(-?)/g, (_, second: string) => (second === '' ? ' ' : '-'));
}

/** The sentences of a block, each with the line it begins on. */
export function sentencesOf({ pieces }: Block): Sentence[] {
  const starts: { at: number; line: number }[] = [];
  let whole = '';
  for (const { text, line } of pieces) {
    if (whole !== '') whole += ' ';
    starts.push({ at: whole.length, line });
    whole += text;
  }
  const sentences: Sentence[] = [];
  let piece = 0;
  for (const { 0: text, index } of whole.matchAll(/.+?(?:[.!?]+(?=\s|$)|[。！？]|$)/g)) {
    const first = index + text.length - text.trimStart().length;
    while ((starts[piece + 1]?.at ?? Number.POSITIVE_INFINITY) <= first) piece++;
    if (text.trim() !== '') sentences.push({ text: text.trim(), line: starts[piece]?.line ?? 1 });
  }
  return sentences;
}
