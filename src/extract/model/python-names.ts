import {
  argument,
  argumentsOf,
  type Code,
  callsIn,
  isName,
  isOp,
  literal,
  type Span,
  split,
} from './calls.ts';
import { type Import, importedBy } from './python-imports.ts';
import { targetsOf } from './python-targets.ts';
import type { Token } from './tokens.ts';

/** An expression that a name may stand for. */
export interface Binding extends Span {
  /** The name stands for one element after the other: `for name in …`. */
  readonly each: boolean;
  /** Which part of it, for a name among several: in `for key, (a, b) in …` that of `b` is `[1, 1]`. */
  readonly path: readonly number[];
}

interface Scope {
  readonly parent: number;
  readonly names: Map<string, Binding[]>;
}

interface Routine {
  /** Names of the parameters in their order, without `self`. */
  readonly parameters: readonly string[];
  readonly scope: number;
}

/**
 * What the names of one Python file may stand for: assignments, loops, parameter defaults and what
 * the file's own calls pass for them, attributes, dataclass fields, command-line options.
 */
export interface Names {
  readonly code: Code;
  readonly path: string;
  readonly scopes: readonly Scope[];
  /** The scope each token stands in. */
  readonly scopeAt: Uint32Array;
  /** What `x.name` may hold: `self.name = …`, class-level `name = …`, `--name` with a default. */
  readonly attributes: ReadonlyMap<string, readonly Binding[]>;
  /** What is put into a table later: `name["key"] = …`, `name.append(…)`. */
  readonly additions: ReadonlyMap<string, readonly Span[]>;
  /** What functions give back, by their names. */
  readonly returns: ReadonlyMap<string, readonly Span[]>;
  readonly imports: ReadonlyMap<string, Import>;
}

/** More assignments of one name than this say nothing about which one is meant. */
const MAX_BINDINGS = 32;
/** Tokens of a statement's head (targets, annotation) that are looked at. */
const MAX_HEAD = 60;

interface Open {
  readonly indent: number;
  readonly scope: number;
  /** Its name; a class has fields, a function gives back. */
  readonly name: string;
  readonly isClass: boolean;
}

const MODULE: Open = { indent: -1, scope: 0, name: '', isClass: false };

/** Reads the assignments of a file, scope by scope. */
export function namesOf(code: Code, path = ''): Names {
  const reader = new NameReader(code);
  reader.read();
  return { ...reader, path, imports: importedBy(code) };
}

class NameReader {
  readonly code: Code;
  readonly scopes: Scope[] = [{ parent: -1, names: new Map() }];
  readonly scopeAt: Uint32Array;
  readonly attributes = new Map<string, Binding[]>();
  readonly additions = new Map<string, Span[]>();
  readonly returns = new Map<string, Span[]>();
  readonly routines = new Map<string, Routine>();

  constructor(code: Code) {
    this.code = code;
    this.scopeAt = new Uint32Array(code.tokens.length);
  }

