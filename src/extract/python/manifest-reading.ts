import type { Role, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { asString } from '../../syntax/json.ts';
import { type Dependency, requirementDependency } from './dependency.ts';
import { parseRequirement } from './requirement.ts';

/** One dependency a manifest names, with what the manifest wants it for. */
export interface ManifestEntry {
  readonly dependency: Dependency;
  readonly scope: Scope;
  readonly role: Role;
  readonly line?: number;
}

/** The tables being read, and where their findings go. */
export interface ManifestReading {
  readonly path: string;
  readonly place: (headers: readonly string[], needle: string) => number | undefined;
  /** Normalized names that `tool.uv.sources` or a path constraint says are code of ours. */
  readonly own: Set<string>;
  readonly entries: ManifestEntry[];
  readonly problems: Diagnostic[];
}

/** Where a list stands and what it is for. */
export interface Section {
  /** Headers the list may be written under, the most precise first. */
  readonly headers: readonly string[];
  readonly scope: Scope;
  readonly role?: Role;
}

/** Reads a list of PEP 508 texts; anything else in it is a malformed entry. */
export function list(reading: ManifestReading, value: unknown, section: Section): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    malformed(reading, reading.place(section.headers, ''), 'dependencies must be a list of texts');
    return;
  }
  for (const item of value) {
    const text = asString(item);
    // A marker's quotes may be escaped in the file; what is before them finds the line as well.
    const line = reading.place(section.headers, text?.split('"')[0] ?? '');
    // PDM writes editable paths as options; they are code of ours.
    if (text?.startsWith('-e ')) continue;
    const requirement = text === undefined ? undefined : parseRequirement(text);
    if (!requirement) {
      malformed(reading, line, `write ${JSON.stringify(item)?.slice(0, 80)} as PEP 508 asks`);
      continue;
    }
    add(reading, { dependency: requirementDependency(requirement), line, ...section });
  }
}

/** Adds a dependency, or nothing where it turned out to be a path of ours. */
export function add(
  { entries }: ManifestReading,
  {
    dependency,
    line,
    scope,
    role,
  }: Pick<Section, 'scope' | 'role'> & {
    readonly dependency: Dependency | undefined;
    readonly line: number | undefined;
  },
): void {
  if (!dependency) return;
  const place = line === undefined ? {} : { line };
  entries.push({ dependency, scope, role: role ?? 'library', ...place });
}

/** Notes an entry that is left out. */
export function malformed(
  { path, problems }: ManifestReading,
  line: number | undefined,
  message: string,
): void {
  const where = line === undefined ? { path } : { path, line };
  problems.push(diagnostic('malformed-entry', 'error', where, `left out: ${message}`));
}

const STRENGTH: readonly Scope[] = ['development', 'unknown', 'optional', 'runtime'];

/**
 * The stronger of two reasons to have one package. A reason that is not understood may be running
 * the project, so it is stronger than development.
 */
export function strongerScope(a: Scope, b: Scope | undefined): Scope {
  return b === undefined || STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b;
}
