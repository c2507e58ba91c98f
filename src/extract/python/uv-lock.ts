import type { Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extractor } from '../../model/extractor.ts';
import { asArray, asObject, asString, entriesOf, type JsonObject } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import { type LockedPackage, lockedComponent, lockedPackages } from './locked.ts';
import { malformedFile } from './malformed-file.ts';
import { extraScope } from './manifest.ts';
import { groupScope, normalizeName } from './requirement.ts';

/**
 * Reads `uv.lock`, which holds the whole graph: packages whose source is virtual, editable or a
 * directory are ours, what they list is direct, and scope follows the edges, extras included.
 */
export const pythonUvLock: Extractor = {
  id: 'python/uv-lock',
  files: ['uv.lock'],
  zone: 'project',
  knows: {
    title: 'uv.lock v1',
    ecosystem: 'Python',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract(file) {
    const parsed = parseToml(file.text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(file.path, parsed)] };
    const version = parsed.value['version'];
    if (version !== 1 || parsed.value['distribution'] !== undefined) {
      const message = 'only version 1 of uv.lock is read; lock again with a current uv';
      return {
        components: [],
        diagnostics: [diagnostic('unsupported-format', 'error', file.path, message)],
      };
    }
    const { packages, problems } = lockedPackages(file, parsed.value['package'], 'package');
    const graph = walk(packages, asObject(parsed.value['manifest']));
    const cut = graph.exhausted ? [limitReached(file.path)] : [];
    const components = packages
      .filter((locked) => !isOwn(locked))
      .map((locked) => {
        const relation = graph.direct.has(locked) ? 'direct' : 'transitive';
        return lockedComponent(locked, {
          scope: graph.scopes.get(locked) ?? 'unknown',
          relation: graph.rooted && !graph.exhausted ? relation : 'unknown',
          isReleased: asObject(locked.table['source'])['registry'] !== undefined,
        });
      });
    return { components, diagnostics: [...problems, ...cut] };
  },
};

function limitReached(path: string): Diagnostic {
  const message = 'the graph is too large to walk: some scopes are unknown; lock in smaller parts';
  return diagnostic('limit-reached', 'warning', path, message);
}

function isOwn({ table }: LockedPackage): boolean {
  const source = asObject(table['source']);
  return ['virtual', 'editable', 'directory'].some((key) => source[key] !== undefined);
}

interface Graph {
  readonly scopes: ReadonlyMap<LockedPackage, Scope>;
  readonly direct: ReadonlySet<LockedPackage>;
  /** False when nothing in the lock says where its graph begins. */
  readonly rooted: boolean;
  /** True when the bound on steps ended the walk before its time. */
  readonly exhausted: boolean;
}

// A real lock takes a few thousand; many packages of one name under many edges multiply.
const MOST_STEPS = 1_000_000;

/** A list of edges, and what it is for. */
interface Edges {
  readonly edges: unknown;
  readonly scope: Scope;
}

function walk(packages: readonly LockedPackage[], manifest: JsonObject): Graph {
  const find = finder(packages);
  const roots = [...packages.filter(isOwn).flatMap(ownEdges), ...manifestEdges(manifest)];
  const direct = new Set<LockedPackage>();
  const scopes = new Map<LockedPackage, Scope>();
  let exhausted = false;
  const visit = (edge: unknown, each: (locked: LockedPackage) => void) => {
    const found = find(asObject(edge));
    if (found === 'exhausted') exhausted = true;
    else for (const locked of found) each(locked);
  };
  for (const scope of ['runtime', 'optional', 'unknown', 'development'] as const) {
    const seen = new Map<LockedPackage, Set<string>>();
    const open = roots.filter((one) => one.scope === scope).flatMap(({ edges }) => asArray(edges));
    for (const edge of open) visit(edge, (locked) => direct.add(locked));
    for (let edge = open.pop(); edge !== undefined && !exhausted; edge = open.pop()) {
      const extras = asArray(asObject(edge)['extra']).filter((extra) => typeof extra === 'string');
      visit(edge, (locked) => {
        if (!scopes.has(locked)) scopes.set(locked, scope);
        for (const list of unseen(locked, extras, seen)) {
          for (const next of asArray(list)) open.push(next);
        }
      });
    }
  }
  return { scopes, direct, rooted: roots.length > 0, exhausted };
}

function ownEdges({ table }: LockedPackage): Edges[] {
  return [
    { edges: table['dependencies'], scope: 'runtime' },
    ...entriesOf(table['optional-dependencies']).map(
      ([extra, edges]): Edges => ({ edges, scope: extraScope(extra) }),
    ),
    ...entriesOf(table['dev-dependencies']).map(
      ([group, edges]): Edges => ({ edges, scope: groupScope(group) }),
    ),
  ];
}

// A workspace without a project of its own, and a script, keep their requirements here.
function manifestEdges(manifest: JsonObject): Edges[] {
  const groups = entriesOf(manifest['dependency-groups']);
  return [
    ...(manifest['requirements']
      ? [{ edges: manifest['requirements'], scope: 'runtime' } as const]
      : []),
    ...groups.map(([group, edges]): Edges => ({ edges, scope: groupScope(group) })),
  ];
}

// The lists of a package that this walk has not followed: its own the first time, those of extras
// each the first time it is asked for.
function unseen(
  locked: LockedPackage,
  extras: readonly string[],
  seen: Map<LockedPackage, Set<string>>,
): unknown[] {
  const optional = asObject(locked.table['optional-dependencies']);
  const followed = seen.get(locked);
  const extrasFollowed = followed ?? new Set<string>();
  const fresh = extras.filter(
    (extra) => Object.hasOwn(optional, extra) && !extrasFollowed.has(extra),
  );
  for (const extra of fresh) extrasFollowed.add(extra);
  seen.set(locked, extrasFollowed);
  // What our own packages need is a root already, with the scope it is listed for.
  const first = followed === undefined && !isOwn(locked) ? [locked.table['dependencies']] : [];
  return [...first, ...fresh.map((extra) => optional[extra])];
}

// Edges name a version only where the lock holds several of one name.
function finder(
  packages: readonly LockedPackage[],
): (edge: JsonObject) => readonly LockedPackage[] | 'exhausted' {
  const byName = new Map<string, LockedPackage[]>();
  for (const locked of packages) {
    const list = byName.get(locked.key);
    if (list) list.push(locked);
    else byName.set(locked.key, [locked]);
  }
  let steps = 0;
  return (edge) => {
    const found = byName.get(normalizeName(asString(edge['name']) ?? '')) ?? [];
    const version = asString(edge['version']);
    steps += found.length;
    if (steps > MOST_STEPS) return 'exhausted';
    return version === undefined ? found : found.filter((locked) => locked.version === version);
  };
}