  read(): void {
    const { tokens } = this.code;
    const stack: Open[] = [MODULE];
    let indent = 0;
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'newline') {
        indent = token.indent;
        while (stack.length > 1 && (stack.at(-1)?.indent ?? 0) >= indent) stack.pop();
      }
      const inside = stack.at(-1) ?? MODULE;
      this.scopeAt[i] = inside.scope;
      if (isName(token, 'for')) this.loop(i, inside);
      if (!startsStatement(tokens, i)) continue;
      const at = isName(token, 'async') ? i + 1 : i;
      if (isName(tokens[at], 'def') || isName(tokens[at], 'class')) {
        stack.push(this.definition(at, indent, inside));
      } else this.statement(i, inside);
    }
    this.calls();
  }

  names(open: Open): Map<string, Binding[]> {
    return (this.scopes[open.scope] ?? this.scopes[0])?.names ?? new Map();
  }

  definition(at: number, indent: number, inside: Open): Open {
    const { tokens } = this.code;
    const isClass = isName(tokens[at], 'class');
    const name = tokens[at + 1]?.text ?? '';
    const scope = this.scopes.push({ parent: inside.scope, names: new Map() }) - 1;
    const open = { indent, scope, name, isClass };
    if (!isClass) {
      const parameters = this.parameters(at, this.names(open), inside.isClass);
      // A class is called by its own name.
      const called = name === '__init__' && inside.isClass ? inside.name : name;
      if (!this.routines.has(called)) this.routines.set(called, { parameters, scope });
    }
    return open;
  }

  parameters(def: number, names: Map<string, Binding[]>, isMethod: boolean): string[] {
    const { code } = this;
    const close = code.closes[def + 2] ?? -1;
    if (close < 0) return [];
    const parameters: string[] = [];
    for (const { start, end } of split(code, { start: def + 3, end: close })) {
      const name = code.tokens[start];
      if (name?.kind !== 'name') continue;
      parameters.push(name.text);
      const value = valueAfter(code, start + 1, end);
      if (value) add(names, name.text, bound(value));
    }
    return isMethod && /^(?:self|cls)$/.test(parameters[0] ?? '')
      ? parameters.slice(1)
      : parameters;
  }

  statement(i: number, inside: Open): void {
    const { tokens } = this.code;
    let end = i + 1;
    while (end < tokens.length && tokens[end]?.kind !== 'newline' && !isOp(tokens[end], ';')) end++;
    if (isName(tokens[i], 'return')) {
      if (!inside.isClass) add(this.returns, inside.name, { start: i + 1, end });
      return;
    }
    // `if test: name = …` on one line.
    const block = BLOCK.test(tokens[i]?.text ?? '');
    const start = block ? seek(this.code, i + 1, (token) => isOp(token, ':')) + 1 : i;
    if (block && start === 0) return;
    if (!this.addition(start, end)) this.assignment({ start, end }, inside);
  }

  // `name["key"] = value`, `name.append(value)`, `name += value`.
  addition(i: number, end: number): boolean {
    const { tokens, closes } = this.code;
    const name = tokens[i]?.text ?? '';
    const close = isOp(tokens[i + 1], '[') ? (closes[i + 1] ?? -1) : -1;
    if (close > 0 && isOp(tokens[close + 1], '=') && !isOp(tokens[close + 2], '=')) {
      add(this.additions, name, { start: close + 2, end });
      return true;
    }
    const appends = isName(tokens[i + 2], 'append') || isName(tokens[i + 2], 'add');
    if (isOp(tokens[i + 1], '.') && appends && closes[i + 3] === end - 1) {
      add(this.additions, name, { start: i + 4, end: end - 1 });
      return true;
    }
    return false;
  }

  // `name = …`, `x.name: str = …`, `a, b = …`, `a = b = …`.
  assignment({ start, end }: Span, inside: Open): void {
    const { code } = this;
    let from = start;
    for (let n = 0; n < 4; n++) {
      const value = assignedBy(code, { start: from, end });
      if (!value) return;
      let rest = value.span;
      // In a chain each target stands for what follows the last sign.
      for (let next = assignedBy(code, rest); next; next = assignedBy(code, rest)) rest = next.span;
      for (const target of targetsOf(code, { start: from, end: value.targetEnd })) {
        const binding = partOfTuple(code, rest, target.path);
        if (target.isAttribute || inside.isClass) add(this.attributes, target.name, binding);
        if (!target.isAttribute) add(this.names(inside), target.name, binding);
      }
      from = value.span.start;
    }
  }

  // `for a, b in …`, as a statement or inside brackets.
  loop(i: number, inside: Open): void {
    const { code } = this;
    const { tokens } = code;
    const opens = startsStatement(tokens, i) || isName(tokens[i - 1], 'async');
    const isIn = (token: Token | undefined) => isName(token, 'in');
    const inAt = seek(code, i + 1, isIn);
    if (inAt < 0) return;
    const ends = opens
      ? (token: Token | undefined) => isOp(token, ':')
      : (token: Token | undefined) =>
          isName(token, 'for') || isName(token, 'if') || isCloser(token);
    const end = seek(code, inAt + 1, ends);
    if (end < 0) return;
    for (const { name, path } of targetsOf(code, { start: i + 1, end: inAt })) {
      add(this.names(inside), name, { start: inAt + 1, end, each: true, path });
    }
  }

  calls(): void {
    for (const { name, open } of callsIn(this.code)) {
      if (name === 'add_argument' || name === 'option') this.option(open);
      const routine = this.routines.get(name);
      if (routine) this.passed(routine, open);
    }
  }

  // What a call passes to a function of the file.
  passed({ parameters, scope }: Routine, open: number): void {
    const names = this.scopes[scope]?.names;
    for (const [index, arg] of argumentsOf(this.code, open).slice(0, 20).entries()) {
      const name = arg.name ?? parameters[index];
      if (names && name !== undefined && parameters.includes(name)) add(names, name, bound(arg));
    }
  }

  // `add_argument("--model-name", default=…)` and `@click.option(…)` fill `args.model_name`.
  option(open: number): void {
    const { code } = this;
    const args = argumentsOf(code, open);
    const flags = args.filter(({ name }) => name === undefined).map((arg) => literal(code, arg));
    const dest = argument(args, ['dest']);
    const flag = flags.find((text) => text?.text.startsWith('--')) ?? flags[0];
    const name = (dest ? literal(code, dest) : flag)?.text.replace(/^--/, '').replaceAll('-', '_');
    const value = argument(args, ['default']);
    const choices = argument(args, ['choices']);
    if (value && name) add(this.attributes, name, bound(value));
    if (choices && name) add(this.attributes, name, { ...bound(choices), each: true });
  }
}

