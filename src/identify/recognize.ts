import { createHash } from 'node:crypto';
import type { Kin } from '../spdx/kin.ts';
import { normalizeBody, stripFrame } from './normalize.ts';
import { businessSourceParameters } from './parameters.ts';
import { lookUp, type TextIndex } from './text-index.ts';

/**
 * What a text was recognized as. `match`: it is that license, word for word up to names and layout.
 * `modified`: it is near a license, or carries a known restriction, and differs. `unknown`: neither.
 */
export interface Recognition {
  readonly verdict: 'match' | 'modified' | 'unknown';
  readonly expression?: string;
  readonly note?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** For an unknown text of some length: the groups of licenses whose words or names it has. */
  readonly kin?: readonly Kin[];
}

const UNKNOWN: Recognition = { verdict: 'unknown' };

/** The sentence that makes a text a Business Source License, whatever its heading says. */
const BUSL =
  'hereby grants you the right to copy modify create derivative works redistribute and make non production use of the licensed work';

/**
 * Sentences that take something away, in words their licenses share. A text that is no license we
 * know and has one of these is reported as restricted, never as unknown alone.
 */
const RESTRICTIONS: readonly (readonly [RegExp, string])[] = [
  [
    /\bcommons clause\b/,
    'the text has a Commons Clause, which forbids selling the software or services built on it',
  ],
  [
    /\b(?:not|no) (?:be )?(?:used|use|permitted|allowed)? ?(?:for|in) (?:any )?commercial\b|\bnon ?commercial (?:use|purposes?|research)\b|\bcommercial use (?:is|of this software is) (?:strictly )?(?:prohibited|forbidden|not)\b/,
    'the text limits commercial use',
  ],
  [
    /\b(?:may not|not to|you will not|must not|shall not) (?:[a-z]+ ){0,12}(?:as|to third parties as) a (?:hosted|managed|cloud) (?:or managed )?service\b/,
    'the text forbids offering the software as a service',
  ],
  [/\bmulti tenant (?:environment|service)\b/, 'the text limits multi-tenant use'],
  [/\b(?:evaluation|testing|trial) purposes only\b/, 'the text allows evaluation only'],
  [
    /\b(?:monthly active users|annual revenue|total revenue|gross revenue)\b/,
    'the text sets a limit of size',
  ],
  [
    /\bwritten (?:permission|consent|agreement) (?:of|from|with) (?:[a-z]+ ){1,6}(?:is|be) required\b/,
    'the text asks for written permission',
  ],
  [
    /\b(?:may|must|shall|can|do) ?not (?:[a-z]+ ){0,12}(?:to compete|competing|host|hosting|resell)\b/,
    'the text forbids competing or hosting',
  ],
  [
    /\b(?:paid|commercial|enterprise|purchase|purchase an?|buy|buy an?) (?:[a-z]+ )?(?:subscription|license|agreement)\b/,
    'the text asks for a paid license',
  ],
];

/** A word at least one of which every restriction has: most texts are spared the closer look. */
const SUSPECT =
  /commons clause|commercial|as a (?:hosted|managed|cloud)|multi tenant|purposes only|active users|revenue|written|compet|host|resell|paid|enterprise|purchase|buy/;

/**
 * Recognizes one license text by exact digest of its normalized body. It never names a license
 * that the whole text is not: nearness is not enough, a single added sentence is another license.
 * @param frameless the text without its frame, where the caller has it already
 */
export function recognize(
  text: string,
  index: TextIndex,
  frameless: string = stripFrame(text),
): Recognition {
  const body = normalizeBody(frameless);
  if (body === '') return UNKNOWN;
  const ids = lookUp(index, body);
  const [id] = ids;
  if (id !== undefined && id !== 'BUSL-1.1') return { verdict: 'match', expression: id };
  if (body.includes(BUSL)) return businessSource(text, body);
  const restriction = SUSPECT.test(body)
    ? RESTRICTIONS.find(([pattern]) => pattern.test(body))
    : undefined;
  return restriction ? { verdict: 'modified', note: restriction[1] } : unknown(text, body);
}

/** Fewer words than this refer to a license rather than state one. */
const MIN_STATEMENT = 60;

/** Words by which a text of a group can be told, even if it was changed, cut or joined with others. */
const MARKS: readonly (readonly [Kin, RegExp])[] = [
  ['MIT', /permission is hereby granted|\bmit\b|\bx11\b|\bexpat\b/],
  ['ISC', /permission to use copy modify|\bisc\b|\b0bsd\b/],
  ['BSD', /redistribution and use|redistributions of source code|\bbsd\b/],
  ['Apache', /\bapache\b/],
  ['GNU', /\bgnu\b|\b[al]?gpl/],
  ['MPL', /\bmozilla\b|\bmpl\b/],
];

function unknown(text: string, body: string): Recognition {
  if (body.split(' ', MIN_STATEMENT).length < MIN_STATEMENT) return UNKNOWN;
  // Names stand in headings, which are no part of the body.
  const words = `${body} ${text.slice(0, 2000).toLowerCase()}`;
  return {
    verdict: 'unknown',
    kin: MARKS.filter(([, mark]) => mark.test(words)).map(([kin]) => kin),
  };
}

/** The terms of BUSL-1.1 from its first to its last sentence, as a digest of their normalized words. */
const BUSL_TERMS = '9066a159424d3660';
const BUSL_END = 'non infringement and title';
/** Fewer words than this quote the license; more are its terms, and must be those. */
const MIN_TERMS = 200;

function hasOwnTerms(body: string): boolean {
  const terms = body.slice(body.indexOf(BUSL));
  const end = terms.indexOf(BUSL_END);
  if (end < 0) return terms.split(' ', MIN_TERMS).length >= MIN_TERMS;
  const digest = createHash('sha256').update(terms.slice(0, end)).digest('hex');
  return digest.slice(0, BUSL_TERMS.length) !== BUSL_TERMS;
}

function businessSource(text: string, body: string): Recognition {
  if (hasOwnTerms(body)) {
    const note = 'the text is BUSL-1.1 with terms changed';
    return { verdict: 'modified', expression: 'BUSL-1.1', note };
  }
  const parameters = businessSourceParameters(text);
  const missing = ['changeDate', 'changeLicense'].filter((key) => !parameters[key]);
  return {
    verdict: 'match',
    expression: 'BUSL-1.1',
    parameters,
    ...(missing.length > 0
      ? { note: `no ${missing.join(' and no ')} was found in its parameters` }
      : {}),
  };
}
