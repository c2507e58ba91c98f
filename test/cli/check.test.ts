import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/fineprint.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'fineprint-check-'));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8')),
);

afterAll(() => rmSync(FOLDER, { recursive: true }));

interface Report {
  readonly components: readonly { purl: string; verdict: string }[];
  readonly matrix?: readonly { purl: string; byProfile: Record<string, string> }[];
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    cwd: FOLDER,
  });
  return { status, stdout, stderr };
}

function reportOf(...args: readonly string[]): Report {
  const { stdout } = run(...args, '--format', 'json');
  const report: unknown = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  return report as Report;
}

test.each([
  [['MIT'], 0],
  [['CC-BY-NC-4.0'], 1],
  [['redis@7.2.4'], 0],
  [['docker:redis@7.4.0', '--profile', 'managed-service'], 1],
  [['pkg:npm/nobody-knows-this-one', '--fail-on', 'needs-review'], 1],
  [['MIT', 'no-such-thing-at-all'], 2],
  [['CC-BY-NC-4.0', '--as', 'modell'], 2],
  [[], 2],
])('check %j exits with %i', (args, expected) => {
  expect(run('check', ...args).status).toBe(expected);
});

test('each id is answered by name, clear ones too', () => {
  const { stdout } = run('check', 'MIT', 'redis@7.2.4', 'hf:coqui/XTTS-v2');
  expect(stdout).toMatch(/^CLEAR: 2 components$/m);
  expect(stdout).toContain('  - redis 7.2.4 (product): BSD-3-Clause\n');
  expect(stdout).toContain('  - a package under MIT (generic): MIT\n');
  expect(stdout).toMatch(/^VIOLATIONS: 1 component\n\ncoqui\/XTTS-v2 \(model\)/m);
  expect(stdout).not.toContain('in 0 files');
});

test('the report of check conforms to the schema, and says each id once', () => {
  const { components } = reportOf('check', 'MIT', 'MIT', 'npm:gsap@3');
  expect(components.map(({ purl }) => purl)).toEqual(['pkg:generic/MIT', 'pkg:npm/gsap@3']);
});

test('a license that only its name ties to a family of models is judged alone', () => {
  const { components } = reportOf('check', 'llama-3.1-license-2024', '--as', 'model');
  expect(components).toHaveLength(1);
  expect(JSON.stringify(components)).not.toContain('rules/models/');
});

test('fineprint.yaml of the current directory answers', () => {
  const folder = mkdtempSync(join(FOLDER, 'answers-'));
  writeFileSync(join(folder, 'fineprint.yaml'), 'profile: research\n');
  const { status, stdout } = spawnSync(process.execPath, [BIN, 'check', 'CC-BY-NC-4.0'], {
    encoding: 'utf8',
    cwd: folder,
  });
  expect(stdout).toContain('profile research');
  expect(status).toBe(0);
});

const HOSTING = mkdtempSync(join(FOLDER, 'matrix-'));
writeFileSync(
  join(HOSTING, 'compose.yaml'),
  'services:\n  cache:\n    image: redis:7.4.0\n  db:\n    image: postgres:16.4\n',
);

test('matrix tells which profile breaks what, and gates nothing', () => {
  const { status, stdout, stderr } = run('matrix', HOSTING);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const numbers = [...stdout.matchAll(/^(\d) ([\w-]+):/gm)].map(([, at, name]) => [at, name]);
  expect(numbers.map(([, name]) => name)).toEqual([
    ...['now', 'distributed', 'embedded', 'internal', 'managed-service', 'research', 'saas'],
  ]);
  const line = /^([✗?·](?: [✗?·])+) {3}redis 7\.4\.0 \(image\)$/m.exec(stdout)?.[1]?.split(' ');
  expect(line).toHaveLength(numbers.length);
  expect(line?.[numbers.findIndex(([, name]) => name === 'managed-service')]).toBe('✗');
  expect(line?.[numbers.findIndex(([, name]) => name === 'internal')]).toBe('·');
  expect(stdout).not.toContain('postgres');
  const all = run('matrix', HOSTING, '--verbose').stdout;
  expect(all).toContain('postgres 16.4 (image)');
  expect(all).toMatch(/^ +✗ [\s\S]+?\[[\w-]+\]\s+under \d/m);
});

test('the report of matrix conforms to the schema and agrees with scans', () => {
  const { matrix, components } = reportOf('matrix', HOSTING);
  expect(matrix?.map(({ purl }) => purl)).toEqual(components.map(({ purl }) => purl));
  for (const profile of ['internal', 'managed-service', 'saas', 'distributed']) {
    const scanned = reportOf('scan', HOSTING, '--profile', profile);
    expect(scanned.components.map(({ verdict }) => verdict)).toEqual(
      matrix?.map(({ byProfile }) => byProfile[profile]),
    );
  }
});

test('an unknown format of matrix is refused', () => {
  const { status, stdout, stderr } = run('matrix', HOSTING, '--format', 'html');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('pretty, json');
});
