import { expect, test } from 'vitest';
import { REPORTERS } from '../../src/report/registry.ts';
import { hostileReport, SAMPLES } from './sample.ts';

const OPTIONS = { width: 80, color: false, verbose: false };

const EXTENSIONS: Readonly<Record<string, string>> = { pretty: 'txt' };

const cases = REPORTERS.flatMap((reporter) =>
  Object.keys(SAMPLES).map((sample) => ({ reporter, format: reporter.id, sample })),
);

test.each(cases)('$format prints the $sample report', async ({ reporter, format, sample }) => {
  const report = SAMPLES[sample];
  if (!report) throw new Error(`no sample ${sample}`);
  const golden = `../../fixtures/report/${sample}.${EXTENSIONS[format] ?? format}`;
  await expect(reporter.render(report, OPTIONS)).toMatchFileSnapshot(golden);
});

test('formats are listed once, in order', () => {
  const ids = REPORTERS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test.each(REPORTERS)('$id lets no character through that acts unseen', (reporter) => {
  const text = reporter.render(hostileReport(), { ...OPTIONS, verbose: true });
  expect(text).toContain('FAKE');
  expect(text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu)).toBeNull();
  expect(text).not.toMatch(/^FAKE/m);
});

test.each(REPORTERS)('$id prints the same twice and ends its last line', (reporter) => {
  for (const report of Object.values(SAMPLES)) {
    const text = reporter.render(report, OPTIONS);
    expect(text).toBe(reporter.render(structuredClone(report), OPTIONS));
    expect(text.endsWith('\n')).toBe(true);
    expect(text.endsWith('\n\n')).toBe(false);
  }
});
