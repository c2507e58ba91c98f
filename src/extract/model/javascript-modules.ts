import type { Tree } from '../../model/tree.ts';
import { pairBrackets } from './calls.ts';
import { type JsNames, javascriptNames } from './javascript-names.ts';
import type { JsModules } from './javascript-values.ts';
import { folderOf } from './reference.ts';
import { javascriptTokens } from './tokens.ts';

/** Longer files are no settings. */
const MAX_LENGTH = 500_000;
const ENDINGS = ['', '.ts', '.js', '.mjs', '.tsx', '.mts', '/index.ts', '/index.js'];

// A module is read once, however many files import it.
const READ = new WeakMap<Tree, Map<string, JsNames | undefined>>();

/** The modules of the project that are imported by a path: `./settings` beside the file. */
export function javascriptModules(tree: Tree): JsModules {
  const known = READ.get(tree) ?? new Map<string, JsNames | undefined>();
  READ.set(tree, known);
  return (from, module) => {
    const path = resolved(tree, from, module);
    if (path === undefined || path === from) return undefined;
    if (!known.has(path)) known.set(path, read(tree, path));
    return known.get(path);
  };
}

function read(tree: Tree, path: string): JsNames | undefined {
  const reading = tree.read(path);
  if (reading?.status !== 'ok' || reading.text.length > MAX_LENGTH) return undefined;
  return javascriptNames(pairBrackets(javascriptTokens(reading.text).tokens), path);
}

function resolved(tree: Tree, from: string, module: string): string | undefined {
  if (!/^\.{1,2}\//.test(module)) return undefined;
  let folder = folderOf(from);
  const names: string[] = [];
  for (const part of module.split('/')) {
    if (part === '..' && names.length === 0) folder = folderOf(folder);
    else if (part !== '.' && part !== '..') names.push(part);
  }
  const path = [...(folder === '' ? [] : [folder]), ...names].join('/');
  // TypeScript names the file that it will be compiled to.
  const bare = path.replace(/\.[cm]?js$/, '');
  return [...ENDINGS.map((ending) => path + ending), `${bare}.ts`].find((one) => tree.has(one));
}
