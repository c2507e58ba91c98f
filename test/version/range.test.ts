import { expect, test } from 'vitest';
import type { Precision } from '../../src/model/component.ts';
import type { ProductVersions } from '../../src/model/knowledge.ts';
import { possibleRows, readRows } from '../../src/version/range.ts';

/** Ranges stand for their rows; the license only names them in failures. */
function history(...ranges: readonly string[]): readonly ProductVersions[] {
  return ranges.map((range) => {
    const [flavor = '', bare = ''] = range.includes('|') ? range.split('|') : ['', range];
    return { range: bare, license: 'MIT', ...(flavor ? { flavor } : {}) };
  });
}

function ask(
  rows: readonly ProductVersions[],
  text: string | undefined,
  precision: Precision,
  newest?: Readonly<Record<string, string>>,
): readonly number[] {
  const version = text === undefined ? undefined : { text, precision };
  return possibleRows(version, rows, newest).map((row) => rows.indexOf(row));
}

// Like redis: permissive, then source-available, then with a copyleft choice.
const redis = history('<7.4.0-0', '>=7.4.0-0 <8.0.0-0', '>=8.0.0-0');

test.each<[string, Precision, readonly number[]]>([
  ['7.2.4', 'exact', [0]],
  ['v7.2.4', 'exact', [0]],
  ['7.2.4-alpine', 'exact', [0]],
  ['7.2.4-alpine3.20', 'floating', [0]],
  ['7.4.1-debian-12-r2', 'exact', [1]],
  ['5:7.0.15-1~deb12u1', 'exact', [0]],
  ['7.4.0-rc1', 'exact', [1]],
  ['7.4-rc1', 'exact', [1]],
  ['8.0-m02', 'exact', [2]],
  ['7.4.0rc1', 'exact', [1]],
  ['7.2.4@sha256:0123456789abcdef', 'exact', [0]],
  ['7', 'floating', [0, 1]],
  ['7-alpine', 'floating', [0, 1]],
  ['7.2', 'floating', [0]],
  ['7.4-bookworm', 'floating', [1]],
  ['7.x', 'floating', [0, 1]],
  ['8', 'floating', [2]],
  ['12', 'floating', [2]],
  ['^7.2.0', 'range', [0, 1]],
  ['~7.2.0', 'range', [0]],
  ['>=7,<8', 'range', [0, 1]],
  ['>= 6.0.0, < 7.4.0', 'range', [0]],
  ['~> 7.0', 'range', [0, 1]],
  ['~> 7.2.1', 'range', [0]],
  ['~=7.4.1', 'range', [1]],
  ['==7.2.*', 'range', [0]],
  ['>=7.4.0,!=7.4.2', 'range', [1, 2]],
  ['[7.0,8.0)', 'range', [0, 1]],
  ['[7.2.4]', 'range', [0]],
  ['(,7.0]', 'range', [0]],
  ['7.2', 'range', [0, 1]],
  ['6 || 8', 'range', [0, 2]],
  ['*', 'range', [0, 1, 2]],
  ['latest', 'floating', [2]],
  ['alpine', 'floating', [2]],
  ['alpine3.20', 'floating', [2]],
  ['ubuntu-22.04', 'floating', [2]],
  ['20240131', 'floating', [0, 1, 2]],
])('%s (%s) means rows %j', (text, precision, rows) => {
  expect(ask(redis, text, precision)).toEqual(rows);
});

test.each([
  [''],
  ['lts'],
  ['sha256:0123456789abcdef'],
  ['@sha256:0123456789abcdef'],
  ['3f2a9c1d0e'],
  ['sha-3f2a9c1'],
  ['pr-7'],
  ['$' + '{REDIS_VERSION:-7.2}'],
  ['{{ .Values.tag }}'],
  ['99999999999999999999.1.1'],
  ['^'],
  ['>=<'],
  ['[1,2'],
  ['не версия'],
  ['1.'.repeat(5000)],
  ['='.repeat(5000)],
])('%s can mean every row', (text) => {
  for (const precision of ['exact', 'range', 'floating'] as const) {
    expect(ask(redis, text, precision)).toEqual([0, 1, 2]);
  }
});

