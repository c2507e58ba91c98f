import type { ReferenceTables } from './reference-tables.ts';
import { absorb, type Found } from './references-absorb.ts';
import { joinAlternatives, joinLists } from './references-choices.ts';
import { type Statement, statementsIn } from './references-statements.ts';
import { brokenTagsIn, tagsIn } from './references-tags.ts';
import { addressesIn, recordedAt } from './references-urls.ts';
import { wordsOf } from './references-words.ts';
import { remembered } from './remembered.ts';

/**
 * A short statement about a license in a text. `tag` an `SPDX-License-Identifier` · `notice` words
 * that put something under it · `reference` its name in a field or alone, its address, or a pointer
 * to it.
 */
export interface Reference {
  readonly kind: 'tag' | 'notice' | 'reference';
  /** A canonical SPDX expression, with `LicenseRef-…` for licenses SPDX does not list. */
  readonly expression: string;
  /** Offsets in characters into the text given; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words leave a detail open and the usual one was taken: "BSD license" has three clauses. */
  readonly assumed?: true;
  /** An address at which others found the license once; it may be another one today. */
  readonly recorded?: true;
}

/** Words that name a license and change it in one breath, so that it is not that license. */
export interface Qualified {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A short text may be nothing but a name, with none of the words that trigger a search. */
const SHORT = 200;
const TRIGGER =
  /licen[cs]|gpl|gfdl|\bunder\b|:\/\/|www\.|\.org\/|wtfpl|public\s+domain|terms\s+(?:as|of)/i;

/** True if `findReferences` or `findQualified` may find anything: one scan, no false negatives. */
export function mayRefer(text: string): boolean {
  return text.length <= SHORT || TRIGGER.test(text);
}

/** A text that names more licenses than this is a list of licenses, whatever its header says. */
const LIST_OF_LICENSES = 40;
/** Fields and addresses of that many licenses are a table; sentences among them still count. */
const TABLE_OF_LICENSES = 12;

/**
 * Finds tags, notices, names and addresses of licenses: sorted, not overlapping. Mentions that
 * grant nothing ("compatible with the GPL"), licenses that the same words change ("MIT with Commons
 * Clause", see `findQualified`), names without a needed version ("Mozilla Public License") and lists
 * of licenses are left out. Takes time linear in the text; never throws.
 */
export function findReferences(text: string, tables: ReferenceTables): readonly Reference[] {
  if (!mayRefer(text)) return [];
  const recorded = recordedAt(text, tables);
  const found = [
    ...tagsIn(text, tables).map((tag): Found => ({ ...tag, kind: 'tag', rank: 0 })),
    ...readStatements(text, tables),
    ...inOtherWords(text),
    ...addressesIn(text, tables)
      .filter((address) => ancestorOf(text, address) === undefined)
      .map((address): Found => ({ ...address, kind: 'reference', rank: 3 })),
  ];
  // What the address itself says stands; where a record says otherwise, neither does.
  if (recorded && found.every(({ expression }) => expression !== recorded.expression))
    return [{ kind: 'reference', ...recorded, recorded: true }];
  if (found.length === 0 || listsLicenses(text, tables)) return [];
  const apart = absorb(withoutOverlap(joinLists(joinAlternatives(text, found))));
  const named = new Set(apart.map((each) => each.expression));
  return apart
    .filter((each) => each.kind !== 'reference' || named.size < TABLE_OF_LICENSES)
    .map(({ kind, expression, start, end, open }) => ({
      ...{ kind, expression, start, end },
      ...(open === 'assumed' ? { assumed: true as const } : {}),
    }));
}

/**
 * Finds what `findReferences` leaves out because a license is named and changed: "modified MIT",
 * "Apache 2.0 with the following additional conditions", and tags with a part that nobody knows. Sorted,
 * not overlapping.
 */
export function findQualified(text: string, tables: ReferenceTables): readonly Qualified[] {
  if (!mayRefer(text)) return [];
  const statements = statementsOf(text, tables);
  const told = statements.map(({ expression }) => expression.toLowerCase());
  // "GPL, LGPL and MPL", and then which versions of each.
  const isTold = ({ stranger }: Statement) =>
    stranger !== undefined &&
    told.some((expression) =>
      expression.split(/[\s()]+/).some((id) => id.startsWith(`${stranger}-`)),
    );
  const altered = statements.filter(
    (statement) => statement.kind === 'altered' && !isTold(statement),
  );
  const ancestors = addressesIn(text, tables).flatMap((address) => ancestorOf(text, address) ?? []);
  return [...altered, ...ancestors, ...brokenTagsIn(text, tables)]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end).replace(/\s+/g, ' ') }));
}

