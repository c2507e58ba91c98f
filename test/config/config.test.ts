import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { KNOWLEDGE } from '../knowledge.ts';

function issuesOf(text: string): string[] {
  const { issues } = readConfig(text, 'fineprint.yaml', KNOWLEDGE);
  return issues.map(({ line, message }) => `${line}: ${message}`);
}

const WHOLE = `profile: internal
answers: {hosted: yes, research: unknown}
scale:
  mau: 1_000_000
  revenue-year: {now: 5, '2024-07': 3}
regions: {established: [DE], served: [EU, US]}
failOn: needs-review
components:
  - match: pkg:docker/redis
    answers: {exposed: no}
  - match: pkg:npm/%40acme/*
    license: {expression: MIT OR Apache-2.0, reason: ours, by: legal}
waivers:
  - rule: non-commercial
    component: '*'
    reason: leaving soon
    owner: me
    until: 2026-12-31
exclude: [examples/, '*.gen.py']
`;

test('a whole configuration', () => {
  const { config, issues } = readConfig(WHOLE, 'fineprint.yaml', KNOWLEDGE);
  expect(issues).toEqual([]);
  expect(config).toEqual({
    profile: 'internal',
    answers: { hosted: 'yes', research: 'unknown' },
    scale: { mau: 1_000_000, 'revenue-year': { now: 5, '2024-07': 3 } },
    regions: { established: ['DE'], served: ['EU', 'US'] },
    failOn: 'needs-review',
    components: [
      { match: 'pkg:docker/redis', answers: { exposed: 'no' }, path: 'fineprint.yaml', line: 9 },
    ],
    assertions: [
      {
        match: 'pkg:npm/%40acme/*',
        expression: 'MIT OR Apache-2.0',
        reason: 'ours',
        by: 'legal',
        path: 'fineprint.yaml',
        line: 11,
      },
    ],
    exclude: {
      patterns: ['examples/', '*.gen.py'],
      where: { path: 'fineprint.yaml', line: 19 },
    },
    waivers: [
      {
        rule: 'non-commercial',
        component: '*',
        reason: 'leaving soon',
        owner: 'me',
        until: '2026-12-31',
        path: 'fineprint.yaml',
        line: 14,
      },
    ],
  });
});

test.each(['', '\n', '# nothing but a comment\n'])('%j configures nothing', (text) => {
  expect(issuesOf(text)).toEqual([]);
});

test.each([
  [
    'an unknown key',
    'profile: saas\nwaiver: []\n',
    '2: unknown key "waiver"',
    'did you mean "waivers"',
  ],
  ['an unknown profile', 'profile: sass', '1: unknown profile "sass"', 'did you mean "saas"'],
  [
    'an unknown question',
    'answers:\n  hostd: yes',
    '2: unknown usage question "hostd"',
    '"hosted"',
  ],
  [
    'an answer that is none',
    'answers:\n  hosted: maybe',
    '2: hosted must be yes, no or unknown',
    '',
  ],
  ['an unknown number', 'scale:\n  mua: 5', '2: unknown number "mua"', '"mau"'],
  ['a number that is none', 'scale:\n  mau: many', '2: mau must be a number', ''],
  ['a negative number', 'scale:\n  mau: -5', '2: mau must not be negative', ''],
  [
    'a number larger than there can be',
    'scale:\n  revenue-year:\n    now: 1e99',
    '3: revenue-year now is more than there can be',
    '',
  ],
  [
    'a month that is none',
    "scale:\n  mau:\n    '2024': 3",
    '3: "2024" must be "now" or a month',
    '',
  ],
  ['a region that is none', 'regions:\n  served: [Europe]', '2: "Europe" is no region code', ''],
  ['a list for a map', 'answers: [hosted]', '1: ', ''],
  ['a map for a list', 'waivers: {a: b}', '1: ', ''],
  ['a document that is a list', '- a', '1: the configuration must be a map', ''],
  ['a gate that is none', 'failOn: always', '1: unknown failOn "always"', 'never'],
  ['a component without match', 'components:\n  - answers: {exposed: no}', '2: ', '"match"'],
  [
    'a match that is no purl',
    'components:\n  - match: redis\n    answers: {exposed: no}',
    '2: "match" is a package URL',
    'pkg:',
  ],
  [
    'a license that is none',
    'components:\n  - match: pkg:npm/a\n    license: {expression: Apache 2, reason: r, by: b}',
    '3: "Apache 2" is no SPDX',
    'LicenseRef',
  ],
  [
    'a license without reason',
    'components:\n  - match: pkg:npm/a\n    license: {expression: MIT, by: b}',
    '3: a license has no "reason"',
    '',
  ],
  [
    'a waiver for nothing',
    'waivers:\n  - {reason: r, owner: o, until: 2026-12-31}',
    '2: a waiver needs a "fingerprint"',
    '',
  ],
  [
    'a waiver of a rule everywhere',
    'waivers:\n  - {rule: non-commercial, reason: r, owner: o, until: 2026-12-31}',
    '2: a waiver by "rule" needs a "component"',
    '',
  ],
  [
    'a waiver without an end',
    'waivers:\n  - {fingerprint: f, reason: r, owner: o}',
    '2: a waiver has no "until"',
    '',
  ],
  [
    'a waiver until a day that is none',
    'waivers:\n  - {fingerprint: f, reason: r, owner: o, until: 2026-02-30}',
    '2: until must be a date',
    '',
  ],
  [
    'a waiver of an unknown rule',
    'waivers:\n  - {rule: noncommercial, component: "*", reason: r, owner: o, until: 2026-12-31}',
    '2: unknown rule "noncommercial"',
    '"non-commercial"',
  ],
  ['no YAML', 'a: [', '', 'not YAML'],
  ['a key of objects', '__proto__: {profile: saas}', '1: unknown key "__proto__"', ''],
])('%s is an issue with its line', (_, text, start, part) => {
  const issues = issuesOf(text);
  const fitting = issues.filter((issue) => issue.startsWith(start) && issue.includes(part));
  expect(fitting, issues.join('\n')).not.toEqual([]);
});

