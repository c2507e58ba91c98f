import type { Inventory } from '../model/component.ts';
import type { Config } from '../model/config.ts';
import type { Determined } from '../model/determination.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Finding, Report, ReportComponent } from '../model/report.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import { compareText } from '../syntax/compare.ts';
import { overruling } from './assertions.ts';
import { dutiesOf } from './duties.ts';
import { reportComponent, tell, verdictOf } from './findings.ts';
import { judge } from './judgement.ts';
import { opennessOf } from './openness.ts';
import { openQuestions } from './questions.ts';
import { applyWaivers } from './waivers.ts';

/** Judges all components and makes the report. Pure; the order of components does not matter. */
export function evaluate(
  determined: readonly Determined[],
  inventory: Pick<Inventory, 'diagnostics' | 'coverage'>,
  { knowledge, config }: { knowledge: Knowledge; config: Config },
): Report {
  const judgeOne = judge({ knowledge, config });
  const judged = determined
    .map(({ component, determination }) =>
      tell(component, determination, {
        judgement: judgeOne(component, determination),
        ...(component.kind === 'model'
          ? { openness: opennessOf(component, determination, knowledge) }
          : {}),
      }),
    )
    .sort((a, b) => compareText(a.component.purl, b.component.purl));
  const waived = applyWaivers(
    judged.flatMap(({ findings }) => findings),
    config,
  );
  const byPurl = new Map<string, Finding[]>();
  for (const finding of waived.findings) {
    const known = byPurl.get(finding.purl);
    if (known) known.push(finding);
    else byPurl.set(finding.purl, [finding]);
  }
  const findingsOf = (purl: string) => byPurl.get(purl) ?? [];
  const components = judged.map((one) =>
    reportComponent(one, verdictOf(findingsOf(one.component.purl))),
  );
  const findings = waived.findings.toSorted(compareFindings);
  return {
    schemaVersion: 1,
    tool: { name: 'fineprint', version: config.toolVersion, knowledge: knowledge.version },
    asOf: config.asOf,
    profile: config.usage,
    summary: summaryOf(components, findings),
    components,
    findings,
    duties: dutiesOf(judged, findingsOf),
    questions: openQuestions(findings, knowledge.vocabulary),
    diagnostics: [
      ...inventory.diagnostics,
      ...waived.diagnostics,
      ...unusedConfig(determined, config),
      ...overruling(determined, config, knowledge.aliases),
    ].sort(compareDiagnostics),
    coverage: inventory.coverage,
  };
}

function summaryOf(
  components: readonly ReportComponent[],
  findings: readonly Finding[],
): Report['summary'] {
  const counts = { violation: 0, 'needs-review': 0, clear: 0 };
  for (const { verdict } of components) counts[verdict]++;
  return {
    components: components.length,
    violations: counts.violation,
    needsReview: counts['needs-review'],
    clear: counts.clear,
    unknown: components.filter(
      ({ license, kind }) => kind !== 'project' && license.status !== 'concluded',
    ).length,
    waived: findings.filter(({ disposition }) => disposition !== 'open').length,
  };
}

const VERDICTS = { violation: 0, 'needs-review': 1 } as const;
const SEVERITIES = { critical: 0, high: 1, medium: 2, low: 3 } as const;

function compareFindings(a: Finding, b: Finding): number {
  return (
    VERDICTS[a.verdict] - VERDICTS[b.verdict] ||
    SEVERITIES[a.severity] - SEVERITIES[b.severity] ||
    compareText(a.rule, b.rule) ||
    compareText(a.purl, b.purl)
  );
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Answers and assertions for components that are not here: a typo, or a leftover. */
function unusedConfig(determined: readonly Determined[], config: Config): Diagnostic[] {
  const patterns = [...config.assertions, ...config.components];
  if (patterns.length === 0) return [];
  const purls = determined.flatMap(({ component: { purl } }) => [purl, withoutVersion(purl)]);
  return patterns
    .filter(({ match }) => !purls.some((purl) => matchesPattern(match, purl)))
    .map(({ match, path, line }) =>
      diagnostic(
        'config-unused',
        'warning',
        { path, line },
        `no component matches ${match}; remove the entry or correct the pattern`,
      ),
    );
}
