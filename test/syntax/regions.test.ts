import { expect, test } from 'vitest';
import { isRegion, regionHint } from '../../src/syntax/regions.ts';

test.each(['DE', 'GB', 'US', 'KR', 'EU', 'EEA'])('%s is a country or a union of them', (code) => {
  expect(isRegion(code)).toBe(true);
});

test.each([
  ['UK', '; did you mean "GB"?'],
  ['usa', '; did you mean "US"?'],
  ['de', '; did you mean "DE"?'],
  ['eu', '; did you mean "EU"?'],
  ['Atlantis', ''],
  ['', ''],
  ['ZZ', ''],
])('%s is none, and what it stands for is said', (code, hint) => {
  expect(isRegion(code)).toBe(false);
  expect(regionHint(code)).toBe(hint);
});
