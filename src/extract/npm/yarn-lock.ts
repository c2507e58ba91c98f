import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asString, type JsonObject } from '../../syntax/json.ts';
import {
  collect,
  isNative,
  type Locked,
  lockedComponent,
  remoteSource,
  splitAt,
  unreadable,
} from './locked.ts';
import { dependencyEntries, directoryOf, manifestAt, workspaceManifests } from './manifest.ts';
import { type Edge, reach } from './reach.ts';
import { parseSpecifier, type Target } from './specifier.ts';
import { scanYarn, type YarnEntry, type YarnLock } from './yarn-entries.ts';

/**
 * Reads yarn.lock of yarn 1 and of the newer yarns. Neither tells which packages the project asks
 * for by itself; the package.json files of the project and its workspaces do.
 */
export const yarnLock: Extractor = {
  id: 'npm/yarn-lock',
  files: ['yarn.lock'],
  zone: 'project',
  knows: {
    title: 'yarn.lock (classic and berry)',
    ecosystem: 'npm',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract,
};

/** How the project needs each entry, by its index. */
interface Needs {
  readonly direct: ReadonlySet<string>;
  readonly scopes: ReadonlyMap<string, Scope>;
  /** False when there was no package.json to ask. */
  readonly known: boolean;
}

function extract(file: SourceFile, tree: Tree): Extraction {
  const lock = scanYarn(file.text);
  if (!lock.recognized && file.text.trim() !== '') {
    const message = 'no yarn lockfile entries: make the lockfile anew with yarn install';
    return unreadable('malformed-file', { path: file.path, line: 1 }, message);
  }
  const targets = lock.entries.map((entry) => targetOf(entry, lock.berry));
  const needs = needsOf(lock, targets, { tree, directory: directoryOf(file.path) });
  const found: (Component | Diagnostic)[] = lock.strayLines.map((line) =>
    diagnostic(
      'malformed-entry',
      'error',
      { path: file.path, line },
      'this line is not part of an entry and is left out: resolve merge conflicts and run yarn install',
    ),
  );
  lock.entries.forEach((entry, index) => {
    const target = targets[index];
    if (target?.kind === 'own') return;
    found.push(
      lockedComponent({
        ...released(entry, target),
        ...needOf(String(index), needs),
        native: isNative(/\bcpu=([\w-]+)/.exec(entry.fields.get('conditions') ?? '')?.[1]),
        where: { path: file.path, line: entry.line },
      }),
    );
  });
  return collect(found);
}

/** What an entry stands for; `undefined` if its heading is not `name@range`. */
function targetOf(entry: YarnEntry, berry: boolean): Target | undefined {
  const written = berry ? entry.fields.get('resolution') : undefined;
  const split = splitAt(written ?? entry.descriptors[0] ?? '');
  if (!split) return undefined;
  // `::locator=…`, `::version=…` bind a resolution to its parent; a folder's hash follows `#`.
  const range = berry ? (split.rest.split('::')[0] ?? '') : split.rest;
  const plain = range.startsWith('file:') ? range.replace(/#.*$/s, '') : range;
  return parseSpecifier(split.name, plain);
}

function released(
  entry: YarnEntry,
  target: Target | undefined,
): Pick<Locked, 'name' | 'version' | 'source' | 'modified'> {
  const version = entry.fields.get('version');
  const heading = entry.descriptors[0] ?? '';
  const split = splitAt(entry.fields.get('resolution') ?? heading) ?? { name: heading, rest: '' };
  const resolved = entry.fields.get('resolved');
  const written = target?.kind === 'remote' ? (resolved ?? split.rest) : undefined;
  // A version range is a registry's, whatever address that registry serves its archives from.
  const source = target?.kind === 'registry' ? undefined : (written ?? remoteSource(resolved));
  const name = target?.kind === 'registry' ? target.name : split.name;
  return {
    name,
    version,
    source,
    modified: target?.kind === 'registry' ? target.modified : undefined,
  };
}

function needOf(node: string, needs: Needs): { scope: Scope; relation: Relation } {
  if (!needs.known) return { scope: 'unknown', relation: 'unknown' };
  return {
    scope: needs.scopes.get(node) ?? 'unknown',
    relation: needs.direct.has(node) ? 'direct' : 'transitive',
  };
}

function needsOf(
  lock: YarnLock,
  targets: readonly (Target | undefined)[],
  place: { tree: Tree; directory: string },
): Needs {
  const manifests = lock.berry
    ? berryManifests(lock, place)
    : workspaceManifests(place.tree, place.directory);
  if (manifests.length === 0) return { direct: new Set(), scopes: new Map(), known: false };
  const lookUp = finder(lock);
  const edgesOf = (node: string): Edge[] => {
    const entry = lock.entries[Number(node)];
    // What a workspace needs is told, with scopes, by its own package.json.
    if (!entry || isWorkspace(entry)) return [];
    const base = patchBase(entry.descriptors[0] ?? '');
    const patched = base ? lookUp(base.name, base.range) : [];
    const needed = [...entry.dependencies].flatMap(([name, range]) =>
      lookUp(name, range).map((to) => ({ to, optional: entry.optional.has(name) })),
    );
    return [...patched.map((to) => ({ to, optional: false })), ...needed];
  };
  const roots = manifests
    .flatMap(dependencyEntries)
    .flatMap(({ name, value, scope }) =>
      lookUp(name, asString(value) ?? '').map((to) => ({ to, scope })),
    );
  const direct = new Set(roots.map(({ to }) => to));
  targets.forEach((target, index) => {
    if (target?.kind === 'own') for (const { to } of edgesOf(String(index))) direct.add(to);
  });
  return { direct, scopes: reach(roots, edgesOf), known: true };
}

function isWorkspace(entry: YarnEntry): boolean {
  return /^(?:@[^/]*\/)?[^@]*@workspace:/.test(entry.fields.get('resolution') ?? '');
}

function berryManifests(lock: YarnLock, place: { tree: Tree; directory: string }): JsonObject[] {
  return lock.entries
    .filter(isWorkspace)
    .map((entry) => {
      const path = splitAt(entry.fields.get('resolution') ?? '')?.rest.slice('workspace:'.length);
      const segments = `${place.directory}/${path ?? ''}`.split('/');
      const clean = segments.filter((segment) => segment !== '' && segment !== '.');
      return clean.includes('..') ? undefined : manifestAt(place.tree, clean.join('/'));
    })
    .filter((manifest) => manifest !== undefined);
}

// An override (`resolutions`) makes a range lead elsewhere; then every entry of the name may be it.
function finder(lock: YarnLock): (name: string, range: string) => readonly string[] {
  const exact = new Map<string, string[]>();
  const named = new Map<string, string[]>();
  lock.entries.forEach(({ descriptors }, index) => {
    const node = String(index);
    for (const descriptor of descriptors) {
      push(exact, descriptor, node);
      const base = patchBase(descriptor);
      // Yarn puts its builtin patches in place of the package without a word in any manifest.
      if (base && descriptor.includes('builtin<')) push(exact, `${base.name}@${base.range}`, node);
    }
    push(named, splitAt(descriptors[0] ?? '')?.name ?? '', node);
  });
  return (name, range) =>
    exact.get(`${name}@${range}`) ??
    exact.get(`${name}@npm:${range}`) ??
    named.get(name)?.slice(0, MAX_RELEASES) ??
    [];
}

/** More releases of one name than any real lockfile has; a hostile one could have thousands. */
const MAX_RELEASES = 100;

function push(map: Map<string, string[]>, key: string, node: string): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}

/** What `name@patch:name@npm%3A^1.0.0#…` patches. */
function patchBase(descriptor: string): { name: string; range: string } | undefined {
  const encoded = /^@?[^@]+@patch:(.+?)(?:#|$)/.exec(descriptor)?.[1];
  const base = encoded === undefined ? undefined : splitAt(encoded.replace(/%3A/gi, ':'));
  return base ? { name: base.name, range: base.rest } : undefined;
}
