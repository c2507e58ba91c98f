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

/** Places in `stream` where an anchor begins, by bucket, and where each bucket begins. */
export interface Anchors {
  readonly places: Uint32Array;
  readonly buckets: Uint32Array;
  /** For each place: its template, counted from 1, once somebody has asked. */
  readonly templates: Uint16Array;
}

/** Sorts the places of anchors by bucket: counted, then laid where their bucket begins. */
export function anchorsOf(steps: Uint8Array, stream: Uint16Array): Anchors {
  const unsorted = new Uint32Array(steps.length);
  const buckets = new Uint32Array(BUCKETS + 1);
  const bucketOf = new Int32Array(steps.length);
  let count = 0;
  let place = 0;
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at] ?? 0;
    place += step;
    if (step === 255) continue;
    const bucket = anchorHash(stream, place) & (BUCKETS - 1);
    unsorted[count] = place;
    bucketOf[count] = bucket;
    buckets[bucket + 1] = (buckets[bucket + 1] ?? 0) + 1;
    count++;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    buckets[bucket + 1] = (buckets[bucket + 1] ?? 0) + (buckets[bucket] ?? 0);
  const places = new Uint32Array(count);
  // Laid from the last to the first, each bucket from its end, so that its end becomes its start.
  for (let at = count - 1; at >= 0; at--) {
    const next = (bucketOf[at] ?? 0) + 1;
    const slot = (buckets[next] ?? 0) - 1;
    places[slot] = unsorted[at] ?? 0;
    buckets[next] = slot;
  }
  return { places, buckets: shifted(buckets, count), templates: new Uint16Array(count) };
}

/** After laying, entry n + 1 holds where bucket n begins. */
function shifted(buckets: Uint32Array, count: number): Uint32Array {
  buckets.copyWithin(0, 1);
  buckets[BUCKETS] = count;
  return buckets;
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
