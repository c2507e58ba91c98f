import type { ReferenceTables } from './reference-tables.ts';
import { type Chain, chainExpression, chainFrom, goesOnInLine } from './references-chain.ts';
import { type Lead, leadOf } from './references-context.ts';
import { isLicenseWord } from './references-fold.ts';
import { type Name, nameAt } from './references-names.ts';
import {
  isAlteredBefore,
  isLimitedBefore,
  qualifierEnd,
  skipDefinition,
  skipParenthesis,
} from './references-qualified.ts';
import { ADDRESS, at, GAP, gapBefore, type Words } from './references-words.ts';

/** A license named in words, and what the words do with it. */
export interface Statement {
  /** `altered`: a license is named and changed in one breath, so it is not that license. */
  readonly kind: 'grant' | 'key' | 'pointer' | 'whole' | 'altered';
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  /** No version is named, or no number of clauses. */
  readonly open?: 'assumed' | 'any-version';
  /** Statements of the same list are each a choice. */
  readonly list?: number;
  /** Where a license of unknown name is joined: the first word of that name. */
  readonly stranger?: string;
}

/** Every statement of the words, in order. */
export function statementsIn(words: Words, tables: ReferenceTables): readonly Statement[] {
  const whole = wholeText(words, tables);
  if (whole) return [whole];
  const statements: Statement[] = [];
  let index = 0;
  let end = 0;
  while (index < words.list.length) {
    const name = nameAt(words, index, tables);
    if (!name) {
      index += 1;
      continue;
    }
    const read = statementAt(words, name, tables);
    if (read.statement) {
      // The verb of "licensed under X, its manual under Y" is told already.
      const start = Math.max(read.statement.start, end);
      statements.push({ ...read.statement, start });
      end = read.statement.end;
    }
    index = Math.max(read.to, index + 1);
  }
  return statements;
}

interface Read {
  readonly to: number;
  readonly statement?: Statement;
}

function statementAt(words: Words, name: Name, tables: ReferenceTables): Read {
  const read = chainFrom(words, name, tables);
  const before = isAlteredBefore(words, name.from);
  const altered = before || isLimitedBefore(words, name.from);
  const lead = leadOf(words, before ? alteredFrom(words, name.from) : name.from);
  if (!lead) return clauseAt(words, read) ?? { to: name.to };
  const chain =
    lead.kind === 'key' && goesOnInLine(words, read.to) ? { ...read, unread: true } : read;
  if (lead.kind !== 'pointer') {
    const changed = changedEnd(words, chain, altered);
    if (changed !== undefined)
      return {
        to: changed,
        statement: spanned(words, lead, { to: changed, kind: 'altered', expression: '' }),
      };
  }
  const style = styleEnd(words, name);
  if (style !== undefined) return styleAt(words, { name, lead, style }, tables);
  if (!chain.names.every((each) => isClear(words, each, lead))) return { to: chain.to };
  const expression = chainExpression(chain, lead.choice);
  // What is joined with a license nobody here knows is not that license alone.
  if (chain.unread && lead.kind === 'grant')
    return {
      to: chain.to,
      statement: {
        ...spanned(words, lead, { to: chain.to, kind: 'altered', expression: '' }),
        ...(chain.stranger === undefined ? {} : { stranger: chain.stranger }),
      },
    };
  if (expression === undefined) return { to: chain.to };
  const open = openOf(chain);
  return {
    to: chain.to,
    statement: spanned(words, lead, { to: chain.to, kind: lead.kind, expression, open }),
  };
}

/** "MIT with Commons Clause" is told in any sentence; other changes where a short text is all there is. */
function clauseAt(words: Words, chain: Chain): Read | undefined {
  const from = chain.names[0]?.from ?? 0;
  const to = qualifierEnd(words, chain.to, isGnu(chain));
  if (to === undefined || !chain.names.every((name) => name.clarity !== 'word' || from === 0))
    return undefined;
  const isClause = at(words, to - 1) === 'clause' && at(words, to - 2) === 'commons';
  if (!isClause && (from > 1 || words.list.length > MOST_WORDS)) return undefined;
  const lead: Lead = { kind: 'key', from, strong: true, choice: false };
  return { to, statement: spanned(words, lead, { to, kind: 'altered', expression: '' }) };
}

function openOf({ names: [first, ...more] }: Chain): Statement['open'] {
  if (more.length === 0) return first?.open;
  const opens = [first, ...more].map((name) => name?.open);
  if (opens.includes('assumed')) return 'assumed';
  return opens.every((open) => open === 'any-version') ? 'any-version' : undefined;
}

function alteredFrom(words: Words, name: number): number {
  let index = name - 1;
  while (index > name - 5 && !/^(?:the|a|an|under|by|licen[cs]e)$/.test(at(words, index)))
    index -= 1;
  return index + 1;
}

function changedEnd(words: Words, chain: Chain, altered: boolean): number | undefined {
  return qualifierEnd(words, chain.to, isGnu(chain)) ?? (altered ? chain.to : undefined);
}

function isGnu(chain: Chain): boolean {
  return /^[AL]?GPL-/.test(chain.names.at(-1)?.choices[0] ?? '');
}

