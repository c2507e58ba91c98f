import type { Because } from '../model/report.ts';
import type { Answer } from '../model/usage.ts';

/** What a condition came out as, the questions that would settle it, and what it rests on. */
export interface Outcome {
  readonly answer: Answer;
  /** Ids of usage questions; only for `unknown`, and empty where no answer of ours would settle it. */
  readonly questions: readonly string[];
  readonly because: readonly Because[];
}

export const NO: Outcome = { answer: 'no', questions: [], because: [] };

/** Kleene's order: no < unknown < yes. */
const RANK: Readonly<Record<Answer, number>> = { no: 0, unknown: 1, yes: 2 };

/**
 * All must hold: the minimum. One no makes it no, whatever is unknown; one unknown makes it
 * unknown. The reasons of all parts count, the questions only of the unknown ones.
 */
export function all(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.some(({ answer }) => answer === 'no')) return NO;
  return join(outcomes, Math.min(2, ...outcomes.map(({ answer }) => RANK[answer])));
}

/**
 * One must hold: the maximum. One yes makes it yes, whatever is unknown; else one unknown makes it
 * unknown, and the questions are those of the unknown parts.
 */
export function any(outcomes: readonly Outcome[]): Outcome {
  const rank = Math.max(0, ...outcomes.map(({ answer }) => RANK[answer]));
  if (rank === 0) return NO;
  return join(
    outcomes.filter(({ answer }) => RANK[answer] === rank),
    rank,
  );
}

/** The opposite; unknown stays unknown, with its questions. Reasons for a yes are none for a no. */
export function not(outcome: Outcome): Outcome {
  switch (outcome.answer) {
    case 'yes':
      return NO;
    case 'no':
      return { answer: 'yes', questions: [], because: [] };
    case 'unknown':
      return outcome;
  }
}

function join(outcomes: readonly Outcome[], rank: number): Outcome {
  const answer = rank === 2 ? 'yes' : 'unknown';
  const unknown = outcomes.filter((outcome) => outcome.answer === 'unknown');
  return {
    answer,
    questions: [...new Set(unknown.flatMap(({ questions }) => questions))],
    because: outcomes.flatMap(({ because }) => because),
  };
}
