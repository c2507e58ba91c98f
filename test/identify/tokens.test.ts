import { describe, expect, test } from 'vitest';
import { hashWord } from '../../src/identify/characters.ts';
import { MARK, tokenize } from '../../src/identify/tokens.ts';

/** The words of a text as written, since hashes say nothing to a reader. */
function wordsOf(text: string): string[] {
  const { count, starts, ends } = tokenize(text);
  return Array.from({ length: count }, (_, at) => text.slice(starts[at], ends[at]));
}

function hashesOf(text: string): number[] {
  const { count, hashes } = tokenize(text);
  return [...hashes.slice(0, count)];
}

describe('what is layout is no word', () => {
  test.each([
    ['case and quotes', '"You" MAY', 'you may'],
    ['curly quotes and dashes', '“non—commercial”', 'non commercial'],
    ['comment marks', '// a\n * b\n# c\n; d\n-- e', 'a b c d e'],
    ['comment words', 'rem a\ndnl b', 'a b'],
    ['list numbers', 'Terms:\n1. one;\n(b) two;\niv) three', 'Terms one; two; three'],
    ['list numbers in bold', 'Terms.\n**5.1.** One.\n__b)__ two.', 'Terms. One. two.'],
    [
      'list numbers that Markdown escapes',
      'Terms:\n1\\. one;\nb\\) two;\niv\\) three',
      'Terms one; two; three',
    ],
    ['numbers in parentheses', 'as (a) one or (ii) two', 'as one or two'],
    ['addresses', 'see https://acme.example/x?y=1, or www.acme.example/z now', 'see or now'],
    ['mailboxes', 'ask <jane.roe@acme.example> or joe@acme.example first', 'ask or first'],
    ['markup', '<p class="x">a <b>word</b><br/></p>', 'a word'],
    ['blanks', 'by <copyright holder> in <year>', 'by in'],
    ['entities', 'a&nbsp;b &quot;c&quot; &#169; d', 'a b c d'],
    ['full width and ligatures', 'Ｎｏｔ ﬁne', 'not fine'],
    ['sharp s', 'AUSSCHLIESSLICH', 'ausschließlich'],
    ['invisible characters', 'n\u200bo\u00adt \ufeffnow', 'not now'],
  ])('%s', (_, text, plain) => {
    expect(hashesOf(text)).toEqual(hashesOf(plain));
  });
});

describe('what distinguishes stays', () => {
  test.each([
    ['numbers in a sentence', 'under version\n2. You', 'under version 2 You'],
    ['versions', 'License, Version\n2.0 applies', 'License Version 2 0 applies'],
    ['a bracket that speaks', 'is <not> granted', 'is not granted'],
    [
      'a tag that speaks',
      'free <for testing only, never in production>',
      'free for testing only never in production',
    ],
    ['money and shares', 'above $5 or 10%', 'above $5 or 10%'],
    ['an unknown letter', 'nоt', 'nоt'], // a Cyrillic o is another word than "not"
  ])('%s', (_, text, plain) => {
    expect(hashesOf(text)).toEqual(hashesOf(plain));
  });

  test('a Cyrillic letter does not make a known word', () => {
    expect(hashesOf('nоt')).not.toEqual([hashWord('not')]);
  });
});

test('ideographs are words of their own', () => {
  expect(wordsOf('不得use用')).toEqual(['不', '得', 'use', '用']);
});

test('the first word of a line is marked, also behind what was left out', () => {
  const { count, marks } = tokenize('a b\njoe@acme.example c d\nhttps://x.example e f\n// (1) g');
  const first = Array.from({ length: count }, (_, at) => (marks[at] ?? 0) & MARK.lineStart);
  expect(first).toEqual([1, 0, 1, 0, 1, 0, 1]);
});

test('many words are kept apart', () => {
  const text = Array.from({ length: 100_000 }, (_, at) => `w${at}`).join(' ');
  expect(tokenize(text).count).toBe(100_000);
  expect(tokenize('a b').count).toBe(2);
});
