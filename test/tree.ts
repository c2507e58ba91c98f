import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Directory, Tree } from '../src/model/tree.ts';
import { compareText } from '../src/syntax/compare.ts';

/** A tree of texts given by path. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree {
  const names = new Map<string, Set<string>>([['', new Set()]]);
  const children = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of Object.keys(files)) {
    const segments = path.split('/');
    const file = segments.pop() ?? '';
    for (let depth = 1; depth <= segments.length; depth++) {
      const dir = segments.slice(0, depth).join('/');
      const parent = segments.slice(0, depth - 1).join('/');
      if (!names.has(dir)) names.set(dir, new Set());
      if (!children.has(dir)) children.set(dir, new Set());
      children.get(parent)?.add(segments[depth - 1] ?? '');
    }
    names.get(segments.join('/'))?.add(file);
  }
  const sorted = (set: Set<string> | undefined) => [...(set ?? [])].sort(compareText);
  const directories: Directory[] = [...names.keys()].sort(compareText).map((path) => ({
    path,
    zone: /(^|\/)(node_modules|site-packages|dist-packages)(\/|$)/.test(path)
      ? 'installed'
      : 'project',
    files: sorted(names.get(path)),
    directories: sorted(children.get(path)),
    linked: [],
  }));
  const byPath = new Map(directories.map((directory) => [directory.path, directory]));
  return {
    directories,
    directory: (path) => byPath.get(path),
    has: (path) => Object.hasOwn(files, path),
    read: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined ? undefined : { status: 'ok', text };
    },
  };
}

/** A folder of fixtures as a memory tree; `expected.json` and `EXPECT.md` are not part of it. */
export function fixtureTree(dir: string): Tree {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'expected.json' || entry.name === 'EXPECT.md') continue;
    const full = join(entry.parentPath, entry.name);
    files[full.slice(dir.length + 1).replaceAll('\\', '/')] = readFileSync(full, 'utf8').replace(
      /^\ufeff/,
      '',
    );
  }
  return memoryTree(files);
}
