import { describe, expect, test } from 'vitest';
import { leavesOf } from '../../src/model/knowledge.ts';
import { licenseIds, parseExpression } from '../../src/spdx/expression.ts';
import { COMPILED, KNOWLEDGE } from '../knowledge.ts';

const { vocabulary, rules, duties, licenses, products, models, profiles, exceptions } = KNOWLEDGE;
const { terms, questions, families, grants } = vocabulary;

test('rules/ compiles without issues', () => {
  expect(COMPILED.issues.map(({ path, line, message }) => `${path}:${line}: ${message}`)).toEqual(
    [],
  );
});

const RULE_PARTS = rules.flatMap(({ when }) => leavesOf(when));
const ALL_PARTS = [
  ...RULE_PARTS,
  ...duties.flatMap(({ when }) => leavesOf(when)),
  ...Object.values(grants).flatMap(({ forbids }) => leavesOf(forbids)),
];
const STATED = Object.values(licenses).flatMap((license) => license.terms);

/** `term: value` of every term a condition or duty asks about. */
const USED = new Set([
  ...ALL_PARTS.flatMap((part) => {
    if (part.op === 'term') return part.values.map((value) => `${part.term}: ${value}`);
    if (part.op === 'threshold') return part.gives.map((value) => `threshold: ${value}`);
    return part.op === 'region' ? ['region: excluded'] : [];
  }),
  ...duties.flatMap(({ term, values }) => values.map((value) => `${term}: ${value}`)),
]);

const VALUES = Object.values(terms).flatMap(({ id, values }) =>
  Object.keys(values).map((value) => `${id}: ${value}`),
);

describe('every value of every term', () => {
  const stated = new Set(STATED.map(({ term, value }) => `${term}: ${value}`));
  test.each(VALUES)('%s is stated by a license', (value) => {
    expect(stated).toContain(value);
  });
  // Conversion is read by the stage that resolves, which turns a license into what it became; that
  // patents are licensed asks nothing of anybody who brings no suit, nor does what a licensor leaves free:
  // both are there to be explained.
  const notJudged = /^(?:conversion: |output-rights: |patent: (?:granted|ends-on-claim)$)/;
  test.each(VALUES.filter((value) => !notJudged.test(value)))(
    '%s is used by a rule or a duty',
    (value) => {
      expect(USED).toContain(value);
    },
  );
});

describe('every question', () => {
  const asked = new Set(
    ALL_PARTS.flatMap((part) => {
      if (part.op === 'usage' || part.op === 'said') return [part.question];
      if (part.op === 'threshold') return part.metrics;
      if (part.op === 'scale') return [part.metric];
      return part.op === 'region' ? [part.of] : [];
    }),
  );
  test.each(Object.keys(questions))('%s is asked', (id) => {
    expect(asked).toContain(id);
  });
  const measured = new Set([
    ...STATED.flatMap(({ threshold }) => threshold?.metric ?? []),
    ...ALL_PARTS.flatMap((part) => (part.op === 'scale' ? [part.metric] : [])),
  ]);
  test.each(Object.values(questions).filter(({ kind }) => kind === 'scale'))(
    '$id has a limit in a license or a grant',
    ({ id }) => {
      expect(measured).toContain(id);
    },
  );
  test.each(Object.values(questions))('$id asks', ({ question, definition }) => {
    expect(question).toMatch(/\?$/);
    expect(definition).not.toBe('');
  });
});

test.each(Object.keys(families))('family %s has a license', (id) => {
  expect(Object.values(licenses).some(({ family }) => family === id)).toBe(true);
});

describe.each(rules)('rule $id', (rule) => {
  test('says what, why and what to do', () => {
    for (const text of [rule.title, rule.message, rule.remedy, rule.rationale])
      expect(text).not.toBe('');
    expect(rule.path).toBe(`rules/risks/${rule.id}.yaml`);
  });

  test('has a test of each outcome it can have', () => {
    const outcomes = COMPILED.tests
      .filter((one) => one.rule === rule.id)
      .map(({ expect: expected }) => expected);
    expect(outcomes).toContain(rule.verdict);
    expect(outcomes).toContain('none');
    const asks = leavesOf(rule.when).some(({ op }) =>
      ['usage', 'threshold', 'scale', 'region'].includes(op),
    );
    if (asks && rule.verdict === 'violation') expect(outcomes).toContain('needs-review');
  });
});

test('every license says where its terms stand', () => {
  const lacking = Object.values(licenses).flatMap(({ id, path, terms: own }) =>
    own
      .filter(({ clause }) => clause.section === '' || clause.summary === '')
      .map(({ term }) => `${path}: ${id} ${term}`),
  );
  expect(lacking).toEqual([]);
  const read = Object.values(licenses).filter(({ grade, terms: own }) =>
    own.some((term) => term.grade === 'text' && grade === 'memory'),
  );
  expect(read.map(({ path }) => path)).toEqual([]);
});

/** Licenses an expression names that `rules/` do not know, or the expression if it is none. */
function strangers(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  if (!parsed) return [`not an expression: ${expression}`];
  return licenseIds(parsed).filter((id) => !Object.hasOwn(licenses, id));
}

test('products and models name licenses that rules/ know', () => {
  const named = [
    ...products.flatMap(({ id, path, versions }) =>
      versions.map(({ license }) => ({ id, path, license })),
    ),
    ...models,
  ];
  const unknown = named.flatMap(({ id, path, license }) =>
    strangers(license).map((stranger) => `${path} ${id}: ${stranger}`),
  );
  expect(unknown).toEqual([]);
});

test('change licenses of products are expressions', () => {
  const wrong = products.flatMap(({ id, versions }) =>
    versions.flatMap(({ parameters }) =>
      parameters?.['changeLicense'] && strangers(parameters['changeLicense']).length > 0
        ? [`${id}: ${parameters['changeLicense']}`]
        : [],
    ),
  );
  expect(wrong).toEqual([]);
});

test('exceptions leave copyleft values of the vocabulary', () => {
  const values = ['none', ...Object.keys(terms['copyleft']?.values ?? {})];
  const wrong = Object.values(exceptions).filter(
    ({ copyleft }) => copyleft !== undefined && !values.includes(copyleft),
  );
  expect(wrong).toEqual([]);
});

test('profiles answer the questions about the user, and no others than the vocabulary has', () => {
  for (const { id, answers } of Object.values(profiles)) {
    const unanswered = ['commercial', 'production', 'hosted', 'distributed', 'proprietary'].filter(
      (question) => !Object.hasOwn(answers, question),
    );
    expect(unanswered, id).toEqual([]);
  }
});
