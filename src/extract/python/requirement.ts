import type { Scope, Version } from '../../model/component.ts';

/** One dependency specification of PEP 508: `requests[socks]>=2.31; python_version < "3.12"`. */
export interface Requirement {
  /** As written; compare with `normalizeName`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Version clauses without blanks around them, `''` when any version will do. */
  readonly specifier: string;
  /** The address of `name @ address`. */
  readonly url?: string;
  readonly marker?: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*/;
const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,;()]+)$/;

/**
 * Parses one PEP 508 specification; `undefined` when it is none. Clauses in parentheses and a
 * trailing comma are accepted, since older metadata has both.
 * @example parseRequirement('rich (>=13); extra == "x"')?.specifier // '>=13'
 */
export function parseRequirement(text: string): Requirement | undefined {
  const trimmed = text.trim();
  const name = NAME.exec(trimmed)?.[0];
  if (name === undefined || /[._-]$/.test(name)) return undefined;
  const afterName = trimmed.slice(name.length).trimStart();
  const extras = readExtras(afterName);
  if (!extras) return undefined;
  const { rest } = extras;
  if (rest.startsWith('@')) return withUrl({ name, extras: extras.names }, rest.slice(1).trim());
  const semicolon = rest.indexOf(';');
  const clauses = (semicolon < 0 ? rest : rest.slice(0, semicolon)).trim();
  const specifier = readSpecifier(clauses);
  if (specifier === undefined) return undefined;
  const marker = semicolon < 0 ? '' : rest.slice(semicolon + 1).trim();
  return { name, extras: extras.names, specifier, ...(marker ? { marker } : {}) };
}

function readExtras(text: string): { names: string[]; rest: string } | undefined {
  if (!text.startsWith('[')) return { names: [], rest: text };
  const close = text.indexOf(']');
  if (close < 0) return undefined;
  const names = text
    .slice(1, close)
    .split(',')
    .map((extra) => extra.trim())
    .filter((extra) => extra !== '');
  return { names, rest: text.slice(close + 1).trimStart() };
}

// PEP 508 asks for a blank before the `;` of a marker after an address, since `;` may be part of it.
function withUrl(
  head: Pick<Requirement, 'name' | 'extras'>,
  text: string,
): Requirement | undefined {
  const blank = text.search(/\s/);
  const url = blank < 0 ? text : text.slice(0, blank);
  const after = blank < 0 ? '' : text.slice(blank).trim();
  if (url === '' || (after !== '' && !after.startsWith(';'))) return undefined;
  const marker = after.slice(1).trim();
  return { ...head, specifier: '', url, ...(marker ? { marker } : {}) };
}

function readSpecifier(text: string): string | undefined {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
  const clauses = bare
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const read = clauses.map((clause) => CLAUSE.exec(clause));
  return read.every((match) => match !== null)
    ? read.map((match) => `${match?.[1]}${match?.[2]}`).join(',')
    : undefined;
}

/** A name as PEP 503 compares it: lower case, every run of `-`, `_`, `.` one `-`. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/**
 * The version that PEP 440 clauses leave: exact for `==1.2` and `===1.2`, a range for everything
 * else (`==1.*` too); `undefined` where there are no clauses.
 */
export function specifierVersion(specifier: string): Version | undefined {
  if (specifier === '') return undefined;
  for (const clause of specifier.split(',')) {
    const match = CLAUSE.exec(clause.trim());
    const [, operator, text] = match ?? [];
    if (text && (operator === '===' || (operator === '==' && !text.endsWith('.*')))) {
      return { text, precision: 'exact' };
    }
  }
  return { text: specifier, precision: 'range' };
}

/**
 * The version of a Poetry constraint, where a bare number is one release: `2.31` and `==2.31` are
 * exact; `^2`, `~2.1`, `2.*`, `*`, `>=1,<3`, `1 || 2` are ranges.
 */
export function poetryVersion(constraint: string): Version {
  const text = constraint.trim();
  const exact = /^(?:==?=?)?\s*v?(\d[^\s,|*<>=!~^]*)$/.exec(text)?.[1];
  return exact === undefined
    ? { text: text === '' ? '*' : text, precision: 'range' }
    : { text: exact, precision: 'exact' };
}

// Whole words only, so that `testament` is not `test`.
const DEVELOPMENT_WORDS = new Set([
  ...['dev', 'devel', 'develop', 'development', 'test', 'tests', 'testing', 'lint', 'linting'],
  ...['linter', 'linters', 'doc', 'docs', 'documentation', 'typing', 'mypy', 'ci', 'coverage'],
]);

/** True for names people give to what only developers need: `dev`, `tests-extra`, `docs`. */
export function namesDevelopment(name: string): boolean {
  return wordsOf(name).some((word) => DEVELOPMENT_WORDS.has(word));
}

// Names of groups that tell of work on the code, where an extra of the name may be for users.
const GROUP_WORDS = new Set([
  ...['format', 'formatter', 'formatting', 'style', 'quality', 'qa', 'check', 'checks', 'type'],
  ...['types', 'stubs', 'typecheck', 'typechecking', 'bench', 'benchmark', 'benchmarks', 'perf'],
  ...['profile', 'profiling', 'debug', 'release', 'releasing', 'publish', 'publishing', 'build'],
  ...['packaging', 'precommit', 'commit', 'security', 'audit', 'changelog', 'local', 'tool'],
  ...['tools', 'tooling', 'repl', 'ipython', 'jupyter', 'notebook', 'notebooks', 'example'],
  ...['examples', 'ruff', 'black', 'flake', 'pylint', 'pyright', 'pytest', 'sphinx', 'mkdocs'],
  ...['nox', 'tox', 'unit', 'integration', 'fuzz', 'e2e', 'cov', 'maintenance', 'workflow'],
]);

/**
 * What a dependency group is for. No tool publishes one, but projects that are deployed as they lie
 * keep what they run on in groups as well (`server` is PEP 735's own example; `prod`, `gpu`), so only
 * a name that tells of development counts as that.
 */
export function groupScope(name: string): Scope {
  const forDevelopers =
    namesDevelopment(name) || wordsOf(name).some((word) => GROUP_WORDS.has(word));
  return forDevelopers ? 'development' : 'unknown';
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z]+/);
}
