import { afterEach, expect, test, vi } from 'vitest';
import { waiting } from '../../src/cli/output.ts';
import type { Tree } from '../../src/model/tree.ts';

const terminal = process.stderr.isTTY;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.stderr.isTTY = terminal;
});

/** What is told of a tree of so many files while it is read, and after. */
function told(files: number, isTerminal: boolean, ci = '') {
  const written: string[] = [];
  vi.stubEnv('CI', ci);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  process.stderr.isTTY = isTerminal;
  const names = Array.from({ length: files }, (_, i) => `${i}`);
  const directory = {
    path: '',
    zone: 'project',
    files: names,
    directories: [],
    linked: [],
  } as const;
  const tree: Tree = {
    directories: [directory],
    directory: () => directory,
    has: () => false,
    read: () => undefined,
  };
  waiting(tree)();
  return written;
}

test('a person who waits for a large tree is told so, and the line goes away', () => {
  expect(told(30_000, true)).toEqual(['Reading what 30,000 files say of licenses …', '\r\u001b[K']);
});

test.each([
  ['a small tree', 100, true, ''],
  ['a pipe', 30_000, false, ''],
  ['a build', 30_000, true, 'true'],
])('nothing is told of %s', (_, files, isTerminal, ci) => {
  expect(told(files, isTerminal, ci)).toEqual([]);
});
