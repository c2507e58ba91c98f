import { lazy } from '../syntax/lazy.ts';
import { plainRestrictions } from './residue.ts';
import { isOperativeWord } from './residue-words.ts';

/**
 * Lists of packages with their licenses, as bundlers write them beside what they bundle: below a
 * heading with the name of a package labels with its license, its authors and where it is kept, and
 * then its license text.
 */

/** A heading that is the name of a package and nothing else: `## @acme/commons`. */
const PACKAGE =
  /^[>\s]*#{2,6}\s+@?[\w.-]+(?:\/[\w.-]+)?(?:@[\w.-]+)?(?:,\s+@?[\w.-]+(?:\/[\w.-]+)?)*\s*$/;

/** A line that names authors. */
const BY = /^[>\s]*By:\s+/;
/**
 * One of them: a name in capitals with the particles names have and a mailbox or a login; or the one
 * word of a login.
 */
function author(capital: string, letter: string, flags: string): RegExp {
  const name = `${capital}[${letter}.'-]*`;
  const mailbox = String.raw`<[\w.+-]+@[\w.-]+>`;
  return new RegExp(
    String.raw`^(?:[\w-]+|${name}(?:\s+(?:${name}|da|de|del|van|von|der)){0,8}(?:\s+(?:${mailbox}|@[\w-]+))?|[\w-]+\s+${mailbox})$`,
    flags,
  );
}

/** Most names are ASCII, which is compiled in a tenth of the time. */
const AUTHOR = author('[A-Z]', 'A-Za-z', '');
const ANY_AUTHOR = lazy(() => author(String.raw`\p{Lu}`, String.raw`\p{L}`, 'u'));

function isAuthor(name: string): boolean {
  return (
    AUTHOR.test(name) ||
    CONTRIBUTORS.test(name) ||
    (/[^\0-\x7f]/.test(name) && ANY_AUTHOR().test(name))
  );
}

/** Or the address where they are listed. */
const CONTRIBUTORS = /^https?:\/\/[\w./-]{1,100}\/(?:contributors|authors|people|team)$/i;
/** A line that says where a package is kept: `Repository: ada/assign`. */
const KEPT =
  /^[>\s]*(?:Repository|Repositories|Homepage|Website):\s+<?[^\s<>/]{1,100}\/[^\s<>]{1,200}>?(?:, [^\s<>/]{1,100}\/[^\s<>]{1,200}){0,40}\s*$/;
/** Longest such line, in characters. */
const MAX_ORIGIN = 4000;

/** True for a line that says who made a package or where it is kept, and nothing else. */
export function isOrigin(line: string): boolean {
  if (line.length > MAX_ORIGIN) return false;
  if (KEPT.test(line)) return true;
  if (!BY.test(line)) return false;
  const names = line.replace(BY, '').split(',');
  return names.every((name) => isAuthor(name.trim()));
}

/** What stands below the name of a package. */
const LABELED = /^[ \t]*\n[>\s]*License: \S/;

/**
 * True for the heading of a package. A word that might be a term ("commons", "assign") is part of its
 * name only where the list goes on with the label of its license.
 * @param behind what follows the line
 */
export function isPackage(line: string, behind: string): boolean {
  if (!PACKAGE.test(line)) return false;
  const words = line.toLowerCase().split(/[^a-z0-9]+/);
  if (!words.some(isOperativeWord)) return true;
  return LABELED.test(behind) && plainRestrictions(line).length === 0;
}

/** A list, and what stands before it. */
export interface PackageList {
  readonly preface: string;
  readonly entries: readonly Entry[];
}

/** What a list says of a package. */
interface Entry {
  /** The license it is said to be under. */
  readonly license: string;
  /** Its license text; empty where there is none. */
  readonly text: string;
}

/** Where an entry begins. */
const ENTRY = /^(## .*)\nLicense: (\S+)[ \t]*\n/gm;

/** What may name a license or lead to one, in the name of a package, an author's or an address. */
const SPEAKING =
  /licen[cs]|copying|copyright|gpl|gfdl|apache|openrail|public.?domain|(?<![a-z])(?:bsd|mpl|mit|cc|cc0|isc|under|terms|tos|eula)(?![a-z])/i;

/** The list that a text is; undefined for any other text, and where the labels of an entry say more. */
export function packageList(text: string): PackageList | undefined {
  const places = [...text.matchAll(ENTRY)];
  const entries: Entry[] = [];
  for (const [number, { index, 0: whole, 1: heading = '', 2: license = '' }] of places.entries()) {
    if (!isPackage(heading, whole.slice(heading.length)) || SPEAKING.test(heading))
      return undefined;
    const behind = text.slice(index + whole.length, places[number + 1]?.index);
    const start = endOfLabels(behind, license);
    if (start === undefined) return undefined;
    entries.push({ license, text: behind.slice(start) });
  }
  const [first] = places;
  return first && { preface: text.slice(0, first.index), entries };
}

/** Where the labels of an entry end; undefined where one may say something of a license. */
function endOfLabels(entry: string, license: string): number | undefined {
  let start = 0;
  for (let end = entry.indexOf('\n'); end >= 0; end = entry.indexOf('\n', start)) {
    const line = entry.slice(start, end);
    // Packages that share a text stand under one heading, with labels for each.
    const isLabel = line.trim() === '' || line === `License: ${license}`;
    if (!isLabel) {
      if (!isOrigin(line)) break;
      if (SPEAKING.test(line)) return undefined;
    }
    start = end + 1;
  }
  return start;
}
