import type { CardClaim, Lineage } from '../../model/component.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { callsModelOpen, nameWords } from './open-words.ts';

/** Longer than any card's prose; what stands behind it is tables of results. */
const MAX_BODY = 300_000;
const MAX_SENTENCE = 600;
const MAX_CLAIMS = 3;

/**
 * What a card says of how open its model is: in its front matter, then in its body.
 * @param name what the model is called
 * @param parents what it was made from: words of theirs are not its own, unless it is only quantized
 */
export function claimsOf(
  { path, text, root }: { readonly path: string; readonly text: string; readonly root: YamlNode },
  { name, parents }: { readonly name: string; readonly parents: readonly Lineage[] },
): CardClaim[] {
  const lines = text.slice(0, MAX_BODY).split(/\r?\n/);
  const start = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line)) + 1;
  const blocks = blocksOf(lines, start);
  const heading = blocks.find(({ isHeading }) => isHeading)?.pieces[0]?.text ?? '';
  const theirs = parents
    .filter(({ relation }) => relation !== 'quantized')
    .map(({ base }) => base.slice(base.lastIndexOf('/') + 1));
  const inherited = new Set(nameWords(theirs));
  const names = nameWords([name.slice(name.lastIndexOf('/') + 1), heading]).filter(
    (word) => !inherited.has(word),
  );
  const open: CardClaim[] = openTags(root, path);
  for (const block of blocks) {
    for (const { text: words, line } of sentencesOf(block)) {
      if (open.length >= MAX_CLAIMS) break;
      if (words.length <= MAX_SENTENCE && callsModelOpen(words, names))
        open.push({ about: 'open-source', words: shortened(words), where: { path, line } });
    }
  }
  return [...open, ...dataHints(root, blocks, path)];
}

function shortened(words: string): string {
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}

const OPEN_TAG = /^(?:fully-?)?open-?sourced?(?:-?(?:ai|llm|model))?$/i;

function openTags(root: YamlNode, path: string): CardClaim[] {
  return itemsOf(get(root, 'tags'))
    .filter((item) => OPEN_TAG.test(textOf(item) ?? ''))
    .slice(0, 1)
    .map((item) => ({
      about: 'open-source',
      words: `tags: ${textOf(item)}`,
      where: { path, line: item.line },
    }));
}

const DATA_HEADING =
  /\b(?:pre-?)?train(?:ing)? (?:data|datasets?|corpus|corpora)\b|\bdata sources?\b|训练数据|学習データ|학습 데이터|Trainingsdaten|données d[’']entra[iî]nement|datos de entrenamiento/i;

/** Where the card speaks of its data: `datasets:`, and the first heading about it. */
function dataHints(root: YamlNode, blocks: readonly Block[], path: string): CardClaim[] {
  const hints: CardClaim[] = [];
  const ids = itemsOf(get(root, 'datasets'));
  const named = ids.flatMap((item) => textOf(item) ?? []);
  if (named.length > 0) {
    const more = named.length > 5 ? ` and ${named.length - 5} more` : '';
    const words = `names datasets: ${named.slice(0, 5).join(', ')}${more}`;
    hints.push({
      about: 'training-data',
      words: shortened(words),
      where: { path, line: ids[0]?.line ?? 1 },
    });
  }
  const section = blocks
    .find(({ isHeading, pieces }) => isHeading && DATA_HEADING.test(pieces[0]?.text ?? ''))
    ?.pieces.at(0);
  if (section) {
    const words = `has a section "${shortened(section.text)}"`;
    hints.push({ about: 'training-data', words, where: { path, line: section.line } });
  }
  return hints;
}

/** A paragraph, a heading or an item of a list, with the line of each of its pieces. */
interface Block {
  readonly isHeading: boolean;
  readonly pieces: { readonly text: string; readonly line: number }[];
}

/** The prose of a card, abstracts that it quotes among it: no code, no comments, no tables. */
function blocksOf(lines: readonly string[], start: number): readonly Block[] {
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
    if (fence !== undefined) continue;
    const comment = isComment;
    if (line.includes('<!--')) isComment = true;
    if (isComment && line.includes('-->')) isComment = false;
    const isProse = !comment && !isComment && !/^\s*(?:\||<!--)|^(?: {4}|\t)/.test(line);
    const text = isProse ? plain(line) : '';
    if (text === '') {
      current = undefined;
      continue;
    }
    const heading = /^\s{0,3}#{1,6}\s|^\s*<h[1-6]/.test(line);
    if (!current || heading || current.isHeading || /^\s*(?:[-*+]|\d+[.)])\s/.test(line)) {
      current = { isHeading: heading, pieces: [] };
      blocks.push(current);
    }
    current.pieces.push({ text, line: at + 1 });
  }
  return blocks;
}

/** A line without Markdown: links by their words, no images, tags, emphasis or marks of lists. */
function plain(line: string): string {
  return line
    .slice(0, 2000)
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,500}\)/g, ' ')
    .replace(/\[([^\]]{0,300})\]\([^)]{0,500}\)/g, '$1')
    .replace(/<[^<>]{1,500}>/g, ' ')
    .replace(/^\s*(?:>\s*)+/, '')
    .replace(/^\s*(?:#{1,6}\s|[-*+]\s|\d+[.)]\s)/, '')
    .replace(/\*\*|__|[*`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The sentences of a block, each with the line it begins on. */
function sentencesOf({ pieces }: Block): { readonly text: string; readonly line: number }[] {
  const starts: { at: number; line: number }[] = [];
  let whole = '';
  for (const { text, line } of pieces) {
    if (whole !== '') whole += ' ';
    starts.push({ at: whole.length, line });
    whole += text;
  }
  const sentences: { text: string; line: number }[] = [];
  let piece = 0;
  for (const { 0: text, index } of whole.matchAll(/.+?(?:[.!?]+(?=\s|$)|[。！？]|$)/g)) {
    const first = index + text.length - text.trimStart().length;
    while ((starts[piece + 1]?.at ?? Number.POSITIVE_INFINITY) <= first) piece++;
    if (text.trim() !== '') sentences.push({ text: text.trim(), line: starts[piece]?.line ?? 1 });
  }
  return sentences;
}
