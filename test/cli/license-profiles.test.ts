import { expect, test } from 'vitest';
import { alikeIds, kindUnder, underProfiles } from '../../src/cli/license-profiles.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const IDS = Object.keys(KNOWLEDGE.licenses);

test.each([
  ['GPL-2.0-only', ['GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later']],
  ['MPL-1.1', ['MPL-1.0', 'MPL-2.0']],
  ['MIT', []],
])('%s is easily mistaken', (id, expected) => {
  const alike = alikeIds(id, IDS);
  expect(alike).toEqual(expect.arrayContaining(expected));
  expect(alike).not.toContain(id);
  if (expected.length === 0) expect(alike).toEqual([]);
});

test('every license can be put under every profile', () => {
  const context = { asOf: '2026-11-22', toolVersion: '0.0.0' };
  const profiles = Object.keys(KNOWLEDGE.profiles);
  for (const license of Object.values(KNOWLEDGE.licenses).filter((_, at) => at % 29 === 0)) {
    const rows = underProfiles(license, KNOWLEDGE, context);
    expect(
      rows.map(({ profile }) => profile),
      license.id,
    ).toEqual(profiles);
    for (const { verdict, titles } of rows) expect(titles.length > 0).toBe(verdict !== 'clear');
    expect(['package', 'image', 'model', 'dataset']).toContain(kindUnder(license));
  }
});
