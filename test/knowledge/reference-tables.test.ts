import { describe, expect, test } from 'vitest';
import { addressKey, foldAddress } from '../../src/identify/references-fold.ts';
import {
  type LicenseDbEntry,
  licenseDbEntry,
  listedLicense,
  referenceTables,
  type SpdxEntry,
} from '../../src/knowledge/reference-tables.ts';

function listed(id: string, name: string, ...addresses: readonly string[]): SpdxEntry {
  return { id, name, addresses };
}

function entry(id: string, rest: Partial<LicenseDbEntry> = {}): LicenseDbEntry {
  return { id, otherIds: [], texts: [], others: [], ...rest };
}

function tables(spdx: readonly SpdxEntry[], licenseDb: readonly LicenseDbEntry[] = []) {
  return referenceTables({
    spdx,
    licenseDb,
    aliases: { 'new bsd': 'BSD-3-Clause' },
    recorded: [],
  });
}

describe('names', () => {
  test('of the list, of LicenseDB and our own', () => {
    const { names } = tables(
      [listed('Zlib', 'zlib License'), listed('BSL-1.0', 'Boost Software License 1.0')],
      [entry('LicenseRef-scancode-acme', { name: 'Acme Source License', shortName: 'Acme 1.0' })],
    );
    expect(names).toEqual({
      'acme 1': 'LicenseRef-scancode-acme',
      'acme source': 'LicenseRef-scancode-acme',
      'boost software 1': 'BSL-1.0',
      'bsl 1': 'BSL-1.0',
      'new bsd': 'BSD-3-Clause',
      zlib: 'Zlib',
      'do what fuck you want to public 2': 'WTFPL',
      'university of illinois open source': 'NCSA',
    });
  });

  test.each<readonly [string, string, LicenseDbEntry[]]>([
    [
      'a shared name',
      'acme public',
      [
        entry('A-1', { name: 'Acme Public License' }),
        entry('B-1', { name: 'Acme Public License' }),
      ],
    ],
    ['a single word of LicenseDB', 'altera', [entry('Xnet', { name: 'Altera License' })]],
    [
      'the GNU family, which has a grammar',
      'gnu general public 2',
      [entry('GPL-2.0-only', { name: 'GNU General Public License 2.0' })],
    ],
    ['a number', '2', [entry('A-1', { name: '2.0' })]],
  ])('hold nothing for %s', (_, key, licenseDb) => {
    expect(tables([], licenseDb).names[key]).toBeUndefined();
  });

  test('the list goes before LicenseDB, a full name before one without its parentheses', () => {
    const { names } = tables(
      [
        listed('MPL-2.0', 'Mozilla Public License 2.0'),
        listed(
          'MPL-2.0-no-copyleft-exception',
          'Mozilla Public License 2.0 (no copyleft exception)',
        ),
      ],
      [entry('LicenseRef-other', { name: 'Mozilla Public License 2.0' })],
    );
    expect(names['mozilla public 2']).toBe('MPL-2.0');
  });
});

describe('addresses', () => {
  test.each<readonly [string, string | undefined, readonly LicenseDbEntry[]]>([
    [
      'acme.org/licenses/open',
      'A-1',
      [entry('A-1', { texts: ['https://www.acme.org/licenses/open.html'] })],
    ],
    ['acme.org/license', 'A-1', [entry('A-1', { others: ['http://acme.org/license/'] })]],
    ['acme.org/products', undefined, [entry('A-1', { others: ['http://acme.org/products'] })]],
    [
      'acme.org/legal',
      undefined,
      [
        entry('A-1', { texts: ['http://acme.org/legal'] }),
        entry('B-1', { texts: ['http://acme.org/legal'] }),
      ],
    ],
    [
      'acme.org/legal',
      'A-1',
      [
        entry('A-1', { texts: ['http://acme.org/legal'] }),
        entry('B-1', { others: ['http://acme.org/legal'] }),
      ],
    ],
    [
      'github.com/acme/tool/blob/main/license',
      undefined,
      [entry('A-1', { texts: ['https://github.com/acme/tool/blob/main/LICENSE'] })],
    ],
    ['acme.org', undefined, [entry('A-1', { texts: ['http://acme.org/'] })]],
    [
      'acme.org/gpl',
      'GPL-2.0-only',
      [
        entry('GPL-2.0-only', { texts: ['http://acme.org/gpl'] }),
        entry('GPL-2.0-or-later', { texts: ['http://acme.org/gpl'] }),
      ],
    ],
  ])('%s is %s', (key, id, licenseDb) => {
    expect(tables([], licenseDb).urls[key]).toBe(id);
  });

  test('cross references of the list', () => {
    const { urls } = tables([
      listed('Zlib', 'zlib License', 'http://www.zlib.net/zlib_license.html'),
    ]);
    expect(urls).toEqual({ 'zlib.net/zlib_license': 'Zlib' });
  });
});

