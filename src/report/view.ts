import type { Severity } from '../model/knowledge.ts';
import type {
  Disposition,
  Duty,
  Finding,
  OpenQuestion,
  Report,
  ReportComponent,
  Verdict,
} from '../model/report.ts';
import { compareText } from '../syntax/compare.ts';

/** A component that findings speak of; `component` is absent when the report does not list it. */
export interface Subject {
  readonly purl: string;
  readonly component?: ReportComponent;
}

/** The findings of one component, worst first. */
export interface ComponentGroup {
  readonly kind: 'component';
  readonly subject: Subject;
  readonly findings: readonly Finding[];
}

/** One finding that many components share, told once. */
export interface FoldedGroup {
  readonly kind: 'folded';
  /** The finding to quote; `sameMessage` says whether its sentence holds for all of them. */
  readonly first: Finding;
  readonly sameMessage: boolean;
  readonly findings: readonly Finding[];
  readonly subjects: readonly Subject[];
}

export type Group = ComponentGroup | FoldedGroup;

/** A license that asks for a duty, with the clauses that do and the components under it. */
export interface DutyLicense {
  readonly license: string;
  readonly because: readonly string[];
  readonly subjects: readonly Subject[];
}

/** A duty in one sentence, with the licenses that ask for it. */
export interface DutyLine {
  readonly text: string;
  readonly licenses: readonly DutyLicense[];
}

/** From how many components on the same finding is told once instead of for each. */
const FOLD_FROM = 3;

const SEVERITY_RANK: Readonly<Record<Severity, number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
};
const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  violation: 0,
  'needs-review': 1,
  clear: 2,
};

/** Values by a key, keys and values in the order they were met. */
function grouped<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Values that have a key in common, keys and values in the order they were met. */
export function groupBy<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): readonly (readonly T[])[] {
  return [...grouped(values, keyOf).values()];
}

/** Finds the component a purl names, in a report. */
export function subjectsOf(report: Report): (purl: string) => Subject {
  const byPurl = new Map(report.components.map((component) => [component.purl, component]));
  return (purl) => {
    const component = byPurl.get(purl);
    return component ? { purl, component } : { purl };
  };
}

/** The order in which people meet findings: worst first, then by component and rule. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] ||
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    compareText(a.purl, b.purl) ||
    compareText(a.rule, b.rule) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** The more severe of two. */
export function worse(a: Severity, b: Severity): Severity {
  return SEVERITY_RANK[a] <= SEVERITY_RANK[b] ? a : b;
}

// A report never changes, and each section of it asks for this order.
const SORTED = new WeakMap<Report, readonly Finding[]>();

/** All findings in reading order. */
export function sortedFindings(report: Report): readonly Finding[] {
  const known = SORTED.get(report);
  if (known) return known;
  const sorted = [...report.findings].sort(compareFindings);
  SORTED.set(report, sorted);
  return sorted;
}

/** Findings that count at the gate, of one verdict, in reading order. */
function openFindings(report: Report, verdict: Finding['verdict']): readonly Finding[] {
  return sortedFindings(report).filter(
    (finding) => finding.disposition === 'open' && finding.verdict === verdict,
  );
}

/** Findings somebody accepted, in reading order. */
export function acceptedFindings(
  report: Report,
  disposition: Exclude<Disposition, 'open'>,
): readonly Finding[] {
  return sortedFindings(report).filter((finding) => finding.disposition === disposition);
}

/** Findings of one rule that one waiver accepts; those of a baseline have none. */
export interface AcceptedGroup {
  readonly first: Finding;
  readonly subjects: readonly Subject[];
}

/** Findings somebody accepted, those of one rule and one waiver together. */
export function groupAccepted(
  report: Report,
  disposition: Exclude<Disposition, 'open'>,
): readonly AcceptedGroup[] {
  const subjectOf = subjectsOf(report);
  return groupBy(acceptedFindings(report, disposition), ({ rule, title, waiver }) =>
    JSON.stringify([rule, title, waiver?.reason, waiver?.owner, waiver?.until]),
  ).flatMap((group) => {
    const subjects = [...new Set(group.map(({ purl }) => purl))].map(subjectOf);
    return group[0] ? [{ first: group[0], subjects }] : [];
  });
}

/** Components in reading order: worst verdict first, then by name. */
export function sortedComponents(report: Report): readonly ReportComponent[] {
  return [...report.components].sort(
    (a, b) =>
      VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] ||
      compareText(a.name, b.name) ||
      compareText(a.purl, b.purl),
  );
}

/** What the whole report comes to: the worst open verdict; nothing where there is nothing to judge. */
export function worstVerdict(report: Report): Verdict | undefined {
  if (openFindings(report, 'violation').length > 0) return 'violation';
  if (openFindings(report, 'needs-review').length > 0) return 'needs-review';
  return report.components.some(({ relation }) => relation !== 'self') ? 'clear' : undefined;
}

/** The rule that says no more of a package than that its own files are not here to be read. */
export const ABSENT_RULE = 'package-not-installed';

/** The open findings of a report in the lists they are told in: each component is in one of them. */
export interface OpenLists {
  readonly violations: readonly Finding[];
  readonly reviews: readonly Finding[];
  /**
   * Of packages of which no more is known than that they are not installed: one act, to install,
   * settles all of them, and there may be thousands, so they are told apart from what needs a person.
   */
  readonly absent: readonly Finding[];
}

