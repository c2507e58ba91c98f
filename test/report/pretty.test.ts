import { expect, test } from 'vitest';
import { diagnostic } from '../../src/model/diagnostic.ts';
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
      const words = line
        .trim()
        .replace(
          /^(?:where|which|about|license|version|settles|error|warning|note|- match:|-) +/,
          '',
        );
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
    expect(lines(CLEAN, { width }).join(' ')).toContain('3 components are clear');
    for (const line of lines(CLEAN, { width })) expect(line.length).toBeLessThanOrEqual(120);
  }
});

test('violations come before reviews, the most severe first', () => {
  const text = lines(VOICE).join('\n');
  const order = [
    'profile saas:',
    '1 forbidden, 14 to review, 6 clear of 21 components',
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

/** The sample with so many packages that are not installed beside what it has. */
function withAbsent(n: number): Report {
  const component = CLEAN.components.find(({ kind }) => kind === 'package');
  const [finding] = VOICE.findings;
  if (!component || !finding) throw new Error('the samples are empty');
  const names = Array.from({ length: n }, (_, i) => ({
    name: `far-${i}`,
    purl: `pkg:npm/far-${i}`,
  }));
  const license = { ...component.license, status: 'unknown' as const, expression: null, basis: [] };
  return {
    ...VOICE,
    summary: {
      ...VOICE.summary,
      components: VOICE.summary.components + n,
      needsReview: VOICE.summary.needsReview + n,
      unknown: VOICE.summary.unknown + n,
    },
    components: [
      ...VOICE.components,
      ...names.map((one) => ({ ...component, ...one, license, verdict: 'needs-review' as const })),
    ],
    findings: [
      ...VOICE.findings,
      ...names.map(({ name, purl }, i) => ({
        ...finding,
        purl,
        rule: 'package-not-installed',
        verdict: 'needs-review' as const,
        severity: 'low' as const,
        message: `${name} is named here`,
        remedy: 'Install the dependencies and scan again.',
        fingerprint: `${i}`.padStart(16, 'f'),
        locations: [{ path: i % 3 === 0 ? 'package.json' : 'package-lock.json', line: i + 1 }],
        disposition: 'open' as const,
      })),
    ],
  };
}

test('packages that are not installed are told apart, by the files that name them', () => {
  const all = lines(withAbsent(30));
  const text = all.join('\n');
  expect(text).toContain('1 forbidden, 14 to review, 30 not installed, 6 clear of 51 components');
  expect(all.join(' ')).toContain('the license of 12 is not known');
  expect(text).toContain('NEEDS REVIEW: 14 components');
  expect(text).toContain(
    [
      'NOT INSTALLED: 30 packages, so their licenses were not read',
      '',
      '    where     package-lock.json (20 places)',
      '              package.json (10 places)',
      '    do        Install the dependencies and scan again.',
      '    rule      package-not-installed; --verbose names each package',
      '',
    ].join('\n'),
  );
  expect(text).not.toContain('far-1');
  expect(all.slice(-2).join(' ')).toBe(
    '1 component is forbidden, 14 need a person. 30 packages are not installed, so their licenses were not read.',
  );
  const verbose = lines(withAbsent(30), { verbose: true }).join('\n');
  expect(verbose).toContain('far-29 1.0.0 (npm), package-lock.json:30,');
});

test('a package that is not installed is named where there are few, and is no clear one', () => {
  const report = withAbsent(1);
  const open = report.findings.filter(({ rule }) => rule === 'package-not-installed');
  const text = lines({ ...report, findings: open }).join('\n');
  expect(text).toContain('NOT INSTALLED: 1 package, so its license was not read');
  expect(text).toContain('    which     far-0 1.0.0 (npm)\n');
  expect(text).not.toContain('NEEDS REVIEW');
  expect(text).toContain('Nothing that was read is forbidden.');
});

test('of a package that is not installed more may be known, and that is for a person', () => {
  const report = withAbsent(4);
  const other = report.findings.find(({ purl }) => purl === 'pkg:npm/far-0');
  if (!other) throw new Error('the sample has no package that is not installed');
  const more = { ...other, rule: 'conflicting-license', fingerprint: '00000000000000ab' };
  const text = lines({ ...report, findings: [...report.findings, more] }).join('\n');
  expect(text).toContain('NEEDS REVIEW: 15 components');
  expect(text).toContain('NOT INSTALLED: 3 packages');
});

test('the same trouble at several places is told once', () => {
  const at = (line: number) =>
    diagnostic(
      'unresolved-reference',
      'warning',
      { path: 'compose.yaml', line },
      '`TAG` has no value',
    );
  const report = { ...VOICE, diagnostics: [at(3), at(3), at(9)] };
  const text = lines(report).join('\n');
  expect(text).toContain('DIAGNOSTICS: 3 warnings');
  expect(text).toContain('  warning   compose.yaml:3 and 1 more place: `TAG` has no value');
  expect(lines(report, { verbose: true }).join('\n')).toContain('compose.yaml:3, compose.yaml:9:');
  const errors = report.diagnostics.map((entry) => ({ ...entry, level: 'error' as const }));
  expect(lines({ ...report, diagnostics: errors }).join('\n')).toContain(
    '  error     compose.yaml:3, compose.yaml:9: `TAG` has no value',
  );
});

test('what is to be done about trouble of one kind is told once, and errors stand alone', () => {
  const at = (level: 'error' | 'warning', line: number, code: 'include-missing' | 'unreadable') =>
    diagnostic(code, level, { path: 'a.yml', line }, `\`${line}\` is not here: scan it too`);
  const diagnostics = [
    at('warning', 3, 'include-missing'),
    at('error', 4, 'unreadable'),
    at('error', 5, 'unreadable'),
    at('warning', 6, 'unreadable'),
    at('warning', 7, 'include-missing'),
  ];
  expect(lines({ ...VOICE, diagnostics }).join('\n')).toContain(
    [
      '  error     a.yml:4: `4` is not here: scan it too [unreadable]',
      '  error     a.yml:5: `5` is not here: scan it too [unreadable]',
      '  warning   a.yml:3: `3` is not here',
      '            a.yml:7: `7` is not here',
      '            each: scan it too [include-missing]',
      '  warning   a.yml:6: `6` is not here: scan it too [unreadable]',
    ].join('\n'),
  );
});

test('a fourth place is told where it takes no more room than to say that there is one', () => {
  const where = (n: number) =>
    lines(
      withFindings({
        locations: Array.from({ length: n }, (_, i) => ({ path: 'compose.yaml', line: i + 1 })),
      }),
    ).join('\n');
  expect(where(4)).toContain('compose.yaml:4');
  expect(where(5)).toContain('and 2 more places');
});

test('several questions of a finding are a list', () => {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  const ids = ['hosted', 'exposed', 'scale.mau'];
  const report: Report = {
    ...withFindings({ verdict: 'needs-review', questions: ids }),
    questions: ids.map((id) => ({ id, question: `${id}?`, settles: [finding.fingerprint] })),
  };
  expect(lines(report).join('\n')).toContain('questions 1, 2 and 3 below');
});

test('what one waiver accepts of many components is one line', () => {
  const waiver = { reason: 'seen in another job', owner: 'platform', until: '2027-03-31' };
  const waived = (n: number) =>
    withFindings(
      ...Array.from({ length: n }, (_, i) => ({
        purl: `pkg:npm/p${i}`,
        fingerprint: `${i}`.padStart(16, '0'),
        disposition: 'waived' as const,
        waiver,
      })),
    );
  const [, title = ''] = /, (.*): seen/.exec(lines(waived(1), { width: 120 }).join('\n')) ?? [];
  const why = `${title}: seen in another job (platform, until 2027-03-31)`;
  expect(lines(waived(2), { width: 120 })).toContain(`  - pkg:npm/p1, ${why}`);
  const many = lines(waived(40), { width: 120 });
  expect(many).toContain('ACCEPTED: 40 findings, not counted');
  expect(many).toContain(`  - 40 components, ${why}`);
  expect(many.join('\n')).not.toContain('pkg:npm/p39');
  const verbose = lines(waived(40), { width: 120, verbose: true });
  expect(verbose).toContain(`  - pkg:npm/p39, ${why}`);
});

test('two components with the same finding are told one by one', () => {
  const missing = VOICE.findings.filter(({ rule }) => rule === 'license-missing').slice(0, 2);
  const text = lines({ ...VOICE, findings: missing }).join('\n');
  expect(text).toContain('audio-ring 1.0.0 (npm): no license found');
  expect(text).toContain('bit-shuttle 1.0.0 (npm): no license found');
});

function withFindings(...changes: readonly Partial<Finding>[]): Report {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  const findings = changes.map((change) => ({ ...finding, ...change }));
  const has = (verdict: string) =>
    findings.some((one) => one.disposition === 'open' && one.verdict === verdict);
  const violations = has('violation') ? 1 : 0;
  const needsReview = has('needs-review') && violations === 0 ? 1 : 0;
  const summary = {
    ...CLEAN.summary,
    violations,
    needsReview,
    clear: 3 - violations - needsReview,
  };
  return { ...CLEAN, findings, summary };
}

const UNREAD = diagnostic('unsupported-format', 'error', 'go.mod', 'Go modules are not read yet');
const unread = { ...CLEAN.coverage, parsed: 1, failed: 1 };
const conclusions: readonly (readonly [string, Report])[] = [
  ['1 component is forbidden, 14 need a person.', VOICE],
  [
    '1 component is forbidden.',
    withFindings({ verdict: 'violation' }, { verdict: 'violation', rule: 'other' }),
  ],
  ['Nothing is forbidden. 1 component needs a person.', withFindings({})],
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
    'Nothing to audit: no file of a known format is here. Not everything here was read: see the diagnostics.',
    { ...EMPTY, diagnostics: [UNREAD] },
  ],
  [
    'Nothing that was read is forbidden. 1 component needs a person.',
    { ...withFindings({}), diagnostics: [UNREAD] },
  ],
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
  ['scale.mau', 'scale: {mau: 50000}'],
  ['scale.parsecs', 'scale: {parsecs: 100}'],
  ['regions.served', 'regions: {served: [DE]}'],
  ['modified@pkg:npm/%40acme/x', '  - match: pkg:npm/%40acme/x'],
])('question %s is answered by %s', (id, line) => {
  const report = { ...VOICE, questions: [{ id, question: 'Is it?', settles: [] }] };
  expect(lines(report).map((text) => text.slice(15))).toContain(line);
});

test('only eight questions and ten diagnostics are shown unless all are asked for', () => {
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
  expect(short).toContain('and 6 more (--verbose)');
  expect(short).toContain('and 3 warnings;');
  const long = lines(report, { verbose: true }).join('\n');
  expect(long).toContain('Question number 13?');
  expect(long).toContain('entry 12');
});

test('lines to copy are never broken', () => {
  const match = `pkg:docker/elasticsearch?repository_url=${'docker.elastic.example/'.repeat(3)}`;
  const report = { ...VOICE, questions: [{ id: `exposed@${match}`, question: '?', settles: [] }] };
  expect(lines(report, { width: 40 }).join('\n')).toContain(
    ['components:', `  - match: ${match}`, '    answers: {exposed: …}'].join(`\n${' '.repeat(15)}`),
  );
});

test('license ids of our own making are short in sentences, and as read in quotes', () => {
  const message = 'LicenseRef-scancode-rsalv2 is not "LicenseRef-x", nor LicenseRef-acme OR MIT';
  const text = lines(withFindings({ message }), { width: 120 }).join('\n');
  expect(text).toContain('rsalv2 is not "LicenseRef-x", nor acme OR MIT');
});

const redisQuestion = 'exposed@pkg:docker/redis';
const mongoQuestion = 'exposed@pkg:docker/mongo';
const redis = VOICE.findings.find(({ purl }) => purl === 'pkg:docker/redis@7');
const mongo = { ...redis, purl: 'pkg:docker/mongo@7', fingerprint: '00000000000000aa' };

test('a question about several components is asked once, and findings point at it', () => {
  if (!redis) throw new Error('the sample has no redis');
  const report: Report = {
    ...VOICE,
    components: VOICE.components.flatMap((component) =>
      component.purl === redis.purl
        ? [component, { ...component, purl: 'pkg:docker/mongo@7', name: 'mongo' }]
        : [component],
    ),
    findings: [redis, { ...redis, ...mongo }],
    questions: [
      { id: 'hosted', question: 'Is it hosted?', settles: [] },
      { id: mongoQuestion, question: 'docker/mongo: Do they?', settles: [mongo.fingerprint] },
      { id: redisQuestion, question: 'docker/redis: Do they?', settles: [redis.fingerprint] },
    ],
  };
  const text = lines(report).join('\n');
  expect(text).toContain(
    [
      '  1. Do they?',
      '     about     mongo 7 (image), redis 7 (image)',
      '     settles   2 findings',
      '     answer    yes or no, for each:',
      '               components:',
      '                 - match: pkg:docker/mongo',
      '                   answers: {exposed: …}',
      '                 - match: pkg:docker/redis',
      '                   answers: {exposed: …}',
      '',
      '  2. Is it hosted?',
    ].join('\n'),
  );
  expect(text.match(/ask {7}question 1 below \[exposed\]/g)).toHaveLength(2);
  expect(text.match(/do {8}Answer question 1\./g)).toHaveLength(2);
});

test('a component is in one list, and its findings share its head', () => {
  const [xtts] = VOICE.findings.filter(({ verdict }) => verdict === 'violation');
  if (!xtts) throw new Error('the sample has no violation');
  const other: Finding = { ...xtts, rule: 'outputs', verdict: 'needs-review' };
  const text = lines({ ...VOICE, findings: [other, xtts] }).join('\n');
  expect(text).not.toContain('NEEDS REVIEW');
  expect(text.match(/xtts_provider.py:31/g)).toHaveLength(1);
  expect(text.match(/all versions of coqui/g)).toHaveLength(1);
  expect(text.indexOf('[outputs]')).toBeGreaterThan(text.indexOf(`[${xtts.rule}]`));
});

test('a duty of several licenses is one sentence, and long lists of names are folded', () => {
  const duties = ['MIT', 'ISC'].flatMap((license) =>
    Array.from({ length: license === 'MIT' ? 7 : 6 }, (_, i) => ({
      purl: `pkg:npm/p${i}`,
      license,
      duty: 'ship-notices',
      text: `Include the text of ${license}.`,
      because: 'its text',
    })),
  );
  const text = lines({ ...VOICE, duties }, { width: 120 }).join('\n');
  expect(text).toContain(
    [
      '    Include the text of its license.',
      '    - ISC: pkg:npm/p0, pkg:npm/p1, pkg:npm/p2, pkg:npm/p3, pkg:npm/p4, pkg:npm/p5',
      '    - MIT (7): pkg:npm/p0, pkg:npm/p1, pkg:npm/p2 and 4 more',
    ].join('\n'),
  );
});

test('wrapping breaks at spaces only, and counts columns as a terminal does', () => {
  expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
  expect(wrap('a /very/long/path b', 6)).toEqual(['a', '/very/long/path', 'b']);
  expect(wrap('漢字 漢字', 8)).toEqual(['漢字', '漢字']);
  expect(wrap('', 8)).toEqual(['']);
  expect(columns('e\u0301')).toBe(1);
});
