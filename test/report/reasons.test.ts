import { expect, test } from 'vitest';
import type { Because, Finding, ReportComponent } from '../../src/model/report.ts';
import { howSure, tellComponent } from '../../src/report/reasons.ts';
import { VOICE } from './sample.ts';

const REDIS = 'pkg:docker/redis@7';

function finding(change: Partial<Finding>): Finding {
  const redis = VOICE.findings.find(({ purl }) => purl === REDIS);
  if (!redis) throw new Error('the sample has no redis');
  return { ...redis, because: [], ...change };
}

function tell(basis: ReportComponent['license']['basis'], ...changes: readonly Partial<Finding>[]) {
  const redis = VOICE.components.find(({ purl }) => purl === REDIS);
  if (!redis) throw new Error('the sample has no redis');
  const component = { ...redis, license: { ...redis.license, basis } };
  return tellComponent({
    kind: 'component',
    subject: { purl: REDIS, component },
    findings: changes.map(finding),
  });
}

const labels: readonly (readonly [string, Because, string, string])[] = [
  ['the profile', { kind: 'answer', text: 'hosted (profile saas)' }, 'profile', 'hosted'],
  [
    'the configuration',
    { kind: 'answer', text: 'exposed (said for this component in the configuration)' },
    'you said',
    'exposed',
  ],
  [
    'the place',
    { kind: 'answer', text: 'modified (a changed copy)' },
    'fact',
    'modified (a changed copy)',
  ],
  [
    'a number of ours',
    { kind: 'answer', text: 'mau: 800, and the limit is mau > 700' },
    'you said',
    'mau: 800, and the limit is mau > 700',
  ],
  [
    'nobody',
    { kind: 'answer', text: 'the limit is mau > 700; ours is not known' },
    'open',
    'the limit is mau > 700; ours is not known',
  ],
  [
    'a reader who did not read',
    { kind: 'unverified', text: 'from memory' },
    'caution',
    'from memory',
  ],
];

test.each(labels)('an answer from %s says so', (_, because, label, text) => {
  expect(tell([], { because: [because] }).findings[0]?.reasons).toEqual([{ label, text }]);
});

test('what the profile says is one line, after the words of the license', () => {
  const because: readonly Because[] = [
    { kind: 'answer', text: 'hosted (profile saas)' },
    { kind: 'clause', text: '§1: words' },
    { kind: 'answer', text: 'proprietary (profile saas)' },
  ];
  expect(tell([], { because }).findings[0]?.reasons).toEqual([
    { label: 'clause', text: '§1: words' },
    { label: 'profile', text: 'hosted, proprietary' },
  ]);
});

const CLAUSE: Because = { kind: 'clause', text: 'X-1.0 §1: no business' };
const OTHER: Because = { kind: 'clause', text: 'X-1.0 §2: no outputs' };
const PROFILE: Because = { kind: 'answer', text: 'commercial (profile saas)' };

test('what all findings rest on is told once, and a clause told before is named only', () => {
  const told = tell(
    [],
    { because: [CLAUSE, PROFILE] },
    { because: [CLAUSE, PROFILE] },
    { because: [OTHER, PROFILE] },
  );
  expect(told.shared).toEqual([{ label: 'profile', text: 'commercial' }]);
  expect(told.findings.map(({ reasons }) => reasons.map(({ text }) => text))).toEqual([
    ['X-1.0 §1: no business'],
    ['X-1.0 §1, as above'],
    ['X-1.0 §2: no outputs'],
  ]);
});

test('a caution told before is only named, one about the license is told for all', () => {
  const term: Because = { kind: 'unverified', text: 'this term rests on memory; unread' };
  const license: Because = { kind: 'unverified', text: 'which license this is rests on memory' };
  const told = tell([], { because: [CLAUSE, term, license] }, { because: [OTHER, term, license] });
  expect(told.shared.map(({ text }) => text)).toEqual([term.text, license.text]);
  const own = tell([], { because: [CLAUSE, term] }, { because: [OTHER, term] }, { because: [] });
  expect(own.findings[1]?.reasons[1]?.text).toBe('this term rests on memory, as above');
  expect(tell([], { because: [license] }).shared).toHaveLength(1);
});

