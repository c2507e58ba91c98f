import { ready } from './ready.ts';
import { type Guarded, guarded, mayMatch } from './residue-guard.ts';

/** What is restricted, and the words that say so. */
export type Row = readonly [reason: string, pattern: RegExp];

/** A pattern for whole words, in lower case. */
export function word(source: string): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`);
}

/** A row whose pattern is compiled when it may match. */
export type GuardedRow = readonly [reason: string, phrase: Guarded];

/**
 * @param runs runs of letters, parted by `|`, of which one stands in whatever the row matches
 * @param ways sources of its alternatives, for whole words in lower case
 */
export function row(reason: string, runs: string, ...ways: string[]): GuardedRow {
  return [reason, guarded(runs, word(ways.join('|')))];
}

/**
 * The reason of the first row that matches.
 * @param words lower case, white space folded
 */
export function reasonIn(rows: readonly GuardedRow[], words: string): string | undefined {
  return rows.find(
    ([, phrase]) => mayMatch(phrase, words) && ready(phrase.pattern).test(words),
  )?.[0];
}
