import type { Parsed } from '../../syntax/parsed.ts';
import { parseYaml, type YamlNode } from '../../syntax/yaml.ts';

/** A block of a pnpm lockfile: keys in order, each with its line and its text or its own block. */
export type Block = ReadonlyMap<string, Field>;

/** A value and the line of its key. A flow map (`{integrity: …}`) is a text or a block. */
export interface Field {
  readonly line: number;
  readonly value: string | Block;
}

type Open = { readonly indent: number; readonly block: Map<string, Field> };

/**
 * Reads the documents of a pnpm lockfile.
 *
 * The files pnpm writes use a small part of YAML: block maps, scalars of one line, flow collections
 * of one line. Those are read line by line, about a hundred times faster than by a YAML parser;
 * whatever is outside that part sends the whole text to the parser.
 */
export function readBlocks(text: string): Parsed<readonly Block[]> {
  const scanned = scanBlocks(text);
  if (scanned) return { ok: true, value: scanned };
  const parsed = parseYaml(text);
  return parsed.ok ? { ok: true, value: parsed.value.map(blockOf) } : parsed;
}

/** The same from a parsed document, which is what the line scanner must agree with. */
export function blockOf(node: YamlNode): Block {
  const block = new Map<string, Field>();
  if (node.kind !== 'map') return block;
  for (const [key, { keyLine, value }] of node.entries) {
    const text = value.kind === 'scalar' ? value.text : '';
    block.set(key, { line: keyLine, value: value.kind === 'map' ? blockOf(value) : text });
  }
  return block;
}

/** Scans a text line by line; `undefined` when it holds YAML that pnpm does not write. */
export function scanBlocks(text: string): readonly Block[] | undefined {
  const scanner = new BlockScanner();
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    line++;
    const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (last > start && !scanner.take(text.slice(start, last), line)) return undefined;
    start = end + 1;
  }
  return scanner.documents();
}

class BlockScanner {
  private readonly roots: Map<string, Field>[] = [];
  private stack: Open[] = [];
  /** The key whose value may follow on deeper lines. */
  private pending: { key: string; line: number; indent: number } | undefined;
  /** Lines deeper than this belong to a text or list that is not needed. */
  private skipBelow = -1;
  /** A key written as `? key`, whose value follows as `: …`. */
  private explicit: { key: string; line: number; indent: number } | undefined;

  documents(): readonly Block[] {
    return this.roots;
  }

  /** Takes a line that is not empty; false if it is not understood. */
  take(source: string, line: number): boolean {
    let indent = 0;
    while (source.charCodeAt(indent) === 32) indent++;
    const content = source.slice(indent).trimEnd();
    if (this.skipBelow >= 0) {
      if (content === '' || indent > this.skipBelow) return true;
      this.skipBelow = -1;
    }
    if (content === '' || content.startsWith('#')) return true;
    if (indent === 0 && content === '---') {
      this.endDocument();
      return true;
    }
    if (content.startsWith('\t')) return false;
    if (content.startsWith('- ')) return this.skipList(indent);
    if (content.startsWith('? ')) return this.explicitKey(content, indent, line);
    if (this.explicit) return this.explicitValue(content, indent, line);
    return this.member(content, indent, line);
  }

  private endDocument(): void {
    this.stack = [];
    this.pending = undefined;
  }

  // A list may stand as deep as its key. What follows it is again a key of the same block.
  private skipList(indent: number): boolean {
    if (!this.pending || indent < this.pending.indent) return false;
    this.skipBelow = this.pending.indent;
    return indent > this.pending.indent;
  }

  private explicitKey(content: string, indent: number, line: number): boolean {
    const key = this.explicit ? undefined : unquote(content.slice(2));
    if (key === undefined) return false;
    this.explicit = { key, line, indent };
    return true;
  }

