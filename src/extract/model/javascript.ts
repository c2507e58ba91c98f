import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import {
  argumentsOf,
  type Call,
  type Code,
  callsIn,
  isName,
  isOp,
  literal,
  pairBrackets,
  type Span,
  split,
} from './calls.ts';
import { urlTargets } from './hub-url.ts';
import { anyDataset, hubModel, ollamaModel, type Reader } from './ids.ts';
import { sourceTrouble } from './python-source.ts';
import { type Reference, referenced } from './reference.ts';
import { javascriptTokens } from './tokens.ts';

const MARKERS =
  /from_pretrained|@huggingface\/|@xenova\/transformers|huggingface\.co|hf\.co|hf:\/\/|[oO]llama|HuggingFace|HfInference|InferenceClient/;

/** Which libraries a file imports; a call counts only where its library is there. */
const LIBRARIES = {
  transformers: /@huggingface\/transformers|@xenova\/transformers/,
  inference: /@huggingface\/inference/,
  hub: /@huggingface\/hub/,
  ollama:
    /['"`](?:ollama|ollama\/browser|ollama-ai-provider(?:-v2)?|@langchain\/ollama|@langchain\/community\/[\w/]*ollama)['"`]/,
  langchain: /['"`](?:@langchain\/|langchain\/)/,
  ai: /['"`]@ai-sdk\/huggingface['"`]/,
} as const;

type Library = keyof typeof LIBRARIES;

interface JsLoader {
  readonly chain: RegExp;
  readonly library: Library;
  /** Index of the argument that is the id, or the keys of an object argument that hold it. */
  readonly position?: number;
  readonly keys?: readonly string[];
  readonly read: Reader;
}

const TASKS =
  /\.(?:audio|automatic|chatCompletion|conversational|documentQuestion|endpoint|feature|fillMask|image|objectDetection|questionAnswering|request|sentenceSimilarity|streamingRequest|summarization|table|text|token|translation|visual|zeroShot)\w*$/;

const LOADERS: readonly JsLoader[] = [
  { chain: /^(?:\w+\.)?pipeline$/, library: 'transformers', position: 1, read: hubModel },
  { chain: /\.from_pretrained$/, library: 'transformers', position: 0, read: hubModel },
  { chain: TASKS, library: 'inference', keys: ['model'], read: hubModel },
  {
    chain: /^(?:downloadFile|snapshotDownload|listFiles|fileExists|fileDownloadInfo)$/,
    library: 'hub',
    keys: ['repo'],
    read: hubModel,
  },
  {
    chain: /^(?:ChatOllama|Ollama|OllamaEmbeddings)$/,
    library: 'ollama',
    keys: ['model'],
    read: ollamaModel,
  },
  {
    chain: /^(?:\w+\.)?ollama\.(?:chat|generate|embed|embeddings|pull)$/,
    library: 'ollama',
    keys: ['model'],
    read: ollamaModel,
  },
  { chain: /^ollama$/, library: 'ollama', position: 0, read: ollamaModel },
  {
    chain: /^HuggingFace(?:Inference|InferenceEmbeddings|TransformersEmbeddings)$/,
    library: 'langchain',
    keys: ['model', 'modelName'],
    read: hubModel,
  },
  { chain: /^huggingface$/, library: 'ai', position: 0, read: hubModel },
];

/**
 * Models and datasets that JavaScript and TypeScript source loads by id, in files that import the
 * library whose call it is; and addresses of the hub's files in strings.
 */
export const modelJavascript: Extractor = {
  id: 'model/javascript',
  files: ['*.js', '*.mjs', '*.cjs', '*.jsx', '*.ts', '*.mts', '*.cts', '*.tsx'],
  zone: 'project',
  knows: {
    title: 'JavaScript and TypeScript source that loads models',
    ecosystem: 'AI',
    version: 'exact',
    relation: false,
    scope: true,
    license: false,
  },
  extract({ path, text }: SourceFile, tree: Tree): Extraction {
    // Generated files repeat what their sources say.
    const generated = /\.d\.[cm]?ts$|[.-]min\.[cm]?js$|\.bundle\.js$/.test(path);
    if (generated || !MARKERS.test(text)) return { components: [], diagnostics: [] };
    const origin = { path, line: lineIndex(text) };
    const lexed = javascriptTokens(text);
    const references = mentioned(pairBrackets(lexed.tokens), text, origin.line);
    return {
      components: referenced(path, references, tree),
      // JSX holds lone apostrophes, which are no trouble.
      diagnostics: sourceTrouble(
        lexed.problems.filter(({ kind }) => kind !== 'string'),
        origin,
      ),
    };
  },
};

function mentioned(code: Code, text: string, lineAt: (at: number) => number): Reference[] {
  const references: Reference[] = [];
  const loaders = LOADERS.filter(({ library }) => LIBRARIES[library].test(text));
  const constants = loaders.length > 0 ? constantsOf(code) : new Map<string, Span[]>();
  for (const call of loaders.length > 0 ? callsIn(code) : []) {
    for (const loader of loaders) {
      if (!loader.chain.test(call.chain)) continue;
      references.push(...loaded({ code, constants, lineAt, budget: { left: 200 } }, call, loader));
    }
  }
  for (const { kind, text: written, at } of code.tokens) {
    if (kind !== 'string') continue;
    for (const found of urlTargets(written)) {
      references.push({ target: found.target, line: lineAt(at + found.at) });
    }
  }
  return references;
}

interface Context {
  readonly code: Code;
  readonly constants: ReadonlyMap<string, readonly Span[]>;
  readonly lineAt: (at: number) => number;
  /** Expressions still looked at for one call, so that names made of names stay cheap. */
  readonly budget: { left: number };
}

function loaded(context: Context, call: Call, loader: JsLoader): Reference[] {
  const { code, lineAt } = context;
  const args = argumentsOf(code, call.open);
  const revision = args
    .flatMap((arg) => properties(code, arg, ['revision']))
    .map((span) => literal(code, span)?.text)[0];
  const byPosition = loader.position === undefined ? undefined : args[loader.position];
  const byKey = args.flatMap((arg) => properties(code, arg, loader.keys ?? []));
  return [...(byPosition ? [byPosition] : []), ...byKey].flatMap((span) => {
    const nested = properties(code, span, ['name']);
    const type = properties(code, span, ['type']).map((part) => literal(code, part)?.text)[0];
    if (type === 'space') return [];
    const spans = nested.length > 0 ? nested : [span];
    return spans
      .flatMap((part) => valuesOf(context, part, 3))
      .flatMap(({ text, at }) => {
        const target = named(text, { type, revision, read: loader.read });
        return target ? [{ target, line: lineAt(at) }] : [];
      });
  });
}

interface Reading {
  readonly type: string | undefined;
  readonly revision: string | undefined;
  readonly read: Reader;
}

// The hub library also takes `datasets/org/name` for a dataset.
function named(text: string, { type, revision, read }: Reading) {
  const dataset = /^datasets\/(.+)$/.exec(text)?.[1];
  if (read === hubModel && (dataset !== undefined || type === 'dataset')) {
    return anyDataset(dataset ?? text, revision);
  }
  return read(text, revision);
}

// The values under some keys of an object literal.
function properties(code: Code, { start, end }: Span, keys: readonly string[]): Span[] {
  if (!isOp(code.tokens[start], '{') || code.closes[start] !== end - 1) return [];
  const found: Span[] = [];
  for (const entry of split(code, { start: start + 1, end: end - 1 })) {
    const key = code.tokens[entry.start];
    if (!key || !keys.includes(key.text)) continue;
    if (isOp(code.tokens[entry.start + 1], ':')) {
      found.push({ start: entry.start + 2, end: entry.end });
    } else if (entry.end === entry.start + 1) found.push(entry);
  }
  return found;
}

// `const NAME = …`, `NAME: string = …`, `NAME = …` in parameters: the first tokens of the value.
function constantsOf({ tokens }: Code): Map<string, Span[]> {
  const constants = new Map<string, Span[]>();
  for (const [i, token] of tokens.entries()) {
    if (!isOp(token, '=') || isOp(tokens[i + 1], '=') || isOp(tokens[i - 1], '=')) continue;
    const typed = isName(tokens[i - 1], 'string') && isOp(tokens[i - 2], ':');
    const name = tokens[typed ? i - 3 : i - 1];
    const spans = name?.kind === 'name' ? (constants.get(name.text) ?? []) : undefined;
    if (!name || !spans || spans.length >= 8) continue;
    spans.push({ start: i + 1, end: valueEnd(tokens, i + 1) });
    constants.set(name.text, spans);
  }
  return constants;
}

// A literal ends with itself unless an operator goes on; anything else at the first separator.
function valueEnd(tokens: Code['tokens'], start: number): number {
  for (let i = start; i < start + 16; i++) {
    const token = tokens[i];
    if (!token || (token.kind === 'op' && ';,)}]'.includes(token.text))) return i;
    const next = tokens[i + 1];
    const goesOn = next?.kind === 'op' && '+.([?|&'.includes(next.text);
    if (token.kind === 'string' && !goesOn) return i + 1;
  }
  return start;
}

// A literal, a constant of the file, or `x ?? 'literal'`, `x || 'literal'`, `test ? 'a' : 'b'`.
function valuesOf(context: Context, span: Span, steps: number): { text: string; at: number }[] {
  const { code, constants } = context;
  const { start, end } = span;
  const written = literal(code, span);
  if (written) return [written];
  if (steps === 0 || --context.budget.left < 0 || end <= start || end - start > 16) return [];
  const first = code.tokens[start];
  if (end - start === 1 && first?.kind === 'name') {
    return (constants.get(first.text) ?? []).flatMap((part) => valuesOf(context, part, steps - 1));
  }
  const operators = ['?', '|', ':'];
  const parts = operators.reduce<Span[]>(
    (spans, operator) => spans.flatMap((part) => split(code, part, operator)),
    [span],
  );
  // What stands before the operator is a test or a setting, never the id itself.
  return parts.length > 1
    ? parts.slice(1).flatMap((part) => valuesOf(context, part, steps - 1))
    : [];
}
