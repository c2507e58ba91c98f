import { compareText } from '../syntax/compare.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as people write it, where day and month cannot be mistaken for each other. */
const DATE =
  /\b(?:(\d{4})([-/.])(\d{2})\2(\d{2})|([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]{3,9})\.?,? (\d{4}))\b/g;

/** The dates of a value, and the words that are left when they are taken out. */
function datesOf(written: string): { dates: string[]; rest: string } {
  const dates: string[] = [];
  const rest = written.replace(DATE, (whole, ...groups: (string | undefined)[]) => {
    const [isoYear, , isoMonth, isoDay, name, day, year, europeanDay, europeanName, europeanYear] =
      groups;
    const index = MONTHS.indexOf((name ?? europeanName ?? '').slice(0, 3).toLowerCase());
    const date = isoYear
      ? `${isoYear}-${isoMonth}-${isoDay}`
      : `${year ?? europeanYear}-${twoDigits(index + 1)}-${twoDigits(day ?? europeanDay ?? '')}`;
    if (!isDay(date)) return whole;
    dates.push(date);
    return ' @ ';
  });
  return { dates, rest };
}

function twoDigits(number: number | string): string {
  return String(number).padStart(2, '0');
}

function isDay(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}

/** Words that may stand beside a date and change nothing. */
const FILLER =
  /^(?:@|the|on|in|of|or|and|either|change|date|is|utc|later|earlier|sooner|until|to)$/;

/** Words after which a date is not the whole story. */
const DOUBT =
  /\b(?:not?|never|versions?|unless|except|if|provided|extend\w*|later|latest|after|subject|only)\b/;

/**
 * The day on which all that a change date is said of has changed, if its words leave no doubt.
 * @param written `2027-10-04`, `The earlier of 2027-10-04 or a date specified at …`
 * @returns ISO. Of several dates the last; of dates of which the earlier counts, that one; undefined
 * where a date holds for some versions only, is denied, or waits for something else.
 */
export function changeDateOf(written: string): string | undefined {
  if (written.length > 1000) return undefined;
  // A period in brackets tells how the date was found: `2027-10-04 (four years after release)`.
  const bare = written.replace(/\([^()]*\)/g, (gloss) => (changeAfterOf(gloss) ? ' ' : gloss));
  const { dates, rest } = datesOf(bare);
  if (dates.length === 0) return undefined;
  const sorted = dates.sort(compareText);
  const words = rest.toLowerCase().replace(/[.,;:]+(?=\s|$)/g, ' ');
  const open = /^\s*(?:the )?(?:earlier|earliest|sooner) of (?:either )?@ (?=.*\b(?:or|and)\b)/;
  const folded = words.replace(/\s+/g, ' ').trim();
  if (open.test(folded) && !DOUBT.test(folded)) return sorted[0];
  const plain = folded.split(' ');
  if (!plain.every((word) => FILLER.test(word))) return undefined;
  // "The later of" two dates is a date; a single date "or later" is not.
  if (plain.includes('later') && dates.length < 2) return undefined;
  return sorted.at(-1);
}

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const PERIOD = new RegExp(
  `^(?:(?:the )?change date (?:is|shall be|will be) )?(${NUMBERS.join('|')}|\\d{1,2})(?: \\(\\d{1,2}\\))?[ -](year|month)s?(?: anniversary)? (?:from|after|following|since) (.*)$`,
);

/** Words that say no more than "its release"; any other could begin the period at another day. */
const RELEASE =
  /^(?:the|a|of|on|at|its|it|each|every|this|that|such|specific|given|applicable|respective|particular|is|was|first|initial|initially|original|general|generally|public|publicly|commercial|date|dates|day|release|released|releases|publication|publish|published|publishing|availability|available|made|distribution|distributed|licensed|work|software|version|versions|version's|git|github|commit|under|license|please|see|for|exact|\(|\))$/;

/**
 * The period of a change date that counts from the release of each version.
 * @param written `Four years from the date the Licensed Work is published.`
 * @returns `4y` or `18m`; undefined where it counts from anything else, or is no period
 */
export function changeAfterOf(written: string): string | undefined {
  if (written.length > 400) return undefined;
  const words = written.toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ').trim();
  const sentence = words.replace(/^\(\s*|\s*\)$|\.$/g, '');
  const [, number, unit, start] = PERIOD.exec(sentence) ?? [];
  if (!number || !start) return undefined;
  const plain = start.replace(/[.,:;]+(?=\s|$)/g, '').split(' ');
  if (!plain.every((word) => RELEASE.test(word))) return undefined;
  if (!plain.some((word) => /^(?:releas|publi|availab|distribut|commit)/.test(word))) {
    return undefined;
  }
  const count = NUMBERS.indexOf(number) + 1 || Number(number);
  return count > 0 ? `${count}${unit === 'year' ? 'y' : 'm'}` : undefined;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

const ANNIVERSARY = new RegExp(
  `\\b(${ORDINALS.join('|')})\\s{1,80}anniversary\\s{1,80}of\\s{1,80}the\\s{1,80}(?:first\\s{1,80}publicly|date\\s{1,80}we\\s{1,80}make)`,
  'i',
);

/** The anniversary of its release on which a text converts by its own terms: 4 for the fourth. */
export function anniversaryOf(text: string): number | undefined {
  const ordinal = ANNIVERSARY.exec(text)?.[1]?.toLowerCase();
  return ordinal ? ORDINALS.indexOf(ordinal) + 1 : undefined;
}