/** Sorts the open findings of a report into the lists they are told in. */
export function openLists(report: Report): OpenLists {
  const violations = openFindings(report, 'violation');
  const reviews = openFindings(report, 'needs-review');
  const forbidden = new Set(violations.map(({ purl }) => purl));
  const known = new Set(reviews.filter(({ rule }) => rule !== ABSENT_RULE).map(({ purl }) => purl));
  return {
    violations: [...violations, ...reviews.filter(({ purl }) => forbidden.has(purl))],
    reviews: reviews.filter(({ purl }) => !forbidden.has(purl) && known.has(purl)),
    absent: reviews.filter(({ purl }) => !forbidden.has(purl) && !known.has(purl)),
  };
}

/** The packages of which no more is known than that they are not installed, by purl. */
export function absentPurls(report: Report): ReadonlySet<string> {
  return new Set(openLists(report).absent.map(({ purl }) => purl));
}

/** Findings grouped by component; the group with the worst finding first. */
export function groupByComponent(
  findings: readonly Finding[],
  subjectOf: (purl: string) => Subject,
): readonly ComponentGroup[] {
  return groupBy(findings, (finding) => finding.purl).map((group) => ({
    kind: 'component',
    subject: subjectOf(group[0]?.purl ?? ''),
    findings: group,
  }));
}

/** What makes two findings of different components the same thing to a reader. */
function foldKey(finding: Finding): string {
  const clauses = finding.because.filter(({ kind }) => kind === 'clause').map(({ text }) => text);
  // The clauses name the license that is at issue, whatever else its expression holds.
  const license = clauses.length > 0 ? clauses : [finding.license, finding.confidence];
  return JSON.stringify([
    finding.rule,
    finding.verdict,
    finding.severity,
    license,
    finding.remedy,
    finding.questions.map((id) => id.replace(/@.*$/s, '')),
  ]);
}

/**
 * Findings grouped by component, except that one finding shared by many components is told once
 * with their names. Worst first.
 */
export function foldFindings(
  findings: readonly Finding[],
  subjectOf: (purl: string) => Subject,
): readonly Group[] {
  const alike = groupBy(findings, foldKey);
  const folded = alike.filter((group) => new Set(group.map(({ purl }) => purl)).size >= FOLD_FROM);
  const taken = new Set(folded.flat());
  const groups: Group[] = [
    ...groupByComponent(
      findings.filter((finding) => !taken.has(finding)),
      subjectOf,
    ),
    ...folded.flatMap((group) => fold(group, subjectOf)),
  ];
  // The sort is stable: at equal severity single components stay before folded lists.
  return groups.sort((a, b) => SEVERITY_RANK[severityOf(a)] - SEVERITY_RANK[severityOf(b)]);
}

function fold(
  findings: readonly Finding[],
  subjectOf: (purl: string) => Subject,
): readonly FoldedGroup[] {
  const first = findings[0];
  if (!first) return [];
  return [
    {
      kind: 'folded',
      first,
      sameMessage: findings.every(({ message }) => message === first.message),
      findings,
      subjects: [...new Set(findings.map(({ purl }) => purl))].map(subjectOf),
    },
  ];
}

function severityOf(group: Group): Severity {
  return group.findings.map(({ severity }) => severity).reduce(worse, 'low');
}

/** Duties grouped by what they ask; within a group, a sentence is told once for all its licenses. */
export function groupDuties(
  report: Report,
): readonly { readonly duty: string; readonly lines: readonly DutyLine[] }[] {
  const subjectOf = subjectsOf(report);
  const sorted = [...report.duties].sort(
    (a, b) => compareText(a.duty, b.duty) || compareText(a.license, b.license),
  );
  return groupBy(sorted, ({ duty }) => duty).map((group) => ({
    duty: group[0]?.duty ?? '',
    lines: groupBy(group, anyLicense).map((duties) => dutyLine(duties, subjectOf)),
  }));
}

/** What a duty asks, whichever license asks it. */
function anyLicense({ text, license }: Duty): string {
  return license === '' ? text : text.replaceAll(license, 'its license');
}

function dutyLine(duties: readonly Duty[], subjectOf: (purl: string) => Subject): DutyLine {
  const distinct = (values: readonly string[]) => [...new Set(values)].sort(compareText);
  const byLicense = groupBy(duties, ({ license }) => license);
  const [first] = duties;
  return {
    text: first ? (byLicense.length > 1 ? anyLicense(first) : first.text) : '',
    licenses: byLicense.map((group) => ({
      license: group[0]?.license ?? '',
      because: distinct(group.map(({ because }) => because)),
      subjects: distinct(group.map(({ purl }) => purl)).map(subjectOf),
    })),
  };
}

/** What a question's answer settles: how many open findings, and the components they are about. */
export interface Settled {
  readonly findings: number;
  readonly subjects: readonly Subject[];
}

/** Tells what each question of a report settles. */
export function settledIn(report: Report): (question: OpenQuestion) => Settled {
  const subjectOf = subjectsOf(report);
  const open = sortedFindings(report).filter(({ disposition }) => disposition === 'open');
  const byFingerprint = grouped(open, ({ fingerprint }) => fingerprint);
  return ({ settles }) => {
    const settled = [...new Set(settles)].flatMap((id) => byFingerprint.get(id) ?? []);
    const purls = [...new Set(settled.map(({ purl }) => purl))];
    return { findings: settled.length, subjects: purls.map(subjectOf) };
  };
}
