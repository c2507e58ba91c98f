import { expect, test } from 'vitest';
import { businessSourceParameters, isoDate } from '../../src/identify/parameters.ts';

const ALIGNED = `License text copyright (c) 2020 Acme

Parameters

Licensor:             Acme Inc.
Licensed Work:        Acme Server 2.0
                      The Licensed Work is (c) 2024 Acme Inc.
Additional Use Grant: You may use it in production, as long as
                      you do not sell it as a service.
Change Date:          2027-10-04
Change License:       Apache License, Version 2.0

For information about alternative licensing arrangements, write to sales@acme.example.

Notice
`;

const MARKDOWN = `# Business Source License 1.1

**Licensor:** Acme Inc.

**Licensed Work:** [Acme Server](https://acme.example)

**Additional Use Grant:** None

**Change Date:** October 4, 2027

**Change License:** \`MPL-2.0\`

---
`;

const BELOW = `Business Source License 1.1

Change Date:
    Four years from the date the Licensed Work is published.

Change License:
    Apache-2.0

Licensor: Acme
-----
Terms
`;

test.each([
  [
    'aligned columns',
    ALIGNED,
    {
      licensor: 'Acme Inc.',
      changeDate: '2027-10-04',
      changeLicense: 'Apache License, Version 2.0',
      additionalUseGrant:
        'You may use it in production, as long as you do not sell it as a service.',
    },
  ],
  [
    'Markdown',
    MARKDOWN,
    {
      licensor: 'Acme Inc.',
      changeDate: '2027-10-04',
      changeLicense: 'MPL-2.0',
      additionalUseGrant: 'None',
      licensedWork: 'Acme Server',
    },
  ],
  [
    'values on the next line',
    BELOW,
    {
      licensor: 'Acme',
      changeDate: 'Four years from the date the Licensed Work is published.',
      changeLicense: 'Apache-2.0',
    },
  ],
  ['other line ends', ALIGNED.replaceAll('\n', '\r\n'), { changeDate: '2027-10-04' }],
  [
    'quoted lines',
    ALIGNED.split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
    { licensor: 'Acme Inc.' },
  ],
  [
    'HTML',
    '<p>Change Date: 2027-10-04</p>\n<p>Change License: MIT</p>',
    { changeDate: '2027-10-04', changeLicense: 'MIT' },
  ],
])('parameters in %s', (_, text, expected) => {
  expect(businessSourceParameters(text)).toMatchObject(expected);
});

test('a text without a block has none, and the words of the terms are not parameters', () => {
  expect(businessSourceParameters('Nothing here.\nThe Change Date is later.')).toEqual({});
});

test.each([
  ['2027-10-04', '2027-10-04'],
  ['October 4, 2027', '2027-10-04'],
  ['Oct. 4th 2027', '2027-10-04'],
  ['4 October 2027', '2027-10-04'],
  ['on December 31, 2030, or earlier', '2030-12-31'],
  ['Four years from release', undefined],
  ['Foo 4, 2027', undefined],
  ['', undefined],
])('the date of "%s" is %s', (text, expected) => {
  expect(isoDate(text)).toBe(expected);
});

test.each([
  ['2027-10-04', '2027-10-04'],
  ['The later of 2027-10-04 and 2030-01-01', '2030-01-01'],
  ['October 4, 2027 or January 1, 2030', '2030-01-01'],
  ['Version 1.0: 2020-01-01; Version 2.0: 2030-01-01', undefined],
  ['not before 2020-01-01', undefined],
  ['February 30, 2020', undefined],
])('a change date that leaves doubt is not read too early: %s', (written, expected) => {
  const { changeDate } = businessSourceParameters(`Licensor: Acme\nChange Date: ${written}\n`);
  expect(changeDate).toBe(expected ?? written);
});
