import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Finding, Report } from '../model/report.ts';
import type { Reporter } from '../model/reporter.ts';
import { compareText } from '../syntax/compare.ts';
import { prose } from './escape.ts';
import { printJson } from './json.ts';
import { type Subject, sortedFindings, subjectsOf, worse } from './view.ts';
import { sentence, subjectName } from './words.ts';

type Level = 'error' | 'warning' | 'note';

const NOTIFICATION_LEVELS: Readonly<Record<Diagnostic['level'], Level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** SARIF 2.1.0 (OASIS), in the subset code scanning services read. No timestamps. */
export const sarif: Reporter = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  render(report) {
    const findings = sortedFindings(report);
    const subjectOf = subjectsOf(report);
    const ids = [...new Set(findings.map(({ rule }) => rule))].sort(compareText);
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
          results: findings.map((finding) => ({
            ...result(finding, subjectOf(finding.purl)),
            ruleIndex: ids.indexOf(finding.rule),
          })),
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
    help: { text: message(worst.remedy) },
    defaultConfiguration: { level: level(worst) },
    properties: {
      severity: own.map(({ severity }) => severity).reduce(worse),
      tags: ['license'],
    },
  };
}

function level({ verdict, severity }: Finding): Level {
  if (verdict === 'violation' && (severity === 'critical' || severity === 'high')) return 'error';
  return verdict === 'needs-review' && severity === 'low' ? 'note' : 'warning';
}

function levelRank(of: Level): number {
  return ['error', 'warning', 'note'].indexOf(of);
}

function result(finding: Finding, subject: Subject) {
  const seen = finding.locations.length > 0 ? finding.locations : subject.component?.seenAt;
  // Code scanning refuses a whole file for one result without a place; the root is the honest one.
  const places = seen && seen.length > 0 ? seen : [{ path: '.' }];
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
