/** What is restricted, and the words that say so. */
export type Row = readonly [reason: string, pattern: RegExp];

/** A pattern for whole words, in lower case. */
export function word(source: string): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${source})(?![a-z0-9])`);
}
