import {
  argument,
  argumentsOf,
  type Code,
  chainOf,
  isName,
  isOp,
  literal,
  MAX_PARTS,
  partsOf,
  type Span,
} from './calls.ts';
import { type Binding, lookUp, type Names } from './python-names.ts';
import { elementsOf, membersOf, partOf } from './python-tables.ts';
import { formatted, interpolated, joinedBy, operands, percent, sum } from './python-text.ts';
import {
  type Found,
  isNode,
  MAX_VALUES,
  type Modules,
  type Node,
  placeOf,
  type Value,
  type Walk,
  within,
} from './python-walk.ts';

/** Steps left for the expressions of a file; where they, or those of one expression, first ran out. */
interface Budget {
  left: number;
  exceeded: number | undefined;
}

/** Expressions looked at for one argument, and how deep one may stand in another. */
const MAX_STEPS = 5000;
const MAX_DEPTH = 40;

/** What the expressions of a file are read with. */
export interface Reading {
  readonly names: Names;
  readonly modules: Modules;
  readonly budget: Budget;
}

/**
 * The literal strings an expression may come to; empty when it is computed in a way not followed.
 * What is written in another file is placed where it is used.
 */
export function valuesOf({ names, modules, budget }: Reading, span: Span): Value[] {
  const written = literal(names.code, span);
  if (written) return [written];
  const walk = new Follower(names, modules, budget);
  const at = names.code.tokens[span.start]?.at ?? 0;
  walk.at = at;
  return walk
    .follow({ names, start: span.start, end: span.end }, MAX_DEPTH)
    .flatMap((found) => (isNode(found) ? [] : [found.at < 0 ? { text: found.text, at } : found]))
    .slice(0, MAX_VALUES);
}

class Follower implements Walk {
  readonly root: Names;
  readonly modules: Modules;
  readonly budget: Budget;
  left = MAX_STEPS;
  /** Where the expression begins. */
  at = 0;
  /** What bindings came to; nothing yet while they are being followed, so that names that name each other end. */
  readonly known = new Map<Binding, readonly Found[]>();

  constructor(root: Names, modules: Modules, budget: Budget) {
    this.root = root;
    this.modules = modules;
    this.budget = budget;
  }

  spend(steps: number): boolean {
    this.left -= steps;
    this.budget.left -= steps;
    if (this.left >= 0 && this.budget.left >= 0) return true;
    this.budget.exceeded ??= this.at;
    return false;
  }

  follow(node: Node, depth: number): Found[] {
    const { code } = node.names;
    if (node.end <= node.start) return [];
    const written = literal(code, node);
    if (written) return [{ text: written.text, at: placeOf(this, node) }];
    if (depth < 0 || !this.spend(1)) return [];
    const parts = partsOf(code, node);
    if (!parts) return [];
    const choices = alternatives(code, node, parts);
    if (choices.length !== 1) {
      return choices
        .flatMap((part) => this.follow(within(node, part), depth - 1))
        .slice(0, MAX_VALUES);
    }
    const sums = operands(node, parts, '+');
    if (sums.length > 1) return sum(this, node, sums, depth);
    const formats = operands(node, parts, '%');
    if (formats.length === 2) return percent(this, node, formats, depth);
    if (code.tokens[node.start]?.kind === 'string' && parts.length === node.end - node.start) {
      return interpolated(this, node, depth);
    }
    return parts.length === 1 ? this.atom(node, depth) : this.postfix(node, parts, depth);
  }

  // A name, or what one pair of brackets encloses.
  atom(node: Node, depth: number): Found[] {
    const { names, start, end } = node;
    const token = names.code.tokens[start];
    if (token?.kind === 'name') return this.named(names, start, [token.text], depth);
    if (token?.kind !== 'op' || names.code.closes[start] !== end - 1) return [];
    const inside = within(node, { start: start + 1, end: end - 1 });
    const isTable = !isOp(token, '(') || isOp(names.code.tokens[nextPart(names.code, inside)], ',');
    return isTable ? [node] : this.follow(inside, depth - 1);
  }

