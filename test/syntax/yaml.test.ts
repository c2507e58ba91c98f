import { describe, expect, test } from 'vitest';
import { entries, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../src/syntax/yaml.ts';

function root(text: string): YamlNode | undefined {
  const parsed = parseYaml(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value[0];
}

describe('scalars are kept as they are written', () => {
  test.each([
    ['7.10', '7.10'],
    ['8.0', '8.0'],
    ['1e3', '1e3'],
    ['0x10', '0x10'],
    ['yes', 'yes'],
    ['2026-11-22', '2026-11-22'],
    ['"7.10"', '7.10'],
    ["'it''s'", "it's"],
    ['!vault abc', 'abc'],
  ])('%s', (written, text) => {
    expect(textOf(get(root(`a: ${written}`), 'a'))).toBe(text);
  });

  test.each(['', '~', 'null'])('%j is absent', (written) => {
    expect(textOf(get(root(`a: ${written}`), 'a'))).toBeUndefined();
  });

  test('a quoted null is a text', () => {
    expect(textOf(get(root('a: "null"'), 'a'))).toBe('null');
  });
});

test('lines are those of the file, for keys and values', () => {
  const node = root('# head\na:\n  - one\n  - b: two\n');
  const [[, a] = []] = entries(node);
  expect(a?.keyLine).toBe(2);
  expect(itemsOf(a?.value).map(({ line }) => line)).toEqual([3, 4]);
});

test('aliases and merges are resolved, the map itself first', () => {
  const node = root('base: &b {image: redis, tag: 7.0}\nuse:\n  <<: *b\n  tag: 7.10\nsame: *b\n');
  expect(textOf(get(get(node, 'use'), 'image'))).toBe('redis');
  expect(textOf(get(get(node, 'use'), 'tag'))).toBe('7.10');
  expect(textOf(get(get(node, 'same'), 'tag'))).toBe('7.0');
});

test('the last anchor of a name before the alias counts', () => {
  const node = root('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
  expect(['b', 'd'].map((key) => textOf(get(node, key)))).toEqual(['1', '2']);
});

test('an alias that is used a thousand times costs no more than it says', () => {
  const lines = Array.from({ length: 1000 }, (_, index) => `k${index}: {<<: *b}`);
  const node = root(`base: &b {image: redis}\n${lines.join('\n')}\n`);
  expect(textOf(get(get(node, 'k999'), 'image'))).toBe('redis');
});

test('several documents are several roots, an empty text none', () => {
  expect(parseYaml('a: 1\n---\nb: 2\n')).toMatchObject({ ok: true, value: [{}, {}] });
  expect(parseYaml('')).toMatchObject({ ok: true, value: [] });
});

test('__proto__ is a key like any other', () => {
  const node = root('__proto__: {polluted: yes}\n');
  expect(textOf(get(get(node, '__proto__'), 'polluted'))).toBe('yes');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

describe('what is wrong is said with its line', () => {
  test.each([
    ['a: [1, 2', 1],
    ['a: 1\nb: {c: 2\n', 2],
    ['a: 1\n\tb: 2', 2],
  ])('%j', (text, line) => {
    const parsed = parseYaml(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? 0 : parsed.line).toBeGreaterThanOrEqual(line);
  });
});

describe('hostile texts are refused, and cost little', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let index = 1; index < 9; index++) {
    const [name, before] = [index, index - 1].map((at) => String.fromCharCode(97 + at));
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  test.each<[string, string]>([
    ['open brackets', '['.repeat(200_000)],
    ['open braces', '{a: '.repeat(50_000)],
    ['nested lists in one line', '- '.repeat(100_000)],
    ['quotes', '"'.repeat(200_000)],
    ['deep indentation', Array.from({ length: 3000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['a line of 20 MB', `a: ${'x'.repeat(20_000_000)}`],
    ['aliases that multiply', bomb.join('\n')],
    ['an alias inside itself', 'a: &a [*a]'],
  ])('%s', (_name, text) => {
    expect(parseYaml(text)).toMatchObject({ ok: false });
  });
});
