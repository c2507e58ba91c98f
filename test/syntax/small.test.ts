import { describe, expect, test } from 'vitest';
import { lineIndex, lineOf } from '../../src/syntax/lines.ts';
import { didYouMean } from '../../src/syntax/nearest.ts';
import { decodeText } from '../../src/syntax/text.ts';
import { isCalendarDate } from '../../src/syntax/yaml-reader.ts';

describe('the nearest name', () => {
  test.each([
    ['sas', 'saas'],
    ['hostde', 'hosted'],
    ['Commercial', 'commercial'],
    ['comercial', 'commercial'],
  ])('%s → %s', (name, meant) => {
    expect(didYouMean(name, ['saas', 'hosted', 'commercial', 'internal'])).toContain(`"${meant}"`);
  });

  test('nothing near is nothing', () => {
    expect(didYouMean('elephant', ['saas', 'hosted'])).toBe('');
  });
});

describe('bytes become text', () => {
  const swapped = Buffer.from('\ufeffhé', 'utf16le').swap16();
  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from('hé'), 'hé'],
    ['UTF-8 with a mark', Buffer.from('\ufeffhé'), 'hé'],
    ['UTF-16, little endian', Buffer.from('\ufeffhé', 'utf16le'), 'hé'],
    ['UTF-16, big endian', swapped, 'hé'],
    ['nothing', Buffer.alloc(0), ''],
    ['a broken sequence', Buffer.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
    ['UTF-16 cut in half', Buffer.concat([swapped, Buffer.from([0])]), 'hé'],
  ])('%s', (_name, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ status: 'ok', text });
  });

  test('NUL bytes are no text', () => {
    expect(decodeText(Buffer.from('a\0b'))).toMatchObject({
      status: 'failed',
      code: 'binary-file',
    });
  });

  test('of a buffer that is used again only the file counts', () => {
    expect(decodeText(Buffer.from('newer\0old'), 5)).toEqual({ status: 'ok', text: 'newer' });
  });
});

test('lines are counted from 1', () => {
  const text = 'a\nbc\n\nd';
  const lineAt = lineIndex(text);
  expect([0, 1, 2, 4, 5, 6].map(lineAt)).toEqual([1, 1, 2, 2, 3, 4]);
  expect(lineOf(text, 'd')).toBe(4);
  expect(lineOf(text, 'nowhere')).toBeUndefined();
});

test.each([
  ['2026-11-22', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['22.11.2026', false],
])('%s is a date: %s', (text, is) => {
  expect(isCalendarDate(text)).toBe(is);
});
