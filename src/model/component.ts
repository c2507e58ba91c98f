import type { Diagnostic } from './diagnostic.ts';
import type { Evidence } from './evidence.ts';
import type { Place } from './place.ts';

/**
 * What sort of thing a component is.
 *
 * `package` from a language registry · `image` a container image · `model` AI weights · `dataset`
 * · `vendored` code copied into the tree · `product` software named in infrastructure
 * · `project` the scanned repository itself (component zero).
 */
export type ComponentKind =
  | 'package'
  | 'image'
  | 'model'
  | 'dataset'
  | 'vendored'
  | 'product'
  | 'project';

/**
 * How firmly a version is known: `exact` is one release (`7.2.4`), `range` a declared constraint
 * (`^7`, `>=1,<2`), `floating` a name that moves without a commit (`redis:7`, `latest`, no tag).
 */
export type Precision = 'exact' | 'range' | 'floating';

/** A version as its file writes it, never normalized: `7.10` stays `7.10`. */
export interface Version {
  readonly text: string;
  readonly precision: Precision;
}

/**
 * When a component is needed. Strongest first: `runtime`, `optional`, `development`. `unknown` is for
 * formats that do not say: any other statement outweighs it, and alone it is judged like `runtime`.
 */
export type Scope = 'runtime' | 'optional' | 'unknown' | 'development';

/** How the project came to have it: `self` is the project, `direct` named by it, `transitive` brought along. */
export type Relation = 'self' | 'direct' | 'transitive' | 'unknown';

/**
 * What part a component plays, which decides what its license can ask of us: the same server is
 * fine behind a product and forbidden as the product.
 *
 * `library` linked into our code · `service` run beside it · `base-image` shipped under it
 * · `build-tool` used to make it · `model-weights` · `dataset` · `application` our own work.
 */
export type Role =
  | 'application'
  | 'library'
  | 'service'
  | 'base-image'
  | 'build-tool'
  | 'model-weights'
  | 'dataset';

/**
 * A license text that belongs to a component: a file in the tree, or words pasted into a field.
 * Extractors only point; the identify stage reads.
 *
 * `beside`: it stands beside the license, as a NOTICE or the license section of a README does. What it
 * calls the license is no evidence; that it limits what the license allows is.
 */
export type LicenseText = { readonly beside?: true } & (
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'inline'; readonly text: string; readonly where: Place }
);

/** A parent of a model: the one it was fine-tuned, quantized, merged or adapted from. */
export interface Lineage {
  readonly relation: 'finetune' | 'adapter' | 'quantized' | 'merge' | 'unknown';
  /** Hub id of the parent, `org/name`. */
  readonly base: string;
  readonly where: Place;
}

/**
 * What a model card says of how open the model is: that it is open source, in its own words, or where
 * it speaks of its data, to follow "the card". It proves nothing; the license decides.
 */
export interface CardClaim {
  readonly about: 'open-source' | 'training-data';
  readonly words: string;
  readonly where: Place;
}

/**
 * What a card says of its terms or its parents beside the fields made for that: a sentence, an entry of
 * its gate, a tag, a link. It concludes nothing; where it goes beyond the license, a person is asked.
 *
 * `non-commercial` use for money, or all but research, is taken away · `limit` something else is
 * · `terms` a license that limits is named, or linked to · `parent` a model it may be made from.
 */
export interface CardRemark {
  readonly about: 'non-commercial' | 'limit' | 'terms' | 'parent';
  /** As written, cut where it is long. */
  readonly words: string;
  /** What is to be looked up: a hub id, the name of a model, or the address of a license. */
  readonly names?: string;
  /** The parent is named by its id, as what this model was made from. */
  readonly stated?: true;
  readonly where: Place;
}

/**
 * Something others wrote that this repository uses.
 *
 * `id` names it within one inventory and is its purl with version (`pkg:npm/left-pad@1.3.0`);
 * two components with one id are one component seen twice.
 */
export interface Component {
  readonly id: string;
  /** Package URL with version where one is known: `pkg:docker/redis@7`, `pkg:huggingface/coqui/XTTS-v2`. */
  readonly purl: string;
  readonly kind: ComponentKind;
  /** The name people use: `@babel/core`, `redis`, `ghcr.io/acme/api`, `coqui/XTTS-v2`. */
  readonly name: string;
  readonly version?: Version;
  readonly scope: Scope;
  readonly relation: Relation;
  readonly role: Role;
  /** Statements about its license, in the order they were met. Only ever added to. */
  readonly evidence: readonly Evidence[];
  readonly licenseTexts: readonly LicenseText[];
  /** For models: its parents, as its card or files state them. */
  readonly lineage: readonly Lineage[];
  /** For models: what their cards say of their openness. */
  readonly claims?: readonly CardClaim[];
  /** What their cards say of terms and parents outside of the fields for them. */
  readonly remarks?: readonly CardRemark[];
  /**
   * Whether we changed it, where the place it was found shows that: an image pulled by compose or a
   * package installed from a registry is `no`; a patched or vendored copy is `yes`.
   */
  readonly modified?: 'yes' | 'no';
  /** What manifests let its version be, as written, where a lockfile or a copy installed decides it. */
  readonly permits?: readonly string[];
  /** It says that it is built for certain processors: no part of a page for browsers. */
  readonly native?: true;
  /**
   * It is judged only if our rules or our user know it: a package of a distribution, which comes with
   * hundreds of others. A diagnostic of its file says that the rest of them was not read.
   */
  readonly ifKnown?: true;
  readonly seenAt: readonly Place[];
}

/**
 * A fact about the repository that is not a component but bears on one, such as an environment
 * variable that accepts a license without a person: `COQUI_TOS_AGREED=1`.
 */
export interface Signal {
  readonly kind: 'terms-accepted';
  /** The variable or flag, `COQUI_TOS_AGREED`. */
  readonly name: string;
  readonly value: string;
  readonly where: Place;
}

/** Everything one repository uses, and what its authors say of licenses. The output of survey. */
export interface Inventory {
  readonly components: readonly Component[];
  readonly signals: readonly Signal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}

/** How many files somebody claimed, and how many of them were read; per extractor id, claims are counted. */
export interface Coverage {
  readonly claimed: number;
  readonly parsed: number;
  readonly failed: number;
  readonly byExtractor: Readonly<
    Record<string, { readonly parsed: number; readonly failed: number }>
  >;
}
