// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are what is tested
import { expect, test } from 'vitest';
import { dotenvLookup, parseDotenv } from '../../src/syntax/dotenv.ts';
import { interpolate, type Lookup } from '../../src/syntax/interpolate.ts';

const VALUES = new Map([
  ['SET', 'value'],
  ['EMPTY', ''],
  ['TAG', '7.2.4'],
]);
const lookup: Lookup = (name) => {
  const text = VALUES.get(name);
  return text === undefined ? undefined : { text, unresolved: [] };
};

test.each([
  ['plain', 'plain'],
  ['redis:$TAG', 'redis:7.2.4'],
  ['redis:${TAG}-alpine', 'redis:7.2.4-alpine'],
  ['$SET/$TAG', 'value/7.2.4'],
  ['${EMPTY}', ''],
  ['${UNSET-d}', 'd'],
  ['${EMPTY-d}', ''],
  ['${SET-d}', 'value'],
  ['${UNSET:-d}', 'd'],
  ['${EMPTY:-d}', 'd'],
  ['${UNSET:-}', ''],
  ['${SET:-d}', 'value'],
  ['${SET?e}', 'value'],
  ['${EMPTY?e}', ''],
  ['${SET:?e}', 'value'],
  ['${SET+r}', 'r'],
  ['${EMPTY+r}', 'r'],
  ['${UNSET+r}', ''],
  ['${SET:+r}', 'r'],
  ['${EMPTY:+r}', ''],
  ['${UNSET:-${TAG}}', '7.2.4'],
  ['${UNSET:-${OTHER:-x}}', 'x'],
  ['${UNSET:-a${OTHER:-b${TAG}c}d}', 'ab7.2.4cd'],
  ['acme:${UNSET:-tool:latest}', 'acme:tool:latest'],
  ['cost $$5 and $${TAG}', 'cost $5 and ${TAG}'],
  ['100$', '100$'],
  ['$1', '$1'],
  ['${}', '${}'],
  ['${TAG', '${TAG'],
  ['${UNSET:-${TAG}', '${UNSET:-7.2.4'],
])('%s becomes %s', (text, expected) => {
  expect(interpolate(text, lookup)).toEqual({ text: expected, unresolved: [] });
});

test.each([
  ['redis:${V}', ['V']],
  ['$A/$B:$A', ['A', 'B']],
  ['${V?must be set}', ['V']],
  ['${EMPTY:?must not be empty}', ['EMPTY']],
  ['${A:-${B}}', ['B'], '${B}'],
  ['${TAG#7.}', ['TAG']],
])('%s lacks a value', (text, unresolved, expected = text) => {
  expect(interpolate(text, lookup)).toEqual({ text: expected, unresolved });
});

test('a backslash escapes where that is the language', () => {
  expect(interpolate('\\$TAG $$TAG', lookup, 'backslash').text).toBe('$TAG $7.2.4');
});

test('holes of a value are holes of the text', () => {
  const holed: Lookup = (name) =>
    name === 'IMAGE' ? { text: 'redis:${V}', unresolved: ['V'] } : undefined;
  expect(interpolate('$IMAGE', holed)).toEqual({ text: 'redis:${V}', unresolved: ['V'] });
});

test('nesting beyond the bound counts as unresolved', () => {
  const deep = `${'${A:-'.repeat(500)}x${'}'.repeat(500)}`;
  expect(interpolate(deep, lookup).unresolved).toEqual(['A']);
});

test('hostile texts take linear time', () => {
  for (const part of ['${A:-', '$', '${', '${A:-}', '\\$']) {
    expect(() => interpolate(part.repeat(100_000), lookup)).not.toThrow();
    expect(() => interpolate(part.repeat(100_000), lookup, 'backslash')).not.toThrow();
  }
});

const ENV = `# images
REDIS=redis:7
export DB='postgres:$16' # literal
QUOTED="a \\"b\\" \\n$REDIS"
PLAIN=value # comment
HASH=a#b
SPACED = x y
EMPTY=
FROM_EARLIER=\${REDIS}-alpine
SELF=\${SELF:-8.11.3}
MISSING=\${NOWHERE}
MULTI="one
two"
YAML: style
not a line
REDIS=redis:8
BROKEN="never closed
`;

test('a .env file gives names, values and lines', () => {
  expect(parseDotenv(ENV).map(({ name, value, line }) => [name, value.text, line])).toEqual([
    ['REDIS', 'redis:7', 2],
    ['DB', 'postgres:$16', 3],
    ['QUOTED', 'a "b" \nredis:7', 4],
    ['PLAIN', 'value', 5],
    ['HASH', 'a#b', 6],
    ['SPACED', 'x y', 7],
    ['EMPTY', '', 8],
    ['FROM_EARLIER', 'redis:7-alpine', 9],
    ['SELF', '8.11.3', 10],
    ['MISSING', '${NOWHERE}', 11],
    ['MULTI', 'one\ntwo', 12],
    ['YAML', 'style', 14],
    ['REDIS', 'redis:8', 16],
    ['BROKEN', '"never closed', 17],
  ]);
});

test('the last of two entries counts, and a hole is named', () => {
  const env = dotenvLookup(parseDotenv(ENV));
  expect(env('REDIS')?.text).toBe('redis:8');
  expect(env('MISSING')?.unresolved).toEqual(['NOWHERE']);
  expect(env('__proto__')).toBeUndefined();
});
