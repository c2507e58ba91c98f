import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asArray, asObject, asString, isObject, parseJson } from '../../syntax/json.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { modulesOf } from './python-modules.ts';
import { type Mentions, mayNameModels, pythonMentions, sourceTrouble } from './python-source.ts';
import { referenced } from './reference.ts';
import { shellMentions } from './shell-source.ts';
import { pythonTokens, type Token } from './tokens.ts';

/**
 * Models and datasets that the code cells of a Jupyter notebook load; names given in one cell hold
 * in the next. Lines are those of the notebook's file. Outputs and text cells are not read.
 */
export const modelNotebook: Extractor = {
  id: 'model/notebook',
  files: ['*.ipynb'],
  zone: 'project',
  knows: {
    title: 'Jupyter notebooks that load models',
    ecosystem: 'AI',
    version: 'exact',
    relation: false,
    scope: true,
    license: false,
  },
  extract({ path, text }: SourceFile, tree: Tree): Extraction {
    if (!mayNameModels(text) && !/download|pull|clone/.test(text)) {
      return { components: [], diagnostics: [] };
    }
    const parsed = parseJson(text);
    if (!parsed.ok || !isObject(parsed.value)) {
      const message = parsed.ok ? 'not an object' : parsed.message;
      const where = parsed.ok || parsed.line === undefined ? path : { path, line: parsed.line };
      const advice = `This is no notebook (${message}); save it again with Jupyter.`;
      return {
        components: [],
        diagnostics: [diagnostic('malformed-file', 'error', where, advice)],
      };
    }
    const cells = cellsOf(parsed.value, text);
    const bad = cells.filter(({ lines }) => lines === undefined);
    const { references, signals, problems = [] } = mentionsIn(cells, path, tree);
    return {
      components: referenced(path, references, tree),
      signals,
      diagnostics: [
        ...bad.map(({ number }) =>
          diagnostic(
            'malformed-entry',
            'warning',
            path,
            `Code cell ${number} has no readable source and was passed over; save the notebook again.`,
          ),
        ),
        ...sourceTrouble(problems, { path, line: (line) => line || undefined }),
      ],
    };
  },
};

/** A code cell: its number from 1, and its source line by line; no lines if it is malformed. */
interface Cell {
  readonly number: number;
  readonly lines: readonly Line[] | undefined;
}

interface Line {
  readonly text: string;
  readonly line: number | undefined;
}

function isPython(notebook: unknown): boolean {
  const metadata = asObject(asObject(notebook)['metadata']);
  const language =
    asString(asObject(metadata['kernelspec'])['language']) ??
    asString(asObject(metadata['language_info'])['name']);
  return language === undefined || /python/i.test(language);
}

// Format 3 keeps its cells in worksheets and their source in `input`.
function cellsOf(notebook: unknown, text: string): Cell[] {
  if (!isPython(notebook)) return [];
  const root = asObject(notebook);
  const sheets = asArray(root['worksheets']).flatMap((sheet) => asArray(asObject(sheet)['cells']));
  const lineAt = lineIndex(text);
  let cursor = 0;
  let misses = 0;
  const place = (written: string): number | undefined => {
    // A notebook that escapes in another way is searched in vain; not for each of its lines.
    if (written === '' || misses > 50) return undefined;
    const at = text.indexOf(JSON.stringify(written), cursor);
    if (at < 0) misses++;
    if (at < 0) return undefined;
    cursor = at + 1;
    return lineAt(at);
  };
  const cells: Cell[] = [];
  for (const [index, value] of [...asArray(root['cells']), ...sheets].entries()) {
    const cell = asObject(value);
    if (cell['cell_type'] !== 'code') continue;
    cells.push({ number: index + 1, lines: linesOf(cell['source'] ?? cell['input'], place) });
  }
  return cells;
}

function linesOf(
  source: unknown,
  place: (written: string) => number | undefined,
): readonly Line[] | undefined {
  if (typeof source === 'string') {
    const line = place(source);
    return source.split('\n').map((text) => ({ text, line }));
  }
  if (!Array.isArray(source)) return undefined;
  const lines: Line[] = [];
  for (const piece of source) {
    if (typeof piece !== 'string') return undefined;
    // Looking each blank or bracket up would cost a search of the file and place nothing.
    const line = /["'\w]{3}/.test(piece) ? place(piece) : undefined;
    for (const text of piece.replace(/\n$/, '').split('\n')) lines.push({ text, line });
  }
  return lines;
}

// Cells are read one by one, so that a broken one spoils no other, and understood together.
function mentionsIn(cells: readonly Cell[], path: string, tree: Tree): Mentions {
  const tokens: Token[] = [];
  const starts: number[] = [];
  const lineOf: (number | undefined)[] = [];
  const shell: Mentions[] = [];
  let offset = 0;
  for (const { lines } of cells) {
    const { code, commands } = separate(lines ?? []);
    for (const { text, line } of commands) {
      shell.push(shellMentions(text, { path, line: () => line }));
    }
    const text = code.map((line) => line.text).join('\n');
    let at = offset;
    for (const { text: written, line } of code) {
      starts.push(at);
      lineOf.push(line);
      at += written.length + 1;
    }
    for (const token of pythonTokens(text).tokens) tokens.push({ ...token, at: token.at + offset });
    offset += text.length + 1;
  }
  const line = (position: number) => lineOf[lastAtOrBefore(starts, position)];
  const python = pythonMentions(tokens, { path, line }, modulesOf(tree));
  return {
    // Their places are lines here: what is told of a notebook is told of its file.
    problems: (python.problems ?? []).map(({ kind, at }) => ({ kind, at: line(at) ?? 0 })),
    references: [...python.references, ...shell.flatMap(({ references }) => references)],
    signals: [...python.signals, ...shell.flatMap(({ signals }) => signals)],
  };
}

function lastAtOrBefore(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle;
  }
  return low;
}

// `!command` is shell, `%magic` is neither, `%%bash` makes a whole cell shell.
function separate(lines: readonly Line[]): { code: Line[]; commands: Line[] } {
  const first = lines.find(({ text }) => text.trim() !== '')?.text.trim() ?? '';
  if (/^%%(?:bash|sh|script)\b/.test(first)) return { code: [], commands: lines.slice(1) };
  if (/^%%(?!(?:time|timeit|capture|prun|py)\b)/.test(first)) return { code: [], commands: [] };
  const code: Line[] = [];
  const commands: Line[] = [];
  for (const { text, line } of lines) {
    const command = /^\s*(?:!|%sx |%env )\s*(.*)/.exec(text)?.[1];
    if (command !== undefined) commands.push({ text: command, line });
    code.push({ text: /^\s*[!%?]/.test(text) ? '' : text, line });
  }
  return { code, commands };
}
