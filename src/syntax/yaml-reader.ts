import type { LineAndColumn } from './lines.ts';
import { didYouMean } from './nearest.ts';
import { textOf, type YamlNode } from './yaml.ts';

/** Something wrong in a YAML file a person wrote, with the line and what to do. */
export interface Issue {
  readonly path: string;
  readonly line: number;
  /** From 1; left out where the whole line, or the whole file, is meant. */
  readonly column?: number;
  readonly message: string;
}

/** An issue as editors and terminals link to it: `rules/a.yaml:3:7: …`. */
export function issueText({ path, line, column, message }: Issue): string {
  return `${path}:${line}${column === undefined ? '' : `:${column}`}: ${message}`;
}

/**
 * Reads a YAML file that has a shape: every deviation becomes an issue with its line and, for
 * unknown names, the nearest valid one. Readings after an issue give an empty value, so that one
 * run shows all issues.
 */
export class YamlReader {
  readonly issues: Issue[] = [];
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Records an issue at a node, or at line 1 where there is none. */
  issue(node: LineAndColumn | number | undefined, message: string): void {
    const { path } = this;
    if (typeof node === 'object') {
      const { line, column } = node;
      this.issues.push({ path, line, column, message });
    } else this.issues.push({ path, line: node ?? 1, message });
  }

  /** Records that a value is not what it must be; that it is missing was told, with its place, by `shape`. */
  private misread(node: YamlNode | undefined, message: string): void {
    if (node !== undefined || this.issues.length === 0) this.issue(node, message);
  }

  /** The members of a map with only these keys; missing required ones and unknown ones are issues. */
  shape<R extends string = never, O extends string = never>(
    node: YamlNode | undefined,
    what: string,
    keys: { readonly required?: readonly R[]; readonly optional?: readonly O[] },
  ): Partial<Record<R | O, YamlNode>> {
    const known: readonly string[] = [...(keys.required ?? []), ...(keys.optional ?? [])];
    const found: Partial<Record<string, YamlNode>> = {};
    if (node?.kind !== 'map') {
      this.issue(node, `${what} must be a map with ${known.join(', ')}`);
      return found as Partial<Record<R | O, YamlNode>>;
    }
    for (const [key, { keyLine, keyColumn, value }] of node.entries) {
      const place = { line: keyLine, column: keyColumn };
      if (known.includes(key)) found[key] = value;
      else this.issue(place, `unknown key "${key}" in ${what}${didYouMean(key, known)}`);
    }
    for (const key of keys.required ?? []) {
      if (!found[key]) this.issue(node, `${what} has no "${key}"`);
    }
    return found as Partial<Record<R | O, YamlNode>>;
  }

  /** The entries of a map whose keys are free, with where the keys stand; anything else is an issue. */
  record(node: YamlNode | undefined, what: string): [string, YamlNode, LineAndColumn][] {
    if (node === undefined) return [];
    if (node.kind !== 'map') {
      this.issue(node, `${what} must be a map`);
      return [];
    }
    return [...node.entries].map(([key, { value, keyLine, keyColumn }]) => [
      key,
      value,
      { line: keyLine, column: keyColumn },
    ]);
  }

  /** The items of a list; anything else is an issue. */
  list(node: YamlNode | undefined, what: string): readonly YamlNode[] {
    if (node === undefined) return [];
    if (node.kind === 'list') return node.items;
    this.issue(node, `${what} must be a list`);
    return [];
  }

  /** A text that is not empty. */
  text(node: YamlNode | undefined, what: string): string {
    const text = textOf(node);
    if (text === undefined || text.trim() === '') {
      this.misread(node, `${what} must be a text that is not empty`);
      return '';
    }
    return text.trim();
  }

  /** A list of texts; one text alone counts as a list of one. */
  texts(node: YamlNode | undefined, what: string): readonly string[] {
    if (node === undefined) return [];
    if (node.kind === 'scalar') return [this.text(node, what)];
    return this.list(node, what).map((item) => this.text(item, what));
  }

  /** One of a closed set of names. */
  oneOf<T extends string>(
    node: YamlNode | undefined,
    names: readonly T[],
    what: string,
  ): T | undefined {
    const text = this.text(node, what);
    const found = names.find((name) => name === text);
    if (found === undefined && text !== '') {
      this.issue(
        node,
        `unknown ${what} "${text}"${didYouMean(text, names)} (one of ${names.join(', ')})`,
      );
    }
    return found;
  }

  /** A finite number; `_` may group digits, `700_000_000`. */
  number(node: YamlNode | undefined, what: string): number {
    const text = textOf(node);
    const value = text === undefined ? Number.NaN : Number(text.replace(/(?<=\d)_(?=\d)/g, ''));
    if (Number.isFinite(value)) return value;
    this.misread(node, `${what} must be a number`);
    return 0;
  }

  /** A calendar date `YYYY-MM-DD`. */
  date(node: YamlNode | undefined, what: string): string {
    const text = textOf(node) ?? '';
    if (isCalendarDate(text)) return text;
    this.misread(node, `${what} must be a date, YYYY-MM-DD`);
    return '';
  }
}

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
