import { hashWord } from '../../identify/characters.ts';
import { isForeignTerm } from '../../identify/residue-languages.ts';
import { isOperativeWord } from '../../identify/residue-words.ts';
import { CHOICE, type IndexParts } from '../../identify/text-index.ts';
import { tokenize } from '../../identify/tokens.ts';
import { WORD } from '../../identify/vocabulary.ts';
import { CONJUNCTIONS, FILLERS, OBJECTS, SPELLINGS } from '../../identify/words.ts';
import { wordingsOf } from './choices.ts';
import type { TemplateText } from './spdx-xml.ts';

/** Every word of all texts, the frequent ones first, so that their ids are small and pack well. */
export function collectWords(
  texts: readonly TemplateText[],
): Pick<IndexParts, 'hashes' | 'ids' | 'flags'> {
  const words = new Map<number, { word: string; count: number }>();
  const add = (hash: number, word: string, count: number) => {
    const known = words.get(hash);
    if (!known) words.set(hash, { word, count });
    else if (known.word !== word && isPlain(known.word) && isPlain(word))
      throw new Error(`"${known.word}" and "${word}" have one hash: change the hash of words`);
    else known.count += count;
  };
  const main = new Map(SPELLINGS.flatMap(([first, ...rest]) => rest.map((one) => [one, first])));
  const addAll = (text: string) => {
    const { count, hashes, starts, ends } = tokenize(text);
    for (let at = 0; at < count; at++) {
      const word = text.slice(starts[at], ends[at]).toLowerCase();
      const same = main.get(word);
      if (same === undefined) add(hashes[at] ?? 0, word, 1);
      else add(hashWord(same), same, 1);
    }
  };
  for (const { text, blanks } of texts) {
    addAll(text);
    // Words that a copy may have in place of others need not stand in any text.
    for (const { pattern } of blanks) {
      const wordings = pattern === undefined ? undefined : wordingsOf(pattern);
      for (const wording of wordings ?? []) addAll(wording.join(' '));
    }
  }
  const sorted = [...words].sort(
    ([a, one], [b, other]) => other.count - one.count || (one.word < other.word ? -1 : a - b),
  );
  if (sorted.length >= CHOICE.done) throw new Error('more words than ids');
  const hashes = sorted.map(([hash]) => hash);
  const ids = sorted.map((_, number) => number + 1);
  const idOf = new Map(sorted.map(([, { word }], number) => [word, number + 1]));
  for (const [other, first] of main) {
    const id = idOf.get(first);
    if (id === undefined) continue;
    hashes.push(hashWord(other));
    ids.push(id);
  }
  const flags = [0, ...sorted.map(([, { word }]) => flagsOf(word))];
  return {
    hashes: Int32Array.from(hashes),
    ids: Uint16Array.from(ids),
    flags: Uint8Array.from(flags),
  };
}

function isPlain(word: string): boolean {
  return /^[a-z0-9$%]+$/.test(word);
}

const TRIGGERS = ['neither', 'event', 'provided', 'as', 'names'];

function flagsOf(word: string): number {
  return (
    (isOperativeWord(word) || isForeignTerm(word) ? WORD.operative : 0) |
    (FILLERS.includes(word) ? WORD.filler : 0) |
    (OBJECTS.includes(word) ? WORD.object : 0) |
    (TRIGGERS.includes(word) ? WORD.trigger : 0) |
    (CONJUNCTIONS.includes(word) ? WORD.conjunction : 0)
  );
}
