import type { Signal } from '../../model/component.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import { acceptanceSignal } from '../acceptance.ts';
import {
  type Argument,
  argument,
  argumentsOf,
  type Call,
  type Code,
  callsIn,
  isName,
  isOp,
  literal,
  pairBrackets,
} from './calls.ts';
import { urlTargets } from './hub-url.ts';
import { coquiModel } from './ids.ts';
import { LOADERS, type Loader, readerFor } from './python-loaders.ts';
import { type Names, namesOf, valuesOf } from './python-names.ts';
import type { Reference } from './reference.ts';
import type { Problem, Token } from './tokens.ts';

/** What a piece of source names, and the terms it accepts. */
export interface Mentions {
  readonly references: readonly Reference[];
  readonly signals: readonly Signal[];
}

/** Where tokens stand: the file, and the line of an offset, if it is known. */
export interface Origin {
  readonly path: string;
  readonly line: (offset: number) => number | undefined;
}

const MARKERS =
  /from_pretrained|from_quantized|pipeline\(|hf_hub|snapshot_download|SentenceTransformer|CrossEncoder|FlagModel|FlagReranker|TextEmbedding|HuggingFace|TTS|tts_models|huggingface\.co|hf\.co|hf:\/\/|hf[-_]hub:|load_dataset|load_model|download_model|WhisperModel|LLM\(|EngineArgs|Engine\(|InferenceClient|get_pretrained|from_model_id|from_hparams|load_lora|load_adapter|load_ip_adapter|load_textual|Ollama|ollama|YOLO|RTDETR|SAM\(|FaceAnalysis|hub\.load|SequenceTagger|load_from_hub|TOS_|_TOS|EULA|ACCEPT_/;

/** A cheap test that spares most files the reading: nothing of interest lacks all of these words. */
export function mayNameModels(text: string): boolean {
  return MARKERS.test(text);
}

const LOADERS_BY_NAME = new Map<string, Loader[]>();
for (const loader of LOADERS) {
  for (const name of loader.names) {
    LOADERS_BY_NAME.set(name, [...(LOADERS_BY_NAME.get(name) ?? []), loader]);
  }
}

/** The models and datasets that Python tokens load, and the terms that they accept. */
export function pythonMentions(tokens: readonly Token[], origin: Origin): Mentions {
  const names = namesOf(pairBrackets(tokens));
  const references: Reference[] = [];
  for (const call of callsIn(names.code)) {
    for (const loader of LOADERS_BY_NAME.get(call.name) ?? []) {
      if (loader.chain && !loader.chain.test(call.chain)) continue;
      references.push(...loaded(names, call, loader, origin));
    }
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
  return { references, signals: acceptances(names.code, origin) };
}

function loaded(names: Names, call: Call, loader: Loader, origin: Origin): Reference[] {
  const { code } = names;
  const args = argumentsOf(code, call.open);
  const id = argument(args, loader.keywords, loader.position);
  const revision = textOf(code, argument(args, ['revision']));
  const read = readerFor(loader, textOf(code, argument(args, ['repo_type'])));
  if (textOf(code, argument(args, ['source'])) === 'local') return [];
  if (!id && loader.implied !== undefined && !args.some(({ name }) => name === 'name')) {
    const target = read(loader.implied);
    return target ? [{ target, line: origin.line(code.tokens[call.start]?.at ?? 0) }] : [];
  }
  return (id ? valuesOf(names, id) : []).flatMap(({ text, at }) => {
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
  string: [
    'malformed-entry',
    'A string opens here and does not close: the rest of its line was not searched for models. Close it.',
  ],
} as const;

/** What could not be read of a source file, in words that name the remedy. */
export function lexicalTrouble(problems: readonly Problem[], { path, line }: Origin): Diagnostic[] {
  return problems.map(({ kind, at }) => {
    const [code, message] = TROUBLE[kind];
    const number = line(at);
    const where = number === undefined ? path : { path, line: number };
    return diagnostic(code, 'warning', where, message);
  });
}
