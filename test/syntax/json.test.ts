import { describe, expect, test } from 'vitest';
import { entriesOf, parseJson, parseJsonc } from '../../src/syntax/json.ts';

describe('a failure says the line', () => {
  test.each([
    ['{"a": 1,}', 1],
    ['{\n  "a": 1\n  "b": 2\n}', 3],
    ['{\n  "a": ', 2],
    ['', 1],
    ['nonsense', 1],
  ])('%j', (text, line) => {
    expect(parseJson(text)).toMatchObject({ ok: false, line });
  });

  test('and not the text itself, which may be long or secret', () => {
    const parsed = parseJson(`{"token": "${'s3cret'.repeat(20)}" oops}`);
    expect(parsed.ok ? '' : parsed.message).not.toContain('s3cret');
  });
});

describe('comments and trailing commas', () => {
  test.each<[string, unknown]>([
    ['{"a": [1, 2,], // one\n "b": 3, /* two */}', { a: [1, 2], b: 3 }],
    ['{"url": "https://a.example/b", "c": ",]"}', { url: 'https://a.example/b', c: ',]' }],
    ['{"quote": "\\"//no\\""}', { quote: '"//no"' }],
  ])('%j', (text, value) => {
    expect(parseJsonc(text)).toEqual({ ok: true, value });
  });

  test('positions stay those of the file', () => {
    expect(parseJsonc('{ /* two\nlines */\n "a": }')).toMatchObject({ ok: false, line: 3 });
  });
});

test('__proto__ is data', () => {
  const parsed = parseJson('{"__proto__": {"x": 1}}');
  expect(parsed.ok && entriesOf(parsed.value)).toEqual([['__proto__', { x: 1 }]]);
});
