import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bunLock } from '../../src/extract/npm/bun-lock.ts';
import { npmInstalled } from '../../src/extract/npm/installed.ts';
import { packageJson } from '../../src/extract/npm/package-json.ts';
import { packageLock } from '../../src/extract/npm/package-lock.ts';
import { blockOf, readBlocks, scanBlocks } from '../../src/extract/npm/pnpm-blocks.ts';
import { packageKey } from '../../src/extract/npm/pnpm-keys.ts';
import { pnpmLock } from '../../src/extract/npm/pnpm-lock.ts';
import { reach } from '../../src/extract/npm/reach.ts';
import { identity, parseSpecifier, rangeVersion } from '../../src/extract/npm/specifier.ts';
import { yarnLock } from '../../src/extract/npm/yarn-lock.ts';
import type { Extractor } from '../../src/model/extractor.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import { fixtureTree, memoryTree } from '../tree.ts';

const FIXTURES = new URL('../../fixtures/extract/', import.meta.url).pathname;

function run(extractor: Extractor, path: string, text: string) {
  return extractor.extract({ path, text }, memoryTree({ [path]: text }));
}

function textOf(path: string): string {
  const slash = path.lastIndexOf('/');
  const reading = fixtureTree(FIXTURES + path.slice(0, slash)).read(path.slice(slash + 1));
  if (reading?.status !== 'ok') throw new Error(`no fixture ${path}`);
  return reading.text;
}

const FILES: readonly (readonly [Extractor, string, string])[] = [
  [bunLock, 'bun.lock', textOf('npm-bun-lock/workspaces/bun.lock')],
  [packageJson, 'package.json', textOf('npm-package-json/sections/package.json')],
  [packageLock, 'package-lock.json', textOf('npm-package-lock/v3-workspaces/package-lock.json')],
  [packageLock, 'package-lock.json', textOf('npm-package-lock/v1-tree/package-lock.json')],
  [pnpmLock, 'pnpm-lock.yaml', textOf('npm-pnpm-lock/v5/pnpm-lock.yaml')],
  [pnpmLock, 'pnpm-lock.yaml', textOf('npm-pnpm-lock/v9/pnpm-lock.yaml')],
  [yarnLock, 'yarn.lock', textOf('npm-yarn-lock/classic-workspaces/yarn.lock')],
  [yarnLock, 'yarn.lock', textOf('npm-yarn-lock/berry/yarn.lock')],
  [npmInstalled, 'node_modules/a/package.json', '{"name":"a","version":"1.0.0","license":"MIT"}'],
];

for (const [extractor, path, text] of FILES) {
  test(`${extractor.id}: a file cut anywhere never throws`, () => {
    for (let end = 0; end <= text.length; end += 3) run(extractor, path, text.slice(0, end));
  });

  test(`${extractor.id}: the same bytes give the same extraction, with either line ending`, () => {
    const once = run(extractor, path, text);
    expect(once.components.length).toBeGreaterThan(0);
    expect(run(extractor, path, text)).toEqual(once);
    expect(run(extractor, path, text.replaceAll('\n', '\r\n'))).toEqual(once);
  });

  test(`${extractor.id}: huge lines and deep nesting end soon`, () => {
    for (const filler of [
      'a',
      '"',
      "'",
      ' ',
      '{',
      '[',
      ',',
      '@',
      '/',
      '*',
      '\\',
      '? ',
      '- ',
      ':',
    ]) {
      expect(() => run(extractor, path, filler.repeat(200_000))).not.toThrow();
      expect(() => run(extractor, path, `${text}\n${filler.repeat(200_000)}\n`)).not.toThrow();
    }
  });
}

test('names like those of built-in members are data', () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    const manifest = `{"dependencies":{${JSON.stringify(name)}:"1.0.0"}}`;
    expect(run(packageJson, 'package.json', manifest).components).toMatchObject([
      { purl: `pkg:npm/${name}@1.0.0`, relation: 'direct' },
    ]);
    const lock = `{"lockfileVersion":3,"packages":{"node_modules/${name}":{"version":"1.0.0"}}}`;
    expect(run(packageLock, 'package-lock.json', lock).components).toMatchObject([
      { purl: `pkg:npm/${name}@1.0.0`, relation: 'transitive' },
    ]);
    const yarn = `# yarn lockfile v1\n\n${name}@^1.0.0:\n  version "1.0.0"\n`;
    expect(run(yarnLock, 'yarn.lock', yarn).components).toMatchObject([
      { purl: `pkg:npm/${name}@1.0.0` },
    ]);
    const pnpm = `lockfileVersion: '9.0'\npackages:\n  ${name}@1.0.0:\n    hasBin: true\n`;
    expect(run(pnpmLock, 'pnpm-lock.yaml', pnpm).components).toMatchObject([
      { purl: `pkg:npm/${name}@1.0.0` },
    ]);
  }
  // What a manifest inherits is not what it says.
  expect(run(packageJson, 'package.json', '{"__proto__":{"name":"evil"}}').components).toEqual([]);
});

