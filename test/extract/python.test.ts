import { expect, test } from 'vitest';
import { claims } from '../../src/collect/claims.ts';
import { isAddress, refVersion, urlDependency } from '../../src/extract/python/dependency.ts';
import { matchesGlob } from '../../src/extract/python/glob.ts';
import { readHeaders } from '../../src/extract/python/headers.ts';
import {
  namesDevelopment,
  parseRequirement,
  poetryVersion,
  specifierVersion,
} from '../../src/extract/python/requirement.ts';
import { pythonRequirements } from '../../src/extract/python/requirements.ts';
import { EXTRACTORS } from '../../src/extract/registry.ts';
import { memoryTree } from '../tree.ts';

const PYTHON = EXTRACTORS.filter(({ id }) => id.startsWith('python/'));

// text, then name, extras, specifier, url and marker as PEP 508 reads them
test.each([
  ['requests', 'requests', [], '', undefined, undefined],
  ['  Zope.Interface  ', 'Zope.Interface', [], '', undefined, undefined],
  ['a[b, c]>=1,<2', 'a', ['b', 'c'], '>=1,<2', undefined, undefined],
  ['a[]==1', 'a', [], '==1', undefined, undefined],
  ['a (>=1, !=1.5)', 'a', [], '>=1,!=1.5', undefined, undefined],
  ['a ~= 1.4.2', 'a', [], '~=1.4.2', undefined, undefined],
  ['a===1.0+local', 'a', [], '===1.0+local', undefined, undefined],
  ['a>=1;python_version<"3"', 'a', [], '>=1', undefined, 'python_version<"3"'],
  ['a;', 'a', [], '', undefined, undefined],
  ['a>=1,', 'a', [], '>=1', undefined, undefined],
  ['a @ https://x.example/a.zip', 'a', [], '', 'https://x.example/a.zip', undefined],
  ['a[b]@https://x.example/;p ; q=="1"', 'a', ['b'], '', 'https://x.example/;p', 'q=="1"'],
  ['constructor>1', 'constructor', [], '>1', undefined, undefined],
] as const)('PEP 508: %s', (text, name, extras, specifier, url, marker) => {
  const read = parseRequirement(text);
  expect({ url: undefined, marker: undefined, ...read }).toEqual({
    name,
    extras,
    specifier,
    url,
    marker,
  });
});

test.each([
  ['', 'empty'],
  ['-r other.txt', 'an option'],
  ['a=1.0', 'one equals sign, as conda writes it'],
  ['a 1.0', 'no operator'],
  ['a>=1 b', 'two requirements'],
  ['a[b', 'an open bracket'],
  ['a-', 'a dash at the end of a name'],
  ['a @', 'no address'],
  ['a @ https://x.example/ b', 'words after the address'],
  ['./a', 'a path'],
  ['__proto__', 'a name starting with an underscore'],
])('PEP 508 refuses %j: %s', (text) => {
  expect(parseRequirement(text)).toBeUndefined();
});

test.each([
  ['==1.2', '1.2', 'exact'],
  ['===1.2', '1.2', 'exact'],
  ['>=1,==1.2', '1.2', 'exact'],
  ['==1.*', '==1.*', 'range'],
  ['!=1.2', '!=1.2', 'range'],
  ['~=1.2', '~=1.2', 'range'],
])('specifier %s', (specifier, text, precision) => {
  expect(specifierVersion(specifier)).toEqual({ text, precision });
});

test.each([
  ['1.2', '1.2', 'exact'],
  ['==1.2', '1.2', 'exact'],
  ['1.2.*', '1.2.*', 'range'],
  ['^1.2', '^1.2', 'range'],
  ['~1.2', '~1.2', 'range'],
  ['*', '*', 'range'],
  ['', '*', 'range'],
  ['>=1,<2', '>=1,<2', 'range'],
  ['1.2 || 1.3', '1.2 || 1.3', 'range'],
])('Poetry constraint %j', (constraint, text, precision) => {
  expect(poetryVersion(constraint)).toEqual({ text, precision });
});

test.each([
  ['0123456789abcdef0123456789abcdef01234567', '0123456789abcdef0123456789abcdef01234567', 'exact'],
  ['v1.2.0', '1.2.0', 'exact'],
  ['2.0rc1', '2.0rc1', 'exact'],
  ['main', 'main', 'floating'],
  ['release-1', 'release-1', 'floating'],
])('git ref %s', (ref, text, precision) => {
  expect(refVersion(ref)).toEqual({ text, precision });
});

