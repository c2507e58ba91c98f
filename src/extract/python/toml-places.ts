import { lineIndex } from '../../syntax/lines.ts';

// Searches that start over cost the whole text; a hostile file could ask for one per entry.
const FULL_SEARCHES = 200;

/**
 * Finds the lines of values in a TOML text, which parsing does not keep.
 *
 * `place(headers, needle)` looks below the first of the table headers that is there
 * (`project.optional-dependencies`, else `project`), each time from where it last was, so that a
 * list is found in its order. `undefined` when it is written in a way that is not recognized.
 */
export function tomlPlaces(
  text: string,
): (headers: readonly string[], needle: string) => number | undefined {
  const line = lineIndex(text);
  const starts = headerStarts(text);
  const cursors = new Map<number, number>();
  let budget = FULL_SEARCHES;
  return (headers, needle) => {
    const header = headers.find((name) => starts.has(name));
    const start = header === undefined ? 0 : (starts.get(header) ?? 0);
    let at = budget < 0 ? -1 : text.indexOf(needle, cursors.get(start) ?? start);
    if (at < 0) {
      budget -= 1;
      at = budget < 0 ? -1 : text.indexOf(needle, start);
    }
    if (at < 0) return header === undefined ? undefined : line(start);
    cursors.set(start, at + needle.length);
    return line(at + (needle.length - needle.trimStart().length));
  };
}

function headerStarts(text: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const match of text.matchAll(/^\[([^\][\n]*)\]/gm)) {
    const name = (match[1] ?? '').replace(/["'\s]/g, '');
    if (!starts.has(name)) starts.set(name, match.index);
  }
  return starts;
}

/**
 * The line of the `name` of each `[[header]]` block, in order: `places[i]` belongs to the i-th
 * entry. Where a text inside the file counts as a block too, there are no lines at all.
 */
export function blockPlaces(text: string, header: string, count: number): (number | undefined)[] {
  const line = lineIndex(text);
  const mark = `[[${header}]]`;
  const starts: number[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (at === 0 || text[at - 1] === '\n') starts.push(at);
  }
  const found = starts.map((start, index) => {
    const name = text.slice(start, starts[index + 1]).indexOf('\nname');
    return line(name < 0 ? start : start + name + 1);
  });
  return found.length === count ? found : new Array<undefined>(count).fill(undefined);
}
