import type { Scope } from '../../model/component.ts';
import type { Extractor } from '../../model/extractor.ts';
import { asArray, asObject, asString, entriesOf, isObject } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import {
  type LockedPackage,
  lockedComponent,
  lockedPackages,
  needsOf,
  reachableScopes,
  relationIn,
  strongestScope,
} from './locked.ts';
import { malformedFile } from './malformed-file.ts';
import { directNames } from './manifest.ts';
import { groupScope } from './requirement.ts';

/**
 * Reads `poetry.lock`. Scope is in `groups` since Poetry 2, in `category` before 1.5; in between
 * it follows from what the `pyproject.toml` beside it asks for. Directories are code of ours.
 */
export const pythonPoetryLock: Extractor = {
  id: 'python/poetry-lock',
  files: ['poetry.lock'],
  zone: 'project',
  knows: {
    title: 'poetry.lock 1.x–2.x',
    ecosystem: 'Python',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract(file, tree) {
    const parsed = parseToml(file.text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(file.path, parsed)] };
    const { packages, problems } = lockedPackages(file, parsed.value['package'], 'package');
    const direct = directNames(file.path, tree);
    const needs = needsOf(packages, ({ dependencies }) =>
      entriesOf(dependencies).map(([name]) => name),
    );
    const reached =
      direct === undefined ? new Map<string, Scope>() : reachableScopes(direct, needs);
    const components = packages
      .filter((locked) => !isOwn(locked))
      .map((locked) =>
        lockedComponent(locked, {
          scope: statedScope(locked) ?? reached.get(locked.key) ?? 'unknown',
          relation: relationIn(direct, locked.key),
          isReleased: isReleased(locked),
        }),
      );
    return { components, diagnostics: problems };
  },
};

function isOwn({ table }: LockedPackage): boolean {
  return isObject(table['source']) && table['source']['type'] === 'directory';
}

// Poetry writes no source for the default index, and calls every other index `legacy`.
function isReleased({ table }: LockedPackage): boolean {
  return table['source'] === undefined || asObject(table['source'])['type'] === 'legacy';
}

// A group other than `main` is for what its name says. `optional` means that only an extra, or a
// group that is asked for by name, brings it.
function statedScope({ table }: LockedPackage): Scope | undefined {
  const groups = asArray(table['groups']).flatMap((group) => asString(group) ?? []);
  const category = asString(table['category']);
  const main = groups.length > 0 ? groups.includes('main') : category && category !== 'dev';
  if (groups.length === 0 && category === undefined) return undefined;
  if (!main) return strongestScope(groups.map(groupScope)) ?? 'development';
  return table['optional'] === true ? 'optional' : 'runtime';
}
