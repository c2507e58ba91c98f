import { normalizeLicense } from '../spdx/normalize.ts';
import type { ReferenceTables } from './reference-tables.ts';
import { foldReferenceName } from './references-fold.ts';

/** A tag with what it says. */
export interface Tag {
  readonly expression: string;
  readonly start: number;
  readonly end: number;
}

/** SPDX specification, annex E: the tag, a colon, an expression, to the end of the line. */
const TAG =
  /SPDX[- ](?:License[- ]Identifier|short identifier)["']?[ \t]{0,20}[:=][ \t]{0,20}["'`]?([^\r\n]{1,1000})/gi;

const CLOSER = /\*\/|-->|--%?>|[#%]\}|\*\)|["'`<>{},;]|\\n|\]\]|\|/;

const NO_ALIASES = { names: {}, guesses: {}, undecidable: {} };

/** Longest text that may be nothing but an expression, in characters. */
const MAX_ALONE = 200;

/** Every `SPDX-License-Identifier` of a text that can be read, in order; or a text that is one expression. */
export function tagsIn(text: string, tables: ReferenceTables): readonly Tag[] {
  // A name alone may be a word of prose: two joined are an expression.
  if (text.length <= MAX_ALONE && /\s(?:and|or|with)\s/i.test(text)) {
    const said = text.trim();
    const tokens = tokensOf(said);
    const known = knownTokens(tokens, tables);
    const read = known.length === tokens.length ? expressionOf(known) : undefined;
    if (read !== undefined) {
      const start = text.indexOf(said);
      return [{ expression: read, start, end: start + said.length }];
    }
  }
  if (!/spdx/i.test(text)) return [];
  const tags: Tag[] = [];
  for (const match of text.matchAll(TAG)) {
    const value = match[1] ?? '';
    const said = value.split(CLOSER, 1)[0] ?? '';
    const start = match.index;
    const valueStart = start + match[0].length - value.length;
    const read = longestExpression(said, tables);
    if (read) tags.push({ expression: read.expression, start, end: valueStart + read.length });
  }
  return tags;
}

/** Tags whose expression has a part that nobody here knows, with where they stand. */
export function brokenTagsIn(
  text: string,
  tables: ReferenceTables,
): readonly { readonly start: number; readonly end: number }[] {
  if (!/spdx/i.test(text)) return [];
  return [...text.matchAll(TAG)].flatMap((match) => {
    const said = (match[1] ?? '').split(CLOSER, 1)[0]?.trim() ?? '';
    // A tag that begins with nothing known is none of ours.
    if (knownTokens(tokensOf(said), tables).length === 0 || longestExpression(said, tables))
      return [];
    const start = match.index;
    const end = start + match[0].indexOf(said, match[0].indexOf(match[1] ?? '')) + said.length;
    return [{ start, end }];
  });
}

/** The longest run of words from the start that is an expression: prose may follow on the line. */
function longestExpression(
  said: string,
  tables: ReferenceTables,
): { expression: string; length: number } | undefined {
  const tokens = tokensOf(said);
  const known = knownTokens(tokens, tables);
  for (let count = known.length; count > 0; count -= 1) {
    const last = tokens[count - 1];
    const expression = expressionOf(known.slice(0, count));
    if (expression === undefined || !last) continue;
    // What it is joined with belongs to it, known or not: half an expression is another one.
    if (goesOn(tokens[count]?.[0], tokens[count + 1]?.[0])) return undefined;
    return { expression, length: last.index + last[0].length };
  }
  return undefined;
}

/** True for an operator with something behind it; in lower case it may be prose: "MIT and so on". */
function goesOn(operator: string | undefined, operand: string | undefined): boolean {
  if (operand === undefined) return operator !== undefined && /^(?:AND|OR|WITH)$/.test(operator);
  return (
    /^(?:AND|OR|WITH)$/.test(operator ?? '') ||
    (/^(?:or|with)$/.test(operator ?? '') && /[-.\d(]/.test(operand))
  );
}

/** Most words of an expression. */
const MAX_TOKENS = 60;

function tokensOf(said: string): readonly RegExpExecArray[] {
  return [...said.matchAll(/[()]|[^\s()]+/g)].slice(0, MAX_TOKENS);
}

/** The words an expression may have, up to the first that is none. */
function knownTokens(tokens: readonly RegExpExecArray[], tables: ReferenceTables): string[] {
  const known: string[] = [];
  for (const token of tokens) {
    const word = tokenOf(token[0], tables);
    if (word === undefined) break;
    known.push(word);
  }
  return known;
}

function expressionOf(words: readonly string[]): string | undefined {
  const read = normalizeLicense(words.join(' '), NO_ALIASES);
  return read.status === 'expression' ? read.expression : undefined;
}

function tokenOf(token: string, tables: ReferenceTables): string | undefined {
  if (token === '(' || token === ')') return token;
  if (/^(?:and|or|with)$/i.test(token)) return token.toUpperCase();
  if (/^(?:DocumentRef-|LicenseRef-|AdditionRef-)/.test(token)) return token.replace(/[.:]+$/, '');
  if (/(?:exception|-note)/i.test(token)) return token;
  const plus = token.endsWith('+') ? '+' : '';
  const bare = token.replace(/\+$/, '').replace(/\.$/, '');
  const id = tables.ids.get(bare.toLowerCase());
  if (id !== undefined) return id + plus;
  const named = tables.names.get(foldReferenceName(bare));
  return named === undefined ? undefined : named + plus;
}
