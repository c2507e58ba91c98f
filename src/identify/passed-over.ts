import { mayLink } from './lines.ts';
import { gapsBetween, type Part, type Piece } from './piece.ts';
import type { Reading } from './reading.ts';
import { matchesOf } from './ready.ts';
import type { ReferenceTables } from './reference-tables.ts';
import type { Reference } from './references.ts';
import { type Name, nameAt } from './references-names.ts';
import { addressesIn } from './references-urls.ts';
import { wordsOf } from './references-words.ts';
import { rememberedByLine } from './remembered.ts';
import type { Classified } from './residue.ts';

/**
 * Licenses that are named beside a license text and that no statement put anything under: what is read
 * is not all there is, so the text is more than the license found in it.
 */
export function passedOver(
  reading: Reading,
  full: readonly Piece[],
  said: readonly Reference[],
): Classified[] {
  if (full.length === 0 && (said.length === 0 || reading.text.length > MAX_SHORT)) return [];
  const beside: Beside = {
    tables: reading.index.references,
    text: reading.text,
    said,
    gaps: gapsBetween(reading.text, full),
    present: expressionsOf(full, said),
    isExcepted: hasException(full),
  };
  return [
    ...versionless(beside),
    ...strangers(beside),
    ...labels(beside),
    ...(full.length === 0 ? [] : linked(beside)),
  ];
}

/** What stands beside license texts, and what is known of it. */
interface Beside {
  readonly tables: ReferenceTables;
  readonly text: string;
  readonly said: readonly Reference[];
  /** What no license text was found in. */
  readonly gaps: readonly Part[];
  /** Every id of the licenses found, and what else they are called. */
  readonly present: readonly string[];
  /** An exception is among them. */
  readonly isExcepted: boolean;
}

/** Addresses of terms of which the address does not say what they are. */
const TERMS_ELSEWHERE =
  /https?:\/\/[^\s<>"')\]]{1,200}\/(?:[\w.-]{0,40}[-_])?(?:terms(?:[-_](?:of[-_](?:use|service)|and[-_]conditions))?|tos|eula|end[-_]user[-_]licen[cs]e[-_]agreement|commercial(?:[-_](?:use|terms|licen[cs](?:e|ing)))?|elastic[-_]licen[cs]e|sspl|busl|server[-_]side[-_]public[-_]licen[cs]e|[\w.-]{0,40}non-?commercial[\w.-]{0,40})(?:\.(?:html?|md|txt|pdf))?\/?(?=[\s<>"')\].,;]|$)/gi;

/** Addresses beside a license text that lead to other terms than its own. */
function linked({ text, tables, said, gaps, present, isExcepted }: Beside): Classified[] {
  return gaps.flatMap((gap) => {
    const part = text.slice(gap.start, gap.end);
    if (!mayLink(part)) return [];
    const known = addressesIn(part, tables).flatMap(({ expression, open, ...place }) =>
      isPresent({ choices: [expression], ...(open ? { open } : {}) }, present) ||
      (isExcepted && isGnu({ choices: [expression] }))
        ? []
        : [{ ...place, reason: 'another license is linked' }],
    );
    const unknown = [...matchesOf(TERMS_ELSEWHERE, part)].map(
      ({ 0: { length }, index: start }) => ({
        start,
        end: start + length,
        reason: 'terms are linked',
      }),
    );
    return [...known, ...unknown.filter((one) => !known.some(({ start }) => start === one.start))]
      .map((one) => ({ ...one, start: one.start + gap.start, end: one.end + gap.start }))
      .filter((one) => !isTold(said, one))
      .map((one): Classified => ({ kind: 'restriction', ...one }));
  });
}

/** Every id of the licenses found, and what else they are called. */
function expressionsOf(full: readonly Piece[], said: readonly Reference[]): string[] {
  return [
    ...full.flatMap(({ expression, license }) => [expression, ...(license.aliases ?? [])]),
    ...said.map(({ expression }) => expression),
  ].flatMap((expression) => expression.split(/[\s()]+/));
}

/** Longest text of notices alone that is read as closely as what stands beside a license text. */
const MAX_SHORT = 2000;

/** Longest line that is a label, in characters and in words. */
const MAX_LABEL = 120;
const MAX_LABEL_WORDS = 14;

/** `Plugins: Elastic License 2.0`, `Web UI (AGPL-3.0)`: a short line that names another license. */
function labels({ text, tables, said, gaps, present, isExcepted }: Beside): Classified[] {
  const named = rememberedByLine((line) => (TELLING.test(line) ? namesIn(line, tables) : []));
  return gaps.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(/[^\n]+/g)].flatMap(({ 0: line, index: at }) => {
      if (line.length > MAX_LABEL) return [];
      const names = named(line);
      if (names.length === 0) return [];
      const isNotice = COPYRIGHT.test(line);
      return names.flatMap((name): Classified[] => {
        if (isNotice && !isApart(line, name)) return [];
        const from = start + at + name.start;
        const to = start + at + name.end;
        return isTold(said, { start: from, end: to }) ||
          isPresent(name, present) ||
          (isExcepted && isGnu(name))
          ? []
          : [{ kind: 'restriction', start: from, end: to, reason: 'another license is named' }];
      });
    }),
  );
}

