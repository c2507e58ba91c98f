import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import {
  type Directory,
  INSTALLED_FOLDERS,
  isLicenseFolder,
  type Reading,
  type Tree,
  type Zone,
} from '../model/tree.ts';
import { compareText } from '../syntax/compare.ts';
import { decodeText } from '../syntax/text.ts';
import { type Ignored, NOTHING_IGNORED, withIgnoreFile } from './ignore-rules.ts';
import { ignoredManifests, tellIgnored } from './ignored-manifests.ts';

/** Bounds of one scan. Each that is met leaves a diagnostic. */
export interface Limits {
  /** Bytes of one file; larger ones are not read. */
  readonly fileBytes: number;
  /** Nested directories below the root. */
  readonly depth: number;
  /** Directory entries seen in all. */
  readonly entries: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 64 * 1024 * 1024,
  depth: 64,
  entries: 5_000_000,
};

/** A tree on disk, and the trouble met while walking it. */
export interface OpenedTree {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Never entered: version control keeps its own copies of everything. */
const SKIPPED = new Set(['.git', '.hg', '.svn', '.jj', '__pycache__']);

/** Virtual environments hold `site-packages` below them, and are likewise ignored by their projects. */
const ENVIRONMENTS = new Set(['.venv', 'venv', '.tox', '.nox', 'env']);

/**
 * Opens a directory as a Tree: lists it once, synchronously, without following links to directories,
 * so that loops cannot occur and nothing outside the root is seen.
 * @throws Error with a message for people when the root is not a readable directory.
 */
export function openTree(root: string, limits: Limits = DEFAULT_LIMITS): OpenedTree {
  const base = realpathSync(root);
  if (!statSync(base).isDirectory()) throw new Error(`${root} is not a directory`);
  const { directories, diagnostics } = walk(base, limits);
  const byPath = new Map(directories.map((directory) => [directory.path, directory]));
  return {
    diagnostics,
    tree: {
      directories,
      directory: (path) => byPath.get(path),
      has: (path) => byPath.get(parentOf(path))?.files.includes(nameOf(path)) ?? false,
      // A listed directory is known to lie inside the root; any other may hide behind a link.
      read: (path) => readInside(base, path, { limits, listed: byPath.has(parentOf(path)) }),
    },
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A directory still to be listed. */
interface Pending {
  readonly path: string;
  readonly zone: Zone;
  readonly depth: number;
  readonly ignored: Ignored;
  /** In an installed package: only its own root is of interest, and packages nested in it. */
  readonly inPackage: boolean;
  /** In a license folder of an installed package, where all folders count. */
  readonly inLicenses: boolean;
  /** Inside an ignored folder, where only installed packages count. */
  readonly onlyInstalled: boolean;
}

const ROOT: Pending = {
  path: '',
  zone: 'project',
  depth: 0,
  ignored: NOTHING_IGNORED,
  inPackage: false,
  inLicenses: false,
  onlyInstalled: false,
};

function walk(base: string, limits: Limits) {
  const directories: Directory[] = [];
  const diagnostics: Diagnostic[] = [];
  const manifests: string[] = [];
  let left = limits.entries;
  const pending: Pending[] = [ROOT];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const entries = list(base, next.path, diagnostics);
    const at = isVirtualEnvironment(next, entries) ? { ...next, onlyInstalled: true } : next;
    left -= entries.length;
    if (left < 0) {
      const message = `more than ${limits.entries} entries: the rest was not read; scan a part of the tree`;
      diagnostics.push(diagnostic('limit-reached', 'error', at.path || '.', message));
      break;
    }
    const ignored = rulesBelow(base, at, entries);
    const directory = sorted({ ...at, ignored }, entries, base, diagnostics);
    if (at.zone === 'project' && !at.onlyInstalled && ignored !== NOTHING_IGNORED) {
      const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
      manifests.push(...ignoredManifests(at.path, files, ignored));
    }
    if (!at.onlyInstalled) directories.push(directory);
    if (at.depth < limits.depth) pending.push(...children({ ...at, ignored }, directory));
    else if (directory.directories.length > 0) {
      const message = `nested deeper than ${limits.depth} directories: what is below was not read`;
      diagnostics.push(diagnostic('limit-reached', 'error', at.path, message));
    }
  }
  directories.sort((a, b) => compareText(a.path, b.path));
  if (manifests.length > 0) diagnostics.push(tellIgnored(manifests.sort(compareText)));
  return { directories, diagnostics };
}

function list(base: string, path: string, diagnostics: Diagnostic[]): Dirent[] {
  try {
    return readdirSync(path ? `${base}${sep}${path}` : base, { withFileTypes: true });
  } catch (error) {
    const message = `the directory cannot be listed (${codeOf(error)}); check its permissions`;
    diagnostics.push(diagnostic('unreadable', 'error', path || '.', message));
    return [];
  }
}

function rulesBelow(base: string, at: Pending, entries: readonly Dirent[]): Ignored {
  if (at.zone !== 'project' || at.onlyInstalled) return at.ignored;
  if (!entries.some(({ name }) => name === '.gitignore')) return at.ignored;
  const path = at.path ? `${at.path}/.gitignore` : '.gitignore';
  const reading = readInside(base, path, { limits: DEFAULT_LIMITS, listed: true });
  return reading?.status === 'ok' ? withIgnoreFile(at.ignored, at.path, reading.text) : at.ignored;
}

function sorted(
  at: Pending,
  entries: readonly Dirent[],
  base: string,
  diagnostics: Diagnostic[],
): Directory {
  const files: string[] = [];
  const directories: string[] = [];
  const linked: string[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (entry.isFile()) {
      if (!at.ignored.file(at.path ? `${at.path}/${name}` : name)) files.push(name);
    } else if (entry.isDirectory()) directories.push(name);
    else if (entry.isSymbolicLink()) {
      const full = at.path ? `${at.path}/${name}` : name;
      const target = linkTarget(base, full);
      if (target === 'directory') linked.push(name);
      else if (at.ignored.file(full)) continue;
      else if (target === 'file') files.push(name);
      else if (target === 'outside' && at.zone === 'project' && !at.onlyInstalled) {
        const message =
          'a link that leads out of the scanned directory was not followed; scan its target on its own';
        diagnostics.push(diagnostic('symlink-outside-root', 'warning', full, message));
      }
    }
  }
  for (const names of [files, directories, linked]) names.sort(compareText);
  return { path: at.path, zone: at.zone, files, directories, linked };
}

function children(at: Pending, directory: Directory): Pending[] {
  const next: Pending[] = [];
  for (const name of directory.directories) {
    if (SKIPPED.has(name)) continue;
    const path = at.path ? `${at.path}/${name}` : name;
    const child = { ...ROOT, path, depth: at.depth + 1 };
    if (INSTALLED_FOLDERS.has(name)) next.push({ ...child, zone: 'installed' });
    else if (at.zone === 'installed') {
      if (at.inPackage && !at.inLicenses && !isLicenseFolder(name)) continue;
      const inPackage = at.inPackage || !isContainer(at.path, name);
      next.push({ ...child, zone: 'installed', inPackage, inLicenses: at.inPackage });
    } else {
      const environment = ENVIRONMENTS.has(name);
      const hidden = at.onlyInstalled || at.ignored.directory(path);
      if (hidden && !at.onlyInstalled && !environment) continue;
      next.push({
        ...child,
        ignored: at.ignored,
        onlyInstalled: hidden || isEnvironment(directory, name),
      });
    }
  }
  return next;
}

/**
 * Below `node_modules` only package roots speak: `name`, `@scope/name`, and pnpm's store
 * `.pnpm/name@1.0.0/node_modules/name`. What lies deeper in a package is its own code.
 */
function isContainer(parent: string, name: string): boolean {
  return name.startsWith('@') || name === '.pnpm' || nameOf(parent) === '.pnpm';
}

/** A folder called `env` may hold anything; only the well-known names are environments for sure. */
function isEnvironment(parent: Directory, name: string): boolean {
  return ENVIRONMENTS.has(name) && name !== 'env' && parent.zone === 'project';
}

/** What a virtual environment of Python has at its top, whatever it is called. */
const ENVIRONMENT_ENTRY =
  /^(?:bin|scripts|include|lib|lib64|share|etc|man|doc|pyvenv\.cfg|\.gitignore|\.lock|cachedir\.tag)$/i;

/** People also make one in the folder of a project, which is read as ever. */
function isVirtualEnvironment({ zone }: Pending, entries: readonly Dirent[]): boolean {
  return (
    zone === 'project' &&
    entries.some(({ name }) => name === 'pyvenv.cfg') &&
    entries.every(({ name }) => ENVIRONMENT_ENTRY.test(name))
  );
}

function linkTarget(base: string, path: string): 'file' | 'directory' | 'outside' | 'nothing' {
  try {
    const target = realpathSync(join(base, path));
    if (!isInside(base, target)) return 'outside';
    const stats = statSync(target);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'nothing';
  } catch {
    return 'nothing'; // a broken link names nothing that could carry a license
  }
}

function isInside(base: string, full: string): boolean {
  return full === base || full.startsWith(base.endsWith(sep) ? base : base + sep);
}

// One buffer for all small files: allocating per file costs more than reading.
const SHARED = Buffer.allocUnsafeSlow(256 * 1024);

const OUTSIDE: Reading = {
  status: 'failed',
  code: 'symlink-outside-root',
  message: 'the path leads out of the scanned directory and was not read',
};

interface ReadOptions {
  readonly limits: Limits;
  /** It lies in a listed directory: inside the root, and not behind a link to a directory. */
  readonly listed: boolean;
}

function readInside(
  base: string,
  path: string,
  { limits, listed }: ReadOptions,
): Reading | undefined {
  // A listed directory has a canonical path, so joining is enough.
  const full = listed && !path.includes('..') ? `${base}${sep}${path}` : resolve(base, path);
  if (!isInside(base, full)) return OUTSIDE;
  try {
    if (!listed && !isInside(base, realpathSync(full))) return OUTSIDE;
    return readFile(base, full, { limits, listed });
  } catch (error) {
    const code = codeOf(error);
    if (NO_FILE.has(code)) return undefined;
    const message = `the file cannot be read (${code}); check its permissions`;
    return { status: 'failed', code: 'unreadable', message };
  }
}

/** Nothing is there, or a directory, a pipe or a socket: nothing that holds text. */
const NO_FILE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ESPIPE', 'ENXIO']);

function readFile(
  base: string,
  full: string,
  { limits, listed }: ReadOptions,
): Reading | undefined {
  let file: number;
  try {
    file = openSync(full, OPEN_FLAGS);
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error;
    const target = realpathSync(full);
    if (!isInside(base, target)) return OUTSIDE;
    file = openSync(target, OPEN_FLAGS);
  }
  try {
    return readOpen(file, { limits, listed });
  } finally {
    closeSync(file);
  }
}

// Links are resolved by us, and a pipe must not block the opening.
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Most files fit the shared buffer: then one read is the whole file, and asking for its size first
 * would be a third of the cost. A file of unknown kind is asked first, since devices never end.
 */
function readOpen(file: number, { limits, listed }: ReadOptions): Reading | undefined {
  if (listed) {
    const count = readSync(file, SHARED, 0, SHARED.length, 0);
    if (count < Math.min(SHARED.length, limits.fileBytes + 1)) return decodeText(SHARED, count);
  }
  const stats = fstatSync(file);
  if (!stats.isFile()) return undefined;
  if (stats.size > limits.fileBytes) {
    const [size, bound] = [stats.size, limits.fileBytes].map((n) => Math.round(n / 1024 / 1024));
    const message = `${size} MB is over the bound of ${bound} MB; the file was not read`;
    return { status: 'failed', code: 'file-too-large', message };
  }
  const buffer = stats.size <= SHARED.length ? SHARED : Buffer.allocUnsafe(stats.size);
  let length = 0;
  while (length < stats.size) {
    const count = readSync(file, buffer, length, stats.size - length, length);
    if (count === 0) break;
    length += count;
  }
  return decodeText(buffer, length);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
