import {
  type Argument,
  argument,
  argumentsOf,
  type Code,
  isName,
  isOp,
  literal,
  type Span,
  split,
} from './calls.ts';
import type { Token } from './tokens.ts';

/** A string that an expression may come to, and where it is written. */
export interface Value {
  readonly text: string;
  readonly at: number;
}

interface Scope {
  readonly parent: number;
  readonly names: Map<string, Span[]>;
}

/**
 * What the names of one Python file may stand for: assignments, parameter defaults, attributes,
 * dataclass fields and command-line options with a default. Only literals are followed, only
 * within the file, only a few steps.
 */
export interface Names {
  readonly code: Code;
  readonly scopes: readonly Scope[];
  /** The scope each token stands in. */
  readonly scopeAt: Uint32Array;
  /** What `x.name` may hold: `self.name = …`, class-level `name = …`, `--name` with a default. */
  readonly attributes: Map<string, Span[]>;
}

/** More assignments of one name than this say nothing about which one is meant. */
const MAX_VALUES = 8;
const MAX_STEPS = 4;
/** Expressions looked at for one argument, so that names made of names stay cheap. */
const MAX_WALK = 200;
const MAX_SPAN = 400;

interface Open {
  readonly indent: number;
  readonly scope: number;
  readonly isClass: boolean;
}

/** Reads the assignments of a file, scope by scope. */
export function namesOf(code: Code): Names {
  const { tokens } = code;
  const names: Names = {
    code,
    scopes: [],
    scopeAt: new Uint32Array(tokens.length),
    attributes: new Map(),
  };
  const scopes: Scope[] = [{ parent: -1, names: new Map() }];
  const stack: Open[] = [{ indent: -1, scope: 0, isClass: false }];
  let indent = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'newline') {
      indent = token.indent;
      while (stack.length > 1 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop();
    }
    const inside = stack.at(-1) ?? { indent: -1, scope: 0, isClass: false };
    names.scopeAt[i] = inside.scope;
    if (!startsStatement(tokens, i)) continue;
    const at = isName(token, 'async') ? i + 1 : i;
    if (isName(tokens[at], 'def') || isName(tokens[at], 'class')) {
      const scope: Scope = { parent: inside.scope, names: new Map() };
      stack.push({ indent, scope: scopes.push(scope) - 1, isClass: isName(tokens[at], 'class') });
      if (isName(tokens[at], 'def')) defaults(code, at, scope);
    } else assignment(names, scopes[inside.scope], i, inside.isClass);
  }
  options(names);
  return { ...names, scopes };
}

function startsStatement(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return tokens[i]?.kind === 'name' && (!before || before.kind === 'newline' || isOp(before, ';'));
}

function add(map: Map<string, Span[]>, name: string, span: Span): void {
  const known = map.get(name);
  if (!known) map.set(name, [span]);
  else if (known.length < MAX_VALUES) known.push(span);
}

// The value of `name: annotation = value`, whose tokens follow the name.
function valueAfter(code: Code, from: number, end: number): Span | undefined {
  const { tokens, closes } = code;
  for (let i = from; i < Math.min(end, from + 60); i++) {
    if (isOp(tokens[i], '=')) {
      return isOp(tokens[i + 1], '=') ? undefined : { start: i + 1, end };
    }
    if (i === from && !isOp(tokens[i], ':')) return undefined;
    const close = closes[i] ?? -1;
    if (close > i) i = close;
  }
  return undefined;
}

function defaults(code: Code, def: number, scope: Scope): void {
  const close = code.closes[def + 2] ?? -1;
  if (close < 0) return;
  for (const { start, end } of split(code, { start: def + 3, end: close })) {
    const name = code.tokens[start];
    const value = name?.kind === 'name' ? valueAfter(code, start + 1, end) : undefined;
    if (name && value) add(scope.names, name.text, value);
  }
}

function assignment(names: Names, scope: Scope | undefined, i: number, isField: boolean): void {
  const { tokens } = names.code;
  const isAttribute = isOp(tokens[i + 1], '.') && tokens[i + 2]?.kind === 'name';
  const nameAt = isAttribute ? i + 2 : i;
  if (!isOp(tokens[nameAt + 1], '=') && !isOp(tokens[nameAt + 1], ':')) return;
  let end = nameAt + 1;
  while (end < tokens.length && tokens[end]?.kind !== 'newline' && !isOp(tokens[end], ';')) end++;
  const value = valueAfter(names.code, nameAt + 1, end);
  const name = tokens[nameAt]?.text;
  if (!value || name === undefined) return;
  if (isAttribute || isField) add(names.attributes, name, value);
  if (!isAttribute && scope) add(scope.names, name, value);
}

// `add_argument("--model-name", default=…)` and `@click.option(…)` fill `args.model_name`.
function options(names: Names): void {
  const { code } = names;
  for (const [i, token] of code.tokens.entries()) {
    if (token.kind !== 'name' || !/^(?:add_argument|option)$/.test(token.text)) continue;
    if (!isOp(code.tokens[i + 1], '(')) continue;
    const args = argumentsOf(code, i + 1);
    const value = argument(args, ['default']);
    const flags = args.filter(({ name }) => name === undefined).map((arg) => literal(code, arg));
    const dest = argument(args, ['dest']);
    const flag = flags.find((text) => text?.text.startsWith('--')) ?? flags[0];
    const name = (dest ? literal(code, dest) : flag)?.text.replace(/^--/, '').replaceAll('-', '_');
    if (value && name) add(names.attributes, name, value);
  }
}

