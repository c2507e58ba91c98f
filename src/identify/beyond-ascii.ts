import { BEYOND, FOLD, PRIME, SEED } from './characters.ts';

/** Written without spaces between words: each character is a word. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

/** Soft hyphens and characters without width may stand inside a word, and hide nothing there. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0x2060 ||
    code === 0xfeff ||
    (code >= 0x300 && code <= 0x36f) // accents that combine with the letter before
  );
}

/** The letters a character shows; upper case has no sharp s of its own. */
function folded(character: string): string {
  return character.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss');
}

const LETTER = /[\p{L}\p{N}]/u;

/** A word that is read, by where it ends. */
interface Word {
  /** The start of the word where none begins. */
  readonly end: number;
  readonly hash: number;
}

/**
 * Reads a word that has a character beyond ASCII, from its start. Compatibility forms such as full-width
 * letters and ligatures are read as the letters they show.
 */
export function wordBeyondAscii(text: string, start: number): Word {
  let hash = SEED;
  let at = start;
  let letters = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    if (code < 128) {
      const fold = FOLD[code] ?? 0;
      if (fold <= BEYOND) break;
      hash = Math.imul(hash ^ fold, PRIME);
      letters++;
    } else if (isIdeograph(code)) {
      if (letters > 0) break;
      hash = Math.imul(SEED ^ code, PRIME);
      letters = 1;
      at += width;
      break;
    } else if (!isInvisible(code)) {
      const character = String.fromCodePoint(code);
      if (!LETTER.test(character)) break;
      for (const plain of folded(character)) {
        hash = Math.imul(hash ^ (plain.codePointAt(0) ?? 0), PRIME);
      }
      letters++;
    }
    at += width;
  }
  return { end: letters === 0 ? start : at, hash };
}
