import { lazy } from '../syntax/lazy.ts';

/** One license as an expression names it: `GPL-2.0-only WITH Classpath-exception-2.0`, `Apache-2.0+`. */
export interface SingleLicense {
  readonly op: 'license';
  /** SPDX id, `LicenseRef-…` or `DocumentRef-…:LicenseRef-…`. */
  readonly id: string;
  /** Written with `+`: this version or any later one. */
  readonly orLater: boolean;
  /** SPDX exception id, from WITH. */
  readonly exception?: string;
}

/** An SPDX license expression. `or` is the licensee's choice, `and` accumulates. */
export type Expression =
  | SingleLicense
  | { readonly op: 'and' | 'or'; readonly of: readonly Expression[] };

/** What an expression lets the licensee choose from. */
export interface Alternatives {
  /** Each choice is the set of licenses that apply together; no set and no license is listed twice. */
  readonly choices: readonly (readonly SingleLicense[])[];
  /** False when there are more choices than the bound: then these are only the first of them. */
  readonly complete: boolean;
}

/** Far beyond any expression a person wrote; keeps what strangers write cheap. */
const MAX_LENGTH = 4000;
const MAX_DEPTH = 60;
const MAX_CHOICES = 64;
const MAX_REMEMBERED = 5000;

type Parsed =
  | { readonly license: string; readonly plus?: true; readonly exception?: string }
  | { readonly left: Parsed; readonly conjunction: 'and' | 'or'; readonly right: Parsed };

const parser = lazy((require) => require('spdx-expression-parse') as (source: string) => Parsed);

const remembered = new Map<string, Expression | undefined>();

/**
 * Reads an SPDX expression, strictly: ids in their own case, known to SPDX or `LicenseRef-…`.
 *
 * Gives undefined for anything else, and for an expression too long or too deep to be meant.
 * Chains are flat: `A OR B OR C` is one `or` of three.
 */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (remembered.has(text)) return remembered.get(text);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const expression = parse(text);
  remembered.set(text, expression);
  return expression;
}

function parse(text: string): Expression | undefined {
  if (isTooDeep(text)) return undefined;
  const named: string[] = [];
  const known = text.replace(AFTER_WITH, (whole, before: string, id: string) => {
    named.push(id);
    return NEWER_EXCEPTIONS.has(id) ? before + STAND_IN : whole;
  });
  try {
    return flatten(parser()(known), named.values());
  } catch {
    return undefined;
  }
}

const AFTER_WITH = /(\bWITH\s+)([\w.-]+)/g;

/** Exceptions of SPDX that the parser's own list lacks: it reads a stand-in for them. */
const NEWER_EXCEPTIONS = new Set([
  ...['Asterisk-linking-protocols-exception', 'CGAL-linking-exception', 'harbour-exception'],
  ...['Digia-Qt-LGPL-exception-1.1', 'GPL-3.0-389-ds-base-exception', 'PCRE2-exception'],
  ...['Independent-modules-exception', 'RRDtool-FLOSS-exception-2.0', 'mxml-exception'],
  ...['erlang-otp-linking-exception', 'polyparse-exception', 'romic-exception'],
]);
const STAND_IN = 'Classpath-exception-2.0';

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** @param exceptions as the text names them, in its order, which is that of the tree */
function flatten(node: Parsed, exceptions: Iterator<string>): Expression {
  if ('license' in node) {
    const { license, plus, exception } = node;
    const single: SingleLicense = { op: 'license', id: license, orLater: plus ?? false };
    if (exception === undefined) return single;
    return { ...single, exception: exceptions.next().value ?? exception };
  }
  const left = flatten(node.left, exceptions);
  return combine(node.conjunction, [left, flatten(node.right, exceptions)]);
}

/** True for an expression, known to be one, that is an id and nothing else. */
export function isId(expression: string): boolean {
  return /^[\w.-]+$/.test(expression);
}

/**
 * Joins expressions under one operator: parts of the same operator are taken in flat, and one part
 * alone is itself. The list must not be empty.
 */
export function combine(op: 'and' | 'or', parts: readonly Expression[]): Expression {
  const of = parts.flatMap((part) => (part.op === op ? part.of : [part]));
  const [only] = of;
  return of.length === 1 && only ? only : { op, of };
}

/** Writes an expression in canonical form, with parentheses only where AND holds an OR. */
export function print(expression: Expression): string {
  switch (expression.op) {
    case 'license': {
      const id = expression.orLater ? `${expression.id}+` : expression.id;
      return expression.exception === undefined ? id : `${id} WITH ${expression.exception}`;
    }
    case 'or':
      return expression.of.map(print).join(' OR ');
    case 'and':
      return expression.of
        .map((part) => (part.op === 'or' ? `(${print(part)})` : print(part)))
        .join(' AND ');
  }
}

/**
 * The disjunctive normal form: `(A OR B) AND C` gives the choices `A, C` and `B, C`.
 *
 * Never more than `most` choices, because twenty ORs under an AND make a million of them; what is
 * left out is told by `complete`.
 */
export function alternatives(expression: Expression, most: number = MAX_CHOICES): Alternatives {
  switch (expression.op) {
    case 'license':
      return { choices: [[expression]], complete: true };
    case 'or': {
      const parts = expression.of.map((part) => alternatives(part, most));
      return bounded(
        parts.flatMap((part) => part.choices),
        parts.every((part) => part.complete),
        most,
      );
    }
    case 'and': {
      let product: Alternatives = { choices: [[]], complete: true };
      for (const part of expression.of) product = multiply(product, alternatives(part, most), most);
      return product;
    }
  }
}

function multiply(left: Alternatives, right: Alternatives, most: number): Alternatives {
  const choices = left.choices.flatMap((a) => right.choices.map((b) => together(a, b)));
  return bounded(choices, left.complete && right.complete, most);
}

function together(a: readonly SingleLicense[], b: readonly SingleLicense[]): SingleLicense[] {
  const byName = new Map([...a, ...b].map((license) => [print(license), license]));
  return [...byName.values()];
}

function bounded(
  choices: readonly (readonly SingleLicense[])[],
  complete: boolean,
  most: number,
): Alternatives {
  const distinct = new Map<string, readonly SingleLicense[]>();
  for (const choice of choices) {
    const key = choice.map(print).sort().join(' AND ');
    if (!distinct.has(key)) distinct.set(key, choice);
  }
  const all = [...distinct.values()];
  return { choices: all.slice(0, most), complete: complete && all.length <= most };
}

/** The licenses an expression names, without exceptions and `+`, each once, in order of mention. */
export function licenseIds(expression: Expression): readonly string[] {
  if (expression.op === 'license') return [expression.id];
  return [...new Set(expression.of.flatMap(licenseIds))];
}

/** The expression with each license replaced by what `change` makes of it. */
export function mapLicenses(
  expression: Expression,
  change: (license: SingleLicense) => Expression,
): Expression {
  if (expression.op === 'license') return change(expression);
  return combine(
    expression.op,
    expression.of.map((part) => mapLicenses(part, change)),
  );
}