test('ids in lower case, with the other ids of LicenseDB', () => {
  const { ids } = tables(
    [listed('MIT', 'MIT License')],
    [entry('MIT', { otherIds: ['LicenseRef-MIT-Bootstrap'] }), entry('LicenseRef-scancode-acme')],
  );
  expect(ids).toEqual({ mit: 'MIT', 'licenseref-mit-bootstrap': 'MIT' });
});

test('ids that SPDX took back give way to those in their place', () => {
  expect(
    tables([listed('StandardML-NJ', 'Standard ML of New Jersey License')]).names,
  ).toMatchObject({
    'standard ml of new jersey': 'SMLNJ',
  });
});

describe('the files behind the tables', () => {
  test('front matter of LicenseDB', () => {
    const file = [
      '---',
      'key: acme-1.0',
      'short_name: Acme 1.0',
      'name: Acme License 1.0',
      'spdx_license_key: Acme-1.0',
      'text_urls:',
      '    - http://acme.org/legal',
      'osi_url: http://opensource.org/licenses/acme',
      'other_urls:',
      '    - http://acme.org/old',
      '---',
      '',
      'You may.',
    ].join('\n');
    expect(licenseDbEntry(file)).toEqual({
      name: 'Acme License 1.0',
      shortName: 'Acme 1.0',
      id: 'Acme-1.0',
      otherIds: [],
      texts: ['http://acme.org/legal', 'http://opensource.org/licenses/acme'],
      others: ['http://acme.org/old'],
    });
  });

  test.each([
    ['no front matter', 'You may.'],
    ['a part of another license', '---\nkey: x\nis_exception: yes\n---\n'],
    ['broken YAML', '---\n[\n---\n'],
  ])('%s is no entry', (_, file) => {
    expect(licenseDbEntry(file)).toBeUndefined();
  });

  test('XML of the SPDX list', () => {
    const xml = `<SPDXLicenseCollection><license licenseId="Acme-1.0" isOsiApproved="false" name="Acme &quot;Open&quot; License">
      <crossRefs><crossRef>https://acme.org/legal?a=1&amp;b=2</crossRef></crossRefs></license></SPDXLicenseCollection>`;
    expect(listedLicense(xml)).toEqual({
      id: 'Acme-1.0',
      name: 'Acme "Open" License',
      addresses: ['https://acme.org/legal?a=1&b=2'],
    });
    expect(listedLicense('<exception/>')).toBeUndefined();
  });
});

describe('recorded addresses', () => {
  const recorded = (...records: readonly (readonly [string, string])[]) =>
    referenceTables({
      spdx: [listed('MIT', 'MIT License', 'https://opensource.org/license/mit')],
      licenseDb: [entry('MIT', { key: 'mit' }), entry('BSD-3-Clause', { key: 'bsd-new' })],
      aliases: {},
      recorded: records.map(([address, key]) => ({ address, key })),
    }).recorded;
  const key = (address: string) => addressKey(foldAddress(address));

  test('hold the license of each, whatever its ending and scheme', () => {
    expect(recorded(['http://code.example/widgets/LICENSE.txt', 'bsd-new'])).toEqual({
      [key('https://www.code.example/widgets/license')]: 'BSD-3-Clause',
    });
  });

  test.each<readonly [string, (readonly [string, string])[]]>([
    [
      'an address with two licenses',
      [
        ['https://code.example/a/LICENSE', 'mit'],
        ['https://code.example/a/LICENSE', 'bsd-new'],
      ],
    ],
    ["a license's own address", [['https://opensource.org/license/mit', 'mit']]],
    ['a key that nobody knows', [['https://code.example/a/LICENSE', 'acme']]],
  ])('hold nothing for %s', (_, records) => {
    expect(recorded(...records)).toEqual({});
  });
});
