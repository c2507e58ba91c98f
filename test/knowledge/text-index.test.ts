import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spdxTextDigests } from '../../src/knowledge/sources.ts';
import { compareText } from '../../src/syntax/compare.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const OWN = Object.entries<string>(JSON.parse(readFileSync('rules/index/texts.json', 'utf8')));

test('the index of texts holds digests of licenses whose terms are stated', () => {
  expect(OWN.length).toBeGreaterThan(150);
  expect(OWN.filter(([digest]) => !/^[\w-]{22}$/.test(digest))).toEqual([]);
  expect(OWN.filter(([, id]) => KNOWLEDGE.licenses[id]?.detail !== 'complete')).toEqual([]);
});

test('it is sorted, and says nothing of texts that SPDX names', () => {
  const digests = OWN.map(([digest]) => digest);
  expect(digests).toEqual(digests.toSorted(compareText));
  const spdx = spdxTextDigests();
  expect(digests.filter((digest) => spdx[digest])).toEqual([]);
});
