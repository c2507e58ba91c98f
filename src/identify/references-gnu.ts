import { at, GAP, gapBefore, signsBefore, type Words } from './references-words.ts';

/** A license of the GNU family as words name it. */
interface GnuName {
  /** Index of its first word, and of the first word behind it. */
  readonly from: number;
  readonly to: number;
  readonly family: GnuFamily;
  /** Empty when none is named. More than one where the words leave the choice. */
  readonly versions: readonly string[];
  readonly orLater: boolean;
  /** True where it is called by the name that the LGPL has since version 2.1. */
  readonly isLesser: boolean;
}

type GnuFamily = 'GPL' | 'LGPL' | 'AGPL' | 'GFDL';

const SHORT: Readonly<Record<string, GnuFamily>> = {
  gpl: 'GPL',
  gplv: 'GPL',
  lgpl: 'LGPL',
  lgplv: 'LGPL',
  agpl: 'AGPL',
  agplv: 'AGPL',
  gfdl: 'GFDL',
  fdl: 'GFDL',
  // Misspelled often enough to be met.
  glp: 'GPL',
  glpv: 'GPL',
};

/** Versions that were published; "GPL version 2.1" is none. */
const PUBLISHED: Readonly<Record<GnuFamily, readonly string[]>> = {
  GPL: ['1.0', '2.0', '3.0'],
  LGPL: ['2.0', '2.1', '3.0'],
  AGPL: ['1.0', '3.0'],
  GFDL: ['1.1', '1.2', '1.3'],
};

/**
 * The oldest version one may choose where none is named: "any version ever published by the Free
 * Software Foundation" (GPL-2.0 §9, GPL-3.0 §14, LGPL-2.1 §13, GFDL-1.1 §10). The GNU AGPL begins
 * with version 3: versions 1 and 2 are Affero Inc.'s, and not "published by the Free Software
 * Foundation" (AGPL-3.0 §14). The LGPL begins with 2.0,
 * then called the Library GPL; what is called the Lesser GPL begins with 2.1.
 */
const OLDEST: Readonly<Record<GnuFamily, string>> = {
  GPL: '1.0',
  LGPL: '2.0',
  AGPL: '3.0',
  GFDL: '1.1',
};

/** The SPDX expressions a name stands for, each a choice. Empty for versions that do not exist. */
export function gnuExpressions(name: GnuName): readonly string[] {
  if (name.versions.length === 0) {
    const oldest = name.isLesser ? '2.1' : OLDEST[name.family];
    return [`${name.family}-${oldest}-or-later`];
  }
  return name.versions.map((version, index) => {
    const isLast = index === name.versions.length - 1;
    return `${name.family}-${version}-${name.orLater && isLast ? 'or-later' : 'only'}`;
  });
}

/** Reads a GNU license with the words on its version, before and behind it, at word `from`. */
export function gnuAt(words: Words, from: number): GnuName | undefined {
  const named = familyAt(words, from);
  if (!named) return undefined;
  const behind = versionsBehind(words, skipAbbreviation(words, named.to));
  const before = behind ? undefined : versionBefore(words, from);
  const read = behind ?? before ?? { versions: [], orLater: false, to: named.to };
  const start = before?.from ?? from;
  const to = before ? Math.max(named.to, laterAt(words, named.to) ?? 0) : read.to;
  const orLater = read.orLater || (before !== undefined && to > named.to);
  const family = familyOf(words, from, { family: named.family, versions: read.versions });
  const known = PUBLISHED[family];
  const versions = read.versions.map((version) =>
    version.includes('.') ? version : `${version}.0`,
  );
  if (versions.some((version) => !known.includes(version))) return undefined;
  const isLesser = named.isLesser && family === 'LGPL';
  return { from: start, to, family, versions, orLater, isLesser };
}

type Named = Pick<GnuName, 'family' | 'versions'>;

/** Version 2.1 is the Lesser GPL's alone: who wrote "General Public License" there left a word out. */
function familyOf(words: Words, from: number, { family, versions }: Named): GnuFamily {
  if (family !== 'GPL' || !versions.includes('2.1')) return family;
  const near = words.list.slice(Math.max(0, from - 200), from + 200);
  return near.some((word) => word.text === 'lesser' || word.text === 'lgpl') ? 'LGPL' : family;
}

