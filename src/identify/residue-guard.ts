/**
 * Long expressions cost more to compile than to run, and a sentence seldom has a word of most of them.
 * A guard holds the letters of which at least one run stands in whatever its expression matches, so
 * that an expression is compiled when it may be needed.
 */
export interface Guarded {
  readonly pattern: RegExp;
  readonly runs: readonly string[];
}

/** Letters that make a run, where nothing else is said. */
const MIN_RUN = 4;
/** A pattern of so few runs is soon tried. */
const FEW = 3;

/**
 * A pattern with its guard; one whose letters are few is always run.
 * @param least letters of a run: each way the pattern can match must have one as long
 */
export function guarded(pattern: RegExp, least = MIN_RUN): Guarded {
  const plain = pattern.source.replace(/\\.|\[[^\]]*\]|\(\?<?[!=][^()]*\)/g, ' ').toLowerCase();
  const runs = new Set<string>();
  for (const { 0: run, index } of plain.matchAll(/[a-z]+/g)) {
    // A letter before "?" need not be there.
    const isOpen = /[?*{]/.test(plain[index + run.length] ?? '');
    const sure = isOpen ? run.slice(0, -1) : run;
    if (sure.length >= least) runs.add(sure);
  }
  return { pattern, runs: [...runs] };
}

/** True if an expression may match. */
export function mayMatch({ runs }: Guarded, lower: string): boolean {
  if (runs.length < FEW) return true;
  for (const run of runs) if (lower.includes(run)) return true;
  return false;
}
