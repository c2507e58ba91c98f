import type { Version } from '../model/component.ts';
import type { ProductVersions } from '../model/knowledge.ts';
import { lazy } from '../syntax/lazy.ts';
import { type Days, type Reading, readDays, readVersion } from './read.ts';

const semver = lazy((require) => require('semver') as typeof import('semver'));

/** node-semver leaves prereleases out unless asked; a release candidate carries its release's license. */
const PRERELEASES = { includePrerelease: true };

/**
 * Which rows of a product's history a version can mean, and how firmly.
 *
 * `release` it names one release · `range` any of several · `newest` it follows the newest, which
 * the product states · `assumed-newest` it follows the newest, taken to be the last row · `unreadable`
 * it names no release, so it can mean every row.
 */
export interface PossibleRows {
  readonly rows: readonly ProductVersions[];
  readonly by: 'release' | 'range' | 'newest' | 'assumed-newest' | 'unreadable';
}

/** True for what a row of a product's history may say: a semver range, days, or `*`. */
export function isRange(text: string): boolean {
  if (text.startsWith('date:')) return /^date:(?:[<>]=?\d{4}-\d{2}-\d{2}\s*)+$/.test(text);
  return semver().validRange(text, PRERELEASES) !== null;
}

/** How much of what a version can mean lies in a range. */
type Share = 'none' | 'part' | 'whole';

/** The rows alone, in the product's order; see `readRows`. */
export function possibleRows(
  version: Version | undefined,
  rows: readonly ProductVersions[],
  newest?: Readonly<Record<string, string>>,
): readonly ProductVersions[] {
  return readRows(version, rows, newest).rows;
}

/**
 * Goes through a product's rows in order and keeps those the version can mean; a row that holds all
 * of it ends the search. A tag that carries a row's flavor (`2.17-oss`) is looked for among rows of
 * that flavor first. What cannot be read, or fits no row, can mean every row. Never throws on a
 * version, however it is written.
 */
export function readRows(
  version: Version | undefined,
  rows: readonly ProductVersions[],
  newest: Readonly<Record<string, string>> = {},
): PossibleRows {
  // One row for every version: what the version is does not matter.
  if (rows.length === 1 && rows[0]?.range === '*') return { rows, by: 'release' };
  const flavored = rows.filter((row) => row.flavor && hasFlavor(version, row.flavor));
  const plain = rows.filter((row) => !row.flavor);
  const reading = readVersion(version);
  // Days are tried before names: `RELEASE.2021-04-22` has a name that is no release of its own.
  const days = rows.some((row) => row.range.startsWith('date:')) ? readDays(version) : undefined;
  if (reading.kind === 'newest' && !days)
    return newestRows(reading.name, { flavored, plain, newest });
  const fits = (row: ProductVersions) => shareOf(row.range, reading, days);
  const found = firstRows(flavored, fits);
  // A digest hides the flavor too.
  if (reading.kind === 'unreadable' && !days) {
    return { rows: found.length > 0 ? found : rows, by: 'unreadable' };
  }
  const chosen = found.length > 0 ? found : firstRows(plain, fits);
  if (chosen.length === 0) return { rows, by: 'unreadable' };
  return { rows: chosen, by: reading.kind === 'release' || days ? 'release' : 'range' };
}

interface Offer {
  readonly flavored: readonly ProductVersions[];
  readonly plain: readonly ProductVersions[];
  readonly newest: Readonly<Record<string, string>>;
}

function newestRows(name: string, { flavored, plain, newest }: Offer): PossibleRows {
  const { latest } = newest;
  const stated = Object.hasOwn(newest, name) ? newest[name] : latest;
  const offered = flavored.length > 0 ? flavored : plain;
  if (stated !== undefined) {
    const version: Version = { text: stated, precision: 'exact' };
    const days = readDays(version);
    const reading = readVersion(version);
    const rows = firstRows(offered, (row) => shareOf(row.range, reading, days));
    if (rows.length > 0) return { rows, by: 'newest' };
  }
  return { rows: offered.slice(-1), by: 'assumed-newest' };
}

/** Whether one of the words of a tag is the flavor: `oss` in `2.17.2-pg16-oss`. */
function hasFlavor(version: Version | undefined, flavor: string): boolean {
  const words = (version?.text ?? '')
    .toLowerCase()
    .replace(/@.*$/s, '')
    .split(/[-._+]/);
  return words.includes(flavor.replace(/^-/, '').toLowerCase());
}

function firstRows(
  rows: readonly ProductVersions[],
  share: (row: ProductVersions) => Share,
): readonly ProductVersions[] {
  const found: ProductVersions[] = [];
  for (const row of rows) {
    const part = share(row);
    if (part === 'none') continue;
    found.push(row);
    if (part === 'whole') break;
  }
  return found;
}

function shareOf(range: string, reading: Reading, days: Days | undefined): Share {
  if (range.startsWith('date:')) return days ? shareOfDays(range, days) : 'part';
  switch (reading.kind) {
    case 'release':
      return semver().satisfies(reading.version, range, PRERELEASES) ? 'whole' : 'none';
    case 'range':
      if (!semver().intersects(reading.range, range, PRERELEASES)) return 'none';
      return semver().subset(reading.range, range, PRERELEASES) ? 'whole' : 'part';
    case 'newest':
    case 'unreadable':
      return 'part';
  }
}

/** `date:>=2021-04-23 <2025-01-01`: every comparator must hold; ISO days compare as text. */
function shareOfDays(range: string, days: Days): Share {
  let share: Share = 'whole';
  for (const comparator of range.slice('date:'.length).trim().split(/\s+/)) {
    const match = /^(<=?|>=?)(\d{4}-\d{2}-\d{2})$/.exec(comparator);
    if (!match) return 'part';
    const [, operator = '', day = ''] = match;
    const first = holds(days.from, operator, day);
    const last = holds(days.to, operator, day);
    if (!first && !last) return 'none';
    if (!first || !last) share = 'part';
  }
  return share;
}

function holds(day: string, operator: string, bound: string): boolean {
  if (day === bound) return operator.endsWith('=');
  return operator.startsWith('<') ? day < bound : day > bound;
}
