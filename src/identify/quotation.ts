import { BEYOND, FOLD } from './characters.ts';

/**
 * A note on a text without the words it quotes: our own words, and between them which words of the
 * text stand there, counted from 0, end exclusive.
 */
export type Quotation = readonly (string | readonly [from: number, to: number])[];

/** Characters of a term that are quoted. */
export const MAX_QUOTED = 140;

/** White space folded, and cut where long. */
export function shortened(text: string, length: number): string {
  const folded = text.replace(/\s+/g, ' ').trim();
  return folded.length > length ? `${folded.slice(0, length - 1)}…` : folded;
}

/** Typographers' space, signs, quotes, dashes and bullet, and the mark of an encoding: no letters. */
export const SIGN_BEYOND_ASCII =
  /[\xa0\xa9\xae\xb7\u2013\u2014\u2018\u2019\u201c\u201d\u2022\ufeff]/;

/** A note with the words of a text that it quotes. */
export function withQuotes(quotation: Quotation, text: string): string {
  const words = wordsOf(text);
  return quotation
    .map((part) => {
      if (typeof part === 'string') return part;
      const [first, last] = [words[part[0]], words[part[1] - 1]];
      if (!first || !last) return '';
      // With the signs around them: they are no words, and belong to what is quoted.
      const before = /[^\s\p{L}\p{N}]*$/u.exec(
        text.slice(Math.max(0, first.start - MAX_SIGNS), first.start),
      );
      const behind = /^[^\s\p{L}\p{N}]*/u.exec(text.slice(last.end, last.end + MAX_SIGNS));
      const start = first.start - (before?.[0].length ?? 0);
      return shortened(text.slice(start, last.end + (behind?.[0].length ?? 0)), MAX_QUOTED);
    })
    .join('');
}

const MAX_SIGNS = 20;

/**
 * Which words of a text a note quotes; undefined where that would not give the same note, or where the
 * note's own words may be the text's too.
 */
export function quotationOf(note: string, text: string): Quotation | undefined {
  const folded = text.replace(/\s+/g, ' ');
  const words = wordsOf(folded);
  const parts: (string | readonly [number, number])[] = [];
  for (const one of note.split(NEXT)) {
    const [, own = one, quoted] = QUOTING.exec(one) ?? [];
    const reason = own.replace(/^; |[": ]+$/g, '');
    if (!OWN.test(reason) || (reason !== '' && folded.includes(reason))) return undefined;
    parts.push(own);
    if (quoted === undefined) continue;
    const isCut = quoted.endsWith('…');
    const at = folded.indexOf(isCut ? quoted.slice(0, -1) : quoted);
    const end = at + (isCut ? MAX_QUOTED + 1 : quoted.length);
    // Of what was cut, a word beyond the cut, so that it is cut again.
    const behind = words.findIndex(({ start }) => start >= end) + (isCut ? 1 : 0);
    parts.push(
      [words.findIndex(({ start }) => start >= at), behind < 1 ? words.length : behind],
      '"',
    );
  }
  return withQuotes(parts, text) === note ? parts : undefined;
}

/** Between what a note quotes; and one of that: why, and the words. */
const NEXT = /(?<=")(?=; (?:[^"]*: )?")/;
const QUOTING = /^([^"]*")(.*)"$/s;

/** What notes say in our own words, with ids of licenses. */
const OWN = /^[\w .+:,()'-]*$/;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The words of a text as the digest of it has them; see `bodyDigest`. */
function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const fold = at < text.length ? (FOLD[text.charCodeAt(at)] ?? 0) : 0;
    const isWord = fold > BEYOND || (fold === BEYOND && !SIGN_BEYOND_ASCII.test(text[at] ?? ''));
    if (isWord && start < 0) start = at;
    if (!isWord && start >= 0) {
      words.push({ start, end: at });
      start = -1;
    }
  }
  return words;
}
