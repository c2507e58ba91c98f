/** Words of an anchor, and the number of buckets they fall into. */
export const ANCHOR = 5;
export const BUCKETS = 1 << 17;

/**
 * Anchors are thinner in long texts: any run of this many words more than an anchor has holds one.
 * @param length words of a template
 */
export function windowOf(length: number): number {
  return length < 60 ? 2 : length < 250 ? 6 : length < 2000 ? 20 : 36;
}

/** Places in `stream` where an anchor begins, chained by bucket from the first to the last. */
export interface Anchors {
  /** For each bucket: its first anchor. Anchors are counted from 1; 0 is none. */
  readonly heads: Int32Array;
  /** For each anchor: the next one in its bucket. */
  readonly next: Int32Array;
  readonly places: Int32Array;
  /** For each anchor: its template, counted from 1, once somebody has asked. */
  readonly templates: Uint16Array;
  /** Bits of a hash that are the bucket. */
  readonly mask: number;
}

/**
 * Chains the places of anchors by bucket. It is done once a run and takes longest while it is not
 * compiled yet, so it is one short loop; the places come from last to first, and so a chain goes up.
 * @param steps as `anchorSteps` writes them
 * @param end where the last template ends in `stream`
 */
export function anchorsOf(steps: Uint8Array, stream: Uint16Array, end: number): Anchors {
  const size = steps.length + 1;
  const heads = new Int32Array(BUCKETS);
  const next = new Int32Array(size);
  const places = new Int32Array(size);
  let place = end;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] ?? 0;
    place -= step;
    if (step === FAR) continue;
    const bucket = anchorHash(stream, place) & (BUCKETS - 1);
    places[at + 1] = place;
    next[at + 1] = heads[bucket] ?? 0;
    heads[bucket] = at + 1;
  }
  return { heads, next, places, templates: new Uint16Array(size), mask: BUCKETS - 1 };
}

/** Every run of words of some templates as an anchor: a few licenses are found by any of them. */
export function denseAnchors(
  ranges: readonly (readonly [number, number])[],
  stream: Uint16Array,
): Anchors {
  const size = ranges.reduce((sum, [start, end]) => sum + Math.max(0, end - start), 1);
  const heads = new Int32Array(FEW_BUCKETS);
  const next = new Int32Array(size);
  const places = new Int32Array(size);
  let count = 0;
  for (const [start, end] of ranges.toReversed()) {
    for (let place = end - ANCHOR; place >= start; place--) {
      const bucket = anchorHash(stream, place) & (FEW_BUCKETS - 1);
      count++;
      places[count] = place;
      next[count] = heads[bucket] ?? 0;
      heads[bucket] = count;
    }
  }
  return { heads, next, places, templates: new Uint16Array(size), mask: FEW_BUCKETS - 1 };
}

const FEW_BUCKETS = 1 << 12;

/** A step to go on from to the next byte. */
const FAR = 255;

/** Places from the last to the first as steps back, the first of them from where the last template ends. */
export function anchorSteps(places: readonly number[], end: number): Uint8Array {
  const steps: number[] = [];
  let behind = end;
  for (const place of places.toSorted((a, b) => b - a)) {
    let step = behind - place;
    for (; step >= FAR; step -= FAR) steps.push(FAR);
    steps.push(step);
    behind = place;
  }
  return Uint8Array.from(steps);
}

/** A hash of the five words from a place on; its low bits are the bucket. */
export function anchorHash(words: Uint16Array, at: number): number {
  let hash = Math.imul(words[at] ?? 0, 0x9e3779b1);
  hash = Math.imul((hash ^ (words[at + 1] ?? 0)) | 0, 0x85ebca6b);
  hash = Math.imul((hash ^ (words[at + 2] ?? 0) ^ (hash >>> 15)) | 0, 0xc2b2ae35);
  hash = Math.imul((hash ^ (words[at + 3] ?? 0)) | 0, 0x27d4eb2f);
  hash = Math.imul((hash ^ (words[at + 4] ?? 0) ^ (hash >>> 13)) | 0, 0x165667b1);
  return hash ^ (hash >>> 16);
}
