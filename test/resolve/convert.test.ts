import { describe, expect, test } from 'vitest';
import { convert } from '../../src/resolve/convert.ts';

const ALIASES: Readonly<Record<string, string>> = { 'Apache License, Version 2.0': 'Apache-2.0' };

function read(name: string): string | undefined {
  return name === 'The Open License' ? undefined : (ALIASES[name] ?? name);
}

type Parameters = Readonly<Record<string, string>>;

function converted(expression: string, parameters: Parameters | undefined, asOf: string) {
  const license = { expression, versions: '*', ...(parameters ? { parameters } : {}) };
  const { license: after, basis } = convert(license, asOf, read);
  return [after.expression, basis?.text ?? ''];
}

const MPL = { changeLicense: 'MPL-2.0' };
const FIXED = { ...MPL, changeDate: '2027-10-04' };
const RELATIVE = { ...MPL, changeDate: 'Three years from release', changeAfter: '3y' };

describe('a Business Source License', () => {
  test.each<[string, Parameters, string, string, string]>([
    ['the day before', FIXED, '2027-10-03', 'BUSL-1.1', 'converts to MPL-2.0 on 2027-10-04'],
    ['on the day', FIXED, '2027-10-04', 'MPL-2.0', 'BUSL-1.1 converted to MPL-2.0 on 2027-10-04'],
    [
      'the day after',
      FIXED,
      '2027-10-05',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2027-10-04',
    ],
    [
      'four years after a release, before the change date',
      { ...FIXED, releaseDate: '2022-05-01' },
      '2026-05-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2026-05-01',
    ],
    [
      'on the change date, before four years have passed',
      { ...FIXED, releaseDate: '2026-05-01' },
      '2027-10-04',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2027-10-04',
    ],
    [
      'when its period is over',
      { ...RELATIVE, releaseDate: '2024-05-01' },
      '2027-05-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2027-05-01',
    ],
    [
      'the day before its period is over',
      { ...RELATIVE, releaseDate: '2024-05-01' },
      '2027-04-30',
      'BUSL-1.1',
      'converts to MPL-2.0 on 2027-05-01',
    ],
    [
      'after four years, where its period is longer',
      { ...RELATIVE, changeAfter: '10y', releaseDate: '2024-05-01' },
      '2028-05-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2028-05-01',
    ],
    [
      'a period in months',
      { ...RELATIVE, changeAfter: '18m', releaseDate: '2024-05-01' },
      '2025-11-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2025-11-01',
    ],
    [
      'the years our rules know',
      { ...MPL, years: '3', releaseDate: '2024-05-01' },
      '2027-05-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2027-05-01',
    ],
    [
      'a leap day, after three years',
      { ...RELATIVE, releaseDate: '2024-02-29' },
      '2027-02-28',
      'BUSL-1.1',
      'converts to MPL-2.0 on 2027-03-01',
    ],
    [
      'a leap day, after four years',
      { ...MPL, releaseDate: '2024-02-29' },
      '2028-02-29',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2028-02-29',
    ],
    [
      'a fifth anniversary in its terms',
      { ...MPL, changeAtLatest: '5y', releaseDate: '2024-05-01' },
      '2028-05-01',
      'BUSL-1.1',
      'converts to MPL-2.0 on 2029-05-01',
    ],
    [
      'no release date',
      RELATIVE,
      '2090-01-01',
      'BUSL-1.1',
      'converts to MPL-2.0 3 years after the release of this version, whose date is not known',
    ],
    [
      'words that are no date',
      { ...MPL, changeDate: 'not a date' },
      '2090-01-01',
      'BUSL-1.1',
      'converts to MPL-2.0 on its change date, "not a date", or 4 years after the release of this version, whose date is not known',
    ],
    [
      'words that are no date, and a release',
      { ...MPL, changeDate: 'not a date', releaseDate: '2024-05-01' },
      '2028-05-01',
      'MPL-2.0',
      'BUSL-1.1 converted to MPL-2.0 on 2028-05-01',
    ],
    [
      'a day that does not exist',
      { ...MPL, changeDate: '2020-02-30' },
      '2090-01-01',
      'BUSL-1.1',
      'converts to MPL-2.0 on its change date, "2020-02-30", or 4 years after the release of this version, whose date is not known',
    ],
    [
      'a release that does not exist',
      { ...RELATIVE, releaseDate: '2020-13-01' },
      '2090-01-01',
      'BUSL-1.1',
      'converts to MPL-2.0 3 years after the release of this version, whose date is not known',
    ],
    [
      'a release at the end of time',
      { ...RELATIVE, releaseDate: '9999-01-01' },
      '2090-01-01',
      'BUSL-1.1',
      'converts to MPL-2.0 3 years after the release of this version, whose date is not known',
    ],
    [
      'a change license in words',
      { changeDate: '2027-10-04', changeLicense: 'Apache License, Version 2.0' },
      '2027-10-04',
      'Apache-2.0',
      'BUSL-1.1 converted to Apache-2.0 on 2027-10-04',
    ],
    [
      'a change license nobody knows',
      { changeDate: '2020-01-01', changeLicense: 'The Open License' },
      '2026-11-22',
      'BUSL-1.1',
      'its change date 2020-01-01 has passed, but the change license "The Open License" was not understood',
    ],
    [
      'no change license',
      { changeDate: '2020-01-01' },
      '2026-11-22',
      'BUSL-1.1',
      'its change date 2020-01-01 has passed, but the change license "" was not understood',
    ],
    [
      'a change license that is no expression',
      { changeDate: '2020-01-01', changeLicense: 'MIT AND' },
      '2026-11-22',
      'BUSL-1.1',
      'its change date 2020-01-01 has passed, but the change license "MIT AND" was not understood',
    ],
  ])('with %s', (_, parameters, asOf, expression, text) => {
    expect(converted('BUSL-1.1', parameters, asOf)).toEqual([expression, text]);
  });

  test.each([
    ['2019-01-01', 'LicenseRef-scancode-bsl-1.0'],
    ['2019-01-02', 'MPL-2.0'],
  ])('of version 1.0 opens after its change date: %s', (asOf, expected) => {
    const parameters = { ...MPL, changeDate: '2019-01-01', releaseDate: '2010-01-01' };
    expect(converted('LicenseRef-scancode-bsl-1.0', parameters, asOf)[0]).toBe(expected);
  });
});

