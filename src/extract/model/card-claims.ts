import type { CardClaim, Lineage } from '../../model/component.ts';
import { listed } from '../../syntax/listed.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { type Block, blocksOf, bodyStart, sentencesOf, shortened } from './card-prose.ts';
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
  const blocks = blocksOf(lines, { start: bodyStart(lines), read: 'paragraphs' });
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
    const words = `names datasets: ${listed(named, 5)}`;
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
