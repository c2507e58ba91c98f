import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  alternatives,
  combine,
  type Expression,
  licenseIds,
  parseExpression,
  print,
} from '../../src/spdx/expression.ts';

function read(text: string): Expression {
  const expression = parseExpression(text);
  if (!expression) throw new Error(`not an expression: ${text}`);
  return expression;
}

function choices(text: string): string[] {
  return alternatives(read(text)).choices.map((choice) => choice.map(print).join(' + '));
}

test.each([
  ['MIT', 'MIT'],
  ['(MIT)', 'MIT'],
  ['MIT OR (ISC OR Zlib)', 'MIT OR ISC OR Zlib'],
  ['(MIT OR ISC) AND Zlib', '(MIT OR ISC) AND Zlib'],
  ['MIT OR (ISC AND Zlib)', 'MIT OR ISC AND Zlib'],
  ['Apache-2.0+', 'Apache-2.0+'],
  ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
  ['GPL-2.0-only WITH harbour-exception', 'GPL-2.0-only WITH harbour-exception'],
  [
    '(GPL-2.0+ WITH harbour-exception OR MIT) AND GPL-3.0-only WITH  GCC-exception-3.1',
    '(GPL-2.0+ WITH harbour-exception OR MIT) AND GPL-3.0-only WITH GCC-exception-3.1',
  ],
  ['LicenseRef-Acme-1.0 AND MIT', 'LicenseRef-Acme-1.0 AND MIT'],
  ['DocumentRef-a:LicenseRef-b', 'DocumentRef-a:LicenseRef-b'],
])('%s prints as %s', (text, printed) => {
  expect(print(read(text))).toBe(printed);
});

test.each([
  ['nothing', ''],
  ['another case', 'mit'],
  ['an unknown id', 'NoSuch-1.0'],
  ['an unknown exception', 'MIT WITH NoSuch-exception'],
  ['a name', 'MIT License'],
  ['a dangling operator', 'MIT OR'],
  ['an open parenthesis', '(MIT'],
  ['too much depth', `${'('.repeat(100)}MIT${')'.repeat(100)}`],
  ['too much length', `MIT${' OR MIT'.repeat(1000)}`],
])('%s is no expression', (_, text) => {
  expect(parseExpression(text)).toBeUndefined();
});

test.each([
  ['MIT', ['MIT']],
  ['MIT OR ISC', ['MIT', 'ISC']],
  ['MIT AND ISC', ['MIT + ISC']],
  ['(MIT OR ISC) AND Zlib', ['MIT + Zlib', 'ISC + Zlib']],
  ['(MIT OR ISC) AND (MIT OR Zlib)', ['MIT', 'MIT + Zlib', 'ISC + MIT', 'ISC + Zlib']],
  ['MIT OR MIT', ['MIT']],
])('%s leaves the choice of %j', (text, expected) => {
  expect(choices(text)).toEqual(expected);
});

test('a million choices are cut, and said to be', () => {
  const ids = ['MIT', 'ISC', 'Zlib', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'MIT-0', '0BSD'];
  const text = ids.map((id, index) => `(${id} OR LicenseRef-${index})`).join(' AND ');
  const found = alternatives(read(text));
  expect(found.complete).toBe(false);
  expect(found.choices).toHaveLength(64);
  expect(alternatives(read('MIT OR ISC')).complete).toBe(true);
});

test('ids are listed once, in order of mention', () => {
  const text = 'ISC OR MIT AND ISC OR GPL-2.0-only WITH Classpath-exception-2.0';
  expect(licenseIds(read(text))).toEqual(['ISC', 'MIT', 'GPL-2.0-only']);
});

const single = fc
  .record({
    id: fc.constantFrom('MIT', 'ISC', 'GPL-2.0-only', 'Apache-2.0', 'LicenseRef-a'),
    exception: fc.constantFrom(undefined, 'Classpath-exception-2.0'),
    plus: fc.boolean(),
  })
  .map(({ id, exception, plus }): Expression => {
    // `LicenseRef-…` takes no plus in SPDX's grammar.
    const license = { op: 'license', id, orLater: plus && id !== 'LicenseRef-a' } as const;
    return exception === undefined ? license : { ...license, exception };
  });

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    single,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([op, parts]) => combine(op, parts)),
  ),
}));

test('parsing what was printed gives the same expression', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      expect(parseExpression(print(expression))).toEqual(expression);
    }),
  );
});

test('the choices of an OR are those of its parts', () => {
  fc.assert(
    fc.property(tree, tree, (a, b) => {
      const keys = (expression: Expression): string[] =>
        alternatives(expression, 100_000).choices.map((choice) =>
          choice.map(print).sort().join(' + '),
        );
      expect(new Set(keys(combine('or', [a, b])))).toEqual(new Set([...keys(a), ...keys(b)]));
    }),
    { numRuns: 50 },
  );
});
