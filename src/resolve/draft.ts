import type { Confidence, Determination } from '../model/determination.ts';
import type { Grade } from '../model/evidence.ts';
import type { Knowledge, ModelFamily } from '../model/knowledge.ts';
import { alternatives, licenseIds, parseExpression } from '../spdx/expression.ts';

/** A determination before conversions and the facts its licenses bring. */
export type Draft = Determination;

/** A license was concluded. */
export type Concluded = Extract<Determination, { status: 'concluded' }>;

/** What concluding needs beside the evidence. */
export interface Sources {
  readonly knowledge: Knowledge;
  readonly model: (id: string) => ModelFamily | undefined;
}

/** Families whose license a derivative may leave behind, as long as it keeps notices. */
export const FREE_TO_RELABEL = new Set(['public-domain', 'permissive', 'attribution-content']);

/** A conclusion of one license. */
export function concluded(
  expression: string,
  confidence: Confidence,
  grade: Grade,
  more: Partial<Concluded> = {},
): Concluded {
  return {
    status: 'concluded',
    expression,
    possible: [{ expression, versions: '*' }],
    others: [],
    confidence,
    grade,
    facts: [],
    basis: [],
    ...more,
  };
}

/** An expression that can stand under AND. */
export function bracketed(expression: string): string {
  return / OR /.test(expression) ? `(${expression})` : expression;
}

/** The licenses an expression names; none where it is no expression. */
export function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [];
}

/** License ids without what a text cannot tell: only or later, and the exception. */
export function families(expression: string): string[] {
  const parsed = parseExpression(expression);
  if (!parsed) return [expression];
  return licenseIds(parsed).map((id) => id.replace(/(?:-only|-or-later|\+)$/, ''));
}

/** The licenses an expression names whatever the licensee chooses. */
export function claimedBy(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  const choices = parsed ? alternatives(parsed).choices : [];
  const [first, ...others] = choices.map((choice) => choice.map(({ id }) => id));
  return first?.filter((id) => others.every((choice) => choice.includes(id))) ?? [];
}
