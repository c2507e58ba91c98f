import { type Classified, plainRestrictions } from './residue.ts';
import { restrictionInProse } from './residue-prose.ts';
import { unitsOf } from './residue-units.ts';

type Limit = Pick<Classified, 'start' | 'end' | 'reason'>;

/** Characters of a text beside a license that are looked through. */
const MAX_TEXT = 200_000;
/** Longest text that is read as closely as a license; longer ones are lists of others' licenses. */
const MAX_CLOSE = 5000;
const MAX_QUOTED = 140;

/** What no attribution and no free license says, so that it is a limit wherever it stands. */
const LIMITS: ReadonlySet<string> = new Set([
  'a Commons Clause',
  'no commercial use',
  'for personal use',
  'for research and teaching',
  'for evaluation',
  'no production use',
]);
/** Each of those has one of these words. */
const CLOSE =
  /commerci|commons\s+clause|evaluat|personal|private|research|academ|teach|educat|scien|production|[商営营个個研学評评]/i;
/** A limit of any kind has one of these words; most texts have none, and are read no closer. */
const SUSPECT =
  /commer[cz]|comercial|kommer[zc]|commons\s+clause|evaluat|trial|demonstrat|personal|private|individual|student|hobby|research|academ|teach|educat|scien|profit|charit|production|internal|free\s+(?:of|to|for|in)\b|paid|enterprise|proprietary|purchas|not\b|evil|additional|extra|special|modified|custom|amended|[商営营仅附修个個研学評评]/i;

/**
 * Why a text that stands beside a license limits it, or undefined: a NOTICE, the license section of a
 * README. Such texts quote licenses, thank people and ask for stars, so only what hardly anything but a
 * limit says counts.
 */
export function limitBeside(text: string): string | undefined {
  const read = text.slice(0, MAX_TEXT);
  if (!SUSPECT.test(read)) return undefined;
  const found = inProse(read) ?? closely(read);
  if (!found) return undefined;
  const words = read.slice(found.start, found.end).replace(/\s+/g, ' ').trim();
  const quoted = words.length > MAX_QUOTED ? `${words.slice(0, MAX_QUOTED)}…` : words;
  return `${found.reason}: "${quoted}"`;
}

/** "Free for personal and commercial use": for everybody. */
const FOR_ALL =
  /(?:personal|private|academic|educational|research|non-?\s?commercial),?(?: (?:use|projects?|purposes?))? (?:and|or|&|and\/or|as well as) commercial|(?<!non-?\s?)commercial,?(?: (?:use|projects?|purposes?))? (?:and|or|&|and\/or|as well as) (?:personal|private|academic|educational|research|non-?\s?commercial)/i;

/** What is said as plainly beside a license as in one. */
const PLAIN: readonly (readonly [string, RegExp])[] = [
  [
    'for some uses only',
    /\bfor (?:\S+ ){0,3}?(?:evaluation|trial|non-?\s?production|academic|research|educational|personal|hobby)(?: \S+){0,2} only\b/i,
  ],
  [
    'a license to be bought',
    /\b(?:in production|production use|commercial(?:ly)?(?: use)?)\b[^.]{0,60}\b(?:requires?|needs?) (?:\S+ ){0,4}?licen[cs]e\b/i,
  ],
];

function plainly(words: string): string | undefined {
  return PLAIN.find(([, pattern]) => pattern.test(words))?.[0];
}

function isForAll(words: string): boolean {
  return FOR_ALL.test(words) && !/\b(?:not?|never|only|forbidden|prohibited)\b/i.test(words);
}

function inProse(text: string): Limit | undefined {
  for (const { words, start, end } of unitsOf(text)) {
    const reason = restrictionInProse(words) ?? plainly(words);
    // Whole licenses of others, such as that of a font, forbid this and that.
    if (reason === 'a ban' && text.length > MAX_CLOSE) continue;
    if (reason !== undefined && !isForAll(words)) return { reason, start, end };
  }
  return undefined;
}

function closely(text: string): Limit | undefined {
  if (text.length > MAX_CLOSE || !CLOSE.test(text)) return undefined;
  return plainRestrictions(text).find(
    ({ reason, start, end }) =>
      LIMITS.has(reason ?? '') && !isForAll(text.slice(start, end).replace(/\s+/g, ' ')),
  );
}