// address, name if the file gives one, purl; null: code of ours
test.each([
  ['https://x.example/a_b-1.0-py3-none-any.whl', undefined, 'pkg:pypi/a-b@1.0'],
  ['https://x.example/a-b-1.0.tar.gz?x=1', undefined, 'pkg:pypi/a-b@1.0'],
  ['https://x.example/get/main.zip', 'a', 'pkg:pypi/a'],
  [
    'https://x.example/main.zip',
    undefined,
    'pkg:generic/main.zip?download_url=https:%2F%2Fx.example%2Fmain.zip',
  ],
  ['git+https://x.example/o/r.git@v1.0#egg=a[b]', undefined, 'pkg:pypi/a@1.0'],
  ['git+ssh://git@github.com/O/R.git', undefined, 'pkg:github/o/r'],
  [
    'git+https://u:p@x.example/o/r',
    undefined,
    'pkg:generic/r?vcs_url=git%2Bhttps:%2F%2Fx.example%2Fo%2Fr',
  ],
  ['file:///croot/a', 'a', 'pkg:pypi/a'],
  ['file:libs/a', 'a', null],
  ['../a', undefined, null],
  ['.', undefined, null],
] as const)('address %s', (address, name, purl) => {
  expect(urlDependency(address, name)?.purl ?? null).toBe(purl);
});

