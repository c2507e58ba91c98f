import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { loadTextIndex } from '../../src/knowledge/load.ts';
import { pack, unpack } from '../../src/knowledge/packed.ts';
import type { License } from '../../src/model/knowledge.ts';
import type { Verdict } from '../../src/model/report.ts';
import type { Answer } from '../../src/model/usage.ts';
import { parseExpression } from '../../src/spdx/expression.ts';
import { COMPILED, KNOWLEDGE } from '../knowledge.ts';
import { concluded, config, inventory, made, usage } from '../make.ts';

const INDEX = loadTextIndex(new URL('../../rules/index/licenses.bin', import.meta.url));

const PREFIX = 'LicenseRef-scancode-';
const { licenses, profiles } = KNOWLEDGE;
const LISTED = Object.values(licenses).filter(
  ({ id, detail }) => id.startsWith(PREFIX) && detail === 'family',
);

/** How a linked library under one license comes out. */
function verdict(license: string, answers: Readonly<Record<string, Answer>>): Verdict | undefined {
  const component = made('sample', { role: 'library' });
  const determined = { component, determination: concluded(license) };
  const report = evaluate([determined], inventory(component), {
    knowledge: KNOWLEDGE,
    config: config({ usage: usage(answers) }),
  });
  return report.components[0]?.verdict;
}

const presets = Object.entries(profiles).map(([id, { answers }]) => [id, answers] as const);

test('every license of LicenseDB that a text can be recognized as has a family', () => {
  const ids = INDEX.licenses.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  const ours = ids.filter((id) => id.startsWith(PREFIX));
  expect(ours.length).toBeGreaterThan(1700);
  expect(ours.filter((id) => !Object.hasOwn(licenses, id))).toEqual([]);
});

test('every license can be part of an expression', () => {
  expect(Object.keys(licenses).filter((id) => !parseExpression(`(${id} OR MIT)`))).toEqual([]);
});

test('no license is in two families', () => {
  const twice = COMPILED.issues.filter(({ message }) => / is also in /.test(message));
  expect(twice).toEqual([]);
});

test('packed knowledge is what it was', () => {
  const restored = unpack(pack(KNOWLEDGE)).licenses;
  expect(restored).toEqual(licenses);
});

/** Names that stand for many texts, or for none, and texts whose category says less than they do. */
const TRAPS = [
  ...['commercial-license', 'proprietary-license', 'commercial-option', 'proprietary'],
  ...['unknown', 'unknown-license-reference', 'unknown-spdx', 'free-unknown', 'unstated'],
  ...['no-license', 'see-license', 'license-file-reference', 'generic-tos', 'generic-exception'],
  ...['warranty-disclaimer', 'generic-cla', 'dco-1.1', 'google-patent-license-golang'],
  ...['other-permissive', 'other-copyleft', 'public-domain', 'patent-disclaimer'],
  ...['agpl-generic-additional-terms', 'gpl-generic-additional-terms', 'npsl-exception-0.95'],
  ...['perl-1.0', 'zuora-software', 'softfloat-2c', 'cpp-core-guidelines', 'mattkruse', 'sun-rpc'],
  ...['chris-maunder', 'alexisisaac-freeware', 'toppers-license', 'ricebsd', 'ntlm', 'pine'],
  ...['linum', 'rsa-1990', 'robert-hubley', 'bea-2.1', 'free-surfer-1.0', 'rsa-md2', 'fplot'],
].map((key) => PREFIX + key);

describe.each(presets)('under the profile %s', (_profile, answers) => {
  test.each(TRAPS)('%s does not clear', (license) => {
    expect(verdict(license, answers)).toBe('needs-review');
  });
});

const SAAS = profiles['saas']?.answers ?? {};

test.each([
  ...['JSON', 'MS-LPL', 'CC-BY-NC-4.0'],
  ...['commons-clause', 'cosli', 'woodruff-2002', 'colt', 'hippocratic-1.0', 'oswego-concurrent'],
  ...['oracle-code-samples-bsd', 'apple-mpeg-4', 'openmarket-fastcgi', 'ms-limited-public'],
  ...['unrar-v3', 'cpol-1.0', 'dl-de-by-nc-1-0-en', 'dbad-1.1'].map((key) => PREFIX + key),
])('%s does not clear in a business', (name) => {
  const license = Object.hasOwn(licenses, name) ? name : PREFIX + name;
  expect(Object.hasOwn(licenses, license)).toBe(true);
  expect(verdict(license, SAAS)).not.toBe('clear');
});

test.each(['bsd-unmodified', 'x11-sg', 'etalab-2.0-en', 'aes-128-3.0', 'mit-old-style'])(
  '%s, which asks for notices at most, clears',
  (key) => {
    expect(verdict(PREFIX + key, { ...SAAS, distributed: 'yes' })).toBe('clear');
  },
);

/** Everything that could offend a license, and no permission. */
const WORST: Readonly<Record<string, Answer>> = {
  ...Object.fromEntries(
    Object.values(KNOWLEDGE.vocabulary.questions).map(({ id }) => [id, 'yes' as const]),
  ),
  agreement: 'no',
  owned: 'no',
  research: 'no',
};

test('what nobody read forbids nothing', () => {
  const unread = ({ terms }: License) => terms.every(({ grade }) => grade !== 'text');
  const forbidden = LISTED.filter(unread).filter(({ id }) => verdict(id, WORST) === 'violation');
  expect(forbidden.map(({ id }) => id)).toEqual([]);
});

test('copyleft that nobody read asks where copies are given out', () => {
  const copyleft = LISTED.filter(({ terms }) =>
    terms.some(({ term, value }) => term === 'copyleft' && value !== 'file'),
  );
  expect(copyleft.length).toBeGreaterThan(150);
  const clear = copyleft.filter(({ id }) => verdict(id, WORST) === 'clear');
  expect(clear.map(({ id }) => id)).toEqual([]);
});

test('of what a category alone is known, nothing clears', () => {
  const named = LISTED.filter(({ grade }) => grade === 'exists');
  const clear = named.filter(({ id }) => verdict(id, { commercial: 'no' }) === 'clear');
  expect(clear.map(({ id }) => id)).toEqual([]);
});
