import { expect, test } from 'vitest';
import { wordingsOf } from '../../../src/knowledge/texts/choices.ts';

test.each([
  ['are|is', ['are', 'is']],
  ['EXPRESS(ED)?', ['express', 'expressed']],
  ['name\\(s\\)|name', ['name s', 'name']],
  ['()|( of the theme)', ['', 'of the theme']],
  ['The\\s+name\\s+of.+may\\s+not', ['the name of * may not']],
  ['[Cc]lause', ['clause']],
])('%s stands for its wordings', (pattern, wordings) => {
  expect(wordingsOf(pattern)?.map((words) => words.join(' '))).toEqual(wordings);
});

test.each(['[^.]+\\.', '([0-9]+)\\.', '(a|b', '(a|b)(c|d)(e|f)(g|h)(i|j)(k|l)(m|n)'])(
  '%s is not spelled out',
  (pattern) => {
    expect(wordingsOf(pattern)).toBeUndefined();
  },
);
