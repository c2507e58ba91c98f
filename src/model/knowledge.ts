import type { Role } from './component.ts';
import type { Grade } from './evidence.ts';
import type { Answer, Region, ScaleValue } from './usage.ts';

/** The clause a term rests on: where it stands in the license, and what it says in our own words. */
interface Clause {
  /** `§2(b)`, `Additional Use Grant`, `Limitations`. */
  readonly section: string;
  readonly summary: string;
}

/** A numeric limit in a license: when `metric op value` holds, the term's value follows. */
export interface Threshold {
  /** Metric id of the vocabulary: `mau`, `revenue-year` … */
  readonly metric: string;
  readonly op: '>' | '>=';
  readonly value: number;
  /** `now`: tested continuously. `at-release-date`: measured once, on `date`. */
  readonly moment: 'now' | 'at-release-date';
  /** ISO date of the release, for `at-release-date`. */
  readonly date?: string;
  /** What it is about, where not all use: any of these; for `direct-dependencies`, alone. */
  readonly binds?: readonly ThresholdScope[];
  /** The year whose money it is in: the limit rises with prices from then on. */
  readonly indexedSince?: number;
}

/** Use that a threshold is about. */
export type ThresholdScope = 'commercial-use' | 'production-use' | 'direct-dependencies';

/** A part of the world a license leaves out. */
export interface RegionLimit {
  /** `established`: by where the licensee is. `served`: by where the service is offered. */
  readonly of: 'established' | 'served';
  readonly excluded: readonly Region[];
}

/**
 * One property of a license, from the vocabulary, with its clause: a grant, a limit or a duty.
 *
 * `value` is one of the values its vocabulary entry lists (`hosting: forbidden-if-competing`).
 * `grade` overrides the license's own where this clause was read less, or more, closely.
 */
export interface Term {
  readonly term: string;
  readonly value: string;
  readonly clause: Clause;
  readonly grade: Grade;
  readonly threshold?: Threshold;
  readonly region?: RegionLimit;
  /** The exact words to display, the prefix to use, the policy to pass on: what a duty fills in. */
  readonly text?: string;
  /** The license it turns into, for `conversion`. */
  readonly to?: string;
  /** Years from a version's release until it converts, for `conversion`. */
  readonly years?: number;
}

/** What a license does, seen from afar; the coarse class every known license has. */
export interface Family {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
}

/** A license and its terms. Short, because a thousand of them are loaded at start. */
export interface License {
  /** SPDX id or `LicenseRef-…`. */
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly grade: Grade;
  /** `complete`: its terms were encoded from the license. `family`: only its family's terms. */
  readonly detail: 'complete' | 'family';
  readonly terms: readonly Term[];
  readonly licensor?: 'active' | 'defunct';
  /** Environment variables that accept its terms: `COQUI_TOS_AGREED`. */
  readonly acceptedBy?: readonly string[];
  readonly url?: string;
  /** Where in `rules/` it is stated. */
  readonly path: string;
}

/** An exception that follows WITH, and what it does to the base license's copyleft. */
export interface Exception {
  readonly id: string;
  /** The copyleft value that remains, e.g. `none` or `file`; absent: the exception does not touch it. */
  readonly copyleft?: string;
  /** What it asks for beyond the license it goes with. */
  readonly terms: readonly Term[];
  readonly summary: string;
}

