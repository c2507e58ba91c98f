/**
 * What one text says of licenses: the answer of `fineprint identify`, and the source of `detected`
 * evidence. Lines count from 1, both ends included.
 */
export interface Identification {
  /**
   * `match` every license in the text is there as its licensor wrote it, and nothing beside it says
   * more · `modified` it is near a license, with words changed or terms added · `unknown` it states
   * terms nobody here knows, or points somewhere else · `none` it says nothing of licenses.
   */
  readonly verdict: 'match' | 'modified' | 'unknown' | 'none';
  /** SPDX expression of what the text is under; present for `match` only. */
  readonly expression?: string;
  /** Licenses found, in the order of the text. For `modified`: the nearest ones. */
  readonly matches: readonly LicenseMatch[];
  /** What stands beside the licenses, in the order of the text. */
  readonly residue: readonly Residue[];
  /** Blanks of the license as they were filled in, such as a BUSL change date. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Why the verdict is not `match`, or what to know of it, in a few words. */
  readonly note?: string;
}

/**
 * One license in a text. `text` its terms · `notice` the words its steward gives for putting a work
 * under it · `reference` its name or address in a sentence or alone · `tag` `SPDX-License-Identifier`.
 */
export interface LicenseMatch {
  readonly kind: 'text' | 'notice' | 'reference' | 'tag';
  /** SPDX expression: one id, or what a tag says. */
  readonly license: string;
  /** Other licenses that are the same words. */
  readonly aliases?: readonly string[];
  /** How much of the license's own words is there, 0 to 1. */
  readonly coverage: number;
  /** Words in common over all words of both, 0 to 1; 1 is the same words. */
  readonly similarity: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Where its words differ from the license's, beyond names, dates and layout. */
  readonly differences?: readonly Difference[];
}

/** A run of words that differs from the license. `expected` is empty where words were added. */
export interface Difference {
  readonly startLine: number;
  readonly endLine: number;
  readonly found: string;
  readonly expected: string;
}

/**
 * What sort of words stand beside a license: `copyright` notices · `preamble` titles, names, addresses
 * and other words that change nothing · `restriction` something the license does not ask or forbid
 * · `carve-out` parts under something else · `other` everything else, such as code.
 */
export type ResidueKind = 'copyright' | 'preamble' | 'restriction' | 'carve-out' | 'other';

/** A run of text beside the licenses. */
export interface Residue {
  readonly kind: ResidueKind;
  readonly startLine: number;
  readonly endLine: number;
  /** Its words, white space folded, cut where long. */
  readonly text: string;
}
