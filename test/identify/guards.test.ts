import { expect, test } from 'vitest';
import { noticePatterns } from '../../src/identify/beside-notices.ts';
import { CARVE_OUTS } from '../../src/identify/residue-carve-outs.ts';
import type { Guarded } from '../../src/identify/residue-guard.ts';
import { harmlessPhrases } from '../../src/identify/residue-harmless-phrases.ts';
import { RESTRICTIONS } from '../../src/identify/residue-restrictions.ts';
import { isRequired } from './requirement.ts';

const ALL: readonly Guarded[] = [
  ...noticePatterns(),
  ...harmlessPhrases(),
  ...RESTRICTIONS.map(([, phrase]) => phrase),
  ...CARVE_OUTS.map(([, phrase]) => phrase),
];

test.each(ALL.filter(({ runs }) => runs.length > 0).map(({ runs, pattern }) => [pattern, runs]))(
  'whatever %s matches has one of its runs',
  (pattern, runs) => {
    expect(isRequired(pattern, runs)).toBe(true);
  },
);

test.each([
  [/one (?:two|three) four/, ['two', 'three'], true],
  [/one (?:two|three) four/, ['two'], false],
  [/one|two/, ['one'], false],
  [/ones? more/, ['ones'], false],
  [/(?:one )?more/, ['one'], false],
  [/(?:one ){0,3}more/, ['one'], false],
  [/(?:one ){1,3}more/, ['one'], true],
  [/(?<!one )more/, ['one'], false],
  [/more(?= one)/, ['one'], false],
  [/[one] more/, ['one'], false],
  [/on\we/, ['one'], false],
])('what is required: %s has one of %j: %s', (pattern, runs, isHeld) => {
  expect(isRequired(pattern, runs)).toBe(isHeld);
});