const BLOCK = /^(?:if|elif|else|for|while|with|try|except|finally)$/;

function bound({ start, end }: Span): Binding {
  return { start, end, each: false, path: [] };
}

function startsStatement(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  return tokens[i]?.kind === 'name' && (!before || before.kind === 'newline' || isOp(before, ';'));
}

function add<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name);
  if (!known) map.set(name, [value]);
  else if (known.length < MAX_BINDINGS) known.push(value);
}

function isCloser(token: Token | undefined): boolean {
  return token?.kind === 'op' && ')]}'.includes(token.text);
}

// The first token outside brackets that is looked for; -1 if the statement ends before it.
function seek(code: Code, from: number, wanted: (token: Token | undefined) => boolean): number {
  for (let i = from, n = 0; i < code.tokens.length && n < MAX_HEAD; i++, n++) {
    const token = code.tokens[i];
    if (wanted(token)) return i;
    if (token?.kind === 'newline' || isCloser(token)) return -1;
    const close = code.closes[i] ?? -1;
    if (close > i) i = close;
  }
  return -1;
}

// The value of `name: annotation = value`, whose tokens follow the name.
function valueAfter(code: Code, from: number, end: number): Span | undefined {
  const { tokens, closes } = code;
  for (let i = from; i < Math.min(end, from + MAX_HEAD); i++) {
    if (isOp(tokens[i], '=')) {
      return isOp(tokens[i + 1], '=') ? undefined : { start: i + 1, end };
    }
    if (i === from && !isOp(tokens[i], ':')) return undefined;
    const close = closes[i] ?? -1;
    if (close > i) i = close;
  }
  return undefined;
}

// What stands behind the first `=` of a statement, and where its targets end.
function assignedBy(
  code: Code,
  { start, end }: Span,
): { span: Span; targetEnd: number } | undefined {
  const { tokens, closes } = code;
  let i = start;
  while (i < Math.min(end, start + MAX_HEAD)) {
    const token = tokens[i];
    const close = closes[i] ?? -1;
    if (isOp(token, '=') || isOp(token, ':')) {
      const span = valueAfter(code, i, end);
      return span && i > start ? { span, targetEnd: i } : undefined;
    }
    const isPart = token?.kind === 'name' || isOp(token, ',') || isOp(token, '.') || close > i;
    if (!isPart) return undefined;
    i = close > i ? close + 1 : i + 1;
  }
  return undefined;
}

// In `a, b = "x", "y"` each name has its own expression.
function partOfTuple(code: Code, span: Span, path: readonly number[]): Binding {
  const [index, ...rest] = path;
  const parts = index === undefined ? [] : split(code, span);
  const part = parts.length > 1 ? parts[index ?? 0] : undefined;
  return part ? { ...part, each: false, path: rest } : { ...span, each: false, path };
}

/** What a name stands for where it is used: in that scope, else in those around it. */
export function lookUp(names: Names, at: number, name: string): readonly Binding[] {
  let scope = names.scopes[names.scopeAt[at] ?? 0];
  for (let n = 0; scope && n < 20; n++) {
    const found = scope.names.get(name);
    if (found) return found;
    scope = names.scopes[scope.parent];
  }
  return [];
}
