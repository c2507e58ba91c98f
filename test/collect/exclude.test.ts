import { expect, test } from 'vitest';
import { exclude } from '../../src/collect/exclude.ts';
import { memoryTree } from '../tree.ts';

const WHERE = { path: 'fineprint.yaml', line: 3 };
const TREE = memoryTree({
  'package.json': '{}',
  'examples/a/package.json': '{}',
  'examples/b.py': '',
  'src/keep.py': '',
  'src/drop.gen.py': '',
});

function filesLeft(patterns: readonly string[]): string[] {
  return exclude(TREE, patterns, WHERE).tree.directories.flatMap(({ path, files }) =>
    files.map((name) => (path ? `${path}/${name}` : name)),
  );
}

test.each([
  [['examples/'], ['package.json', 'src/drop.gen.py', 'src/keep.py']],
  [['*.gen.py'], ['package.json', 'examples/b.py', 'examples/a/package.json', 'src/keep.py']],
  [
    ['examples/*', '!examples/b.py'],
    ['package.json', 'examples/b.py', 'src/drop.gen.py', 'src/keep.py'],
  ],
])('%j leaves %j', (patterns, left) => {
  expect(filesLeft(patterns).sort()).toEqual([...left].sort());
});

test('what is left out is said, and so is a pattern that fits nothing', () => {
  expect(exclude(TREE, ['examples/'], WHERE).diagnostics).toMatchObject([
    {
      code: 'excluded',
      level: 'info',
      path: 'fineprint.yaml',
      line: 3,
      message: expect.stringMatching(/^2 files/),
    },
  ]);
  expect(exclude(TREE, ['nowhere/'], WHERE).diagnostics).toMatchObject([
    { code: 'config-unused', level: 'warning' },
  ]);
  expect(exclude(TREE, [], WHERE)).toEqual({ tree: TREE, diagnostics: [] });
});

test('an excluded file can still be read by one that names it', () => {
  expect(exclude(TREE, ['examples/'], WHERE).tree.read('examples/b.py')).toMatchObject({
    status: 'ok',
  });
});
