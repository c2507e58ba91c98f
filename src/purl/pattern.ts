/**
 * True if a pattern with `*` for anything matches the whole text, without regard to case.
 *
 * A loop rather than a regular expression: hundreds of patterns are tried on a handful of names, and
 * compiling each would cost more than the whole judgement. The last star alone is retried, so the
 * time is bounded by the product of the lengths.
 */
export function matchesPattern(pattern: string, text: string): boolean {
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