function familyAt(
  words: Words,
  from: number,
): { family: GnuFamily; isLesser: boolean; to: number } | undefined {
  let index = from;
  let kind: GnuFamily = 'GPL';
  let general = false;
  let isLesser = false;
  for (; index < from + 9; index += 1) {
    const word = at(words, index);
    if (index > from && gapBefore(words, index) > GAP.comma) return undefined;
    // "Library (GPLv3)" is somebody's library.
    if (index === from + 1 && kind === 'LGPL' && signsBefore(words, index).includes('('))
      return undefined;
    const short = SHORT[word];
    if (short) {
      // "Lesser GPL", "Affero GPL"; alone "FDL" may be anything.
      if (word === 'fdl' && index === from) return undefined;
      return { family: kind === 'GPL' ? short : kind, isLesser, to: index + 1 };
    }
    if (word === 'lesser') isLesser = true;
    if (word === 'lesser' || word === 'library') kind = 'LGPL';
    else if (word === 'affero') kind = 'AGPL';
    else if (word === 'documentation') kind = 'GFDL';
    else if (/^licen[cs]es?$/.test(word)) break;
    else if (word === 'public') general = true;
    else if (word !== 'gnu' && word !== 'general' && word !== 'or' && word !== 'free')
      return undefined;
    else if ((word === 'or' || word === 'free') && index === from) return undefined;
  }
  const isPlain = kind === 'GPL' && !/^(?:gnu|general)$/.test(at(words, from));
  if (index >= from + 9 || index === from || isPlain) return undefined;
  const isAffero = kind === 'AGPL' && at(words, from) === 'gnu';
  if (!general && kind !== 'GFDL' && !isAffero) return undefined;
  // "General Public License" of another steward: Nethack, Affero Inc. are handled by their names.
  if (kind === 'GPL' && at(words, from) === 'public') return undefined;
  return { family: kind, isLesser, to: index + 1 };
}

/** `(GPL)`, `("GPL")`, `GPLv3` behind the long name. */
function skipAbbreviation(words: Words, to: number): number {
  const isAbbreviation = SHORT[at(words, to)] !== undefined;
  if (isAbbreviation && gapBefore(words, to) <= GAP.comma) {
    if (signsBefore(words, to).includes('(') || /v$/.test(at(words, to))) return to + 1;
  }
  return /^licen[cs]es?$/.test(at(words, to)) && gapBefore(words, to) === GAP.space ? to + 1 : to;
}

interface Versions {
  readonly versions: readonly string[];
  readonly orLater: boolean;
  readonly to: number;
}

/** Words between the name and its version: "as published by the Free Software Foundation; either". */
const BETWEEN = new Set([
  ...['as', 'published', 'by', 'the', 'free', 'software', 'foundation', 'fsf', 'affero', 'inc'],
  'either',
  ...['in', 'under', 'at', 'any', 'v', 'version', 'versions', 'ver', 'vers', 'rev', 'revision'],
  ...['licence', 'license', 'licenses', 'terms', 'of', 'its', 'with', 'number', 'that', 'is'],
]);
const LONGEST_BETWEEN = 14;

function versionsBehind(words: Words, from: number): Versions | undefined {
  let index = from;
  let sawVersion = false;
  for (; index < from + LONGEST_BETWEEN; index += 1) {
    const word = at(words, index);
    if (/^\d/.test(word)) break;
    // The notice of the FSF itself has a semicolon before "either version 2".
    if (index > from && gapBefore(words, index) === GAP.end && !isSemicolon(words, index)) {
      return undefined;
    }
    if (!BETWEEN.has(word)) return undefined;
    sawVersion = /^v/.test(word);
  }
  if (gapBefore(words, index) === GAP.end && !isSemicolon(words, index)) return undefined;
  // A number far from the name is a version only if the word says so.
  if (!sawVersion && index > from + 1) return undefined;
  const first = versionNumber(words, index);
  if (first !== undefined) {
    const read = choices(words, index + 1, first);
    // `GPL (>= 2)`, as R packages write it.
    return />=|≥/.test(signsBefore(words, index)) ? { ...read, orLater: true } : read;
  }
  // "Version 4": the words name a version, and none of those published.
  const isVersion = sawVersion || /^\d(?:\.\d)?$/.test(at(words, index));
  return isVersion ? { versions: ['unpublished'], orLater: false, to: index + 1 } : undefined;
}

