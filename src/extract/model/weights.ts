import type { Component, Lineage } from '../../model/component.ts';
import type { Directory, Tree } from '../../model/tree.ts';
import { purl } from '../../purl/purl.ts';
import { component } from '../component.ts';
import { readmeSections } from '../license-section.ts';
import { licenseTextsBeside } from './card-license.ts';
import { adapterBase, loadedFrom } from './card-parents.ts';
import { hubModel, type Target } from './ids.ts';
import { insightFaceModel, ultralyticsModel } from './named-models.ts';
import { folderOf, scopeOf } from './reference.ts';

/** Files that hold a model, or adapt one. */
export const WEIGHTS =
  /\.(?:safetensors|gguf|onnx|ckpt|pth?|tflite|nemo)$|^(?:pytorch_model.*\.bin|tf_model\.h5|adapter_config\.json)$/;

/** Those that models are published as; the rest may as well be tensors and checkpoints of one's own. */
const PUBLISHED =
  /\.(?:safetensors|gguf|nemo)$|^(?:pytorch_model.*\.bin|tf_model\.h5|adapter_config\.json)$/;

/**
 * The models that lie in the tree without a card: weights that are known by the name of their file, and
 * folders of weights, with the parent that their configuration names. Where a card in the folder or
 * above it speaks of a model, it speaks of them.
 * @param components what the files of the tree speak of, cards among them
 */
export function weightsWithoutCard(tree: Tree, components: readonly Component[]): Component[] {
  const held = tree.directories.flatMap((directory) => {
    const weights = directory.files.filter((name) => WEIGHTS.test(name));
    return directory.zone === 'project' && weights.length > 0 ? [{ directory, weights }] : [];
  });
  if (held.length === 0) return [];
  const carded = new Set(components.flatMap(cardFolder));
  const found = new Map<string, Component>();
  for (const { directory, weights } of held) {
    if (foldersUpFrom(directory.path).some((folder) => carded.has(folder))) continue;
    for (const one of modelsIn(directory, weights, tree)) {
      const key = `${one.purl} ${one.seenAt[0]?.path ?? ''}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}

function cardFolder({ kind, seenAt }: Component): string[] {
  const [place] = seenAt;
  return kind === 'model' && place && /\.md$/i.test(place.path) ? [folderOf(place.path)] : [];
}

/** A folder and those it lies in, up to the root. */
function foldersUpFrom(folder: string): string[] {
  const segments = folder === '' ? [] : folder.split('/');
  return Array.from({ length: segments.length + 1 }, (_, cut) =>
    segments.slice(0, segments.length - cut).join('/'),
  );
}

function modelsIn({ path }: Directory, weights: readonly string[], tree: Tree): Component[] {
  const scope = scopeOf(`${path}/`);
  const at = (name: string) => (path === '' ? name : `${path}/${name}`);
  const known = weights.flatMap((name) => {
    const target: Target | undefined = ultralyticsModel(name) ?? insightFaceModel(name);
    const standing = { scope, relation: 'direct', seenAt: [{ path: at(name) }] } as const;
    return target ? [{ name, model: component({ ...target, ...standing }) }] : [];
  });
  const rest = weights.filter((name) => !known.some((one) => one.name === name));
  const lineage = lineageOf(path, tree);
  const isModel = rest.some((name) => PUBLISHED.test(name)) || (rest.length > 0 && lineage);
  // What tests and examples hold is asked about only where it says what it is.
  if (!isModel || (scope === 'development' && !lineage)) return known.map(({ model }) => model);
  const whole = pipelineOf(path, tree);
  const first = rest.find((name) => PUBLISHED.test(name)) ?? rest[0] ?? '';
  const name = whole === '' ? first.replace(/\.[^.]*$/, '') : whole;
  const folder = component({
    kind: 'model',
    name,
    purl: localPurl(name),
    scope,
    relation: 'direct',
    licenseTexts: [...licenseTextsBeside(tree, whole, undefined), ...readmeSections(tree, whole)],
    ...(lineage ? { lineage: [lineage], modified: 'yes' as const } : {}),
    seenAt: [lineage ? lineage.where : { path: at(first) }],
  });
  return [...known.map(({ model }) => model), folder];
}

function localPurl(name: string): string {
  const full = `model/${name}`;
  const slash = full.lastIndexOf('/');
  return purl({ type: 'generic', namespace: full.slice(0, slash), name: full.slice(slash + 1) });
}

/** The folder of the whole where this one is a part of it: `unet` of a diffusion pipeline. */
function pipelineOf(folder: string, tree: Tree): string {
  const parts = foldersUpFrom(folder);
  return parts.find((one) => tree.directory(one)?.files.includes('model_index.json')) ?? folder;
}

function lineageOf(folder: string, tree: Tree): Lineage | undefined {
  const adapted = adapterBase(tree, folder);
  const written = adapted ?? loadedFrom(tree, folder);
  // A path on the machine it was trained on says nothing.
  const base = written && hubModel(written.base)?.name;
  if (written === undefined || base === undefined) return undefined;
  const where = { path: written.path, line: written.line };
  return { relation: adapted ? 'adapter' : 'unknown', base, where };
}
