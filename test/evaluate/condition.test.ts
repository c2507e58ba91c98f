import { describe, expect, test } from 'vitest';
import { evaluateCondition } from '../../src/evaluate/condition.ts';
import { all, any, not, type Outcome } from '../../src/evaluate/outcome.ts';
import { numberAt, regionsHit } from '../../src/evaluate/scale.ts';
import type { Subject } from '../../src/evaluate/subject.ts';
import type { Grade } from '../../src/model/evidence.ts';
import type { Condition, License, Term, Threshold } from '../../src/model/knowledge.ts';
import type { Answer, ScaleValue, UsageProfile } from '../../src/model/usage.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { concluded, made, usage } from '../make.ts';

function outcome(answer: Answer): Outcome {
  return { answer, questions: answer === 'unknown' ? ['q'] : [], because: [] };
}

const KLEENE: readonly (readonly [Answer, Answer, Answer, Answer])[] = [
  ['no', 'no', 'no', 'no'],
  ['no', 'unknown', 'no', 'unknown'],
  ['no', 'yes', 'no', 'yes'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
  ['unknown', 'yes', 'unknown', 'yes'],
  ['yes', 'yes', 'yes', 'yes'],
];

test.each(KLEENE)('%s and %s: all is %s, any is %s', (a, b, both, either) => {
  for (const pair of [
    [a, b],
    [b, a],
  ] as const) {
    expect(all(pair.map(outcome)).answer).toBe(both);
    expect(any(pair.map(outcome)).answer).toBe(either);
  }
});

test.each([
  ['yes', 'no'],
  ['no', 'yes'],
  ['unknown', 'unknown'],
] as const)('not %s is %s', (answer, opposite) => {
  expect(not(outcome(answer)).answer).toBe(opposite);
});

test('of nothing, all holds and any does not', () => {
  expect(all([]).answer).toBe('yes');
  expect(any([]).answer).toBe('no');
});

test('only what is unknown asks, and only while its answer matters', () => {
  const asks = (question: string): Outcome => ({ ...outcome('unknown'), questions: [question] });
  expect(all([outcome('yes'), asks('a'), asks('b')]).questions).toEqual(['a', 'b']);
  expect(all([outcome('no'), asks('a')]).questions).toEqual([]);
  expect(any([outcome('yes'), asks('a')]).questions).toEqual([]);
  expect(any([outcome('no'), asks('a'), asks('a')]).questions).toEqual(['a']);
  expect(not(asks('a')).questions).toEqual(['a']);
});

function license(terms: readonly Term[], more: Partial<License> = {}): License {
  return {
    id: 'LicenseRef-sample',
    name: 'Sample',
    family: 'source-available',
    grade: 'text',
    detail: 'complete',
    terms,
    path: 'rules/licenses/sample.yaml',
    ...more,
  };
}

function term(name: string, value: string, more: Partial<Term> = {}): Term {
  return {
    term: name,
    value,
    clause: { section: '§1', summary: 'A clause.' },
    grade: 'text',
    ...more,
  };
}

function subject(profile: UsageProfile, more: Partial<Subject> = {}): Subject {
  return {
    component: made('sample'),
    determination: concluded('LicenseRef-sample'),
    facts: [],
    answers: (question) => ({
      answer: profile.answers[question] ?? 'unknown',
      because: 'the test',
    }),
    usage: profile,
    vocabulary: KNOWLEDGE.vocabulary,
    ...more,
  };
}

function answerTo(condition: Condition, profile: UsageProfile, more: Partial<Subject>): Answer {
  return evaluateCondition(condition, subject(profile, more)).answer;
}

describe('a threshold', () => {
  const limit = (more: Partial<Threshold> = {}): Partial<Subject> => ({
    license: license([
      term('threshold', 'no-rights', {
        threshold: { metric: 'mau', op: '>', value: 100, moment: 'now', ...more },
      }),
    ]),
  });
  const condition: Condition = { op: 'threshold', metrics: ['mau'], gives: ['no-rights'] };
  const release = { moment: 'at-release-date', date: '2024-07-23' } as const;
  const cases: readonly (readonly [string, Partial<Threshold>, ScaleValue | undefined, Answer])[] =
    [
      ['below more-than', {}, 99, 'no'],
      ['at more-than', {}, 100, 'no'],
      ['above more-than', {}, 101, 'yes'],
      ['below at-least', { op: '>=' }, 99, 'no'],
      ['at at-least', { op: '>=' }, 100, 'yes'],
      ['not said', {}, undefined, 'unknown'],
      ['dated, now counts', {}, { now: 101, '2024-06': 1 }, 'yes'],
      ['dated, now not said', {}, { '2024-06': 101 }, 'unknown'],
      ['at release, the month before counts', release, { '2024-06': 101, now: 1 }, 'yes'],
      [
        'at release, the month before wins over its own',
        release,
        { '2024-06': 1, '2024-07': 999 },
        'no',
      ],
      [
        'at release, its own month where the one before is not said',
        release,
        { '2024-07': 999 },
        'yes',
      ],
      ['at release, another date does not answer', release, { now: 999 }, 'unknown'],
      ['at release, a plain number holds always', release, 999, 'yes'],
      ['zero is a number', {}, 0, 'no'],
    ];
  test.each(cases)('%s', (_, threshold, value, expected) => {
    const scale: Record<string, ScaleValue> = value === undefined ? {} : { mau: value };
    expect(answerTo(condition, usage({}, { scale }), limit(threshold))).toBe(expected);
  });
  test('of another metric or consequence is another', () => {
    const scale = { mau: 101 };
    const other = { ...condition, metrics: ['users'] };
    expect(answerTo(other, usage({}, { scale }), limit())).toBe('no');
    const gives = { ...condition, gives: ['display-duty'] };
    expect(answerTo(gives, usage({}, { scale }), limit())).toBe('no');
  });
});

test.each([
  ['2024-07-23', '2024-06'],
  ['2024-01-05', '2023-12'],
  ['2024-10-05', '2024-09'],
])('before %s comes %s', (date, month) => {
  expect(numberAt({ [month]: 7 }, date)).toBe(7);
});

test.each([
  [['DE'], ['EU'], ['DE']],
  [['NO'], ['EU'], []],
  [['NO'], ['EEA'], ['NO']],
  [['EU'], ['DE'], ['EU']],
  [['EEA'], ['IS'], ['EEA']],
  [['EU'], ['IS'], []],
  [['GB', 'CH'], ['EU', 'EEA'], []],
  [['US', 'KR'], ['EU', 'GB', 'KR'], ['KR']],
  [[], ['EU'], []],
])('%j against %j hits %j', (ours, excluded, hit) => {
  expect(regionsHit(ours, excluded)).toEqual(hit);
});

test.each([
  ['said and inside', ['DE'], 'yes'],
  ['said and outside', ['US'], 'no'],
  ['said to be nowhere', [], 'no'],
  ['not said', undefined, 'unknown'],
] as const)('a region %s', (_, established, expected) => {
  const excluded = term('region', 'excluded', { region: { of: 'established', excluded: ['EU'] } });
  const regions = established ? { established } : {};
  const more = { license: license([excluded]) };
  expect(answerTo({ op: 'region', of: 'established' }, usage({}, { regions }), more)).toBe(
    expected,
  );
  expect(answerTo({ op: 'region', of: 'served' }, usage({}, { regions }), more)).toBe('no');
});

test.each([
  ['text', 'yes'],
  ['secondary', 'unknown'],
  ['exists', 'unknown'],
  ['memory', 'unknown'],
] as const)('a term known from %s is %s', (grade: Grade, expected) => {
  const more = { license: license([term('hosting', 'forbidden', { grade })]) };
  const condition: Condition = { op: 'term', term: 'hosting', values: ['forbidden'] };
  expect(answerTo(condition, usage(), more)).toBe(expected);
  expect(answerTo({ op: 'not', of: condition }, usage(), more)).not.toBe('yes');
});

test('what was said counts only when it is yes, and is never asked', () => {
  const condition: Condition = { op: 'said', question: 'agreement' };
  for (const [answer, expected] of [
    ['yes', 'yes'],
    ['no', 'no'],
    ['unknown', 'no'],
  ] as const) {
    const result = evaluateCondition(condition, subject(usage({ agreement: answer })));
    expect(result.answer).toBe(expected);
    expect(result.questions).toEqual([]);
  }
});

test.each([
  ['a grant that covers us', 'hosted', { hosted: 'yes', exposed: 'no' }, 'no'],
  ['a grant that does not', 'hosted', { hosted: 'yes', exposed: 'yes' }, 'yes'],
  ['a grant that may not', 'hosted', { hosted: 'yes' }, 'unknown'],
  [
    'on premises is no service',
    'hosted',
    { hosted: 'no', distributed: 'yes', exposed: 'yes' },
    'no',
  ],
  [
    'an offering on premises is an offering',
    'third-party-schema-control',
    { hosted: 'no', distributed: 'yes', exposed: 'yes' },
    'yes',
  ],
  [
    'an offering through which nobody gets at it',
    'third-party-access',
    { hosted: 'yes', exposed: 'no' },
    'no',
  ],
  ['one node inside of what is sold', 'single-node', { hosted: 'yes', exposed: 'no' }, 'unknown'],
  [
    'one node inside of what is sold, surely',
    'single-node',
    { hosted: 'yes', exposed: 'no', integrated: 'yes' },
    'yes',
  ],
  ['no grant that we know', 'by-hand', { hosted: 'no' }, 'unknown'],
  ['no grant at all', undefined, { hosted: 'no' }, 'unknown'],
] as const)('beyond the grant: %s', (_, grant, answers, expected) => {
  const parameters: Record<string, string> = grant ? { grant } : {};
  expect(answerTo({ op: 'beyond-grant' }, usage(answers), { parameters })).toBe(expected);
});

test('a number above a bound', () => {
  const condition: Condition = { op: 'scale', metric: 'nodes', above: 1 };
  for (const [nodes, expected] of [
    [1, 'no'],
    [2, 'yes'],
  ] as const) {
    expect(answerTo(condition, usage({}, { scale: { nodes } }), {})).toBe(expected);
  }
  expect(answerTo(condition, usage(), {})).toBe('unknown');
});
