import type { CardRemark } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { gateLimits, proseLimits } from './card-limits.ts';
import { mayNameModel, parentsInProse } from './card-parents.ts';
import { bodyStart, shortened } from './card-prose.ts';

/** Longer than any card; what stands behind it is told to be unread. */
const MAX_CARD = 1_500_000;
const MAX_NAMES = 80;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly root: YamlNode;
}

interface Subject {
  readonly kind: 'model' | 'dataset';
  readonly name: string;
  readonly diagnostics: Diagnostic[];
}

/**
 * What a card says beside its license field: limits in its gate and its prose, a license of another
 * model that it links to, and models it may be made from, by prose and tags. Nothing of it is sure
 * enough to conclude a license; what the rules know of the names decides what is worth asking.
 */
export function remarksOf(
  { path, text, root }: Source,
  { kind, name, diagnostics }: Subject,
): CardRemark[] {
  const lines = text.slice(0, MAX_CARD).split(/\r?\n/);
  const start = bodyStart(lines);
  if (text.length > MAX_CARD) {
    const message = `This card is longer than ${MAX_CARD} characters, and what stands behind them was not read for terms; read it, and keep cards short.`;
    diagnostics.push(diagnostic('limit-reached', 'warning', { path, line: lines.length }, message));
  }
  const limits = [
    ...gateLimits(root, { path, kind }),
    ...proseLimits({ path, lines, start, kind, name }),
  ];
  const parents =
    kind === 'model' ? [...tags(root, path), ...parentsInProse(lines, start, path)] : [];
  return [...limits, ...links({ path, root, name }), ...parents.slice(0, MAX_NAMES)];
}

const HUB_PAGE =
  /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]{1,96}\/[\w.-]{1,96})(?:[/?#]|$)/i;

/** An address as `license_link`: that of another model's license, or of a license with its own. */
function links({
  path,
  root,
  name,
}: Omit<Source, 'text'> & { readonly name: string }): CardRemark[] {
  const link = textOf(get(root, 'license_link'));
  if (link === undefined || !/^https?:\/\//i.test(link) || root.kind !== 'map') return [];
  const where = { path, line: root.entries.get('license_link')?.keyLine ?? 1 };
  const model = HUB_PAGE.exec(link)?.[1];
  if (model !== undefined && lastOf(model) === lastOf(name)) return [];
  const words = shortened(`license_link: ${link}`);
  return model === undefined
    ? [{ about: 'terms', words, names: link.slice(0, 300), where }]
    : [{ about: 'parent', words, names: model, where }];
}

const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).toLowerCase();

/** Tags that may name the family a model comes from: `llama-2`. */
function tags(root: YamlNode, path: string): CardRemark[] {
  return itemsOf(get(root, 'tags')).flatMap((item): CardRemark[] => {
    const tag = textOf(item);
    if (tag === undefined || !/^[a-z][\w.-]{2,40}$/i.test(tag) || !mayNameModel(tag)) return [];
    const where = { path, line: item.line };
    return [{ about: 'parent', words: `tags: ${tag}`, names: tag, where }];
  });
}