/** True for a name that is set apart behind the holder's: `Copyright 2020 Jane Roe (AGPL-3.0)`. */
function isApart(line: string, { start, end }: Part): boolean {
  return /[,;(–—-]\s*$/.test(line.slice(0, start)) && /^[\s).]*$/.test(line.slice(end));
}

/** What tells a license from other names in few words: "All rights reserved", "Microsoft Research". */
const TELLING = /licen[cs]e|gpl|gfdl|\d|sspl|[me]pl\b|cddl|openrail|rail-m|odbl|elv?2/i;
const LICENSE_BEHIND = /^ licen[cs]e\b/i;
/** Whose it is, not what it is under. */
const COPYRIGHT = /copyright|©|\(c\)/i;

type Named = Part & Pick<Name, 'choices' | 'open'>;

function namesIn(line: string, tables: ReferenceTables): Named[] {
  const words = wordsOf(line);
  if (words.list.length > MAX_LABEL_WORDS) return [];
  const found: Named[] = [];
  for (let at = 0; at < words.list.length; at++) {
    const name = nameAt(words, at, tables);
    if (!name || name.clarity === 'word') continue;
    const start = words.list[name.from]?.start ?? 0;
    const end = words.list[name.to - 1]?.end ?? line.length;
    if (!TELLING.test(line.slice(start, end)) && !LICENSE_BEHIND.test(line.slice(end))) continue;
    const { choices, open } = name;
    found.push({ start, end, choices, ...(open ? { open } : {}) });
    at = Math.max(at, name.to - 1);
  }
  return found;
}

/** An exception names the license it belongs to. */
function hasException(full: readonly Piece[]): boolean {
  return full.some(({ license }) => license.kind === 'exception');
}

function isGnu({ choices }: Pick<Named, 'choices'>): boolean {
  return choices.some((choice) => /^[AL]?GPL-/.test(choice));
}

/** True if one of the licenses a name can mean is there; where it names no version, one of its family. */
function isPresent(
  { choices, open }: Pick<Named, 'choices' | 'open'>,
  present: readonly string[],
): boolean {
  const plain = (id: string) => id.replace(/(?:-only|-or-later|\+)$/, '');
  const family = (id: string) => /^[A-Za-z]+/.exec(id)?.[0];
  return choices
    .flatMap((choice) => choice.split(/[\s()]+/))
    .filter((id) => id !== '' && !/^(?:AND|OR|WITH)$/.test(id))
    .some((id) =>
      present.some((one) => plain(one) === plain(id) || (open && family(one) === family(id))),
    );
}

