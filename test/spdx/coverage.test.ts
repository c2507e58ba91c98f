import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
const rules = new URL('../../rules/', import.meta.url);

interface Group {
  terms: Record<string, string>[];
  verified: string;
  prefix?: string;
  licenses: string[];
}

function readRules<T>(path: string): T {
  return parse(readFileSync(new URL(path, rules), 'utf8'));
}

const vocabulary = readRules<{
  terms: Record<string, { values: Record<string, string> }>;
  families: Record<string, unknown>;
}>('vocabulary.yaml');
const families = readdirSync(new URL('families/', rules)).map((name) => ({
  name,
  ...readRules<{ family: string; groups: Group[] }>(`families/${name}`),
}));
const grades = ['text', 'secondary', 'exists', 'memory'];

test('every SPDX license is in exactly one family', () => {
  const listed = families
    .flatMap((family) => family.groups)
    .flatMap(({ prefix = '', licenses }) => licenses.map((id) => prefix + id));
  const known = Object.keys(require('spdx-license-list'));
  expect(
    listed.filter((id, index) => listed.indexOf(id) !== index),
    'listed twice in rules/families/',
  ).toEqual([]);
  expect(
    known.filter((id) => !listed.includes(id)),
    'add these to a file of rules/families/',
  ).toEqual([]);
});

test.each(families)('$name states terms of the vocabulary, with their clauses', (file) => {
  expect(file.name).toBe(`${file.family}.yaml`);
  expect(vocabulary.families).toHaveProperty(file.family);
  for (const group of file.groups) {
    expect(grades).toContain(group.verified);
    for (const { section, summary, ...stated } of group.terms) {
      expect(section && summary).toBeTruthy();
      for (const [term, value] of Object.entries(stated)) {
        expect(Object.keys(vocabulary.terms[term]?.values ?? {})).toContain(value);
      }
    }
  }
});

test('every SPDX exception is known', () => {
  const exceptions =
    readRules<Record<string, { copyleft?: string; verified: string }>>('exceptions.yaml');
  const parser = createRequire(require.resolve('spdx-expression-parse'));
  const ids: string[] = parser('spdx-exceptions');
  expect(ids.filter((id) => !(id in exceptions))).toEqual([]);
  for (const { copyleft, verified } of Object.values(exceptions)) {
    expect(grades).toContain(verified);
    if (copyleft !== undefined) expect(['none', 'file', 'library']).toContain(copyleft);
  }
});
