import type { Report } from './report.ts';

/** Prints a report; pure. */
export interface Reporter {
  readonly id: string;
  readonly mediaType: string;
  render(report: Report, options: ReporterOptions): string;
}

/** Facts of the place the report is printed to. */
export interface ReporterOptions {
  /** Columns of the terminal; 80 where unknown. */
  readonly width: number;
  readonly color: boolean;
  /** Show everything where the default abbreviates. */
  readonly verbose: boolean;
}