function isSemicolon(words: Words, index: number): boolean {
  return /^["')]{0,2}[;.]\s/.test(signsBefore(words, index)) && at(words, index - 1) !== 'license'
    ? /^["')]{0,2};/.test(signsBefore(words, index)) || /^inc$/.test(at(words, index - 1))
    : false;
}

function versionNumber(words: Words, index: number): string | undefined {
  const version = /^[123](?:\.[0-3])?$/.exec(at(words, index).replace(/^(\d\.\d)\.0$/, '$1'))?.[0];
  return version?.replace(/^([123])\.0$/, '$1');
}

/** `2 or 3`, `2 or version 3 or later`: each `or` a version, or "later". */
function choices(words: Words, from: number, first: string): Versions {
  const versions = [first];
  let to = from;
  for (;;) {
    const later = laterAt(words, to);
    if (later !== undefined) return { versions, orLater: true, to: later };
    const of = skipOfLicense(words, to);
    const laterOf = of > to ? laterAt(words, of) : undefined;
    if (laterOf !== undefined) return { versions, orLater: true, to: laterOf };
    const isOr = at(words, of) === 'or' && gapBefore(words, of) < GAP.end;
    const number = isOr ? behindOption(words, of + 1) : -1;
    const next = isOr ? versionNumber(words, number) : undefined;
    if (next === undefined || versions.length > 3) {
      const only = at(words, to) === 'only' && gapBefore(words, to) < GAP.end;
      const saysLicense = /^(?:licen[cs]e|l?gpl)$/.test(at(words, of - 1));
      return { versions, orLater: false, to: only ? to + 1 : saysLicense ? Math.max(to, of) : to };
    }
    versions.push(next);
    to = number + 1;
  }
}

/** Behind "(at your option) version". */
function behindOption(words: Words, from: number): number {
  let index = from;
  while (index < from + 4 && /^(?:at|your|the|option|choice)$/.test(at(words, index))) index += 1;
  return /^v/.test(at(words, index)) ? index + 1 : index;
}

/** "of the License", "of this license", "(the GPL)", "dated June 1991". */
function skipOfLicense(words: Words, from: number): number {
  let to = from;
  while (
    to < from + 5 &&
    /^(?:of|the|that|this|said|gnu|license|licence|gpl|lgpl)$/.test(at(words, to))
  ) {
    if (gapBefore(words, to) > GAP.comma) break;
    to += 1;
  }
  return to;
}

const LATER = /^(?:later|recent|newer|above|higher|greater|subsequent|upwards?|up)$/;

/** The word behind "or later", "or (at your option) any later version", "and above", `+`. */
function laterAt(words: Words, from: number): number | undefined {
  if (at(words, from) === '+') return from + 1;
  if (gapBefore(words, from) === GAP.end && !/^[;.]/.test(signsBefore(words, from)))
    return undefined;
  if (at(words, from) === 'onwards') return from + 1;
  if (at(words, from) !== 'or' && at(words, from) !== 'and') return undefined;
  for (let index = from + 1; index < from + 9; index += 1) {
    if (gapBefore(words, index) === GAP.end) return undefined;
    if (LATER.test(at(words, index))) {
      return /^(?:versions?|releases?)$/.test(at(words, index + 1)) ? index + 2 : index + 1;
    }
    if (
      !/^(?:at|your|you|option|choice|discretion|any|a|the|all|more|or|version|of|by|user|s)$/.test(
        at(words, index),
      )
    ) {
      return undefined;
    }
  }
  return undefined;
}

/** "version 2 or later of the", "v3 of the", read backward from the name. */
function versionBefore(
  words: Words,
  name: number,
): (Versions & { readonly from: number }) | undefined {
  let index = name - 1;
  const start = Math.max(0, name - 14);
  while (index > start && /^(?:the|of|this|terms|gnu|project|s)$/.test(at(words, index)))
    index -= 1;
  if (index === name - 1 || gapBefore(words, name) === GAP.end) return undefined;
  for (let from = index; from > start; from -= 1) {
    if (gapBefore(words, from + 1) === GAP.end) return undefined;
    if (!/^v(?:er|ers|ersion|ersions)?$/.test(at(words, from))) continue;
    const first = versionNumber(words, from + 1);
    if (first === undefined) return undefined;
    const read = choices(words, from + 2, first);
    return { ...read, from, to: name };
  }
  return undefined;
}
