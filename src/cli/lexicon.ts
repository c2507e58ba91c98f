import { createRequire } from 'node:module';
import type { Expected } from '../identify/describe.ts';
import { tokenize } from '../identify/tokens.ts';
import { isObject } from '../syntax/json.ts';

/**
 * The index holds hashes of words. To show what a license says where a text differs, the words are
 * looked up among those of the texts that come with `spdx-license-list`; a word that none of them
 * has is shown as `…`.
 */
export function lexicon(): Expected {
  let words: Map<number, string> | undefined;
  return (index, start, end) => {
    words ??= wordsByHash();
    const hashOf = hashesById(index);
    const shown = Array.from(
      index.stream.subarray(start, Math.min(end, start + MAX_WORDS)),
      (id) => words?.get(hashOf[id] ?? 0) ?? '…',
    );
    if (end - start > MAX_WORDS) shown.push('…');
    return shown.join(' ').replace(/(?:… )+…/g, '…');
  };
}

/** Words of a difference that are shown. */
const MAX_WORDS = 80;

function wordsByHash(): Map<number, string> {
  const list: unknown = createRequire(import.meta.url)('spdx-license-list/spdx-full.json');
  const words = new Map<number, string>();
  for (const entry of Object.values(isObject(list) ? list : {})) {
    const text = isObject(entry) ? entry['licenseText'] : undefined;
    if (typeof text !== 'string') continue;
    const { count, hashes, starts, ends } = tokenize(text);
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] ?? 0;
      if (!words.has(hash)) words.set(hash, text.slice(starts[at], ends[at]).toLowerCase());
    }
  }
  return words;
}

function hashesById({ vocabulary }: Parameters<Expected>[0]): Int32Array {
  const { slots, ids, flags } = vocabulary;
  const hashes = new Int32Array(flags.length);
  // Of several spellings of one word any will do.
  for (let slot = 0; slot < ids.length; slot++) {
    const id = ids[slot] ?? 0;
    if (id !== 0) hashes[id] = slots[slot] ?? 0;
  }
  return hashes;
}
