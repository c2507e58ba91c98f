import { describe, expect, test } from 'vitest';
import { isOrigin, packageList } from '../../src/identify/package-list.ts';

test.each([
  ['By: Jane Roe', true],
  ['By: Jane Roe, John van der Doe, heron', true],
  ['By: François Dupré <francois@acme.example>', true],
  ['By: Jane Roe @heron', true],
  ['By: Jane Roe, https://code.example/heron/graphs/contributors', true],
  ['By: nobody may sell this', false],
  ['By: Jane Roe. Not for commercial use', false],
  ['By: https://code.example/terms', false],
  ['Repository: https://code.example/heron/nest', true],
  ['Repository: heron/nest', true],
  ['Repositories: https://code.example/heron/nest, heron/egg', true],
  ['Repository: ask for a commercial license', false],
  ['Repository: heron/nest, for evaluation only', false],
  ['License: MIT', false],
])('%s names authors or a repository and nothing else: %s', (line, isIt) => {
  expect(isOrigin(line)).toBe(isIt);
});

const LIST = `# Licenses of what is bundled

## @heron/nest
License: MIT
By: Jane Roe
Repository: git+https://code.example/heron/nest.git

> Take it.

---------------------------------------

## egg, feather
License: ISC
By: John Doe

License: ISC
By: Jane Roe

---------------------------------------

## shell
License: 0BSD
Repository: heron/shell

Keep it.
`;

describe('a list of packages', () => {
  test('has a preface, and the license and text of each', () => {
    const list = packageList(LIST);
    expect(list?.preface).toBe('# Licenses of what is bundled\n\n');
    expect(
      list?.entries.map(({ license, text }) => [license, text.replace(/\s+/g, ' ').trim()]),
    ).toEqual([
      ['MIT', '> Take it. ---------------------------------------'],
      ['ISC', '---------------------------------------'],
      ['0BSD', 'Keep it.'],
    ]);
  });

  test.each([
    ['another text', 'MIT License\n\nTake it.'],
    ['a heading that says more', LIST.replace('## shell', '## shell, not for sale')],
    ['a heading that names a license', LIST.replace('## shell', '## gpl-shell')],
    ['an author with a license', LIST.replace('By: John Doe', 'By: MPL')],
    ['an address of terms', LIST.replace('heron/shell', 'heron/terms')],
  ])('%s is none', (_, text) => {
    expect(packageList(text)).toBeUndefined();
  });

  test.each([
    ['another label', LIST.replace('By: Jane Roe\nRepo', 'Fee: 5\nRepo'), 'Fee: 5'],
    [
      'a second license',
      LIST.replace('License: ISC\nBy: Jane', 'License: MIT\nBy: Jane'),
      'License: MIT',
    ],
    ['a choice', LIST.replace('License: 0BSD', 'License: 0BSD OR MIT'), 'License: 0BSD OR MIT'],
  ])('%s is left in the text of an entry, which is then looked at', (_, text, left) => {
    const texts = packageList(text)?.entries.map((entry) => entry.text) ?? [];
    expect(texts.some((one) => one.includes(left))).toBe(true);
  });
});
