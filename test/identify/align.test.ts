import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../../src/identify/align.ts';

/** Lays two lists of words beside each other from their first common word. */
function laid(text: string, template: string) {
  const ids = new Map<string, number>();
  const numbers = (words: string) =>
    Uint16Array.from(
      words.split(' ').filter((word) => word !== ''),
      (word) => {
        const id = ids.get(word) ?? ids.size + 1;
        ids.set(word, id);
        return id;
      },
    );
  const [a, b] = [numbers(text), numbers(template)];
  const seed = a.findIndex((id) => b.includes(id));
  return align(
    {
      text: a,
      textStart: 0,
      textEnd: a.length,
      template: b,
      templateStart: 0,
      templateEnd: b.length,
    },
    seed,
    b.indexOf(a[seed] ?? 0),
  );
}

const WORDS = Array.from({ length: 60 }, (_, at) => `w${at}`).join(' ');

test.each([
  ['the same words', WORDS, 60, []],
  ['a word changed', WORDS.replace('w20 ', 'x '), 59, [[20, 21, 20, 21]]],
  ['a word put in', WORDS.replace('w20 ', 'w20 x '), 60, [[21, 22, 21, 21]]],
  ['a word left out', WORDS.replace('w20 ', ''), 59, [[20, 20, 20, 21]]],
  ['a paragraph put in', WORDS.replace('w30 ', `w30 ${'x '.repeat(100)}`), 60, [[31, 131, 31, 31]]],
])('%s', (_, text, matched, hunks) => {
  const alignment = laid(text, WORDS);
  expect(alignment?.matched).toBe(matched);
  expect(
    alignment?.hunks.map((hunk) => [
      hunk.textStart,
      hunk.textEnd,
      hunk.templateStart,
      hunk.templateEnd,
    ]),
  ).toEqual(hunks);
});

test('hunks and matches account for every word between the ends', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...WORDS.split(' ').slice(0, 9)), { minLength: 5 }),
      (words) => {
        const text = words.join(' ');
        const found = laid(text, WORDS);
        if (!found) return;
        const inText = found.hunks.reduce((sum, one) => sum + one.textEnd - one.textStart, 0);
        const inTemplate = found.hunks.reduce(
          (sum, one) => sum + one.templateEnd - one.templateStart,
          0,
        );
        expect(found.textEnd - found.textStart).toBe(found.matched + inText);
        expect(found.templateEnd - found.templateStart).toBe(found.matched + inTemplate);
      },
    ),
    { seed: 11 },
  );
});

test('texts that keep differing are given up', () => {
  const other = WORDS.split(' ').map((word, at) => (at % 4 === 3 ? `x${at}` : word));
  expect(
    laid(Array.from({ length: 40 }, () => other.join(' ')).join(' '), WORDS)?.matched,
  ).toBeLessThan(60);
});
