/** What parsing a whole file gave: its value, or the first thing wrong with it and the line it is on. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly line?: number };
