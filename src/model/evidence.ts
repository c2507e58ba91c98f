import type { Place } from './place.ts';

/**
 * How well a legal fact of ours is grounded.
 *
 * `text` someone read the clause in the license itself · `secondary` quoted or classed by others
 * · `exists` the license is known to exist, its terms are from memory · `memory` from memory only.
 * Only `text` may carry a violation; the rest lead to a question.
 */
export type Grade = 'text' | 'secondary' | 'exists' | 'memory';

/** From which sort of field a declared license came; it decides how far the words are trusted. */
export type DeclaredIn =
  | 'license-field' // package.json license, pyproject license, METADATA License-Expression
  | 'legacy-field' // package.json licenses[], METADATA License
  | 'classifier' // trove classifiers: no version, often one of several
  | 'lockfile' // a registry's word, copied into a lockfile
  | 'model-card' // front matter of a model or dataset card
  | 'image-label'; // org.opencontainers.image.licenses

/**
 * One statement about a component's license, with where it was read. Only ever added, never edited.
 *
 * `declared` stated by its authors, raw as written · `detected` read in a license text
 * · `curated` stated by our `rules/` for a version range · `asserted` stated by our user.
 */
export type Evidence =
  | {
      readonly kind: 'declared';
      readonly in: DeclaredIn;
      readonly raw: string;
      /** `choice`: a list without a word on how its members relate, which `raw` joins by OR. */
      readonly assumed?: 'choice';
      /** Which registry's words these are, when they differ from SPDX's (`bsl-1.0` on a hub is Boost). */
      readonly dialect?: 'npm' | 'pypi' | 'huggingface';
      readonly where: Place;
    }
  | {
      readonly kind: 'detected';
      /**
       * `match` the text is that license; `modified` it is near it with words changed or added; `unknown`
       * no known license; `unread` it could not be read at all.
       */
      readonly verdict: 'match' | 'modified' | 'unknown' | 'unread';
      /** It stands beside the license, and limits what that allows. */
      readonly beside?: true;
      /** SPDX expression of what was recognized; absent when nothing was. */
      readonly expression?: string;
      /** For an unknown text: groups of licenses (`MIT`, `BSD`) whose words it has; see `spdx/kin.ts`. */
      readonly kin?: readonly string[];
      /** What was changed or added, in a few of the text's own words. */
      readonly note?: string;
      /** Parameters filled into the text, such as a BUSL change date: `{changeDate: '2027-10-10'}`. */
      readonly parameters?: Readonly<Record<string, string>>;
      readonly where: Place;
    }
  | {
      readonly kind: 'curated';
      /** One row per license the version could carry; exactly one when the version decides. */
      readonly possible: readonly CuratedLicense[];
      /** The licenses of other versions of the same product, to name a way out. */
      readonly others: readonly CuratedLicense[];
      readonly because: string;
      readonly grade: Grade;
      /** A replacement a team can take. */
      readonly alternative?: string;
      /** It was inferred from a name that suggests a parent. */
      readonly guess?: true;
      /** For a model: the parent whose license this is, when it is inherited. */
      readonly inheritedFrom?: string;
      readonly where: Place;
    }
  | {
      readonly kind: 'asserted';
      readonly expression: string;
      readonly reason: string;
      readonly by: string;
      readonly where: Place;
    };

/** A license our `rules/` give to a range of versions. */
export interface CuratedLicense {
  /** The constraint of a manifest that lets an update reach these versions. */
  readonly permittedBy?: string;
  readonly expression: string;
  /** The versions it holds for, as people write them: `>=7.4.0 <8.0.0`. */
  readonly versions: string;
  /** A version to pin in order to have this license, where a floating reference spans several. */
  readonly pin?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}
