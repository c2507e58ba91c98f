import type { Component } from './component.ts';
import type { CuratedLicense, Grade } from './evidence.ts';

/** How sure a conclusion is: `high` read or decided by data, `medium` inferred, `low` a labeled guess. */
export type Confidence = 'high' | 'medium' | 'low';

/** One step from evidence to conclusion, in words and with its place. */
export interface Basis {
  readonly kind:
    | 'declared'
    | 'detected'
    | 'curated'
    | 'asserted'
    | 'normalized'
    | 'inherited'
    | 'remark' // a card says it beside its license field
    | 'accepted'; // a variable that accepts the terms
  /** What was read, or what the step concluded: `license field says "Apache 2"`. */
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
  /** Who says so, for assertions. */
  readonly by?: string;
}

/** Why no license could be concluded. */
export type UnknownReason =
  | 'nothing-declared' // no field, no text, no knowledge of ours
  | 'not-installed' // named in a manifest or lockfile that states no licenses; its own files are not here
  | 'unparseable' // something is written, and it names no license we know
  | 'text-unrecognized' // a license text exists that we could not recognize
  | 'text-modified' // its only license text differs from the license it names, or restricts on its own
  | 'not-distributed'; // declared, but the text it points to is not here

/** A fact about how a license came to be concluded that a rule may ask about. */
export type ResolutionFact =
  | 'floating-across-licenses' // the reference moves and its range spans licenses
  | 'stricter-license-permitted' // a manifest permits versions under a license with more findings
  | 'called-open-source' // its card calls it open source
  | 'card-restricts' // its card says more than its license: a limit, other terms, a parent left out
  | 'relabeled' // a derived model's card claims a license its parent's does not allow it to claim
  | 'text-unread' // the text beside the field has none of the words of the license the field names
  | 'modified-text' // the license text differs from the license it names
  | 'clear-either-way' // sources disagree, and no reading of them would be a finding
  | 'parent-unknown' // made from a model whose license is not known to us
  | 'inferred-from-name' // its license is that of the model or image its name suggests
  | 'guessed' // normalized from words that leave room for doubt
  | 'terms-accepted-by-automation' // an environment variable accepts its terms in a build
  | 'licensor-defunct'; // nobody is left to sell another license

/**
 * What resolving the evidence gives for one component.
 *
 * `possible` holds the licenses a floating or ranged version spans; it has one member, equal to
 * `expression`, when the version decides. Judgement takes the worst of them and says so.
 */
export type Determination =
  | {
      readonly status: 'concluded';
      /** SPDX expression; licenses outside SPDX are `LicenseRef-…`. */
      readonly expression: string;
      readonly possible: readonly CuratedLicense[];
      /** Licenses of other versions, and a replacement, where `rules/` know them. */
      readonly others: readonly CuratedLicense[];
      readonly alternative?: string;
      readonly confidence: Confidence;
      /** The weakest grade of evidence that the conclusion rests on. */
      readonly grade: Grade;
      readonly facts: readonly ResolutionFact[];
      readonly basis: readonly Basis[];
    }
  | {
      readonly status: 'conflicting';
      /** The expressions that disagree, in the order met. */
      readonly candidates: readonly string[];
      readonly facts: readonly ResolutionFact[];
      readonly basis: readonly Basis[];
    }
  | {
      readonly status: 'unknown';
      readonly reason: UnknownReason;
      /** What was written, if anything, so that a person can judge it. */
      readonly raw?: string;
      readonly facts: readonly ResolutionFact[];
      readonly basis: readonly Basis[];
    };

/** A component and what its evidence came to. */
export interface Determined {
  readonly component: Component;
  readonly determination: Determination;
}
