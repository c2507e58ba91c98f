import { MAX_NOTICE } from './beside-notices.ts';
import { isOrigin, isPackage } from './package-list.ts';
import type { Piece } from './piece.ts';
import { foldReferenceName, isSilentWord } from './references-fold.ts';
import { rememberedByLine } from './remembered.ts';
import type { TextIndex } from './text-index.ts';

/** Words that titles have beside the name of a license. */
const GENERIC = 'the license version unported generic international public legal code of a v';

/** Makes a function that tells lines that are a title of the licenses found. */
export function titleTeller(pieces: readonly Piece[], index: TextIndex): (line: string) => boolean {
  const ids = new Set(pieces.flatMap(({ license, expression }) => [license.id, expression]));
  const titles = [...[...ids].map((id) => namesRun(id, index)), run(GENERIC)].join(' ');
  return rememberedByLine((line) => mayBeTitle(line, titles) && isTitle(line, titles));
}

/** @param titles all names of licenses, run together */
function isTitle(line: string, titles: string): boolean {
  const words = foldReferenceName(line)
    .split(' ')
    .filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.length <= MAX_TITLE &&
    words.some((word) => word.length > 2) &&
    words.every((word) => titles.includes(word))
  );
}

const namesByIndex = new WeakMap<TextIndex, Map<string, string>>();

/** The names of one license, each run together. */
function namesRun(id: string, index: TextIndex): string {
  const byId = namesByIndex.get(index) ?? new Map<string, string>();
  if (byId.size === 0) namesByIndex.set(index, byId);
  const names =
    byId.get(id) ??
    [id, ...index.references.names.namesOf(id)]
      .map((name) => foldReferenceName(name).replaceAll(' ', ''))
      .join(' ');
  byId.set(id, names);
  return names;
}

function run(name: string): string {
  return foldReferenceName(name).replaceAll(' ', '');
}

/** Longest title, in words. */
const MAX_TITLE = 12;

/** A word a line begins with, behind signs of ASCII that begin no markup. */
const FIRST_WORD = /^[^a-z0-9\x80-\uffff<&\\]*([a-z]{4,})(?![^\s,:])/i;

/** True unless the first word of a line is in no title. */
function mayBeTitle(line: string, titles: string): boolean {
  const word = FIRST_WORD.exec(line)?.[1]?.toLowerCase();
  return word === undefined || titles.includes(word) || isSilentWord(word);
}

/**
 * Lines that are a title of the license itself, or of a package, blanked out.
 * @param behind what stands behind the part
 */
export function withoutTitles(
  part: string,
  behind: string,
  isTitleLine: (line: string) => boolean,
): string {
  return part.replace(/[^\n]+/g, (line, offset: number) => {
    if (isOrigin(line)) return line.replace(/\S/g, ' ');
    if (line.length > 120) return line;
    const rest = part.slice(offset + line.length, offset + line.length + MAX_NOTICE);
    const isBlanked = isPackage(line, rest + behind) || isTitleLine(line);
    return isBlanked ? line.replace(/\S/g, ' ') : line;
  });
}
