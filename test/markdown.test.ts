import { expect, test } from 'vitest';
import { linked, plain, table, webLink } from './markdown.ts';

test.each([
  ['a *b* _c_ <d> [e]', 'a \\*b\\* \\_c\\_ &lt;d&gt; \\[e\\]'],
  ['answer `owned` or `a_b`, else', 'answer `owned` or `a_b`, else'],
  ['see https://a.example/b_c.', 'see <https://a.example/b_c>.'],
  ['an odd ` tick', 'an odd \\` tick'],
])('plain %j', (text, markdown) => {
  expect(plain(text)).toBe(markdown);
});

test('a cell keeps to its column', () => {
  const cells = [plain('a | b'), plain('`c | d`')];
  expect(table(['x', 'y'], [cells])).toBe('| x | y |\n| --- | --- |\n| a \\| b | `c \\| d` |');
});

test('links to ids of our own leave out what they all begin with', () => {
  expect(linked('license', 'LicenseRef-scancode-rsalv2')).toBe(
    '[LicenseRef-scancode-rsalv2](#license-rsalv2)',
  );
});

test('only an address becomes a link', () => {
  expect(webLink('text', 'https://a.example')).toBe('[text](<https://a.example>)');
  expect(webLink('text', 'javascript:x()')).toBe('javascript:x()');
});
