import type { Evidence } from '../model/evidence.ts';
import { parseExpression } from '../spdx/expression.ts';

/** What all license texts of a component were recognized as. */
export interface Detection {
  /** Distinct expressions, in the order of the texts. */
  readonly expressions: readonly string[];
  /** How many texts there are, recognized or not. */
  readonly texts: number;
  /** A text beside the license limits what that allows. */
  readonly limited: boolean;
  /** A text could not be read. */
  readonly unread: boolean;
  /** A text is an exception to a license, whose own text is not there. */
  readonly excepts: boolean;
  /** A text differs from its license or carries a restriction of its own. */
  readonly modified: boolean;
  /** One that differs is near a license that has a name. */
  readonly altered: boolean;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The words unknown texts have, one list a text; absent for texts too short to tell. */
  readonly kin: readonly (readonly string[])[];
  /** The files the texts stand in, without folder and ending, and whether each was recognized. */
  readonly files: readonly { readonly stem: string; readonly recognized: boolean }[];
}

/** `legal/LICENSE.md` → `license`. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name.replace(/\.(?:md|txt|rst|html)$/, '');
}

/** Sums up `detected` evidence. */
export function detectedOf(evidence: readonly Evidence[]): Detection {
  const all = evidence.filter((one) => one.kind === 'detected');
  const detected = all.filter(({ beside }) => !beside);
  const matched = detected.filter(({ verdict }) => verdict === 'match');
  const named = matched.flatMap(({ expression }) => expression ?? []);
  const expressions = new Set(withExceptions(named));
  const parameters = matched.find((one) => one.parameters)?.parameters;
  return {
    expressions: [...expressions].filter((one) => !isPartOfLesser(one, expressions)),
    texts: detected.length,
    limited: all.length > detected.length,
    unread: detected.some(({ verdict }) => verdict === 'unread'),
    excepts: expressions.size === 0 && named.length > 0,
    modified: detected.some(({ verdict }) => verdict === 'modified'),
    altered: detected.some(
      ({ verdict, expression }) => verdict === 'modified' && expression !== undefined,
    ),
    ...(parameters ? { parameters } : {}),
    kin: detected.flatMap(({ verdict, kin }) => (verdict === 'unknown' && kin ? [kin] : [])),
    files: detected.map(({ verdict, where }) => ({
      stem: stemOf(where.path),
      recognized: verdict === 'match',
    })),
  };
}

/** LGPL-3.0 is written as permissions on top of GPL-3.0, so both texts are one license. */
function isPartOfLesser(expression: string, all: ReadonlySet<string>): boolean {
  return /^GPL-3\.0\b/.test(expression) && [...all].some((one) => /^LGPL-3\.0\b/.test(one));
}

/**
 * The text of an exception is no license: its id alone, or after AND, is no expression, and nothing
 * could be judged by it. It goes with the one license it can relax; where that is not plain it
 * relaxes nothing.
 */
function withExceptions(read: readonly string[]): readonly string[] {
  if (read.every((one) => parseExpression(one) !== undefined)) return read;
  const parts = read.flatMap((one) => (parseExpression(one) ? [one] : one.split(' AND ')));
  const licenses = [...new Set(parts.filter((one) => parseExpression(one) !== undefined))];
  const exceptions = new Set(parts.filter((one) => parseExpression(one) === undefined));
  const [exception] = exceptions;
  const bases = licenses.filter((one) => /^[AL]?GPL-[\w.+-]+$/.test(one));
  if (exceptions.size > 1 || bases.length > 1) return licenses;
  return licenses.map((one) => {
    const relaxed = `${one} WITH ${exception}`;
    return bases.includes(one) && parseExpression(relaxed) !== undefined ? relaxed : one;
  });
}