  // `: dependencies:` opens the block of the key two columns further in.
  private explicitValue(content: string, indent: number, line: number): boolean {
    const explicit = this.explicit;
    this.explicit = undefined;
    if (!explicit || !content.startsWith(': ') || indent !== explicit.indent) return false;
    if (!this.add(explicit.key, '', explicit)) return false;
    this.pending = explicit;
    return /^: [{['"|>&*!]/.test(content) ? false : this.member(content.slice(2), indent + 2, line);
  }

  private member(content: string, indent: number, line: number): boolean {
    const split = splitMember(content);
    if (!split) return false;
    const place = { key: split.key, line, indent };
    if (split.value === '') {
      if (!this.add(split.key, '', place)) return false;
      this.pending = place;
      return true;
    }
    if (/^[|>][-+0-9]*$/.test(split.value)) {
      this.skipBelow = indent;
      return this.add(split.key, '', place);
    }
    const text = scalar(split.value);
    return text !== undefined && this.add(split.key, text, place);
  }

  private add(key: string, value: string, at: { line: number; indent: number }): boolean {
    const block = this.blockAt(at.indent);
    block?.set(key, { line: at.line, value });
    this.pending = undefined;
    return block !== undefined;
  }

  private blockAt(indent: number): Map<string, Field> | undefined {
    let top = this.stack.at(-1);
    while (top && top.indent > indent) {
      this.stack.pop();
      top = this.stack.at(-1);
    }
    if (top?.indent === indent) return top.block;
    const block = new Map<string, Field>();
    if (!top) {
      if (indent !== 0 || this.stack.length > 0) return undefined;
      this.roots.push(block);
    } else {
      const { pending } = this;
      if (!pending || pending.indent !== top.indent) return undefined;
      top.block.set(pending.key, { line: pending.line, value: block });
    }
    this.stack.push({ indent, block });
    return block;
  }
}

function splitMember(content: string): { key: string; value: string } | undefined {
  const first = content[0] ?? '';
  let end: number;
  if (first === "'" || first === '"') {
    end = first === "'" ? singleEnd(content) : doubleEnd(content);
    if (end < 0 || content[end + 1] !== ':') return undefined;
    end++;
  } else {
    if (/[&*!|>%@`[\]{},?<]/.test(first)) return undefined;
    const colon = content.indexOf(': ');
    if (colon < 0 && !content.endsWith(':')) return undefined;
    end = colon < 0 ? content.length - 1 : colon;
    if (content.slice(0, end).includes(' #')) return undefined;
  }
  const after = content.slice(end + 1);
  if (after !== '' && !after.startsWith(' ')) return undefined;
  const key = unquote(content.slice(0, end));
  return key === undefined ? undefined : { key, value: after.trim() };
}

function singleEnd(text: string): number {
  for (let i = 1; i < text.length; i++) {
    if (text[i] !== "'") continue;
    if (text[i + 1] !== "'") return i;
    i++;
  }
  return -1;
}

function doubleEnd(text: string): number {
  for (let i = 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

function unquote(text: string): string | undefined {
  if (text.startsWith("'")) {
    return singleEnd(text) === text.length - 1
      ? text.slice(1, -1).replaceAll("''", "'")
      : undefined;
  }
  if (!text.startsWith('"')) return text.trimEnd();
  if (doubleEnd(text) !== text.length - 1) return undefined;
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

// Flow collections stay as written: only their `tarball`, `repo` and `commit` are ever asked for.
function scalar(text: string): string | undefined {
  if (text.startsWith('{')) return text.endsWith('}') ? text : undefined;
  if (text.startsWith('[')) return text.endsWith(']') ? text : undefined;
  const quoted = text.startsWith("'") || text.startsWith('"');
  if (!quoted && /^[&*!%@`|>]|: |:$| #/.test(text)) return undefined;
  return unquote(text);
}

/** The block under a key, empty if there is none. */
export function blockIn(block: Block, key: string): Block {
  const value = block.get(key)?.value;
  return value === undefined || typeof value === 'string' ? EMPTY : value;
}

const EMPTY: Block = new Map();

/** The text under a key, unless it is empty. */
export function textIn(block: Block, key: string): string | undefined {
  const value = block.get(key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text inside a field, whether that is a block or a flow map of one line. */
export function memberOf(field: Field | undefined, key: string): string | undefined {
  if (!field) return undefined;
  if (typeof field.value !== 'string') return textIn(field.value, key);
  if (!field.value.includes(`${key}:`)) return undefined;
  const at = field.value.search(new RegExp(`[{,]\\s*${key}:\\s`));
  if (at < 0) return undefined;
  const rest = field.value.slice(field.value.indexOf(':', at) + 1).trimStart();
  if (rest.startsWith("'")) return rest.slice(1, singleEnd(rest)).replaceAll("''", "'");
  return /^[^,}]*/.exec(rest)?.[0].trim() || undefined;
}
