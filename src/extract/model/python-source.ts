import type { Signal } from '../../model/component.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { acceptanceSignal } from '../acceptance.ts';
import {
  type Argument,
  argument,
  type Code,
  isName,
  isOp,
  literal,
  pairBrackets,
} from './calls.ts';
import { urlTargets } from './hub-url.ts';
import { coquiModel } from './ids.ts';
import { keywordReferences } from './python-keywords.ts';
import { type LoaderCall, loaderCalls, mayLoad, readerFor } from './python-loader-calls.ts';
import { namesOf } from './python-names.ts';
import { type Reading, valuesOf } from './python-values.ts';
import type { Modules } from './python-walk.ts';
import { type Reference, scopeOf } from './reference.ts';
import type { Problem, Token } from './tokens.ts';

/** What a piece of source names, and the terms it accepts. */
export interface Mentions {
  readonly references: readonly Reference[];
  readonly signals: readonly Signal[];
  /** Where names led further than they were followed. */
  readonly problems?: readonly Trouble[];
}

/** What kept source from being read, or from being followed. */
type Trouble = Problem | { readonly at: number; readonly kind: 'steps' };

/** Where tokens stand: the file, and the line of an offset, if it is known. */
export interface Origin {
  readonly path: string;
  readonly line: (offset: number) => number | undefined;
}

