import type { Component } from '../model/component.ts';
import type { Determination, ResolutionFact } from '../model/determination.ts';
import type { License, Vocabulary } from '../model/knowledge.ts';
import type { Answer, UsageProfile } from '../model/usage.ts';

/** An answer to a usage question for one component, and where it comes from. */
export interface Answered {
  readonly answer: Answer;
  readonly because: string;
}

/** What a condition is put to: one component under one license, used as we use it. */
export interface Subject {
  readonly component: Component;
  readonly determination: Determination;
  /** Absent for rules about the component as such. */
  readonly license?: License;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly facts: readonly ResolutionFact[];
  readonly answers: (question: string) => Answered;
  readonly usage: UsageProfile;
  readonly vocabulary: Vocabulary;
}
