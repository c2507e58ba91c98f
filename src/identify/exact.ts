import { anchorHash } from './anchors.ts';
import type { Canonical } from './canonical.ts';
import { hashWord } from './characters.ts';
import type { Comparison } from './compare.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { digestStep, findBody, HEADS, type TextIndex } from './text-index.ts';
import { MARK } from './tokens.ts';
import { WORD, wordId } from './vocabulary.ts';

/** Known texts that stand in a text word for word: found by digests and by their first words. */

const EXACT: Comparison = {
  differences: [],
  changed: 0,
  missing: 0,
  missingAtEnds: 0,
  headless: 0,
};

/** Titles have fewer words than this. */
const MAX_TITLE = 60;

/**
 * The known text that a text is but for its title. A digest finds it, its words decide. What stands
 * before it must hold no word that could be a term: a disclaimer is the end of many licenses.
 */
export function findWhole(words: Canonical, index: TextIndex): Found | undefined {
  const { ids, marks, count } = words;
  const digests = scratch(count);
  digestEnds(ids, count, digests);
  const { flags } = index.vocabulary;
  for (let at = 0; at < count && at < MAX_TITLE; at++) {
    if (at > 0 && ((marks[at] ?? 0) & MARK.lineStart) === 0) {
      if (((flags[ids[at] ?? 0] ?? 0) & WORD.operative) !== 0) return undefined;
      continue;
    }
    const length = count - at;
    const template = findBody(
      index,
      digests[at] ?? 0,
      (start, end) => end - start === length && isSame(index.stream, start, ids, at, length),
    );
    if (template >= 0)
      return {
        template,
        start: at,
        end: count,
        length,
        matched: length,
        apart: 0,
        comparison: EXACT,
      };
    if (((flags[ids[at] ?? 0] ?? 0) & WORD.operative) !== 0) return undefined;
  }
  return undefined;
}

/** The digest of every end of a text, from the last word to the first. */
function digestEnds(ids: Uint16Array, count: number, digests: Int32Array): void {
  let digest = 0;
  for (let at = count - 1; at >= 0; at--) {
    digest = digestStep(digest, ids[at] ?? 0);
    digests[at] = digest;
  }
}

/** True if a text has the words of the index from one place on. */
function isSame(
  stream: Uint16Array,
  start: number,
  ids: Uint16Array,
  at: number,
  length: number,
): boolean {
  for (let word = 0; word < length; word++) {
    if (stream[start + word] !== ids[at + word]) return false;
  }
  return true;
}

/** Words that a title may have or not: "The MIT License", "MIT". */
const GENERIC: readonly string[] = ['the', 'a', 'license', 'version', 'v'];

interface Titles {
  readonly generic: ReadonlySet<number>;
  /** Where titles with a digest begin in the list of titles; generic words are in no digest. */
  readonly byDigest: ReadonlyMap<number, readonly number[]>;
}

const titlesByIndex = new WeakMap<TextIndex, Titles>();

function titlesOf(index: TextIndex): Titles {
  const known = titlesByIndex.get(index);
  if (known) return known;
  const generic = new Set(
    GENERIC.map((word) => wordId(index.vocabulary, hashWord(word))).filter((id) => id !== 0),
  );
  const { titles } = index;
  const byDigest = new Map<number, number[]>();
  for (let at = 0; at < titles.length; at += 2 + (titles[at + 1] ?? 0)) {
    const digest = titleDigest(titles, at + 2, at + 2 + (titles[at + 1] ?? 0), generic);
    const list = byDigest.get(digest);
    if (list) list.push(at);
    else byDigest.set(digest, [at]);
  }
  const made = { generic, byDigest };
  titlesByIndex.set(index, made);
  return made;
}

function titleDigest(
  ids: Uint16Array,
  from: number,
  to: number,
  generic: ReadonlySet<number>,
): number {
  let digest = 0;
  for (let at = to - 1; at >= from; at--) {
    const id = ids[at] ?? 0;
    if (!generic.has(id)) digest = digestStep(digest, id);
  }
  return digest;
}

