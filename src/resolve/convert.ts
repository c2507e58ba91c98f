import type { Basis } from '../model/determination.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import { licenseIds, mapLicenses, parseExpression, print } from '../spdx/expression.ts';

/** A license after time has passed over it, and a word on that where there is one to say. */
export interface Converted {
  readonly license: CuratedLicense;
  readonly basis?: Basis;
}

/** How a license that opens with time does so, for one version of a work. */
interface Opening {
  /** The license it becomes, as named; empty where nobody says. */
  readonly named: string;
  /** The day from which that is so; undefined where it cannot be told. */
  readonly date?: string;
  /** What would tell the day, where it cannot be told. */
  readonly wanted?: string;
}

type Parameters = Readonly<Record<string, string>>;

/**
 * Applies the change date of a license that opens with time: the Business Source License on its
 * change date or four years after the version's release, whichever comes first, the Functional
 * Source and Fair Core License two years after it. A period counts only from a release date that is
 * known (`parameters.releaseDate`), so a conversion is never claimed too early.
 * @param asOf today, `YYYY-MM-DD`
 * @param read turns a change license as written into an SPDX expression
 * @returns the license as it is on that day, with the day in its basis, or what would tell the day
 */
export function convert(
  license: CuratedLicense,
  asOf: string,
  read: (name: string) => string | undefined,
): Converted {
  const expression = parseExpression(license.expression);
  if (!expression) return { license };
  const parameters = license.parameters ?? {};
  const targets = new Map<string, NonNullable<ReturnType<typeof parseExpression>>>();
  const texts: string[] = [];
  for (const id of new Set(licenseIds(expression))) {
    const opening = openingOf(id, parameters);
    if (!opening) continue;
    const { text, target } = after(id, opening, { asOf, read });
    const parsed = target === undefined ? undefined : parseExpression(target);
    if (parsed) targets.set(id, parsed);
    if (text) texts.push(text);
  }
  const basis: { basis?: Basis } =
    texts.length > 0 ? { basis: { kind: 'curated', text: texts.join('; ') } } : {};
  if (targets.size === 0) return { license, ...basis };
  const converted = print(mapLicenses(expression, (single) => targets.get(single.id) ?? single));
  return { license: { ...license, expression: converted }, ...basis };
}

/** What has become of one license, in words, and the license it is now under if it has changed. */
function after(
  id: string,
  { named, date, wanted }: Opening,
  { asOf, read }: { asOf: string; read: (name: string) => string | undefined },
): { text?: string; target?: string } {
  const changed = named ? read(named) : undefined;
  if (date === undefined) {
    return wanted
      ? { text: `converts to ${changed ?? (named || 'another license')} ${wanted}` }
      : {};
  }
  if (asOf < date) return { text: `converts to ${changed ?? named} on ${date}` };
  if (changed === undefined || !parseExpression(changed)) {
    return {
      text: `its change date ${date} has passed, but the change license "${named}" was not understood`,
    };
  }
  return { text: `${id} converted to ${changed} on ${date}`, target: changed };
}

/** `BSL-1.0` alone is Boost's license. */
const BUSINESS_SOURCE = /^(?:BUSL-|LicenseRef-scancode-bsl-)1\.([01])$/i;
const DELAYED = /^(?:LicenseRef-(?:scancode-)?)?(?:FSL-1\.[01]|FCL-1\.0)-(MIT|ALv2|Apache-2\.0)$/i;

function openingOf(id: string, parameters: Parameters): Opening | undefined {
  const version = BUSINESS_SOURCE.exec(id)?.[1];
  if (version) return businessSource(version, parameters);
  const future = DELAYED.exec(id)?.[1];
  if (future === undefined) return undefined;
  const { changeAfter, years } = parameters;
  const period = changeAfter ?? (years ? `${years}y` : '2y');
  const named = future.toUpperCase() === 'MIT' ? 'MIT' : 'Apache-2.0';
  return dated(named, [period], parameters);
}

/**
 * Version 1.1 opens on the fourth anniversary of a version's release at the latest, whatever its
 * change date is. Version 1.0 knows no anniversary, and opens after its change date, not on it.
 */
function businessSource(version: string, parameters: Parameters): Opening | undefined {
  const { changeDate, changeLicense = '', changeAfter, years, changeAtLatest } = parameters;
  if (version === '0') {
    const day = changeDate === undefined ? undefined : later(changeDate, '1d');
    return dated(changeLicense, changeAfter ? [changeAfter] : [], parameters, day);
  }
  const latest = changeAtLatest ?? '4y';
  const periods = [changeAfter, years ? `${years}y` : undefined, latest].filter(
    (period) => period !== undefined,
  );
  const opening = dated(changeLicense, periods, parameters, changeDate);
  if (!changeDate || changeAfter || !opening.wanted) return opening;
  return {
    ...opening,
    wanted: `on its change date, "${shortened(changeDate)}", or ${opening.wanted}`,
  };
}

function shortened(written: string): string {
  return written.length > 120 ? `${written.slice(0, 119)}…` : written;
}

/** The earliest of a day and the ends of some periods after the release. */
function dated(
  named: string,
  periods: readonly string[],
  { releaseDate }: Parameters,
  day?: string,
): Opening {
  const ends = releaseDate ? periods.map((period) => later(releaseDate, period)) : [];
  const known = [day && isDay(day) ? day : undefined, ...ends].filter((end) => end !== undefined);
  const [date] = known.sort();
  if (date !== undefined) return { named, date };
  const shortest = [...periods].sort((a, b) => monthsOf(a) - monthsOf(b))[0];
  if (shortest === undefined) return { named };
  const wanted = `${words(shortest)} after the release of this version, whose date is not known`;
  return { named, wanted };
}

const PERIOD = /^(\d{1,3})([ymd])$/;

/** A day some years, months or days on. The anniversary of a leap day is the first of March. */
function later(day: string, period: string): string | undefined {
  const [, count, unit] = PERIOD.exec(period) ?? [];
  if (!count || !isDay(day)) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  const by = Number(count);
  if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() + by);
  else if (unit === 'm') date.setUTCMonth(date.getUTCMonth() + by);
  else date.setUTCDate(date.getUTCDate() + by);
  const end = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  return isDay(end) ? end : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function monthsOf(period: string): number {
  const [, count, unit] = PERIOD.exec(period) ?? [];
  return count ? Number(count) * (unit === 'y' ? 12 : 1) : Number.POSITIVE_INFINITY;
}

function words(period: string): string {
  const [, count, unit] = PERIOD.exec(period) ?? [];
  return `${count ?? '?'} ${unit === 'y' ? 'year' : 'month'}${count === '1' ? '' : 's'}`;
}
