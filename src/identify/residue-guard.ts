/**
 * Long expressions cost more to compile than to run, and a sentence seldom has a word of most of them.
 * A guarded one is compiled when it may match.
 */
export interface Guarded {
  readonly pattern: RegExp;
  /** At least one of these stands in whatever the pattern matches; empty where none is worth asking for. */
  readonly runs: readonly string[];
}

/** The source of a pattern with its runs of letters, parted by `|`. */
export type GuardedSource = readonly [runs: string, source: string];

/** @param runs runs of letters, parted by `|` */
export function guarded(runs: string, pattern: RegExp): Guarded {
  return { pattern, runs: runs === '' ? [] : runs.split('|') };
}

/** True if a pattern may match a text in lower case. */
export function mayMatch({ runs }: Guarded, lower: string): boolean {
  if (runs.length === 0) return true;
  for (const run of runs) if (lower.includes(run)) return true;
  return false;
}
