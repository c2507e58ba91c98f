import type { Report } from '../model/report.ts';

/** From which verdict on a build fails. */
export type FailOn = 'violation' | 'needs-review' | 'never';

/** What the gate is asked. */
export interface GateOptions {
  readonly failOn: FailOn;
  /** Also fail, with its own code, when something claimed could not be read. */
  readonly strict: boolean;
}

/**
 * The exit code a report deserves: 0 passed, 1 failed, 3 incomplete under `strict`. A failed gate
 * outweighs an incomplete scan. Waived findings and those of a baseline do not count.
 */
export function gate(report: Report, { failOn, strict }: GateOptions): 0 | 1 | 3 {
  const open = report.findings.filter(({ disposition }) => disposition === 'open');
  const fails =
    failOn !== 'never' &&
    open.some(({ verdict }) => verdict === 'violation' || failOn === 'needs-review');
  if (fails) return 1;
  return strict && report.diagnostics.some(({ level }) => level === 'error') ? 3 : 0;
}
