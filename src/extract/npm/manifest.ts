import type { Scope } from '../../model/component.ts';
import type { Tree } from '../../model/tree.ts';
import { entriesOf, isObject, type JsonObject, parseJson } from '../../syntax/json.ts';

/** One entry of a dependency section; `value` is not checked. */
export interface ManifestEntry {
  readonly section: string;
  readonly name: string;
  readonly value: unknown;
  readonly scope: Scope;
}

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'runtime'],
  ['devDependencies', 'development'],
] as const;

/**
 * The dependencies a manifest, or an entry of a lockfile shaped like one, names.
 * An optional entry overrides a plain one of the same name, as npm documents; peers that are
 * marked optional (`peerDependenciesMeta`, bun's `optionalPeers`) are optional.
 */
export function dependencyEntries(manifest: JsonObject): ManifestEntry[] {
  const optional = own(manifest, 'optionalDependencies');
  const found: ManifestEntry[] = [];
  for (const [section, scope] of SECTIONS) {
    for (const [name, value] of entriesOf(own(manifest, section))) {
      const overridden = isObject(optional) && Object.hasOwn(optional, name);
      if (section === 'dependencies' && overridden) continue;
      const loose = section === 'peerDependencies' && isOptionalPeer(manifest, name);
      found.push({ section, name, value, scope: loose ? 'optional' : scope });
    }
  }
  return found;
}

/** A member the object itself has; what it would inherit is not data. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isOptionalPeer(manifest: JsonObject, name: string): boolean {
  const listed = own(manifest, 'optionalPeers');
  if (Array.isArray(listed) && listed.includes(name)) return true;
  const all = own(manifest, 'peerDependenciesMeta');
  const meta = isObject(all) ? own(all, name) : undefined;
  return isObject(meta) && meta['optional'] === true;
}

/** The package.json of a directory of the tree, if there is one that can be read. */
export function manifestAt(tree: Tree, directory: string): JsonObject | undefined {
  const path = directory === '' ? 'package.json' : `${directory}/package.json`;
  if (!tree.has(path)) return undefined;
  const reading = tree.read(path);
  if (reading?.status !== 'ok') return undefined;
  const parsed = parseJson(reading.text);
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}

/** Longest path or key that is looked up level by level; no real node_modules nests as deep. */
export const MAX_LOOKUP = 4096;

/** The directory a path lies in; `''` is the root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The manifests of a root directory and of the workspaces its package.json lists, root first. */
export function workspaceManifests(tree: Tree, root: string): JsonObject[] {
  const manifest = manifestAt(tree, root);
  if (!manifest) return [];
  const patterns = workspacePatterns(manifest);
  if (patterns.length === 0) return [manifest];
  const prefix = root === '' ? '' : `${root}/`;
  const members = tree.directories
    .filter(({ path, zone }) => zone === 'project' && path !== root && path.startsWith(prefix))
    .filter(({ path }) => isMember(path.slice(prefix.length).split('/'), patterns))
    .map(({ path }) => manifestAt(tree, path))
    .filter((member) => member !== undefined);
  return [manifest, ...members];
}

interface Pattern {
  readonly segments: readonly string[];
  readonly excluded: boolean;
}

function workspacePatterns(manifest: JsonObject): Pattern[] {
  const field = own(manifest, 'workspaces');
  const list = isObject(field) ? own(field, 'packages') : field;
  return (Array.isArray(list) ? list : [])
    .filter((item) => typeof item === 'string')
    .map((text) => ({
      excluded: text.startsWith('!'),
      segments: text
        .replace(/^!/, '')
        .split('/')
        .filter((segment) => segment !== '' && segment !== '.'),
    }));
}

function isMember(path: readonly string[], patterns: readonly Pattern[]): boolean {
  let member = false;
  for (const { segments, excluded } of patterns) {
    const same = (at: number, with_: number) => matchText(path[at] ?? '', segments[with_] ?? '');
    if (glob(path.length, segments.length, (i) => segments[i] === '**', same)) member = !excluded;
  }
  return member;
}

function matchText(text: string, pattern: string): boolean {
  const isStar = (i: number) => pattern[i] === '*';
  return glob(text.length, pattern.length, isStar, (i, j) => text[i] === pattern[j]);
}

// Greedy matching that falls back to the last star only: at worst length × pattern steps.
function glob(
  length: number,
  size: number,
  isStar: (i: number) => boolean,
  same: (i: number, j: number) => boolean,
): boolean {
  let i = 0;
  let j = 0;
  let star = -1;
  let resume = 0;
  while (i < length) {
    if (j < size && isStar(j)) {
      star = j++;
      resume = i;
    } else if (j < size && same(i, j)) {
      i++;
      j++;
    } else if (star >= 0) {
      j = star + 1;
      i = ++resume;
    } else return false;
  }
  while (j < size && isStar(j)) j++;
  return j === size;
}