const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9.@/-]{0,12}$/),
  fc.stringMatching(/^'@[a-z]{1,5}\/[a-z]{1,5}@1\.0\.0'$/),
  fc.constantFrom('__proto__', "'it''s'", '"a\\tb"', '/a@1.0.0(b@2.0.0)', 'a@file:b'),
);
const scalar = fc.constantFrom(
  '1.0.0',
  "'>=8'",
  "'a: b # c'",
  '"quoted"',
  'a b',
  '{integrity: sha512-0, tarball: file:a.tgz}',
  '[darwin]',
  'true',
  '{}',
);

type Entry = readonly [string, string | readonly Entry[]];
const entries = fc.letrec<{ list: readonly Entry[]; entry: Entry }>((tie) => ({
  list: fc.uniqueArray(tie('entry'), { minLength: 1, maxLength: 4, selector: ([name]) => name }),
  entry: fc.tuple(key, fc.oneof({ maxDepth: 3 }, scalar, tie('list'))),
})).list;

function print(list: readonly Entry[], indent: string): string {
  return list
    .map(([name, value]) =>
      typeof value === 'string'
        ? `${indent}${name}: ${value}\n`
        : `${indent}${name}:\n${print(value, `${indent}  `)}`,
    )
    .join('\n');
}

/** Block scalars are not kept by the scanner: pnpm has them only in `deprecated`. */
function comparable(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  return [...value]
    .filter(([name]) => name !== 'deprecated')
    .map(([name, field]) => [name, field.line, comparable(field.value)]);
}

