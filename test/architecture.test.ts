import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EXTRACTORS } from '../src/extract/registry.ts';
import { DIAGNOSTIC_CODES } from '../src/model/diagnostic.ts';
import { REPORTERS } from '../src/report/registry.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath.slice(ROOT.length), entry.name))
    .sort();
}

function read(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

const MODULES = filesBelow('src', '.ts');

const SPECIFIER = /(?:^|[^.\w])(?:import|export)\s*(?:\(\s*|[^'";]*?\bfrom\s*)?'([^']+)'/g;

/** What a module imports, statically or not: paths below `src/` for our own, names for the rest. */
function importsOf(path: string): string[] {
  return [...read(path).matchAll(SPECIFIER)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
  );
}

/** `src/syntax/json.ts` → `syntax`; `src/audit.ts` → `audit`. */
function layerOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

const LEAVES = ['spdx', 'purl', 'version', 'syntax'];
const STAGES = ['collect', 'extract', 'identify', 'resolve', 'evaluate', 'report'];

/** What each layer may import beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(LEAVES.map((leaf) => [leaf, ['model', ...LEAVES]])),
  ...Object.fromEntries(STAGES.map((stage) => [stage, ['model', ...LEAVES]])),
  audit: ['model', ...STAGES],
  knowledge: ['model', ...LEAVES],
  config: ['model', 'knowledge', ...LEAVES],
  cli: ['model', 'audit', 'config', 'knowledge', ...LEAVES, ...STAGES],
};

/** The index of license texts is compiled with the words that identify reads texts with. */
const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  'src/knowledge/index-texts.ts': ['identify'],
  'src/knowledge/load.ts': ['identify'],
  'src/knowledge/reference-tables.ts': ['identify'],
  'src/knowledge/settle-texts.ts': ['identify'],
  'src/knowledge/texts/blanks.ts': ['identify'],
  'src/knowledge/texts/collect-words.ts': ['identify'],
  'src/knowledge/texts/compile-index.ts': ['identify'],
  'src/knowledge/texts/refine.ts': ['identify'],
  'src/knowledge/texts/spdx-xml.ts': ['identify'],
};

describe('layers', () => {
  test('every module belongs to one', () => {
    expect(MODULES.filter((path) => !(layerOf(path) in MAY_IMPORT))).toEqual([]);
  });

  test.each(MODULES)('%s imports only what its layer may', (path) => {
    const own = layerOf(path);
    const allowed = new Set([own, ...(MAY_IMPORT[own] ?? []), ...(EXCEPTIONS[path] ?? [])]);
    const ours = importsOf(path).filter((specifier) => specifier.startsWith('src/'));
    expect(ours.filter((specifier) => !allowed.has(layerOf(specifier)))).toEqual([]);
    expect(ours.filter((specifier) => !MODULES.includes(specifier))).toEqual([]);
  });

  test('the reader of imports sees every form', () => {
    expect(importsOf('src/audit.ts')).toContain('src/resolve/resolve.ts');
    expect(importsOf('src/cli/main.ts')).toContain('src/cli/commands/scan.ts');
    expect(importsOf('src/cli/main.ts')).toContain('commander');
  });
});

describe('input and output', () => {
  const DOORS = [
    'src/collect/disk-tree.ts',
    'src/config/load.ts',
    'src/knowledge/load.ts',
    'src/knowledge/build.ts',
    'src/knowledge/index-texts.ts',
    'src/knowledge/reading-code.ts',
    'src/knowledge/settle-texts.ts',
    'src/knowledge/sources.ts',
    'src/knowledge/texts/sources.ts',
  ];
  /** Node modules that reach neither disk, network, clock nor environment. */
  const PURE = [
    'node:crypto',
    'node:module',
    'node:path',
    'node:path/posix',
    'node:url',
    'node:zlib',
  ];
  const AMBIENT = /\bprocess\.|\bconsole\.|\bDate\.now\b|\bnew Date\(\)|\bfetch\(|\bMath\.random\b/;

  test.each(MODULES.filter((path) => !DOORS.includes(path) && layerOf(path) !== 'cli'))(
    '%s does none',
    (path) => {
      const builtin = importsOf(path).filter((specifier) => specifier.startsWith('node:'));
      expect(builtin.filter((specifier) => !PURE.includes(specifier))).toEqual([]);
      const code = read(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      expect(AMBIENT.exec(code)?.[0]).toBeUndefined();
    },
  );

  test('the doors exist', () => {
    expect(DOORS.filter((path) => !MODULES.includes(path))).toEqual([]);
  });
});

describe('registries', () => {
  test('of extractors: complete, ids as paths or exports, sorted', () => {
    const exporting = MODULES.filter(
      (path) =>
        /^src\/extract\/[^/]+\/.+\.ts$/.test(path) &&
        /^export const \w+: Extractor\b/m.test(read(path)),
    );
    expect(exporting).toHaveLength(EXTRACTORS.length);
    const ids = EXTRACTORS.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    const stated = exporting.map((path) => /\bid: '([^']+)'/.exec(read(path))?.[1]);
    const paths = exporting.map((path) => path.slice('src/extract/'.length, -'.ts'.length));
    expect(paths.sort()).toEqual(ids);
    expect(stated.sort()).toEqual(ids);
  });

  test('of reporters: complete, ids as file names, sorted', () => {
    const exporting = MODULES.filter(
      (path) => layerOf(path) === 'report' && /^export const \w+: Reporter\b/m.test(read(path)),
    );
    const ids = REPORTERS.map(({ id }) => id);
    expect(exporting.map((path) => path.slice('src/report/'.length, -'.ts'.length))).toEqual(ids);
    expect(ids).toEqual([...ids].sort());
  });
});

describe('diagnostic codes', () => {
  const SOURCES = MODULES.filter((path) => path !== 'src/model/diagnostic.ts').map(read);
  // This file and those that only print reports name codes without producing them.
  const TESTS = filesBelow('test', '.test.ts').filter(
    (path) => !path.startsWith('test/report/') && path !== 'test/architecture.test.ts',
  );
  const EXPECTED = [
    ...TESTS.map(read),
    ...filesBelow('fixtures/extract', 'expected.json').map(read),
  ];

  test.each(DIAGNOSTIC_CODES)('%s is produced by the program and by a test', (code) => {
    const quoted = new RegExp(`['"]${code}['"]`);
    expect(SOURCES.some((text) => quoted.test(text))).toBe(true);
    expect(EXPECTED.some((text) => quoted.test(text))).toBe(true);
  });
});

test('the package holds what it runs on, and nothing else', () => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(output) as { files: { path: string }[] }[];
  const paths = (packed?.files ?? []).map(({ path }) => path);
  const documents = /^(?:package\.json|README\.md|LICENSE|NOTICE|CHANGELOG\.md)$/;
  const strangers = paths.filter(
    (path) => !/^(?:bin|dist|rules)\//.test(path) && !documents.test(path),
  );
  expect(strangers).toEqual([]);
  expect(paths).toContain('bin/fineprint.js');
  expect(paths).toContain('dist/main.js');
  expect(paths).toContain('dist/knowledge.json');
  expect(paths).toContain('rules/vocabulary.yaml');
  expect(paths.filter((path) => path.endsWith('.ts'))).toEqual([]);
});
