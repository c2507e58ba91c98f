import type { Scope } from '../../model/component.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Tree } from '../../model/tree.ts';
import { asArray, asObject, asString, entriesOf, type JsonObject } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import { type Dependency, pypiDependency, urlDependency } from './dependency.ts';
import {
  list,
  type ManifestEntry,
  type ManifestReading,
  malformed,
  strongerScope,
} from './manifest-reading.ts';
import { poetryEntries } from './poetry-table.ts';
import { groupScope, namesDevelopment, normalizeName } from './requirement.ts';
import { tomlPlaces } from './toml-places.ts';

/** What a `pyproject.toml` asks for, and the entries that were not understood. */
export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  readonly problems: readonly Diagnostic[];
}

/** Reads every table of dependencies of a parsed `pyproject.toml`. */
export function readManifest(path: string, text: string, table: JsonObject): Manifest {
  const reading: ManifestReading = {
    path,
    place: tomlPlaces(text),
    own: new Set(),
    entries: [],
    problems: [],
  };
  const project = asObject(table['project']);
  const tool = asObject(table['tool']);
  const ownName = asString(project['name']) ?? asString(asObject(tool['poetry'])['name']);
  if (ownName) reading.own.add(normalizeName(ownName));
  projectEntries(reading, project);
  groupEntries(reading, table['dependency-groups']);
  poetryEntries(reading, asObject(tool['poetry']));
  list(reading, asObject(tool['uv'])['dev-dependencies'], {
    headers: ['tool.uv'],
    scope: 'development',
  });
  for (const [, group] of entriesOf(asObject(tool['pdm'])['dev-dependencies'])) {
    const headers = ['tool.pdm.dev-dependencies', 'tool.pdm'];
    list(reading, group, { headers, scope: 'development' });
  }
  list(reading, asObject(table['build-system'])['requires'], {
    headers: ['build-system'],
    scope: 'development',
    role: 'build-tool',
  });
  const sources = uvSources(reading, asObject(tool['uv'])['sources']);
  const entries = reading.entries
    .filter(({ dependency }) => !reading.own.has(normalizeName(dependency.name)))
    .map((entry) => withSource(entry, sources));
  return { entries, problems: reading.problems };
}

function projectEntries(reading: ManifestReading, project: JsonObject): void {
  list(reading, project['dependencies'], { headers: ['project'], scope: 'runtime' });
  for (const [extra, dependencies] of entriesOf(project['optional-dependencies'])) {
    list(reading, dependencies, {
      headers: ['project.optional-dependencies', 'project'],
      scope: extraScope(extra),
    });
  }
}

// An included group is read where it is written, and counts for what includes it as well.
function groupEntries(reading: ManifestReading, groups: unknown): void {
  const headers = ['dependency-groups'];
  const scopes = scopesOfGroups(groups);
  for (const [name, group] of entriesOf(groups)) {
    const included = includedIn(group);
    for (const name of included) {
      if (name !== undefined && !scopes.has(normalizeName(name))) {
        malformed(reading, reading.place(headers, name), `the included group ${name} is not there`);
      }
    }
    const items = Array.isArray(group) ? group.filter((_, i) => included[i] === undefined) : group;
    list(reading, items, { headers, scope: scopes.get(normalizeName(name)) ?? 'unknown' });
  }
}

function includedIn(group: unknown): (string | undefined)[] {
  return asArray(group).map((item) => asString(asObject(item)['include-group']));
}

/** What the groups of PEP 735 are for, by normalized name; one is for what includes it, too. */
function scopesOfGroups(groups: unknown): Map<string, Scope> {
  const all = new Map(entriesOf(groups).map(([name, group]) => [normalizeName(name), group]));
  const scopes = new Map([...all.keys()].map((name) => [name, groupScope(name)]));
  const open = [...all.keys()].filter((name) => scopes.get(name) !== 'development');
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const included of includedIn(all.get(name))) {
      const key = included === undefined ? '' : normalizeName(included);
      if (scopes.get(key) !== 'development') continue;
      scopes.set(key, 'unknown');
      open.push(key);
    }
  }
  return scopes;
}

// `tool.uv.sources` says where a named dependency comes from; several entries differ by marker.
function uvSources(reading: ManifestReading, sources: unknown): Map<string, Dependency> {
  const found = new Map<string, Dependency>();
  for (const [name, value] of entriesOf(sources)) {
    const source = asObject(Array.isArray(value) ? value[0] : value);
    const path = asString(source['path']);
    const git = asString(source['git']);
    const ref = ['rev', 'tag', 'branch'].map((key) => asString(source[key])).find(Boolean);
    const key = normalizeName(name);
    if (source['workspace'] === true) reading.own.add(key);
    const address = path ?? (git ? `git+${git}${ref ? `@${ref}` : ''}` : asString(source['url']));
    if (address === undefined) continue;
    const dependency = urlDependency(address, name);
    if (dependency) found.set(key, dependency);
    else reading.own.add(key);
  }
  return found;
}

function withSource(entry: ManifestEntry, sources: ReadonlyMap<string, Dependency>): ManifestEntry {
  const source = sources.get(normalizeName(entry.dependency.name));
  if (!source) return entry;
  const { version } = source;
  return {
    ...entry,
    dependency: version ? pypiDependency(entry.dependency.name, version) : entry.dependency,
  };
}

/**
 * The names that the `pyproject.toml` in a lockfile's directory asks for, normalized, with the
 * strongest scope of each; `undefined` when there is none or it cannot be read. What is needed to
 * build the project is not in its lock.
 */
export function directNames(lockPath: string, tree: Tree): Map<string, Scope> | undefined {
  const manifest = siblingManifest(lockPath, tree);
  if (!manifest) return undefined;
  const { path, text, table } = manifest;
  const names = new Map<string, Scope>();
  for (const { dependency, scope, role } of readManifest(path, text, table).entries) {
    if (role === 'build-tool') continue;
    const name = normalizeName(dependency.name);
    names.set(name, strongerScope(scope, names.get(name)));
  }
  return names;
}

/**
 * What each group of the `pyproject.toml` in a lockfile's directory is for, by normalized name:
 * extras are optional, PDM's own groups for developers. Empty when there is none.
 */
export function groupScopes(lockPath: string, tree: Tree): Map<string, Scope> {
  const table = siblingManifest(lockPath, tree)?.table ?? {};
  const extras = entriesOf(asObject(table['project'])['optional-dependencies']);
  const pdm = asObject(asObject(table['tool'])['pdm']);
  const forDevelopers = entriesOf(pdm['dev-dependencies']);
  return new Map<string, Scope>([
    ...scopesOfGroups(table['dependency-groups']),
    ...forDevelopers.map(([name]): [string, Scope] => [normalizeName(name), 'development']),
    ...extras.map(([name]): [string, Scope] => [normalizeName(name), extraScope(name)]),
  ]);
}

function siblingManifest(lockPath: string, tree: Tree): SiblingManifest | undefined {
  const path = `${lockPath.slice(0, lockPath.lastIndexOf('/') + 1)}pyproject.toml`;
  const reading = tree.read(path);
  if (reading?.status !== 'ok') return undefined;
  const parsed = parseToml(reading.text);
  return parsed.ok ? { path, text: reading.text, table: parsed.value } : undefined;
}

interface SiblingManifest {
  readonly path: string;
  readonly text: string;
  readonly table: JsonObject;
}

/** What an extra is for: users choose it, unless its name says that only developers do. */
export function extraScope(extra: string): Scope {
  return namesDevelopment(extra) ? 'development' : 'optional';
}
