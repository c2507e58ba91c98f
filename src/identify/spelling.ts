import type { Hunk } from './align.ts';
import { hashWord } from './characters.ts';
import { type Reading, wordAt } from './reading.ts';
import type { TextIndex } from './text-index.ts';
import { wordId } from './vocabulary.ts';

/** One word spelled, joined, hyphenated or inflected otherwise. */
export function isSameWord(reading: Reading, hunk: Hunk): boolean {
  const { index } = reading;
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  const found = wordsOf(reading, textStart, textEnd);
  const expected = index.stream.subarray(templateStart, templateEnd);
  if (isMojibake(found, expected, index)) return true;
  const [one, ...more] = found;
  const [first, second, ...others] = expected;
  if (one === undefined || first === undefined || found.length > 3) return false;
  const idOf = (word: string) => wordId(index.vocabulary, hashWord(word));
  if (second === undefined) {
    // "non commercial" for "noncommercial", "sub license" for "sublicense"
    if (more.length > 0) return idOf(found.join('')) === first;
    return formsOf(reading, textStart).includes(first) || isMisspelling(one, first, idOf);
  }
  if (more.length > 0 || others.length > 0) return false;
  for (let cut = 2; cut < one.length - 1; cut++) {
    if (idOf(one.slice(0, cut)) === first && idOf(one.slice(cut)) === second) return true;
  }
  return false;
}

function wordsOf(reading: Reading, start: number, end: number): string[] {
  const result: string[] = [];
  for (let at = start; at < end && result.length < 8; at++) result.push(wordAt(reading, at));
  return result;
}

/** Quotes of another character set read as letters: `ŇYouÓ` for “You”. */
function isMojibake(found: readonly string[], expected: Uint16Array, index: TextIndex): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (!found.some((word) => /[^\x00-\x7f]/.test(word))) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  const plain = found.flatMap((word) => word.split(/[^\x00-\x7f]+/)).filter((word) => word !== '');
  return (
    plain.length === expected.length &&
    plain.every((word, at) => wordId(index.vocabulary, hashWord(word)) === expected[at])
  );
}

/** The ids of a word and of its singular or plural. */
export function formsOf(reading: Reading, place: number): number[] {
  const id = reading.words.ids[place] ?? 0;
  const word = wordAt(reading, place);
  if (word.length < 4 || /^(?:not|none|cannot|un|non)/.test(word)) return id === 0 ? [] : [id];
  const others = [`${word}s`, `${word}es`];
  if (word.endsWith('s')) others.push(word.slice(0, -1));
  if (word.endsWith('es')) others.push(word.slice(0, -2));
  const { vocabulary } = reading.index;
  return [id, ...others.map((other) => wordId(vocabulary, hashWord(other)))].filter(
    (one) => one !== 0,
  );
}

/** One letter wrong, missing, doubled or swapped, in a word that is no word of any license. */
function isMisspelling(word: string, id: number, idOf: (word: string) => number): boolean {
  if (word.length < 5 || word.length > 24 || !/^[a-z]+$/.test(word) || idOf(word) !== 0)
    return false;
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (idOf(head + tail.slice(1)) === id) return true;
    if (idOf(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2)) === id) return true;
    for (let code = 97; code < 123; code++) {
      const letter = String.fromCharCode(code);
      if (idOf(head + letter + tail) === id || idOf(head + letter + tail.slice(1)) === id)
        return true;
    }
  }
  return false;
}
