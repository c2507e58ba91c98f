import { ANCHOR, type Anchors, anchorHash, windowOf } from './anchors.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import type { TextIndex } from './text-index.ts';

/** Places of a text that agree with places of one template: text, template, text, template … by text. */
export interface Cluster {
  readonly template: number;
  readonly hits: readonly number[];
  /** Hits counted the more the fewer templates share them: what tells relatives apart. */
  readonly weight: number;
}

interface GrowingCluster extends Cluster {
  readonly hits: number[];
  weight: number;
  readonly limit: number;
}

/**
 * @param anchors those that are looked for
 * @param only the templates that count, where not all do
 */
export function clustersOf(
  { words, index }: Reading,
  from: number,
  to: number,
  { heads, next, places, templates, mask }: Anchors = index.anchors(),
  only?: ReadonlySet<number>,
): Cluster[] {
  const { ids } = words;
  const { stream, offsets } = index;
  const all: GrowingCluster[] = [];
  /** For each template: its last cluster, counted from 1. */
  const current = new Uint32Array(offsets.length);
  /** Those that the words at one place are in. */
  const hit: GrowingCluster[] = [];
  for (let at = from; at + ANCHOR <= to; at++) {
    let chained = 0;
    let entry = heads[anchorHash(ids, at) & mask] ?? 0;
    for (; entry !== 0; entry = next[entry] ?? 0) {
      chained++;
      const place = places[entry] ?? 0;
      if (!sameWords(ids, at, stream, place)) continue;
      const template = templateOf(index, templates, entry, place);
      if (only && !only.has(template)) continue;
      let cluster = all[(current[template] ?? 0) - 1];
      if (!cluster || at >= cluster.limit) {
        // Where the template would end in the text, with room for what was put in.
        const left = (offsets[template + 1] ?? 0) - place;
        cluster = { template, hits: [], weight: 0, limit: at + left + (left >> 2) + 100 };
        current[template] = all.push(cluster);
      }
      cluster.hits.push(at, place);
      hit.push(cluster);
    }
    for (const cluster of hit) cluster.weight += 1 / chained;
    hit.length = 0;
  }
  return all;
}

/** Templates with an anchor in a part of a text that does not lie in a license found there. */
export function templatesBeside(
  { words, index }: Reading,
  from: number,
  to: number,
  found: Pick<Found, 'start' | 'end'>,
  { heads, next, places, templates, mask }: Anchors = index.anchors(),
): ReadonlySet<number> {
  const { ids } = words;
  const { stream } = index;
  const beside = new Set<number>();
  for (let at = from; at + ANCHOR <= to; at++) {
    if (at >= found.start && at + ANCHOR <= found.end) {
      at = found.end - ANCHOR;
      continue;
    }
    let entry = heads[anchorHash(ids, at) & mask] ?? 0;
    for (; entry !== 0; entry = next[entry] ?? 0) {
      const place = places[entry] ?? 0;
      if (sameWords(ids, at, stream, place)) beside.add(templateOf(index, templates, entry, place));
    }
  }
  return beside;
}

/** True if words beside known texts stand in a template too, so that another one may explain them. */
export function isExplainable({ words, index }: Reading, found: readonly Found[]): boolean {
  const { ids, count } = words;
  const { stream } = index;
  const { heads, next, places, mask } = index.anchors();
  let at = 0;
  for (const { start, end } of [...found, { start: count, end: count }]) {
    for (; at + ANCHOR <= start; at++) {
      let entry = heads[anchorHash(ids, at) & mask] ?? 0;
      for (; entry !== 0; entry = next[entry] ?? 0) {
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

/** The number of the template an anchor is in, looked up at its first use. */
function templateOf(
  index: TextIndex,
  templates: Uint16Array,
  entry: number,
  place: number,
): number {
  const known = templates[entry] ?? 0;
  if (known !== 0) return known - 1;
  const template = templateAt(index, place);
  templates[entry] = template + 1;
  return template;
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

/** Less of a template than this, by its anchors, is a phrase it has in common with the text. */
const MIN_SHARE = 0.04;

/**
 * The clusters worth laying beside the text: those with the most hits, those with the rarest, and
 * those with the most for their length.
 */
export function candidatesOf({ offsets }: TextIndex, clusters: readonly Cluster[]): Cluster[] {
  const measured = clusters.flatMap((cluster) => {
    const length = (offsets[cluster.template + 1] ?? 0) - (offsets[cluster.template] ?? 0);
    // Each hit stands for the words between two anchors.
    const spacing = (windowOf(length) + 1) / 2;
    const words = Math.min(length, (cluster.hits.length / 2) * spacing);
    if (words < length * MIN_SHARE) return [];
    return { cluster, words, rare: cluster.weight * spacing, share: words ** 2 / (length + 20) };
  });
  if (measured.length <= MAX_CANDIDATES) return measured.map(({ cluster }) => cluster);
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

/** Hits compared to find the seed. */
const MAX_SEEDS = 40;
/** More than there are hits, where they are compared. */
const MAX_HITS = MAX_SEEDS * 4;
/** Words that may have been put in or left out between hits of one copy. */
export const DRIFT = 12;

/** A place of the text, one of the template, and how many hits lie on one line with it. */
export type Seed = readonly [at: number, place: number, inLine: number];

/**
 * Where to begin laying a template beside a text: on the line most hits are on; and on another one with
 * nearly as many, since a license with a passage twice has words at two places.
 */
export function seedsOf({ hits }: Cluster): readonly Seed[] {
  const step = Math.max(1, Math.floor(hits.length / 2 / MAX_SEEDS)) * 2;
  const seeds: Seed[] = [];
  for (let one = 0; one < hits.length; one += step) {
    const [at = 0, place = 0] = [hits[one], hits[one + 1]];
    let inLine = 0;
    for (let other = 0; other < hits.length; other += step) {
      const apart = Math.abs((hits[other] ?? 0) - (hits[other + 1] ?? 0) - at + place);
      // Of those on a line the one most others are right beside: words may stand there twice.
      if (apart <= DRIFT) inLine += apart === 0 ? 1 + 1 / MAX_HITS : 1;
    }
    seeds.push([at, place, inLine]);
  }
  const most = (all: readonly Seed[]) =>
    all.reduce<Seed | undefined>(
      (best, one) => (best && best[2] >= one[2] ? best : one),
      undefined,
    );
  const first = most(seeds);
  if (!first) return [];
  const [at, place, inLine] = first;
  const apart = seeds.filter((one) => Math.abs(one[0] - one[1] - at + place) > DRIFT);
  const second = most(apart);
  return second && second[2] * 3 >= inLine * 2 ? [first, second] : [first];
}
