import type { Config, Waiver } from '../model/config.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/report.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';

/** Findings with their dispositions, and what is wrong with the waivers. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies waivers. A waived finding stays in the report with its reason, owner and date; a waiver
 * that has expired or fits nothing is reported.
 */
export function applyWaivers(
  findings: readonly Finding[],
  { waivers, asOf }: Pick<Config, 'waivers' | 'asOf'>,
): Waived {
  if (waivers.length === 0) return { findings, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const used = new Set<Waiver>();
  const result = findings.map((finding): Finding => {
    const fitting = waivers.filter((waiver) => fits(waiver, finding));
    for (const waiver of fitting) used.add(waiver);
    const waiver = fitting.find(({ until }) => until >= asOf);
    if (!waiver) return finding;
    const { reason, owner, until } = waiver;
    return { ...finding, disposition: 'waived', waiver: { reason, owner, until } };
  });
  for (const waiver of waivers) {
    const { path, line, until, owner } = waiver;
    if (!used.has(waiver)) {
      const message =
        'this waiver fits no finding; remove it, or correct its fingerprint or pattern';
      diagnostics.push(diagnostic('config-unused', 'warning', { path, line }, message));
    } else if (until < asOf) {
      const message = `this waiver ended on ${until}; its findings count again until ${owner} renews it`;
      diagnostics.push(diagnostic('waiver-expired', 'warning', { path, line }, message));
    }
  }
  return { findings: result, diagnostics };
}

function fits({ fingerprint, rule, component }: Waiver, finding: Finding): boolean {
  if (fingerprint !== undefined) return fingerprint === finding.fingerprint;
  if (rule !== undefined && rule !== finding.rule) return false;
  return (
    component === undefined ||
    matchesPattern(component, withoutVersion(finding.purl)) ||
    matchesPattern(component, finding.purl)
  );
}