test('a fact about the license is told with it, a fact of one finding with that finding', () => {
  const known = { text: 'redis 7 is X', path: 'rules/redis.yaml' };
  const accepted = { text: 'AGREED=1 accepts its terms', path: 'Dockerfile', line: 4 };
  const told = tell(
    [
      { kind: 'curated', ...known },
      { kind: 'declared', ...accepted },
    ],
    { because: [{ kind: 'fact', ...known }] },
    {
      because: [
        { kind: 'fact', ...known },
        { kind: 'fact', ...accepted },
      ],
    },
  );
  expect(told.shared).toEqual([{ label: 'license', ...known }]);
  expect(told.findings.map(({ reasons }) => reasons)).toEqual([
    [],
    [{ label: 'fact', ...accepted }],
  ]);
});

test('versions are told once, with the place that lists them', () => {
  const spans = 'BSD-3-Clause (<7.4.0-0); X (>=7.4.0-0)';
  const text = `"7" can mean versions under ${spans}; judged as the worst of them`;
  const basis = [
    { kind: 'curated' as const, text: `Redis 7 can mean: ${spans}`, path: 'rules/redis.yaml' },
  ];
  const told = tell(basis, { because: [{ kind: 'version', text }] });
  expect(told.shared).toEqual([{ label: 'version', text, path: 'rules/redis.yaml' }]);
  expect(told.findings[0]?.reasons).toEqual([]);
});

test('a name that differs from its license in case alone is not told', () => {
  const quiet = { kind: 'normalized' as const, text: '"apache-2.0" read as Apache-2.0' };
  const loud = { kind: 'normalized' as const, text: '"Apache" read as Apache-2.0' };
  expect(tell([quiet, loud], {}).shared).toEqual([{ label: 'license', text: loud.text }]);
});

test('a way out that all remedies end in is told once, and none loses all its words', () => {
  const end = 'X 1 is MIT. A replacement: Y (MIT).';
  const told = tell([], { remedy: `Stop it. ${end}` }, { remedy: `Or pay! ${end}` });
  expect(told.shared).toEqual([{ label: 'way out', text: end }]);
  expect(told.findings.map(({ remedy }) => remedy)).toEqual(['Stop it.', 'Or pay!']);
  const equal = tell([], { remedy: 'Stop it.' }, { remedy: 'Stop it.' });
  expect(equal.findings.map(({ remedy }) => remedy)).toEqual(['Stop it.', 'Stop it.']);
});

test('places that differ stay with their findings', () => {
  const told = tell([], { locations: [{ path: 'a' }] }, { locations: [{ path: 'b' }] });
  expect(told.where).toEqual([]);
  expect(told.findings.map(({ where }) => where)).toEqual([[{ path: 'a' }], [{ path: 'b' }]]);
});

test('places that most findings have are told once', () => {
  const places = ['a', 'b', 'b'].map((path) => ({ locations: [{ path }] }));
  const told = tell([], ...places);
  expect(told.where).toEqual([{ path: 'b' }]);
  expect(told.findings.map(({ where }) => where)).toEqual([[{ path: 'a' }], [], []]);
});

test('a place that a fact is told with is not told again', () => {
  const accepted = { kind: 'fact' as const, text: 'AGREED=1', path: 'Dockerfile', line: 4 };
  const own = { locations: [{ path: 'Dockerfile', line: 4 }], because: [accepted] };
  expect(tell([], {}, {}, own).findings[2]?.where).toEqual([]);
});

test.each([
  [['high', 'high'], ''],
  [['high', 'medium'], ' (how sure: medium)'],
  [['low', 'medium'], ' (how sure: low)'],
] as const)('%s is said as "%s"', (confidences, said) => {
  expect(howSure(confidences.map((confidence) => finding({ confidence })))).toBe(said);
});

test('what several versions have in common is told once', () => {
  const basis = { kind: 'curated' as const, text: 'converts to MIT 4 years after its release' };
  const told = tell([basis, basis, { ...basis, path: 'rules/products/x.yaml' }], {});
  expect(told.shared.map(({ text, path }) => [text, path])).toEqual([
    [basis.text, undefined],
    [basis.text, 'rules/products/x.yaml'],
  ]);
});
