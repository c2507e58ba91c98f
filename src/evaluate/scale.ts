import type { Region, ScaleValue } from '../model/usage.ts';

/**
 * A number of ours at the moment a license asks about.
 *
 * A plain number holds at every date. Of a dated record, `now` answers for today; for a release date
 * the value of that month or of the month before (licenses count the preceding month) answers.
 * @param date `YYYY-MM-DD`, or undefined for now
 * @returns undefined when it was not said
 */
export function numberAt(
  value: ScaleValue | undefined,
  date: string | undefined,
): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  if (date === undefined) return own(value, 'now');
  return own(value, monthBefore(date)) ?? own(value, date.slice(0, 7));
}

function own(record: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function monthBefore(date: string): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** Member states of the European Union, ISO 3166-1; https://european-union.europa.eu lists them. */
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(
  ' ',
);
/** The European Economic Area adds three. */
const EEA = [...EU, 'IS', 'LI', 'NO'];

const UNIONS: Readonly<Record<string, readonly string[]>> = { EU, EEA };

/** Those of our regions that a list of regions reaches; unions stand for their members, both ways. */
export function regionsHit(ours: readonly Region[], excluded: readonly Region[]): Region[] {
  const members = (region: Region): readonly string[] => UNIONS[region] ?? [region];
  const out = new Set(excluded.flatMap(members));
  return ours.filter((region) => members(region).some((member) => out.has(member)));
}
