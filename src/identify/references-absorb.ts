import { type Expression, isId, parseExpression } from '../spdx/expression.ts';

/** A reference on its way: `rank` 0 tag, 1 statement, 2 pointer in words, 3 address. */
export interface Found {
  readonly kind: 'tag' | 'notice' | 'reference';
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  readonly rank: number;
  readonly open?: 'assumed' | 'any-version';
  readonly list?: number;
}

/**
 * Lets the exact statements of a text speak for its loose ones, since one work's header says the
 * same thing several times: "either version 2 … or any later version" and then "see the GNU General
 * Public License"; "MIT or Apache-2.0" and then the address of each. A loose one takes the expression
 * of the exact one. The list must be sorted.
 */
export function absorb(found: readonly Found[]): readonly Found[] {
  if (found.length < 2) return found;
  const exact = distinct(found.filter((each) => each.open === undefined));
  const sharper = found.map((each) => {
    const better = each.open === undefined ? undefined : exactFor(each, exact);
    return better ? said(each, better) : each;
  });
  const statements = distinct(sharper.filter((each) => each.rank < 2));
  return sharper.map((each) => {
    const statement = each.rank < 2 ? undefined : statementFor(each, statements);
    return statement ? said(each, statement) : each;
  });
}

/** One of each expression, a statement before an address: texts repeat themselves. */
function distinct(found: readonly Found[]): readonly Found[] {
  const sorted = [...found].sort((a, b) => a.rank - b.rank);
  const byExpression = new Map<string, Found>();
  for (const each of sorted) {
    if (!byExpression.has(each.expression)) byExpression.set(each.expression, each);
  }
  return [...byExpression.values()];
}

function said(each: Found, better: Found): Found {
  const { open: _open, ...rest } = each;
  const expression = better.expression;
  return better.open === undefined
    ? { ...rest, expression }
    : { ...rest, expression, open: better.open };
}

/** For a license without its version: the same family with one, a statement first. */
function exactFor(each: Found, exact: readonly Found[]): Found | undefined {
  const family = familyOf(each.expression);
  if (/ (?:AND|OR) /.test(each.expression))
    return exact.find((other) => holdsFamilies(other, each));
  return exact.find(
    (other) =>
      // A choice of several speaks for a pointer to one of them, not for another statement.
      (each.rank >= 2 || !/ (?:AND|OR) /.test(other.expression)) &&
      idsOf(other).some((id) => familyOf(id) === family),
  );
}

/** "Either the GPL or the LGPL", once more in a notice that says which versions of both. */
function holdsFamilies(statement: Found, loose: Found): boolean {
  const families = idsOf(statement).map(familyOf);
  return loose.open !== undefined && idsOf(loose).every((id) => families.includes(familyOf(id)));
}

/** For a pointer: a statement whose licenses hold it. */
function statementFor(each: Found, statements: readonly Found[]): Found | undefined {
  return (
    statements.find((other) => holds(other, each)) ??
    (isOpenGnu(each) ? statements.find(isLesserOrAffero) : undefined)
  );
}

/** "See the GNU General Public License" in a notice of the LGPL is that notice's slip. */
function isOpenGnu(each: Found): boolean {
  return each.open === 'any-version' && each.expression.startsWith('GPL-');
}

function isLesserOrAffero(each: Found): boolean {
  return idsOf(each).some((id) => /^[AL]GPL-/.test(id));
}

function holds(statement: Found, pointer: Found): boolean {
  const ids = idsOf(statement);
  return idsOf(pointer).every((id) => ids.includes(id) || ids.some((other) => covers(other, id)));
}

const GNU = /^([AL]?GPL|GFDL)-([\d.]+)-(only|or-later)$/;

/** `GPL-2.0-or-later` covers a pointer to the text of `GPL-3.0-only`; `GPL-2.0-only` to that of 2.0. */
function covers(statement: string, pointer: string): boolean {
  const [own, other] = [GNU.exec(statement), GNU.exec(pointer)];
  if (!own || !other || own[1] !== other[1]) return false;
  const [version, pointed] = [Number(own[2]), Number(other[2])];
  // "A copy of the GNU General Public License" is a copy of whichever is meant.
  if (other[3] === 'or-later') return true;
  return own[3] === 'or-later' ? pointed >= version : pointed === version;
}

function familyOf(id: string): string {
  return (id.split('-', 1)[0] ?? id).toLowerCase();
}

function idsOf(found: Found): readonly string[] {
  if (isId(found.expression)) return [found.expression];
  const expression = parseExpression(found.expression);
  return expression ? namesOf(expression) : [found.expression];
}

function namesOf(expression: Expression): readonly string[] {
  return expression.op === 'license' ? [expression.id] : expression.of.flatMap(namesOf);
}
