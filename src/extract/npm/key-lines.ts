/**
 * Lines of the keys of a JSON text whose members are asked for in the order they are written.
 *
 * A cursor moves forward only, so a whole lockfile costs one pass. `opening` is the character the
 * member's value starts with. A key that is not found ahead (a numeric name, which JSON.parse moves
 * to the front, or an unusual layout) has no line; after a few of those the search is given up, so
 * that a hostile file cannot make it quadratic.
 */
export function keyLines(text: string, opening: '{' | '['): (key: string) => number | undefined {
  const separator = text.includes(`": ${opening}`) ? `: ${opening}` : `:${opening}`;
  let cursor = 0;
  let line = 1;
  let misses = 0;
  // The next line end is kept: in a file of one line, each search for it would read the rest.
  let lineEnd = text.indexOf('\n');
  return (key) => {
    if (misses > 16) return undefined;
    const at = text.indexOf(JSON.stringify(key) + separator, cursor);
    if (at < 0) {
      misses++;
      return undefined;
    }
    for (; lineEnd >= 0 && lineEnd < at; lineEnd = text.indexOf('\n', lineEnd + 1)) line++;
    cursor = at;
    return line;
  };
}

/** Lines of the members of a JSON object, and of the members of those; keys joined by a NUL. */
export function memberLines(text: string): (...path: string[]) => number | undefined {
  const lines = new Map<string, number>();
  let line = 1;
  let depth = 0;
  let section = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10) line++;
    else if (char === 123 || char === 91) depth++;
    else if (char === 125 || char === 93) depth--;
    else if (char === 34) {
      const end = stringEnd(text, i);
      if (depth <= 2 && isKey(text, end)) {
        const key = decodeKey(text.slice(i, end + 1));
        if (depth === 1) section = key;
        lines.set(depth === 1 ? key : `${section}\0${key}`, line);
      }
      i = end;
    }
  }
  return (...path) => lines.get(path.join('\0'));
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 92) i++;
    else if (char === 34) return i;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let i = end + 1;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return text.charCodeAt(i) === 58;
}

function decodeKey(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/**
 * The values of a member that the object of a JSON text has several times, in their order; none where
 * it is there once at most. `JSON.parse` keeps the last and says nothing. The text must be valid.
 */
export function repeatedMember(text: string, key: string): unknown[] {
  const quoted = JSON.stringify(key);
  if (text.indexOf(quoted, text.indexOf(quoted) + 1) < 0) return [];
  const values: unknown[] = [];
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 123 || char === 91) depth++;
    else if (char === 125 || char === 93) depth--;
    else if (char === 34) {
      const end = stringEnd(text, i);
      const isMember = depth === 1 && isKey(text, end) && text.slice(i, end + 1) === quoted;
      i = isMember ? text.indexOf(':', end) : end;
      if (!isMember) continue;
      const last = valueEnd(text, i + 1);
      values.push(JSON.parse(text.slice(i + 1, last)));
      i = last - 1;
    }
  }
  return values.length > 1 ? values : [];
}

/** Where the value that starts behind a colon ends: at the comma or bracket of what it stands in. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 34) i = stringEnd(text, i);
    else if (char === 123 || char === 91) depth++;
    else if (depth > 0 && (char === 125 || char === 93)) depth--;
    else if (depth === 0 && (char === 44 || char === 125)) return i;
  }
  return text.length;
}
