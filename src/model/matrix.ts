import type { Report, Verdict } from './report.ts';

/** What each way of using things comes to, component by component. */
export interface MatrixRow {
  readonly purl: string;
  /** Verdict by name of profile, in the order of the profiles. */
  readonly byProfile: Readonly<Record<string, Verdict>>;
}

/** A report under the profile as configured, and every component under each profile. */
export interface MatrixReport extends Report {
  readonly matrix: readonly MatrixRow[];
}

/** A profile of the matrix with the report made under it. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly report: Report;
}
