import { isOp, type Span, split } from './calls.ts';
import { entriesOf } from './python-tables.ts';
import {
  type Found,
  isNode,
  MAX_VALUES,
  type Node,
  placeOf,
  textsOf,
  type Value,
  type Walk,
  within,
} from './python-walk.ts';

/** Pieces of a text, each with what it may be; one that is not known leaves the whole unknown. */
type Pieces = readonly (readonly string[])[];

/** More characters than any id has are no id. */
const MAX_LENGTH = 400;

function joined(pieces: Pieces): string[] {
  let texts = [''];
  for (const piece of pieces) {
    texts = texts.flatMap((text) => piece.map((more) => text + more)).slice(0, MAX_VALUES);
  }
  return texts.filter((text) => text.length <= MAX_LENGTH);
}

function valued(walk: Walk, node: Node, texts: readonly string[]): Value[] {
  const at = placeOf(walk, node);
  return texts.map((text) => ({ text, at }));
}

// A template cut at its placeholders; what stands in them is asked for by a name or a number.
function filled(
  template: string,
  placeholder: RegExp,
  fill: (key: string, index: number) => readonly string[],
): string[] {
  if (template.length > MAX_LENGTH) return [];
  const pieces: (readonly string[])[] = [];
  let from = 0;
  let index = 0;
  for (const match of template.matchAll(placeholder)) {
    const [whole, key = ''] = match;
    pieces.push([template.slice(from, match.index)]);
    // `{{`, `}}` and `%%` are the sign itself.
    const isSign = whole.length === 2 && whole[0] === whole[1];
    pieces.push(isSign ? [whole.slice(1)] : fill(key, index++));
    from = match.index + whole.length;
  }
  return joined([...pieces, [template.slice(from)]]);
}

/** Strings side by side, some of them with names in braces: `f"{ORG}/voice"`. */
export function interpolated(walk: Walk, node: Node, depth: number): Value[] {
  const { names, start, end } = node;
  const pieces: (readonly string[])[] = [];
  for (let i = start; i < end; i++) {
    const token = names.code.tokens[i];
    if (token?.kind !== 'string') return [];
    const named = (key: string) => {
      const chain = /^\s*([A-Za-z_][\w.]{0,100}?)\s*(?:!s)?$/.exec(key)?.[1]?.split('.');
      return chain ? textsOf(walk.named(names, i, chain, depth - 1)) : [];
    };
    pieces.push(token.plain ? [token.text] : filled(token.text, /\{\{|\}\}|\{([^{}]*)\}/g, named));
  }
  return valued(walk, node, joined(pieces));
}

/** `a + b`, of strings or of lists. */
export function sum(walk: Walk, node: Node, parts: readonly Span[], depth: number): Found[] {
  const found = parts.map((part) => walk.follow(within(node, part), depth - 1));
  const texts = valued(walk, node, joined(found.map(textsOf)));
  return [...texts, ...found.flat().filter(isNode)];
}

/** `"%s/voice" % org`, with one value, a tuple or a dictionary. */
export function percent(walk: Walk, node: Node, [left, right]: Span[], depth: number): Value[] {
  if (!left || !right) return [];
  const { names } = node;
  const isTable = names.code.closes[right.start] === right.end - 1;
  const entries = isTable ? entriesOf(names, right.start) : [];
  const fill = (key: string, index: number) => {
    const entry = key === '' ? entries[index] : entries.find(({ name }) => name === key);
    const span = isTable ? entry?.value : right;
    return span ? textsOf(walk.follow(within(node, span), depth - 1)) : [];
  };
  const templates = textsOf(walk.follow(within(node, left), depth - 1));
  const placeholder = /%%|%(?:\((\w{1,40})\))?[sdr]/g;
  return valued(
    walk,
    node,
    templates.flatMap((template) => filled(template, placeholder, fill)),
  );
}

/** `"{}/voice".format(org)`; `open` is the bracket of its arguments. */
export function formatted(walk: Walk, node: Node, open: number, depth: number): Value[] {
  const { names, start } = node;
  const entries = entriesOf(names, open);
  const fill = (key: string, index: number) => {
    const entry = /^\d*$/.test(key)
      ? entries[key === '' ? index : Number(key)]
      : entries.find(({ name }) => name === key);
    return entry ? textsOf(walk.follow(within(node, entry.value), depth - 1)) : [];
  };
  const templates = textsOf(walk.follow({ names, start, end: open - 2 }, depth - 1));
  return valued(
    walk,
    node,
    templates.flatMap((template) => filled(template, /\{\{|\}\}|\{(\w{0,40})\}/g, fill)),
  );
}

/** `"/".join([a, b])`. */
export function joinedBy(walk: Walk, node: Node, open: number, depth: number): Value[] {
  const { names, start } = node;
  const [list] = entriesOf(names, open);
  if (!list || names.code.closes[list.value.start] !== list.value.end - 1) return [];
  const between = textsOf(walk.follow({ names, start, end: open - 2 }, depth - 1)).slice(0, 1);
  const entries = entriesOf(names, list.value.start).slice(0, 6);
  const pieces = entries.flatMap(({ value }, index) => {
    const texts = textsOf(walk.follow(within(node, value), depth - 1));
    return index === 0 ? [texts] : [between, texts];
  });
  return entries.length > 1 ? valued(walk, node, joined(pieces)) : [];
}

/** A stretch cut at an operator that stands outside brackets. */
export function operands(node: Node, parts: readonly number[], operator: string): Span[] {
  const { code } = node.names;
  return parts.some((i) => isOp(code.tokens[i], operator)) ? split(code, node, operator) : [];
}
