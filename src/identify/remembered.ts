import type { ReferenceTables } from './reference-tables.ts';

/** The same function, which remembers its last answer: several ask for the same of one text after another. */
export function remembered<T>(
  read: (text: string, tables: ReferenceTables) => T,
): (text: string, tables: ReferenceTables) => T {
  let last: { text: string; tables: ReferenceTables; answer: T } | undefined;
  return (text, tables) => {
    if (last?.text !== text || last.tables !== tables)
      last = { text, tables, answer: read(text, tables) };
    return last.answer;
  };
}

/** Lines of a text that are remembered. */
const MAX_LINES = 2000;

/** The same function, which remembers its answers: lists have the same lines again and again. */
export function rememberedByLine<T>(read: (line: string) => T): (line: string) => T {
  const byLine = new Map<string, { readonly answer: T }>();
  return (line) => {
    const known = byLine.get(line);
    if (known) return known.answer;
    const answer = read(line);
    if (byLine.size < MAX_LINES) byLine.set(line, { answer });
    return answer;
  };
}
