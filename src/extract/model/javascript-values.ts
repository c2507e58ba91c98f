import { type Code, chainOf, isName, isOp, literal, partsOf, type Span, split } from './calls.ts';
import {
  itemsOf,
  type JsBinding,
  type JsNames,
  keyIn,
  propertiesOf,
  tableOf,
} from './javascript-names.ts';

/** A string that an expression may come to, and where it is written. */
export interface JsValue {
  readonly text: string;
  readonly at: number;
}

/** An array or object of a file. */
interface Table extends Span {
  readonly names: JsNames;
}

type Found = JsValue | Table;

/** Another file of the project, by the name an import in a file gives it. */
export type JsModules = (from: string, module: string) => JsNames | undefined;

/** What the expressions of a file are read with; `budget` is what is left of its steps. */
export interface JsReading {
  readonly names: JsNames;
  readonly modules: JsModules;
  readonly budget: { left: number; exceeded: number | undefined };
}

const MAX_DEPTH = 12;
const MAX_VALUES = 200;
const MAX_LENGTH = 400;

/** The literal strings an expression may come to; empty when it is computed in a way not followed. */
export function javascriptValues(reading: JsReading, span: Span): JsValue[] {
  const written = literal(reading.names.code, span);
  if (written) return [written];
  const at = reading.names.code.tokens[span.start]?.at ?? 0;
  const found = new Follower(reading, at).follow(reading.names, span, MAX_DEPTH);
  return found.flatMap((value) =>
    isTable(value) ? [] : [value.at < 0 ? { text: value.text, at } : value],
  );
}

function isTable(found: Found): found is Table {
  return 'names' in found;
}

function textsOf(found: readonly Found[]): string[] {
  return found.flatMap((one) => (isTable(one) ? [] : [one.text]));
}

class Follower {
  readonly reading: JsReading;
  readonly at: number;
  readonly known = new Map<JsBinding, readonly Found[]>();

  constructor(reading: JsReading, at: number) {
    this.reading = reading;
    this.at = at;
  }

  follow(names: JsNames, span: Span, depth: number): Found[] {
    const { code } = names;
    const { budget } = this.reading;
    if (span.end <= span.start || depth < 0) return [];
    const written = literal(code, span);
    if (written) return [{ text: written.text, at: this.place(names, span) }];
    if (--budget.left < 0) {
      budget.exceeded ??= this.at;
      return [];
    }
    const parts = partsOf(code, span);
    if (!parts) return [];
    const choices = alternatives(code, span, parts);
    const [only] = choices;
    if (choices.length !== 1 || !only || only.start !== span.start || only.end !== span.end) {
      return choices.flatMap((part) => this.follow(names, part, depth - 1)).slice(0, MAX_VALUES);
    }
    const sum = parts.some((i) => isOp(code.tokens[i], '+')) ? split(code, span, '+') : [];
    if (sum.length > 1) return this.joined(names, span, sum, depth);
    if (code.tokens[span.start]?.kind === 'string') return this.template(names, span, parts, depth);
    return this.primary(names, span, parts, depth);
  }

  place(names: JsNames, { start }: Span): number {
    return names === this.reading.names ? (names.code.tokens[start]?.at ?? -1) : -1;
  }

  joined(names: JsNames, span: Span, pieces: readonly Span[], depth: number): JsValue[] {
    let texts = [''];
    for (const piece of pieces) {
      const { tokens } = names.code;
      const isText = piece.end - piece.start === 1 && tokens[piece.start]?.kind === 'string';
      const more = isText
        ? [tokens[piece.start]?.text ?? '']
        : textsOf(this.follow(names, piece, depth - 1));
      texts = texts
        .flatMap((text) => more.map((end) => text + end))
        .filter((text) => text.length <= MAX_LENGTH)
        .slice(0, MAX_VALUES);
    }
    return texts.map((text) => ({ text, at: this.place(names, span) }));
  }

  // `${ORG}/voice`: texts, and between them what was in braces.
  template(names: JsNames, span: Span, parts: readonly number[], depth: number): Found[] {
    const { tokens, closes } = names.code;
    const pieces = parts.map((i) =>
      tokens[i]?.kind === 'string'
        ? { start: i, end: i + 1 }
        : { start: i + 1, end: closes[i] ?? 0 },
    );
    return this.joined(names, span, pieces, depth);
  }

