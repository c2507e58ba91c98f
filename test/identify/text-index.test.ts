import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { viewIndex } from '../../src/identify/text-index.ts';
import { loadTextIndex } from '../../src/knowledge/load.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { INDEX } from './texts.ts';

const FILE = 'rules/index/licenses.bin';

/** A copy of the index with something done to its bytes. */
function damaged(change: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  return change(new Uint8Array(readFileSync(FILE)));
}

test.each([
  ['an empty file', () => damaged(() => new Uint8Array(0)), 'cut off'],
  ['half a file', () => damaged((bytes) => bytes.slice(0, bytes.length / 2)), 'cut off'],
  ['another file', () => damaged((bytes) => bytes.map(() => 65)), 'not an index'],
  [
    'another version',
    () =>
      damaged((bytes) => {
        bytes[4] = 99;
        return bytes;
      }),
    'version 99',
  ],
  [
    'one byte changed',
    () =>
      damaged((bytes) => {
        const at = bytes.length >> 1;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      }),
    'damaged',
  ],
])('%s is refused in one sentence', (_, make, reason) => {
  expect(() => viewIndex(make())).toThrow(reason);
});

test('an index that is not there is an error of use, with a remedy', () => {
  expect(() => loadTextIndex('no/such/file.bin')).toThrow(UsageError);
  expect(() => loadTextIndex('no/such/file.bin')).toThrow(/reinstall fineprint/);
});

test('bytes at any offset are viewed', () => {
  const bytes = readFileSync(FILE);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(viewIndex(shifted.subarray(1)).licenses).toEqual(INDEX.licenses);
});

test('it holds hashes, names and addresses, and no sentence of a license', () => {
  const text = readFileSync(FILE, 'latin1').toLowerCase();
  for (const words of [
    'permission is hereby granted',
    'without warranty of any kind',
    'redistribution and use',
  ])
    expect(text).not.toContain(words);
});

test('its parts fit together', () => {
  const { offsets, owners, licenses, stream, slots, vocabulary } = INDEX;
  const { places } = INDEX.anchors();
  expect(offsets).toHaveLength(owners.length + 1);
  expect(offsets.at(-1)).toBeLessThanOrEqual(stream.length);
  expect(Math.max(...owners)).toBe(licenses.length - 1);
  expect(places.length).toBeGreaterThan(50_000);
  expect(places.every((place) => place + 5 <= stream.length)).toBe(true);
  for (let at = 4; at < slots.length; at += 4)
    expect(slots[at]).toBeGreaterThanOrEqual(slots[at - 4] ?? 0);
  expect(stream.every((id) => id < vocabulary.flags.length)).toBe(true);
});
