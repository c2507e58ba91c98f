import type { Column, MatrixRow } from '../model/matrix.ts';
import type { Verdict } from '../model/report.ts';
import type { ReporterOptions } from '../model/reporter.ts';
import { prose, visible } from './escape.ts';
import { pageOf, row, section, unbroken, columns as widthOf } from './layout.ts';
import { subjectsOf } from './view.ts';
import { count, subjectName } from './words.ts';

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  violation: '✗',
  'needs-review': '?',
  clear: '·',
};
const WEIGHTS: Readonly<Record<Verdict, number>> = { violation: 100, 'needs-review': 1, clear: 0 };

/**
 * The matrix for a person at a terminal: one line a component that any profile asks about or forbids,
 * one symbol a profile; with `verbose` all components, and below each what speaks against it.
 */
export function prettyMatrix(
  profiles: readonly Column[],
  rows: readonly MatrixRow[],
  options: ReporterOptions,
): string {
  const page = pageOf(options);
  const [now] = profiles;
  if (!now) return '';
  const subjectOf = subjectsOf(now.report);
  const weight = ({ byProfile }: MatrixRow) =>
    Object.values(byProfile).reduce((sum, verdict) => sum + WEIGHTS[verdict], 0);
  const open = rows.filter((one) => weight(one) > 0);
  const shown = (options.verbose ? [...rows] : open).sort((a, b) => weight(b) - weight(a));
  const cells = (one: MatrixRow) =>
    profiles.map(({ name }) => SYMBOLS[one.byProfile[name] ?? 'clear']).join(' ');
  const labelWidth = 2 * profiles.length + 2;
  const { name, version, knowledge } = now.report.tool;
  const lines = [
    ...row(page, {
      indent: 0,
      text: prose(`${name} ${version}, knowledge ${knowledge}, as of ${now.report.asOf}`),
      style: 'dim',
    }),
    '',
    ...profiles.flatMap((profile, at) =>
      row(page, {
        indent: 0,
        label: `${at + 1}`,
        labelWidth: 2,
        text: prose(`${profile.name}: ${profile.title}`),
      }),
    ),
    ...row(page, { indent: 0, text: '✗ forbidden   ? a person must look   · clear' }),
    '',
    ...(shown.length > 0
      ? row(page, {
          indent: 0,
          label: profiles.map((_, at) => `${at + 1}`).join(' '),
          labelWidth,
          text: 'component',
        })
      : []),
    ...shown.flatMap((one) => [
      ...row(page, {
        indent: 0,
        label: cells(one),
        labelWidth,
        text: unbroken(visible(subjectName(subjectOf(one.purl)))),
      }),
      ...(options.verbose
        ? reasons(one, profiles).flatMap((text) => row(page, { indent: labelWidth, text }))
        : []),
    ]),
    ...(shown.length > 0 ? [''] : []),
    ...summary(page, profiles, rows.length - open.length, options.verbose),
  ];
  return `${lines.join('\n')}\n`;
}

/** What speaks against a component, each rule once with the profiles it holds under. */
function reasons({ purl }: MatrixRow, profiles: readonly Column[]): readonly string[] {
  const byTitle = new Map<string, string[]>();
  profiles.forEach(({ report }, at) => {
    for (const finding of report.findings) {
      if (finding.purl !== purl || finding.disposition !== 'open') continue;
      const symbol = SYMBOLS[finding.verdict];
      const key = `${symbol} ${prose(finding.title)} [${finding.rule}]`;
      byTitle.set(key, [...(byTitle.get(key) ?? []), `${at + 1}`]);
    }
  });
  return [...byTitle].map(
    ([title, numbers]) => `${title} under ${[...new Set(numbers)].join(', ')}`,
  );
}

function summary(
  page: ReturnType<typeof pageOf>,
  profiles: readonly Column[],
  clear: number,
  verbose: boolean,
): readonly string[] {
  const width = Math.max(...profiles.map(({ name }) => widthOf(name))) + 2;
  const blocks = profiles.map(({ name, report }) =>
    row(page, {
      indent: 2,
      label: name,
      labelWidth: width,
      text: `${report.summary.violations} forbidden, ${report.summary.needsReview} to review, ${report.summary.clear} clear`,
    }),
  );
  return [
    ...section(page, 'PROFILES', [blocks.flat()]),
    ...row(page, {
      indent: 0,
      text: `${count(clear, 'component')} clear under every profile.${verbose ? '' : ' --verbose lists all, and what speaks against each.'}`,
    }),
  ];
}
