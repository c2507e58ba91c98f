import { licenseIds, parseExpression } from '../spdx/expression.ts';
import type { Piece } from './piece.ts';

/**
 * One expression for the licenses of one text: an exception goes with the license it relaxes, a
 * notice says which version of a text was meant, an alternative that names a text includes it, and
 * what is left holds together.
 */
export function combine(pieces: readonly Piece[]): string | undefined {
  const exceptions = unique(
    pieces
      .filter(({ license }) => license.kind === 'exception')
      .map(({ expression }) => expression),
  );
  const texts = unique(
    pieces
      .filter(({ kind, license }) => kind === 'text' && license.kind !== 'exception')
      .map(({ expression }) => expression),
  );
  const said = unique(
    pieces.filter(({ kind }) => kind !== 'text').map(({ expression }) => expression),
  );
  const meant = texts.filter((text) => !said.some((one) => includes(one, text)));
  const all = withoutGuesses(unique([...said, ...meant]), pieces);
  if (all.length === 0) return exceptions.length > 0 ? exceptions.join(' AND ') : undefined;
  const related = all.map((one) => withExceptions(one, exceptions));
  return related.length === 1 ? related[0] : related.map(bracketed).join(' AND ');
}

/** True if an expression names a license, or the later versions of it that a notice allows. */
function includes(expression: string, text: string): boolean {
  const family = (id: string) => id.replace(/-(?:only|or-later)$/, '');
  return idsOf(expression).some((id) => family(id) === family(text));
}

/**
 * A name without a version, where the same license is also named with one, adds nothing: "GPL" in
 * a title above "GNU General Public License, version 2".
 */
function withoutGuesses(all: readonly string[], pieces: readonly Piece[]): string[] {
  const assumed = new Set(
    pieces.filter((piece) => piece.assumed).map(({ expression }) => expression),
  );
  const kept = all.filter((one) => {
    const open = /^((?:A|L)?GPL|GFDL)-1\.[01]-or-later$|^(LGPL)-2\.0-or-later$/.exec(one);
    const family = open?.[1] ?? open?.[2];
    const other = family && all.some((two) => two !== one && two.startsWith(`${family}-`));
    const sure = assumed.has(one) && all.some((two) => two !== one && sameFamily(one, two));
    return !other && !sure;
  });
  return kept.length > 0 ? kept : [...all];
}

function sameFamily(one: string, two: string): boolean {
  const stem = (id: string) => id.split('-')[0];
  return stem(one) === stem(two);
}

function withExceptions(expression: string, exceptions: readonly string[]): string {
  const [only] = exceptions;
  const simple = /^[\w.+-]+$/.test(expression);
  if (only === undefined || !simple || !/^[AL]?GPL-/.test(expression)) return expression;
  return `${expression} WITH ${only}`;
}

function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [expression];
}

function bracketed(expression: string): string {
  return / (?:OR|AND) /.test(expression) ? `(${expression})` : expression;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
