import type { Component, Relation, Scope, Version } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extractor } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { component } from '../component.ts';
import { type Dependency, pypiDependency, withoutCredentials } from './dependency.ts';
import { directoryOf } from './project.ts';
import { namesDevelopment, normalizeName } from './requirement.ts';
import {
  type RequirementLine,
  readRequirementLine,
  requirementLines,
} from './requirement-lines.ts';
import { type ReadLine, relations } from './requirement-relations.ts';

/**
 * Reads pip's requirements files. A file named by `-r` that no glob of ours claims is read along
 * with the one that names it; a file named by `-c` only gives versions. Where pip-compile or uv
 * left `# via` comments, they tell direct from transitive. What they compile, `requirements.in`, is read
 * where the file that they make of it is not there.
 */
export const pythonRequirements: Extractor = {
  id: 'python/requirements',
  files: ['requirements*', 'requirements/*', '*-requirements', '*_requirements'].flatMap((name) => [
    `${name}.txt`,
    `${name}.in`,
  ]),
  zone: 'project',
  knows: {
    title: 'requirements.txt (pip, pip-compile, uv)',
    ecosystem: 'Python',
    version: 'range',
    relation: true,
    scope: true,
    license: false,
  },
  extract(file, tree) {
    if (isConstraints(file.path) || isCompiled(file.path, tree))
      return { components: [], diagnostics: [] };
    const reading: Reading = {
      tree,
      scope: scopeOf(file.path),
      visited: new Set([file.path]),
      found: [],
      pins: new Map(),
      diagnostics: [],
    };
    readFile(reading, file.path, file.text);
    return {
      components: reading.found.map((one) => toComponent(one, reading)),
      diagnostics: reading.diagnostics,
    };
  },
};

interface Found {
  readonly dependency: Dependency;
  readonly relation: Relation;
  readonly where: Place;
}

/** What is shared by a file and those it includes. */
interface Reading {
  readonly tree: Tree;
  readonly scope: Scope;
  readonly visited: Set<string>;
  readonly found: Found[];
  /** Exact versions that constraints give, by normalized name. */
  readonly pins: Map<string, Version>;
  readonly diagnostics: Diagnostic[];
}

// Prose named requirements.txt would otherwise complain about every line.
const MOST_COMPLAINTS = 20;
const MOST_FILES = 200;

function readFile(reading: Reading, path: string, text: string): void {
  const lines = requirementLines(text).map(readLine);
  const relation = relations(lines);
  let complaints = 0;
  for (const { text: words, line, item } of lines) {
    if (item === undefined) continue;
    const where = { path, line };
    if (item.kind === 'dependency') {
      const { dependency } = item;
      reading.found.push({ dependency, where, relation: relation(line) });
    } else if (item.kind === 'include' || item.kind === 'constraint') {
      follow(reading, item, where);
    } else if (item.kind === 'malformed') {
      complaints += 1;
      if (complaints <= MOST_COMPLAINTS) reading.diagnostics.push(complaint(words, where));
    }
  }
  if (complaints > MOST_COMPLAINTS) {
    const message = `${complaints - MOST_COMPLAINTS} more lines are no requirements; rename the file if it is none`;
    reading.diagnostics.push(diagnostic('limit-reached', 'warning', path, message));
  }
}

function readLine(line: RequirementLine): ReadLine {
  return { ...line, item: line.text === '' ? undefined : readRequirementLine(line.text) };
}

function complaint(words: string, where: Place): Diagnostic {
  const message = `left out: write ${JSON.stringify(words.slice(0, 80))} as PEP 508 asks`;
  return diagnostic('malformed-entry', 'error', where, message);
}

function follow(
  reading: Reading,
  { kind, file }: { readonly kind: 'include' | 'constraint'; readonly file: string },
  where: Place,
): void {
  const path = resolvePath(directoryOf(where.path), file);
  const text = path === undefined ? undefined : reading.tree.read(path);
  if (path === undefined || text?.status !== 'ok') {
    const shown = withoutCredentials(file).slice(0, 120);
    const message = `${shown} was not read; add it to the tree or correct its name`;
    const level = kind === 'include' ? 'error' : 'warning';
    reading.diagnostics.push(diagnostic('include-missing', level, where, message));
    return;
  }
  if (kind === 'constraint') {
    readPins(reading, text.text);
  } else if (!reading.visited.has(path) && (!isClaimed(path) || isConstraints(path))) {
    if (reading.visited.size >= MOST_FILES) {
      const message = `more than ${MOST_FILES} files include one another; join some of them`;
      reading.diagnostics.push(diagnostic('limit-reached', 'error', where, message));
      return;
    }
    reading.visited.add(path);
    readFile(reading, path, text.text);
  }
}

function readPins({ pins }: Reading, text: string): void {
  for (const { text: words } of requirementLines(text)) {
    const item = words === '' ? undefined : readRequirementLine(words);
    if (item?.kind !== 'dependency' || item.dependency.version?.precision !== 'exact') continue;
    pins.set(normalizeName(item.dependency.name), item.dependency.version);
  }
}

function toComponent({ dependency, relation, where }: Found, { scope, pins }: Reading): Component {
  const pin = dependency.purl.startsWith('pkg:pypi/')
    ? pins.get(normalizeName(dependency.name))
    : undefined;
  const exact = dependency.version?.precision === 'exact' || pin === undefined;
  return component({
    ...(exact ? dependency : pypiDependency(dependency.name, pin)),
    kind: 'package',
    scope,
    relation,
    seenAt: [where],
  });
}

function isClaimed(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return (
    /\.(?:txt|in)$/.test(name) &&
    (name.startsWith('requirements') ||
      /[-_]requirements\.(?:txt|in)$/.test(name) ||
      /(?:^|\/)requirements\/[^/]*$/i.test(path))
  );
}

function isCompiled(path: string, tree: Tree): boolean {
  return /\.in$/i.test(path) && tree.has(path.replace(/in$/i, 'txt'));
}

function isConstraints(path: string): boolean {
  return (
    /(?:^|\/)[^/]*constraints?[^/]*\.(?:txt|in)$/i.test(path) && !/requirements[^/]*$/i.test(path)
  );
}

// The name says it, or the folder for `docs/requirements.txt`; `requirements/` itself says nothing.
function scopeOf(path: string): Scope {
  const [folder = '', name = ''] = path.split('/').slice(-2);
  const own = path.includes('/') ? name : folder;
  const says =
    namesDevelopment(own.replace(/\.(?:txt|in)$/i, '')) ||
    namesDevelopment(own === name ? folder : '');
  return says ? 'development' : 'runtime';
}

/** Resolves `..` and `.`; `undefined` for addresses, absolute paths and what leaves the tree. */
function resolvePath(base: string, file: string): string | undefined {
  if (/^[a-z]+:/i.test(file) || file.startsWith('/')) return undefined;
  const segments: string[] = [];
  for (const segment of `${base}${file.replaceAll('\\', '/')}`.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
