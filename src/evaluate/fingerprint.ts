import { hash } from 'node:crypto';

/** What makes a finding the same finding in another commit. */
export interface Identity {
  readonly rule: string;
  /** purl without version. */
  readonly component: string;
  readonly licenses: readonly string[];
  readonly questions: readonly string[];
}

/** 16 hex digits of SHA-256 over a finding's identity: no line, no version, no wording. */
export function fingerprintOf({ rule, component, licenses, questions }: Identity): string {
  const parts = [rule, component, [...licenses].sort().join(' '), sorted(questions)];
  return hash('sha256', parts.join('\n')).slice(0, 16);
}

/** The questions of a rule are asked of thousands of components. */
const sortedQuestions = new WeakMap<readonly string[], string>();

function sorted(questions: readonly string[]): string {
  let text = sortedQuestions.get(questions);
  if (text === undefined) {
    text = [...questions].sort().join(' ');
    sortedQuestions.set(questions, text);
  }
  return text;
}
