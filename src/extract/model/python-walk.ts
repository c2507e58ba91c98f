import type { Span } from './calls.ts';
import type { Names } from './python-names.ts';

/** A string that an expression may come to, and where it is written; -1: in another file. */
export interface Value {
  readonly text: string;
  readonly at: number;
}

/** An expression of a file. */
export interface Node extends Span {
  readonly names: Names;
}

/** What an expression may come to: a string, or a table or call that is followed no further. */
export type Found = Value | Node;

/** Another file of the project, by the name that an import in a file gives it. */
export type Modules = (from: string, module: string) => Names | undefined;

/** The way through one expression: what it is made of may lead anywhere, so that steps are counted. */
export interface Walk {
  /** The file in which the expression is used. */
  readonly root: Names;
  readonly modules: Modules;
  /** Takes steps; false when there are none left. */
  spend(steps: number): boolean;
  /** What an expression may come to; `depth` is how many more may stand in each other. */
  follow(node: Node, depth: number): Found[];
  /** What `a.b.c` may come to, read at a token. */
  named(names: Names, at: number, chain: readonly string[], depth: number): Found[];
}

/** Strings that one expression may come to; a table of starter models has dozens. */
export const MAX_VALUES = 200;

/** True for a table or call, false for a string. */
export function isNode(found: Found): found is Node {
  return 'names' in found;
}

/** The strings among what an expression may come to. */
export function textsOf(found: readonly Found[]): string[] {
  return found.flatMap((one) => (isNode(one) ? [] : [one.text]));
}

/** A stretch of the same file. */
export function within({ names }: Node, { start, end }: Span): Node {
  return { names, start, end };
}

/** Where a string made of a stretch is written. */
export function placeOf({ root }: Walk, { names, start }: Node): number {
  return names === root ? (names.code.tokens[start]?.at ?? -1) : -1;
}
