import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Finding, Report, ReportComponent } from '../model/report.ts';
import type { Answer, ScaleValue } from '../model/usage.ts';
import { prose } from './escape.ts';
import { questionPurl, questionStem } from './questions.ts';
import { absentPurls, acceptedFindings, type Subject, worstVerdict } from './view.ts';

/** A number and its noun: `1 finding`, `3 findings`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}

/** A path and line as editors open them: `src/tts.py:12`. */
export function placeText(place: Partial<Place>): string {
  const path = place.path ?? '';
  return place.line === undefined ? path : `${path}:${place.line}`;
}

/** A component as people name it: `redis 7 (image)`, `left-pad 1.3.0 (npm)`. */
export function subjectName({ purl, component }: Subject): string {
  return component ? `${nameAndVersion(component)} (${sortOf(component)})` : purl;
}

/** A component's name, and its version where anything is said of one: `redis 7`, `ffmpeg`. */
export function nameAndVersion({ name, version }: ReportComponent): string {
  return version === null || version === '*' ? name : `${name} ${version}`;
}

/** What sort of thing it is: for packages the registry, which tells one `redis` from another. */
export function sortOf({ kind, purl }: ReportComponent): string {
  if (kind !== 'package') return kind;
  return /^pkg:([a-z0-9.+-]+)\//i.exec(purl)?.[1] ?? kind;
}

// Longer than the expressions people write; a license field may hold a whole text.
const LONGEST_LICENSE = 160;

/** A license for a heading or cell: one line, cut where it is a text rather than a name. */
function licenseName(text: string): string {
  const line = prose(text.slice(0, 2 * LONGEST_LICENSE));
  return line.length > LONGEST_LICENSE ? `${line.slice(0, LONGEST_LICENSE)}…` : line;
}

/** The license a finding judged in words; what was written, or that there is none. */
export function findingLicense({ license }: Finding): string {
  const name = shortLicenses(licenseName(license));
  if (name === '') return 'no license found';
  return name === 'unknown' ? 'license unknown' : name;
}

/** The license a component is under, in words where none was concluded. */
export function componentLicense({ license }: ReportComponent): string {
  if (license.status === 'concluded') return licenseName(license.expression ?? 'unknown');
  const written = license.expression === null ? '' : `: ${licenseName(license.expression)}`;
  return `${license.status}${written}`;
}

/** How bad it is if true: `high severity`. */
export function severityWords({ severity }: Finding): string {
  return `${severity} severity`;
}

/**
 * A sentence with license ids as people say them: `LicenseRef-scancode-rsalv2` → `rsalv2`. What is
 * quoted stays as it was read.
 */
export function shortLicenses(text: string): string {
  return text.replace(/"[^"]*"|\bLicenseRef-(?:scancode-)?/g, (found) =>
    found.startsWith('"') ? found : '',
  );
}

/** As `shortLicenses`, with version ranges as people write them: `>=7.4.0-0` → `>=7.4.0`. */
export function sentence(text: string): string {
  // In a range, `-0` only says that prereleases count.
  return shortLicenses(text).replace(/([<>]=?\d{1,9}(?:\.\d{1,9}){0,3})-0\b/g, '$1');
}