test('one run shows every issue', () => {
  expect(issuesOf('answers: {a: yes}\nscale: {b: 1}\nx: 1\n')).toHaveLength(3);
});

test('what is missing is told once, where it is missing', () => {
  expect(issuesOf('profile: saas\nwaivers:\n  - {fingerprint: f, reason: r}\n')).toEqual([
    '3: a waiver has no "owner"',
    '3: a waiver has no "until"',
  ]);
});

describe('loading', () => {
  const root = mkdtempSync(join(tmpdir(), 'fineprint-config-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const options = { asOf: '2026-11-22', toolVersion: '0', includeDevelopment: true };
  const file = (name: string, text: string): string => {
    writeFileSync(join(root, name), text);
    return join(root, name);
  };

  test('without a file is the default profile', () => {
    const { config, failOn } = loadConfig(root, KNOWLEDGE, options);
    expect(config.usage.name).toBe('saas');
    expect(config.usage.answers).toMatchObject({ hosted: 'yes', distributed: 'no' });
    expect(config.waivers).toEqual([]);
    expect(failOn).toBeUndefined();
  });

  test('the command line outweighs the file, the file the profile', () => {
    const path = file('own.yaml', 'profile: internal\nanswers: {hosted: yes}\nfailOn: never\n');
    const own = loadConfig(root, KNOWLEDGE, { ...options, config: path });
    expect(own.config.usage).toMatchObject({ name: 'internal', answers: { hosted: 'yes' } });
    expect(own.failOn).toBe('never');
    const other = loadConfig(root, KNOWLEDGE, { ...options, config: path, profile: 'distributed' });
    expect(other.config.usage).toMatchObject({
      name: 'distributed',
      answers: { distributed: 'yes', hosted: 'yes' },
    });
  });

  test('a profile may be a file', () => {
    const profile = file('ours.yaml', '\ufeffanswers: {commercial: yes}\nscale: {mau: 7}\n');
    expect(loadConfig(root, KNOWLEDGE, { ...options, profile }).config.usage).toEqual({
      name: 'ours',
      answers: { commercial: 'yes' },
      scale: { mau: 7 },
      regions: {},
    });
  });

  test.each([
    ['an unknown profile', { profile: 'sass' }, /unknown profile "sass".*did you mean "saas"/],
    ['a profile of objects', { profile: 'constructor' }, /unknown profile/],
    ['a profile file that is not there', { profile: './gone.yaml' }, /cannot be read \(ENOENT\)/],
    [
      'a file that is not there',
      { config: '/nowhere/fineprint.yaml' },
      /cannot be read \(ENOENT\)/,
    ],
  ])('%s is refused', (_, more, message) => {
    const load = () => loadConfig(root, KNOWLEDGE, { ...options, ...more });
    expect(load).toThrow(UsageError);
    expect(load).toThrow(message);
  });

  test('a file with issues is refused with all of them, by line', () => {
    const path = file('bad.yaml', 'profile: sass\nwaiver: []\n');
    const load = () => loadConfig(root, KNOWLEDGE, { ...options, config: path });
    expect(load).toThrow(/bad\.yaml:1:10: unknown profile[\s\S]*bad\.yaml:2:1: unknown key/);
  });

  test('the file at the root is found by its name', () => {
    const path = file('fineprint.yaml', 'profile: embedded\n');
    expect(loadConfig(root, KNOWLEDGE, options).config.usage.name).toBe('embedded');
    rmSync(path);
  });
});
