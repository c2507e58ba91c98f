import { hashWord } from './characters.ts';

/** Word hash → word id, and what sort of word it is. */
export interface Vocabulary extends WordTable {
  /** Bits of `WORD` for each id; 0 for words unknown here. */
  readonly flags: Uint8Array;
  /** Ids of the words around blanks for names. */
  readonly known: Readonly<Record<KnownWord, number>>;
}

const KNOWN = [
  ...(['neither', 'the', 'name', 'names', 'nor', 'event', 'shall', 'will', 'be'] as const),
  ...(['liable', 'provided', 'by', 'as', 'is', 'and', 'disclaims', 'all'] as const),
  ...(['of', 'contributors'] as const),
] as const;
type KnownWord = (typeof KNOWN)[number];

/** What sort of word an id is. */
export const WORD = {
  /** May change what a license grants or asks. */
  operative: 1,
  /** Articles, prepositions, forms of "be". */
  filler: 2,
  /** What is licensed: software, program, library … */
  object: 4,
  /** Begins a run that holds a name; see `canonicalize`. */
  trigger: 8,
  /** "and", "or". */
  conjunction: 16,
} as const;

const VOCABULARY_SLOTS = 1 << 16;

/** Words by their hash, open addressing: a hash and an id in each slot, id 0 where it is free. */
export interface WordTable {
  readonly slots: Int32Array;
  readonly ids: Uint16Array;
}

/** @param hashes words, and `numbers` the id of each, from 1 on */
export function wordTableOf(hashes: Int32Array, numbers: Uint16Array): WordTable {
  const slots = new Int32Array(VOCABULARY_SLOTS);
  const ids = new Uint16Array(VOCABULARY_SLOTS);
  for (let number = 0; number < hashes.length; number++) {
    const hash = hashes[number] ?? 0;
    let slot = spread(hash) & (VOCABULARY_SLOTS - 1);
    while (ids[slot] !== 0) slot = (slot + 1) & (VOCABULARY_SLOTS - 1);
    slots[slot] = hash;
    ids[slot] = numbers[number] ?? 0;
  }
  return { slots, ids };
}

/** @param flags bits of `WORD` by id */
export function vocabularyOf(table: WordTable, flags: Uint8Array): Vocabulary {
  const known = Object.fromEntries(
    KNOWN.map((word) => [word, wordId(table, hashWord(word))]),
  ) as Record<KnownWord, number>;
  return { ...table, flags, known };
}

/** FNV's low bits are its weakest. */
export function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** The id of a word by its hash; 0 when it stands in no template. */
export function wordId({ slots, ids }: WordTable, hash: number): number {
  let slot = spread(hash) & (VOCABULARY_SLOTS - 1);
  for (;;) {
    const id = ids[slot] ?? 0;
    if (id === 0 || slots[slot] === hash) return id;
    slot = (slot + 1) & (VOCABULARY_SLOTS - 1);
  }
}
