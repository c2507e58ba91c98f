import { type Alignment, align } from './align.ts';
import type { Canonical } from './canonical.ts';
import { type Comparison, compare } from './compare.ts';
import type { Reading } from './reading.ts';
import {
  ANCHOR,
  anchorHash,
  BUCKETS,
  digestStep,
  findBody,
  HEADS,
  type TextIndex,
  WORD,
  windowOf,
} from './text-index.ts';
import { MARK } from './tokens.ts';

/** A license text found in the words of a text. Places are words, end exclusive. */
export interface Found {
  readonly template: number;
  readonly start: number;
  readonly end: number;
  /** Words of the template there are, and how many of them agree. */
  readonly length: number;
  readonly matched: number;
  /** How many words differ at all, harmless or not. */
  readonly apart: number;
  readonly comparison: Comparison;
}

const EXACT: Comparison = { differences: [], changed: 0, missing: 0, missingAtEnds: 0 };

/** Titles have fewer words than this. */
const MAX_TITLE = 60;

/**
 * The known text that a text is but for its title. A digest finds it, its words decide. What stands
 * before it must hold no word that could be a term: a disclaimer is the end of many licenses.
 */
export function findWhole(words: Canonical, index: TextIndex): Found | undefined {
  const { ids, marks, count } = words;
  // The digest of every end of the text, from the last word to the first.
  let digest = 0;
  const digests = scratch(count);
  for (let at = count - 1; at >= 0; at--) {
    digest = digestStep(digest, ids[at] ?? 0);
    digests[at] = digest;
  }
  const { flags } = index.vocabulary;
  for (let at = 0; at < count && at < MAX_TITLE; at++) {
    if (at > 0 && ((marks[at] ?? 0) & MARK.lineStart) === 0) {
      if (((flags[ids[at] ?? 0] ?? 0) & WORD.operative) !== 0) return undefined;
      continue;
    }
    const length = count - at;
    const template = findBody(index, digests[at] ?? 0, (start, end) => {
      if (end - start !== length) return false;
      for (let word = 0; word < length; word++) {
        if (index.stream[start + word] !== ids[at + word]) return false;
      }
      return true;
    });
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

const titlesByIndex = new WeakMap<TextIndex, ReadonlyMap<number, readonly number[]>>();

/** Where titles with a digest begin in the list of titles. */
function titlesOf(index: TextIndex): ReadonlyMap<number, readonly number[]> {
  const known = titlesByIndex.get(index);
  if (known) return known;
  const { titles } = index;
  const byDigest = new Map<number, number[]>();
  for (let at = 0; at < titles.length; at += 2 + (titles[at + 1] ?? 0)) {
    const count = titles[at + 1] ?? 0;
    let digest = 0;
    for (let word = count - 1; word >= 0; word--)
      digest = digestStep(digest, titles[at + 2 + word] ?? 0);
    const list = byDigest.get(digest);
    if (list) list.push(at);
    else byDigest.set(digest, [at]);
  }
  titlesByIndex.set(index, byDigest);
  return byDigest;
}

/** True if the words above a license are a title of it and nothing else. */
export function isTitle({ ids }: Canonical, { start, template }: Found, index: TextIndex): boolean {
  if (start > MAX_TITLE / 4) return false;
  let digest = 0;
  for (let at = start - 1; at >= 0; at--) digest = digestStep(digest, ids[at] ?? 0);
  const { titles, owners } = index;
  const places = titlesOf(index).get(digest) ?? [];
  return places.some((place) => {
    if (titles[place] !== owners[template] || titles[place + 1] !== start) return false;
    for (let word = 0; word < start; word++) {
      if (titles[place + 2 + word] !== ids[word]) return false;
    }
    return true;
  });
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
  while (at + MIN_EXACT <= count) {
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
    let word = 0;
    while (word < length && stream[start + word] === ids[at + word]) word++;
    if (word < length) continue;
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

/** Places of a text that agree with places of one template: text, template, text, template … by text. */
interface Cluster {
  readonly template: number;
  readonly hits: readonly number[];
  /** Hits counted the more the fewer templates share them: what tells relatives apart. */
  readonly weight: number;
}

/** Words in which a license is looked for at a time: it need only begin there. */
const CHUNK = 400;
/** Words behind a license that is not there whole in which a nearer one may show. */
const BEYOND = 200;

/** Known texts in a text, not overlapping, in order. Linear in the text. */
export function search(reading: Reading): Found[] {
  return searchBetween(reading, 0, reading.words.count);
}

function searchBetween(reading: Reading, from: number, to: number): Found[] {
  const found: Found[] = [];
  let free = from;
  while (free + ANCHOR <= to) {
    const chunk = Math.min(to, free + CHUNK);
    const next = nextIn(reading, { from: free, chunk, to });
    if (!next) {
      if (chunk === to) break;
      // An anchor may lie across the edge of the chunk.
      free = chunk - ANCHOR + 1;
      continue;
    }
    // What stands before it was explained by nothing longer.
    if (next.start - free > ANCHOR) found.push(...searchBetween(reading, free, next.start));
    found.push(next);
    free = next.end;
  }
  return found;
}

interface Range {
  readonly from: number;
  /** Where the part ends in which a license must begin. */
  readonly chunk: number;
  /** Where the text ends in which it must stand. */
  readonly to: number;
}

/** The license that explains most of a part of a text. */
function nextIn(reading: Reading, { from, chunk, to }: Range): Found | undefined {
  const exact = firstExact(reading, from, chunk, to);
  const best = bestOf(reading, clustersOf(reading, from, chunk), { from, to }, exact);
  if (!best || best.end <= chunk) return best;
  // Relatives part only later, and some go on where others end: once more, with all of it in view.
  const end = Math.min(to, best.end + BEYOND);
  const known = isWhole(best) ? best : exact;
  return bestOf(reading, clustersOf(reading, from, end), { from, to }, known) ?? best;
}

/** The first text that stands in a part word for word. */
function firstExact(
  { words, index }: Reading,
  from: number,
  chunk: number,
  to: number,
): Found | undefined {
  for (let at = from; at + MIN_EXACT <= chunk; at++) {
    const one = exactAt(words, index, at);
    if (one && one.end <= to) return one;
  }
  return undefined;
}

function isWhole({ comparison }: Found): boolean {
  return comparison.changed === 0;
}

interface GrowingCluster extends Cluster {
  readonly hits: number[];
  weight: number;
  readonly limit: number;
}

function clustersOf({ words, index }: Reading, from: number, to: number): Cluster[] {
  const { ids } = words;
  const { stream, offsets } = index;
  const { places, buckets } = index.anchors();
  const all: GrowingCluster[] = [];
  const current = new Map<number, GrowingCluster>();
  for (let at = from; at + ANCHOR <= to; at++) {
    const bucket = anchorHash(ids, at) & (BUCKETS - 1);
    const end = buckets[bucket + 1] ?? 0;
    const start = buckets[bucket] ?? 0;
    for (let entry = start; entry < end; entry++) {
      const place = places[entry] ?? 0;
      if (!sameWords(ids, at, stream, place)) continue;
      const template = templateAt(index, place);
      let cluster = current.get(template);
      if (!cluster || at >= cluster.limit) {
        // Where the template would end in the text, with room for what was put in.
        const left = (offsets[template + 1] ?? 0) - place;
        cluster = { template, hits: [], weight: 0, limit: at + left + (left >> 2) + 100 };
        current.set(template, cluster);
        all.push(cluster);
      }
      cluster.hits.push(at, place);
      cluster.weight += 1 / (end - start);
    }
  }
  return all;
}

/** True if words beside known texts stand in a template too, so that another one may explain them. */
export function isExplainable({ words, index }: Reading, found: readonly Found[]): boolean {
  const { ids, count } = words;
  const { stream } = index;
  const { places, buckets } = index.anchors();
  let at = 0;
  for (const { start, end } of [...found, { start: count, end: count }]) {
    for (; at + ANCHOR <= start; at++) {
      const bucket = anchorHash(ids, at) & (BUCKETS - 1);
      const last = buckets[bucket + 1] ?? 0;
      for (let entry = buckets[bucket] ?? 0; entry < last; entry++) {
        if (sameWords(ids, at, stream, places[entry] ?? 0)) return true;
      }
    }
    at = end;
  }
  return false;
}

function sameWords(ids: Uint16Array, at: number, stream: Uint16Array, place: number): boolean {
  for (let word = 0; word < ANCHOR; word++) {
    if (ids[at + word] !== stream[place + word] || ids[at + word] === 0) return false;
  }
  return true;
}

/** The number of the template a place of the stream is in. */
function templateAt({ offsets }: TextIndex, place: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** Templates looked at in one place, by each measure: relatives by the dozen share most of their words. */
const MAX_CANDIDATES = 24;

/**
 * The clusters worth laying beside the text: those with the most hits, those with the rarest, and
 * those with the most for their length.
 */
function candidatesOf({ offsets }: TextIndex, clusters: readonly Cluster[]): Cluster[] {
  if (clusters.length <= MAX_CANDIDATES) return [...clusters];
  const measured = clusters.map((cluster) => {
    const length = (offsets[cluster.template + 1] ?? 0) - (offsets[cluster.template] ?? 0);
    // Each hit stands for the words between two anchors.
    const spacing = (windowOf(length) + 1) / 2;
    const words = Math.min(length, (cluster.hits.length / 2) * spacing);
    return { cluster, words, rare: cluster.weight * spacing, share: words ** 2 / (length + 20) };
  });
  // What shares little with the text by any measure need not be sorted in.
  const most = { words: 0, rare: 0, share: 0 };
  for (const { words, rare, share } of measured) {
    most.words = Math.max(most.words, words);
    most.rare = Math.max(most.rare, rare);
    most.share = Math.max(most.share, share);
  }
  const best = (measure: 'words' | 'rare' | 'share') =>
    measured
      .filter((one) => one[measure] * 4 >= most[measure])
      .toSorted((a, b) => b[measure] - a[measure] || a.cluster.template - b.cluster.template)
      .slice(0, MAX_CANDIDATES)
      .map(({ cluster }) => cluster);
  return [...new Set([...best('share'), ...best('rare'), ...best('words')])];
}

/** @param initial a license already found there */
function bestOf(
  reading: Reading,
  clusters: readonly Cluster[],
  { from, to }: Pick<Bounds, 'from' | 'to'>,
  initial?: Found,
): Found | undefined {
  let best = initial;
  for (const cluster of candidatesOf(reading.index, clusters)) {
    if (best && isWhole(best) && !reachesOut(reading.index, cluster, best)) continue;
    const found = lay(reading, cluster, { from, to, budget: budgetBeside(best) });
    if (found && (!best || isBetter(reading.index, found, best))) best = found;
  }
  return best;
}

/** Words apart, names filled in included, with which a license can still be nearer than the best. */
function budgetBeside(best: Found | undefined): number {
  return best ? best.comparison.changed * 2 + best.apart + 60 : Number.POSITIVE_INFINITY;
}

/**
 * True if a template could explain more than a license that is there whole: it is longer, and has
 * words in common with the text around that license, in line with those inside it.
 */
function reachesOut({ offsets }: TextIndex, { template, hits }: Cluster, best: Found): boolean {
  const length = (offsets[template + 1] ?? 0) - (offsets[template] ?? 0);
  if (length < best.matched - MARGIN) return false;
  if (length <= best.matched + MARGIN) return true;
  let inside: number | undefined;
  for (let hit = 0; hit < hits.length; hit += 2) {
    const at = hits[hit] ?? 0;
    if (at >= best.start && at < best.end) inside ??= at - (hits[hit + 1] ?? 0);
  }
  for (let hit = 0; hit < hits.length; hit += 2) {
    const at = hits[hit] ?? 0;
    if (at >= best.start && at + ANCHOR <= best.end) continue;
    const shift = at - (hits[hit + 1] ?? 0);
    if (inside === undefined || Math.abs(shift - inside) <= DRIFT * 3) return true;
  }
  return false;
}

/** Fewer words than this do not tell licenses apart that are both there whole. */
const MARGIN = 4;

/**
 * True if one license explains more of a text than another. Of two that are both there whole the one
 * that takes in more of the text; then one of SPDX's list, the one whose blanks are filled in with
 * less, the more usual one. Of two that are not, the nearer; of two as near, the more usual one.
 */
function isBetter({ owners, licenses }: TextIndex, one: Found, other: Found): boolean {
  const numbers = [owners[one.template] ?? 0, owners[other.template] ?? 0] as const;
  const usual = numbers[0] < numbers[1];
  const more = scoreOf(one) - scoreOf(other);
  const [oneWhole, otherWhole] = [one.comparison.changed === 0, other.comparison.changed === 0];
  if (oneWhole !== otherWhole) return more > 0;
  if (!oneWhole) return Math.abs(more) < scoreOf(other) / 50 ? usual : more > 0;
  const longer = one.end - one.start - (other.end - other.start);
  if (Math.abs(longer) >= MARGIN) return longer > 0;
  const listed = numbers.map((number) => !licenses[number]?.id.startsWith('LicenseRef-'));
  if (listed[0] !== listed[1]) return listed[0] ?? false;
  return Math.abs(one.apart - other.apart) >= MARGIN ? one.apart < other.apart : usual;
}

/**
 * Words that agree, less those that do not: what says something else weighs more than what is not
 * there at an end, and a blank filled in weighs a little.
 */
function scoreOf({ matched, comparison, apart }: Found): number {
  return (
    matched -
    comparison.changed * 2 +
    comparison.missingAtEnds -
    comparison.differences.length -
    apart / 10
  );
}

/** Less of a template than this is not the license but something with words in common. */
const MIN_COVERAGE = 0.6;
const MIN_SIMILARITY = 0.65;
/**
 * A short text has too many words in common with others to be told from them by most of its own:
 * nearly all must be there. Then words put in between make it a changed text, not another one.
 */
const SHORT = 120;
const MIN_SHORT_COVERAGE = 0.9;
const MAX_PUT_IN = 60;
/** A longer text that is there but for this has had something put in, however much. */
const WHOLE = 0.9;

function isNear(length: number, matched: number, { changed, missing }: Comparison): boolean {
  if (matched / length < MIN_COVERAGE) return false;
  if (length >= SHORT)
    return matched / (matched + changed) >= MIN_SIMILARITY || matched / length >= WHOLE;
  return matched / length >= MIN_SHORT_COVERAGE && changed - missing <= MAX_PUT_IN;
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  /** Words that may be apart. */
  readonly budget: number;
}

function lay(reading: Reading, cluster: Cluster, { from, to, budget }: Bounds): Found | undefined {
  const { index, words } = reading;
  const { template } = cluster;
  const [at, place] = seedOf(cluster);
  const pair = {
    text: words.ids,
    textStart: from,
    textEnd: to,
    template: index.stream,
    templateStart: index.offsets[template] ?? 0,
    templateEnd: index.offsets[template + 1] ?? 0,
  };
  const alignment = align(pair, at, place, budget);
  if (!alignment) return undefined;
  return foundOf(reading, alignment, template);
}

/** Hits compared to find the seed. */
const MAX_SEEDS = 40;
/** Words that may have been put in or left out between hits of one copy. */
const DRIFT = 12;

/** The hit that most others are in line with: licenses repeat their own words. */
function seedOf({ hits }: Cluster): readonly [number, number] {
  const step = Math.max(1, Math.floor(hits.length / 2 / MAX_SEEDS)) * 2;
  let best = 0;
  let most = -1;
  for (let one = 0; one < hits.length; one += step) {
    const shift = (hits[one] ?? 0) - (hits[one + 1] ?? 0);
    let inLine = 0;
    for (let other = 0; other < hits.length; other += step) {
      if (Math.abs((hits[other] ?? 0) - (hits[other + 1] ?? 0) - shift) <= DRIFT) inLine++;
    }
    if (inLine > most) {
      most = inLine;
      best = one;
    }
  }
  return [hits[best] ?? 0, hits[best + 1] ?? 0];
}

/** Least part of a text that words which stand in many licenses must be to count. */
const MIN_FRAGMENT = 0.7;

function foundOf(reading: Reading, alignment: Alignment, template: number): Found | undefined {
  const { textStart: start, textEnd: end, matched } = alignment;
  if (matched < 8) return undefined;
  const { licenses, owners } = reading.index;
  const isFragment = licenses[owners[template] ?? 0]?.kind === 'fragment';
  if (isFragment && matched < reading.words.count * MIN_FRAGMENT) return undefined;
  const comparison = compare(reading, alignment, template);
  const length = matched + comparison.missing;
  if (!isNear(length, matched, comparison)) return undefined;
  const apart = alignment.hunks.reduce(
    (sum, one) => sum + one.textEnd - one.textStart + one.templateEnd - one.templateStart,
    0,
  );
  return { template, start, end, length, matched, apart, comparison };
}
