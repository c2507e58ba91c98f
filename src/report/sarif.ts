import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Finding, Report } from '../model/report.ts';
import type { Reporter } from '../model/reporter.ts';
import { compareText } from '../syntax/compare.ts';
import { listed } from '../syntax/listed.ts';
import { prose } from './escape.ts';
import { printJson } from './json.ts';
import { ABSENT_RULE, openLists, type Subject, sortedFindings, subjectsOf, worse } from './view.ts';
import { sentence, subjectName } from './words.ts';

type Level = 'error' | 'warning' | 'note';

const NOTIFICATION_LEVELS: Readonly<Record<Diagnostic['level'], Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * SARIF 2.1.0 (OASIS), in the subset code scanning services read. No timestamps. Packages that are
 * not installed are one result a file: thousands of alerts that one act settles bury the others.
 */
export const sarif: Reporter = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  render(report) {
    const findings = sortedFindings(report);
    const subjectOf = subjectsOf(report);
    const ids = [...new Set(findings.map(({ rule }) => rule))].sort(compareText);
    const absent = [
      ...openLists(report).absent,
      ...findings.filter((one) => one.rule === ABSENT_RULE && one.disposition !== 'open'),
    ];
    const folded = new Set(absent);
    const results = [
      ...findings
        .filter((finding) => !folded.has(finding))
        .map((finding) => result(finding, subjectOf(finding.purl))),
      ...byFile(absent, subjectOf).map((group) => absentResult(group, subjectOf)),
    ];
    return printJson({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: driver(report, ids) },
          // Runs of two profiles over one repository are two analyses, not two states of one.
          automationDetails: { id: `fineprint/${report.profile.name}/` },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The scanned directory.' } } },
          invocations: [invocation(report)],
          results: results.map((one) => ({ ...one, ruleIndex: ids.indexOf(one.ruleId) })),
        },
      ],
    });
  },
};

function driver(report: Report, ids: readonly string[]) {
  const codes = [...new Set(report.diagnostics.map(({ code }) => code))].sort(compareText);
  return {
    name: report.tool.name,
    version: report.tool.version,
    properties: { knowledge: report.tool.knowledge, asOf: report.asOf },
    rules: ids.map((id) => ruleDescriptor(id, report.findings)),
    notifications: codes.map((id) => ({ id })),
  };
}

function ruleDescriptor(id: string, findings: readonly Finding[]) {
  const own = findings.filter(({ rule }) => rule === id);
  const worst = own.reduce((a, b) => (levelRank(level(b)) < levelRank(level(a)) ? b : a));
  return {
    id,
    shortDescription: { text: message(worst.title) },
    fullDescription: {
      text: message(`${worst.title}. "fineprint explain ${id}" tells when and why.`),
    },
    help: { text: message(sharedStart(own.map(({ remedy }) => remedy))) },
    defaultConfiguration: { level: level(worst) },
    properties: {
      severity: own.map(({ severity }) => severity).reduce(worse),
      'problem.severity': PROBLEMS[level(worst)],
      tags: ['license'],
    },
  };
}

/** What code scanning calls the levels of results. */
const PROBLEMS: Readonly<Record<Level, string>> = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** The first sentences that all remedies have in common: what a rule asks, whatever the component. */
function sharedStart(remedies: readonly string[]): string {
  const [first = '', ...others] = remedies;
  const ends = [...first.matchAll(/[.!?](?= )|$/g)].map(({ index }) => index + 1).reverse();
  const end = ends.find((at) => others.every((other) => other.startsWith(first.slice(0, at))));
  return end === undefined ? first : first.slice(0, end);
}

function level({ verdict, severity }: Finding): Level {
  if (verdict === 'violation' && (severity === 'critical' || severity === 'high')) return 'error';
  return verdict === 'needs-review' && severity === 'low' ? 'note' : 'warning';
}

function levelRank(of: Level): number {
  return ['error', 'warning', 'note'].indexOf(of);
}

/** Where a finding is shown: code scanning refuses a whole file for one result without a place. */
function placesOf(finding: Finding, subject: Subject): readonly Place[] {
  const seen = finding.locations.length > 0 ? finding.locations : subject.component?.seenAt;
  // The root is the honest one.
  return seen && seen.length > 0 ? seen : [{ path: '.' }];
}