/** "Licensed under the Timescale License": a name in capitals that no statement has read. */
const STRANGER =
  /\b(?:[Ll]icen[cs]ed|[Rr]eleased|[Dd]istributed|[Pp]ublished|[Aa]vailable|[Cc]overed|[Gg]overned)\s+(?:under|by)\s+(?:(?:the|terms|of|an?)\s+)*((?:[A-Z][\w.'’&-]*\s+){1,6}Licen[cs]e)\b/g;
/** "…, or the Timescale License", in the sentence that has named another. */
const JOINED =
  /(?:\bor|\band|,)\s+(?:under\s+)?(?:the\s+)((?:[A-Z][\w.'’&-]*\s+){1,5}Licen[cs]e)\b/g;

/** Characters behind a notice in which its sentence goes on. */
const MAX_SENTENCE = 160;

const MAX_VERSION = 16;

function sentenceEnd(text: string, from: number): number {
  const rest = text.slice(from, from + MAX_SENTENCE);
  const end = /[.!?](?:\s|$)|\n\s*\n/.exec(rest);
  return from + (end?.index ?? rest.length);
}

/** Names that are nobody's: what they stand for is said elsewhere. */
const NOBODY =
  /^(?:(?:This|The|That|Same|Following|Original|Above|Below|Project|Product|Software|Source|Open|Code|Free|Dual|Public|Main|Standard|Simple|Permissive|Respective|Own|Version)\s+){1,4}Licen[cs]e$/i;

/** Beside what is known, words that put something under a license of a name nobody here knows. */
function strangers({ text, tables, said, gaps, present }: Beside): Classified[] {
  const isKnown = (name: string) =>
    FAMILIES.some(([called]) => called.test(name)) ||
    namesIn(name, tables).some((one) => isPresent(one, present));
  const behind = said
    .filter(({ kind }) => kind === 'notice')
    .flatMap(({ end }) => phrasesIn(text, { start: end, end: sentenceEnd(text, end) }, JOINED));
  const under = gaps.flatMap((gap) => phrasesIn(text, gap, STRANGER));
  return [...under, ...behind].flatMap(({ start, end, name }): Classified[] => {
    // A version may stand behind "License".
    const versioned = name + text.slice(end, end + MAX_VERSION);
    return isTold(said, { start, end }) || NOBODY.test(name) || isKnown(name) || isKnown(versioned)
      ? []
      : [{ kind: 'restriction', start, end, reason: 'a license of unknown name' }];
  });
}

interface Phrase extends Part {
  /** The license that it names: the first group that took part. */
  readonly name: string;
}

/** Where a pattern matches in a part of a text. */
function phrasesIn(text: string, { start, end }: Part, pattern: RegExp): Phrase[] {
  return [...matchesOf(pattern, text.slice(start, end))].map(
    ({ index, 0: words, 1: one, 2: two }) => ({
      start: start + index,
      end: start + index + words.length,
      name: one ?? two ?? '',
    }),
  );
}

/** True if a statement has read a part of a text. */
function isTold(said: readonly Reference[], { start, end }: Part): boolean {
  return said.some((one) => one.start < end && one.end > start);
}

/** Families of licenses whose name alone is no license, and how the ids of their members begin. */
const FAMILIES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:mozilla public|mpl)/i, /^MPL-/],
  [/^(?:eclipse public|epl)/i, /^EPL-/],
  [/^(?:common development and distribution|cddl)/i, /^CDDL-/],
  [/^artistic/i, /^Artistic-|ClArtistic/],
  [/^(?:open software|osl)/i, /^OSL-/],
  [/^(?:academic free|afl)/i, /^AFL-/],
  [/^(?:common public|cpl)/i, /^CPL-|^LicenseRef-scancode-cpl/],
  [/^sun public/i, /^SPL-/],
  [/^elastic/i, /^Elastic-|elastic-license/],
  [/^(?:european union public|eupl)/i, /^EUPL-/],
  [/^(?:business source|busl)/i, /^BUSL-|bsl-1/],
  [/^(?:server side public|sspl)/i, /^SSPL-/],
  [/^functional source/i, /^FSL-/],
];

const FAMILY_NAMES =
  '(?:mozilla public|eclipse public|common development and distribution|open software|academic free|common public|sun public|european union public|business source|functional source|server side public|artistic|elastic)\\s+licen[cs]e|(?:mpl|epl|cddl|osl|afl|cpl|eupl|busl|sspl)(?:\\s+licen[cs]e)?';

/**
 * Words that put something under a license of such a family, with no version behind its name; or a
 * line that is its name and nothing else.
 */
const VERSIONLESS = new RegExp(
  String.raw`\b(?:licen[cs]ed|released|distributed|published|available|covered|provided|governed)\s+(?:under|by)\s+(?:(?:the|terms|of|an?)\s+)*(${FAMILY_NAMES})\b(?![-\s,(]*(?:version|vers?\.?|v\.?)?\s*\d)|^[^\w\n]{0,20}(?:the\s+)?(${FAMILY_NAMES})[^\w\n]{0,20}$`,
  'gim',
);

/**
 * Beside a license, words that put parts under another one and do not say which: "the files in lib are
 * licensed under the MPL". What is read is not all there is.
 */
function versionless({ text, said, gaps, present }: Beside): Classified[] {
  return gaps
    .flatMap((gap) => phrasesIn(text, gap, VERSIONLESS))
    .flatMap(({ start, end, name }): Classified[] => {
      const member = FAMILIES.find(([called]) => called.test(name))?.[1];
      return isTold(said, { start, end }) || present.some((id) => member?.test(id) === true)
        ? []
        : [{ kind: 'restriction', start, end, reason: 'another license, of no version' }];
    });
}
