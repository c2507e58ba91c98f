import type { Component, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import { collect, isNative, lockedComponent, placeAt, remoteSource, unreadable } from './locked.ts';
import { type Block, blockIn, type Field, memberOf, readBlocks, textIn } from './pnpm-blocks.ts';
import { keyOf, type PackageKey, packageKey, withoutPeers } from './pnpm-keys.ts';
import { type Edge, reach } from './reach.ts';

/** Reads pnpm-lock.yaml, lockfile versions 5 to 9. */
export const pnpmLock: Extractor = {
  id: 'npm/pnpm-lock',
  files: ['pnpm-lock.yaml'],
  zone: 'project',
  knows: {
    title: 'pnpm-lock.yaml v5–v9',
    ecosystem: 'npm',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract,
};

/** Which importers ask for which keys, and what these need in turn. */
interface Graph {
  readonly direct: ReadonlySet<string>;
  readonly scopes: ReadonlyMap<string, Scope>;
}

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
  // The document of pnpm's own tools, which newer releases put before the project's.
  ['configDependencies', 'development'],
  ['packageManagerDependencies', 'development'],
] as const;

function extract(file: SourceFile): Extraction {
  const read = readBlocks(file.text);
  if (!read.ok) {
    const message = `${read.message}: make the lockfile anew with pnpm install`;
    return unreadable('malformed-file', placeAt(file.path, read.line), message);
  }
  if (read.value.length === 0) {
    const message = 'the file is empty: make the lockfile anew with pnpm install';
    return unreadable('malformed-file', { path: file.path, line: 1 }, message);
  }
  const parts = read.value.map((document) => extractDocument(document, file.path));
  return {
    components: parts.flatMap(({ components }) => components),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

function extractDocument(document: Block, path: string): Extraction {
  const version = textIn(document, 'lockfileVersion');
  const line = document.get('lockfileVersion')?.line ?? 1;
  if (version === undefined) {
    const message = 'no lockfileVersion: make the lockfile anew with pnpm install';
    return unreadable('malformed-file', { path, line }, message);
  }
  if (!/^[5-9](?:\.\d+)?$/.test(version)) {
    const message = `lockfileVersion ${version.slice(0, 20)} is not read: write the lockfile with pnpm 3 or newer`;
    return unreadable('unsupported-format', { path, line }, message);
  }
  const packages = blockIn(document, 'packages');
  const graph = walk(document, packages);
  const patched = new Set(blockIn(document, 'patchedDependencies').keys());
  const found: (Component | Diagnostic)[] = [];
  for (const [key, field] of packages) {
    const one = lockedPackage(key, field, { path, graph, patched });
    if (one) found.push(one);
  }
  return collect(found);
}

interface Context {
  readonly path: string;
  readonly graph: Graph;
  /** `name` or `name@version` of what `patchedDependencies` changes. */
  readonly patched: ReadonlySet<string>;
}

function lockedPackage(
  text: string,
  field: Field,
  { path, graph, patched }: Context,
): Component | Diagnostic | undefined {
  const where = { path, line: field.line };
  const key = packageKey(text);
  if (typeof field.value === 'string' && field.value !== '{}') {
    const message = `the entry ${JSON.stringify(text.slice(0, 100))} is left out: make the lockfile anew with pnpm install`;
    return diagnostic('malformed-entry', 'error', where, message);
  }
  const fields: Block = typeof field.value === 'string' ? new Map() : field.value;
  const resolution = fields.get('resolution');
  if (isOwn(key, resolution)) return undefined;
  const name = textIn(fields, 'name') ?? key.name;
  const version = textIn(fields, 'version') ?? key.version;
  const source = sourceOf(key, resolution);
  const changed =
    /patch_hash/.test(text) || patched.has(name) || patched.has(`${name}@${version ?? ''}`);
  return lockedComponent({
    name,
    version,
    source,
    scope: graph.scopes.get(text) ?? flaggedScope(fields),
    relation: graph.direct.has(text) ? 'direct' : 'transitive',
    modified: changed ? 'yes' : undefined,
    native: isNative(listed(textIn(fields, 'cpu'))),
    where,
  });
}

/** The parts of a list on one line, `[x64, arm64]`. */
function listed(text: string | undefined): readonly string[] {
  const inside = /^\[([^[\]]*)\]$/.exec(text ?? '')?.[1] ?? '';
  return inside === '' ? [] : inside.split(',').map((part) => part.trim());
}

/** A folder of the repository; an archive in it (`file:x.tgz`) is a release somebody made. */
function isOwn(key: PackageKey, resolution: Field | undefined): boolean {
  if (key.source?.startsWith('link:')) return true;
  if (memberOf(resolution, 'type') === 'directory') return true;
  if (memberOf(resolution, 'directory') !== undefined) return true;
  return key.source?.startsWith('file:') === true && !memberOf(resolution, 'tarball');
}

function sourceOf(key: PackageKey, resolution: Field | undefined): string | undefined {
  const commit = memberOf(resolution, 'commit');
  const repository = memberOf(resolution, 'repo');
  if (commit && repository) {
    const address = /^[a-z+]+:|^git@/i.test(repository) ? repository : `git+${repository}`;
    return `${address}#${commit}`;
  }
  return remoteSource(memberOf(resolution, 'tarball')) ?? remoteSource(key.source);
}

function flaggedScope(fields: Block): Scope {
  if (textIn(fields, 'dev') === 'true') return 'development';
  if (textIn(fields, 'optional') === 'true') return 'optional';
  return textIn(fields, 'dev') === 'false' ? 'runtime' : 'unknown';
}

// Version 9 keeps a package once and its installs, one for each set of peers, as snapshots.
function walk(document: Block, packages: Block): Graph {
  const snapshots = blockIn(document, 'snapshots');
  const nodes = snapshots.size > 0 ? snapshots : packages;
  const entryOf = snapshots.size > 0 ? withoutPeers : (key: string) => key;
  const importers = blockIn(document, 'importers');
  const projects = [...importers.keys()].map((name) => blockIn(importers, name));
  const roots = (projects.length > 0 ? projects : [document]).flatMap((project) =>
    asked(project, nodes),
  );
  const direct = new Set(roots.map(({ to }) => entryOf(to)));
  // What a folder of our own needs is asked for by ourselves.
  for (const key of nodes.keys()) {
    if (!key.includes('file:')) continue;
    if (!isOwn(packageKey(key), blockIn(packages, entryOf(key)).get('resolution'))) continue;
    for (const { to } of edgesOf(nodes, key)) direct.add(entryOf(to));
  }
  const scopes = new Map<string, Scope>();
  // Scopes come strongest first, so the first install of a package decides.
  for (const [key, scope] of reach(roots, (node) => edgesOf(nodes, node))) {
    if (!scopes.has(entryOf(key))) scopes.set(entryOf(key), scope);
  }
  return { direct, scopes };
}

function asked(project: Block, nodes: Block): { to: string; scope: Scope }[] {
  const found: { to: string; scope: Scope }[] = [];
  for (const [section, scope] of SECTIONS) {
    for (const [name, field] of blockIn(project, section)) {
      // Since version 6 an entry is a block of `specifier` and `version`.
      const reference = typeof field.value === 'string' ? field.value : memberOf(field, 'version');
      const to = reference === undefined ? undefined : keyOf(name, reference, nodes);
      if (to !== undefined) found.push({ to, scope });
    }
  }
  return found;
}

function edgesOf(nodes: Block, key: string): Edge[] {
  const node = blockIn(nodes, key);
  const edges: Edge[] = [];
  for (const section of ['dependencies', 'optionalDependencies']) {
    for (const [name, { value }] of blockIn(node, section)) {
      const to = typeof value === 'string' ? keyOf(name, value, nodes) : undefined;
      if (to !== undefined) edges.push({ to, optional: section === 'optionalDependencies' });
    }
  }
  return edges;
}