test('no version follows the newest, and says whether that was known', () => {
  expect(readRows(undefined, redis)).toEqual({ rows: [redis[2]], by: 'assumed-newest' });
  expect(readRows(undefined, redis, { latest: '7.4.11' })).toEqual({
    rows: [redis[1]],
    by: 'newest',
  });
  expect(ask(redis, 'lts', 'floating', { latest: '8.1.0' })).toEqual([0, 1, 2]);
  expect(ask(redis, 'stable', 'floating', { latest: '8.1.0', stable: '7.2.1' })).toEqual([0]);
  expect(ask(redis, 'constructor', 'floating', { latest: '8.1.0' })).toEqual([2]);
});

test.each<[string | undefined, Precision, readonly number[]]>([
  ['2.17.2-pg16-oss', 'exact', [0]],
  ['latest-pg16-oss', 'floating', [0]],
  ['2.17.2-pg16', 'exact', [2]],
  ['1.7.5-pg12', 'exact', [1]],
  ['latest-pg16', 'floating', [2]],
  ['pg16', 'floating', [2]],
  [undefined, 'floating', [2]],
])('flavors are words of the tag: %s', (text, precision, rows) => {
  const timescale = history('oss|*', '<2.0.0-0', '>=2.0.0-0');
  expect(ask(timescale, text, precision)).toEqual(rows);
});

test('a prefix flavor leaves the version readable', () => {
  const couchbase = history('community|<7.0.0-0', 'community|>=7.0.0-0', '*');
  expect(ask(couchbase, 'community-6.6.0', 'exact')).toEqual([0]);
  expect(ask(couchbase, 'community', 'floating')).toEqual([1]);
  expect(ask(couchbase, 'enterprise-8.0.2', 'exact')).toEqual([2]);
});

test.each<[string | undefined, Precision, readonly number[]]>([
  ['RELEASE.2021-04-22T15-44-28Z', 'exact', [0]],
  ['RELEASE.2021-05-11T23-27-41Z', 'exact', [1]],
  ['RELEASE.2025-04-22T22-12-26Z.fips', 'exact', [1]],
  ['2021.4.22', 'exact', [0]],
  ['2024.1.13-debian-11-r0', 'exact', [1]],
  ['2021.4', 'floating', [0, 1]],
  ['2021', 'floating', [0, 1]],
  ['2020', 'floating', [0]],
  ['latest', 'floating', [1]],
  [undefined, 'floating', [1]],
  ['edge', 'floating', [1]],
  ['sha-3f2a9c1', 'floating', [0, 1]],
])('dated releases compare by day: %s', (text, precision, rows) => {
  expect(ask(history('date:<2021-04-23', 'date:>=2021-04-23'), text, precision)).toEqual(rows);
});

test('a digest alone can be any flavor, a long-term line any plain row', () => {
  const sonarqube = history('enterprise|*', '<24.12.0-0', '>=24.12.0-0');
  expect(ask(sonarqube, '@sha256:0123456789abcdef', 'exact')).toEqual([0, 1, 2]);
  expect(ask(sonarqube, 'lts', 'floating')).toEqual([1, 2]);
  expect(ask(sonarqube, 'lts-enterprise', 'floating')).toEqual([0]);
});

test('rows that overlap: the first that holds all of it wins', () => {
  const rows = history('>=1.0.0-0 <1.5.0-0', '*');
  expect(ask(rows, '1.4.5', 'exact')).toEqual([0]);
  expect(ask(rows, '1.4', 'floating')).toEqual([0]);
  expect(ask(rows, '1', 'floating')).toEqual([0, 1]);
});

test('a version outside every row can mean any of them', () => {
  expect(ask(history('<1.0.0-0', '>=2.0.0-0'), '1.5.0', 'exact')).toEqual([0, 1]);
});