/** What an address is of that stands behind these words is where a license comes from, not what it is. */
const ANCESTOR =
  /\b(?:derived from|based (?:up)?on|inspired by|adapted from|modified(?: version of| from)?|variant of|similar to|compatible with)\s+(?:the\s+)?(?:[\w+-]+(?:\.\w+)*\s+){1,5}[([<]?$/i;
const MAX_ANCESTOR = 90;

function ancestorOf(text: string, { start, end }: Pick<Found, 'start' | 'end'>) {
  const from = Math.max(0, start - MAX_ANCESTOR);
  const found = ANCESTOR.exec(text.slice(from, start));
  return found ? { start: from + found.index, end } : undefined;
}

const RANKS = { grant: 1, key: 1, whole: 1, pointer: 2, altered: 9 } as const;

/** Callers ask for references and qualified ones of the same text. */
const statementsOf = remembered((text, tables) => statementsIn(wordsOf(text), tables));

function readStatements(text: string, tables: ReferenceTables): readonly Found[] {
  return statementsOf(text, tables)
    .filter((statement) => statement.kind !== 'altered')
    .map(({ kind, ...rest }: Statement) => ({
      ...rest,
      kind: kind === 'grant' ? ('notice' as const) : ('reference' as const),
      rank: RANKS[kind],
    }));
}

/** perl's README: "either the GNU General Public License […] or the Artistic License which comes with this Kit". */
const LIKE_PERL =
  /\b(?:same|identical)\s+(?:(?:licen[cs]es?|licen[cs]ing|terms|conditions)(?:\s+(?:and|or)\s+)?){1,3}\s+(?:as|of)\s+(?:the\s+)?perl(?:\s*5)?\b(?:\s+(?:itself|programming|language|system|interpreter|distribution|core))*(?!\s+(?:and|or)\b)/gi;

/** "This software is hereby placed in the public domain"; not "portions of this code are". */
const PUBLIC_DOMAIN = new RegExp(
  String.raw`(?<!\b(?:portions?|parts?|some|most|none|much|unlike|if)\s(?:of\s)?)\b(?:${[
    String.raw`(?:this|the|all|these|its)\s+(?:[\w.+-]+\s+){0,4}?(?:software|code|source|files?|works?|program|library|package|project|module|text|script|font|data|implementation)\s+(?:(?:is|are|was|were|has|have|been|hereby|explicitly|fully|entirely|all|also|now|free)\s+){1,4}(?:(?:released|placed|put|dedicated|donated)\s+(?:in|into|to)|in)`,
    String.raw`I\s+(?:hereby\s+)?(?:release|place|put|dedicate)\s+(?:(?:this|the|my|it|all)\s*){1,2}(?:[\w.+-]+\s+){0,4}?(?:in|into|to)`,
    String.raw`(?<=^\W*)(?:hereby\s+)?(?:released|placed|dedicated)\s+(?:in|into|to)`,
  ].join('|')})\s+(?:the\s+)?public\s+domain\b`,
  'gi',
);

/**
 * Statements that name no license: "the same terms as Perl itself", as most of CPAN has it. Of each: a
 * word that most texts lack.
 */
const IN_OTHER_WORDS = [
  [/perl/i, LIKE_PERL, 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  [/public\s+domain/i, PUBLIC_DOMAIN, 'LicenseRef-scancode-public-domain'],
] as const;

function inOtherWords(text: string): readonly Found[] {
  return IN_OTHER_WORDS.filter(([word]) => word.test(text)).flatMap(([, pattern, expression]) =>
    [...text.matchAll(pattern)].map(
      ({ 0: { length }, index: start }): Found => ({
        ...{ kind: 'notice', expression, start, end: start + length, rank: 1 },
      }),
    ),
  );
}

/** The better found stays: a tag over a sentence, a sentence over an address within. */
function withoutOverlap(found: readonly Found[]): readonly Found[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || a.rank - b.rank || b.end - a.end);
  const kept: Found[] = [];
  for (const each of sorted) {
    const last = kept.at(-1);
    if (!last || each.start >= last.end) kept.push(each);
    else if (each.rank < last.rank) kept[kept.length - 1] = each;
  }
  return kept;
}

/** Ids without a hyphen are words of prose too: "Fair", "Ruby". */
const ID = /[a-z0-9]+(?:[-.+_][a-z0-9.+]+){1,6}/gi;
const LONGEST_LIST = 400_000;
const SHORTEST_LIST = 600;

function listsLicenses(text: string, tables: ReferenceTables): boolean {
  if (text.length < SHORTEST_LIST) return false;
  const ids = new Set<string>();
  for (const match of text.slice(0, LONGEST_LIST).matchAll(ID)) {
    const id = match[0].toLowerCase();
    if (tables.ids.get(id) !== undefined) ids.add(id);
    if (ids.size > LIST_OF_LICENSES) return true;
  }
  return false;
}