describe('a license of two years', () => {
  const releaseDate = '2024-05-01';
  test.each<[string, Parameters, string, string, string]>([
    ['FSL-1.1-MIT', { releaseDate }, '2026-04-30', 'FSL-1.1-MIT', 'converts to MIT on 2026-05-01'],
    [
      'FSL-1.1-MIT',
      { releaseDate },
      '2026-05-01',
      'MIT',
      'FSL-1.1-MIT converted to MIT on 2026-05-01',
    ],
    [
      'FSL-1.1-ALv2',
      { releaseDate, changeLicense: 'MIT', years: '2' },
      '2026-05-01',
      'Apache-2.0',
      'FSL-1.1-ALv2 converted to Apache-2.0 on 2026-05-01',
    ],
    [
      'LicenseRef-scancode-fsl-1.0-apache-2.0',
      { releaseDate },
      '2026-05-01',
      'Apache-2.0',
      'LicenseRef-scancode-fsl-1.0-apache-2.0 converted to Apache-2.0 on 2026-05-01',
    ],
    [
      'LicenseRef-scancode-fcl-1.0-mit',
      { releaseDate, changeAfter: '4y' },
      '2026-05-01',
      'LicenseRef-scancode-fcl-1.0-mit',
      'converts to MIT on 2028-05-01',
    ],
    [
      'FSL-1.1-ALv2',
      {},
      '2090-01-01',
      'FSL-1.1-ALv2',
      'converts to Apache-2.0 2 years after the release of this version, whose date is not known',
    ],
  ])('%s with %j as of %s', (license, parameters, asOf, expression, text) => {
    expect(converted(license, parameters, asOf)).toEqual([expression, text]);
  });
});

test.each<[string, Parameters | undefined, string]>([
  ['BUSL-1.1 AND ISC', FIXED, 'MPL-2.0 AND ISC'],
  ['BUSL-1.1 OR LicenseRef-acme', FIXED, 'MPL-2.0 OR LicenseRef-acme'],
  ['SSPL-1.0', FIXED, 'SSPL-1.0'],
  // Boost's license, and others that only look alike.
  ['BSL-1.0', FIXED, 'BSL-1.0'],
  ['LicenseRef-BUSL-1.1-modified', FIXED, 'LicenseRef-BUSL-1.1-modified'],
  ['BUSL-1.1', undefined, 'BUSL-1.1'],
  ['FSL-1.1-MIT AND BUSL-1.1', { ...FIXED, releaseDate: '2020-01-01' }, 'MIT AND MPL-2.0'],
  ['not an expression (', FIXED, 'not an expression ('],
  ['__proto__', FIXED, '__proto__'],
])('%s becomes what it says of its parts', (expression, parameters, expected) => {
  expect(converted(expression, parameters, '2090-01-01')[0]).toBe(expected);
});
