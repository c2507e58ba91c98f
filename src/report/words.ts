import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Because, Finding, Report, ReportComponent } from '../model/report.ts';
import type { Answer, ScaleValue } from '../model/usage.ts';
import { prose } from './escape.ts';
import { acceptedFindings, openFindings, questionStem, type Subject } from './view.ts';

/** A number and its noun: `1 finding`, `3 findings`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A path and line as editors open them: `src/tts.py:12`. */
export function placeText(place: Partial<Place>): string {
  const path = place.path ?? '';
  return place.line === undefined ? path : `${path}:${place.line}`;
}

/** A component as people name it: `redis 7 (image)`, `left-pad 1.3.0 (npm)`. */
export function subjectName({ purl, component }: Subject): string {
  if (!component) return purl;
  const version = component.version === null ? '' : ` ${component.version}`;
  return `${component.name}${version} (${sortOf(component)})`;
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

/** The license a finding judged; the raw words, or that there are none. */
export function findingLicense(finding: Finding): string {
  return licenseName(finding.license) || 'no license found';
}

/** The license a component is under, in words where none was concluded. */
export function componentLicense({ license }: ReportComponent): string {
  if (license.status === 'concluded') return licenseName(license.expression ?? 'unknown');
  const written = license.expression === null ? '' : `: ${licenseName(license.expression)}`;
  return `${license.status}${written}`;
}

/** Severity, with the confidence where it is not high. */
export function severityWords(finding: Finding): string {
  return finding.confidence === 'high'
    ? finding.severity
    : `${finding.severity}, ${finding.confidence} confidence`;
}

/** What each sort of reason is called in front of its text. */
export const BECAUSE_LABELS: Readonly<Record<Because['kind'], string>> = {
  clause: 'clause',
  answer: 'you said',
  fact: 'fact',
  choice: 'choice',
  version: 'version',
  unverified: 'caution',
};

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
function grouped(n: number): string {
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

/** Where in `fineprint.yaml` a question is answered, from its id. */
export function answerKey(id: string): AnswerKey {
  const stem = questionStem(id);
  const scale = /^scale\.(.+)$/.exec(stem);
  if (scale) return { lines: [`answers: {${scale[1]}: …}`], values: 'a number' };
  const region = /^(?:regions?\.)?(established|served)$/.exec(stem);
  if (region) return { lines: [`regions: {${region[1]}: […]}`], values: 'country codes' };
  const values = 'yes or no';
  if (stem === id) return { lines: [`answers: {${stem}: …}`], values };
  const match = id.slice(stem.length + 1);
  return { lines: ['components:', `  - match: ${match}`, `    answers: {${stem}: …}`], values };
}

/** How many components and files were seen, and what became of them. */
export function coverageLine({ summary, coverage }: Report): string {
  const verdicts = [
    count(summary.violations, 'violation'),
    `${summary.needsReview} to review`,
    `${summary.clear} clear`,
  ].join(', ');
  const components = count(summary.components, 'component');
  return [
    `${components} in ${count(coverage.parsed, 'file')}: ${verdicts}`,
    ...(summary.unknown > 0 ? [`${count(summary.unknown, 'license')} unknown`] : []),
    ...(summary.waived > 0 ? [`${count(summary.waived, 'finding')} accepted`] : []),
    ...(coverage.failed > 0 ? [`${count(coverage.failed, 'file')} could not be read`] : []),
  ].join('; ');
}

/** The sentence that decides: what was found, or that there was nothing to find. */
export function conclusion(report: Report): string {
  const violations = openFindings(report, 'violation');
  const reviews = openFindings(report, 'needs-review');
  const person = `${count(reviews.length, 'finding needs', 'findings need')} a person.`;
  if (violations.length > 0) {
    const components = new Set(violations.map(({ purl }) => purl)).size;
    const found = `${count(violations.length, 'violation')} in ${count(components, 'component')}.`;
    return reviews.length > 0 ? `${found} ${person}` : found;
  }
  return reviews.length > 0 ? `No violations. ${person}` : nothingFound(report);
}

function nothingFound(report: Report): string {
  const { coverage, components, profile } = report;
  const unread = coverage.failed > 0 ? ` ${count(coverage.failed, 'file')} could not be read.` : '';
  const others = components.filter(({ relation }) => relation !== 'self').length;
  if (others === 0) {
    return coverage.parsed === 0
      ? `Nothing to audit: no file of a known format ${unread ? 'was understood' : 'is here'}.${unread}`
      : `Nothing to audit: the ${count(coverage.parsed, 'file')} read name nothing of others.${unread}`;
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
