import type { ComponentKind, Coverage, Relation, Role, Scope } from './component.ts';
import type { Basis, Confidence } from './determination.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Severity } from './knowledge.ts';
import type { Place } from './place.ts';
import type { Answer, Region, ScaleValue } from './usage.ts';

/** `violation` forbidden given what we said · `needs-review` open until somebody answers · `clear` neither. */
export type Verdict = 'violation' | 'needs-review' | 'clear';

/** Whether a finding counts at the gate: `waived` and `baseline` stay visible and do not. */
export type Disposition = 'open' | 'waived' | 'baseline';

/** One reason under a finding: a clause, an answer of ours, a fact about the component. */
export interface Because {
  readonly kind: 'clause' | 'answer' | 'fact' | 'choice' | 'version' | 'unverified';
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
}

/** One rule on one component. */
export interface Finding {
  /** Identity across commits: rule, component without version, license ids, usage questions; 16 hex digits. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly verdict: Exclude<Verdict, 'clear'>;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly purl: string;
  /** The license expression judged, the raw words where none was concluded. */
  readonly license: string;
  readonly message: string;
  readonly remedy: string;
  readonly because: readonly Because[];
  readonly locations: readonly Place[];
  /** Ids of the questions whose answers would settle it; empty for a violation. */
  readonly questions: readonly string[];
  readonly disposition: Disposition;
  /** Why it is waived, by whom and until when. */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly until: string };
}

/** Something we must do in order to be allowed. Collected once per license and kind. */
export interface Duty {
  readonly purl: string;
  readonly license: string;
  readonly duty: string;
  readonly text: string;
  readonly because: string;
}

/** A question whose answer would settle findings. */
export interface OpenQuestion {
  /** `exposed` or `scale.mau`; for questions asked per component, `exposed@pkg:docker/redis`. */
  readonly id: string;
  readonly question: string;
  readonly settles: readonly string[];
}

/** Whether a part of an AI system can be called open, and what that rests on. */
export interface OpenAnswer {
  readonly answer: Answer;
  readonly because: readonly Because[];
}

/**
 * Which elements of the Open Source AI Definition 1.0 a model shows, and whether a class of the Model
 * Openness Framework can hold. `yes` says that the license is open, never that a model is certified.
 */
export interface Openness {
  readonly parameters: OpenAnswer;
  readonly code: OpenAnswer;
  readonly data: OpenAnswer;
  readonly mof: OpenAnswer;
}

/** A component as the report tells it. */
export interface ReportComponent {
  readonly purl: string;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly version: string | null;
  readonly scope: Scope;
  readonly relation: Relation;
  readonly role: Role;
  readonly seenAt: readonly Place[];
  readonly license: {
    readonly status: 'concluded' | 'conflicting' | 'unknown';
    readonly expression: string | null;
    /** The alternative of an OR that judgement assumed. */
    readonly chosen: string | null;
    readonly confidence: Confidence | null;
    readonly basis: readonly Basis[];
  };
  /** Of models. */
  readonly openness?: Openness;
  readonly verdict: Verdict;
}

/** The whole answer: the JSON report of `schemaVersion` 1 is this value, key for key. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: {
    readonly name: 'fineprint';
    readonly version: string;
    readonly knowledge: string;
  };
  readonly asOf: string;
  readonly profile: {
    readonly name: string;
    readonly answers: Readonly<Record<string, Answer>>;
    readonly scale: Readonly<Record<string, ScaleValue>>;
    readonly regions: {
      readonly established?: readonly Region[];
      readonly served?: readonly Region[];
    };
  };
  readonly summary: {
    /** Equal to violations + needsReview + clear: each component is counted once, by its worst open finding. */
    readonly components: number;
    readonly violations: number;
    readonly needsReview: number;
    readonly clear: number;
    /** Components without a concluded license. */
    readonly unknown: number;
    /** Findings waived or in the baseline. */
    readonly waived: number;
  };
  readonly components: readonly ReportComponent[];
  readonly findings: readonly Finding[];
  readonly duties: readonly Duty[];
  readonly questions: readonly OpenQuestion[];
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}
