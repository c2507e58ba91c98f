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
