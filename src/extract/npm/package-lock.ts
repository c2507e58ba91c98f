import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asString, isObject, type JsonObject, parseJson } from '../../syntax/json.ts';
import { keyLines } from './key-lines.ts';
import { declaredLicenses } from './license-field.ts';
import { collect, isNative, lockedComponent, placeAt, remoteSource, unreadable } from './locked.ts';
import { dependencyEntries, directoryOf, MAX_LOOKUP, own } from './manifest.ts';
import { extractV1 } from './package-lock-v1.ts';

const MODULES = 'node_modules/';

/**
 * Reads package-lock.json and npm-shrinkwrap.json, lockfile versions 1 to 3.
 * Version 2 holds the shapes of both 1 (`dependencies`) and 3 (`packages`), of which `packages`
 * is the newer and states licenses.
 */
export const packageLock: Extractor = {
  id: 'npm/package-lock',
  files: ['package-lock.json', 'npm-shrinkwrap.json'],
  zone: 'project',
  knows: {
    title: 'package-lock.json and npm-shrinkwrap.json v1–v3',
    ecosystem: 'npm',
    version: 'exact',
    relation: true,
    scope: true,
    license: true,
  },
  extract,
};

function extract(file: SourceFile, tree: Tree): Extraction {
  const parsed = parseJson(file.text);
  if (!parsed.ok || !isObject(parsed.value)) {
    const reason = parsed.ok ? 'not an object' : parsed.message;
    const where = placeAt(file.path, parsed.ok ? 1 : parsed.line);
    return unreadable(
      'malformed-file',
      where,
      `${reason}: make the lockfile anew with npm install`,
    );
  }
  const lock = parsed.value;
  const version = own(lock, 'lockfileVersion') ?? 1;
  if (version === 1) return extractV1(file, lock, tree);
  if (version !== 2 && version !== 3) {
    const message = `lockfileVersion ${JSON.stringify(version)} is not read: write the lockfile with npm install --lockfile-version 3`;
    return unreadable('unsupported-format', placeAt(file.path, lineOfVersion(file.text)), message);
  }
  const packages = own(lock, 'packages');
  if (isObject(packages)) return extractPackages(file, packages);
  const message = 'no "packages": make the lockfile anew with npm install';
  return unreadable('malformed-file', file.path, message);
}

function lineOfVersion(text: string): number {
  const at = text.indexOf('"lockfileVersion"');
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function extractPackages(file: SourceFile, packages: JsonObject): Extraction {
  const entries = Object.entries(packages);
  const direct = directPaths(packages, entries);
  const lineOf = keyLines(file.text, '{');
  const found: (Component | Diagnostic)[] = [];
  for (const [path, entry] of entries) {
    // Paths outside node_modules are the project and its workspaces: code of its own.
    const at = path.lastIndexOf(MODULES);
    if (at < 0) continue;
    const where = placeAt(file.path, lineOf(path));
    if (!isObject(entry)) {
      const message = `the entry ${JSON.stringify(path.slice(0, 100))} is left out: make the lockfile anew with npm install`;
      found.push(diagnostic('malformed-entry', 'error', where, message));
      continue;
    }
    if (own(entry, 'link') === true) continue;
    const name = asString(own(entry, 'name')) ?? path.slice(at + MODULES.length);
    const version = asString(own(entry, 'version'));
    const source = remoteSource(asString(own(entry, 'resolved')));
    found.push(
      lockedComponent({
        name,
        version,
        source,
        scope: scopeOf(entry),
        relation: relationOf(path, entry, direct),
        native: isNative(own(entry, 'cpu')),
        evidence: declaredLicenses(entry, where, 'lockfile'),
        where,
      }),
    );
  }
  return collect(found);
}

// `extraneous`: nothing asks for it. `devOptional`: needed by a development and by an optional dependency; the stronger counts.
function scopeOf(entry: JsonObject): Scope {
  if (own(entry, 'extraneous') === true) return 'unknown';
  if (own(entry, 'dev') === true) return 'development';
  if (own(entry, 'optional') === true || own(entry, 'devOptional') === true) return 'optional';
  return 'runtime';
}

function relationOf(path: string, entry: JsonObject, direct: ReadonlySet<string>): Relation {
  if (direct.has(path)) return 'direct';
  return own(entry, 'extraneous') === true ? 'unknown' : 'transitive';
}

/** Where the dependencies of the project and its workspaces lie, as Node would look them up. */
function directPaths(
  packages: JsonObject,
  entries: readonly (readonly [string, unknown])[],
): Set<string> {
  const direct = new Set<string>();
  for (const [path, entry] of entries) {
    if (path.includes(MODULES) || !isObject(entry)) continue;
    for (const { name } of dependencyEntries(entry)) {
      const found = lookUp(packages, path, name);
      if (found !== undefined) direct.add(found);
    }
  }
  return direct;
}

function lookUp(packages: JsonObject, from: string, name: string): string | undefined {
  const start = from.length > MAX_LOOKUP ? '' : from;
  for (let directory = start; ; directory = directoryOf(directory)) {
    const path = `${directory === '' ? '' : `${directory}/`}${MODULES}${name}`;
    if (Object.hasOwn(packages, path)) return path;
    if (directory === '') return undefined;
  }
}
