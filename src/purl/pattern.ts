/**
 * True if a pattern with `*` for anything matches the whole text, without regard to case.
 *
 * A loop rather than a regular expression: hundreds of patterns are tried on a handful of names, and
 * compiling each would cost more than the whole judgement. The last star alone is retried, so the
 * time is bounded by the product of the lengths.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  // Nearly all pairs differ in their first letter: that is told without lowering anything.
  const first = pattern.charCodeAt(0);
  const initial = text.charCodeAt(0);
  if (first !== STAR && first < 128 && initial < 128 && (first | CASE) !== (initial | CASE))
    return false;
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let retry = 0;
  let next = 0;
  while (at < given.length) {
    if (next < wanted.length && wanted[next] === '*') {
      star = next++;
      retry = at;
    } else if (next < wanted.length && wanted[next] === given[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++retry;
    } else return false;
  }
  while (wanted[next] === '*') next++;
  return next === wanted.length;
}

const STAR = 42;
/** The bit that tells ASCII letters of one case from the other; on other characters it tells less. */
const CASE = 32;