// Names of calls, libraries and keywords; what has none of them is not read.
const MARKERS =
  /from_pretrained|from_quantized|pipeline\(|hf_hub|snapshot_download|SentenceTransformer|CrossEncoder|FlagModel|FlagReranker|TextEmbedding|HuggingFace|TTS|tts_models|huggingface|hf\.co|hf-mirror|hf:\/\/|hf[-_]hub:|\/resolve\/|load_dataset|load_model|download_model|WhisperModel|LLM\(|EngineArgs|Engine\(|InferenceClient|get_pretrained|from_model_id|from_hparams|load_lora|load_adapter|load_ip_adapter|load_textual|Ollama|ollama|YOLO|RTDETR|SAM\(|FaceAnalysis|hub\.load|SequenceTagger|load_from_hub|TOS_|_TOS|EULA|ACCEPT_|transformers|torch\.hub|diffusers|modelscope|mlx_lm|mlx_vlm|mlx_whisper|model_zoo|rembg|litellm|dspy|init_chat_model|outlines|spacy|KPipeline|F5TTS|ChatTTS|KittenTTS|fastembed|KeyBERT|BERTopic|EmbeddingRetriever|open_clip|haystack|(?:repo|model|hf)[-_]?(?:id|repo|model|name[-_]or[-_]path|source|checkpoint)|MODEL_ID|REPO_ID|HF_(?:MODEL|REPO)|(?:embed\w{0,10}|rerank\w{0,3}|tokenizer)_(?:model|name)|EMBED\w{0,10}_MODEL|RERANK\w{0,3}_MODEL|source=["'][\w.-]{1,96}\//;

/** A cheap test that spares most files the reading: nothing of interest lacks all of these words. */
export function mayNameModels(text: string): boolean {
  return MARKERS.test(text);
}

/** Steps for the expressions of one file: a bound on names that are made of each other. */
const MAX_STEPS = 500_000;

const NO_MODULES: Modules = () => undefined;

/** The models and datasets that Python tokens load, and the terms that they accept. */
export function pythonMentions(
  tokens: readonly Token[],
  origin: Origin,
  modules: Modules = NO_MODULES,
): Mentions {
  const code = pairBrackets(tokens);
  const budget: Reading['budget'] = { left: MAX_STEPS, exceeded: undefined };
  const references: Reference[] = [];
  // To follow names is most of the work, and most files load nothing.
  if (mayLoad(tokens)) {
    const reading: Reading = { names: namesOf(code, origin.path), modules, budget };
    for (const call of loaderCalls(reading.names)) {
      references.push(...loaded(reading, call, origin));
    }
  }
  // Tests invent ids; and what is loaded is known better by the call than by a name.
  if (scopeOf(origin.path) === 'runtime') {
    const known = new Set(references.map(({ target }) => target.name));
    const named = keywordReferences(code, origin.line);
    references.push(...named.filter(({ target }) => !known.has(target.name)));
  }
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'string' || isDocumentation(tokens, i)) continue;
    const line = origin.line(token.at);
    const coqui = token.plain ? coquiModel(token.text) : undefined;
    if (coqui) references.push({ target: coqui, line });
    for (const { target, at } of urlTargets(token.text)) {
      references.push({ target, line: origin.line(token.at + at) });
    }
  }
  return {
    references,
    signals: acceptances(code, origin),
    problems: budget.exceeded === undefined ? [] : [{ at: budget.exceeded, kind: 'steps' }],
  };
}

function loaded(reading: Reading, call: LoaderCall, origin: Origin): Reference[] {
  const { code } = reading.names;
  const { loader, args } = call;
  const id = argument(args, loader.keywords, loader.position);
  const revision = textOf(code, argument(args, ['revision']));
  const read = readerFor(loader, textOf(code, argument(args, ['repo_type'])));
  if (textOf(code, argument(args, ['source'])) === 'local') return [];
  if (!id && loader.implied !== undefined) {
    const target = read(loader.implied);
    return target ? [{ target, line: origin.line(code.tokens[call.start]?.at ?? 0) }] : [];
  }
  return (id ? valuesOf(reading, id) : []).flatMap(({ text, at }) => {
    const target = read(text, revision);
    return target ? [{ target, line: origin.line(at) }] : [];
  });
}

function textOf(code: Code, arg: Argument | undefined): string | undefined {
  return arg ? literal(code, arg)?.text : undefined;
}

// A string that is a statement of its own says something to people, not to the program.
function isDocumentation(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  return (!before || before.kind === 'newline') && (!after || after.kind === 'newline');
}

// `os.environ["X"] = "1"`, `setdefault("X", "1")`, `{"X": "1"}` and `dict(X="1")`.
function acceptances({ tokens }: Code, { path, line }: Origin): Signal[] {
  const signals: Signal[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'string' && token.kind !== 'name') continue;
    if (!/^[A-Z][A-Z0-9_]{2,100}$/.test(token.text)) continue;
    const value = tokens[assignedAt(tokens, i)];
    if (value?.kind !== 'string' && value?.kind !== 'number' && value?.kind !== 'name') continue;
    const at = line(token.at);
    const where = at === undefined ? { path } : { path, line: at };
    const signal = acceptanceSignal(token.text, value.text, where);
    if (signal) signals.push(signal);
  }
  return signals;
}

function assignedAt(tokens: readonly Token[], i: number): number {
  if (tokens[i]?.kind === 'name') return isOp(tokens[i + 1], '=') ? i + 2 : -1;
  if (isOp(tokens[i + 1], ':')) return i + 2;
  if (isOp(tokens[i + 1], ']') && isOp(tokens[i + 2], '=')) return i + 3;
  const caller = tokens[i - 2];
  const sets = ['setdefault', 'putenv', 'setenv'].some((name) => isName(caller, name));
  return sets && isOp(tokens[i + 1], ',') ? i + 2 : -1;
}

const TROUBLE = {
  limit: [
    'limit-reached',
    'The file is too long to be searched for models beyond this line; split it.',
  ],
  rest: [
    'malformed-file',
    'A string opens here and never closes: what follows was not searched for models. Close it.',
  ],
  steps: [
    'limit-reached',
    'What this model is named by is made of so many names that it was not followed to the end; write the id out.',
  ],
  string: [
    'malformed-entry',
    'A string opens here and does not close: the rest of its line was not searched for models. Close it.',
  ],
} as const;

/** What could not be read of a source file, in words that name the remedy. */
export function sourceTrouble(problems: readonly Trouble[], { path, line }: Origin): Diagnostic[] {
  return problems.map(({ kind, at }) => {
    const [code, message] = TROUBLE[kind];
    const number = line(at);
    const where = number === undefined ? path : { path, line: number };
    return diagnostic(code, 'warning', where, message);
  });
}
