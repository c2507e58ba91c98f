import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import { asString, entriesOf, isObject, type JsonObject, parseJsonc } from '../../syntax/json.ts';
import { keyLines } from './key-lines.ts';
import {
  collect,
  isNative,
  type Locked,
  lockedComponent,
  placeAt,
  splitAt,
  unreadable,
} from './locked.ts';
import { dependencyEntries, MAX_LOOKUP, own } from './manifest.ts';
import { type Edge, reach } from './reach.ts';
import { parseSpecifier, type Target } from './specifier.ts';

/** Reads bun.lock, the text lockfile of bun 1.2 and newer, lockfile versions 0 to 2. */
export const bunLock: Extractor = {
  id: 'npm/bun-lock',
  files: ['bun.lock'],
  zone: 'project',
  knows: {
    title: 'bun.lock',
    ecosystem: 'npm',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract,
};

/** One entry of `packages`: `["chalk@4.1.2", "", {dependencies…}, "sha512-…"]`. */
interface Tuple {
  readonly name: string;
  readonly rest: string;
  readonly target: Target;
  readonly info: JsonObject;
}

function extract(file: SourceFile): Extraction {
  const parsed = parseJsonc(file.text);
  if (!parsed.ok || !isObject(parsed.value)) {
    const reason = parsed.ok ? 'not an object' : parsed.message;
    const where = placeAt(file.path, parsed.ok ? 1 : parsed.line);
    return unreadable(
      'malformed-file',
      where,
      `${reason}: make the lockfile anew with bun install`,
    );
  }
  const version = own(parsed.value, 'lockfileVersion');
  if (version !== 0 && version !== 1 && version !== 2) {
    const message = `lockfileVersion ${JSON.stringify(version) ?? 'missing'} is not read: write the lockfile with a bun whose format is 0 to 2`;
    return unreadable('unsupported-format', { path: file.path, line: 1 }, message);
  }
  return extractPackages(file, parsed.value);
}

function extractPackages(file: SourceFile, lock: JsonObject): Extraction {
  const lineOf = keyLines(file.text, '[');
  const tuples = new Map<string, Tuple>();
  const found: (Component | Diagnostic)[] = [];
  const lines = new Map<string, number | undefined>();
  for (const [key, value] of entriesOf(own(lock, 'packages'))) {
    lines.set(key, lineOf(key));
    const tuple = tupleOf(value);
    if (tuple) tuples.set(key, tuple);
    else {
      const message = `the entry ${JSON.stringify(key.slice(0, 100))} is left out: make the lockfile anew with bun install`;
      const where = placeAt(file.path, lines.get(key));
      found.push(diagnostic('malformed-entry', 'error', where, message));
    }
  }
  const { direct, scopes } = needsOf(lock, tuples);
  const patched = new Set(entriesOf(own(lock, 'patchedDependencies')).map(([name]) => name));
  for (const [key, tuple] of tuples) {
    if (tuple.target.kind === 'own') continue;
    const relation: Relation = direct.has(key) ? 'direct' : 'transitive';
    const changed = patched.has(`${tuple.name}@${tuple.rest}`);
    found.push(
      lockedComponent({
        ...released(tuple, tuple.target),
        scope: scopes.get(key) ?? 'unknown',
        relation,
        modified: changed ? 'yes' : undefined,
        native: isNative(own(tuple.info, 'cpu')),
        where: placeAt(file.path, lines.get(key)),
      }),
    );
  }
  return collect(found);
}

function tupleOf(value: unknown): Tuple | undefined {
  if (!Array.isArray(value)) return undefined;
  const split = splitAt(asString(value[0]) ?? '');
  if (!split) return undefined;
  const info: unknown = value.find(isObject);
  return {
    ...split,
    target: parseSpecifier(split.name, split.rest),
    info: isObject(info) ? info : {},
  };
}

function released(
  { name, rest }: Tuple,
  target: Target,
): Pick<Locked, 'name' | 'version' | 'source' | 'unversioned'> {
  if (target.kind === 'remote') return { name, source: rest };
  const range = target.kind === 'registry' ? target.range : undefined;
  return range === undefined ? { name, unversioned: true } : { name, version: range };
}

function needsOf(
  lock: JsonObject,
  tuples: ReadonlyMap<string, Tuple>,
): { direct: Set<string>; scopes: Map<string, Scope> } {
  const roots: { to: string; scope: Scope }[] = [];
  for (const [path, workspace] of entriesOf(own(lock, 'workspaces'))) {
    if (!isObject(workspace)) continue;
    const from = path === '' ? '' : (asString(own(workspace, 'name')) ?? '');
    for (const { name, scope } of dependencyEntries(workspace)) {
      const to = lookUp(tuples, from, name);
      if (to !== undefined) roots.push({ to, scope });
    }
  }
  const edgesOf = (key: string): Edge[] => {
    const edges: Edge[] = [];
    for (const { name, scope, section } of dependencyEntries(tuples.get(key)?.info ?? {})) {
      // An optional peer is used when something else brings it; it brings nothing itself.
      if (section === 'peerDependencies' && scope === 'optional') continue;
      const to = lookUp(tuples, key, name);
      if (to !== undefined) edges.push({ to, optional: scope === 'optional' });
    }
    return edges;
  };
  const direct = new Set(roots.map(({ to }) => to));
  for (const [key, { target }] of tuples) {
    if (target.kind === 'own') for (const { to } of edgesOf(key)) direct.add(to);
  }
  return { direct, scopes: reach(roots, edgesOf) };
}

// Keys are paths of names, as deep as node_modules would nest: `lc/ms` before `ms`.
function lookUp(
  tuples: ReadonlyMap<string, Tuple>,
  from: string,
  name: string,
): string | undefined {
  for (let at = from.length > MAX_LOOKUP ? '' : from; ; at = parent(at)) {
    const key = at === '' ? name : `${at}/${name}`;
    if (tuples.has(key)) return key;
    if (at === '') return undefined;
  }
}

function parent(key: string): string {
  return key.replace(/(?:^|\/)(?:@[^/]*\/)?[^/]*$/, '');
}
