import type { Diagnostic } from '../model/diagnostic.ts';
import type { Report } from '../model/report.ts';
import { groupBy } from './view.ts';

/** Trouble that is told once, with all the places it was met at. */
export interface ToldDiagnostic {
  readonly first: Diagnostic;
  readonly all: readonly Diagnostic[];
}

/** Diagnostics with the errors first, else in the order they were met; the same words are told once. */
export function sortedDiagnostics(report: Report): readonly ToldDiagnostic[] {
  return (['error', 'warning', 'info'] as const).flatMap((level) =>
    groupBy(
      report.diagnostics.filter((entry) => entry.level === level),
      ({ code, message }) => JSON.stringify([code, message]),
    ).flatMap((all) => (all[0] ? [{ first: all[0], all }] : [])),
  );
}

/** Trouble of one kind that one thing is to be done about. */
export interface RemedyGroup {
  readonly told: readonly ToldDiagnostic[];
  /** The end of all messages, from its colon on; empty for trouble that stands alone. */
  readonly remedy: string;
}

/** Puts diagnostics together that are of one kind and ask for the same; each error stands alone. */
export function groupRemedies(told: readonly ToldDiagnostic[]): readonly RemedyGroup[] {
  const remedyOf = ({ level, message }: Diagnostic) => {
    const at = level === 'error' ? -1 : message.lastIndexOf(': ');
    return at < 0 ? message : message.slice(at);
  };
  return groupBy(told, ({ first }) =>
    JSON.stringify([first.level, first.code, remedyOf(first)]),
  ).map((group) => {
    const remedy = group.length > 1 && group[0] ? remedyOf(group[0].first) : '';
    return { told: group, remedy };
  });
}
