import type { Scope } from '../../model/component.ts';
import { asString, entriesOf, isObject, type JsonObject } from '../../syntax/json.ts';
import { type Dependency, pypiDependency, refVersion, urlDependency } from './dependency.ts';
import { add, type ManifestReading, malformed } from './manifest-reading.ts';
import {
  groupScope,
  normalizeName,
  parseRequirement,
  poetryVersion,
  specifierVersion,
} from './requirement.ts';

/** How a table writes constraints: a bare number is a release to Poetry, an error to Pipenv. */
export type ConstraintStyle = 'poetry' | 'pip';

/**
 * Reads the tables of `[tool.poetry]`: `dependencies` (without `python`, which is the interpreter),
 * `dev-dependencies` and every `group.<name>.dependencies`. Poetry means its groups for development,
 * `main` apart; people install what they deploy from them as well, so their names count.
 */
export function poetryEntries(reading: ManifestReading, poetry: JsonObject): void {
  const table = (value: unknown, header: string, scope: Scope) =>
    constraintTable(reading, value, { header: `tool.poetry.${header}`, scope, style: 'poetry' });
  table(poetry['dependencies'], 'dependencies', 'runtime');
  table(poetry['dev-dependencies'], 'dev-dependencies', 'development');
  for (const [name, group] of entriesOf(poetry['group'])) {
    if (!isObject(group)) {
      malformed(reading, reading.place([`tool.poetry.group`], name), `group ${name} is no table`);
      continue;
    }
    const scope = name === 'main' ? 'runtime' : groupScope(name);
    table(group['dependencies'], `group.${name}.dependencies`, scope);
  }
}

/** Reads one table of `name = constraint`; a constraint is a text, a table or a list of tables. */
export function constraintTable(
  reading: ManifestReading,
  table: unknown,
  section: { readonly header: string; readonly scope: Scope; readonly style: ConstraintStyle },
): void {
  for (const [name, value] of entriesOf(table)) {
    if (section.style === 'poetry' && name.toLowerCase() === 'python') continue;
    const headers = [`${section.header}.${name}`, section.header];
    const line = reading.place(headers, `\n${name}`);
    for (const one of Array.isArray(value) ? value : [value]) {
      const known =
        parseRequirement(name)?.name === name && (isObject(one) || asString(one) !== undefined);
      if (!known) {
        malformed(
          reading,
          line,
          `the constraint on ${name.slice(0, 80)} is neither text nor table`,
        );
        continue;
      }
      const dependency = constrained(name, one, section.style);
      if (!dependency) reading.own.add(normalizeName(name));
      const optional = isObject(one) && one['optional'] === true && section.scope === 'runtime';
      add(reading, { dependency, line, scope: optional ? 'optional' : section.scope });
    }
  }
}

/** The dependency of one constraint; `undefined` for a directory of ours. */
export function constrained(
  name: string,
  value: unknown,
  style: ConstraintStyle,
): Dependency | undefined {
  const table = isObject(value) ? value : {};
  const git = asString(table['git']);
  if (git !== undefined) {
    const ref = ['rev', 'tag', 'ref', 'branch'].map((key) => asString(table[key])).find(Boolean);
    return pypiDependency(name, ref ? refVersion(ref) : undefined);
  }
  const address = asString(table['path']) ?? asString(table['url']) ?? asString(table['file']);
  if (address !== undefined) return urlDependency(address, name);
  const constraint = asString(value) ?? asString(table['version']);
  if (constraint === undefined) return pypiDependency(name);
  const version =
    style === 'poetry' || constraint === '*'
      ? poetryVersion(constraint)
      : specifierVersion(constraint);
  return pypiDependency(name, version);
}
