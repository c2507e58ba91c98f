import type { Comparison } from './compare.ts';

/** A license text found in the words of a text. Places are words, end exclusive. */
export interface Found {
  readonly template: number;
  readonly start: number;
  readonly end: number;
  /** Words of the template there are, and how many of them agree. */
  readonly length: number;
  readonly matched: number;
  /** How many words differ at all, harmless or not. */
  readonly apart: number;
  readonly comparison: Comparison;
}
