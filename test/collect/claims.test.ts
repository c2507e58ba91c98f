import { expect, test } from 'vitest';
import { claims } from '../../src/collect/claims.ts';
import type { Extractor } from '../../src/model/extractor.ts';
import type { Zone } from '../../src/model/tree.ts';
import { memoryTree } from '../tree.ts';

function extractor(id: string, files: readonly string[], zone: Zone = 'project'): Extractor {
  return {
    id,
    files,
    zone,
    knows: {
      title: id,
      ecosystem: 'npm',
      version: 'none',
      relation: false,
      scope: false,
      license: false,
    },
    extract: () => ({ components: [], diagnostics: [] }),
  };
}

function claimed(files: readonly string[], paths: readonly string[], zone?: Zone): string[] {
  const tree = memoryTree(Object.fromEntries(paths.map((path) => [path, ''])));
  return claims(tree, [extractor('x', files, zone)]).map(({ path }) => path);
}

test.each([
  [
    'a name',
    ['package.json'],
    ['package.json', 'a/package.json'],
    ['my-package.json', 'package.json5', 'package_json'],
  ],
  ['a name, whatever its case', ['Dockerfile'], ['dockerfile', 'a/DOCKERFILE'], ['Dockerfile.dev']],
  ['an extension', ['*.ipynb'], ['a.ipynb', 'x/.ipynb', 'A.IPYNB'], ['ipynb', 'a.ipynb.bak']],
  [
    'a star inside a name',
    ['requirements*.txt'],
    ['requirements.txt', 'a/requirements-dev.txt'],
    ['my-requirements.txt', 'requirements.txt~'],
  ],
  ['a star at both ends', ['*.Dockerfile.*'], ['a.Dockerfile.b'], ['Dockerfile.b', 'a.Dockerfile']],
  [
    'the end of a path',
    ['requirements/*.txt'],
    ['requirements/a.txt', 'x/requirements/a.txt'],
    ['requirements/x/a.txt', 'my-requirements/a.txt', 'requirements.txt'],
  ],
  [
    'characters of regular expressions',
    ['a+b(c).txt'],
    ['a+b(c).txt'],
    ['aab(c).txt', 'abc.txt', 'a+b(c)xtxt'],
  ],
] as const)('%s claims', (_, files, wanted, unwanted) => {
  const paths = claimed(files, [...wanted, ...unwanted]);
  expect([...paths].sort()).toEqual([...wanted].sort());
});

test('a zone is claimed by its own extractors alone', () => {
  const paths = ['package.json', 'node_modules/a/package.json'];
  expect(claimed(['package.json'], paths)).toEqual(['package.json']);
  expect(claimed(['package.json'], paths, 'installed')).toEqual(['node_modules/a/package.json']);
});

test('a file may have several claimants, each once, in the order of paths', () => {
  const tree = memoryTree({ 'b/compose.yaml': '', 'a/compose.yaml': '' });
  const one = extractor('one', ['*.yaml', 'compose*.yaml']);
  const two = extractor('two', ['compose.yaml']);
  const found = claims(tree, [one, two]);
  expect(found.map(({ path }) => path.slice(0, 1)).join('')).toBe('aabb');
  expect(found.map(({ claimant: { id }, path }) => `${path} ${id}`).sort()).toEqual([
    'a/compose.yaml one',
    'a/compose.yaml two',
    'b/compose.yaml one',
    'b/compose.yaml two',
  ]);
});
