import { isId, licenseIds, parseExpression } from '../spdx/expression.ts';
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
  const all = withoutGuesses(withoutFreedom(unique([...said, ...meant])), pieces);
  if (all.length === 0) return exceptions.length > 0 ? exceptions.join(' AND ') : undefined;
  const related = all.map((one) => withExceptions(one, exceptions));
  return related.length === 1 ? related[0] : related.map(bracketed).join(' AND ');
}

/** What is in the public domain asks for nothing beside what something else asks for. */
function withoutFreedom(all: readonly string[]): string[] {
  const asking = all.filter((one) => one !== 'LicenseRef-scancode-public-domain');
  return asking.length > 0 ? asking : [...all];
}

/** True if an expression names a license, or the later versions of it that a notice allows. */
function includes(expression: string, text: string): boolean {
  // Perl's Artistic License is the first one with another numbering.
  const family = (id: string) =>
    id.replace(/-(?:only|or-later)$/, '').replace(/^(Artistic-1\.0)-Perl$/, '$1');
  const ids = idsOf(expression);
  return ids.some(
    (id) =>
      family(id) === family(text) || ((ids.length > 1 || !OLDEST.test(id)) && isLater(text, id)),
  );
}

/** What a name without a version may mean: then the text beside it says which version is meant. */
const OLDEST = /^(?:(?:A?GPL|GFDL)-1\.[01]|LGPL-2\.0)-or-later$/;

const GNU = /^([AL]?GPL|GFDL)-([\d.]+)-(only|or-later)$/;

/** True for the text of a later version than the one from which on a notice lets choose. */
function isLater(text: string, said: string): boolean {
  const [one, other] = [GNU.exec(text), GNU.exec(said)];
  return (
    one !== null &&
    other?.[3] === 'or-later' &&
    one[1] === other[1] &&
    Number(one[2]) > Number(other[2])
  );
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
    const family = OLDEST.test(one) ? one.split('-')[0] : undefined;
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
  if (isId(expression)) return [expression];
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [expression];
}

function bracketed(expression: string): string {
  return / (?:OR|AND) /.test(expression) ? `(${expression})` : expression;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
