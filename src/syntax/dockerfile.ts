/*
 * The shape of a Dockerfile: https://docs.docker.com/reference/dockerfile/
 * Tokens only; what an instruction means is for the reader of its arguments.
 */

/** A piece of an instruction as one line of the file wrote it. */
interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** One instruction: `COPY --from=redis:7 /a /b` has the keyword, one flag and the arguments `/a /b`. */
export interface Instruction {
  /** Upper-case; for `ONBUILD X …` it is `X`. */
  readonly keyword: string;
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  /** The rest with continued lines joined and flags taken off. */
  readonly args: string;
  /** Where the keyword stands. */
  readonly line: number;
  /** The lines of the instruction and its here-documents, without comments and continuation marks. */
  readonly lines: readonly SourceLine[];
  readonly heredocs: readonly (readonly SourceLine[])[];
}

/** A tokenized file. `problems` are places where the text is not a Dockerfile's. */
export interface Dockerfile {
  /** Parser directives of the head by lower-case name: `syntax`, `escape`, `check`. */
  readonly directives: ReadonlyMap<string, SourceLine>;
  readonly instructions: readonly Instruction[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const DIRECTIVE = /^#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(\S.*)$/;
const KEYWORDS = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL ' +
    'STOPSIGNAL USER VOLUME WORKDIR'
  ).split(' '),
);
const HEREDOC = /(?:^|[\s;&|(])\d?<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_.]*)\2(?=$|[\s;&|>)])/g;

/** Splits a Dockerfile into instructions. Never fails: what is none is a problem with its line. */
export function parseDockerfile(text: string): Dockerfile {
  const source = text.split(/\r?\n/);
  const directives = directivesOf(source);
  const mark = directives.get('escape')?.text === '`' ? '`' : '\\';
  const instructions: Instruction[] = [];
  const problems: { line: number; message: string }[] = [];
  let at = 0;
  while (at < source.length) {
    if (isBlank(source[at])) {
      at++;
      continue;
    }
    const start = at + 1;
    const { lines, next } = logicalLine(source, at, mark);
    at = next;
    const head = headOf(lines.map((piece) => piece.text).join(''));
    if (!head) {
      const message = `\`${(lines[0]?.text ?? '').trim().slice(0, 40)}\` is no instruction`;
      problems.push({ line: start, message });
      continue;
    }
    const documents = heredocsOf(head, source, at);
    at = documents.next;
    if (documents.open) {
      problems.push({ line: start, message: `the here-document ${documents.open} never ends` });
    }
    const { heredocs } = documents;
    instructions.push({ ...head, line: start, lines: [...lines, ...heredocs.flat()], heredocs });
  }
  return { directives, instructions, problems };
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || /^\s*(?:#|$)/.test(line);
}

function directivesOf(source: readonly string[]): Map<string, SourceLine> {
  const directives = new Map<string, SourceLine>();
  for (const [index, line] of source.entries()) {
    if (index === 0 && line.startsWith('#!')) continue;
    const match = DIRECTIVE.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (!match?.[2] || !name || !/^(?:syntax|escape|check)$/.test(name)) break;
    if (!directives.has(name)) directives.set(name, { line: index + 1, text: match[2].trim() });
  }
  return directives;
}

/** Joins the lines a continuation mark holds together; comments and empty lines between them are none. */
function logicalLine(
  source: readonly string[],
  from: number,
  mark: string,
): { lines: SourceLine[]; next: number } {
  const lines: SourceLine[] = [];
  let at = from;
  for (; at < source.length; at++) {
    const line = source[at] ?? '';
    if (isBlank(line)) continue;
    const trimmed = line.trimEnd();
    const goesOn = trimmed.endsWith(mark);
    lines.push({ line: at + 1, text: goesOn ? trimmed.slice(0, -1) : trimmed });
    if (!goesOn) return { lines, next: at + 1 };
  }
  return { lines, next: at };
}

type Head = Pick<Instruction, 'keyword' | 'flags' | 'args'>;

function headOf(joined: string): Head | undefined {
  let rest = joined.trim();
  let keyword = '';
  do {
    const word = /^[A-Za-z]+(?=\s|$)/.exec(rest)?.[0];
    if (!word || !KEYWORDS.has(word.toUpperCase())) return undefined;
    keyword = word.toUpperCase();
    rest = rest.slice(word.length).trimStart();
  } while (keyword === 'ONBUILD');
  const flags: { name: string; value: string }[] = [];
  for (;;) {
    const flag = /^--([A-Za-z][A-Za-z0-9-]*)(?:=(\S*))?(?=\s|$)/.exec(rest);
    if (!flag?.[1]) return { keyword, flags, args: rest };
    flags.push({ name: flag[1].toLowerCase(), value: unquote(flag[2] ?? '') });
    rest = rest.slice(flag[0].length).trimStart();
  }
}

function heredocsOf(
  head: Head,
  source: readonly string[],
  from: number,
): { heredocs: SourceLine[][]; next: number; open?: string } {
  const heredocs: SourceLine[][] = [];
  let at = from;
  if (!/^(?:RUN|COPY|ADD)$/.test(head.keyword)) return { heredocs, next: at };
  for (const [, dash, , name = ''] of head.args.matchAll(HEREDOC)) {
    const body: SourceLine[] = [];
    const isEnd = (line: string) => (dash ? line.replace(/^\t+/, '') : line) === name;
    while (at < source.length && !isEnd(source[at] ?? '')) {
      body.push({ line: at + 1, text: source[at] ?? '' });
      at++;
    }
    heredocs.push(body);
    if (at >= source.length) return { heredocs, next: at, open: `<<${name}` };
    at++;
  }
  return { heredocs, next: at };
}

/**
 * Splits arguments into words as a shell does: quotes hold together and come off, a backslash
 * keeps the next character (`\$` stays, for `interpolate`). Variables stay as written.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\' && quote !== "'" && at + 1 < text.length) {
      at++;
      word = (word ?? '') + (text[at] === '$' ? '\\$' : text[at]);
    } else if (quote) {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (!/\s/.test(char)) word = (word ?? '') + char;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}
