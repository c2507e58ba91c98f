import type { CardRemark } from '../../model/component.ts';
import { entries, type YamlNode } from '../../syntax/yaml.ts';
import { blocksOf, sentencesOf, shortened } from './card-prose.ts';
import { limitIn, type Setting } from './limiting-words.ts';

/** As many limits are told of the prose and of the gate of one card: one is enough to ask. */
const MAX_LIMITS = 4;

interface Body {
  readonly path: string;
  readonly lines: readonly string[];
  /** The first line below the front matter. */
  readonly start: number;
  readonly kind: 'model' | 'dataset';
  /** What the model is called. */
  readonly name: string;
}

/** What the body of a card takes away, whatever its license field says. */
export function proseLimits({ path, lines, start, kind, name }: Body): CardRemark[] {
  const found: CardRemark[] = [];
  let heading = '';
  let isOther: (raw: string) => boolean = () => false;
  for (const block of blocksOf(lines, { start, read: 'everything' })) {
    const sentences = sentencesOf(block);
    const raw = lines[(block.pieces[0]?.line ?? 1) - 1] ?? '';
    isOther = aboutOther(raw, lastOf(name)) ?? isOther;
    if (block.isHeading)
      heading = sentences
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 200);
    if (isOther(raw)) continue;
    const setting = {
      heading: block.isHeading ? '' : heading,
      gate: false,
      dataset: kind === 'dataset',
    };
    for (const { text, line } of sentences) {
      const limit = limitIn(text, setting);
      if (limit) found.push({ ...limit, words: shortened(text), where: { path, line } });
      if (found.length >= MAX_LIMITS) return found;
    }
  }
  return found;
}

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();

const OTHER_ITEM =
  /^(\s*)[-*+]\s+(?:\*\*)?\[(?!(?:the |our )?(?:model|weights|checkpoints?|licen[cs]e))[^\]]{1,200}\]\(https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(?!datasets\/)([\w.-]+\/[\w.-]+)/i;

/** An item of a list that begins with a link to another model: it and what is indented below are of that one. */
function aboutOther(raw: string, own: string): ((next: string) => boolean) | undefined {
  const [, indent, id] = OTHER_ITEM.exec(raw.slice(0, 600)) ?? [];
  if (indent === undefined || id === undefined || lastOf(id) === own) return undefined;
  const depth = indent.length;
  let isBelow = true;
  return (next) => {
    isBelow &&= next === raw || next.length - next.trimStart().length > depth;
    return isBelow;
  };
}

/** Keys of the hub's gate: https://huggingface.co/docs/hub/models-gated */
const GATE = /^extra_gated_(?:prompt|fields|heading|description|button_content)$/;

/** What has to be agreed to before files are given out, where it takes something away. */
export function gateLimits(
  root: YamlNode,
  { path, kind }: Pick<Body, 'path' | 'kind'>,
): CardRemark[] {
  const found: CardRemark[] = [];
  const setting: Setting = { heading: '', gate: true, dataset: kind === 'dataset' };
  for (const [key, entry] of entries(root)) {
    if (!GATE.test(key)) continue;
    for (const { text, line } of textsIn(entry.value, entry.keyLine)) {
      const pieces = [{ text: text.replace(/\s+/g, ' ').trim(), line }];
      for (const sentence of sentencesOf({ isHeading: false, pieces })) {
        const limit = limitIn(sentence.text, setting);
        if (limit) found.push({ ...limit, words: shortened(sentence.text), where: { path, line } });
        if (found.length >= MAX_LIMITS) return found;
      }
    }
  }
  return found;
}

/** Deeper than any form that people fill in. */
const MAX_DEPTH = 6;

/** The words of a form: of its keys, which are what is agreed to, and of their values. */
function textsIn(node: YamlNode, line: number, depth = 0): { text: string; line: number }[] {
  if (depth > MAX_DEPTH) return [];
  switch (node.kind) {
    case 'scalar':
      return [{ text: node.text, line }];
    case 'list':
      return node.items.flatMap((item) => textsIn(item, item.line, depth + 1));
    case 'map':
      // What may be chosen from a list is an answer, and agreed to by nobody.
      return entries(node)
        .filter(([key]) => key !== 'options')
        .flatMap(([key, { keyLine, value }]) => [
          { text: key, line: keyLine },
          ...textsIn(value, keyLine, depth + 1),
        ]);
  }
}
