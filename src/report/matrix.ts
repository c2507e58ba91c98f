import type { Severity } from '../model/knowledge.ts';
import type { Column, MatrixRow } from '../model/matrix.ts';
import type { Verdict } from '../model/report.ts';
import type { ReporterOptions } from '../model/reporter.ts';
import { prose, visible } from './escape.ts';
import { pageOf, paint, row, type Style, section, columns as widthOf } from './layout.ts';
import { ABSENT_RULE, subjectsOf } from './view.ts';
import { count, subjectName, verdictCounts } from './words.ts';

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  violation: '✗',
  'needs-review': '?',
  clear: '·',
};
const STYLES: Readonly<Record<Verdict, Style>> = {
  violation: 'red',
  'needs-review': 'yellow',
  clear: 'plain',
};
const WEIGHTS: Readonly<Record<Severity, number>> = {
  critical: 1000,
  high: 100,
  medium: 10,
  low: 1,
};
/** A violation counts as many questions of the same severity. */
const FORBIDDEN = 100;

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
  const weights = weightsOf(profiles);
  const weight = ({ purl }: MatrixRow) => weights.get(purl) ?? 0;
  const open = rows.filter(({ byProfile }) =>
    Object.values(byProfile).some((verdict) => verdict !== 'clear'),
  );
  const absent = absentIn(profiles);
  const shown = (options.verbose ? [...rows] : open.filter(({ purl }) => !absent.has(purl))).sort(
    (a, b) => weight(b) - weight(a),
  );
  const folded = options.verbose ? 0 : open.length - shown.length;
  const cells = (one: MatrixRow) =>
    profiles
      .map(({ name }) => {
        const verdict = one.byProfile[name] ?? 'clear';
        return paint(page, STYLES[verdict], SYMBOLS[verdict]);
      })
      .join(' ');
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
    ...row(page, { indent: 0, text: '✗ forbidden, ? a person must look, · clear' }),
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
      `${cells(one)}   ${visible(subjectName(subjectOf(one.purl)))}`,
      ...(options.verbose
        ? reasons(one, profiles).flatMap((text) => row(page, { indent: labelWidth, text }))
        : []),
    ]),
    ...(folded > 0
      ? row(page, {
          indent: 0,
          label: profiles.map(() => '?').join(' '),
          labelWidth,
          text: `${count(folded, 'package')} whose license was not read, since they are not installed; --verbose lists them`,
        })
      : []),
    ...(shown.length + folded > 0 ? [''] : []),
    ...summary(page, profiles, rows.length - open.length, options.verbose),
  ];
  return `${lines.join('\n')}\n`;
}

/** How much speaks against each component, under all profiles together. */
function weightsOf(profiles: readonly Column[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { report } of profiles) {
    for (const { purl, verdict, severity, disposition } of report.findings) {
      if (disposition !== 'open') continue;
      const weight = WEIGHTS[severity] * (verdict === 'violation' ? FORBIDDEN : 1);
      weights.set(purl, (weights.get(purl) ?? 0) + weight);
    }
  }
  return weights;
}

/** Packages of which nothing is known but that they are not installed; there are thousands of them. */
function absentIn(profiles: readonly Column[]): ReadonlySet<string> {
  const rules = new Map<string, Set<string>>();
  for (const { report } of profiles) {
    for (const { purl, rule } of report.findings) {
      rules.set(purl, (rules.get(purl) ?? new Set()).add(rule));
    }
  }
  const absent = [...rules].filter(([, found]) => [...found].join() === ABSENT_RULE);
  return new Set(absent.length > MOST_ABSENT ? absent.map(([purl]) => purl) : []);
}

/** So many are listed by name. */
const MOST_ABSENT = 5;

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
      text: verdictCounts(report),
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
