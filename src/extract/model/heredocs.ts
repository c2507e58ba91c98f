/** A here-document that is a program of Python's: the text, and the line that it begins on. */
interface Program {
  readonly text: string;
  readonly line: number;
}

const START = /(?:^|[\s;&|(])<<(-?)(["']?)([A-Za-z_]\w{0,60})\2(?=$|[\s;&|>)])/;
const PYTHON =
  /(?:^|[\s/;&|(])python[\d.]*(?:[ \t]+-\S*){0,4}[ \t]*<<|<<\S+[ \t]+(?:\S*\/)?python[\d.]*(?:\s|$)|<<\S+[ \t]+\S+\.py\s*$/;

/** The here-documents that Python reads: `python - <<EOF`, `COPY <<EOF /app/run.py`, `#!/usr/bin/python`. */
export function pythonHeredocs(text: string): Program[] {
  if (!text.includes('<<')) return [];
  const lines = text.split(/\r?\n/);
  const found: Program[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const end = line.length < 2000 ? endOf(lines, at) : undefined;
    if (end === undefined) continue;
    if (PYTHON.test(line) || /^#!.{0,60}python/.test(lines[at + 1] ?? '')) {
      found.push({ text: lines.slice(at + 1, end).join('\n'), line: at + 2 });
    }
    at = end;
  }
  return found;
}

/**
 * The index of the line that ends the here-document which begins on a line, or of the end of the text;
 * undefined where none begins.
 */
export function endOf(lines: readonly string[], at: number): number | undefined {
  const [, dash, , name] = START.exec(lines[at] ?? '') ?? [];
  if (name === undefined) return undefined;
  for (let end = at + 1; end < lines.length; end++) {
    const line = lines[end]?.replace(/\r$/, '') ?? '';
    if ((dash ? line.replace(/^\t+/, '') : line) === name) return end;
  }
  return lines.length;
}
