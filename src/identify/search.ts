import { lazy } from '../syntax/lazy.ts';
import { type Alignment, align } from './align.ts';
import { ANCHOR, type Anchors } from './anchors.ts';
import {
  type Cluster,
  candidatesOf,
  clustersOf,
  DRIFT,
  type Seed,
  seedsOf,
  templatesBeside,
} from './clusters.ts';
import { type Comparison, compare } from './compare.ts';
import { firstExact } from './exact.ts';
import type { Found } from './found.ts';
import { anchorsOfLicense } from './license-anchors.ts';
import { type Reading, textBetween } from './reading.ts';
import type { TextIndex } from './text-index.ts';

/** Words in which a license is looked for at a time: it need only begin there. */
const CHUNK = 400;
/** Words behind a license that is not there whole in which a nearer one may show. */
const BEYOND = 200;

/**
 * Known texts in a text, not overlapping, in order. Linear in the text.
 * @param license an expression of the licenses that are looked for, where they are known
 */
export function search(reading: Reading, license?: string): Found[] {
  const anchors = license === undefined ? undefined : anchorsOfLicense(license, reading.index);
  return searchBetween(reading, 0, reading.words.count, anchors);
}

function searchBetween(reading: Reading, from: number, to: number, anchors?: Anchors): Found[] {
  const found: Found[] = [];
  let free = from;
  while (free + ANCHOR <= to) {
    const chunk = Math.min(to, free + CHUNK);
    const next = nextIn(reading, { from: free, chunk, to, anchors });
    if (!next) {
      if (chunk === to) break;
      // An anchor may lie across the edge of the chunk.
      free = chunk - ANCHOR + 1;
      continue;
    }
    // What stands before it was explained by nothing longer.
    if (next.start - free > ANCHOR)
      found.push(...searchBetween(reading, free, next.start, anchors));
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
  /** What is looked for, where not everything is. */
  readonly anchors: Anchors | undefined;
}

/** The license that explains most of a part of a text. */
function nextIn(reading: Reading, { from, chunk, to, anchors }: Range): Found | undefined {
  const exact = firstExact(reading, from, chunk, to);
  const inView = exact ? endOfView(reading, exact.end, to) : chunk;
  const clusters = exact
    ? clustersBeside(reading, { from, to: inView, anchors }, exact)
    : clustersOf(reading, from, inView, anchors);
  const best = bestOf(reading, clusters, { from, to }, exact);
  if (!best || best === exact || best.end <= inView) return best;
  // Relatives part only later, and some go on where others end: once more, with all of it in view.
  const end = Math.min(to, best.end + BEYOND);
  const known = isWhole(best) ? best : exact;
  return bestOf(reading, clustersOf(reading, from, end, anchors), { from, to }, known) ?? best;
}

/** How far a license may reach beyond one that is there whole: not into the next that is. */
function endOfView(reading: Reading, from: number, to: number): number {
  const end = Math.min(to, from + BEYOND);
  return firstExact(reading, from, end, to)?.start ?? end;
}

/** Clusters of templates that have words in common with the text around a license that is there whole. */
function clustersBeside(
  reading: Reading,
  { from, to, anchors }: Omit<Range, 'chunk'>,
  exact: Found,
): Cluster[] {
  const { licenses, owners } = reading.index;
  // A license of SPDX's list may have the words of another one, its blanks filled in.
  if (licenses[owners[exact.template] ?? 0]?.id.startsWith('LicenseRef-'))
    return clustersOf(reading, from, to, anchors);
  const templates = templatesBeside(reading, from, to, exact, anchors);
  return templates.size === 0 ? [] : clustersOf(reading, from, to, anchors, templates);
}

function isWhole({ comparison }: Found): boolean {
  return comparison.changed === 0;
}

/** @param initial a license already found there */
function bestOf(
  reading: Reading,
  clusters: readonly Cluster[],
  { from, to }: Pick<Bounds, 'from' | 'to'>,
  initial?: Found,
): Found | undefined {
  let best = initial;
  const byTemplate = lazy(() => hitsByTemplate(clusters));
  for (const cluster of candidatesOf(reading.index, clusters)) {
    if (best && isWhole(best)) {
      const hits = byTemplate().get(cluster.template) ?? cluster.hits;
      if (!reachesOut(reading.index, cluster.template, hits, best)) continue;
    }
    for (const seed of seedsOf(cluster)) {
      const found = lay(reading, cluster, seed, {
        from,
        to,
        budget: budgetBeside(reading.index, cluster, best),
      });
      if (found && (!best || isBetter(reading.index, found, best))) best = found;
    }
  }
  return best;
}

/** Hits of each template in whatever cluster: where it begins may lie in another one. */
function hitsByTemplate(clusters: readonly Cluster[]): ReadonlyMap<number, readonly number[]> {
  const all = new Map<number, readonly number[]>();
  for (const { template, hits } of clusters) {
    const before = all.get(template);
    all.set(template, before ? [...before, ...hits] : hits);
  }
  return all;
}

/**
 * Words apart, names filled in included, with which a license can still be nearer than the best: the more
 * of them the longer it is beside what the best explains.
 */
function budgetBeside(
  { offsets }: TextIndex,
  { template }: Cluster,
  best: Found | undefined,
): number {
  if (!best) return Number.POSITIVE_INFINITY;
  const length = (offsets[template + 1] ?? 0) - (offsets[template] ?? 0);
  const beside = Math.max(best.comparison.changed * 2 + best.apart, (length - scoreOf(best)) / 2);
  return beside + 60;
}

/** One in so many of a license's words inside another one makes it no part of that. */
const BESIDE = 4;

/** Lines that words inside a license may lie on. */
const MAX_LINES = 32;

/**
 * True if a template could explain more than a license that is there whole: it is longer, and has
 * words in common with the text around that license, in line with those inside it.
 */
function reachesOut(
  { offsets }: TextIndex,
  template: number,
  hits: readonly number[],
  best: Found,
): boolean {
  const length = (offsets[template + 1] ?? 0) - (offsets[template] ?? 0);
  if (length < best.matched - MARGIN) return false;
  if (length <= best.matched + MARGIN) return true;
  // A license with a passage twice has words inside at two places: any of them may be the right one.
  const inside = new Set<number>();
  let within = 0;
  for (let hit = 0; hit < hits.length; hit += 2) {
    const at = hits[hit] ?? 0;
    if (at < best.start || at >= best.end) continue;
    within++;
    if (inside.size < MAX_LINES) inside.add(at - (hits[hit + 1] ?? 0));
  }
  // What stands beside that license may have a phrase in common with it, too.
  if (within * BESIDE < hits.length / 2) return true;
  const isInLine = (shift: number) =>
    inside.size === 0 || [...inside].some((one) => Math.abs(shift - one) <= DRIFT * 3);
  const told = new Set<number>();
  for (let hit = 0; hit < hits.length; hit += 2) {
    const at = hits[hit] ?? 0;
    if (at >= best.start && at + ANCHOR <= best.end) continue;
    const shift = at - (hits[hit + 1] ?? 0);
    if (told.has(shift)) continue;
    if (isInLine(shift)) return true;
    told.add(shift);
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
  if (oneWhole !== otherWhole) {
    const [whole, changed] = oneWhole ? [one, other] : [other, one];
    // A notice above a license is no reason to call both by a text that has the two, changed.
    const isAbove = changed.start < whole.start && changed.end <= whole.end;
    const isWhole = scoreOf(whole) > scoreOf(changed) * (isAbove ? NOTICE_ABOVE : 1);
    return isWhole === oneWhole;
  }
  if (!oneWhole) {
    if (takesIn(one, other) !== takesIn(other, one)) return takesIn(one, other);
    return Math.abs(more) < scoreOf(other) / 50 ? usual : more > 0;
  }
  const longer = one.end - one.start - (other.end - other.start);
  if (Math.abs(longer) >= MARGIN) return longer > 0;
  const listed = numbers.map((number) => !licenses[number]?.id.startsWith('LicenseRef-'));
  if (listed[0] !== listed[1]) return listed[0] ?? false;
  return Math.abs(one.apart - other.apart) >= MARGIN ? one.apart < other.apart : usual;
}

/** What a license counts for that has a notice above its terms. */
const NOTICE_ABOVE = 0.95;

/**
 * True for a license that is there but for what was put into it, and holds one much shorter that is not
 * there whole either: what was put in counts against the longer one alone.
 */
function takesIn(one: Found, other: Found): boolean {
  const isThere = one.matched / one.length >= WHOLE && one.matched > other.matched * 2;
  return isThere && one.start <= other.start && one.end >= other.end;
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

function lay(
  reading: Reading,
  { template }: Cluster,
  [at, place]: Seed,
  { from, to, budget }: Bounds,
): Found | undefined {
  const { index, words } = reading;
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

/** Least part of a text that words which stand in many licenses must be to count. */
const MIN_FRAGMENT = 0.7;

/**
 * Of a license of fewer words half is its disclaimer, which others have too: that alone, without so much
 * of what goes before it, is not the license.
 */
const DISCLAIMED = 250;
const MAX_HEADLESS = 0.2;
/** What a disclaimer says in its first words. */
const DISCLAIMER = /\bas[\s*#/-]+is\b/i;
const LEAD = 14;

function leadOf(reading: Reading, start: number, end: number): string {
  return textBetween(reading, start, Math.min(end, start + LEAD));
}

function foundOf(reading: Reading, alignment: Alignment, template: number): Found | undefined {
  const { textStart: start, textEnd: end, matched } = alignment;
  if (matched < 8) return undefined;
  const { licenses, owners } = reading.index;
  const { kind } = licenses[owners[template] ?? 0] ?? {};
  if (kind === 'fragment' && matched < reading.words.count * MIN_FRAGMENT) return undefined;
  const comparison = compare(reading, alignment, template);
  const length = matched + comparison.missing;
  const isHeadless = length < DISCLAIMED && comparison.headless > length * MAX_HEADLESS;
  if (kind === 'license' && isHeadless && DISCLAIMER.test(leadOf(reading, start, end)))
    return undefined;
  if (!isNear(length, matched, comparison)) return undefined;
  const apart = alignment.hunks.reduce(
    (sum, one) => sum + one.textEnd - one.textStart + one.templateEnd - one.templateStart,
    0,
  );
  return { template, start, end, length, matched, apart, comparison };
}
