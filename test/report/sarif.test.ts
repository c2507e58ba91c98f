import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Finding, Report } from '../../src/model/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { EMPTY, hostileReport, SAMPLES, VOICE } from './sample.ts';

const OPTIONS = { width: 80, color: false, verbose: false };
const schemaFile = new URL('../../fixtures/report/sarif-subset.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')),
);

function run(report: Report) {
  const log = JSON.parse(sarif.render(report, OPTIONS));
  return log.runs[0];
}

/** The result of one finding that differs from a sample's in the given keys. */
function resultOf(change: Partial<Finding>) {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  return run({ ...EMPTY, findings: [{ ...finding, ...change }] }).results[0];
}

test.each([...Object.entries(SAMPLES), ['hostile', hostileReport()] as const])(
  'the %s report has what code scanning requires',
  (_, report) => {
    validate(JSON.parse(sarif.render(report, OPTIONS)));
    expect(validate.errors).toBeNull();
  },
);

test('results point at their rule, and only rules with results are listed', () => {
  const { tool, results } = run(VOICE);
  const ids: string[] = tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(new Set(ids)).toEqual(new Set(VOICE.findings.map(({ rule }) => rule)));
  for (const result of results) expect(ids[result.ruleIndex]).toBe(result.ruleId);
  expect(results).toHaveLength(VOICE.findings.length);
});

test.each([
  ['violation', 'critical', 'error'],
  ['violation', 'high', 'error'],
  ['violation', 'medium', 'warning'],
  ['violation', 'low', 'warning'],
  ['needs-review', 'critical', 'warning'],
  ['needs-review', 'medium', 'warning'],
  ['needs-review', 'low', 'note'],
] as const)('%s of severity %s is level %s', (verdict, severity, level) => {
  expect(resultOf({ verdict, severity }).level).toBe(level);
});

test.each([
  ['docs/a b/ü.md', 'docs/a%20b/%C3%BC.md'],
  ['c:/x', 'c%3A/x'],
  ['100%/#1?', '100%25/%231%3F'],
  ['lone\ud800', 'lone%EF%BF%BD'],
])('path %s is uri %s', (path, uri) => {
  const [location] = resultOf({ locations: [{ path }] }).locations;
  expect(location.physicalLocation).toEqual({ artifactLocation: { uri, uriBaseId: '%SRCROOT%' } });
});

test('a finding without a place is placed at the root', () => {
  expect(resultOf({ locations: [] }).locations[0].physicalLocation.artifactLocation.uri).toBe('.');
});

test('accepted findings are suppressed, open ones explicitly not', () => {
  const by = (disposition: string) =>
    run(VOICE).results[
      run(VOICE).results.findIndex(
        (result: { partialFingerprints: Record<string, string> }) =>
          result.partialFingerprints['fineprint/v1'] ===
          VOICE.findings.find((finding) => finding.disposition === disposition)?.fingerprint,
      )
    ].suppressions;
  expect(by('open')).toEqual([]);
  expect(by('waived')).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification:
        'our own theme, the field is being added (dana@acme.example, until 2027-03-01)',
    },
  ]);
  expect(by('baseline')).toMatchObject([{ justification: 'accepted in the baseline' }]);
});

test('words of others get no meaning in messages', () => {
  const { text } = resultOf({ message: 'see [here](https://evil.example) {0} [a]' }).message;
  expect(text).toContain('see \\[here\\](https://evil.example) {{0}} \\[a\\]');
});

test('packages that are not installed are one result a file, and each is in it', () => {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  const absent = Array.from({ length: 12 }, (_, i) => ({
    ...finding,
    purl: `pkg:npm/far-${i}@1.0.0`,
    rule: 'package-not-installed',
    verdict: 'needs-review' as const,
    severity: 'low' as const,
    remedy: 'Install it.',
    fingerprint: `${i}`.padStart(16, 'f'),
    locations: [{ path: i === 0 ? 'a b/package.json' : 'package-lock.json', line: i + 2 }],
    disposition: i === 11 ? ('waived' as const) : ('open' as const),
  }));
  const { results, tool } = run({ ...VOICE, findings: [...VOICE.findings, ...absent] });
  const own = results.filter(
    ({ ruleId }: { ruleId: string }) => ruleId === 'package-not-installed',
  );
  const told = own.map((one: ReturnType<typeof resultOf>) => [
    one.partialFingerprints['fineprint/v1'],
    one.locations.length,
    one.suppressions.length,
  ]);
  expect(told).toEqual([
    ['package-not-installed@a%20b/package.json', 1, 0],
    ['package-not-installed@package-lock.json', 1, 0],
    ['package-not-installed@package-lock.json#accepted', 1, 1],
  ]);
  expect(own[1].message.text).toMatch(
    /^10 packages that are named here are not installed.*What to do: Install it\.$/,
  );
  expect(own[1].properties.purls).toHaveLength(10);
  for (const one of own) expect(tool.driver.rules[one.ruleIndex].id).toBe('package-not-installed');
});

test('the help of a rule is what its remedies share, not the way out of one component', () => {
  const [finding] = VOICE.findings;
  if (!finding) throw new Error('the sample has no finding');
  const helpFor = (...remedies: readonly string[]) =>
    run({ ...EMPTY, findings: remedies.map((remedy) => ({ ...finding, remedy })) }).tool.driver
      .rules[0].help.text;
  expect(helpFor('Replace it. A is free.', 'Replace it. B is free.')).toBe('Replace it.');
  expect(helpFor('Replace it.', 'Replace it. B is free.')).toBe('Replace it.');
  expect(helpFor('Replace it. A is free.')).toBe('Replace it. A is free.');
  expect(helpFor('Replace it.', 'Buy it.')).toBe('Replace it.');
});