/** Findings by the file they are first seen in and by what accepts them, in the order of the files' names. */
function byFile(
  findings: readonly Finding[],
  subjectOf: (purl: string) => Subject,
): readonly AbsentGroup[] {
  const groups = new Map<string, { place: Place; findings: Finding[] }>();
  for (const finding of findings) {
    const [place = { path: '.' }] = placesOf(finding, subjectOf(finding.purl));
    const key = JSON.stringify([place.path, suppressions(finding)]);
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { place, findings: [finding] });
  }
  return [...groups.values()].sort((a, b) => compareText(a.place.path, b.place.path));
}

/** Packages that are not installed, named first in one file. */
interface AbsentGroup {
  readonly place: Place;
  readonly findings: readonly Finding[];
}

const NAMES_SHOWN = 10;

function absentResult({ place, findings }: AbsentGroup, subjectOf: (purl: string) => Subject) {
  const purls = [...new Set(findings.map(({ purl }) => purl))];
  const names = purls.map((purl) => subjectName(subjectOf(purl)));
  const what =
    purls.length === 1
      ? '1 package that is named here is not installed, so its license was not read'
      : `${purls.length} packages that are named here are not installed, so their licenses were not read`;
  const remedies = [...new Set(findings.map(({ remedy }) => remedy))].join(' ');
  const accepted = findings.flatMap(suppressions).slice(0, 1);
  const end = accepted.length > 0 ? '#accepted' : '';
  return {
    ruleId: ABSENT_RULE,
    level: 'note' as const,
    message: { text: message(`${what}: ${listed(names, NAMES_SHOWN)}. What to do: ${remedies}`) },
    locations: [location(place)],
    // The same alert while packages come and go, until the file is gone or all of it is installed.
    partialFingerprints: { 'fineprint/v1': `${ABSENT_RULE}@${relativeUri(place.path)}${end}` },
    suppressions: accepted,
    properties: {
      verdict: 'needs-review',
      severity: findings.map(({ severity }) => severity).reduce(worse),
      purls,
      fingerprints: findings.map(({ fingerprint }) => fingerprint),
    },
  };
}

function result(finding: Finding, subject: Subject) {
  const places = placesOf(finding, subject);
  return {
    ruleId: finding.rule,
    level: level(finding),
    message: {
      text: message(`${subjectName(subject)}: ${finding.message} What to do: ${finding.remedy}`),
    },
    locations: places.map(location),
    partialFingerprints: { 'fineprint/v1': finding.fingerprint },
    // §3.27.23: present on all results once it is present on one; empty means not suppressed.
    suppressions: suppressions(finding),
    properties: {
      verdict: finding.verdict,
      severity: finding.severity,
      confidence: finding.confidence,
      purl: finding.purl,
      license: finding.license,
      questions: finding.questions,
    },
  };
}

function suppressions({ disposition, waiver }: Finding) {
  if (disposition === 'open') return [];
  const justification = waiver
    ? `${waiver.reason} (${waiver.owner}, until ${waiver.until})`
    : disposition === 'baseline'
      ? 'accepted in the baseline'
      : 'waived';
  return [{ kind: 'external', status: 'accepted', justification: prose(justification) }];
}

function location(place: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(place.path), uriBaseId: '%SRCROOT%' },
      ...(place.line === undefined ? {} : { region: { startLine: place.line } }),
    },
  };
}

/** A path as a relative URI reference: each segment percent-encoded, `:` too, since it ends a scheme. */
function relativeUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/**
 * Text as SARIF message text. §3.11.6 gives `[text](target)` a meaning even in plain text, and
 * §3.11.5 gives one to `{0}`; scanned words get neither.
 */
function message(text: string): string {
  const safe = prose(sentence(text)).replace(/\{(\d+)\}/g, '{{$1}}');
  return safe.includes('](') ? safe.replace(/[[\]]/g, '\\$&') : safe;
}

function invocation({ diagnostics }: Report) {
  return {
    // Trouble with single files is told below; the run as such came to its end.
    executionSuccessful: true,
    toolExecutionNotifications: diagnostics.map((entry) => ({
      descriptor: { id: entry.code },
      level: NOTIFICATION_LEVELS[entry.level],
      message: { text: message(entry.message) },
      ...(entry.path === undefined
        ? {}
        : {
            locations: [
              location({
                path: entry.path,
                ...(entry.line === undefined ? {} : { line: entry.line }),
              }),
            ],
          }),
    })),
  };
}
