import { type Code, isName, isOp } from './calls.ts';

/** What a name was imported from: `from a.b import c as d` gives `d` the module `a.b`, the name `c`. */
export interface Import {
  /** Its dots stay: `.config` lies beside the file. */
  readonly module: string;
  /** Missing where the module itself was imported. */
  readonly name?: string;
}

/** Tokens of one import statement that are looked at. */
const MAX_STATEMENT = 2000;

/** The names that a file imports, wherever it does so. */
export function importedBy(code: Code): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  const { tokens } = code;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.kind !== 'name' || (before && before.kind !== 'newline' && !isOp(before, ';')))
      continue;
    if (token.text === 'import') importModules(code, i + 1, imports);
    else if (token.text === 'from') importNames(code, i + 1, imports);
  }
  return imports;
}

/**
 * The chain of a call with the first name as it is called where it comes from:
 * `t.pipeline` after `import transformers as t` is `transformers.pipeline`.
 */
export function qualified(chain: string, imports: ReadonlyMap<string, Import>): string {
  const dot = chain.indexOf('.');
  const first = dot < 0 ? chain : chain.slice(0, dot);
  const origin = imports.get(first);
  if (!origin) return chain;
  const whole = origin.name === undefined ? origin.module : `${origin.module}.${origin.name}`;
  return dot < 0 ? whole : whole + chain.slice(dot);
}

// `a.b`, `..a` or `.`, from a token on, and the index behind it.
function dotted({ tokens }: Code, from: number): { text: string; end: number } {
  let text = '';
  let end = from;
  for (; end < from + 60; end++) {
    const token = tokens[end];
    const isPart = isOp(token, '.') || (token?.kind === 'name' && !/[\w]$/.test(text));
    if (!token || !isPart || isName(token, 'import')) break;
    text += token.text;
  }
  return { text, end };
}

// `a.b as c, d`.
function importModules(code: Code, from: number, imports: Map<string, Import>): void {
  const { tokens } = code;
  for (let i = from; i < from + MAX_STATEMENT; i++) {
    const { text, end } = dotted(code, i);
    if (text === '') return;
    const alias = isName(tokens[end], 'as') ? tokens[end + 1]?.text : undefined;
    // Without another name it is the first package that is bound: `import a.b` binds `a`.
    const first = text.split('.')[0] ?? text;
    if (alias !== undefined) imports.set(alias, { module: text });
    else if (!imports.has(first)) imports.set(first, { module: first });
    i = alias === undefined ? end : end + 2;
    if (!isOp(tokens[i], ',')) return;
  }
}

// `a.b import c as d, e`, with or without parentheses.
function importNames(code: Code, from: number, imports: Map<string, Import>): void {
  const { tokens } = code;
  const { text: module, end } = dotted(code, from);
  if (module === '' || !isName(tokens[end], 'import')) return;
  let i = isOp(tokens[end + 1], '(') ? end + 2 : end + 1;
  while (i < end + MAX_STATEMENT) {
    const token = tokens[i];
    if (token?.kind !== 'name') return;
    const alias = isName(tokens[i + 1], 'as') ? tokens[i + 2]?.text : undefined;
    imports.set(alias ?? token.text, { module, name: token.text });
    i += alias === undefined ? 1 : 3;
    if (!isOp(tokens[i], ',')) return;
    i++;
  }
}
