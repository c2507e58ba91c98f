import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/fineprint.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'fineprint-rules-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

function run(cwd: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    cwd,
  });
  return { status, stdout, stderr };
}

/** A folder with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(FOLDER, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const RULE = `id: no-network-copyleft
title: We do not use network copyleft
severity: high
verdict: violation
about: license
message: '{name} is under {license}, which our policy does not allow.'
remedy: Replace it, or ask the open source office.
rationale: The policy of the house.
when:
  all:
    - term: {copyleft: [network]}
    - usage: commercial
tests:
  - {name: agpl, license: AGPL-3.0-only, answers: {commercial: yes}, expect: violation}
  - {name: hobby, license: AGPL-3.0-only, answers: {commercial: no}, expect: none}
  - {name: not said, license: AGPL-3.0-only, answers: {commercial: unknown}, expect: needs-review}
`;

const LICENSE = `id: LicenseRef-acme-eula
name: Acme EULA
family: source-available
verified: text
read: the copy of 2026
url: https://acme.example/eula
terms:
  - commercial-use: forbidden
    section: '§2'
    summary: Only private use is licensed.
`;

const PRODUCT = `products:
  - id: acme-db
    title: Acme DB
    verified: text
    names:
      image: [registry.acme.example/db]
      generic: [acme-db]
    versions:
      - range: '*'
        license: LicenseRef-acme-eula
    evidence: Our contract.
`;

const FILES = {
  'house/risks/no-network-copyleft.yaml': RULE,
  'house/licenses/acme-eula.yaml': LICENSE,
  'house/products/acme.yaml': PRODUCT,
  'fineprint.yaml': 'profile: saas\nrules: house\n',
};

describe('rules of the user', () => {
  const root = folder(FILES);

  test('their tests run', () => {
    expect(run(root, 'rules', 'test', '--rules', 'house')).toEqual({
      status: 0,
      stdout: '3 tests of 1 rule: all as expected\n',
      stderr: '',
    });
  });

  test.each([
    ['AGPL-3.0-only', 'We do not use network copyleft'],
    ['acme-db@1.0.0', 'Commercial use is not allowed'],
  ])('%s is judged by them, named in fineprint.yaml', (id, title) => {
    const { status, stdout } = run(root, 'check', id);
    expect(status).toBe(1);
    expect(stdout).toContain(title);
  });

  test('they are found however fineprint.yaml is written', () => {
    const flow = folder({ ...FILES, 'fineprint.yaml': '{ profile: saas, "rules": house }\n' });
    expect(run(flow, 'check', 'acme-db@1.0.0').status).toBe(1);
  });

  test.each(['rules: [house]', 'rules:', 'rules: {a: b}'])('%s is refused', (line) => {
    const wrong = folder({ ...FILES, 'fineprint.yaml': `profile: saas\n${line}\n` });
    const { status, stderr } = run(wrong, 'check', 'MIT');
    expect(status).toBe(2);
    expect(stderr).toMatch(/fineprint\.yaml:2:\d+: rules must be a text/);
  });

  test('a license of theirs is explained with where it stands', () => {
    expect(run(root, 'explain', 'acme-eula').stdout).toMatch(/Acme EULA[\s\S]*house\/licenses/);
  });

  test('without them nothing of it is known', () => {
    const plain = folder({});
    expect(run(plain, 'check', 'AGPL-3.0-only', '--profile', 'saas').stdout).not.toContain(
      'network copyleft [',
    );
    expect(run(plain, 'check', 'acme-db').status).toBe(2);
  });
});

describe('what is wrong with a file is told with its place', () => {
  const cases: readonly (readonly [
    name: string,
    files: Record<string, string>,
    message: RegExp,
  ])[] = [
    [
      'an unknown question',
      { 'risks/no-network-copyleft.yaml': RULE.replace('usage: commercial', 'usage: comercial') },
      /no-network-copyleft\.yaml:12:14: unknown usage question "comercial"; did you mean "commercial"/,
    ],
    [
      'an unknown term',
      { 'risks/no-network-copyleft.yaml': RULE.replace('copyleft:', 'copylft:') },
      /no-network-copyleft\.yaml:11:\d+: unknown term "copylft"; did you mean "copyleft"/,
    ],
    [
      'a value no term has',
      { 'licenses/acme-eula.yaml': LICENSE.replace(': forbidden', ': forbiden') },
      /acme-eula\.yaml:8:\d+: .*"forbiden"; did you mean "forbidden"/,
    ],
    [
      'a test that is missing',
      { 'risks/no-network-copyleft.yaml': RULE.replace(/^.*not said.*\n/m, '') },
      /no test of no-network-copyleft expects "needs-review"/,
    ],
    [
      'no test at all',
      { 'risks/no-network-copyleft.yaml': RULE.replace(/^tests:[\s\S]*/m, 'tests: []\n') },
      /no test of no-network-copyleft expects "violation"/,
    ],
    [
      'a name that is ours',
      {
        'risks/non-commercial.yaml': RULE.replace('no-network-copyleft', 'non-commercial'),
      },
      /there is a rule called non-commercial already/,
    ],
    [
      'a wrong type',
      { 'products/acme.yaml': 'products: 7\n' },
      /acme\.yaml:1:11: .*must be a list/,
    ],
    ['a file in no folder', { 'notes.yaml': 'a: 1\n' }, /none of the folders/],
    ['a file that is no YAML', { 'risks/a.yaml': 'a: [\n' }, /a\.yaml:\d+: not YAML/],
    [
      'a license in a file of another name',
      { 'licenses/other.yaml': LICENSE },
      /the file of LicenseRef-acme-eula must be acme-eula\.yaml/,
    ],
  ];

  test.each(cases)('%s', (_, files, message) => {
    const root = folder(files);
    const scanned = run(root, 'check', 'MIT', '--rules', '.');
    expect({ status: scanned.status, stdout: scanned.stdout }).toEqual({ status: 2, stdout: '' });
    expect(scanned.stderr).toMatch(message);
    const tested = run(root, 'rules', 'test', '--rules', '.');
    expect(tested.status).toBe(2);
    expect(tested.stderr).toMatch(message);
  });

  test('rules test runs the rest', () => {
    const root = folder({ ...FILES, 'house/risks/broken.yaml': 'id: 7\n' });
    const { status, stdout } = run(root, 'rules', 'test', '--rules', 'house');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^3 tests of 1 rule: all as expected; \d+ issues?\n$/);
  });

  test('a folder that is not there', () => {
    const { status, stderr } = run(FOLDER, 'check', 'MIT', '--rules', 'gone');
    expect(status).toBe(2);
    expect(stderr).toContain('the rules in gone cannot be read (ENOENT)');
  });
});

test('a test that fails is told with its place', () => {
  const root = folder({
    'risks/no-network-copyleft.yaml': RULE.replace(
      'name: agpl, license: AGPL-3.0-only',
      'name: agpl, license: MIT',
    ),
  });
  const { status, stdout } = run(root, 'rules', 'test', '--rules', '.');
  expect(status).toBe(1);
  expect(stdout).toMatch(/:14: no-network-copyleft, "agpl": expected violation, got none\n/);
});

test('our own rules are tested from what is installed', () => {
  const { status, stdout } = run(FOLDER, 'rules', 'test');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\d{3,} tests of \d+ rules: all as expected\n$/);
});