/** A value a term can take. */
export interface VocabularyTerm {
  readonly id: string;
  readonly kind: 'grant' | 'limit' | 'duty' | 'fact';
  readonly definition: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A usage question, and how to ask it of a person. */
export interface Question {
  readonly id: string;
  readonly kind: 'usage' | 'component' | 'scale' | 'region';
  readonly question: string;
  readonly definition: string;
}

export interface Vocabulary {
  readonly terms: Readonly<Record<string, VocabularyTerm>>;
  readonly questions: Readonly<Record<string, Question>>;
  readonly families: Readonly<Record<string, Family>>;
  /** Shapes an Additional Use Grant takes: what each one does *not* cover, as a condition. */
  readonly grants: Readonly<Record<string, Grant>>;
  readonly openness: OpennessTerms;
}

/** Which licenses leave use, study, change and sharing free for any purpose, as OSAID 1.0 asks. */
export interface OpennessTerms {
  /** Families whose licenses do, where they were read and state nothing of `limits` or `depends`. */
  readonly families: readonly string[];
  /** Values of terms that limit one of the four. */
  readonly limits: Readonly<Record<string, readonly string[]>>;
  /** Values that may or may not: a person must read the condition. */
  readonly depends: Readonly<Record<string, readonly string[]>>;
}

/** A known shape of an Additional Use Grant. */
export interface Grant {
  readonly id: string;
  readonly summary: string;
  readonly forbids: Condition;
}

/**
 * A condition over one license, one component and one usage profile. It comes out yes, no or
 * unknown; see `evaluate/condition.ts` for the algebra.
 */
export type Condition =
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** The license has this term with one of these values. */
  | { readonly op: 'term'; readonly term: string; readonly values: readonly string[] }
  /** The usage question is answered yes. */
  | { readonly op: 'usage'; readonly question: string }
  /** The usage question was answered yes in so many words; unanswered counts as no, and is not asked. */
  | { readonly op: 'said'; readonly question: string }
  /** The license has a threshold on one of these metrics with one of these consequences, and we are over it. */
  | {
      readonly op: 'threshold';
      readonly metrics: readonly string[];
      readonly gives: readonly string[];
    }
  /** One of our numbers is above a limit. */
  | { readonly op: 'scale'; readonly metric: string; readonly above: number }
  /** The license leaves out a region we are in. */
  | { readonly op: 'region'; readonly of: 'established' | 'served' }
  /** The package comes from one of these registries, by purl type: `npm`, `pypi`. */
  | { readonly op: 'ecosystem'; readonly values: readonly string[] }
  | { readonly op: 'role'; readonly values: readonly string[] }
  | { readonly op: 'kind'; readonly values: readonly string[] }
  | { readonly op: 'family'; readonly values: readonly string[] }
  /** How well what we know of the license is grounded. */
  | { readonly op: 'grade'; readonly values: readonly string[] }
  /** The license is one of these SPDX ids. */
  | { readonly op: 'license'; readonly values: readonly string[] }
  /** The Additional Use Grant of a BUSL-like license does not cover what we do. */
  | { readonly op: 'beyond-grant' }
  /** The license limits use, study, change or sharing; see `OpennessTerms`. */
  | { readonly op: 'not-open' }
  /** How the license came to be concluded. */
  | { readonly op: 'fact'; readonly values: readonly string[] }
  /** The determination's status, or why it is unknown: `conflicting`, `nothing-declared` … */
  | { readonly op: 'status'; readonly values: readonly string[] };

/** A condition that asks something itself. */
export type Leaf = Exclude<Condition, { readonly op: 'all' | 'any' | 'not' }>;

/** Everything a condition asks, without the `all`, `any` and `not` around it. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  let leaves = leavesByCondition.get(condition);
  if (!leaves) {
    leaves = readLeaves(condition);
    leavesByCondition.set(condition, leaves);
  }
  return leaves;
}

/** A rule is put to thousands of components, and asks the same of each. */
const leavesByCondition = new WeakMap<Condition, readonly Leaf[]>();

function readLeaves(condition: Condition): readonly Leaf[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap(readLeaves);
    case 'not':
      return readLeaves(condition.of);
    default:
      return [condition];
  }
}

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** Data that turns terms and usage into a risk, or a duty. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What a condition that comes out yes means: most rules forbid; some can only ask. */
  readonly verdict: 'violation' | 'needs-review';
  /** Speaks only where no other rule has spoken of the same license: the specific outweighs the general. */
  readonly fallback: boolean;
  /** Whether alternatives of an OR escape it (`license`), or it speaks of the component as such. */
  readonly about: 'license' | 'component';
  readonly message: string;
  readonly remedy: string;
  readonly rationale: string;
  readonly references: readonly string[];
  readonly when: Condition;
  /** Questions whose answer would settle it where it can only ask: whether there is an agreement. */
  readonly asks: readonly string[];
  readonly path: string;
}

