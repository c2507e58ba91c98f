import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/audit.ts';
import { component } from '../../src/extract/component.ts';
import type { Component, ComponentKind } from '../../src/model/component.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import type { Answer, UsageProfile } from '../../src/model/usage.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { config, inventory } from '../make.ts';

/**
 * What must hold of every judgement, whatever the law says: tried on every license we know, with
 * usage made at random.
 */

const RUNS = { numRuns: 400, seed: 7 };
const RANK: Readonly<Record<Verdict, number>> = { clear: 0, 'needs-review': 1, violation: 2 };
const QUESTIONS = Object.values(KNOWLEDGE.vocabulary.questions);
const ASKED = QUESTIONS.filter(({ kind }) => kind === 'usage' || kind === 'component');
const METRICS = QUESTIONS.filter(({ kind }) => kind === 'scale').map(({ id }) => id);

// Licenses with a file of their own say most; families are drawn less often.
const OWN = Object.values(KNOWLEDGE.licenses)
  .filter(({ path }) => path.startsWith('rules/licenses/'))
  .map(({ id }) => id);
const ALL = Object.keys(KNOWLEDGE.licenses);
const license = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...OWN) },
  { weight: 1, arbitrary: fc.constantFrom(...ALL) },
);
const answer = fc.constantFrom<Answer>('yes', 'no', 'unknown');
const answers = fc.record(Object.fromEntries(ASKED.map(({ id }) => [id, answer])), {
  requiredKeys: [],
});
const number = fc.constantFrom(
  0,
  1,
  100,
  999_999,
  1_000_000,
  1_000_001,
  5_000_000,
  20_000_001,
  1e8 + 1,
  7e8,
  7e8 + 1,
  1e10,
);
const scale = fc.record(Object.fromEntries(METRICS.map((id) => [id, number])), {
  requiredKeys: [],
});
const regions = fc.record(
  {
    established: fc.subarray(['DE', 'US', 'CN', 'KR', 'GB']),
    served: fc.subarray(['FR', 'US', 'CN', 'KR', 'GB']),
  },
  { requiredKeys: [] },
);
const usage = fc
  .record({ answers, scale, regions })
  .map((drawn) => ({ name: 'any', ...drawn }) as UsageProfile);
const kind = fc.constantFrom<ComponentKind>('package', 'image', 'model', 'dataset', 'product');

function under(kind: ComponentKind, name = 'sample'): Component {
  return component({
    kind,
    purl: `pkg:generic/${name}`,
    name,
    seenAt: [{ path: 'a' }],
    scope: 'runtime',
    relation: 'direct',
  });
}

function reportOn(
  components: readonly (readonly [component: Component, expression: string])[],
  usage: UsageProfile,
): Report {
  const assertions = components.map(([{ purl }, expression]) => ({
    match: purl,
    expression,
    reason: 'read',
    by: 'somebody',
    path: 'fineprint.yaml',
    line: 1,
  }));
  return judge(
    inventory(...components.map(([one]) => one)),
    KNOWLEDGE,
    config({ usage, assertions }),
  );
}

function verdictOf(expression: string, kind: ComponentKind, usage: UsageProfile): Verdict {
  const [found] = reportOn([[under(kind), expression]], usage).components;
  return found?.verdict ?? 'clear';
}

const BOUGHT = ['proprietary', 'all-rights-reserved'];

test('an alternative never makes a verdict worse', () => {
  fc.assert(
    fc.property(license, license, kind, usage, (one, other, kind, usage) => {
      // Who says that nothing was bought is not offered what must be bought.
      const family = KNOWLEDGE.licenses[one]?.family ?? '';
      fc.pre(usage.answers['agreement'] !== 'no' || !BOUGHT.includes(family));
      const alone = verdictOf(one, kind, usage);
      const either = verdictOf(`${one} OR ${other}`, kind, usage);
      expect(RANK[either]).toBeLessThanOrEqual(RANK[alone]);
    }),
    RUNS,
  );
});

test('a further license never makes a verdict milder', () => {
  fc.assert(
    fc.property(license, license, kind, usage, (one, other, kind, usage) => {
      const alone = verdictOf(one, kind, usage);
      const both = verdictOf(`${one} AND ${other}`, kind, usage);
      expect(RANK[both]).toBeGreaterThanOrEqual(RANK[alone]);
    }),
    RUNS,
  );
});

test('an answer never turns what a rule forbids into a question', () => {
  const said = fc.constantFrom(...ASKED.map(({ id }) => id));
  const yesOrNo = fc.constantFrom<Answer>('yes', 'no');
  fc.assert(
    fc.property(license, kind, usage, said, yesOrNo, (one, kind, usage, question, answer) => {
      fc.pre((usage.answers[question] ?? 'unknown') === 'unknown');
      const found = (usage: UsageProfile, verdict: Verdict) =>
        reportOn([[under(kind), one]], usage)
          .findings.filter((finding) => finding.verdict === verdict)
          .map(({ rule }) => rule);
      const forbidden = found(usage, 'violation');
      fc.pre(forbidden.length > 0);
      const answered = { ...usage, answers: { ...usage.answers, [question]: answer } };
      const asked = found(answered, 'needs-review');
      expect(forbidden.filter((rule) => asked.includes(rule))).toEqual([]);
    }),
    { ...RUNS, numRuns: 200 },
  );
});

describe('a number', () => {
  test.each(METRICS)('of %s that grows never makes a verdict milder', (metric) => {
    fc.assert(
      fc.property(license, kind, usage, number, number, (one, kind, usage, a, b) => {
        const at = (value: number) =>
          verdictOf(one, kind, { ...usage, scale: { ...usage.scale, [metric]: value } });
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(RANK[at(large)]).toBeGreaterThanOrEqual(RANK[at(small)]);
      }),
      { ...RUNS, numRuns: 150 },
    );
  });
});

test('the order of components matters to nothing', () => {
  const some = fc.array(fc.tuple(license, kind), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(some, usage, fc.integer(), (drawn, usage, seed) => {
      const components = drawn.map(
        ([expression, kind], at) => [under(kind, `sample-${at}`), expression] as const,
      );
      const shuffled = components.toSorted(([a], [b]) => mixed(a.purl, seed) - mixed(b.purl, seed));
      expect(reportOn(shuffled, usage)).toEqual(reportOn(components, usage));
    }),
    { ...RUNS, numRuns: 60 },
  );
});

/** A number that a text and a seed give, to shuffle by. */
function mixed(text: string, seed: number): number {
  let hash = seed | 0;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  return hash;
}
