import type { Tree } from '../../model/tree.ts';
import { pairBrackets } from './calls.ts';
import { type Names, namesOf } from './python-names.ts';
import type { Modules } from './python-walk.ts';
import { folderOf } from './reference.ts';
import { pythonTokens } from './tokens.ts';

/** Longer files are no settings. */
const MAX_LENGTH = 500_000;

// A module is read once, however many files import it.
const READ = new WeakMap<Tree, Map<string, Names | undefined>>();

/**
 * The modules of the project by the names that imports give them: `.config` beside the file, `app.config`
 * below any folder above it, or below the `src` of one.
 */
export function modulesOf(tree: Tree): Modules {
  const known = READ.get(tree) ?? new Map<string, Names | undefined>();
  READ.set(tree, known);
  return (from, module) => {
    const path = candidates(from, module).find((candidate) => tree.has(candidate));
    if (path === undefined || path === from) return undefined;
    if (!known.has(path)) known.set(path, read(tree, path));
    return known.get(path);
  };
}

function read(tree: Tree, path: string): Names | undefined {
  const reading = tree.read(path);
  if (reading?.status !== 'ok' || reading.text.length > MAX_LENGTH) return undefined;
  return namesOf(pairBrackets(pythonTokens(reading.text).tokens), path);
}

function candidates(from: string, module: string): string[] {
  const [, dots = '', name = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const below = name.replaceAll('.', '/');
  let folder = folderOf(from);
  if (dots !== '') {
    for (let n = 1; n < dots.length; n++) folder = folderOf(folder);
    return files(folder, below);
  }
  const found: string[] = [];
  for (let n = 0; n < 20; n++) {
    found.push(...files(folder, below), ...files(inside(folder, 'src'), below));
    if (folder === '') break;
    folder = folderOf(folder);
  }
  return found;
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function files(folder: string, below: string): string[] {
  if (below === '') return [inside(folder, '__init__.py')];
  const path = inside(folder, below);
  return [`${path}.py`, `${path}/__init__.py`];
}
