import type { AliasDoubt, Aliases, AliasGuess } from '../model/knowledge.ts';
import { foldName } from './names.ts';

/** Whose words a name is in: a registry's own, or anybody's. */
export type Dialect = 'any' | 'npm' | 'pypi' | 'huggingface';

type Entry =
  | { readonly kind: 'name'; readonly expression: string }
  | ({ readonly kind: 'guess' } & AliasGuess & { readonly confidence: 'medium' | 'low' })
  | ({ readonly kind: 'undecidable' } & AliasDoubt);

/** Finds what an alias table says of a name, however it is cased and punctuated. */
export interface AliasIndex {
  has(name: string): boolean;
  get(name: string): Entry | undefined;
}

const built = new WeakMap<Aliases, Map<Dialect, AliasIndex>>();

/** The names of one dialect, indexed once per table. */
export function aliasIndex(aliases: Aliases, dialect: Dialect): AliasIndex {
  const known = built.get(aliases) ?? new Map<Dialect, AliasIndex>();
  built.set(aliases, known);
  const index = known.get(dialect) ?? build(aliases, dialect);
  known.set(dialect, index);
  return index;
}

function build(aliases: Aliases, dialect: Dialect): AliasIndex {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of Object.entries(own(aliases.undecidable, dialect))) {
    entries.set(foldName(name), { kind: 'undecidable', ...entry });
  }
  for (const [name, entry] of Object.entries(own(aliases.guesses, dialect))) {
    entries.set(foldName(name), { kind: 'guess', confidence: 'low', ...entry });
  }
  for (const [name, expression] of Object.entries(own(aliases.names, dialect))) {
    entries.set(foldName(name), { kind: 'name', expression });
  }
  return {
    has: (name) => entries.has(foldName(name)),
    get: (name) => entries.get(foldName(name)),
  };
}

function own<T>(table: Readonly<Record<string, T>>, dialect: Dialect): T | Record<string, never> {
  return table[dialect] ?? {};
}
