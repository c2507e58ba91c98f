import { combine, isId, parseExpression, print } from '../spdx/expression.ts';
import type { ReferenceTables } from './reference-tables.ts';
import { isLicenseWord } from './references-fold.ts';
import { type Name, nameAt } from './references-names.ts';
import { skipDefinition, skipParenthesis } from './references-qualified.ts';
import { ADDRESS, at, GAP, gapBefore, signsBefore, type Words } from './references-words.ts';

/** Names that the words join, and by what. */
export interface Chain {
  readonly names: readonly Name[];
  readonly ops: readonly ('and' | 'or' | 'list' | 'and/or')[];
  readonly to: number;
  /** "at your option" stands behind. */
  readonly choice: boolean;
  /** One more license is joined whose name nobody here knows: what is read is not all of it. */
  readonly unread: boolean;
  /** The first word of its name. */
  readonly stranger?: string;
}

/** Names of licenses that say nothing without a version, and misspelled ones. */
const VERSIONLESS = /^(?:mpl|epl|cddl|osl|afl|cpl|eupl|busl|sspl|elv?|glpl|agl?p|gnu|elastic)$/;

/** "and the Foo Public License": capital words up to "License"; "and CDDL". */
function namesUnknown(words: Words, from: number): boolean {
  if (VERSIONLESS.test(at(words, from)) && gapBefore(words, from) < GAP.end) return true;
  for (let index = from; index < from + 8 && gapBefore(words, index) < GAP.end; index += 1) {
    const word = words.list[index];
    if (!word) return false;
    if (isLicenseWord(word.text)) return index > from && !/[._]/.test(signsBefore(words, index));
    const written = words.text.slice(word.start, word.end);
    if (word.text === 'copyright') return false;
    if (!/^(?:[A-Z]|and$|of$|the$|\d)/.test(written)) return false;
  }
  return false;
}

/** `License: GPL-1+ or Artistic`: a field with one more name, whatever it is. */
export function goesOnInLine(words: Words, to: number): boolean {
  const index = skipDefinition(words, to);
  const joint = jointAt(words, index);
  if (!joint || joint.op === 'list') return false;
  const word = words.list[joint.to];
  const last = words.list[to - 1];
  return (
    word !== undefined && last !== undefined && !/\n/.test(words.text.slice(last.end, word.start))
  );
}

/** Names joined by "or", "and", commas and slashes, from the first. */
export function chainFrom(words: Words, first: Name, tables: ReferenceTables): Chain {
  const names = [first];
  const ops: Chain['ops'][number][] = [];
  let to = first.to;
  while (names.length < 8) {
    const behind = skipAsides(words, to);
    const joint = jointAt(words, behind);
    if (joint && isX11(words, joint.to) && names.at(-1)?.choices[0] === 'MIT') {
      to = joint.to + 2;
      continue;
    }
    const next = joint && nameAt(words, joint.to, tables);
    if (joint && !next && namesUnknown(words, joint.to))
      return { names, ops, to, choice: false, unread: true, stranger: at(words, joint.to) };
    if (!joint || !next || next.from > joint.to + 1) break;
    names.push(next);
    ops.push(joint.op);
    to = next.to;
  }
  const behind = skipAsides(words, to);
  const choice =
    names.length > 1 &&
    /^(?:at your|at the|whichever|depending)/.test(`${at(words, behind)} ${at(words, behind + 1)}`);
  if (names.length > 1 && isLicenseWord(at(words, to))) to += 1;
  return { names, ops, to, choice, unread: false };
}

/** "MIT/X11" is one license by both its names. */
function isX11(words: Words, index: number): boolean {
  return at(words, index) === 'x' && at(words, index + 1) === '11';
}

/** Behind "or later", "license", parentheses and addresses that follow a name. */
function skipAsides(words: Words, from: number): number {
  let index = skipDefinition(words, skipLater(words, from));
  for (let step = 0; step < 3; step += 1) {
    const behind = at(words, index) === ADDRESS ? index + 1 : skipParenthesis(words, index);
    if (behind === undefined) break;
    index = behind;
  }
  return index;
}

/** "version 2.0 or later", "or any later version", of a license that is not GNU's. */
function skipLater(words: Words, from: number): number {
  if (at(words, from) !== 'or' || gapBefore(words, from) > GAP.comma) return from;
  const later = at(words, from + 1) === 'any' ? from + 2 : from + 1;
  if (!/^(?:later|newer)$/.test(at(words, later))) return from;
  return /^versions?$/.test(at(words, later + 1)) ? later + 2 : later + 1;
}

function jointAt(
  words: Words,
  from: number,
): { readonly op: Chain['ops'][number]; readonly to: number } | undefined {
  if (gapBefore(words, from) === GAP.end) return undefined;
  const signs = signsBefore(words, from);
  const word = at(words, from);
  const next = at(words, from + 1);
  if ((word === 'and' && next === 'or') || (word === 'or' && next === 'and'))
    return { op: 'and/or', to: skipArticles(words, from + 2) };
  if (word === 'or' || word === 'and') return { op: word, to: skipArticles(words, from + 1) };
  if (/^[\s"'”)\]]*[/|][\s"'“(]*$/.test(signs)) return { op: 'or', to: from };
  if (/^[\s"'”)\]]*&(?:amp;)?\s/.test(signs)) return { op: 'and', to: skipArticles(words, from) };
  if (/,/.test(signs)) return { op: 'list', to: skipArticles(words, from) };
  return undefined;
}

const ARTICLES =
  /^(?:the|a|an|under|either|terms|of|also|alternatively|optionally|by|at|your|option)$/;

/** Behind "under the terms of the" and behind the mark of a list, `b)`. */
function skipArticles(words: Words, from: number): number {
  let index = from;
  while (index < from + 6) {
    const isMark =
      /^[a-z\d]$/.test(at(words, index)) && /^[.)]/.test(signsBefore(words, index + 1));
    if (!isMark && !ARTICLES.test(at(words, index))) break;
    index += 1;
  }
  return index;
}

/** What the chain says, or nothing where "and/or" or a bare list leaves it open. */
export function chainExpression(chain: Chain, dual: boolean): string | undefined {
  if (chain.unread) return undefined;
  const [first, ...more] = chain.names;
  const [only, ...others] = first?.choices ?? [];
  // One id is an expression: most chains need no parser.
  if (more.length === 0 && others.length === 0 && only && isId(only)) return only;
  const parts = chain.names.map((name) =>
    name.choices.flatMap((choice) => parseExpression(choice) ?? []),
  );
  if (parts.some((part) => part.length === 0)) return undefined;
  const all = parts.map((part) => combine('or', part));
  const each = [...new Map(all.map((one) => [print(one), one])).values()];
  if (each.length === 1) return each[0] && print(each[0]);
  if (dual || chain.choice) return print(combine('or', each));
  const ops = new Set(chain.ops.filter((op) => op !== 'list'));
  if (ops.size !== 1 || ops.has('and/or')) return undefined;
  return print(combine(ops.has('or') ? 'or' : 'and', each));
}
