/** Names and what each stands for, in one string that is searched and never parsed. */
export interface NameTable {
  get(name: string): string | undefined;
  /** True if a name is these words, or goes on behind them. */
  begins(words: string): boolean;
  /** Everything that stands for a thing, in order. */
  namesOf(thing: string): readonly string[];
}

/**
 * Writes names as a table has them: a line each, sorted.
 * @throws Error for a name with a sign that the lines are made of
 */
export function nameLines(names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => {
      if (/[\t\n]/.test(pair.join(''))) throw new Error(`a tab or line break in "${pair.join()}"`);
      return `${pair.join('\t')}\n`;
    })
    .join('');
}

/** @param written what `nameLines` wrote, asked for once, when something is looked up */
export function nameTable(written: () => string): NameTable {
  let lines: string | undefined;
  const read = () => {
    lines ??= written();
    return lines;
  };
  let firsts: ReadonlySet<string> | undefined;
  const isFirst = (word: string) => {
    firsts ??= firstWords(read());
    return firsts.has(word);
  };
  return {
    get: (name) => thingNamed(read(), name),
    // Every word of a text is asked for alone first.
    begins: (words) => (words.includes(' ') ? isBegun(read(), words) : isFirst(words)),
    namesOf: (thing) => namesIn(read(), thing),
  };
}

function firstWords(lines: string): Set<string> {
  const firsts = new Set<string>();
  /** The word of the line before, and a space: most names begin as the one before them. */
  let last = '\n';
  for (let line = 0; line < lines.length; line = lines.indexOf('\n', line) + 1) {
    if (lines.startsWith(last, line)) continue;
    const name = lines.slice(line, lines.indexOf('\t', line));
    const space = name.indexOf(' ');
    const word = space < 0 ? name : name.slice(0, space);
    firsts.add(word);
    last = `${word} `;
  }
  return firsts;
}

function thingNamed(lines: string, name: string): string | undefined {
  const line = lineFrom(lines, name);
  const isIt = lines.startsWith(name, line) && lines[line + name.length] === '\t';
  return isIt ? lines.slice(line + name.length + 1, lines.indexOf('\n', line)) : undefined;
}

function isBegun(lines: string, words: string): boolean {
  const line = lineFrom(lines, words);
  if (!lines.startsWith(words, line)) return false;
  // No sign of a name comes before a space, so what has more words behind these comes first.
  const next = lines[line + words.length];
  return next === ' ' || next === '\t';
}

function namesIn(lines: string, thing: string): string[] {
  const names: string[] = [];
  const end = `\t${thing}\n`;
  for (let at = lines.indexOf(end); at >= 0; at = lines.indexOf(end, at + 1))
    names.push(lines.slice(lines.lastIndexOf('\n', at) + 1, at));
  return names;
}

/** Where the first line begins whose name is not before another one; the end where there is none. */
function lineFrom(lines: string, name: string): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = middle === 0 ? 0 : lines.lastIndexOf('\n', middle - 1) + 1;
    const tab = lines.indexOf('\t', start);
    if (lines.slice(start, tab) < name) low = lines.indexOf('\n', tab) + 1;
    else high = start;
  }
  return low;
}
