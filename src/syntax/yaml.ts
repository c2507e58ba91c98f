import type { Node, Pair, Scalar } from 'yaml';
import { lazy } from './lazy.ts';
import { type LineAndColumn, placeIndex } from './lines.ts';
import type { Parsed } from './parsed.ts';

const yaml = lazy((require) => require('yaml') as typeof import('yaml'));

/**
 * A YAML value that remembers its line and, for scalars, how it was written: `version: 7.10` is the
 * text `7.10`, never the number 7.1. Maps keep their order; aliases and merges (`<<`) are resolved.
 */
export type YamlNode =
  | ({
      readonly kind: 'scalar';
      readonly text: string;
      readonly quoted: boolean;
    } & LineAndColumn)
  | ({ readonly kind: 'list'; readonly items: readonly YamlNode[] } & LineAndColumn)
  | ({ readonly kind: 'map'; readonly entries: ReadonlyMap<string, YamlEntry> } & LineAndColumn);

/** One key of a map: where the key stands, and its value. */
export interface YamlEntry {
  readonly keyLine: number;
  readonly keyColumn: number;
  readonly value: YamlNode;
}

/** Flow collections nested deeper, lines longer or indented further are no file people wrote. */
const MAX_FLOW_DEPTH = 100;
const MAX_LINE = 100_000;
const MAX_INDENT = 400;
const MAX_QUOTES = 20_000;

/** Most nodes one document may expand to; aliases let a small file claim billions. */
const MAX_NODES = 200_000;

/**
 * Parses every document of a YAML text. Unknown tags (`!reference`) are kept as their plain value.
 * A text with errors is a failure naming the first one; a key twice in one map is one where keys must
 * be unique, as in files for us; an empty document gives an empty list.
 */
export function parseYaml(
  text: string,
  { uniqueKeys = false }: { readonly uniqueKeys?: boolean } = {},
): Parsed<readonly YamlNode[]> {
  if (isHostile(text)) {
    return { ok: false, message: 'nested too deeply, or lines too long, for a file people wrote' };
  }
  const { parseAllDocuments, LineCounter } = yaml();
  const counter = new LineCounter();
  const placeAt = placeIndex(text);
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: counter,
      merge: true,
      uniqueKeys,
      logLevel: 'silent',
    });
    const roots: YamlNode[] = [];
    const budget: Budget = { left: MAX_NODES, anchors: new Map() };
    for (const document of 'empty' in documents ? [] : documents) {
      const error = document.errors[0];
      if (error) {
        return {
          ok: false,
          message: error.message.split(/ at line |\n/)[0] ?? 'invalid YAML',
          line: placeAt(error.pos[0]).line,
        };
      }
      budget.anchors.clear();
      if (document.contents) roots.push(convert(document.contents, placeAt, budget, 0));
    }
    return { ok: true, value: roots };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

// The parser recurses with each level, and V8 aborts the process, beyond any catch, when a regular
// expression has to be compiled at the end of the stack; on long runs of quotes its time is quadratic.
function isHostile(text: string): boolean {
  let depth = 0;
  let lineStart = -1;
  let indent = 0;
  let quotes = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10) {
      lineStart = i;
      indent = 0;
      quotes = 0;
    } else if (char === 91 || char === 123) depth++;
    else if ((char === 93 || char === 125) && depth > 0) depth--;
    else if (char === 34 || char === 39) quotes++;
    // Blanks, `-` and `?` at the start of a line all open levels: `- - - x`.
    else if ((char === 32 || char === 45 || char === 63) && i - lineStart - 1 === indent) indent++;
    if (depth > MAX_FLOW_DEPTH || indent > MAX_INDENT || quotes > MAX_QUOTES) return true;
    if (i - lineStart > MAX_LINE) return true;
  }
  return false;
}

/** What is left to expand, and the nodes that aliases name; the last anchor of a name counts. */
type Budget = { left: number; readonly anchors: Map<string, Node> };

function convert(
  node: unknown,
  placeAt: (offset: number) => LineAndColumn,
  budget: Budget,
  depth: number,
): YamlNode {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  if (--budget.left < 0) throw new Error('too many nodes: aliases expand beyond the bound');
  if (depth > 200) throw new Error('nested too deeply');
  const target = isAlias(node)
    ? budget.anchors.get(node.source)
    : (node as Node | null | undefined);
  if (target && 'anchor' in target && typeof target.anchor === 'string') {
    budget.anchors.set(target.anchor, target);
  }
  const place = placeAt((node as Node | null)?.range?.[0] ?? 0);
  if (isMap(target)) {
    const entries = new Map<string, YamlEntry>();
    for (const pair of target.items as Pair[]) {
      addPair(pair, entries, placeAt, budget, depth);
    }
    return { kind: 'map', entries, ...place };
  }
  if (isSeq(target)) {
    const items = target.items.map((item) => convert(item, placeAt, budget, depth + 1));
    return { kind: 'list', items, ...place };
  }
  if (isScalar(target)) return { kind: 'scalar', ...written(target), ...place };
  return { kind: 'scalar', text: '', quoted: false, ...place };
}

function addPair(
  pair: Pair,
  entries: Map<string, YamlEntry>,
  placeAt: (offset: number) => LineAndColumn,
  budget: Budget,
  depth: number,
): void {
  const { isScalar } = yaml();
  const key = isScalar(pair.key) ? written(pair.key).text : String(pair.key);
  const { line: keyLine, column: keyColumn } = placeAt((pair.key as Node | null)?.range?.[0] ?? 0);
  const value = convert(pair.value, placeAt, budget, depth + 1);
  if (key !== '<<') {
    entries.set(key, { keyLine, keyColumn, value });
    return;
  }
  // A merge brings keys that the map itself does not have.
  const sources = value.kind === 'list' ? value.items : [value];
  for (const source of sources) {
    if (source.kind !== 'map') continue;
    for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry);
  }
}

function written(scalar: Scalar): { text: string; quoted: boolean } {
  const quoted = scalar.type !== undefined && scalar.type !== 'PLAIN';
  if (quoted) return { text: String(scalar.value ?? ''), quoted };
  // `source` is the scalar as written: 7.10 stays 7.10. An absent value has none.
  return { text: scalar.source ?? (scalar.value == null ? '' : String(scalar.value)), quoted };
}

/** The value under a key of a map, or undefined. */
export function get(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined;
}

/** The text of a scalar that is not empty or null, else undefined. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (!node.quoted && (node.text === '' || node.text === 'null' || node.text === '~'))
    return undefined;
  return node.text;
}

/** The items of a list; a lone scalar or map counts as a list of one, as YAML's users expect. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (!node) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The entries of a map in order, empty for anything else. */
export function entries(node: YamlNode | undefined): readonly (readonly [string, YamlEntry])[] {
  return node?.kind === 'map' ? [...node.entries] : [];
}
