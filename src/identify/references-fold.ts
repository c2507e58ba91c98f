import { at, type Words, wordsOf } from './references-words.ts';

/** Words that tell no license from another. */
const DROPPED = new Set([
  ...['the', 'a', 'an', 'version', 'versions', 'ver', 'vers', 'v', 'rev', 'revision', 'number'],
]);

const LICENSE = new Set(['license', 'licence', 'licenses', 'licences', 'licensed', 'licenced']);

/** True for a word that tells no license from another. */
export function isSilentWord(word: string): boolean {
  return DROPPED.has(word) || LICENSE.has(word);
}

/** True for the word "license" in its spellings. */
export function isLicenseWord(word: string): boolean {
  return LICENSE.has(word);
}

/**
 * The part of a word that tells licenses apart, or the empty string: `2.0` is `2`, the `gplv` of
 * `gplv2` is `gpl`, and "license" and "version" say nothing.
 */
export function foldWord(words: Words, index: number): string {
  const word = at(words, index);
  if (isSilentWord(word)) return '';
  if (isDigit(word.charCodeAt(0))) return word.replace(/(?:\.0)+$/, '');
  if (word.length > 2 && word.endsWith('v') && touchesNumber(words, index))
    return word.slice(0, -1);
  return word;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function touchesNumber(words: Words, index: number): boolean {
  const [word, next] = [words.list[index], words.list[index + 1]];
  return word?.end === next?.start && /^\d/.test(next?.text ?? '');
}

/** A license name as the tables key it. Takes and gives one line. */
export function foldReferenceName(name: string): string {
  const words = wordsOf(name.slice(0, 300));
  return words.list
    .map((_, index) => foldWord(words, index))
    .filter((word) => word !== '')
    .join(' ');
}

/**
 * An address as the tables key it: lower case, without scheme, `www.`, query, final slash and the
 * ending of the file, so that the many ways to write it are one.
 */
export function foldAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\d?\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/[.,;:!*_\s]{1,20}$/, '')
    .replace(/\/{1,5}$/, '')
    .replace(/(?:[-_]standalone)?(?:\.(?:en|de|fr|ru|ja|es|it|zh-cn))?\.(?:html?|php|txt|md)$/, '')
    .replace(/\/(?:index|deed|legalcode)(?:\.[a-z]{2}(?:[-_][a-z]{2,4})?)?$/, '');
}

/** A folded address as a table of many keys it: 64 bits of it, so that no list of pages is kept. */
export function addressKey(address: string): string {
  const hex = (hash: number) => (hash >>> 0).toString(16).padStart(8, '0');
  return hex(hashOf(address, SEEDS[0])) + hex(hashOf(address, SEEDS[1]));
}

const SEEDS = [-2128831035, 1540483477] as const;

/** FNV-1a. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash;
}
