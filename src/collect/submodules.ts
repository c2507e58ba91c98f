import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Tree } from '../model/tree.ts';
import { listed } from '../syntax/listed.ts';

const FILE = '.gitmodules';
/** Most paths that one diagnostic tells of. */
const MAX_TOLD = 5;

/**
 * Says which submodules are not checked out: what they hold is part of the repository, and none of it
 * was read. Git leaves an empty folder, or none.
 */
export function missingSubmodules(tree: Tree): Diagnostic[] {
  const reading = tree.read(FILE);
  if (reading?.status !== 'ok') return [];
  const missing = reading.text.split('\n').flatMap((text, index) => {
    const written = /^\s*path\s*=\s*"?([^"\r]+?)"?\s*$/.exec(text)?.[1];
    const path = written?.replace(/^\.\/|\/+$/g, '');
    return path === undefined || holdsAnything(path, tree) ? [] : [{ path, line: index + 1 }];
  });
  const [first] = missing;
  if (first === undefined) return [];
  const paths = missing.map(({ path }) => path);
  const message = `not read, since these submodules are not checked out: ${listed(paths, MAX_TOLD)}; run "git submodule update --init" to have them in the report`;
  return [diagnostic('include-missing', 'warning', { path: FILE, line: first.line }, message)];
}

function holdsAnything(path: string, tree: Tree): boolean {
  const directory = tree.directory(path);
  return directory !== undefined && directory.files.length + directory.directories.length > 0;
}
