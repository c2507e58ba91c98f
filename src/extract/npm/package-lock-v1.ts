import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asString, entriesOf, isObject, type JsonObject } from '../../syntax/json.ts';
import { keyLines } from './key-lines.ts';
import {
  collect,
  type Locked,
  lockedComponent,
  placeAt,
  remoteSource,
  unreadable,
} from './locked.ts';
import { dependencyEntries, directoryOf, manifestAt, own } from './manifest.ts';
import { parseSpecifier } from './specifier.ts';

/** Nesting mirrors node_modules; real trees stay below ten. */
const MAX_DEPTH = 100;

/** What is the same for every entry of one lockfile. */
interface Reading {
  readonly path: string;
  readonly lineOf: (key: string) => number | undefined;
  readonly found: (Component | Diagnostic)[];
  /** The package.json next to the lockfile was read, so what it does not name is transitive. */
  readonly rootKnown: boolean;
}

/**
 * Reads lockfile version 1: a tree of `dependencies` without a list of what the project itself
 * asks for, which the sibling package.json has. Folders (`file:`) are workspaces: their `requires`
 * are dependencies of our own code.
 */
export function extractV1(file: SourceFile, lock: JsonObject, tree: Tree): Extraction {
  const tops = own(lock, 'dependencies');
  if (tops !== undefined && !isObject(tops)) {
    const message = '"dependencies" is not an object: make the lockfile anew with npm install';
    return unreadable('malformed-file', file.path, message);
  }
  const manifest = manifestAt(tree, directoryOf(file.path));
  const reading: Reading = {
    path: file.path,
    lineOf: keyLines(file.text, '{'),
    found: [],
    rootKnown: manifest !== undefined,
  };
  const direct = new Set(manifest ? dependencyEntries(manifest).map(({ name }) => name) : []);
  for (const [, entry] of entriesOf(tops)) {
    if (!isOwn(entry)) continue;
    const nested = own(entry, 'dependencies');
    for (const [name] of entriesOf(own(entry, 'requires'))) {
      if (!isObject(nested) || !Object.hasOwn(nested, name)) direct.add(name);
    }
  }
  readLevel(tops, direct, reading, 0);
  return collect(reading.found);
}

function isOwn(entry: unknown): entry is JsonObject {
  if (!isObject(entry)) return false;
  const version = asString(own(entry, 'version'));
  return version !== undefined && parseSpecifier('', version).kind === 'own';
}

function readLevel(
  level: unknown,
  direct: ReadonlySet<string>,
  reading: Reading,
  depth: number,
): void {
  for (const [name, entry] of entriesOf(level)) {
    const where = placeAt(reading.path, reading.lineOf(name));
    if (!isObject(entry) || depth > MAX_DEPTH) {
      const message = `the entry ${JSON.stringify(name.slice(0, 100))} is left out: make the lockfile anew with npm install`;
      reading.found.push(
        diagnostic(isObject(entry) ? 'limit-reached' : 'malformed-entry', 'error', where, message),
      );
      continue;
    }
    const isFolder = isOwn(entry);
    if (!isFolder) {
      const relation: Relation = direct.has(name)
        ? 'direct'
        : reading.rootKnown
          ? 'transitive'
          : 'unknown';
      reading.found.push(lockedComponent({ ...release(name, entry), relation, where }));
    }
    const required = isFolder ? entriesOf(own(entry, 'requires')).map(([key]) => key) : [];
    readLevel(own(entry, 'dependencies'), new Set(required), reading, depth + 1);
  }
}

function release(
  key: string,
  entry: JsonObject,
): Pick<Locked, 'name' | 'version' | 'source' | 'unversioned' | 'scope'> {
  const version = asString(own(entry, 'version')) ?? '';
  const scope = scopeOf(entry);
  const target = parseSpecifier(key, version);
  if (target.kind === 'remote') return { name: key, source: version, scope };
  const source = remoteSource(asString(own(entry, 'resolved')));
  const name = target.kind === 'registry' ? target.name : key;
  const range = target.kind === 'registry' ? target.range : undefined;
  return {
    name,
    version: range,
    source,
    unversioned: version.startsWith('file:'),
    scope,
  };
}

function scopeOf(entry: JsonObject): Scope {
  if (own(entry, 'dev') === true) return 'development';
  return own(entry, 'optional') === true ? 'optional' : 'runtime';
}
