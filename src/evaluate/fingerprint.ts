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
  const parts = [rule, component, [...licenses].sort().join(' '), [...questions].sort().join(' ')];
  return hash('sha256', parts.join('\n')).slice(0, 16);
}
