import { compareText } from '../syntax/compare.ts';

/**
 * Parameters of a Business Source License: a block of `Key: value` lines above or below the terms.
 * Layouts vary (aligned columns, Markdown, values on the next line), the keys do not.
 */
const KEYS = {
  licensor: 'Licensor',
  licensedWork: 'Licensed Work',
  additionalUseGrant: 'Additional Use Grant',
  changeDate: 'Change Date',
  changeLicense: 'Change License',
} as const;

type Key = keyof typeof KEYS;

/** A key at the start of a line; Markdown and HTML marks were taken off before. */
const KEY_LINE = new RegExp(
  `^[ \\t>#*-]*(${Object.values(KEYS).join('|').replaceAll(' ', '[ \\t]+')})[ \\t]*:[ \\t]*(.*)$`,
  'i',
);

/** Lines that end a value: the terms begin, or a paragraph about other arrangements. */
const END =
  /^(?:[-=_*]{3,}$|notice\b|terms$|for information (?:about|on) alternative|text of bsl|business source license 1\.1$|this license does not apply)/i;

/** The first sentence of the terms: no parameter stands below it, except where the block is at the end. */
const TERMS =
  /The Licensor hereby grants you the right to copy, modify, create\s+derivative\s+works/i;

/**
 * The parameters of a text, as written but with white space folded. A change date that is a date is
 * given as ISO, any other form (`Four years from …`) as written.
 */
export function businessSourceParameters(text: string): Readonly<Record<string, string>> {
  const plain = text
    .replace(/<\/?[a-z][^<>]{0,80}>/gi, '')
    .replace(/\[([^\]\n]{0,200})\]\([^)\n]{0,400}\)/g, '$1')
    .replace(/[*_`]{1,3}/g, '');
  const terms = plain.search(TERMS);
  const result: Record<string, string> = {};
  for (const [key, lines] of blockOf(terms > 0 ? plain.slice(0, terms) : plain.slice(0, 20_000))) {
    const value = lines.join(' ').replace(/\s+/g, ' ').trim();
    if (value) result[key] = value;
  }
  const iso = changeDateOf(result['changeDate'] ?? '');
  if (iso) result['changeDate'] = iso;
  // "None" is a grant too: of nothing.
  if (/^none\.?$/i.test(result['additionalUseGrant'] ?? '')) result['grant'] = 'none';
  return result;
}

/**
 * The day a text converts, if its words leave no doubt: of several dates the last, and none where
 * the date holds for some versions only or is denied.
 */
function changeDateOf(written: string): string | undefined {
  if (/\b(?:not?|never|versions?)\b/i.test(written)) return undefined;
  const dates: string[] = [];
  for (const part of written.split(/[;,]? (?:or|and|else|until|to) |;/)) {
    const date = isoDate(part);
    if (date) dates.push(date);
    for (const iso of part.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? []) dates.push(iso);
  }
  const last = dates.sort(compareText).at(-1);
  return last !== undefined && isDay(last) ? last : undefined;
}

function isDay(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}

function blockOf(zone: string): Map<Key, string[]> {
  const found = new Map<Key, string[]>();
  let current: string[] | undefined;
  for (const line of zone.split(/\r\n?|\n/)) {
    const match = KEY_LINE.exec(line);
    const key = match ? keyOf(match[1] ?? '') : undefined;
    if (match && key && !found.has(key)) {
      current = [match[2] ?? ''];
      found.set(key, current);
    } else if (END.test(line.trim())) current = undefined;
    else current?.push(line);
  }
  return found;
}

function keyOf(text: string): Key | undefined {
  const lower = text.toLowerCase().replace(/\s+/g, ' ');
  const names: readonly Key[] = [
    'licensor',
    'licensedWork',
    'additionalUseGrant',
    'changeDate',
    'changeLicense',
  ];
  return names.find((key) => KEYS[key].toLowerCase() === lower);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first date of a value as ISO: `2027-10-04`, `October 4, 2027`, `4 October 2027`. */
export function isoDate(text: string): string | undefined {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text);
  if (iso) return iso[0];
  const american = /\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/.exec(text);
  const european = /\b(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b/.exec(text);
  const [month, day, year] = american
    ? [american[1], american[2], american[3]]
    : [european?.[2], european?.[1], european?.[3]];
  const index = MONTHS.indexOf((month ?? '').slice(0, 3).toLowerCase());
  if (index < 0 || !day || !year) return undefined;
  return `${year}-${String(index + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
