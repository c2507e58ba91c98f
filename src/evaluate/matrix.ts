import type { Column, MatrixRow } from '../model/matrix.ts';
import type { Verdict } from '../model/report.ts';
import { compareText } from '../syntax/compare.ts';

/** Every component with its verdict under each profile, by purl. */
export function matrixOf(columns: readonly Column[]): readonly MatrixRow[] {
  const rows = new Map<string, Record<string, Verdict>>();
  for (const { name, report } of columns) {
    for (const { purl, verdict } of report.components) {
      const row = rows.get(purl) ?? {};
      row[name] = verdict;
      rows.set(purl, row);
    }
  }
  return [...rows]
    .map(([purl, byProfile]) => ({ purl, byProfile }))
    .sort((a, b) => compareText(a.purl, b.purl));
}