/** The literal strings an expression may come to; empty when it is computed in a way not followed. */
export function valuesOf(names: Names, span: Span): Value[] {
  return follow({ ...names, budget: { left: MAX_WALK } }, span, MAX_STEPS);
}

interface Walk extends Names {
  readonly budget: { left: number };
}

function follow(names: Walk, span: Span, steps: number): Value[] {
  const { code } = names;
  const { start, end } = span;
  if (steps < 0 || --names.budget.left < 0 || end <= start || end - start > MAX_SPAN) return [];
  const written = literal(code, span);
  if (written) return [written];
  const first = code.tokens[start];
  const close = code.closes[start] ?? -1;
  if (isOp(first, '(') && close === end - 1) {
    return follow(names, { start: start + 1, end: close }, steps - 1);
  }
  const choices = alternatives(code, span);
  if (choices.length > 1) {
    return choices.flatMap((part) => follow(names, part, steps - 1)).slice(0, MAX_VALUES);
  }
  if (first?.kind !== 'name') return [];
  return named(names, span, steps);
}

// `a or b` gives a and b; `a if test else b` gives them too, without the test.
function alternatives(code: Code, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  let inTest = false;
  for (let i = start; i < end; i++) {
    const token = code.tokens[i];
    const close = code.closes[i] ?? -1;
    if (close > i) i = close;
    else if (isName(token, 'lambda') || isName(token, 'for')) return [{ start, end }];
    else if (isName(token, 'or') || isName(token, 'if') || isName(token, 'else')) {
      if (!inTest) parts.push({ start: from, end: i });
      inTest = isName(token, 'if') || (inTest && isName(token, 'or'));
      from = i + 1;
    }
  }
  parts.push({ start: from, end });
  return parts;
}

// A name, an attribute, a member of a dictionary, or a call that gives its own argument back.
function named(names: Walk, { start, end }: Span, steps: number): Value[] {
  const { code } = names;
  let last = start;
  while (isOp(code.tokens[last + 1], '.') && code.tokens[last + 2]?.kind === 'name') last += 2;
  const name = code.tokens[last]?.text ?? '';
  if (last === end - 1) {
    return last === start
      ? lookUp(names, start, name).flatMap((span) => follow(names, span, steps - 1))
      : (names.attributes.get(name) ?? []).flatMap((span) => follow(names, span, steps - 1));
  }
  const close = code.closes[last + 1] ?? -1;
  if (close !== end - 1) return [];
  if (isOp(code.tokens[last + 1], '(')) return returned(names, { name, start, last }, steps);
  const base = code.tokens[start]?.text ?? '';
  if (!isOp(code.tokens[last + 1], '[')) return [];
  if (name === 'environ') return [];
  const key = literal(code, { start: last + 2, end: close });
  return lookUp(names, start, base).flatMap((span) => members(names, span, key?.text));
}

interface Callee {
  readonly name: string;
  readonly start: number;
  readonly last: number;
}

// Calls whose result is a default that is written down: settings read from the environment, fields.
function returned(names: Walk, { name, start, last }: Callee, steps: number): Value[] {
  const { code } = names;
  const args = argumentsOf(code, last + 1);
  const pick = (arg: Argument | undefined) => (arg ? follow(names, arg, steps - 1) : []);
  if (name === 'getenv') return pick(argument(args, ['default'], 1));
  if (name === 'get' || name === 'pop') {
    const map = code.tokens[last - 2];
    if (isName(map, 'environ')) return pick(argument(args, ['default'], 1));
    const key = args[0] ? literal(code, args[0])?.text : undefined;
    const inMap = lookUp(names, start, map?.text ?? '').flatMap((s) => members(names, s, key));
    return [...inMap, ...pick(args[1])].slice(0, MAX_VALUES);
  }
  if (/^(?:Field|Option|Argument|Query|field|str)$/.test(name)) {
    return pick(argument(args, ['default'], 0));
  }
  return [];
}

// The strings of a dictionary literal, or the one under a key.
function members(names: Names, span: Span, key: string | undefined): Value[] {
  const { code } = names;
  if (!isOp(code.tokens[span.start], '{') || code.closes[span.start] !== span.end - 1) return [];
  const inner = { start: span.start + 1, end: span.end - 1 };
  const found: Value[] = [];
  for (const entry of split(code, inner)) {
    const [left, right] = split(code, entry, ':');
    const value = left && right ? literal(code, right) : undefined;
    const wanted = key === undefined || (left && literal(code, left)?.text === key);
    if (value && wanted) found.push(value);
  }
  return found.slice(0, MAX_VALUES);
}

// Assignments in the scope of the use, else in the scopes around it, else an option of that name.
function lookUp(names: Names, at: number, name: string): readonly Span[] {
  let scope = names.scopes[names.scopeAt[at] ?? 0];
  for (let n = 0; scope && n < 20; n++) {
    const found = scope.names.get(name);
    if (found) return found;
    scope = names.scopes[scope.parent];
  }
  return names.attributes.get(name) ?? [];
}
