import { type Code, isOp, type Span, split } from './calls.ts';

/** A name that is assigned to, and its place among several. */
interface Target {
  readonly name: string;
  readonly path: readonly number[];
  readonly isAttribute: boolean;
}

/** The names on the left of a sign or before `in`, with their places in it. */
export function targetsOf(code: Code, span: Span, depth = 2): Target[] {
  const { tokens, closes } = code;
  const parts = split(code, span);
  const first = tokens[span.start];
  if (parts.length > 1) {
    return parts.flatMap((part, index) =>
      targetsOf(code, part, depth).map((target) => ({ ...target, path: [index, ...target.path] })),
    );
  }
  if (depth > 0 && (isOp(first, '(') || isOp(first, '[')) && closes[span.start] === span.end - 1) {
    return targetsOf(code, { start: span.start + 1, end: span.end - 1 }, depth - 1);
  }
  const last = tokens[span.end - 1];
  if (first?.kind !== 'name' || last?.kind !== 'name') return [];
  const isAttribute = span.end - span.start > 2 && isOp(tokens[span.end - 2], '.');
  return isAttribute || span.end - span.start === 1
    ? [{ name: last.text, path: [], isAttribute }]
    : [];
}
