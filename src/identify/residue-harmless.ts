import { matchesOf, ready } from './ready.ts';
import { mayMatch } from './residue-guard.ts';
import { harmlessPhrases, NAME, NAMED } from './residue-harmless-phrases.ts';

/** Takes out of a sentence what says nothing, so that the rest can be judged. */

/** Names of files: what stands in a path says nothing. */
const PATH =
  /(?<!\w)\/(?:usr|etc|opt|var|lib)\/[\w./+-]{1,200}|(?<![\w/])[\w.@*-]{0,80}(?:\/[\w.@*-]{1,80}){0,12}(?:\/|\.(?:c|cc|cpp|h|hpp|py|pyi|js|mjs|ts|rs|go|java|rb|php|css|scss|s?html?|md|rst|txt|json|ya?ml|toml|pfb|ttf|otf|png|svg|in|sh|pl|lgpl\w*|gpl\w*))(?![\w/])/gi;

const ADDRESS =
  /[\w.+-]{1,64}(?: \. [\w-]{1,20}){0,3} @ [\w-]{1,64}(?: \. [\w-]{1,20}){0,4}(?: \.)?|<?(?:(?:https?|git|ssh|svn):\/\/|www\.)[^\s<>"']{1,400}>?|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}(?::[\w.~-]{1,64}\/[\w./~-]{1,200})?|(?<![\w/])(?:[\w-]+\.){1,6}(?:com|org|net|io|dev|me|de|uk|edu|gov|cn|jp)(?:\/[^\s)>\]]{0,200})?/gi;

/**
 * A sentence without the phrases that are known to change nothing, and without addresses.
 * @param words white space folded, capitals as written
 */
export function withoutHarmless(words: string): string {
  let rest = words.replace(ready(ADDRESS), ' ').replace(ready(NAMED), NAME).replace(/\s+/g, ' ');
  // Patterns that need not look for capitals are compiled in half the time.
  let lower = rest.toLowerCase();
  // A few letters change their length with their case; then capitals are lost.
  if (lower.length !== rest.length) rest = lower;
  for (const phrase of harmlessPhrases()) {
    if (!mayMatch(phrase, lower)) continue;
    const less = without(phrase.pattern, rest, lower);
    if (less === undefined) continue;
    rest = less.replace(/\s+/g, ' ');
    lower = rest.toLowerCase();
  }
  return rest.trim();
}

/** A text without what a pattern matches in its lower case; undefined where that is nothing. */
function without(pattern: RegExp, text: string, lower: string): string | undefined {
  let less: string | undefined;
  let last = 0;
  for (const { 0: found, index } of matchesOf(pattern, lower)) {
    less = `${less ?? ''}${text.slice(last, index)} `;
    last = index + found.length;
  }
  return less === undefined ? undefined : less + text.slice(last);
}

/** The same without names of files. */
export function withoutPaths(words: string): string {
  return words.replace(ready(PATH), ' ');
}
