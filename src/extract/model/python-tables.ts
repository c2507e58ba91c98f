import { argumentsOf, type Code, isName, isOp, literal, type Span, split } from './calls.ts';
import type { Names } from './python-names.ts';
import { type Found, isNode, type Node, type Walk, within } from './python-walk.ts';

/** One entry of a list, tuple, set or dictionary, or one argument of a call. */
interface Entry {
  readonly key?: Span;
  /** The key where it is written out, or the name of an argument. */
  readonly name?: string;
  readonly value: Span;
  /** `*other` and `**other`: the entries of another table. */
  readonly spread: boolean;
}

// Tables are read once, however often they are asked.
const READ = new WeakMap<Names, Map<number, readonly Entry[]>>();

/** The entries of the table, or the arguments of the call, whose last bracket opens at a token. */
export function entriesOf(names: Names, open: number): readonly Entry[] {
  const known = READ.get(names) ?? new Map<number, readonly Entry[]>();
  READ.set(names, known);
  const entries = known.get(open) ?? readEntries(names.code, open);
  known.set(open, entries);
  return entries;
}

function readEntries(code: Code, open: number): Entry[] {
  const close = code.closes[open] ?? -1;
  if (close < 0) return [];
  if (isOp(code.tokens[open], '(')) {
    return argumentsOf(code, open).map(({ name, start, end }) => {
      const value = unspread(code, { start, end });
      return name === undefined ? value : { ...value, name };
    });
  }
  return split(code, { start: open + 1, end: close }).map((entry) => {
    const isMap = isOp(code.tokens[open], '{');
    const [key, value] = isMap ? split(code, entry, ':') : [];
    if (!key || !value) return unspread(code, entry);
    const name = literal(code, key)?.text;
    return { ...unspread(code, value), key, ...(name === undefined ? {} : { name }) };
  });
}

// Without the stars before it, and without the `for` of a comprehension behind it.
function unspread({ tokens, closes }: Code, { start, end }: Span): Entry {
  let from = start;
  while (from < end && isOp(tokens[from], '*')) from++;
  for (let i = from; i < end; i++) {
    const close = closes[i] ?? -1;
    if (close > i) i = close;
    else if (isName(tokens[i], 'for')) {
      return { value: { start: from, end: i }, spread: false };
    }
  }
  return { value: { start: from, end }, spread: from > start };
}

/** The bracket that a table opens with, or that of a call's arguments; -1 for anything else. */
function opens({ names: { code }, start, end }: Node): number {
  if (code.closes[start] === end - 1) return start;
  for (let i = start; i < Math.min(end, start + 12); i++) {
    const close = code.closes[i] ?? -1;
    if (close === end - 1) return i;
    if (close > i) i = close;
  }
  return -1;
}

/** What the table holds under a key, or everything it holds where the key is not known. */
export function membersOf(
  walk: Walk,
  node: Node,
  key: string | number | undefined,
  depth: number,
): Found[] {
  const open = opens(node);
  const entries = entriesOf(node.names, open);
  if (depth < 0 || !walk.spend(entries.length)) return [];
  // A call holds what its arguments name; only of `dict` are they members.
  const isCall = open > node.start && !isName(node.names.code.tokens[open - 1], 'dict');
  if (isCall && typeof key !== 'string') return [];
  const isMap = entries.some((entry) => entry.key !== undefined || entry.name !== undefined);
  const wanted = entries.filter(({ name, spread }, index) => {
    if (spread || key === undefined) return true;
    return isMap ? name === key : index === key;
  });
  return wanted.flatMap(({ value, spread }) => {
    const found = walk.follow(within(node, value), depth - 1);
    if (!spread) return found;
    return found.filter(isNode).flatMap((other) => membersOf(walk, other, key, depth - 1));
  });
}

/**
 * What a loop over something meets, and of that the part at a path: `for key, value in table.items()`
 * has `value` at `[1]`.
 */
export function elementsOf(
  walk: Walk,
  found: readonly Found[],
  path: readonly number[],
  depth: number,
): Found[] {
  return found.flatMap((one) => {
    if (!isNode(one)) return [one];
    if (depth < 0) return [];
    const open = opens(one);
    if (open > one.start) return iterated(walk, one, { open, path }, depth);
    const entries = entriesOf(one.names, open);
    if (!walk.spend(entries.length)) return [];
    const isMap = isOp(one.names.code.tokens[open], '{') && entries.some(({ key }) => key);
    const elements = entries.flatMap(({ key, value, spread }) => {
      const inner = walk.follow(within(one, isMap && key ? key : value), depth - 1);
      return spread ? elementsOf(walk, inner, [], depth - 1) : inner;
    });
    return partOf(walk, elements, path, depth);
  });
}

/** Of each thing the part at a path: an element of a tuple, an element of that. */
export function partOf(
  walk: Walk,
  found: readonly Found[],
  path: readonly number[],
  depth: number,
): Found[] {
  const [index, ...rest] = path;
  if (index === undefined) return [...found];
  const parts = found.filter(isNode).flatMap((node) => membersOf(walk, node, index, depth - 1));
  return partOf(walk, parts, rest, depth - 1);
}

interface Iterated {
  readonly open: number;
  readonly path: readonly number[];
}

// `enumerate(x)`, `zip(a, b)`, `table.items()`, `sorted(x)`.
function iterated(walk: Walk, node: Node, { open, path }: Iterated, depth: number): Found[] {
  const { code } = node.names;
  const name = code.tokens[open - 1]?.text ?? '';
  const base = within(node, { start: node.start, end: open - 2 });
  const [first = 0, ...rest] = path;
  const each = (at: number, inner: readonly number[]) => {
    const arg = entriesOf(node.names, open)[at]?.value;
    const over = arg ? walk.follow(within(node, arg), depth - 1) : [];
    return elementsOf(walk, over, inner, depth - 1);
  };
  switch (name) {
    case 'items': {
      const tables = walk.follow(base, depth - 1).filter(isNode);
      if (first === 0) return elementsOf(walk, tables, rest, depth - 1);
      const held = tables.flatMap((table) => membersOf(walk, table, undefined, depth - 1));
      return partOf(walk, held, rest, depth - 1);
    }
    case 'values': {
      const tables = walk.follow(base, depth - 1).filter(isNode);
      const held = tables.flatMap((table) => membersOf(walk, table, undefined, depth - 1));
      return partOf(walk, held, path, depth - 1);
    }
    case 'keys':
    case 'copy':
      return elementsOf(walk, walk.follow(base, depth - 1), path, depth - 1);
    case 'enumerate':
      return first === 1 ? each(0, rest) : [];
    case 'zip':
    case 'product':
      return each(first, rest);
    case 'sorted':
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
    case 'reversed':
    case 'iter':
    case 'tqdm':
    case 'track':
    case 'cycle':
      return each(0, path);
    default:
      return [];
  }
}
