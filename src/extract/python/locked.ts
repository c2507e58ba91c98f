import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { asArray, asString, isObject, type JsonObject } from '../../syntax/json.ts';
import { component } from '../component.ts';
import { pypiDependency } from './dependency.ts';
import { strongerScope } from './manifest-reading.ts';
import { normalizeName, parseRequirement } from './requirement.ts';
import { blockPlaces } from './toml-places.ts';

/** One `[[package]]` of a lockfile, its name checked. */
export interface LockedPackage {
  readonly name: string;
  /** Normalized, for comparison. */
  readonly key: string;
  readonly version: string | undefined;
  readonly table: JsonObject;
  readonly where: Place;
}

/** The packages of a lockfile, and the entries that were not understood. */
export interface LockedPackages {
  readonly packages: readonly LockedPackage[];
  readonly problems: readonly Diagnostic[];
}

/** Reads the array of tables that a TOML lockfile keeps its packages in. */
export function lockedPackages(
  file: { readonly path: string; readonly text: string },
  value: unknown,
  header: string,
): LockedPackages {
  const blocks = asArray(value);
  const lines = blockPlaces(file.text, header, blocks.length);
  const packages: LockedPackage[] = [];
  const problems: Diagnostic[] = [];
  if (value !== undefined && !Array.isArray(value)) {
    const message = `left out: ${header} must be an array of tables; lock again`;
    problems.push(diagnostic('malformed-entry', 'error', file.path, message));
  }
  for (const [index, table] of blocks.entries()) {
    const line = lines[index];
    const where = line === undefined ? { path: file.path } : { path: file.path, line };
    const name = isObject(table) ? asString(table['name']) : undefined;
    if (!isObject(table) || name === undefined || parseRequirement(name)?.name !== name) {
      const message = 'left out: a package without a valid name; lock again';
      problems.push(diagnostic('malformed-entry', 'error', where, message));
      continue;
    }
    const version = asString(table['version']);
    packages.push({ name, key: normalizeName(name), version, table, where });
  }
  return { packages, problems };
}

/** What a lockfile says of a package beside its name and version. */
interface Standing {
  readonly scope: Scope;
  readonly relation: Relation;
  /** It comes from an index, as released; code from a repository or a path may be a changed copy. */
  readonly isReleased: boolean;
}

/** A locked package as a component. */
export function lockedComponent(
  { name, version, where }: Pick<LockedPackage, 'name' | 'version' | 'where'>,
  { scope, relation, isReleased }: Standing,
): Component {
  const exact = version ? ({ text: version, precision: 'exact' } as const) : undefined;
  return component({
    ...pypiDependency(name, exact),
    kind: 'package',
    scope,
    relation,
    ...(isReleased ? { modified: 'no' } : {}),
    seenAt: [where],
  });
}

/** Direct if the manifest names it, transitive if it does not, unknown without a manifest. */
export function relationIn(direct: ReadonlyMap<string, Scope> | undefined, key: string): Relation {
  return direct === undefined ? 'unknown' : direct.has(key) ? 'direct' : 'transitive';
}

const WALK: readonly Scope[] = ['runtime', 'optional', 'unknown', 'development'];

/**
 * The scope of everything the roots need: the strongest scope of a root that leads to it. Extras
 * are not told apart, so a package may come out stronger than it is, never weaker.
 */
export function reachableScopes(
  roots: ReadonlyMap<string, Scope>,
  needs: ReadonlyMap<string, readonly string[]>,
): Map<string, Scope> {
  const found = new Map<string, Scope>();
  for (const scope of WALK) {
    const open = [...roots].filter(([, wanted]) => wanted === scope).map(([name]) => name);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      found.set(name, scope);
      for (const next of needs.get(name) ?? []) open.push(next);
    }
  }
  return found;
}

/** Joins the needs of packages that a lockfile holds in several versions or with several extras. */
export function needsOf(
  packages: readonly LockedPackage[],
  names: (table: JsonObject) => readonly string[],
): Map<string, string[]> {
  const needs = new Map<string, string[]>();
  for (const { key, table } of packages) {
    const list = needs.get(key) ?? [];
    for (const name of names(table)) list.push(normalizeName(name));
    needs.set(key, list);
  }
  return needs;
}

/** The strongest scope of several; `undefined` of none. */
export function strongestScope(scopes: readonly Scope[]): Scope | undefined {
  return scopes.reduce<Scope | undefined>((best, scope) => strongerScope(scope, best), undefined);
}
