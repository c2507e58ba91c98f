import { describe, expect, test } from 'vitest';
import { nameLines, nameTable } from '../../src/identify/name-table.ts';

const NAMES = {
  a: 'A-1.0',
  'acme public': 'ACME-1.0',
  'acme public 2': 'ACME-2.0',
  'acme-like': 'ACME-1.0',
  acmes: 'LicenseRef-acmes',
  constructor: 'LicenseRef-constructor',
  zlib: 'Zlib',
  日本: 'LicenseRef-nihon',
};
const TABLE = nameTable(() => nameLines(NAMES));

describe('a table of names', () => {
  test('has each of them, however many there are', () => {
    const names = Object.keys(NAMES);
    for (let count = 0; count <= names.length; count++) {
      const some = Object.entries(NAMES).slice(0, count);
      const table = nameTable(() => nameLines(Object.fromEntries(some)));
      expect(names.map((name) => table.get(name))).toEqual([
        ...some.map(([, thing]) => thing),
        ...names.slice(count).map(() => undefined),
      ]);
    }
  });

  test.each([
    '',
    'acme',
    'acme public 1',
    'acme public 20',
    'A',
    'zlib2',
    'toString',
    '\t',
    '\n',
    'a\tA-1.0',
  ])('has no "%s"', (name) => {
    expect(TABLE.get(name)).toBeUndefined();
  });

  test.each([
    ['a', true],
    ['acme', true],
    ['acme public', true],
    ['acme public 2', true],
    ['acme pub', false],
    ['acm', false],
    ['acme public 2 a', false],
    ['zlib', true],
    ['zz', false],
    ['日本', true],
    ['', false],
  ])('begins with the words "%s": %s', (words, isBegun) => {
    expect(TABLE.begins(words)).toBe(isBegun);
  });

  test('tells all names of a thing', () => {
    expect(TABLE.namesOf('ACME-1.0')).toEqual(['acme public', 'acme-like']);
    expect(TABLE.namesOf('A-1.0')).toEqual(['a']);
    expect(TABLE.namesOf('1.0')).toEqual([]);
  });

  test('is read once, when something is looked up', () => {
    let times = 0;
    const table = nameTable(() => {
      times++;
      return nameLines(NAMES);
    });
    expect(times).toBe(0);
    table.get('zlib');
    table.begins('acme');
    expect(times).toBe(1);
  });
});

test.each(['a\tb', 'a\nb'])('a name with a sign of the lines is refused', (name) => {
  expect(() => nameLines({ [name]: 'A' })).toThrow('tab or line break');
});
