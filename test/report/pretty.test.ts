import { expect, test } from 'vitest';
import type { Finding, Report } from '../../src/model/report.ts';
import { columns, wrap } from '../../src/report/layout.ts';
import { pretty } from '../../src/report/pretty.ts';
import { CLEAN, EMPTY, SAMPLES, VOICE } from './sample.ts';

const PLAIN = { width: 80, color: false, verbose: false };
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what color is made of
const COLOR = /\u001b\[\d+m/g;

function lines(report: Report, options: Partial<typeof PLAIN> = {}): readonly string[] {
  return pretty
    .render(report, { ...PLAIN, ...options })
    .split('\n')
    .slice(0, -1);
}

const widths = [40, 60, 80, 100].flatMap((width) =>
  Object.entries(SAMPLES).map(([name, report]) => ({ width, name, report })),
);

test.each(widths)('$name fits $width columns, except single words', ({ width, report }) => {
  for (const verbose of [true, false]) {
    for (const line of lines(report, { width, verbose })) {
      const words = line.trim().replace(/^(?:where|which|settles|error|warning|note|-) +/, '');
      if (columns(line) > width) expect(words.split(' ')).toHaveLength(1);
      expect(line).toBe(line.trimEnd());
    }
  }
});

test.each(Object.entries(SAMPLES))('%s reads the same without color', (_, report) => {
  const plain = pretty.render(report, PLAIN);
  const color = pretty.render(report, { ...PLAIN, color: true });
  expect(plain).not.toMatch(COLOR);
  expect(color).toMatch(COLOR);
  expect(color.replace(COLOR, '')).toBe(plain);
});

test('a width that is none does not break it', () => {
  for (const width of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9]) {
    expect(lines(CLEAN, { width }).join(' ')).toContain('3 clear');
    for (const line of lines(CLEAN, { width })) expect(line.length).toBeLessThanOrEqual(120);
  }
});

test('violations come before reviews, the most severe first', () => {
  const text = lines(VOICE).join('\n');
  const order = [
    'profile saas:',
    'VIOLATIONS',
    'coqui/XTTS-v2',
    'NEEDS REVIEW',
    'redis 7 (image)',
    '12 components: no license found',
    'meta-llama/Llama-3.1-8B-Instruct (model)',
    'ACCEPTED',
    'QUESTIONS',
    'DUTIES',
    'DIAGNOSTICS',
    '21 components in 8 files',
  ].map((words) => text.indexOf(words));
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('a finding of many components is folded, and verbose names them all', () => {
  const folded = lines(VOICE).join('\n');
  expect(folded).toContain('and 2 more;');
  expect(folded).not.toContain('loud-norm');
  const all = lines(VOICE, { verbose: true }).join('\n');
  expect(all).toContain('loud-norm 1.0.0 (npm)');
  expect(all).toContain('old-glue 0.9.0 (npm)');
  expect(all).toContain('package-lock.json:51');
  expect(all).not.toContain('--verbose');
});

test('three components with the same finding are told one by one', () => {
  const missing = VOICE.findings.filter(({ rule }) => rule === 'license-missing').slice(0, 3);
  const text = lines({ ...VOICE, findings: missing }).join('\n');
  expect(text).toContain('audio-ring 1.0.0 (npm): no license found');
  expect(text).toContain('cue-points 1.0.0 (npm): no license found');
});

function withFindings(...changes: readonly Partial<Finding>[]): Report {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  return { ...CLEAN, findings: changes.map((change) => ({ ...finding, ...change })) };
}

const unread = { ...CLEAN.coverage, parsed: 1, failed: 1 };
const conclusions: readonly (readonly [string, Report])[] = [
  ['1 violation in 1 component. 14 findings need a person.', VOICE],
  [
    '2 violations in 1 component.',
    withFindings({ verdict: 'violation' }, { verdict: 'violation', rule: 'other' }),
  ],
  ['No violations. 1 finding needs a person.', withFindings({})],
  ['Nothing found: 3 components are clear under profile saas.', CLEAN],
  [
    'Nothing found: 3 components are clear under profile saas. 1 file could not be read.',
    { ...CLEAN, coverage: unread },
  ],
  [
    'Nothing open: 1 finding is accepted, the rest is clear under profile saas.',
    withFindings({ disposition: 'waived' }),
  ],
  ['Nothing to audit: no file of a known format is here.', EMPTY],
  [
    'Nothing to audit: no file of a known format was understood. 1 file could not be read.',
    { ...EMPTY, coverage: { ...EMPTY.coverage, claimed: 1, failed: 1 } },
  ],
  [
    'Nothing to audit: the 2 files read name nothing of others.',
    { ...CLEAN, components: CLEAN.components.slice(0, 1) },
  ],
];

test.each(conclusions)('the last line says: %s', (last, report) => {
  expect(lines(report, { width: 120 }).at(-1)).toBe(last);
});

test.each([
  ['hosted', 'answers: {hosted: …}'],
  ['scale.mau', 'answers: {mau: …}'],
  ['regions.served', 'regions: {served: […]}'],
  ['modified@pkg:npm/%40acme/x', '  - match: pkg:npm/%40acme/x'],
])('question %s is answered by %s', (id, line) => {
  const report = { ...VOICE, questions: [{ id, question: 'Is it?', settles: [] }] };
  expect(lines(report).map((text) => text.slice(15))).toContain(line);
});

test('only ten questions and diagnostics are shown unless all are asked for', () => {
  const questions = Array.from({ length: 14 }, (_, i) => ({
    id: `q${i}`,
    question: `Question number ${i}?`,
    settles: [],
  }));
  const diagnostics = Array.from({ length: 13 }, (_, i) => ({
    code: 'malformed-entry' as const,
    level: 'warning' as const,
    message: `entry ${i}`,
  }));
  const report = { ...VOICE, questions, diagnostics };
  const short = lines(report).join('\n');
  expect(short).toContain('and 4 more questions;');
  expect(short).toContain('and 3 warnings;');
  const long = lines(report, { verbose: true }).join('\n');
  expect(long).toContain('Question number 13?');
  expect(long).toContain('entry 12');
});

test('wrapping breaks at spaces only, and counts columns as a terminal does', () => {
  expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
  expect(wrap('a /very/long/path b', 6)).toEqual(['a', '/very/long/path', 'b']);
  expect(wrap('漢字 漢字', 8)).toEqual(['漢字', '漢字']);
  expect(wrap('', 8)).toEqual(['']);
  expect(columns('e\u0301')).toBe(1);
});
