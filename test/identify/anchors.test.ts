import { expect, test } from 'vitest';
import {
  ANCHOR,
  anchorHash,
  anchorSteps,
  anchorsOf,
  BUCKETS,
  denseAnchors,
} from '../../src/identify/anchors.ts';

test('every place is in the chain of its bucket, from the first to the last', () => {
  // Words that come again after a while, so that chains have several anchors; and steps over 255.
  const stream = Uint16Array.from({ length: 4000 }, (_, at) => (at < 10 ? at : at % 600) + 1);
  const places = [0, 1, 7, 255, 256, 510, 511, 766, 1200, 1201, 1800, 3990];
  const end = 3996; // The stream goes on behind the last template.
  const { heads, next, places: found } = anchorsOf(anchorSteps(places, end), stream, end);
  const all: number[] = [];
  for (const bucket of new Set(places.map((place) => anchorHash(stream, place) & (BUCKETS - 1)))) {
    const chain: number[] = [];
    for (let entry = heads[bucket] ?? 0; entry !== 0; entry = next[entry] ?? 0)
      chain.push(found[entry] ?? -1);
    expect(chain).toEqual(
      places.filter((place) => (anchorHash(stream, place) & (BUCKETS - 1)) === bucket),
    );
    all.push(...chain);
  }
  expect(all.toSorted((a, b) => a - b)).toEqual(places);
  expect(heads.filter((head) => head !== 0).length).toBeLessThan(places.length);
});

test('of a few templates every run of words is an anchor, from the first to the last', () => {
  const stream = Uint16Array.from({ length: 300 }, (_, at) => (at % 90) + 1);
  const ranges = [
    [10, 60],
    [100, 103],
    [150, 250],
  ] as const;
  const { heads, next, places, mask } = denseAnchors(ranges, stream);
  const expected = [10, 150].flatMap((start) =>
    Array.from({ length: (start === 10 ? 60 : 250) - ANCHOR + 1 - start }, (_, at) => start + at),
  );
  const found: number[] = [];
  for (const bucket of new Set(expected.map((place) => anchorHash(stream, place) & mask))) {
    const chain: number[] = [];
    for (let entry = heads[bucket] ?? 0; entry !== 0; entry = next[entry] ?? 0)
      chain.push(places[entry] ?? -1);
    expect(chain).toEqual(chain.toSorted((a, b) => a - b));
    found.push(...chain);
  }
  expect(found.toSorted((a, b) => a - b)).toEqual(expected);
});
