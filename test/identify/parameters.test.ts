import { describe, expect, test } from 'vitest';
import { businessSourceParameters, parametersOf } from '../../src/identify/parameters.ts';

const TERMS = `
Business Source License 1.1

Terms

The Licensor hereby grants you the right to copy, modify, create derivative
works, and more. The Change License: is no parameter down here.
`;

const ALIGNED = `License text copyright (c) 2020 Acme

Parameters

Licensor:             Acme Inc.
Licensed Work:        Acme Server 2.0
                      The Licensed Work is (c) 2024 Acme Inc.
Additional Use Grant: You may use it in production, as long as
                      you do not sell it as a service.

                      a. A "service" is for third parties.

Change Date:          2027-10-04
Change License:       Apache License, Version 2.0

For information about alternative licensing arrangements, write to sales@acme.example.

Notice
${TERMS}`;

const GRANT =
  'You may use it in production, as long as you do not sell it as a service. a. A "service" is for third parties.';

const MARKDOWN = `# Business Source License 1.1

**Licensor:** Acme Inc.

**Licensed Work:** [Acme Server](https://acme.example)

**Additional Use Grant**: Any use listed [here](https://acme.example/grants)

**Change Date:** October 4, 2027

**Change License:** \`MPL-2.0\`

---

Some other words.
`;

const HEADINGS = `## Parameters

### Licensor

Acme

### Additional Use Grant

None

### Change Date

2027-10-04

### Change License

MIT

## License Text
`;

const commented = (mark: string) =>
  ALIGNED.split('\n')
    .map((line) => `${mark}${line}`.trimEnd())
    .join('\n');

const BLOCK = { licensor: 'Acme Inc.', changeDate: '2027-10-04', additionalUseGrant: GRANT };

