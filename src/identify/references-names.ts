import { nameLines, nameTable } from './name-table.ts';
import type { ReferenceTables } from './reference-tables.ts';
import { foldWord, isLicenseWord } from './references-fold.ts';
import { gnuAt, gnuExpressions } from './references-gnu.ts';
import { at, GAP, gapBefore, signsBefore, type Words } from './references-words.ts';

/** A license named in words. */
export interface Name {
  /** Index of its first word, and of the first word behind it. */
  readonly from: number;
  readonly to: number;
  /** SPDX expressions; more than one is a choice. */
  readonly choices: readonly string[];
  /** Named without a version or number of clauses: what is usually meant, or what the license says. */
  readonly open?: 'assumed' | 'any-version';
  /**
   * `plain` the words can mean nothing else · `bare` an acronym or phrase that is a license only
   * where the sentence says so · `word` a single common word, which needs "license" behind it.
   */
  readonly clarity: 'plain' | 'bare' | 'word';
}

/** Names without which version or how many clauses, and what is usual. */
const USUAL: Readonly<Record<string, string>> = {
  bsd: 'BSD-3-Clause',
  apache: 'Apache-2.0',
  'apache software': 'Apache-2.0',
  'apache public': 'Apache-2.0',
  // Perl's; version 2.0 is called by its number.
  artistic: 'Artistic-1.0-Perl',
  // Version 1.0 was replaced in 2007, two years after it was published.
  ofl: 'OFL-1.1',
  'open font': 'OFL-1.1',
  'sil open font': 'OFL-1.1',
  'sil ofl': 'OFL-1.1',
};
const ASSUMED = nameTable(() => nameLines(USUAL));

/** True where a license may be named without its version or number of clauses, or the public domain. */
export function mayGuess(text: string): boolean {
  return GUESSED.test(text);
}

const GUESSED = new RegExp(
  String.raw`(?<![a-z0-9])(?:${Object.keys(USUAL).join('|').replaceAll(' ', String.raw`\s+`)}|gnu|general\s+public|public\s+domain)|gpl|fdl`,
  'i',
);

/** True if a name begins with some words, or is them. */
function begins(tables: ReferenceTables, words: string): boolean {
  return tables.names.begins(words) || ASSUMED.begins(words);
}

/** First words that the grammars of the GNU family and of Creative Commons know. */
const OTHER_STARTS = new Set([
  ...['gnu', 'gpl', 'gplv', 'lgpl', 'lgplv', 'agpl', 'agplv', 'gfdl', 'fdl', 'lesser', 'library'],
  ...['affero', 'general', 'free', 'cc', 'creative', 'glp', 'glpv'],
]);

/** Reads a license name that begins at word `from`. */
export function nameAt(words: Words, from: number, tables: ReferenceTables): Name | undefined {
  if (!begins(tables, foldWord(words, from)) && !OTHER_STARTS.has(at(words, from)))
    return undefined;
  const name =
    gnuName(words, from) ?? creativeCommons(words, from, tables) ?? tableName(words, from, tables);
  return name && !goesOn(words, name.to) ? name : undefined;
}

/** `APACHE_LICENSE`, `GPL.txt` are files; `BSD-2-Clause-alike`, "GPL compatible" are others. */
function goesOn(words: Words, to: number): boolean {
  const end = words.list[to - 1]?.end ?? 0;
  const next = words.text.slice(end, end + 2);
  if (/^[._][a-z]/i.test(next) || at(words, to).startsWith('compatib')) return true;
  return /^-[a-z0-9]/i.test(next) && !/^(?:licen[cs]ed?|styled?|like|type)$/.test(at(words, to));
}

const GNU_STARTS = /^(?:gnu|[al]?gplv?|glpv?|g?fdl|lesser|library|affero|general|free)$/;

function gnuName(words: Words, from: number): Name | undefined {
  if (!GNU_STARTS.test(at(words, from))) return undefined;
  const name = gnuAt(words, from);
  if (!name) return undefined;
  const exception = exceptionAt(words, name.to);
  const suffix = exception ? ` WITH ${exception.id}` : '';
  const choices = gnuExpressions(name).map((choice) => choice + suffix);
  const isShort = name.versions.length === 0 && /^[al]?gpl$/.test(at(words, from));
  const base = { from: name.from, to: exception?.to ?? name.to, choices };
  const clarity = isShort && !isLicenseWord(at(words, name.to)) ? 'bare' : 'plain';
  return name.versions.length > 0
    ? { ...base, clarity }
    : { ...base, clarity, open: 'any-version' };
}

