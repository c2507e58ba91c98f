import { isLicenseWord } from './references-fold.ts';
import { at, GAP, gapBefore, signsBefore, type Words } from './references-words.ts';

/**
 * What the words before a name make of it. `grant` puts something under it · `key` a field or
 * heading "License" · `pointer` where to read it.
 */
export interface Lead {
  readonly kind: 'grant' | 'key' | 'pointer';
  /** Index of the first word that belongs to the statement. */
  readonly from: number;
  /** The words say plainly that a license follows: even an acronym must be one. */
  readonly strong: boolean;
  /** "Dual licensed": what is joined by "and" is a choice. */
  readonly choice: boolean;
  /** Where the list begins of which this is one choice. */
  readonly list?: number;
}

/** Words between "under" and the name. */
const FILL = new Set([
  ...['the', 'a', 'an', 'this', 'these', 'following', 'terms', 'term', 'conditions', 'condition'],
  ...['provisions', 'provision', 'of', 'and', 'both', 'either', 'or', 'standard', 'open', 'source'],
  ...['permissive', 'free', 'software', 'usual', 'well', 'known', 'popular', 'same', 'license'],
  ...['licenses', 'licence', 'licences', 'latest', 's', 'your', 'choice', 'one', 'any', 'ucb'],
  ...['berkeley', 'liberal', 'gnu', 'project', 'terminology', 'restrictions', 'simple', 'version'],
  ...[
    'our',
    'its',
    'their',
    'original',
    'license(s)',
    'osi',
    'approved',
    'very',
    'as',
    'requirements',
    'two',
    'dual',
  ],
]);

const LICENSING = /^(?:re|dual|sub|multi)?licen[cs](?:e|es|ed|ing)$/;

const RELEASING =
  /^(?:released|distributed|redistributed|available|published|provided|offered|covered|placed)$/;

/** Verbs that may stand before each preposition. */
const VERBS: Readonly<Record<string, RegExp>> = {
  by: /^(?:governed|covered|protected|bound|licen[cs]ed|regulated)$/,
  to: /^(?:subject|according|pursuant|agree|subjected|adheres?|conforms?)$/,
  with: /^(?:accordance|licen[cs]ed|released|distributed|available|provided)$/,
  in: /^(?:licen[cs]ed|released|set)$/,
  as: /^(?:licen[cs]ed|released|distributed|published|available)$/,
  via: /^(?:licen[cs]ed|released|available)$/,
  using: /^(?:licen[cs]ed|released)$/,
  per: /^(?:licen[cs]ed|released|available)$/,
};

/** Words that make a mention of a license no grant. */
const DENIED = new Set([
  ...['not', 'never', 'nor', 'cannot', 'isn', 'aren', 'wasn', 'doesn', 'don', 'without', 'unlike'],
  ...['compatible', 'incompatible', 'compatibility', 'instead', 'than', 'formerly', 'previously'],
  ...[
    'no',
    'if',
    'whether',
    'unless',
    'similar',
    'rather',
    'neither',
    'when',
    'once',
    'would',
    'could',
  ],
  ...['example', 'another'],
]);

const POINTERS = /^(?:see|copy|copies|read|text|consult|check|view|obtain|copying|version)$/;

/** Says what stands before the name at word `name`, or nothing when the name is only mentioned. */
export function leadOf(words: Words, name: number): Lead | undefined {
  return (
    keyLead(words, name) ??
    headingLead(words, name) ??
    optionLead(words, name) ??
    sentenceLead(words, name)
  );
}

const KEY_WORDS = /^(?:type|name|id|identifier|expression|spdx|s|is|code)$/;

