import { type Interpolated, interpolate, type Lookup } from './interpolate.ts';

/** One variable of a `.env` file. */
export interface EnvEntry {
  readonly name: string;
  readonly value: Interpolated;
  readonly line: number;
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*[=:][ \t]*/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads a `.env` file: `NAME=value` a line, `export` before it, comments after ` #`, values in single
 * quotes as they are, others with variables of earlier lines filled in. Values in quotes may span
 * lines. A later entry of a name replaces an earlier one; lines of another form are passed over.
 */
export function parseDotenv(text: string): EnvEntry[] {
  const lines = text.split(/\r?\n/);
  const entries: EnvEntry[] = [];
  const values = new Map<string, Interpolated>();
  const lookup: Lookup = (name) => values.get(name);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const head = ASSIGNMENT.exec(line);
    if (!head?.[1]) continue;
    const start = at;
    let written = line.slice(head[0].length);
    const quote = /^["']/.exec(written)?.[0];
    if (quote) {
      const last = lineOfClosingQuote(lines, at, head[0].length + 1, quote);
      if (last !== undefined) {
        written = [written, ...lines.slice(at + 1, last + 1)].join('\n');
        at = last;
      }
    }
    const value = readValue(written, lookup);
    values.set(head[1], value);
    entries.push({ name: head[1], value, line: start + 1 });
  }
  return entries;
}

/** The variables of a `.env` file by name, for `interpolate`. */
export function dotenvLookup(entries: readonly EnvEntry[]): Lookup {
  const values = new Map(entries.map(({ name, value }) => [name, value]));
  return (name) => values.get(name);
}

/** Most lines a quoted value may span; a stray quote must not swallow the file. */
const MAX_SPAN = 200;

function lineOfClosingQuote(
  lines: readonly string[],
  from: number,
  column: number,
  quote: string,
): number | undefined {
  for (let at = from; at < Math.min(lines.length, from + MAX_SPAN); at++) {
    if (closingQuote(lines[at] ?? '', at === from ? column : 0, quote) >= 0) return at;
  }
  return undefined;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function readValue(written: string, lookup: Lookup): Interpolated {
  const quote = written[0] === '"' || written[0] === "'" ? written[0] : undefined;
  const end = quote ? closingQuote(written, 1, quote) : -1;
  if (quote === "'" && end > 0) return { text: written.slice(1, end), unresolved: [] };
  if (quote === '"' && end > 0) {
    const inner = interpolate(written.slice(1, end), lookup, 'backslash');
    const text = inner.text.replace(/\\(.)/gs, (_, char: string) => ESCAPES[char] ?? char);
    return { ...inner, text };
  }
  const comment = /(?:^|[ \t])#/.exec(written);
  return interpolate(written.slice(0, comment?.index).trim(), lookup, 'backslash');
}