/** Exceptions by the words before "exception"; the ids are SPDX's. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^classpath(?: \d\S*)?$/, 'Classpath-exception-2.0'],
  [/^autoconf(?: \d\S*)?$/, 'Autoconf-exception-2.0'],
  [/^bison(?: \d\S*)?$/, 'Bison-exception-2.2'],
  [/^font(?: embedding)?$/, 'Font-exception-2.0'],
  [/^libtool$/, 'Libtool-exception'],
  [/^gcc runtime library$/, 'GCC-exception-3.1'],
  [/^llvms?$/, 'LLVM-exception'],
  [/^linux syscall$/, 'Linux-syscall-note'],
  [/^swift$/, 'Swift-exception'],
];

/** "with Classpath exception", "WITH Linux-syscall-note", right behind a name. */
function exceptionAt(
  words: Words,
  from: number,
): { readonly id: string; readonly to: number } | undefined {
  let index = from;
  if (isLicenseWord(at(words, index))) index += 1;
  if (!/^(?:with|plus)$/.test(at(words, index)) || gapBefore(words, index) === GAP.end)
    return undefined;
  const before: string[] = [];
  for (index += 1; index < from + 9; index += 1) {
    if (gapBefore(words, index) === GAP.end) return undefined;
    const word = at(words, index);
    if (/^(?:exceptions?|note)$/.test(word)) {
      const id = EXCEPTIONS.find(([pattern]) => pattern.test(before.join(' ')))?.[1];
      const to = /^\d/.test(at(words, index + 1)) ? index + 2 : index + 1;
      return id === undefined ? undefined : { id, to };
    }
    if (!/^(?:the|a|gnu|v|version)$/.test(word)) before.push(word);
  }
  return undefined;
}

const CC_PARTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:by|attribution)$/, 'BY'],
  [/^(?:nc|noncommercial|commercial)$/, 'NC'],
  [/^(?:nd|noderivs?|noderivatives|derivs?|derivatives?)$/, 'ND'],
  [/^(?:sa|sharealike|alike)$/, 'SA'],
];
const CC_ORDER = ['BY', 'NC', 'ND', 'SA'];
/** Ported licenses are licenses of their own; these are the ports in the SPDX list. */
const CC_PORTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:us|united)$/, 'US'],
  [/^(?:de|germany|deutschland)$/, 'DE'],
  [/^(?:nl|netherlands)$/, 'NL'],
  [/^(?:at|austria)$/, 'AT'],
  [/^(?:fr|france)$/, 'FR'],
  [/^(?:jp|japan)$/, 'JP'],
  [/^(?:au|australia)$/, 'AU'],
  [/^(?:uk|england)$/, 'UK'],
  [/^(?:igo)$/, 'IGO'],
];

/** "Creative Commons Attribution-ShareAlike 3.0", `CC BY-SA 4.0`; without a version it is none. */
function creativeCommons(words: Words, from: number, tables: ReferenceTables): Name | undefined {
  const first = at(words, from);
  if (first !== 'cc' && !(first === 'creative' && at(words, from + 1) === 'commons'))
    return undefined;
  const parts = new Set<string>();
  let index = first === 'cc' ? from + 1 : from + 2;
  const zero = first === 'cc' ? undefined : zeroEnd(words, index);
  if (zero !== undefined) return { from, to: zero, choices: ['CC0-1.0'], clarity: 'plain' };
  for (; index < from + 16; index += 1) {
    if (gapBefore(words, index) > GAP.comma) return undefined;
    const word = at(words, index);
    if (/^\d/.test(word)) break;
    const part = CC_PARTS.find(([pattern]) => pattern.test(word))?.[1];
    if (part) parts.add(part);
    else if (!isCcFiller(word)) return undefined;
  }
  const version = /^\d\.\d$/.exec(at(words, index))?.[0] ?? `${at(words, index)}.0`;
  const code = CC_ORDER.filter((part) => parts.has(part)).join('-');
  const port = portAt(words, index + 1);
  const id = tables.ids.get(`cc-${code}-${version}${port ? `-${port.code}` : ''}`.toLowerCase());
  if (code === '' || id === undefined) return undefined;
  return { from, to: port?.to ?? index + 1, choices: [id], clarity: 'plain' };
}

/** Behind "Zero v1.0 Universal", "CC0 1.0". */
function zeroEnd(words: Words, from: number): number | undefined {
  const isShort = at(words, from) === 'cc' && at(words, from + 1) === '0';
  if (!isShort && at(words, from) !== 'zero') return undefined;
  let to = isShort ? from + 2 : from + 1;
  while (
    /^(?:cc|0|v|version|1\.0|universal)$/.test(at(words, to)) &&
    gapBefore(words, to) < GAP.end
  )
    to += 1;
  return to;
}