// Flow collections are texts to the scanner and nodes to the parser; only their place is compared.
function expectAgreement(text: string): void {
  expect(parseYaml(text).ok, text).toBe(true);
  expect(scanBlocks(text), text).toBeDefined();
  const plain = text.replace(/: [{[].*$/gm, ': flow');
  const parsed = parseYaml(plain);
  expect(scanBlocks(plain)?.map(comparable)).toEqual(
    parsed.ok ? parsed.value.map(blockOf).map(comparable) : parsed,
  );
}

test('the line scanner of pnpm locks agrees with the YAML parser', () => {
  fc.assert(
    fc.property(entries, (list) => expectAgreement(print(list, ''))),
    { numRuns: 300, seed: 7 },
  );
  for (const name of ['v5', 'v6-single', 'v9', 'two-documents', 'unsupported-version'])
    expectAgreement(textOf(`npm-pnpm-lock/${name}/pnpm-lock.yaml`));
});

test('long keys, lists and block scalars are read without the YAML parser', () => {
  const text = [
    'packages:',
    '  ? /a@1.0.0(b@2.0.0)',
    '  : dependencies:',
    '      b: 2.0.0',
    '    dev: true',
    '  /b@2.0.0:',
    '    bundledDependencies:',
    '      - c',
    '    deprecated: |-',
    '      not: a key',
    '    dev: false',
    '',
  ].join('\n');
  const [block] = scanBlocks(text) ?? [];
  const packages = block?.get('packages')?.value;
  if (!(packages instanceof Map)) throw new Error('packages is a block');
  expect([...packages.keys()]).toEqual(['/a@1.0.0(b@2.0.0)', '/b@2.0.0']);
  expect([...packages.get('/a@1.0.0(b@2.0.0)').value.keys()]).toEqual(['dependencies', 'dev']);
  expect(packages.get('/b@2.0.0').value.get('dev')).toEqual({ line: 11, value: 'false' });
});

test('entries made to multiply work do not', () => {
  const same = Array.from({ length: 5000 }, (_, i) => `a@${i}:\n  version "${i}.0.0"\n`).join('');
  const asks = `b@1:\n  version "1.0.0"\n  dependencies:\n${'    a "^1"\n'.repeat(5000)}`;
  const { components } = run(yarnLock, 'yarn.lock', `# yarn lockfile v1\n${same}${asks}`);
  expect(components).toHaveLength(5001);
  const deep = `${'a/'.repeat(20_000)}a`;
  const names = Array.from({ length: 500 }, (_, i) => [`p${i}`, '1']);
  const manifest = { name: deep, dependencies: Object.fromEntries(names) };
  const packages = { [deep]: manifest };
  run(packageLock, 'package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
  const workspaces = { x: manifest };
  run(bunLock, 'bun.lock', JSON.stringify({ lockfileVersion: 1, workspaces, packages: {} }));
  const url = `file:${'.tgz?'.repeat(50_000)}\n`;
  run(packageJson, 'package.json', JSON.stringify({ dependencies: { a: url } }));
});

test('what would exhaust the YAML parser is a malformed file', () => {
  for (const text of ['['.repeat(5000), '{\n'.repeat(5000), `a: "${'" "'.repeat(20_000)}`]) {
    expect(run(pnpmLock, 'pnpm-lock.yaml', text).diagnostics).toMatchObject([
      { code: 'malformed-file' },
    ]);
  }
});

test.each([
  'a: &anchor 1\nb: *anchor\n',
  'a: {\n  b: c }\n',
  'a: "two\n  lines"\n',
  'a: plain\n  continued\n',
  '- a\n- b\n',
  'a: 1 # comment\n',
  '<<: x\n',
])('YAML that pnpm does not write goes to the parser: %j', (text) => {
  expect(scanBlocks(text)).toBeUndefined();
  expect(readBlocks(text).ok).toBe(true);
});

test.each([
  ['/left-pad/1.3.0', 'left-pad', '1.3.0'],
  ['/@s/n/1.0.0_peer@2.0.0', '@s/n', '1.0.0'],
  ['/@s/n/1.0.0_@t+u@2.0.0', '@s/n', '1.0.0'],
  ['/n/1.0.0_hash', 'n', '1.0.0'],
  ['/@s/n@1.0.0(@t/u@2.0.0)', '@s/n', '1.0.0'],
  ['n@1.0.0-rc.1', 'n', '1.0.0-rc.1'],
  ['@s/n@1.0.0(a@1.0.0(b@2.0.0))', '@s/n', '1.0.0'],
  ['registry.example/n/1.0.0', 'n', '1.0.0'],
])('the pnpm key %s is %s %s', (text, name, version) => {
  expect(packageKey(text)).toEqual({ name, version });
});

test.each([
  ['^1.2.3', 'range'],
  ['1.2.3', 'exact'],
  ['=1.2.3', 'exact'],
  ['1.2.3-rc.1+build', 'exact'],
  ['1.2', 'range'],
  ['1.x || >=2 <3', 'range'],
  ['*', 'range'],
  ['', 'range'],
  ['x', 'range'],
  ['latest', 'floating'],
  ['next-14', 'floating'],
])('the range %j is %s', (range, precision) => {
  expect(rangeVersion(range).precision).toBe(precision);
});

test.each([
  ['git@github.com:Acme/Tool.git', 'pkg:github/acme/tool'],
  ['https://github.com/acme/tool/archive/refs/tags/v1.0.0.tar.gz', 'pkg:github/acme/tool@v1.0.0'],
  ['git://github.com/acme/tool.git#v1.0.0', 'pkg:github/acme/tool@v1.0.0'],
  ['acme/tool', 'pkg:github/acme/tool'],
  ['npm:other', 'pkg:npm/other'],
  ['npm:@acme/other@1.0.0', 'pkg:npm/%40acme/other@1.0.0'],
  ['npm:^1.0.0', 'pkg:npm/tool'],
  ['https://git.example/tool.git', 'pkg:generic/tool?vcs_url=https:%2F%2Fgit.example%2Ftool.git'],
])('the specifier %j names %s', (text, expected) => {
  expect(identity('tool', parseSpecifier('tool', text))?.purl).toBe(expected);
});

test.each(['workspace:*', 'file:../x', 'link:./x', 'portal:./x', './x', '/x', '~/x'])(
  '%s is code of our own',
  (text) => {
    expect(parseSpecifier('tool', text)).toEqual({ kind: 'own' });
  },
);

test('the strongest way to a package decides its scope', () => {
  const edges: Record<string, { to: string; optional: boolean }[]> = {
    app: [
      { to: 'shared', optional: false },
      { to: 'maybe', optional: true },
    ],
    tool: [
      { to: 'shared', optional: false },
      { to: 'maybe', optional: false },
      { to: 'helper', optional: true },
    ],
    maybe: [{ to: 'deep', optional: false }],
    deep: [{ to: 'maybe', optional: false }],
  };
  const scopes = reach(
    [
      { to: 'tool', scope: 'development' },
      { to: 'app', scope: 'runtime' },
    ],
    (node) => edges[node] ?? [],
  );
  expect(Object.fromEntries(scopes)).toEqual({
    app: 'runtime',
    shared: 'runtime',
    maybe: 'optional',
    deep: 'optional',
    tool: 'development',
    helper: 'development',
  });
});

test('six thousand entries of a package-lock cost little more than parsing them', () => {
  const packages: Record<string, unknown> = {};
  for (let i = 0; i < 6000; i++)
    packages[`node_modules/package-${i}`] = { version: '1.0.0', license: 'MIT' };
  const text = JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
  const { components } = run(packageLock, 'package-lock.json', text);
  expect(components.at(-1)?.seenAt).toEqual([{ path: 'package-lock.json', line: 4 + 5999 * 4 }]);
});

test.each<[string, Extractor, string, (cpu: string) => string]>([
  [
    'package-lock.json',
    packageLock,
    'package-lock.json',
    (cpu) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: { 'node_modules/a': { version: '1.0.0', cpu: [cpu] } },
      }),
  ],
  [
    'pnpm-lock.yaml',
    pnpmLock,
    'pnpm-lock.yaml',
    (cpu) =>
      `lockfileVersion: '9.0'\n\npackages:\n\n  a@1.0.0:\n    resolution: {integrity: sha512-x}\n    cpu: [${cpu}]\n    os: [linux]\n`,
  ],
  [
    'bun.lock',
    bunLock,
    'bun.lock',
    (cpu) =>
      JSON.stringify({
        lockfileVersion: 1,
        workspaces: { '': { dependencies: { a: '1' } } },
        packages: { a: ['a@1.0.0', '', { os: 'linux', cpu }, 'sha512-x'] },
      }),
  ],
  [
    'yarn.lock',
    yarnLock,
    'yarn.lock',
    (cpu) =>
      `__metadata:\n  version: 8\n\n"a@npm:1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n  conditions: os=linux & cpu=${cpu}\n`,
  ],
  [
    'package.json of an installed package',
    npmInstalled,
    'node_modules/a/package.json',
    (cpu) => JSON.stringify({ name: 'a', version: '1.0.0', cpu: [cpu] }),
  ],
])('%s: what is built for a processor is native', (_, extractor, path, text) => {
  const nativeOf = (cpu: string) => run(extractor, path, text(cpu)).components[0]?.native;
  expect(nativeOf('arm64')).toBe(true);
  expect(nativeOf('x64')).toBe(true);
  expect(nativeOf('wasm32')).toBe(true);
  // Bun's word for riscv64.
  expect(nativeOf('none')).toBe(true);
  expect(nativeOf('any')).toBeUndefined();
});

function licensesOf(text: string): string[] {
  const { components } = run(npmInstalled, 'node_modules/a/package.json', text);
  return components.flatMap(({ evidence }) =>
    evidence.map((one) => (one.kind === 'declared' ? `${one.in} ${one.raw}` : '')),
  );
}

const HEAD = '"name":"a","version":"1.0.0"';

test.each([
  ['a member that is written twice', `{${HEAD},"license":"CC-BY-NC-4.0","license":"MIT"}`],
  ['either spelling', `{${HEAD},"licence":"CC-BY-NC-4.0","license":"MIT"}`],
  ['a list under its other spelling', `{${HEAD},"licences":["CC-BY-NC-4.0"],"license":"MIT"}`],
  [
    'a member that is written twice, far apart and in other shapes',
    `{"license" : {"type":"CC-BY-NC-4.0","url":"a, } b"},${HEAD},"keywords":["license"],"license":"MIT"}`,
  ],
])('every license that is named counts: %s', (_, text) => {
  const said = licensesOf(text).map((one) => one.slice(one.indexOf(' ') + 1));
  expect(said.sort()).toEqual(['CC-BY-NC-4.0', 'MIT']);
});

test('a member of a member is no license, and what is written once is read once', () => {
  expect(licensesOf(`{${HEAD},"license":"MIT","x":{"license":"GPL-3.0"}}`)).toEqual([
    'license-field MIT',
  ]);
});

test('members repeated many times are read in one pass', () => {
  const members = '"license":"MIT",'.repeat(50_000);
  expect(licensesOf(`{${members}${HEAD}}`)).toEqual(['license-field MIT', 'license-field MIT']);
});