  // `x.name`, `x[key]`, `x(…)`: the last part tells which.
  postfix(node: Node, parts: readonly number[], depth: number): Found[] {
    const { names, start } = node;
    const { tokens } = names.code;
    if (isName(tokens[start], 'await')) {
      return this.follow(within(node, { start: start + 1, end: node.end }), depth - 1);
    }
    const last = parts.at(-1) ?? start;
    const token = tokens[last];
    if (isOp(token, '[')) return this.indexed(node, last, depth);
    if (isOp(token, '(')) return this.called(node, last, depth);
    if (token?.kind !== 'name' || !isOp(tokens[last - 1], '.')) return [];
    const chain = chainOf(names.code, node);
    if (chain) return this.named(names, start, chain, depth);
    const base = this.follow({ names, start, end: last - 1 }, depth - 1);
    return this.attribute(names, base, token.text, depth);
  }

  named(names: Names, at: number, chain: readonly string[], depth: number): Found[] {
    const [first = '', ...rest] = chain;
    const last = chain.at(-1) ?? '';
    if (depth < 0 || !this.spend(1)) return [];
    const bindings = lookUp(names, at, first);
    if (rest.length === 0 && bindings.length > 0) return this.bound(names, bindings, depth);
    const elsewhere = bindings.length > 0 ? undefined : this.imported(names, chain);
    if (elsewhere) return this.named(elsewhere.names, 0, elsewhere.chain, depth - 1);
    if (rest.length === 0) return this.bound(names, names.attributes.get(first) ?? [], depth);
    const isOwn = first === 'self' || first === 'cls';
    const base = isOwn ? [] : this.named(names, at, chain.slice(0, -1), depth - 1);
    return this.attribute(names, base, last, depth);
  }

  // What an attribute holds: an argument of the call that made it, a key, else what the file assigns to it.
  attribute(names: Names, base: readonly Found[], name: string, depth: number): Found[] {
    const given = base
      .filter(isNode)
      .flatMap((node) => [
        ...membersOf(this, node, name, depth - 1),
        ...(node.names === names ? [] : this.assigned(node.names, name, depth)),
      ]);
    if (given.length > 0) return given;
    const assigned = this.assigned(names, name, depth);
    // `.value` of a member of an enumeration is what it was given.
    return assigned.length === 0 && name === 'value' ? [...base] : assigned;
  }

  assigned(names: Names, name: string, depth: number): Found[] {
    const returned = names.returns.get(name) ?? [];
    return [
      ...this.bound(names, names.attributes.get(name) ?? [], depth),
      ...returned.flatMap((span) => this.follow({ names, ...span }, depth - 1)),
    ];
  }

  bound(names: Names, bindings: readonly Binding[], depth: number): Found[] {
    return bindings.flatMap((binding) => {
      const known = this.known.get(binding);
      if (known) return known;
      this.known.set(binding, []);
      const { start, end, each, path } = binding;
      const found = this.follow({ names, start, end }, depth - 1);
      const parts = each
        ? elementsOf(this, found, path, depth - 1)
        : partOf(this, found, path, depth - 1);
      this.known.set(binding, parts);
      return parts;
    });
  }

  // The file that the first name was imported from, and what of the chain stands there.
  imported(
    names: Names,
    chain: readonly string[],
  ): { names: Names; chain: readonly string[] } | undefined {
    const origin = names.imports.get(chain[0] ?? '');
    if (!origin) return undefined;
    const { module, name } = origin;
    const file = this.modules(names.path, module);
    if (name !== undefined) {
      const within = file?.scopes[0]?.names.has(name) || file?.imports.has(name);
      if (file && (within || file.returns.has(name))) {
        return { names: file, chain: [name, ...chain.slice(1)] };
      }
      const inner = this.modules(
        names.path,
        module.endsWith('.') ? module + name : `${module}.${name}`,
      );
      return inner && chain.length > 1 ? { names: inner, chain: chain.slice(1) } : undefined;
    }
    for (let n = chain.length - 1; n > 0; n--) {
      const inner = this.modules(names.path, [module, ...chain.slice(1, n)].join('.'));
      if (inner) return { names: inner, chain: chain.slice(n) };
    }
    return undefined;
  }