test.each([
  ['./a', true],
  ['a/b', true],
  ['C:\\a', true],
  ['a-1.0.whl', true],
  ['a', false],
  ['a>=1', false],
])('%s is an address: %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});

test.each([
  ['requirements-dev', true],
  ['test_requirements', true],
  ['docs', true],
  ['testament', false],
  ['requirements', false],
  ['prod', false],
])('%s names development: %s', (name, expected) => {
  expect(namesDevelopment(name)).toBe(expected);
});

test.each([
  ['LICEN[CS]E*', 'LICENCE.md', true],
  ['LICEN[CS]E*', 'LICENZE', false],
  ['LICENSE*', 'sub/LICENSE', false],
  ['**/LICENSE', 'LICENSE', true],
  ['**/LICENSE', 'a/b/LICENSE', true],
  ['a/**', 'b/c', false],
  ['l?cense[0-9].txt', 'license7.txt', true],
  ['[!L]*', 'LICENSE', false],
])('glob %s on %s: %s', (glob, path, expected) => {
  expect(matchesGlob(glob, path)).toBe(expected);
});

test('metadata ends at the first empty line, not at a line of blanks', () => {
  const text = 'Name: a\r\nLicense: x\r\n        \r\n        y\r\n\r\nVersion: 1\r\n';
  expect(readHeaders(text)).toEqual([
    { name: 'name', value: 'a', line: 1 },
    { name: 'license', value: 'x\n\ny', line: 2 },
  ]);
});

test('a chain of includes stops at a bound', () => {
  const files: Record<string, string> = { 'requirements.txt': '-r 0.in\n' };
  for (let i = 0; i < 300; i++) files[`${i}.in`] = `-r ${i + 1}.in\n`;
  const tree = memoryTree(files);
  const file = { path: 'requirements.txt', text: '-r 0.in\n' };
  const { diagnostics } = pythonRequirements.extract(file, tree);
  expect(diagnostics.map(({ code }) => code)).toEqual(['limit-reached']);
});

test('a text that is no requirements file complains a bounded number of times', () => {
  const text = 'these are only words\n'.repeat(1000);
  const tree = memoryTree({ 'requirements.txt': text });
  const { diagnostics } = pythonRequirements.extract({ path: 'requirements.txt', text }, tree);
  expect(diagnostics).toHaveLength(21);
  expect(diagnostics.at(-1)).toMatchObject({ code: 'limit-reached' });
});

const MB5 = 5_000_000;
const HOSTILE: Record<string, string> = {
  empty: '',
  'one line of a': 'a'.repeat(MB5),
  'one line of blanks': `a${' '.repeat(MB5)}b`,
  'one line of blanks and hashes': 'a #'.repeat(MB5 / 3),
  'one line of brackets': '['.repeat(MB5),
  'one line of stars': `License-File: ${'*'.repeat(MB5)}`,
  'lines of backslashes': '\\\n'.repeat(MB5 / 2),
  'lines of via': `a==1\n${'    # via b\n'.repeat(200_000)}`,
  'lines of keys': 'a: b\n'.repeat(200_000),
  'one comment of names': `a==1 # via ${','.repeat(MB5)}`,
  'many license globs': `[project]\nname = 'a'\nlicense-files = [${'"**/*",'.repeat(100_000)}]`,
  'a graph of one list': `version = 1\n[[package]]\nname = "a"\nsource.virtual = "."\ndependencies = [${'{name="b"},'.repeat(150_000)}]\n[[package]]\nname = "b"\ndependencies = [{name="a"}]\n`,
  'many packages of one name': `version = 1\n[[package]]\nname = "a"\nsource.virtual = "."\ndependencies = [${'{name="b"},'.repeat(20_000)}]\n${'[[package]]\nname = "b"\n'.repeat(20_000)}`,
  'blocks without names': '[[package]]\n'.repeat(50_000),
  'a script that is all comment': `# /// script\n${'# dependencies = ["a"]\n'.repeat(100_000)}`,
  'scripts without an end': '# /// script\n'.repeat(200_000),
  'a chain of groups': `[dependency-groups]\n${Array.from({ length: 20_000 }, (_, i) => `g${i} = [{include-group = "g${i + 1}"}]`).join('\n')}\n`,
  'a prototype key':
    '__proto__ = 1\n[project]\n__proto__ = "x"\n[tool.poetry.dependencies]\n__proto__ = "1"\nconstructor = "2"\n',
  'a prototype table': '[__proto__]\na = 1\n[tool.uv.sources.__proto__]\npath = "."\n',
  'a prototype package':
    '{"__proto__": {"__proto__": 1}, "default": {"__proto__": {"version": "==1"}}}',
  'truncated table': '[project',
  'truncated text': '[project]\nname = "ac',
  'wrong types':
    'version = 1\nlock-version = "1.0"\nproject = 1\ntool = []\npackage = 3\npackages = "x"\nbuild-system = "y"\ndependency-groups = 4\n',
  'wrong types deeper':
    '[project]\nname = 1\ndependencies = 2\noptional-dependencies = 3\nlicense = []\nlicense-files = 4\nclassifiers = 5\n[tool]\npoetry = 1\nuv = 2\npdm = 3\n',
  NULs: '\0'.repeat(1000),
};

const PATHS = [
  'requirements.txt',
  'pyproject.toml',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'Pipfile',
  'Pipfile.lock',
  'pylock.toml',
  'setup.cfg',
  'site-packages/a-1.dist-info/METADATA',
  'layer/a-1.dist-info/METADATA',
  'script.py',
];

test('the hostile paths reach every extractor', () => {
  const tree = memoryTree(Object.fromEntries(PATHS.map((path) => [path, ''])));
  expect(new Set(claims(tree, PYTHON).map(({ claimant }) => claimant.id))).toEqual(
    new Set(PYTHON.map(({ id }) => id)),
  );
});

test.each(Object.entries(HOSTILE))('hostile input: %s', (_name, text) => {
  for (const path of PATHS) {
    const tree = memoryTree({ [path]: text });
    for (const { claimant } of claims(tree, PYTHON)) {
      expect(() => claimant.extract({ path, text }, tree)).not.toThrow();
    }
  }
});

test('a lock whose graph multiplies says that it was not walked to its end', () => {
  const text = HOSTILE['many packages of one name'] ?? '';
  const tree = memoryTree({ 'uv.lock': text });
  const [claim] = claims(tree, PYTHON);
  const extraction = claim?.claimant.extract({ path: 'uv.lock', text }, tree);
  expect(extraction?.diagnostics.map(({ code }) => code)).toEqual(['limit-reached']);
  expect(extraction?.components).toHaveLength(20_000);
});

test('many entries that cannot be found in the text do not cost a search each', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `"\\u0061${i}"`);
  const text = `[project]\nname = "acme"\ndependencies = [${names.join(', ')}]\n`;
  const tree = memoryTree({ 'pyproject.toml': text });
  const [claim] = claims(tree, PYTHON);
  expect(claim?.claimant.extract({ path: 'pyproject.toml', text }, tree).components).toHaveLength(
    20_001,
  );
});
