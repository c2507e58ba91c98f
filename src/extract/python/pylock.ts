import type { Scope } from '../../model/component.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Extractor } from '../../model/extractor.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../../syntax/json.ts';
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
import { directNames, extraScope } from './manifest.ts';
import { groupScope } from './requirement.ts';

/**
 * Reads `pylock.toml` and `pylock.<name>.toml` (PEP 751). A marker over extras or dependency groups
 * tells the scope; else what the `pyproject.toml` beside it asks for, along the `dependencies` that
 * some tools write. Directories are code of ours.
 */
export const pythonPylock: Extractor = {
  id: 'python/pylock',
  files: ['pylock.toml', 'pylock.*.toml'],
  zone: 'project',
  knows: {
    title: 'pylock.toml (PEP 751)',
    ecosystem: 'Python',
    version: 'exact',
    relation: true,
    scope: true,
    license: false,
  },
  extract(file, tree) {
    const parsed = parseToml(file.text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(file.path, parsed)] };
    const lockVersion = asString(parsed.value['lock-version']) ?? '';
    if (!lockVersion.startsWith('1.')) {
      const message = 'only lock-version 1.x is read; lock again with a current tool';
      return {
        components: [],
        diagnostics: [diagnostic('unsupported-format', 'error', file.path, message)],
      };
    }
    const { packages, problems } = lockedPackages(file, parsed.value['packages'], 'packages');
    const direct = directNames(file.path, tree);
    const needs = needsOf(packages, requiredNames);
    const reached = reachableScopes(direct ?? new Map<string, Scope>(), needs);
    const defaults = new Set(asArray(parsed.value['default-groups']));
    const components = packages
      .filter(({ table }) => !isObject(table['directory']))
      .map((locked) =>
        lockedComponent(
          { ...locked, version: locked.version ?? commitOf(locked) },
          {
            scope: markerScope(locked, defaults) ?? reached.get(locked.key) ?? 'unknown',
            relation: relationIn(direct, locked.key),
            isReleased: isReleased(locked),
          },
        ),
      );
    return { components, diagnostics: problems };
  },
};

// A package built from its sources may have no version; the commit is as exact.
function commitOf({ table }: LockedPackage): string | undefined {
  return asString(asObject(table['vcs'])['commit-id']);
}

// Wheels and source distributions come from an index; an archive is one at an address of its own.
function isReleased({ table }: LockedPackage): boolean {
  return table['vcs'] === undefined && table['archive'] === undefined;
}

function requiredNames(table: JsonObject): string[] {
  return asArray(table['dependencies'])
    .map((entry) => asString(asObject(entry)['name']))
    .filter((name) => name !== undefined);
}

/**
 * The scope of a marker such as `'dev' in dependency_groups or 'db' in extras`; `undefined` where
 * it asks for neither. Groups that are installed by default are for running.
 */
function markerScope({ table }: LockedPackage, defaults: ReadonlySet<unknown>): Scope | undefined {
  const marker = asString(table['marker']) ?? '';
  const asked = [...marker.matchAll(/['"]([^'"]*)['"] in (dependency_groups|extras)\b/g)];
  return strongestScope(
    asked.map(([, name = '', kind]): Scope => {
      if (kind === 'extras') return extraScope(name);
      return defaults.has(name) ? 'runtime' : groupScope(name);
    }),
  );
}
