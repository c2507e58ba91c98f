/** One key of an INI file with the rows of its value, blank and comment rows left out. */
export interface IniValue {
  readonly section: string;
  /** Lower case, `-` as `_`: setuptools takes both. */
  readonly key: string;
  readonly line: number;
  readonly rows: readonly {
    readonly text: string;
    readonly line: number;
    readonly onKeyLine: boolean;
  }[];
}

/**
 * Reads the INI dialect of Python's configparser: `[section]`, `key = value` or `key: value`,
 * indented rows continue a value. Lines that are none of these are returned by number.
 */
export function readIni(text: string): { values: IniValue[]; malformedLines: number[] } {
  const values: (IniValue & { rows: { text: string; line: number; onKeyLine: boolean }[] })[] = [];
  const malformedLines: number[] = [];
  let section: string | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const row = raw.trim();
    if (row === '' || row.startsWith('#') || row.startsWith(';')) continue;
    const current = values.at(-1);
    if (/^\s/.test(raw) && current?.section === section && current) {
      current.rows.push({ text: row, line, onKeyLine: false });
      continue;
    }
    if (row.startsWith('[') && row.endsWith(']')) {
      section = row.slice(1, -1).trim();
      continue;
    }
    const separator = row.search(/[=:]/);
    if (separator <= 0 || section === undefined) {
      malformedLines.push(line);
      continue;
    }
    const value = row.slice(separator + 1).trim();
    const key = row.slice(0, separator).trim().toLowerCase().replaceAll('-', '_');
    const rows = value === '' ? [] : [{ text: value, line, onKeyLine: true }];
    values.push({ section, key, line, rows });
  }
  return { values, malformedLines };
}