/** Something a license asks of those it allows; taken up when its condition is not no. */
export interface DutyRule {
  readonly id: string;
  readonly title: string;
  readonly term: string;
  readonly values: readonly string[];
  readonly when: Condition;
  readonly text: string;
}

/** A product whose license depends on its version, with the names it goes by. */
export interface Product {
  readonly id: string;
  readonly title: string;
  readonly grade: Grade;
  readonly versions: readonly ProductVersions[];
  /** Patterns by place: `image: [redis, bitnami/redis]`, `npm: [gsap]`, `pypi: […]`. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** The part it plays wherever it is found, where its name tells: a command-line tool of a vendor. */
  readonly role?: Role;
  /** A replacement a team can take: `valkey/valkey (BSD-3-Clause)`. */
  readonly alternative?: string;
  /** What names that move stand for: `latest: '8.10.1'`, `'7': '7.4.11'`. */
  readonly newest?: Readonly<Record<string, string>>;
  /** How it tends to be offered, for the message when exposed. */
  readonly note?: string;
  /** What the mapping from version to license rests on, in a sentence. */
  readonly evidence?: string;
  readonly path: string;
}

/** One row of a product's history. */
export interface ProductVersions {
  /** Semver range with prereleases included, `>=7.4.0-0 <8.0.0-0`, days, `date:<2021-04-23`, or `*`. */
  readonly range: string;
  /** A word of the tag that selects this row, `oss`, `enterprise`, tested before the range. */
  readonly flavor?: string;
  readonly license: string;
  /** A version to pin to stay in this row: `7.2.4`. */
  readonly pin?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Models under one license, by id pattern. */
export interface ModelFamily {
  readonly id: string;
  readonly title: string;
  readonly grade: Grade;
  readonly license: string;
  /** The patterns infer a parent from a name: they may raise a question, and clear nothing. */
  readonly guess: boolean;
  /** Patterns over hub ids and loader names, `*` matches anything; compared without case. */
  readonly match: readonly string[];
  /** Ids the patterns would catch but that carry another license. */
  readonly except: readonly string[];
  readonly note?: string;
  readonly alternative?: string;
  /** What the mapping from id to license rests on, in a sentence. */
  readonly evidence?: string;
  readonly path: string;
}

/** A preset of answers, from `rules/profiles/`. */
export interface ProfilePreset {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly scale: Readonly<Record<string, ScaleValue>>;
}

/** What a name without a sure meaning is taken for, and what else it could be. */
export interface AliasGuess {
  readonly expression: string;
  readonly candidates: readonly string[];
  readonly why: string;
  /** `low` when absent. */
  readonly confidence?: 'medium' | 'low';
}

/** A name that could be several licenses, none of them likelier. */
export interface AliasDoubt {
  readonly candidates: readonly string[];
  readonly why: string;
}

/**
 * Other names of licenses, each by dialect (`any`, `npm`, `pypi`, `huggingface`) and then by name.
 * Names are compared without case, punctuation and the word "license"; see `spdx/names.ts`.
 */
export interface Aliases {
  /** Names that leave no doubt: name → SPDX expression. */
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly guesses: Readonly<Record<string, Readonly<Record<string, AliasGuess>>>>;
  readonly undecidable: Readonly<Record<string, Readonly<Record<string, AliasDoubt>>>>;
}

/** All of `rules/`, compiled and checked. */
export interface Knowledge {
  /** Date of the newest fact, which names this state of knowledge. */
  readonly version: string;
  readonly vocabulary: Vocabulary;
  readonly licenses: Readonly<Record<string, License>>;
  readonly exceptions: Readonly<Record<string, Exception>>;
  readonly aliases: Aliases;
  readonly rules: readonly Rule[];
  readonly duties: readonly DutyRule[];
  readonly products: readonly Product[];
  readonly models: readonly ModelFamily[];
  readonly profiles: Readonly<Record<string, ProfilePreset>>;
}
