import { expect, test } from 'vitest';
import { escapeHtml, escapeJson, escapeMarkdown, prose, visible } from '../../src/report/escape.ts';
import { markup } from '../../src/report/markup.ts';

test.each([
  ['\u001b[31m', '\\x1b[31m'],
  ['a\r\nb\t\0', 'a\\x0d\\x0ab\\x09\\x00'],
  ['\u007f\u0085\u009b', '\\x7f\\x85\\x9b'],
  ['\u202e\u2066\u200b\ufeff\u2028', '\\u202e\\u2066\\u200b\\ufeff\\u2028'],
  ['\u{e0041}', '\\u{0e0041}'],
  ['\ud800!', '\\ud800!'],
  ['naïve 漢字 🦊', 'naïve 漢字 🦊'],
])('visible shows what acts unseen (%j)', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('prose is one line', () => {
  expect(prose(' one\n  two\u2028three \u001b ')).toBe('one two three \\x1b');
});

test.each([
  ['<img src=x onerror="a">', '&lt;img src=x onerror=&quot;a&quot;&gt;'],
  ["' & \u202e", '&#39; &amp; \\u202e'],
])('html %j', (text, escaped) => {
  expect(escapeHtml(text)).toBe(escaped);
});

test('markup escapes text, in lists of markup too, and never twice', () => {
  const item = markup`<li>${'<i>'}</li>`;
  expect(markup`<ul title="${'"'}">${[item, item]}</ul>${3}`.html).toBe(
    '<ul title="&quot;"><li>&lt;i&gt;</li><li>&lt;i&gt;</li></ul>3',
  );
});

test.each([
  ['a|b', 'a\\|b'],
  ['[x](y) *b* `c` _d_', '\\[x\\](y) \\*b\\* \\`c\\` \\_d\\_'],
  ['<script>\n# &', '&lt;script&gt; \\# &amp;'],
])('markdown %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test('json keeps its value', () => {
  const value = { '\u202e': '\u009b\u2028\u{e0041} ü' };
  const text = escapeJson(JSON.stringify(value));
  expect(text).toMatch(/^[\x20-\x7eü]*$/);
  expect(JSON.parse(text)).toEqual(value);
});