describe('the parameters of a Business Source License', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'aligned columns',
      ALIGNED,
      {
        ...BLOCK,
        licensedWork: 'Acme Server 2.0 The Licensed Work is (c) 2024 Acme Inc.',
        changeLicense: 'Apache License, Version 2.0',
        contact: 'sales@acme.example',
        year: '2024',
        holder: 'Acme Inc.',
      },
    ],
    ['lines that end otherwise', ALIGNED.replaceAll('\n', '\r\n'), BLOCK],
    ['a comment of lines', commented('// '), BLOCK],
    ['a comment in a block', `/*\n${commented(' * ')}\n */\nconst code = 1;`, BLOCK],
    ['a comment within a comment', commented(' *  * '), BLOCK],
    ['a script', commented('# '), BLOCK],
    ['a quotation', commented('> '), BLOCK],
    [
      'Markdown, in bold, with links',
      MARKDOWN,
      {
        licensor: 'Acme Inc.',
        licensedWork: 'Acme Server',
        additionalUseGrant: 'Any use listed here (https://acme.example/grants)',
        changeDate: '2027-10-04',
        changeLicense: 'MPL-2.0',
      },
    ],
    [
      'headings',
      HEADINGS,
      {
        licensor: 'Acme',
        additionalUseGrant: 'None',
        grant: 'none',
        changeDate: '2027-10-04',
        changeLicense: 'MIT',
      },
    ],
    [
      'bullets',
      '- **Licensor:** Acme\n- **Additional Use Grant:** You may:\n  1. run it\n  2. sell it\n- **Change Date:** 2027-10-04\n',
      {
        licensor: 'Acme',
        additionalUseGrant: 'You may: 1. run it 2. sell it',
        changeDate: '2027-10-04',
      },
    ],
    [
      'numbers and capitals',
      '1. LICENSOR: ACME\n2. CHANGE DATE: 2027-10-04\n3. CHANGE LICENCE (later): MIT\n',
      { licensor: 'ACME', changeDate: '2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'a table',
      '| Parameter | Value |\n|---|---|\n| **Licensor** | Acme |\n| Change Date: | 2027-10-04 |\n| Change License | MIT |\n\n## Terms\n',
      { licensor: 'Acme', changeDate: '2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'a table with a row per version',
      'Licensor: Acme\n\n| Version | Change Date | Change License |\n|---|---|---|\n| 1.0 | 2024-01-01 | MIT |\n| 2.0 | 2027-10-04 | MIT |\n',
      { licensor: 'Acme', changeDate: '1.0: 2024-01-01; 2.0: 2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'a table of HTML',
      '<table>\n<tr>\n<td>Licensor</td>\n<td>Acme &amp; Co</td>\n</tr><tr><th>Change Date</th><td>2027-10-04</td></tr></table>',
      { licensor: 'Acme & Co', changeDate: '2027-10-04' },
    ],
    [
      'HTML',
      '<p><u>Change Date</u>: 2027-10-04<br/>Change License: <a href="https://mit.example">MIT</a></p>',
      { changeDate: '2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'values on the next line',
      'Change Date:\n    Four years from the date the Licensed Work is published.\n\nChange License:\n    Apache-2.0\n\nLicensor: Acme\n-----\nTerms\n',
      {
        licensor: 'Acme',
        changeDate: 'Four years from the date the Licensed Work is published.',
        changeAfter: '4y',
        changeLicense: 'Apache-2.0',
      },
    ],
    [
      'a block below the terms',
      `${TERMS}\n-----\n\nParameters\n\nLicensor: Acme\nChange Date: 2027-10-04\nChange License: MIT\n`,
      { licensor: 'Acme', changeDate: '2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'the header of a file',
      '/*\n * Change Date: 2027-10-04\n *\n * On the date above, in accordance with the Business Source License, use\n * of this software will be governed by the MPL, Version 2.0.\n */\npackage acme;\n',
      { changeDate: '2027-10-04', changeLicense: 'MPL, Version 2.0' },
    ],
    [
      'several works that agree',
      'Licensed Work: A\nChange Date: 2027-10-04\nChange License: MIT\n\nLicensed Work: B\nChange Date: 2027-10-04\nChange License: MIT\n',
      { licensedWork: 'A; B', changeDate: '2027-10-04', changeLicense: 'MIT' },
    ],
    [
      'several works that do not: all have changed on the last day',
      'Licensed Work: A\nChange Date: 2024-01-01\nAdditional Use Grant: None\n\nLicensed Work: B\nChange Date: 2027-10-04\nAdditional Use Grant: Internal use\n',
      { changeDate: '2027-10-04', additionalUseGrant: 'None; Internal use' },
    ],
    [
      'several works, one without a day',
      'Licensed Work: A\nChange Date: 2024-01-01\n\nLicensed Work: B\nChange Date: Never\n',
      { changeDate: '2024-01-01; Never' },
    ],
    [
      'another anniversary in the terms',
      'Licensor: Acme\n\nEffective on the Change Date, or the fifth anniversary of the first\npublicly available distribution\n',
      { licensor: 'Acme', changeAtLatest: '5y' },
    ],
    [
      'version 1.0',
      'Licensor: Acme\n\nSoftware: Acme Server\n\nUse Limitation: fewer than three servers\n\nChange Date: 2019-01-01\n\nYou are granted limited license to the Software',
      {
        licensor: 'Acme',
        licensedWork: 'Acme Server',
        usageLimitation: 'fewer than three servers',
      },
    ],
  ])('in %s', (_, text, expected) => {
    expect(parametersOf('BUSL-1.1', text)).toMatchObject(expected);
  });

  test.each([
    ['a heading of its own', '## Limits\n\nYou may not host it.'],
    ['a rule', '---\n\nYou may not host it.'],
    ['a line that begins like a heading', 'under the\nTerms\nYou may not host it.'],
    ['a word that is a key elsewhere', 'License: see below.\n\nSoftware\n\nYou may not host it.'],
    [
      'an address',
      'See https://acme.example\n\nFor more information about limits: You may not host it.',
    ],
    ['words on scope', 'This License does not apply to hosting: You may not host it.'],
  ])('a grant goes on behind %s', (_, more) => {
    const text = `Additional Use Grant: You may use it.\n${more}\nChange Date: 2027-10-04\n`;
    const found = businessSourceParameters(text);
    expect(found['additionalUseGrant']).toContain('You may not host it.');
    expect(found['changeDate']).toBe('2027-10-04');
  });

  test('a text without a block has none, and words in sentences are no parameters', () => {
    const text = 'Nothing here.\nThe Change Date is later, and the\nChange License\nnot known.';
    expect(businessSourceParameters(text)).toEqual({});
    expect(parametersOf('BUSL-1.1', text)).toBeUndefined();
  });
});

const FOUR = 'Four years from release';

test.each<[string, string | undefined, string?]>([
  ['2027-10-04', '2027-10-04'],
  ['2027/10/04', '2027-10-04'],
  ['October 4, 2027', '2027-10-04'],
  ['Oct. 4th 2027', '2027-10-04'],
  ['4 October 2027', '2027-10-04'],
  ['4th of October 2027.', '2027-10-04'],
  ['February 29, 2028', '2028-02-29'],
  ['on December 31, 2030, or earlier', '2030-12-31'],
  ['2027-10-04 (four years after the initial publication)', '2027-10-04'],
  ['The later of 2027-10-04 and 2030-01-01', '2030-01-01'],
  ['October 4, 2027 or January 1, 2030', '2030-01-01'],
  ['The earlier of 2027-10-04 or a date specified at dates.acme.example', '2027-10-04'],
  ['The later of 2027-10-04 or a date specified at dates.acme.example', undefined],
  ['2027-10-04 or later', undefined],
  ['2027-10-04 unless extended', undefined],
  ['2027-10-04 (for version 1.0)', undefined],
  ['after 2027-10-04', undefined],
  ['Version 1.0: 2020-01-01; Version 2.0: 2030-01-01', undefined],
  ['not before 2020-01-01', undefined],
  ['February 30, 2020', undefined],
  ['10/04/2027', undefined],
  ['October 2027', undefined],
  ['[Date, e.g. 2027-10-04]', undefined],
  ['TBD ( 3 years after 2.7.0 release )', undefined],
  [FOUR, undefined, '4y'],
  ['Four years from the date the Licensed Work is published.', undefined, '4y'],
  ['Three (3) years after the first public release of each version', undefined, '3y'],
  ['Change date is five (5) years from release date.', undefined, '5y'],
  ['12 months after the git commit date', undefined, '12m'],
  ['Sep 14, 2025. Change date is four years from release date.', undefined, '4y'],
  ['Four years from the last release', undefined],
  ['Four years from the date of purchase', undefined],
  ['Four years from release, unless extended', undefined],
  ['not a date', undefined],
])('the change date "%s" is the day %s, the period %s', (written, day, period) => {
  const found = businessSourceParameters(`Licensor: Acme\nChange Date: ${written}\n`);
  expect(found['changeDate']).toBe(day ?? written);
  expect(found['changeAfter']).toBe(period);
});

const FUTURE = `# Some Source License

## Notice

Copyright 2024-2026 Acme, Inc. All rights reserved.

Effective on the second anniversary of the date we make the Software available,
under the MIT license.
`;

test.each<[string, string, Record<string, string> | undefined]>([
  [
    'FSL-1.1-MIT',
    FUTURE,
    { changeLicense: 'MIT', changeAfter: '2y', year: '2024-2026', holder: 'Acme, Inc.' },
  ],
  ['FSL-1.1-ALv2', '', { changeLicense: 'Apache-2.0', changeAfter: '2y' }],
  [
    'LicenseRef-scancode-fsl-1.0-apache-2.0',
    '',
    { changeLicense: 'Apache-2.0', changeAfter: '2y' },
  ],
  ['LicenseRef-scancode-fcl-1.0-mit', '', { changeLicense: 'MIT', changeAfter: '2y' }],
  ['FCL-1.0-ALv2', '', { changeLicense: 'Apache-2.0', changeAfter: '2y' }],
  [
    'FSL-1.1',
    FUTURE.replace('second', 'fourth'),
    { changeLicense: 'MIT', changeAfter: '4y', year: '2024-2026', holder: 'Acme, Inc.' },
  ],
  [
    'FSL-1.1-MIT',
    '## Notice\n\nCopyright 2024 {licensor name}\n',
    { changeLicense: 'MIT', changeAfter: '2y' },
  ],
  ['Elastic-2.0', ' * Copyright (c) 2021, Acme B.V.\n', { year: '2021', holder: 'Acme B.V.' }],
  ['SSPL-1.0', 'Copyright © 2018 Steward, Inc.\n\n Everyone is permitted to copy and', undefined],
  ['BUSL-1.0', 'Change Date: 2019-01-01', { changeDate: '2019-01-01' }],
  // Boost's license, whose id looks like that of another.
  ['BSL-1.0', 'Change Date: 2019-01-01', undefined],
  ['MIT', 'Copyright (c) 2021 Acme', undefined],
  ['__proto__', 'Copyright (c) 2021 Acme', undefined],
  ['', '', undefined],
])('the parameters of %s', (license, text, expected) => {
  expect(parametersOf(license, text)).toEqual(expected);
});

describe('hostile texts', () => {
  test('keys of objects are words like others', () => {
    const text = '__proto__: x\nconstructor: y\nLicensor: __proto__\n';
    const found = parametersOf('BUSL-1.1', text) ?? {};
    expect(Object.keys(found)).toEqual(['licensor']);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
  });

  test('a value of a megabyte is cut, and says so', () => {
    const text = `Additional Use Grant: None ${'x'.repeat(1 << 20)}\nChange Date: 2027-10-04`;
    const found = parametersOf('BUSL-1.1', text) ?? {};
    expect(found['additionalUseGrant']?.length).toBeLessThan(10_000);
    expect(found['additionalUseGrant']).toMatch(/…$/);
    expect(found['grant']).toBeUndefined();
    expect(found['changeDate']).toBe('2027-10-04');
  });

  test('more values than are kept leave a doubt', () => {
    const rows = Array.from({ length: 50 }, (_, index) => `Change Date: 20${10 + index}-01-01`);
    const found = parametersOf('BUSL-1.1', rows.join('\n'));
    expect(found?.['changeDate']).toMatch(/; …$/);
  });

  test.each([
    ['brackets', '['],
    ['links', '[a]('],
    ['tags', '<p'],
    ['marks', '* '],
    ['stars', '*'],
    ['blanks', ' '],
    ['blanks written out', '&nbsp;'],
    ['bars', '| a '],
    ['lines', 'Licensor:\n'],
    ['dates', '2027-10-04 '],
    ['months', 'October 4 '],
    ['addresses', 'For information about https://a.'],
    ['notices', 'Copyright 2024 '],
    ['anniversaries', 'fourth anniversary of '],
  ])('a megabyte of %s is read', (_, piece) => {
    const text = piece.repeat(Math.ceil((1 << 20) / piece.length));
    for (const head of ['', 'Licensor: ', 'Change Date: ', 'Additional Use Grant: ']) {
      parametersOf('BUSL-1.1', head + text);
    }
    parametersOf('FSL-1.1-MIT', text);
  });
});
