/** A place in a text, both counted from 1. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns; built once, O(log n) a question. */
export function placeIndex(text: string): (offset: number) => LineAndColumn {
  let starts: number[] | undefined;
  return (offset) => {
    if (!starts) {
      starts = [0];
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        starts.push(at + 1);
      }
    }
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Turns offsets of one text into line numbers, counted from 1. */
export function lineIndex(text: string): (offset: number) => number {
  const placeAt = placeIndex(text);
  return (offset) => placeAt(offset).line;
}

/** The line, from 1, on which `needle` first occurs at or after `from`; `undefined` if it does not. */
export function lineOf(text: string, needle: string, from = 0): number | undefined {
  const at = text.indexOf(needle, from);
  if (at < 0) return undefined;
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
