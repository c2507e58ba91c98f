import {
  argumentsOf,
  type Code,
  callsIn,
  isName,
  isOp,
  literal,
  type Span,
  split,
} from './calls.ts';
import type { Token } from './tokens.ts';

/** An expression that a name of a file may stand for. */
export interface JsBinding extends Span {
  /** The name stands for one element after the other. */
  readonly each: boolean;
  /** In `[key, value]` of entries it is the value. */
  readonly ofEntries: boolean;
}

/** What the names of one JavaScript file may stand for; scopes are not told apart. */
export interface JsNames {
  readonly code: Code;
  readonly path: string;
  readonly bindings: ReadonlyMap<string, readonly JsBinding[]>;
  /** `p` is `pipeline` after `import { pipeline as p }`; and the module it is from. */
  readonly imports: ReadonlyMap<string, { readonly name: string; readonly module: string }>;
}

/** More assignments of one name than this say nothing about which one is meant. */
const MAX_BINDINGS = 16;
/** Tokens of a value outside brackets. */
const MAX_VALUE = 40;

/** Reads the assignments, loops and imports of a file. */
export function javascriptNames(code: Code, path: string): JsNames {
  const bindings = new Map<string, JsBinding[]>();
  const add = (name: string, binding: Span, each = false, ofEntries = false) => {
    const known = bindings.get(name) ?? [];
    const { start, end } = binding;
    if (known.length < MAX_BINDINGS)
      bindings.set(name, [...known, { start, end, each, ofEntries }]);
  };
  const { tokens } = code;
  for (const [i, token] of tokens.entries()) {
    if (isOp(token, '=')) assigned(code, i, add);
    else if (isName(token, 'of')) looped(code, i, add);
  }
  mapped(code, add);
  return { code, path, bindings, imports: importedBy(code) };
}

type Add = (name: string, span: Span, each?: boolean, ofEntries?: boolean) => void;

// `const NAME = …`, `NAME: string = …`, `NAME = …` in parameters and classes.
function assigned(code: Code, i: number, add: Add): void {
  const { tokens } = code;
  if (/^[=>]$/.test(tokens[i + 1]?.text ?? '') && tokens[i + 1]?.kind === 'op') return;
  const before = tokens[i - 1];
  // `>=` compares, `> =` ends a type.
  const isTouching = before !== undefined && before.at + 1 === tokens[i]?.at;
  if (before?.kind === 'op' && isTouching && '=!<>+'.includes(before.text)) return;
  const name = annotated(tokens, i);
  if (name === undefined) return;
  const end = valueEnd(code, i + 1);
  if (end > i + 1) add(name, { start: i + 1, end });
}

// The name before a sign, and before its type: `name: Record<string, string>`.
function annotated(tokens: readonly Token[], sign: number): string | undefined {
  for (let i = sign - 1; i > sign - 12; i--) {
    const token = tokens[i];
    if (!token || (token.kind === 'op' && ';(){}='.includes(token.text))) break;
    if (isOp(token, ':')) {
      const at = isOp(tokens[i - 1], '?') ? i - 2 : i - 1;
      return tokens[at]?.kind === 'name' ? tokens[at]?.text : undefined;
    }
    if (token.kind === 'name' && /^(?:const|let|var|readonly|static|private)$/.test(token.text))
      break;
  }
  const last = tokens[sign - 1];
  return last?.kind === 'name' ? last.text : undefined;
}

// A value ends at the first separator; a literal or bracket ends it too, unless an operator goes on.
function valueEnd({ tokens, closes }: Code, start: number): number {
  for (let i = start, n = 0; n < MAX_VALUE; i++, n++) {
    const token = tokens[i];
    if (!token || (token.kind === 'op' && ';,)}]'.includes(token.text))) return i;
    const close = closes[i] ?? -1;
    if (close > i) i = close;
    const next = tokens[i + 1];
    const goesOn =
      (next?.kind === 'op' && '+.([?|&:'.includes(next.text)) ||
      (token.kind === 'string' && !token.plain && isOp(next, '(')) ||
      (isOp(tokens[i], ')') && next?.kind === 'string' && !next.plain) ||
      isName(next, 'as');
    if ((token.kind === 'string' || close > 0) && !goesOn) return i + 1;
  }
  return start;
}

// `for (const m of list)`, `for (const [key, m] of Object.entries(table))`.
function looped(code: Code, of: number, add: Add): void {
  const { tokens, closes } = code;
  const before = tokens[of - 1];
  let end = of + 1;
  for (let n = 0; n < MAX_VALUE && tokens[end] && !isOp(tokens[end], ')'); n++, end++) {
    const close = closes[end] ?? -1;
    if (close > end) end = close;
  }
  const over = { start: of + 1, end };
  if (before?.kind === 'name') add(before.text, over, true);
  else if (isOp(before, ']') && tokens[of - 2]?.kind === 'name' && isOp(tokens[of - 3], ',')) {
    add(tokens[of - 2]?.text ?? '', over, true, true);
  }
}

