import type { Canonical } from './canonical.ts';
import type { TextIndex } from './text-index.ts';
import type { Tokens } from './tokens.ts';

/** A text under comparison: its characters, its tokens, its words in the index. */
export interface Reading {
  readonly text: string;
  readonly tokens: Tokens;
  readonly words: Canonical;
  readonly index: TextIndex;
  /** It stands where a license should, so that all it says is about one. */
  readonly isLicense?: boolean;
  /** Beside the licenses in it are titles and copyright lines, and nothing else. */
  readonly isPlain?: boolean;
  /** It was settled that nothing beside the licenses in it adds to them; see `settled.ts`. */
  readonly isSettled?: boolean;
}

/** The characters of some words, as written. */
export function textBetween({ text, tokens, words }: Reading, start: number, end: number): string {
  if (start >= end) return '';
  return text.slice(tokens.starts[words.at[start] ?? 0], tokens.ends[words.at[end - 1] ?? 0]);
}

/** One word of the text, in lower case. */
export function wordAt({ text, tokens, words }: Reading, at: number): string {
  const token = words.at[at] ?? 0;
  return text.slice(tokens.starts[token], tokens.ends[token]).toLowerCase();
}