function isCcFiller(word: string): boolean {
  return (
    /^(?:non|no|share|works?|and|cc|version|ver|v|intl?|public|creative|commons)$/.test(word) ||
    isLicenseWord(word)
  );
}

function portAt(words: Words, from: number): { code: string; to: number } | undefined {
  if (gapBefore(words, from) > GAP.space) return undefined;
  const index = isLicenseWord(at(words, from)) ? from + 1 : from;
  const code = CC_PORTS.find(([pattern]) => pattern.test(at(words, index)))?.[1];
  // "at" and "de" are words of sentences too.
  const isName = code === 'IGO' || code === 'US' || at(words, index).length > 2;
  return code && isName
    ? { code, to: code === 'US' && at(words, index) === 'united' ? index + 2 : index + 1 }
    : undefined;
}

/** The longest name of the tables that begins here. */
function tableName(words: Words, from: number, tables: ReferenceTables): Name | undefined {
  if (!begins(tables, foldWord(words, from))) return undefined;
  const before = versionBefore(words, from);
  const found = longestName(words, from, tables, before?.version);
  if (!found || isOtherVersion(words, found.to)) return undefined;
  const exception = exceptionAt(words, found.to);
  const to = exception?.to ?? behindLicense(words, found.to);
  // "Unlicense" says it within.
  const says = found.sawLicense || to > found.to || found.key.includes('license');
  const start = found.usedVersion && before ? before.from : from;
  const base = {
    from: start,
    to,
    choices: [exception ? `${found.id} WITH ${exception.id}` : found.id],
  };
  const clarity = says || /\d/.test(found.key) ? 'plain' : found.count > 1 ? 'bare' : 'word';
  return found.assumed ? { ...base, clarity, open: 'assumed' } : { ...base, clarity };
}

interface Found {
  readonly id: string;
  readonly key: string;
  readonly count: number;
  readonly to: number;
  readonly sawLicense: boolean;
  readonly assumed: boolean;
  readonly usedVersion: boolean;
}

/** @param version named before: "version 3.01 of the PHP License" */
function longestName(
  words: Words,
  from: number,
  tables: ReferenceTables,
  version: string | undefined,
): Found | undefined {
  let found: Found | undefined;
  let key = '';
  let count = 0;
  let sawLicense = false;
  for (let index = from; index < from + 24; index += 1) {
    if (index > from && gapBefore(words, index) > GAP.comma) break;
    const word = foldWord(words, index);
    if (word === '') {
      sawLicense ||= isLicenseWord(at(words, index));
      continue;
    }
    key = key === '' ? word : `${key} ${word}`;
    if (!begins(tables, key)) break;
    count += 1;
    const versioned = version === undefined ? undefined : tables.names.get(`${key} ${version}`);
    const known = versioned ?? tables.names.get(key);
    const id = known ?? ASSUMED.get(key);
    if (id)
      found = {
        id,
        key,
        count,
        to: index + 1,
        sawLicense,
        assumed: known === undefined,
        usedVersion: versioned !== undefined,
      };
  }
  return found;
}

/** "Apache 2.5", "MIT v7": a number behind the name that the name does not hold. */
function isOtherVersion(words: Words, to: number): boolean {
  let index = to;
  let sawVersion = false;
  while (index < to + 4 && gapBefore(words, index) <= GAP.comma) {
    const word = at(words, index);
    if (/^\d/.test(word))
      return (
        sawVersion || (/^\d{1,2}(?:\.\d+)?$/.test(word) && !signsBefore(words, index).includes('('))
      );
    if (/^v(?:er|ers|ersion)?$/.test(word)) sawVersion = true;
    else if (!isLicenseWord(word)) return false;
    index += 1;
  }
  return false;
}

function behindLicense(words: Words, to: number): number {
  const isLicense = isLicenseWord(at(words, to)) && !/ed$/.test(at(words, to));
  return isLicense && gapBefore(words, to) <= GAP.comma && !/[[(]/.test(signsBefore(words, to))
    ? to + 1
    : to;
}

/** "version 3.01 of the" right before a name. */
function versionBefore(
  words: Words,
  from: number,
): { readonly version: string; readonly from: number } | undefined {
  const of = at(words, from - 1) === 'the' ? from - 2 : from - 1;
  if (at(words, of) !== 'of' || !/^v(?:er|ers|ersion)?$/.test(at(words, of - 2))) return undefined;
  const version = /^\d/.test(at(words, of - 1)) ? foldWord(words, of - 1) : '';
  return version === '' || gapBefore(words, from) > GAP.comma
    ? undefined
    : { version, from: of - 2 };
}