/** `License: MIT`, `"license": "MIT"`, "License type: MIT", "The license is the MIT license". */
function keyLead(words: Words, name: number): Lead | undefined {
  let index = name - 1;
  let sawIs = false;
  while (index > name - 4 && /^(?:the|a|an|is)$/.test(at(words, index))) {
    if (gapBefore(words, index + 1) === GAP.end) return undefined;
    sawIs ||= at(words, index) === 'is';
    index -= 1;
  }
  const signs = signsBefore(words, index + 1);
  while (index > name - 6 && KEY_WORDS.test(at(words, index))) index -= 1;
  if (!/^licen[cs](?:e|es|ing|eid|ename|eexpression)$/.test(at(words, index))) return undefined;
  const isJsDoc = index === name - 1 && isDocTag(words, index) && /^[ \t]+$/.test(signs);
  if (isJsDoc) return { kind: 'key', from: index, strong: true, choice: false };
  const isCall = /^\(["']$/.test(signs);
  const isKey =
    isCall || (/^[^\w\n]{0,8}[:=][^\w\n]{0,12}$/.test(signs) && !/::|==|=>/.test(signs));
  if (!isKey && !(sawIs && index < name - 1)) return undefined;
  // `public license = …` of code, "no license: MIT".
  if (DENIED.has(at(words, index - 1)) || (signs.includes('=') && !/["']/.test(signs)))
    return undefined;
  return { kind: 'key', from: index, strong: true, choice: false };
}

/** `@license MIT` of JSDoc and PHPDoc. */
function isDocTag(words: Words, index: number): boolean {
  return words.text.charAt((words.list[index]?.start ?? 0) - 1) === '@';
}

/** A line that says "License" alone, then the name at the start of a line. */
function headingLead(words: Words, name: number): Lead | undefined {
  const [heading, word] = [words.list[name - 1], words.list[name]];
  if (!heading || !word || !/^licen[cs](?:e|es|ing)$/.test(heading.text)) return undefined;
  const between = words.text.slice(heading.end, Math.min(word.start, heading.end + 200));
  if (!/^[ \t:#*_=-]*(?:<[^<>]*>)?\r?\n[\s#*_=[>"'/;%<|-]*$/.test(between.replace(/<[^<>]*>/g, '')))
    return undefined;
  const lineStart = words.text.lastIndexOf('\n', heading.start) + 1;
  const before = words.text.slice(Math.max(lineStart, heading.start - 40), heading.start);
  if (!/^(?:<[^<>]*>|[\s#*=/%;>_|\d.-])*$/.test(before)) return undefined;
  // A list below "Licenses" names the licenses of others.
  if (/\n[ \t]*[-*][ \t]/.test(between)) return undefined;
  return { kind: 'key', from: name - 1, strong: true, choice: false };
}

const BULLET =
  /\n[ \t]*(?:\/\/[/!]?|[#;*])?[ \t]*(?:[*-]|[a-z\d][.)])[ \t]+[^\w\n]{0,4}(?:the )?(?:gnu )?$/i;
/** A list of two GNU notices has its start that far back. */
const LONGEST_LIST = 80;

/** One of a list below "licensed under either of", "under the terms of either:". */
function optionLead(words: Words, name: number): Lead | undefined {
  const start = words.list[name]?.start ?? 0;
  if (!BULLET.test(words.text.slice(Math.max(0, start - 40), start))) return undefined;
  for (let index = name - 1; index > name - LONGEST_LIST && index > 1; index -= 1) {
    const pair = `${at(words, index - 1)} ${at(words, index)}`;
    if (pair !== 'either of' && pair !== 'of either') continue;
    const isGrant = /^(?:under|terms)$/.test(at(words, index - 2));
    return isGrant && !denied(words, index - 2)
      ? { kind: 'grant', from: name, strong: true, choice: false, list: index }
      : undefined;
  }
  return undefined;
}

function sentenceLead(words: Words, name: number): Lead | undefined {
  let index = name - 1;
  let saysTerms = false;
  while (
    index >= 0 &&
    index > name - 18 &&
    gapBefore(words, index + 1) < GAP.end &&
    FILL.has(at(words, index))
  ) {
    saysTerms ||= /^(?:terms|conditions|provisions)$/.test(at(words, index));
    index -= 1;
  }
  if (index < 0 || gapBefore(words, index + 1) === GAP.end) return licensedBehind(words, name);
  const word = at(words, index);
  const lead =
    prepositionLead(words, index) ?? verbLead(words, index, name) ?? pointerLead(words, index);
  if (lead) return lead;
  // "… accept the terms of the X", "… are the terms of the X".
  if (saysTerms && /^(?:accept|are)$/.test(word)) return pointer(index);
  return licensedBehind(words, name);
}

function prepositionLead(words: Words, index: number): Lead | undefined {
  const word = at(words, index);
  const verbs = VERBS[word];
  if (word !== 'under' && (!verbs || !Object.hasOwn(VERBS, word))) return undefined;
  const verb = verbBefore(words, index, verbs ?? LICENSING);
  if (verb === undefined && word !== 'under') return undefined;
  if (/^exceptions?$/.test(at(words, index - 1))) return undefined;
  if (denied(words, verb ?? index)) return undefined;
  const strong = verb !== undefined && LICENSING.test(at(words, verb));
  const released = RELEASING.test(at(words, index - 1)) && gapBefore(words, index) < GAP.end;
  const from = verb ?? (released ? index - 1 : index);
  return { kind: 'grant', from, strong, choice: isChoice(words, from) };
}

/** The nearest fitting verb up to eight words back in the same sentence. */
function verbBefore(words: Words, from: number, verbs: RegExp): number | undefined {
  for (let index = from - 1; index >= from - 9 && index >= 0; index -= 1) {
    if (gapBefore(words, index + 1) === GAP.end) return undefined;
    if (verbs.test(at(words, index))) return index;
  }
  return undefined;
}

/** "Licensed MIT", "licensed the MIT license", "this project uses the MIT license". */
function verbLead(words: Words, index: number, name: number): Lead | undefined {
  if (
    /^(?:uses|has)$/.test(at(words, index)) &&
    isWork(words, index - 1) &&
    saysLicense(words, name)
  )
    return { kind: 'grant', from: index, strong: false, choice: false };
  if (!/^(?:dual|tri|re)?licen[cs]ed$/.test(at(words, index)) || gapBefore(words, name) > GAP.colon)
    return undefined;
  if (denied(words, index)) return undefined;
  return { kind: 'grant', from: index, strong: true, choice: isChoice(words, index) };
}

function isWork(words: Words, index: number): boolean {
  return /^(?:project|software|library|package|program|module|plugin|work|code|repository|repo)$/.test(
    at(words, index),
  );
}

/** True if "license" is in a name or right behind it. */
function saysLicense(words: Words, name: number): boolean {
  for (let index = name; index < name + 8; index += 1) {
    if (index > name && gapBefore(words, index) > GAP.comma) return false;
    if (isLicenseWord(at(words, index))) return true;
  }
  return false;
}

function denied(words: Words, verb: number): boolean {
  for (let index = verb; index > verb - 7 && index >= 0; index -= 1) {
    if (index < verb && gapBefore(words, index + 1) === GAP.end) return false;
    if (DENIED.has(at(words, index)) && !isOtherMeaning(words, index)) return true;
  }
  return false;
}

/** "this software, whether or not modified, is under": too rare to read; "if not, see" is a new thought. */
function isOtherMeaning(words: Words, index: number): boolean {
  return at(words, index) === 'not' && /^(?:only|limited)$/.test(at(words, index + 1));
}

function isChoice(words: Words, verb: number): boolean {
  for (let index = verb; index > verb - 4; index -= 1) {
    if (
      /^(?:dual|dually|double|tri|triple|multi|multiple|duallicensed|choice|choose|either)/.test(
        at(words, index),
      )
    )
      return true;
  }
  return false;
}

function pointerLead(words: Words, index: number): Lead | undefined {
  const word = at(words, index);
  if (POINTERS.test(word)) {
    const isFile = word === 'copying' || word === 'version';
    if (isFile && !signsBefore(words, index + 1).includes('(')) return undefined;
    return deniedNear(words, index) ? undefined : pointer(index);
  }
  if (word === 'to' && /^refer(?:s|red)?$/.test(at(words, index - 1))) return pointer(index - 1);
  if (word === 'in' && /^(?:specified|described|stated)$/.test(at(words, index - 1)))
    return pointer(index - 1);
  return undefined;
}

function deniedNear(words: Words, index: number): boolean {
  // "If a copy of the MPL was not distributed with this file" points, and follows the grant.
  return /^(?:not|unlike|compatible)$/.test(at(words, index - 1));
}

function pointer(from: number): Lead {
  return { kind: 'pointer', from, strong: true, choice: false };
}

/** "is MIT licensed", "The MIT license applies". */
function licensedBehind(words: Words, name: number): Lead | undefined {
  for (let index = name + 1; index < name + 8; index += 1) {
    if (gapBefore(words, index) > GAP.comma) return undefined;
    const word = at(words, index);
    const isNamed = isLicenseWord(at(words, index - 1)) || /^\d/.test(at(words, index - 1));
    if (word === 'applies' && isNamed) {
      return deniedNear(words, name)
        ? undefined
        : { kind: 'grant', from: name, strong: true, choice: false };
    }
    if (/^licen[cs]ed$/.test(word)) {
      const isStated = /^(?:is|are)$/.test(at(words, name - 1)) && gapBefore(words, name) < GAP.end;
      return isStated ? { kind: 'grant', from: name - 1, strong: true, choice: false } : undefined;
    }
  }
  return undefined;
}
