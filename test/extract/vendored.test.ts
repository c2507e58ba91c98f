import { describe, expect, test } from 'vitest';
import { component } from '../../src/extract/component.ts';
import { vendoredName, withVendored } from '../../src/extract/vendored.ts';
import type { Component } from '../../src/model/component.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { memoryTree } from '../tree.ts';

test.each([
  ['third_party/acme', 'acme'],
  ['src/vendor/github.example/acme/x', 'github.example/acme/x'],
  ['3rdparty/a/deps/b', 'b'],
  ['web/wwwroot/lib/jquery', 'jquery'],
  ['third_party', undefined],
  ['apps/vendor', undefined],
  ['lib/acme', undefined],
  ['vendoring/acme', undefined],
  ['', undefined],
])('%j holds %j', (folder, name) => {
  expect(vendoredName(folder)).toBe(name);
});

const MIT: Evidence = {
  kind: 'declared',
  in: 'license-field',
  raw: 'MIT',
  where: { path: 'vendor/c/package.json' },
};

function manifest(path: string, evidence: readonly Evidence[] = []): Component {
  return component({
    purl: 'pkg:npm/c@1.0.0',
    kind: 'project',
    name: 'c',
    relation: 'self',
    role: 'application',
    evidence,
    seenAt: [{ path: 'package.json', line: 5 }, { path }],
  });
}

describe('code of others in the tree', () => {
  const rows: [string, Record<string, string>, Component[], string[]][] = [
    ['a license file', { 'third_party/a/LICENSE': '' }, [], ['vendored a third_party/a/LICENSE']],
    [
      'a license folder, and a notice beside it',
      { 'third_party/a/LICENSES/MIT.txt': '', 'third_party/a/NOTICE': '' },
      [],
      ['vendored a third_party/a/LICENSES/MIT.txt third_party/a/NOTICE'],
    ],
    ['a notice alone', { 'third_party/a/NOTICE': '' }, [], []],
    ['a distribution of Python', { 'a/_vendor/b-1.dist-info/LICENSE': '' }, [], []],
    ['the folder itself', { 'third_party/LICENSE': '' }, [], []],
    ['what an install put there', { 'vendor/node_modules/a/LICENSE': '' }, [], []],
    [
      'a manifest and a license file',
      { 'vendor/c/package.json': '', 'vendor/c/LICENSE': '' },
      [manifest('vendor/c/package.json')],
      ['vendored c vendor/c/LICENSE'],
    ],
    [
      'a manifest that names its license',
      { 'vendor/c/package.json': '' },
      [manifest('vendor/c/package.json', [MIT])],
      ['vendored c'],
    ],
    [
      'a copy of the project itself',
      { 'package.json': '{\n  "name": "c"\n}', 'vendor/c/package.json': '' },
      [manifest('vendor/c/package.json', [MIT])],
      ['project c'],
    ],
    [
      'a copy that the project depends on',
      { 'package.json': '{"name": "b", "dependencies": {"c": "1"}}', 'vendor/c/package.json': '' },
      [manifest('vendor/c/package.json', [MIT])],
      ['vendored c'],
    ],
    [
      'a manifest without a license, which may be of a part of the project',
      { 'apps/vendor/c/package.json': '' },
      [manifest('apps/vendor/c/package.json')],
      ['project c'],
    ],
  ];
  test.each(rows)('%s', (_, files, components, expected) => {
    const found = withVendored(components, memoryTree(files));
    const shown = found.map(({ kind, name, licenseTexts }) =>
      [kind, name, ...licenseTexts.map((text) => (text.kind === 'file' ? text.path : ''))].join(
        ' ',
      ),
    );
    expect(shown).toEqual(expected);
  });

  test('is of others, and tests are for development', () => {
    const tree = memoryTree({ 'vendor/a/LICENSE': '', 'tests/vendor/b/LICENSE': '' });
    const shown = withVendored([manifest('vendor/a/package.json', [MIT])], tree).map(
      ({ purl, relation, role, scope }) => [purl, relation, role, scope].join(' '),
    );
    expect(shown).toEqual([
      'pkg:generic/vendored/tests/vendor/b direct library development',
      'pkg:npm/c@1.0.0 direct library runtime',
    ]);
  });
});