  indexed(node: Node, open: number, depth: number): Found[] {
    const { names, start } = node;
    const { code } = names;
    const name = code.tokens[open - 1]?.text ?? '';
    if (name === 'environ') return [];
    const inner = code.tokens[open + 1];
    const isSingle = code.closes[open] === open + 2;
    const written = literal(code, { start: open + 1, end: code.closes[open] ?? 0 })?.text;
    const key = isSingle && inner?.kind === 'number' ? Number(inner.text) : written;
    const base = this.follow({ names, start, end: open }, depth - 1);
    const added = names.additions.get(name) ?? [];
    return [
      ...base.filter(isNode).flatMap((table) => membersOf(this, table, key, depth - 1)),
      ...added.flatMap((span) => this.follow({ names, ...span }, depth - 1)),
    ];
  }

  called(node: Node, open: number, depth: number): Found[] {
    const { names, start } = node;
    const { code } = names;
    const name = code.tokens[open - 1]?.text ?? '';
    const args = argumentsOf(code, open);
    const pick = (keywords: readonly string[], position?: number): Found[] => {
      const arg = argument(args, keywords, position);
      return arg ? this.follow(within(node, arg), depth - 1) : [];
    };
    const base = () => this.follow({ names, start, end: open - 2 }, depth - 1);
    switch (name) {
      case 'format':
        return formatted(this, node, open, depth);
      case 'join':
        return joinedBy(this, node, open, depth);
      case 'getenv':
      case 'getattr':
        return pick(['default'], name === 'getattr' ? 2 : 1);
      case 'get':
      case 'pop':
      case 'setdefault': {
        const key = args[0] ? literal(code, args[0])?.text : undefined;
        const isTable = !isName(code.tokens[open - 3], 'environ');
        const tables = isTable ? base().filter(isNode) : [];
        const held = tables.flatMap((table) => membersOf(this, table, key, depth - 1));
        return [...held, ...pick(['default'], 1)];
      }
      case 'Field':
      case 'Option':
      case 'Argument':
      case 'Query':
      case 'field':
      case 'str':
        return pick(['default'], 0);
      case 'strip':
      case 'copy':
        return base();
      case 'choice':
      case 'next':
        return elementsOf(this, pick([], 0), [], depth - 1);
      // Streamlit: the options of a choice, the text that is there at first.
      case 'selectbox':
      case 'radio':
      case 'multiselect':
        return elementsOf(this, pick(['options'], 1), [], depth - 1);
      case 'text_input':
        return pick(['value'], 1);
      default:
        return this.result(node, open, depth);
    }
  }

  // What a function of the project gives back, a default by that name, and the call itself.
  result(node: Node, open: number, depth: number): Found[] {
    const { names, start } = node;
    const { code } = names;
    const chain = chainOf(code, { start, end: open });
    const name = chain?.at(-1) ?? code.tokens[open - 1]?.text ?? '';
    const elsewhere = chain ? this.imported(names, chain) : undefined;
    const file = elsewhere?.names ?? names;
    const returned = file.returns.get(elsewhere?.chain.at(-1) ?? name) ?? [];
    const spare = argument(argumentsOf(code, open), ['default']);
    return [
      ...returned.flatMap((span) => this.follow({ names: file, ...span }, depth - 1)),
      ...(spare ? this.follow(within(node, spare), depth - 1) : []),
      node,
    ];
  }
}

// The index of the first comma outside brackets, or the end.
function nextPart({ tokens, closes }: Code, { start, end }: Span): number {
  for (let i = start, n = 0; i < end && n < MAX_PARTS; i++, n++) {
    if (isOp(tokens[i], ',')) return i;
    const close = closes[i] ?? -1;
    if (close > i) i = close;
  }
  return end;
}

// `a or b` gives a and b; `a if test else b` gives them too, without the test; a function gives none.
function alternatives(code: Code, { start, end }: Span, parts: readonly number[]): Span[] {
  const spans: Span[] = [];
  let from = start;
  let inTest = false;
  for (const i of parts) {
    const token = code.tokens[i];
    if (isName(token, 'lambda') || isName(token, 'for')) return [];
    if (!(isName(token, 'or') || isName(token, 'if') || isName(token, 'else'))) continue;
    if (!inTest) spans.push({ start: from, end: i });
    inTest = isName(token, 'if') || (inTest && isName(token, 'or'));
    from = i + 1;
  }
  return [...spans, { start: from, end }];
}
