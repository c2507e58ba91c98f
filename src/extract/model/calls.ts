import type { Token } from './tokens.ts';

/** A stretch of tokens, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Tokens with, for each opening bracket, the index of the one that closes it; -1 where none does. */
export interface Code {
  readonly tokens: readonly Token[];
  readonly closes: Int32Array;
}

/** One argument of a call; `name` for a keyword argument. */
export interface Argument extends Span {
  readonly name?: string;
}

/** A call: the names before its parenthesis (`whisper.load_model`), and where it stands. */
export interface Call {
  readonly chain: string;
  /** The last name of the chain: `load_model`. */
  readonly name: string;
  /** Index of the first token of the chain, and of the opening parenthesis. */
  readonly start: number;
  readonly open: number;
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Pairs the brackets; a closing bracket that fits nothing is passed over. */
export function pairBrackets(tokens: readonly Token[]): Code {
  const closes = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'op') continue;
    const top = open.at(-1);
    if (CLOSER[text] !== undefined) open.push(index);
    else if (top !== undefined && CLOSER[tokens[top]?.text ?? ''] === text) {
      closes[top] = index;
      open.pop();
    }
  }
  return { tokens, closes };
}

/** True if the token is this operator. */
export function isOp(token: Token | undefined, text: string): boolean {
  return token?.kind === 'op' && token.text === text;
}

/** True if the token is this name. */
export function isName(token: Token | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}

/** Every call of the code, outermost first, in order. `def f(` and `function f(` are not calls. */
export function* callsIn({ tokens }: Code): Generator<Call> {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'name' || !isOp(tokens[i + 1], '(')) continue;
    let start = i;
    let chain = token.text;
    // Five names are more than any loader needs; a bound keeps long chains linear.
    for (let n = 0; n < 5 && isOp(tokens[start - 1], '.'); n++) {
      const before = tokens[start - 2];
      start -= before?.kind === 'name' ? 2 : 1;
      chain = `${before?.kind === 'name' ? before.text : ''}.${chain}`;
      if (before?.kind !== 'name') break;
    }
    const before = tokens[start - 1];
    if (before?.kind === 'name' && /^(?:def|class|function)$/.test(before.text)) continue;
    yield { chain, name: token.text, start, open: i + 1 };
  }
}

/** Splits a stretch at the commas that no bracket of its own encloses. */
export function split({ tokens, closes }: Code, span: Span, separator = ','): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  for (let i = span.start; i < span.end; i++) {
    const close = closes[i] ?? -1;
    if (close > i) i = close;
    else if (isOp(tokens[i], separator)) {
      parts.push({ start, end: i });
      start = i + 1;
    }
  }
  if (start < span.end) parts.push({ start, end: span.end });
  return parts;
}

/** The arguments of a call; empty when its parenthesis is never closed. */
export function argumentsOf(code: Code, open: number): Argument[] {
  const close = code.closes[open] ?? -1;
  if (close < 0) return [];
  return split(code, { start: open + 1, end: close }).map((span) => {
    const name = code.tokens[span.start];
    const keyword =
      name?.kind === 'name' &&
      isOp(code.tokens[span.start + 1], '=') &&
      !isOp(code.tokens[span.start + 2], '=');
    return keyword ? { name: name.text, start: span.start + 2, end: span.end } : span;
  });
}

/** A keyword argument by name, else the positional one at an index. */
export function argument(
  args: readonly Argument[],
  keywords: readonly string[],
  position?: number,
): Argument | undefined {
  const named = args.find(({ name }) => name !== undefined && keywords.includes(name));
  if (named || position === undefined) return named;
  const at = args[position];
  return at?.name === undefined ? at : undefined;
}

/**
 * The text of a stretch that is nothing but string literals side by side, and where it begins;
 * `undefined` for anything computed.
 */
export function literal({ tokens }: Code, span: Span): { text: string; at: number } | undefined {
  if (span.end - span.start > 50) return undefined;
  let text = '';
  for (let i = span.start; i < span.end; i++) {
    const token = tokens[i];
    if (token?.kind !== 'string' || !token.plain) return undefined;
    text += token.text;
  }
  const first = tokens[span.start];
  return first && span.end > span.start ? { text, at: first.at } : undefined;
}

/** The names of `a.b.c`; `undefined` for anything else. */
export function chainOf({ tokens }: Code, { start, end }: Span): string[] | undefined {
  const chain: string[] = [];
  if ((end - start) % 2 === 0 || end - start > 15) return undefined;
  for (let i = start; i < end; i += 2) {
    const token = tokens[i];
    if (token?.kind !== 'name' || (i > start && !isOp(tokens[i - 1], '.'))) return undefined;
    chain.push(token.text);
  }
  return chain;
}

/** Parts of one expression outside brackets; what has more is a table, or hostile. */
export const MAX_PARTS = 100;

/**
 * The indexes of an expression's tokens outside brackets, an opening bracket standing for what it
 * encloses; `undefined` where they are too many.
 */
export function partsOf({ closes }: Code, { start, end }: Span): number[] | undefined {
  const parts: number[] = [];
  for (let i = start; i < end; i++) {
    if (parts.push(i) > MAX_PARTS) return undefined;
    const close = closes[i] ?? -1;
    if (close > i) i = close;
  }
  return parts;
}
