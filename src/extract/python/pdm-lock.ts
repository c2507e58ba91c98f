import type { Scope } from '../../model/component.ts';
import type { Extractor } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asArray, asObject, asString } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import { urlDependency } from './dependency.ts';
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
import { directNames, groupScopes } from './manifest.ts';
import { namesDevelopment, normalizeName, parseRequirement } from './requirement.ts';

/**
 * Reads `pdm.lock`. Since 4.4 a package lists the groups that need it, and the `pyproject.toml`
 * beside the lock says whether a group is an extra or for developers; before, the scope follows
 * from what that file asks for. A local directory is code of ours.
 */
export const pythonPdmLock: Extractor = {
  id: 'python/pdm-lock',
  files: ['pdm.lock'],
  zone: 'project',
  knows: {
    title: 'pdm.lock 4.x',
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
    const scopes = scopeReader(file.path, packages, tree);
    const direct = directNames(file.path, tree);
    const components = packages
      .filter((locked) => !isOwn(locked))
      .map((locked) =>
        lockedComponent(locked, {
          scope: scopes(locked),
          relation: relationIn(direct, locked.key),
          isReleased: ELSEWHERE.every((key) => locked.table[key] === undefined),
        }),
      );
    return { components, diagnostics: problems };
  },
};

/** Keys of packages that come from a repository, an address or a path instead of an index. */
const ELSEWHERE = ['git', 'hg', 'svn', 'bzr', 'url', 'path'];

function isOwn({ name, table }: LockedPackage): boolean {
  const path = asString(table['path']);
  return path !== undefined && urlDependency(path, name) === undefined;
}

function scopeReader(
  path: string,
  packages: readonly LockedPackage[],
  tree: Tree,
): (locked: LockedPackage) => Scope {
  const direct = directNames(path, tree) ?? new Map<string, Scope>();
  const reached = reachableScopes(direct, needsOf(packages, requiredNames));
  const groups = groupScopes(path, tree);
  return ({ key, table }) => {
    const stated = asArray(table['groups'])
      .filter((group) => typeof group === 'string')
      .map((group) => groups.get(normalizeName(group)) ?? scopeOfGroup(group));
    return strongestScope(stated) ?? reached.get(key) ?? 'unknown';
  };
}

// Without a manifest the name of a group is all there is.
function scopeOfGroup(group: string): Scope {
  if (group === 'default') return 'runtime';
  return namesDevelopment(group) ? 'development' : 'unknown';
}

function requiredNames(table: Readonly<Record<string, unknown>>): string[] {
  return asArray(table['dependencies'])
    .map((text) => parseRequirement(asString(text) ?? asString(asObject(text)['name']) ?? '')?.name)
    .filter((name) => name !== undefined);
}
