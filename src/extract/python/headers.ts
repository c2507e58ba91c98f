/** One field of core metadata, its name in lower case, its lines unfolded. */
export interface Header {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads the header fields of core metadata (RFC 822 as Python's email parser takes it) up to the
 * first empty line, where the description begins. A line of blanks continues a value, and so does
 * a line that is no field, which old tools wrote for license texts of several lines.
 */
export function readHeaders(text: string): Header[] {
  const open: { name: string; lines: string[]; line: number }[] = [];
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const row = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, '');
    at = end < 0 ? text.length : end + 1;
    number += 1;
    if (row === '') break;
    const field = /^([A-Za-z][A-Za-z0-9-]{0,60}):(.*)$/s.exec(row);
    if (field) open.push({ name: field[1] ?? '', lines: [field[2] ?? ''], line: number });
    else open.at(-1)?.lines.push(unfolded(row));
  }
  return open.map(({ name, lines, line }) => ({
    name: name.toLowerCase(),
    value: lines.join('\n').trim(),
    line,
  }));
}

// Writers indent by eight blanks, by seven and a `|`, by a tab or as they like.
function unfolded(row: string): string {
  return row.replace(/^(?: {7}\||\t| {1,8})/, '');
}