/** What each level of diagnostic is called. */
export const LEVEL_WORDS: Readonly<Record<Diagnostic['level'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Diagnostics counted by level: `1 error, 2 warnings, 1 note`. */
export function diagnosticCounts(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((level) => [level, diagnostics.filter((entry) => entry.level === level).length] as const)
    .filter(([, n]) => n > 0)
    .map(([level, n]) => count(n, LEVEL_WORDS[level]))
    .join(', ');
}

/** The questions with a given answer, in the order the profile holds them. */
function answered(report: Report, answer: Answer): readonly string[] {
  return Object.entries(report.profile.answers)
    .filter(([, value]) => value === answer)
    .map(([id]) => id);
}

/** A whole number with its thousands set apart, the same in every locale: `1,200,000`. */
export function grouped(n: number): string {
  return Number.isInteger(n) ? String(n).replace(/\B(?=(?:\d{3})+$)/g, ',') : String(n);
}

/** One of our numbers: `50,000`, or at its dates: `2024-07 50,000, now 90,000`. */
export function scaleWords(value: ScaleValue): string {
  if (typeof value === 'number') return grouped(value);
  const dated = Object.entries(value).map(([date, n]) => `${date} ${grouped(n)}`);
  return dated.join(', ');
}

/**
 * What a profile says of our use, in one line.
 * @example 'profile saas: commercial, production, hosted; not distributed; not said: exposed'
 */
export function profileLine(report: Report): string {
  const { name, scale, regions } = report.profile;
  const not = answered(report, 'no').map((id) => `not ${id}`);
  const unsaid = answered(report, 'unknown');
  const parts = [
    answered(report, 'yes').join(', '),
    not.join(', '),
    Object.entries(scale)
      .map(([id, value]) => `${id} ${scaleWords(value)}`)
      .join(', '),
    regions.established ? `established in ${regions.established.join(', ')}` : '',
    regions.served ? `serving ${regions.served.join(', ')}` : '',
    unsaid.length > 0 ? `not said: ${unsaid.join(', ')}` : '',
  ].filter((part) => part !== '');
  return `profile ${name}: ${parts.length > 0 ? parts.join('; ') : 'nothing is said'}`;
}

/** How to answer a question: the lines for `fineprint.yaml`, and what can be said. */
export interface AnswerKey {
  readonly lines: readonly string[];
  readonly values: string;
}

/** Numbers that look like what each question asks for. */
const EXAMPLES: ReadonlyMap<string, number> = new Map([
  ['mau', 50_000],
  ['users', 200],
  ['revenue-year', 1_200_000],
  ['revenue-month', 100_000],
  ['finances-year', 1_200_000],
  ['funding', 500_000],
  ['headcount', 12],
  ['nodes', 3],
]);

/**
 * Where in `fineprint.yaml` a question is answered.
 * @param ids one question: a single id, or the ids that ask it of several components
 * @param most how many components to show
 */
export function answerKey(ids: readonly string[], most = Number.POSITIVE_INFINITY): AnswerKey {
  const [id = ''] = ids;
  const stem = questionStem(id);
  const [, metric] = /^scale\.(.+)$/.exec(stem) ?? [];
  if (metric !== undefined) {
    const line = `scale: {${metric}: ${EXAMPLES.get(metric) ?? 100}}`;
    return { lines: [line], values: 'a number, such as' };
  }
  const [, region] = /^(?:regions?\.)?(established|served)$/.exec(stem) ?? [];
  if (region !== undefined) {
    return { lines: [`regions: {${region}: [DE]}`], values: 'country codes, such as' };
  }
  if (stem === id) return { lines: [`answers: {${stem}: …}`], values: 'yes or no' };
  const entries = ids
    .slice(0, most)
    .flatMap((one) => [`  - match: ${questionPurl(one)}`, `    answers: {${stem}: …}`]);
  const rest = ids.length > most ? [`  # and ${ids.length - most} more in the same way`] : [];
  const values = ids.length > 1 ? 'yes or no, for each' : 'yes or no';
  return { lines: ['components:', ...entries, ...rest], values };
}

/** The verdicts in numbers of components; packages that are not installed are a number of their own. */
export interface VerdictNumbers {
  readonly forbidden: number;
  readonly review: number;
  readonly absent: number;
  readonly clear: number;
}

/** How many components of a report got each verdict. */
export function verdictNumbers(report: Report): VerdictNumbers {
  const { violations, needsReview, clear } = report.summary;
  const absent = absentPurls(report).size;
  return { forbidden: violations, review: needsReview - absent, absent, clear };
}

/** The verdicts in numbers of components: `1 forbidden, 4 to review, 90 not installed, 1 clear`. */
export function verdictCounts(report: Report): string {
  const { forbidden, review, absent, clear } = verdictNumbers(report);
  return [
    `${grouped(forbidden)} forbidden`,
    `${grouped(review)} to review`,
    ...(absent > 0 ? [`${grouped(absent)} not installed`] : []),
    `${grouped(clear)} clear`,
  ].join(', ');
}

/** The report in one line, for its top: `3 forbidden, 12 to review, 1,097 clear of 1,112 components`. */
export function summaryLine(report: Report): string {
  const line = `${verdictCounts(report)} of ${count(report.summary.components, 'component')}`;
  const absent = absentPurls(report);
  const unknown = report.components.filter(
    ({ purl, verdict, license }) =>
      verdict === 'needs-review' && license.status === 'unknown' && !absent.has(purl),
  ).length;
  return unknown > 0 ? `${line}; the license of ${grouped(unknown)} is not known` : line;
}

/** How many components and files were seen, and what of them the verdicts do not tell. */
export function coverageLine(report: Report): string {
  const { summary, coverage } = report;
  const components = count(summary.components, 'component');
  return [
    `${components}${coverage.claimed > 0 || summary.components === 0 ? ` in ${count(coverage.parsed, 'file')}` : ''}`,
    ...(summary.waived > 0 ? [`${count(summary.waived, 'finding')} accepted`] : []),
    ...(coverage.failed > 0 ? [`${count(coverage.failed, 'file')} could not be read`] : []),
  ].join('; ');
}

/** The sentence that decides, in components: what was found, or that there was nothing to find. */
export function conclusion(report: Report): string {
  const { forbidden, review, absent } = verdictNumbers(report);
  const verdict = worstVerdict(report);
  const unread =
    absent > 0
      ? ` ${count(absent, 'package is not installed, so its license was', 'packages are not installed, so their licenses were')} not read.`
      : '';
  if (verdict === 'violation') {
    const person =
      review > 0 ? `, ${grouped(review)} ${review === 1 ? 'needs' : 'need'} a person` : '';
    return `${count(forbidden, 'component is', 'components are')} forbidden${person}.${unread}`;
  }
  if (verdict === 'needs-review') {
    const seen = isIncomplete(report) || absent > 0 ? 'Nothing that was read is' : 'Nothing is';
    const person =
      review > 0 ? ` ${count(review, 'component needs', 'components need')} a person.` : '';
    return `${seen} forbidden.${person}${unread}`;
  }
  return nothingFound(report);
}

/** True if something that names components was not read: the report may lack it. */
function isIncomplete({ diagnostics }: Report): boolean {
  return diagnostics.some(({ level }) => level === 'error');
}

function unreadSentence(report: Report): string {
  const { failed } = report.coverage;
  if (failed > 0) return ` ${count(failed, 'file')} could not be read.`;
  return isIncomplete(report) ? ' Not everything here was read: see the diagnostics.' : '';
}

function nothingFound(report: Report): string {
  const { coverage, components, profile } = report;
  const unread = unreadSentence(report);
  const others = components.filter(({ relation }) => relation !== 'self').length;
  if (others === 0) {
    return coverage.parsed === 0
      ? `Nothing to audit: no file of a known format ${coverage.failed > 0 ? 'was understood' : 'is here'}.${unread}`
      : `Nothing to audit: ${coverage.parsed === 1 ? 'the one file read names' : `the ${count(coverage.parsed, 'file')} read name`} nothing of others.${unread}`;
  }
  const accepted =
    acceptedFindings(report, 'waived').length + acceptedFindings(report, 'baseline').length;
  const all = count(components.length, 'component is', 'components are');
  const clear =
    accepted > 0
      ? `Nothing open: ${count(accepted, 'finding is', 'findings are')} accepted, the rest is clear under profile ${profile.name}.`
      : `Nothing found: ${all} clear under profile ${profile.name}.`;
  return clear + unread;
}
