import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { argumentsOf, type Call, callsIn, chainOf, literal, pairBrackets } from './calls.ts';
import { urlTargets } from './hub-url.ts';
import { anyDataset, hubModel, type Reader } from './ids.ts';
import { JS_LOADERS, type JsLoader, LIBRARIES } from './javascript-loaders.ts';
import { javascriptModules } from './javascript-modules.ts';
import { type JsNames, javascriptNames, propertiesOf } from './javascript-names.ts';
import { type JsReading, javascriptValues } from './javascript-values.ts';
import { sourceTrouble } from './python-source.ts';
import { type Reference, referenced } from './reference.ts';
import { javascriptTokens } from './tokens.ts';

const MARKERS =
  /from_pretrained|@huggingface\/|@xenova\/transformers|huggingface\.co|hf\.co|hf-mirror|hf:\/\/|\/resolve\/main\/|[oO]llama|HuggingFace|HfInference|InferenceClient|node-llama-cpp|@mlc-ai\/web-llm|kokoro-js/;

/** Steps for the expressions of one file: a bound on names that are made of each other. */
const MAX_STEPS = 200_000;

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
    const names = javascriptNames(pairBrackets(lexed.tokens), path);
    const budget: JsReading['budget'] = { left: MAX_STEPS, exceeded: undefined };
    const reading = { names, modules: javascriptModules(tree), budget };
    const references = mentioned(reading, text, origin.line);
    const { exceeded } = budget;
    const steps = exceeded === undefined ? [] : [{ at: exceeded, kind: 'steps' as const }];
    return {
      components: referenced(path, references, tree),
      // JSX holds lone apostrophes, which are no trouble.
      diagnostics: sourceTrouble(
        [...lexed.problems.filter(({ kind }) => kind !== 'string'), ...steps],
        origin,
      ),
    };
  },
};

function mentioned(reading: JsReading, text: string, lineAt: (at: number) => number): Reference[] {
  const { names } = reading;
  const references: Reference[] = [];
  const loaders = JS_LOADERS.filter(({ library }) => LIBRARIES[library].test(text));
  for (const call of loaders.length > 0 ? callsIn(names.code) : []) {
    const chains = chainsOf(names, call);
    for (const loader of loaders) {
      if (!chains.some((chain) => loader.chain.test(chain))) continue;
      references.push(...loaded(reading, call, loader, lineAt));
    }
  }
  for (const { kind, text: written, at } of names.code.tokens) {
    if (kind !== 'string') continue;
    for (const found of urlTargets(written)) {
      references.push({ target: found.target, line: lineAt(at + found.at) });
    }
  }
  return references;
}

// A call's own chain, what its first name was imported as, what its name was assigned.
function chainsOf({ code, imports, bindings }: JsNames, { chain }: Call): string[] {
  const dot = chain.indexOf('.');
  const first = dot < 0 ? chain : chain.slice(0, dot);
  const origin = imports.get(first);
  const assigned = dot < 0 ? (bindings.get(chain) ?? []) : [];
  return [
    chain,
    ...(origin ? [origin.name + (dot < 0 ? '' : chain.slice(dot))] : []),
    ...assigned.flatMap((span) => (span.each ? [] : (chainOf(code, span)?.join('.') ?? []))),
  ];
}

function loaded(
  reading: JsReading,
  call: Call,
  loader: JsLoader,
  lineAt: (at: number) => number,
): Reference[] {
  const { code } = reading.names;
  const args = argumentsOf(code, call.open);
  const revision = args
    .flatMap((arg) => propertiesOf(code, arg, ['revision']))
    .map((span) => literal(code, span)?.text)[0];
  const byPosition = loader.position === undefined ? undefined : args[loader.position];
  const byKey = args.flatMap((arg) => propertiesOf(code, arg, loader.keys ?? []));
  return [...(byPosition ? [byPosition] : []), ...byKey].flatMap((span) => {
    const nested = propertiesOf(code, span, ['name']);
    const type = propertiesOf(code, span, ['type']).map((part) => literal(code, part)?.text)[0];
    if (type === 'space') return [];
    const spans = nested.length > 0 ? nested : [span];
    return spans
      .flatMap((part) => javascriptValues(reading, part))
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
