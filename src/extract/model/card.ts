import type { CardRemark, Component } from '../../model/component.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { huggingFacePurl, purl } from '../../purl/purl.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { component } from '../component.ts';
import { claimsOf } from './card-claims.ts';
import { licenseEvidence, licenseTextsBeside } from './card-license.ts';
import { lineageOf, notAnId } from './card-lineage.ts';
import { cardKind, frontMatter, looksLikeCard } from './card-matter.ts';
import { loadedFrom } from './card-parents.ts';
import { remarksOf } from './card-remarks.ts';
import { anyDataset, hubModel, isHubId, type Target } from './ids.ts';
import { folderOf, scopeOf } from './reference.ts';
import { WEIGHTS } from './weights.ts';

const NOTHING: Extraction = { components: [], diagnostics: [] };

/**
 * Model and dataset cards: a Markdown file whose front matter has the keys of the Hugging Face hub.
 * The card speaks for the folder it lies in. `base_model` gives the parents, `datasets` the data it
 * was trained on; the README of a Space names the models it uses. What a card says of how open its
 * model is goes along as claims, what it says of its terms beside the license field as remarks.
 * Keys: https://github.com/huggingface/hub-docs, modelcard.md and datasetcard.md.
 */
export const modelCard: Extractor = {
  id: 'model/card',
  files: ['README.md', 'MODEL_CARD.md', '*model_card*.md', '*model-card*.md'],
  zone: 'project',
  knows: {
    title: 'Model and dataset cards',
    ecosystem: 'AI',
    version: 'none',
    relation: false,
    scope: true,
    license: true,
  },
  extract({ path, text }: SourceFile, tree: Tree): Extraction {
    const matter = frontMatter(text);
    if (matter === undefined || !looksLikeCard(matter.text)) return NOTHING;
    const parsed = matter.closed
      ? parseYaml(matter.text)
      : { ok: false as const, message: 'the closing --- is missing', line: 1 };
    if (!parsed.ok) {
      const where = parsed.line === undefined ? path : { path, line: parsed.line };
      const advice = `The front matter of this card is not valid YAML (${parsed.message}); correct it.`;
      return {
        components: [],
        diagnostics: [diagnostic('malformed-file', 'error', where, advice)],
      };
    }
    const root = parsed.value[0];
    return root ? read({ path, text, root, tree }) : NOTHING;
  },
};

interface Card {
  readonly path: string;
  readonly text: string;
  readonly root: YamlNode;
  readonly tree: Tree;
}

function read(card: Card): Extraction {
  const kind = cardKind(card.root, holdsWeights(card));
  if (kind === undefined) return NOTHING;
  const diagnostics: Diagnostic[] = [];
  const components: Component[] = [];
  if (kind !== 'space') components.push(described(card, kind, diagnostics));
  if (kind !== 'dataset') {
    components.push(...referenced(card, 'datasets', anyDataset, diagnostics));
  }
  if (kind === 'space') {
    components.push(...referenced(card, 'models', hubModel, diagnostics));
    components.push(...referenced(card, 'preload_from_hub', preloaded, diagnostics));
  }
  return { components, diagnostics };
}

function holdsWeights({ path, tree }: Card): boolean {
  return (tree.directory(folderOf(path))?.files ?? []).some((name) => WEIGHTS.test(name));
}

// `preload_from_hub: ["org/name file1,file2 revision"]`.
function preloaded(text: string): Target | undefined {
  const [id = '', , revision] = text.trim().split(/\s+/);
  return hubModel(id, revision);
}

function described(card: Card, kind: 'model' | 'dataset', diagnostics: Diagnostic[]): Component {
  const { path, root, tree } = card;
  const name = nameOf(card);
  const lineage = kind === 'model' ? lineageOf(card, diagnostics) : [];
  const { evidence, linked } = licenseEvidence(root, path, diagnostics);
  const remarks = [
    ...remarksOf(card, { kind, name, diagnostics }),
    ...(kind === 'model' ? loaded(card, name) : []),
  ].filter(({ names }) => names === undefined || !lineage.some(({ base }) => base === names));
  const claims = kind === 'model' ? claimsOf(card, { name, parents: lineage }) : [];
  const line = lineOf(root, ['license', 'base_model']) ?? 1;
  return component({
    kind,
    name,
    purl: isHubId(name) ? huggingFacePurl(name, undefined, kind) : localPurl(kind, name),
    scope: scopeOf(path),
    relation: 'direct',
    evidence,
    licenseTexts: licenseTextsBeside(tree, folderOf(path), linked),
    lineage,
    ...(claims.length > 0 ? { claims } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
    seenAt: [{ path, line }],
    ...(lineage.length > 0 ? { modified: 'yes' as const } : {}),
  });
}

/** A model whose name the configuration of the weights keeps, and that is not this one. */
function loaded({ path, tree }: Card, name: string): CardRemark[] {
  const written = loadedFrom(tree, folderOf(path));
  if (written === undefined || !isHubId(written.base)) return [];
  const lastOf = (id: string) => id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  if (lastOf(written.base) === lastOf(name)) return [];
  const where = { path: written.path, line: written.line };
  const words = `_name_or_path: ${written.base}`;
  return [{ about: 'parent', words, names: written.base, where }];
}

function localPurl(kind: string, name: string): string {
  const full = `${kind}/${name}`;
  const slash = full.lastIndexOf('/');
  return purl({ type: 'generic', namespace: full.slice(0, slash), name: full.slice(slash + 1) });
}

// The id the card gives itself, else the folder it lies in, else the name of its results.
function nameOf({ path, root }: Card): string {
  const given = textOf(get(root, 'model_name'));
  const index = textOf(get(itemsOf(get(root, 'model-index'))[0], 'name'));
  const id = [given, index].find((name) => name !== undefined && isHubId(name));
  const folder = folderOf(path);
  const plain = [given, index].find((name) => name !== undefined && /^[\w][\w .-]*$/.test(name));
  return id ?? (folder === '' ? (plain ?? '.') : folder);
}

function lineOf(root: YamlNode, keys: readonly string[]): number | undefined {
  if (root.kind !== 'map') return undefined;
  for (const key of keys) {
    const entry = root.entries.get(key);
    if (entry) return entry.keyLine;
  }
  return undefined;
}

function referenced(
  { path, root }: Card,
  key: string,
  reader: (text: string) => Target | undefined,
  diagnostics: Diagnostic[],
): Component[] {
  const found = new Map<string, Component>();
  for (const item of itemsOf(get(root, key))) {
    const text = textOf(item);
    // `datasets:` without a value says that there is none.
    if (text === undefined && item.kind === 'scalar') continue;
    const where = { path, line: item.line };
    const target = text === undefined ? undefined : reader(text);
    if (!target) diagnostics.push(notAnId(key, where));
    else if (!found.has(target.purl)) {
      // What a model was trained on does not run; what a Space lists does.
      const scope = get(root, 'sdk') === undefined ? 'development' : scopeOf(path);
      found.set(target.purl, component({ ...target, scope, relation: 'direct', seenAt: [where] }));
    }
  }
  return [...found.values()];
}
