import { isLicenseWord } from './references-fold.ts';
import { at, GAP, gapBefore, signsBefore, type Words } from './references-words.ts';

/** Words before a name that make it another license. */
const ALTERED =
  /^(?:modified|custom|customized|customised|amended|altered|adapted|noncommercial|variant|variation|derivative|derived|inspired|adaptation|modification|like|similar|based)$/;

/** True if the words right before the name at `from` say that it is another license than the one named. */
export function isAlteredBefore(words: Words, from: number): boolean {
  for (let index = from - 1; index > from - 5; index -= 1) {
    if (gapBefore(words, index + 1) > GAP.comma) return false;
    const word = at(words, index);
    if (ALTERED.test(word)) return true;
    if (!/^(?:the|a|an|of|on|to|from|by|slightly|version|very|form|gnu|standard)$/.test(word))
      return false;
  }
  return false;
}

/** "free for non-commercial use under the MIT license": what is said before limits it as well. */
export function isLimitedBefore(words: Words, from: number): boolean {
  for (let index = from - 1; index > from - 14 && index >= 0; index -= 1) {
    if (gapBefore(words, index + 1) === GAP.end) return false;
    const word = at(words, index);
    if (word === 'noncommercial' || (word === 'commercial' && at(words, index - 1) === 'non'))
      return true;
    const isPurpose = /^(?:personal|academic|educational|evaluation|research)$/.test(word);
    if (isPurpose && /^(?:use|purposes?)$/.test(at(words, index + 1))) return true;
  }
  return false;
}

const ADDED =
  /^(?:commons|additional|additions?|additionally|conditions?|restrictions?|modifications?|changes?|changed|clauses?|terms|amendments?|exceptions?|limitations?|caveats?|extra|addendum|rider|stipulations?|modified)$/;
const PURPOSE =
  /^(?:non|noncommercial|personal|academic|educational|education|research|evaluation|internal|private)$/;

/**
 * Index behind the words that change the license whose name ends before word `to`: "with the
 * following conditions", "(non-commercial)", "plus Commons Clause", "-like"; undefined if none do.
 * `gnu`: an exception to a GNU license permits more, and changes nothing for the worse.
 */
export function qualifierEnd(words: Words, to: number, gnu: boolean): number | undefined {
  const index = skipDefinition(words, to);
  if (gapBefore(words, index) > GAP.colon) return undefined;
  return changeAt(words, index, gnu) ?? furtherEnd(words, index);
}

function changeAt(words: Words, index: number, gnu: boolean): number | undefined {
  const word = at(words, index);
  if (
    /^(?:like|ish|based|inspired|derived|derivative|variant|modified|amended|noncommercial)$/.test(
      word,
    )
  )
    return index + 1;
  if (word === 'non' && /^commerc/.test(at(words, index + 1))) return index + 2;
  if (signsBefore(words, index).includes('(') && changesInParenthesis(word, at(words, index + 1)))
    return index + 1;
  if (word === 'commons' && at(words, index + 1) === 'clause') return index + 2;
  if (word === 'as' && /^(?:modified|amended|changed)$/.test(at(words, index + 1)))
    return index + 2;
  if (word === 'except' && at(words, index + 1) === 'that') return index + 2;
  if (word === 'provided' && at(words, index + 1) === 'that') return index + 2;
  if (word === 'but' || word === 'however') return index + 1;
  if (word === 'for' || word === 'only') return purposeEnd(words, index);
  if (word === 'subject' || /^(?:with|plus|and|including|under|w)$/.test(word))
    return addedEnd(words, index, gnu);
  return undefined;
}

/** "see LICENSE for additional terms", in the same sentence. */
function furtherEnd(words: Words, from: number): number | undefined {
  for (let index = from; index < from + 14; index += 1) {
    if (gapBefore(words, index) === GAP.end) return undefined;
    if (!/^(?:additional|extra|further|supplemental|supplementary)$/.test(at(words, index)))
      continue;
    const next = at(words, index + 1);
    if (/^(?:terms|conditions?|restrictions?|limitations?|requirements?|clauses?)$/.test(next)) {
      return index + 2;
    }
  }
  return undefined;
}

function purposeEnd(words: Words, from: number): number | undefined {
  const index = at(words, from) === 'only' ? from + 1 : from;
  if (at(words, index) !== 'for') return undefined;
  return PURPOSE.test(at(words, index + 1)) ? index + 2 : undefined;
}

const STEPS =
  /^(?:the|following|some|an|a|our|its|these|to|few|minor|slight|small|one|two|further|special|added|other|non|commercial|use|as|no|ethical)$/;

function addedEnd(words: Words, from: number, gnu: boolean): number | undefined {
  for (let index = from + 1; index < from + 8; index += 1) {
    if (gapBefore(words, index) > GAP.colon) return undefined;
    const word = at(words, index);
    const isList = word === 'following' && signsBefore(words, index + 1).includes(':');
    if (isList && !(gnu && at(words, from) === 'with')) return index + 1;
    // "and conditions", "and the terms of": a list of what is meant, not more of it.
    if (ADDED.test(word)) {
      const isException = /^exceptions?$/.test(word);
      // "With the exception of" some files leaves the license as it is.
      if (isException && (gnu || at(words, index + 1) === 'of')) return undefined;
      const isOwn = at(words, from) === 'and' && !/^(?:commons|addi|extra)/.test(word);
      if (isOwn && !/^(?:following|additional)$/.test(at(words, index - 1))) return undefined;
      if (word === 'commons') return at(words, index + 1) === 'clause' ? index + 2 : undefined;
      return index + 1;
    }
    if (!STEPS.test(word)) return undefined;
  }
  return undefined;
}

/** Behind `license`, `(the "License")`, `("MPL")`, `(MIT)`. */
export function skipDefinition(words: Words, to: number): number {
  let index = to;
  if (isLicenseWord(at(words, index)) && gapBefore(words, index) <= GAP.comma) index += 1;
  const behind = skipParenthesis(words, index);
  if (behind === undefined) return index;
  const first = at(words, index);
  return changesInParenthesis(first, at(words, index + 1)) ? index : behind;
}

/** "MIT (Hippocratic)", "MIT License (No Permissions)": what a parenthesis behind a name takes away. */
function changesInParenthesis(first: string, second: string): boolean {
  return (
    /^(?:non|noncommercial|with|without|modified|hippocratic|ethical|custom|restricted|restrictive|limited|except|but|proprietary|anti)$/.test(
      first,
    ) ||
    (first === 'no' && second !== 'attribution')
  );
}

/** Index behind a parenthesis that opens right before word `index`, if it is short. */
export function skipParenthesis(words: Words, index: number): number | undefined {
  const opening = signsBefore(words, index);
  if (!opening.includes('(') || opening.lastIndexOf(')') > opening.lastIndexOf('('))
    return undefined;
  for (let next = index + 1; next < index + 14; next += 1) {
    const signs = signsBefore(words, next);
    if (signs === '') {
      const last = words.list[next - 1];
      const isClosed = last !== undefined && words.text.slice(last.end, last.end + 4).includes(')');
      return words.list[next] === undefined && isClosed ? next : undefined;
    }
    if (signs.includes(')')) return next;
  }
  return undefined;
}
