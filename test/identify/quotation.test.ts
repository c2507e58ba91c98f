import { describe, expect, test } from 'vitest';
import { quotationOf, withQuotes } from '../../src/identify/quotation.ts';

const TEXT = `Heron License

All files under \`vendor/\` have licenses of their own (see there).
The rest is *free*, naïve users “pay” a fee.`;

describe('what a note quotes', () => {
  test.each([
    ['"The rest is *free*, naïve users “pay” a fee."', ['"', [13, 22], '"']],
    [
      'parts: "All files under `vendor/` have licenses of their own (see there)."',
      ['parts: "', [2, 13], '"'],
    ],
    [
      '"Heron License"; parts: "The rest is *free*,"',
      ['"', [0, 2], '"', '; parts: "', [13, 17], '"'],
    ],
    [
      'the text is BSD-3-Clause with words changed',
      ['the text is BSD-3-Clause with words changed'],
    ],
  ] as const)('%s', (note, quotation) => {
    expect(quotationOf(note, TEXT)).toEqual(quotation);
    expect(withQuotes(quotation, TEXT)).toBe(note);
  });

  test('is cut where it is long', () => {
    const text = `Take it. ${'Never sell any of it to anybody who asks. '.repeat(9)}`;
    const note = `"${text.slice(9, 148)}…"`;
    const quotation = quotationOf(note, text);
    expect(quotation?.[1]).toMatchObject([2, expect.any(Number)]);
    expect(withQuotes(quotation ?? [], text)).toBe(note);
    expect(withQuotes(quotation ?? [], text.replaceAll(' ', '\n  '))).toBe(note);
  });

  test('is the same words of a copy that is laid out otherwise', () => {
    const quotation = quotationOf('"The rest is *free*, naïve users “pay” a fee."', TEXT) ?? [];
    const copy = TEXT.replace(/ /g, '\n // ').replace('*free*', '_free_');
    expect(withQuotes(quotation, copy)).toBe(
      '"The // rest // is // _free_, // naïve // users // “pay” // a // fee."',
    );
  });

  test.each([
    ['words that are not there', '"All files are free"'],
    ['half a word', '"ll files under"'],
    ["words of the text that stand for the note's own", 'Heron License: "The rest is *free*,"'],
    ["words without quotes that are the text's", 'The rest is *free*'],
  ])('%s have none', (_, note) => {
    expect(quotationOf(note, TEXT)).toBeUndefined();
  });
});
