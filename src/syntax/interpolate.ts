/*
 * Variables in texts, as Compose, Dockerfiles and `.env` files write them:
 * https://docs.docker.com/reference/compose-file/interpolation/
 */

/** A text with its variables filled in; those without a value stay in it as written. */
export interface Interpolated {
  readonly text: string;
  /** Names of the variables that have no value, in the order met, each once. */
  readonly unresolved: readonly string[];
}

/** The value of a variable, itself perhaps with holes; `undefined` if it is not set. */
export type Lookup = (name: string) => Interpolated | undefined;

/** What makes a `$` plain text: doubling it (Compose) or a backslash before it (Dockerfile, `.env`). */
export type DollarEscape = 'dollar' | 'backslash';

/** Most levels of `${A:-${B:-…}}` that are followed; deeper ones count as unresolved. */
const MAX_DEPTH = 20;

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;

/**
 * Fills in `$V`, `${V}`, `${V-d}`, `${V:-d}`, `${V?e}`, `${V:?e}`, `${V+r}` and `${V:+r}`, nested as
 * they may be. Other forms (`${V#p}`) and a `${` never closed stay as written.
 * @example interpolate('redis:${TAG:-7}', () => undefined).text // 'redis:7'
 */
export function interpolate(
  text: string,
  lookup: Lookup,
  escapes: DollarEscape = 'dollar',
): Interpolated {
  if (!text.includes('$')) return { text, unresolved: [] };
  const unresolved = new Set<string>();
  const work = { text, lookup, escapes, unresolved, closing: closingBraces(text, escapes) };
  return { text: expand(work, 0, text.length), unresolved: [...unresolved] };
}

interface Work {
  readonly text: string;
  readonly lookup: Lookup;
  readonly escapes: DollarEscape;
  readonly unresolved: Set<string>;
  /** Offset of each `${` that is closed → offset of its `}`. */
  readonly closing: ReadonlyMap<number, number>;
}

function isEscape(text: string, at: number, escapes: DollarEscape): boolean {
  return escapes === 'dollar' ? text.startsWith('$$', at) : text.startsWith('\\$', at);
}

// Matched once, ahead, so that nesting and missing braces cost linear time.
function closingBraces(text: string, escapes: DollarEscape): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (isEscape(text, at, escapes)) at++;
    else if (text.startsWith('${', at)) open.push(at++);
    else if (text[at] === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return closing;
}

function expand(work: Work, from: number, to: number, depth = 0): string {
  const { text } = work;
  let out = '';
  let at = from;
  while (at < to) {
    if (isEscape(text, at, work.escapes)) {
      out += '$';
      at += 2;
      continue;
    }
    const end = text[at] === '$' ? endOfReference(work, at) : undefined;
    if (end === undefined) out += text[at];
    else out += reference(work, at, end, depth);
    at = end ?? at + 1;
  }
  return out;
}

/** The offset behind the reference that starts at a `$`, or undefined where none does. */
function endOfReference(work: Work, at: number): number | undefined {
  const close = work.closing.get(at);
  if (close !== undefined) return close + 1;
  const name = match(NAME, work.text, at + 1);
  return name === undefined ? undefined : at + 1 + name.length;
}

function reference(work: Work, at: number, end: number, depth: number): string {
  const { text, unresolved } = work;
  const braced = text[at + 1] === '{';
  const name = match(NAME, text, at + (braced ? 2 : 1));
  const written = text.slice(at, end);
  if (name === undefined) return written;
  const value = work.lookup(name);
  const behind = at + 2 + name.length;
  if (!braced || behind === end - 1) return fill(work, name, value, written);
  const operator = match(OPERATOR, text, behind);
  if (operator === undefined || depth >= MAX_DEPTH) {
    unresolved.add(name);
    return written;
  }
  const isSet = value !== undefined && (operator.length === 1 || value.text !== '');
  const rest = () => expand(work, behind + operator.length, end - 1, depth + 1);
  if (operator.endsWith('+')) return isSet ? rest() : '';
  if (operator.endsWith('-') && !isSet) return rest();
  return fill(work, name, isSet ? value : undefined, written);
}

function fill(work: Work, name: string, value: Interpolated | undefined, written: string): string {
  if (!value) {
    work.unresolved.add(name);
    return written;
  }
  for (const hole of value.unresolved) work.unresolved.add(hole);
  return value.text;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