// `list.map((m) => …)`: the parameter stands for each element.
function mapped(code: Code, add: Add): void {
  const { tokens, closes } = code;
  const opens = new Int32Array(tokens.length).fill(-1);
  for (const [i, close] of closes.entries()) if (close > i) opens[close] = i;
  for (const { name, start, open } of callsIn(code)) {
    if (!/^(?:map|forEach|flatMap|filter)$/.test(name)) continue;
    const first = isName(tokens[open + 1], 'async') ? open + 2 : open + 1;
    const at = isOp(tokens[first], '(') ? first + 1 : first;
    const isPair = isOp(tokens[at], '[') && isOp(tokens[at + 2], ',');
    const parameter = tokens[isPair ? at + 3 : at];
    if (parameter?.kind !== 'name') continue;
    // Before the dot of `.map` stands a chain of names, or a bracket.
    const isChain = tokens[start]?.kind === 'name';
    const from = isChain ? start : (opens[start - 1] ?? -1);
    const caller = isChain ? from : withCallee(tokens, from);
    if (caller >= 0) add(parameter.text, { start: caller, end: open - 2 }, true, isPair);
  }
}

// The start of `Object.entries(…)` by its bracket.
function withCallee(tokens: readonly Token[], open: number): number {
  let start = open;
  if (isOp(tokens[open], '(') && tokens[open - 1]?.kind === 'name') {
    start = isOp(tokens[open - 2], '.') && tokens[open - 3]?.kind === 'name' ? open - 3 : open - 1;
  }
  return start;
}

// `import { a as b } from 'm'`, `const { a: b } = await import('m')`, `= require('m')`.
function importedBy(code: Code): JsNames['imports'] {
  const { tokens, closes } = code;
  const imports = new Map<string, { name: string; module: string }>();
  for (const [i, token] of tokens.entries()) {
    const close = closes[i] ?? -1;
    if (!isOp(token, '{') || close < 0 || close - i > 400) continue;
    const module = moduleBehind(tokens, close);
    if (module === undefined) continue;
    for (const { start, end } of split(code, { start: i + 1, end: close })) {
      const at = isName(tokens[start], 'type') && end - start > 1 ? start + 1 : start;
      const renamed = isName(tokens[at + 1], 'as') || isOp(tokens[at + 1], ':');
      const local = tokens[renamed ? at + 2 : at];
      const name = tokens[at]?.text;
      if (local?.kind === 'name' && name) imports.set(local.text, { name, module });
    }
  }
  return imports;
}

function moduleBehind(tokens: readonly Token[], close: number): string | undefined {
  if (isName(tokens[close + 1], 'from')) return tokens[close + 2]?.text;
  if (!isOp(tokens[close + 1], '=')) return undefined;
  const call = isName(tokens[close + 2], 'await') ? close + 3 : close + 2;
  const calls = isName(tokens[call], 'import') || isName(tokens[call], 'require');
  return calls && tokens[call + 2]?.kind === 'string' ? tokens[call + 2]?.text : undefined;
}

/** The values under some keys of an object literal, or of all; empty for anything else. */
export function propertiesOf(
  code: Code,
  { start, end }: Span,
  keys: readonly string[] | undefined,
): Span[] {
  if (!isOp(code.tokens[start], '{') || code.closes[start] !== end - 1) return [];
  const found: Span[] = [];
  for (const entry of split(code, { start: start + 1, end: end - 1 })) {
    const key = code.tokens[entry.start];
    if (!key || (keys && !keys.includes(key.text))) continue;
    if (isOp(code.tokens[entry.start + 1], ':')) {
      found.push({ start: entry.start + 2, end: entry.end });
    } else if (entry.end === entry.start + 1) found.push(entry);
  }
  return found;
}

/** The elements of an array literal; empty for anything else. */
export function itemsOf(code: Code, { start, end }: Span): Span[] {
  if (!isOp(code.tokens[start], '[') || code.closes[start] !== end - 1) return [];
  return split(code, { start: start + 1, end: end - 1 });
}

/** The one argument of `Object.values(…)` or `Object.entries(…)`. */
export function tableOf(code: Code, { start, end }: Span): Span | undefined {
  const isObject = isName(code.tokens[start], 'Object') && code.closes[start + 3] === end - 1;
  const takes =
    isName(code.tokens[start + 2], 'values') || isName(code.tokens[start + 2], 'entries');
  return isObject && takes ? argumentsOf(code, start + 3)[0] : undefined;
}

/** The key in `x["key"]`, where it is written out. */
export function keyIn(code: Code, open: number): string | undefined {
  return literal(code, { start: open + 1, end: code.closes[open] ?? 0 })?.text;
}
