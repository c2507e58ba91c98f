/**
 * Matches a path against a license glob as PEP 639 writes them: `*` and `?` within a segment,
 * `[abc]` one of some characters, `**` any number of segments. The time is bounded by pattern
 * times path, whatever they hold.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return sequence(glob.split('/'), path.split('/'), {
    star: (segment) => segment === '**',
    one: (pattern, segment) =>
      sequence(tokens(pattern), [...segment], {
        star: (token) => token === '*',
        one: (token, char) => token === '?' || token === char || inClass(token, char),
      }),
  });
}

// Splits a segment into characters, stars and bracket classes (`[Cc]` is one token).
function tokens(pattern: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < pattern.length; ) {
    const close = pattern[at] === '[' ? pattern.indexOf(']', at + 2) : -1;
    const end = close < 0 ? at + 1 : close + 1;
    found.push(pattern.slice(at, end));
    at = end;
  }
  return found;
}

function inClass(token: string, char: string): boolean {
  if (token.length < 3) return false;
  const negated = token[1] === '!';
  const listed = token.slice(negated ? 2 : 1, -1);
  const ranged = [...listed.matchAll(/(.)-(.)/gs)].some(
    ([, from = '', to = '']) => from <= char && char <= to,
  );
  return (listed.includes(char) || ranged) !== negated;
}

// The classic wildcard walk: on a mismatch, let the last star take one item more.
function sequence(
  pattern: readonly string[],
  items: readonly string[],
  rules: {
    readonly star: (part: string) => boolean;
    readonly one: (part: string, item: string) => boolean;
  },
): boolean {
  let at = 0;
  let lastStar = -1;
  let taken = 0;
  for (let item = 0; item < items.length; ) {
    const part = pattern[at];
    if (part !== undefined && rules.star(part)) {
      lastStar = at;
      taken = item;
      at += 1;
    } else if (part !== undefined && rules.one(part, items[item] ?? '')) {
      at += 1;
      item += 1;
    } else if (lastStar >= 0) {
      at = lastStar + 1;
      taken += 1;
      item = taken;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(rules.star);
}
