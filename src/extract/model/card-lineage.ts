import type { Lineage } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Tree } from '../../model/tree.ts';
import { entries, get, itemsOf, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { adapterBase } from './card-parents.ts';
import { cloneTarget } from './hub-url.ts';
import { hubModel } from './ids.ts';
import { folderOf } from './reference.ts';

/** A card whose parents are asked for. */
interface Card {
  readonly path: string;
  readonly root: YamlNode;
  readonly tree: Tree;
}

/** `base_model` in the spellings that people write by mistake: `base-model`, `base_models`, `basemodel`. */
const BASE_KEY = /^(?:base[-_ ]?models?|parent[-_ ]?models?)$/i;

/** An id in the ways loaders write it, with a scheme or a revision. */
const LOADED = /^(?:hf:\/\/)?([\w.-]+\/[\w.-]+)(?:@[\w.-]+)?$/;
/** The hub's own tag for a parent: https://huggingface.co/docs/hub/model-cards#specifying-a-base-model */
const BASE_TAG = /^base_model:(?:(\w+):)?([\w.-]+\/[\w.-]+)$/;
/** Longest name of a parent that is repeated as written. */
const MAX_BASE = 120;

/**
 * The parents of a model: as its front matter states them, by the hub's tags, and as the library that
 * trained an adapter wrote them into `adapter_config.json` beside the card.
 */
export function lineageOf(card: Card, diagnostics: Diagnostic[]): Lineage[] {
  const { path, root } = card;
  const keys = entries(root).filter(([key]) => BASE_KEY.test(key));
  const parents = keys.flatMap(([, { value }]) => itemsOf(value));
  const stated = parents.flatMap((parent) => {
    const where = { path, line: parent.line };
    const names = namesOf(parent);
    if (names.length === 0) diagnostics.push(notAnId('base_model', where));
    return names.map((name) => ({ name, where }));
  });
  const relation = relationOf(card, stated.length);
  const lineage = stated.map(({ name, where }): Lineage => {
    const target = hubModel(name) ?? cloneTarget(name) ?? hubModel(name.replace(LOADED, '$1'));
    if (!target) diagnostics.push(notAnId('base_model', where));
    // What cannot be read stays a parent: nobody knows its license, and that has to be asked.
    return { relation, base: target?.name ?? name.slice(0, MAX_BASE), where };
  });
  for (const tag of itemsOf(get(root, 'tags'))) {
    const [, told, id = ''] = BASE_TAG.exec(textOf(tag) ?? '') ?? [];
    const base = hubModel(id)?.name;
    if (base === undefined || lineage.some((one) => one.base === base)) continue;
    const where = { path, line: tag.line };
    lineage.push({ relation: asRelation(told) ?? relation, base, where });
  }
  return withAdapter(lineage, card);
}

function withAdapter(lineage: Lineage[], { path, tree }: Card): Lineage[] {
  const written = adapterBase(tree, folderOf(path));
  if (written === undefined) return lineage;
  const base = hubModel(written.base)?.name;
  if (lineage.some((one) => one.base === base)) return lineage;
  // A path on the machine it was trained on says nothing where the card names the parent.
  if (base === undefined && lineage.length > 0) return lineage;
  const where = { path: written.path, line: written.line };
  return [
    ...lineage,
    { relation: 'adapter', base: base ?? written.base.slice(0, MAX_BASE), where },
  ];
}

/** The parents one entry of `base_model` names; none where it is empty. */
function namesOf(parent: YamlNode): string[] {
  const text = textOf(parent) ?? textOf(get(parent, 'name')) ?? textOf(get(parent, 'id'));
  if (text === undefined) return parent.kind === 'scalar' ? [] : ['a parent without a name'];
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

// Stated, else as the hub infers it: https://github.com/huggingface/hub-docs, models-the-hub.
function relationOf({ path, root, tree }: Card, parents: number): Lineage['relation'] {
  const stated = asRelation(textOf(get(root, 'base_model_relation')));
  if (stated) return stated;
  if (parents > 1) return 'merge';
  const files = tree.directory(folderOf(path))?.files ?? [];
  if (files.includes('adapter_config.json')) return 'adapter';
  return files.some((name) => name.endsWith('.gguf')) ? 'quantized' : 'unknown';
}

function asRelation(stated: string | undefined): Lineage['relation'] | undefined {
  switch (stated) {
    case 'finetune':
    case 'adapter':
    case 'quantized':
    case 'merge':
      return stated;
    default:
      return undefined;
  }
}

/** An entry that names no model or dataset. */
export function notAnId(key: string, where: { path: string; line: number }): Diagnostic {
  const advice = `An entry of \`${key}\` is no id of the form org/name, and its license is not known; write the id.`;
  return diagnostic('malformed-entry', 'warning', where, advice);
}