/** True if the words from a place to a license are a title of it and nothing else. */
export function isTitle(
  { ids }: Canonical,
  from: number,
  { start, template }: Found,
  index: TextIndex,
): boolean {
  if (start - from > MAX_TITLE / 4) return false;
  const { generic, byDigest } = titlesOf(index);
  const { titles, owners } = index;
  const places = byDigest.get(titleDigest(ids, from, start, generic)) ?? [];
  return places.some(
    (place) =>
      titles[place] === owners[template] &&
      isSameTitle(
        { ids: titles, from: place + 2, to: place + 2 + (titles[place + 1] ?? 0) },
        { ids, from, to: start },
        generic,
      ),
  );
}

interface Run {
  readonly ids: Uint16Array;
  readonly from: number;
  readonly to: number;
}

/** True if two runs of words are the same but for generic ones. */
function isSameTitle(one: Run, other: Run, generic: ReadonlySet<number>): boolean {
  let a = one.from;
  let b = other.from;
  for (;;) {
    while (a < one.to && generic.has(one.ids[a] ?? 0)) a++;
    while (b < other.to && generic.has(other.ids[b] ?? 0)) b++;
    if (a === one.to || b === other.to) return a === one.to && b === other.to;
    if (one.ids[a] === 0 || one.ids[a] !== other.ids[b]) return false;
    a++;
    b++;
  }
}

/** Words of a text that is believed word for word wherever it stands. */
const MIN_EXACT = 40;
/** Words beside such texts together, as a share of all, and in one place. */
const MAX_BESIDE = 0.3;
const MAX_GAP = 100;

/**
 * Known texts that stand in a text word for word and are most of it; none where too much is left
 * that a longer license could explain. The longest at each place, not overlapping.
 */
export function findExact({ words, index }: Reading): Found[] {
  const { count } = words;
  const found: Found[] = [];
  let at = 0;
  for (;;) {
    at = nextHead(words, index, at, count);
    if (at + MIN_EXACT > count) break;
    const one = exactAt(words, index, at);
    if (one) found.push(one);
    at = one ? one.end : at + 1;
  }
  let beside = 0;
  let last = 0;
  for (const { start, end } of [...found, { start: count, end: count }]) {
    if (start - last > MAX_GAP) return [];
    beside += start - last;
    last = end;
  }
  return beside > MAX_BESIDE * count && beside > MAX_GAP / 2 ? [] : found;
}

/** The next word between two places that a known text begins with, or the second of them. */
function nextHead({ ids }: Canonical, { firsts }: TextIndex, from: number, to: number): number {
  let at = from;
  while (at < to && firsts[ids[at] ?? 0] === 0) at++;
  return at;
}

function exactAt({ ids, count }: Canonical, index: TextIndex, at: number): Found | undefined {
  const { stream, bodies, heads, headBefore, licenses, owners } = index;
  let best = 0;
  let template = -1;
  for (
    let body = heads[anchorHash(ids, at) & (HEADS - 1)] ?? -1;
    body >= 0;
    body = headBefore[body] ?? -1
  ) {
    const start = bodies[body * 4 + 1] ?? 0;
    const length = (bodies[body * 4 + 2] ?? 0) - start;
    if (length <= best || length < MIN_EXACT || at + length > count) continue;
    if (!isSame(stream, start, ids, at, length)) continue;
    const owner = bodies[body * 4 + 3] ?? 0;
    const kind = licenses[owners[owner] ?? 0]?.kind;
    if (kind !== 'license' && kind !== 'exception') continue;
    best = length;
    template = owner;
  }
  if (template < 0) return undefined;
  return {
    template,
    start: at,
    end: at + best,
    length: best,
    matched: best,
    apart: 0,
    comparison: EXACT,
  };
}

let shared = new Int32Array(1 << 15);

function scratch(size: number): Int32Array {
  if (shared.length < size) shared = new Int32Array(Math.max(size, shared.length * 2));
  return shared;
}

/** The first text that stands in a part word for word. */
export function firstExact(
  { words, index }: Reading,
  from: number,
  chunk: number,
  to: number,
): Found | undefined {
  for (let at = from; ; at++) {
    at = nextHead(words, index, at, chunk);
    if (at + MIN_EXACT > chunk) return undefined;
    const one = exactAt(words, index, at);
    if (one && one.end <= to) return one;
  }
}