type Spanned = Pick<Statement, 'kind' | 'expression'> & {
  readonly to: number;
  readonly open?: Statement['open'];
};

function spanned(words: Words, lead: Lead, { to, open, ...rest }: Spanned): Statement {
  const start = words.list[lead.from]?.start ?? 0;
  const end = words.list[to - 1]?.end ?? start;
  const list = lead.list === undefined ? {} : { list: lead.list };
  return { ...rest, ...list, start, end, ...(open === undefined ? {} : { open }) };
}

/**
 * "BSD-style license that can be found in the LICENSE file", the notice of the Go and Chromium
 * authors, whose LICENSE is BSD-3-Clause; "MIT-style" with a file beside it is MIT. Gives the end,
 * 0 where no file is named, and undefined where it is no style.
 */
function styleEnd(words: Words, name: Name): number | undefined {
  const index = name.to;
  if (!/^(?:style|styled|type)$/.test(at(words, index)) || gapBefore(words, index) > GAP.space)
    return undefined;
  if (!/^(?:MIT|BSD-3-Clause)$/.test(name.choices[0] ?? '')) return 0;
  for (let next = index + 1; next < index + 14 && gapBefore(words, next) < GAP.end; next += 1) {
    if (/^(?:found|included|accompanying|accompanies|copying|reproduced)$/.test(at(words, next)))
      return next + 1;
  }
  return 0;
}

interface Style {
  readonly name: Name;
  readonly lead: Lead;
  /** As `styleEnd` gives it. */
  readonly style: number;
}

/** A license of some style, and those it is joined with: "and the GPLv2 (found in COPYING)". */
function styleAt(words: Words, { name, lead, style }: Style, tables: ReferenceTables): Read {
  if (lead.kind !== 'grant') return { to: name.to };
  const known = style > 0;
  const behind = isLicenseWord(at(words, name.to + 1)) ? name.to + 2 : name.to + 1;
  const aside = skipParenthesis(words, behind);
  const to = aside ?? (known ? style : behind);
  const chain = chainFrom(words, { ...name, to, open: 'assumed' }, tables);
  const isChoice = lead.choice || isChosenBehind(words, chain.to);
  const expression = known ? chainExpression(chain, isChoice) : undefined;
  return {
    to: chain.to,
    statement: spanned(
      words,
      lead,
      expression === undefined
        ? { to: chain.to, kind: 'altered', expression: '' }
        : { to: chain.to, kind: 'grant', expression, open: 'assumed' },
    ),
  };
}

/** "You may select, at your option, one of the above-listed licenses." */
function isChosenBehind(words: Words, to: number): boolean {
  for (let index = to; index < to + 30; index += 1) {
    if (/^(?:select|choose|option)$/.test(at(words, index))) return true;
  }
  return false;
}

function isClear(words: Words, name: Name, lead: Lead): boolean {
  if (name.clarity === 'plain') return true;
  if (lead.kind === 'pointer') return name.clarity === 'bare';
  const first = words.list[name.from];
  const written = first ? words.text.slice(first.start, first.end) : '';
  if (name.clarity === 'word' && !lead.strong) return /^[A-Z][A-Z0-9]{1,6}$/.test(written);
  // "Licensed under X": X must be a license, but a common word followed by more is a part of a name.
  return name.clarity === 'bare' || /[A-Z]/.test(written) || lead.kind === 'key';
}

const MOST_WORDS = 14;

/** A short text that is nothing but the name of a license. */
function wholeText(words: Words, tables: ReferenceTables): Statement | undefined {
  const { list, text } = words;
  const [first, last] = [list[0], list.at(-1)];
  if (
    !first ||
    !last ||
    text.length > 200 ||
    list.length > MOST_WORDS ||
    list.some((word) => word.text === ADDRESS)
  )
    return undefined;
  if (/[^\s#*=_"'“”(<>-]/.test(text.slice(0, first.start))) return undefined;
  const from = /^(?:the|a|an)$/.test(first.text) ? 1 : 0;
  const name = nameAt(words, from, tables);
  if (!name) return undefined;
  const to = skipDefinition(words, name.to);
  const isAll = to >= list.length || isCopyright(words, to);
  const says = name.clarity === 'plain' || text.trim() === 'MIT';
  if (!isAll || name.open === 'assumed' || !says || /[=;{}<>]/.test(text)) return undefined;
  if (isAlteredBefore(words, from)) return undefined;
  const expression = name.choices.join(' OR ');
  const behind = words.list[to - 1]?.end ?? 0;
  const end = to >= list.length ? text.trimEnd().length : behind;
  const base = { kind: 'whole', expression, start: first.start, end } as const;
  return name.open === undefined ? base : { ...base, open: name.open };
}

/** "Copyright (c) 2020 Jane Doe", to the end of the text. */
function isCopyright(words: Words, to: number): boolean {
  const last = words.list[to - 1];
  const rest = last === undefined ? '' : words.text.slice(last.end);
  return /^[\s,.)"]{0,8}(?:copyright|\(c\)|©)[^.;:]{0,100}\.?\s*$/i.test(rest);
}
