import type { Component, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extractor } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { entriesOf, isObject, parseJson } from '../../syntax/json.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { parseToml } from '../../syntax/toml.ts';
import { component } from '../component.ts';
import { relationIn } from './locked.ts';
import { malformedFile } from './malformed-file.ts';
import { constrained } from './poetry-table.ts';
import { directoryOf } from './project.ts';
import { normalizeName, parseRequirement } from './requirement.ts';

/**
 * Reads `Pipfile.lock`: one table per category, `default` for running, `develop` for developers.
 * The `Pipfile` beside it tells direct from transitive. Local paths are code of ours.
 */
export const pythonPipfileLock: Extractor = {
  id: 'python/pipfile-lock',
  files: ['Pipfile.lock'],
  zone: 'project',
  knows: {
    title: 'Pipfile.lock',
    ecosystem: 'Python',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract(file, tree) {
    const parsed = parseJson(file.text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(file.path, parsed)] };
    if (!isObject(parsed.value)) {
      const problem = malformedFile(file.path, { message: 'the lock must be an object' });
      return { components: [], diagnostics: [problem] };
    }
    const place = keyPlaces(file.path, file.text);
    const direct = pipfileNames(file.path, tree);
    const components: Component[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const [category, packages] of entriesOf(parsed.value)) {
      if (category === '_meta') continue;
      place(category);
      for (const [name, value] of entriesOf(packages)) {
        const where = place(name);
        if (!isObject(value) || parseRequirement(name)?.name !== name) {
          const message = `left out: ${name.slice(0, 80)} is no valid entry; lock again`;
          diagnostics.push(diagnostic('malformed-entry', 'error', where, message));
          continue;
        }
        const dependency = constrained(name, value, 'pip');
        if (!dependency) continue;
        const relation = relationIn(direct, normalizeName(name));
        const scope = categoryScope(category);
        const isReleased = ELSEWHERE.every((key) => value[key] === undefined);
        components.push(
          component({
            ...dependency,
            kind: 'package',
            scope,
            relation,
            ...(isReleased ? { modified: 'no' } : {}),
            seenAt: [where],
          }),
        );
      }
    }
    return { components, diagnostics };
  },
};

/** Keys of packages that come from a repository, an address or a path instead of an index. */
const ELSEWHERE = ['git', 'hg', 'svn', 'bzr', 'path', 'file', 'url'];

/** What a category of a Pipfile or its lock is for; people name further ones as they like. */
export function categoryScope(category: string): Scope {
  if (category === 'default' || category === 'packages') return 'runtime';
  return category === 'develop' || category === 'dev-packages' ? 'development' : 'unknown';
}

/** The tables of a parsed Pipfile that list packages, by category. */
export function pipfileCategories(table: unknown): [string, unknown][] {
  const settings = new Set(['source', 'requires', 'pipenv', 'scripts']);
  return entriesOf(table).filter(([name]) => !settings.has(name));
}

function pipfileNames(lockPath: string, tree: Tree): Map<string, Scope> | undefined {
  const reading = tree.read(`${directoryOf(lockPath)}Pipfile`);
  const parsed = reading?.status === 'ok' ? parseToml(reading.text) : undefined;
  if (!parsed?.ok) return undefined;
  return new Map(
    pipfileCategories(parsed.value).flatMap(([category, packages]) =>
      entriesOf(packages).map(([name]) => [normalizeName(name), categoryScope(category)] as const),
    ),
  );
}

// Keys are found in their order, each after the last; a key that is escaped or repeated in the
// file keeps the file alone as its place, and the search goes on for the others.
function keyPlaces(path: string, text: string): (key: string) => Place {
  const line = lineIndex(text);
  let cursor = 0;
  let misses = 0;
  return (key) => {
    let at = misses > 200 ? -1 : text.indexOf(`"${key}": {`, cursor);
    if (at < 0) {
      misses += 1;
      at = misses > 200 ? -1 : text.indexOf(`"${key}":`, cursor);
    }
    if (at < 0) return { path };
    cursor = at + key.length;
    return { path, line: line(at) };
  };
}
