import type { Place } from './place.ts';

/**
 * Every kind of trouble fineprint can meet in reading or configuring, kebab-case and public.
 * A diagnostic is never a legal statement. Each code is produced by a test.
 */
export const DIAGNOSTIC_CODES = [
  'assertion-overrules', // an assertion with a `*` in fineprint.yaml covers components that say otherwise
  'binary-file', // a text file was expected and NUL bytes were found
  'config-unused', // a waiver, override or assertion in fineprint.yaml matched nothing
  'development-only', // taken to serve development only, for what somebody called it
  'empty-repository', // nothing in the tree was claimed by an extractor
  'excluded', // left out on purpose, by the configuration or by .gitignore
  'file-too-large', // over the size bound, not read
  'include-missing', // a file names another (-r, extends, env_file) that is not in the tree
  'limit-reached', // a bound on depth, entries or time stopped the reading of one thing
  'malformed-entry', // one entry of a file was not understood and is left out
  'malformed-file', // the file could not be parsed at all
  'symlink-outside-root', // not followed
  'system-packages', // packages of a distribution, of which only those that our rules know are judged
  'terms-parameter-missing', // a license needs a parameter (change date, grant) that was not found
  'unreadable', // the operating system refused
  'unresolved-reference', // a variable or expression hides which image or model is meant
  'unsupported-format', // a format, or a version of one, that we do not read
  'waiver-expired', // a waiver's date has passed; its finding counts again
] as const;

export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/**
 * Trouble of ours in reading or configuring, with the place and, in the message, the remedy.
 *
 * `error`: something claimed was not read, so the report may lack it (`--strict` gates on it).
 * `warning`: read, but not as its author may have meant. `info`: worth knowing.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** A diagnostic at a place; `where` may be a path alone. */
export function diagnostic(
  code: DiagnosticCode,
  level: Diagnostic['level'],
  where: Place | string,
  message: string,
): Diagnostic {
  const place = typeof where === 'string' ? { path: where } : where;
  return { code, level, message: shortened(message), ...place };
}

/** Longer than any message of ours; what quotes a hostile file may be as long as the file. */
const MAX_MESSAGE = 600;

function shortened(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}