  // A name, a table, `x.name`, `x[key]`, what brackets enclose.
  primary(names: JsNames, span: Span, parts: readonly number[], depth: number): Found[] {
    const { code } = names;
    const { tokens } = code;
    const { start, end } = span;
    const last = parts.at(-1) ?? start;
    if (isName(tokens[start], 'await'))
      return this.follow(names, { start: start + 1, end }, depth - 1);
    if (parts.length === 1 && isOp(tokens[start], '(')) {
      return this.follow(names, { start: start + 1, end: end - 1 }, depth - 1);
    }
    if (parts.length === 1 && tokens[start]?.kind === 'op') return [{ names, start, end }];
    if (parts.length === 1) return this.named(names, tokens[start]?.text ?? '', depth);
    const table = tableOf(code, span);
    if (table) {
      return this.follow(names, table, depth - 1).flatMap((one) =>
        this.members(one, undefined, depth),
      );
    }
    if (isOp(tokens[last], '[') && last > start) {
      const base = this.follow(names, { start, end: last }, depth - 1);
      const key = keyIn(code, last);
      return base.flatMap((one) => this.members(one, key, depth));
    }
    if (tokens[last]?.kind !== 'name' || !isOp(tokens[last - 1], '.')) return [];
    return this.attribute(names, { start, end: last - 1 }, tokens[last]?.text ?? '', depth);
  }

  attribute(names: JsNames, base: Span, name: string, depth: number): Found[] {
    const before = isOp(names.code.tokens[base.end - 1], '?')
      ? { ...base, end: base.end - 1 }
      : base;
    const chain = chainOf(names.code, before);
    const held = this.follow(names, before, depth - 1).flatMap((one) =>
      this.members(one, name, depth),
    );
    if (held.length > 0) return held;
    // Fields of a class are known by their name; a setting of the environment is none of ours.
    return chain?.includes('env') ? [] : this.bound(names, name, depth);
  }

  named(names: JsNames, name: string, depth: number): Found[] {
    const bound = this.bound(names, name, depth);
    const origin = names.imports.get(name);
    if (bound.length > 0 || !origin) return bound;
    const file = this.reading.modules(names.path, origin.module);
    return file ? this.named(file, origin.name, depth - 1) : [];
  }

  bound(names: JsNames, name: string, depth: number): Found[] {
    if (depth < 0) return [];
    return (names.bindings.get(name) ?? []).flatMap((binding) => {
      const known = this.known.get(binding);
      if (known) return known;
      this.known.set(binding, []);
      let found = this.follow(names, binding, depth - 1);
      // Those of `Object.entries` are the values of the table already.
      if (binding.each && !(binding.ofEntries || tableOf(names.code, binding))) {
        found = found.flatMap((one) => this.members(one, undefined, depth));
      }
      this.known.set(binding, found);
      return found;
    });
  }

  // What an array or object holds, under a key where it is known.
  members(found: Found, key: string | undefined, depth: number): Found[] {
    if (!isTable(found)) return [];
    const { names, start, end } = found;
    // Reading a table takes steps by its length.
    this.reading.budget.left -= (end - start) >> 3;
    if (this.reading.budget.left < 0) return [];
    const spans = [
      ...propertiesOf(names.code, found, key === undefined ? undefined : [key]),
      ...(key === undefined ? itemsOf(names.code, found) : []),
    ];
    return spans.flatMap((span) => this.follow(names, span, depth - 1)).slice(0, MAX_VALUES);
  }
}

// `a ?? b` and `a || b` give both, `test ? a : b` what is not the test; types after `as` are left out.
function alternatives(code: Code, { start, end }: Span, parts: readonly number[]): Span[] {
  const { tokens } = code;
  let spans: Span[] = [];
  let from = start;
  let stop = end;
  for (const [n, i] of parts.entries()) {
    const token = tokens[i];
    const next = parts[n + 1] ?? end;
    if (i < from) continue;
    if (isName(token, 'as') || isName(token, 'satisfies')) {
      stop = i;
      break;
    }
    if (isOp(token, '=') && isOp(tokens[next], '>')) return [];
    if (isOp(token, '?') && isOp(tokens[next], '.')) continue;
    const isDouble = isOp(tokens[next], token?.text ?? '') && token?.kind === 'op';
    const cuts = (isOp(token, '?') || isOp(token, '|') || isOp(token, '&')) && isDouble;
    if (cuts) {
      if (!isOp(token, '&')) spans.push({ start: from, end: i });
      from = next + 1;
    } else if (isOp(token, '?')) {
      spans = [];
      from = i + 1;
    } else if (isOp(token, ':')) {
      spans.push({ start: from, end: i });
      from = i + 1;
    }
  }
  return [...spans, { start: from, end: stop }];
}
