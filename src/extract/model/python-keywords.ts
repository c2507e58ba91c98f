import { argument, argumentsOf, type Code, isOp, literal } from './calls.ts';
import { hubDataset, hubModel, isHubId, isPublisher, type Target } from './ids.ts';
import type { Reference } from './reference.ts';
import type { Token } from './tokens.ts';

/*
 * Ids in tables and settings of a project's own: `Starter(repo_id="acme/voice")`,
 * `{"hf_repo": "acme/voice"}`. Nothing but the word before it says what such a text is, so
 *
 * 1. a word that speaks of the hub's ids takes any id;
 * 2. a word that speaks of models takes ids of known publishers: others name files and services by it;
 * 3. `source` and `repo` say it only as arguments of what is called a model.
 */

const HUB_WORD =
  /^(?:\w{1,30}_)?(?:repo_?id|hf_?(?:repo|model|hub)(?:_?(?:id|name|path))?|hf_?(?:id|path)|hugging_?face_?(?:repo|model|hub)?_?(?:id|name|path|repo|model)|(?:model|tokenizer)_name_or_path|pretrained_model_name)$/i;
const MODEL_WORD =
  /^(?:\w{1,30}_)?(?:model_?(?:id|path|repo|source|checkpoint)|checkpoint|(?:embed(?:ding|der|dings)?|rerank(?:er|ing)?|tts|asr|stt|whisper|base|vision|clip|spacy)_?model(?:_?(?:id|name|path))?|reranker|tokenizer(?:_?(?:id|name|path))?|vae|lora)$/i;
const SOURCE_WORD = /^(?:source|repo|repository|hub|weights)$/;

const MODEL_CALLEE = /Model|Checkpoint|Adapter|LoRA|Lora|Weights|Embedding|Encoder|VAE/;
const LOADING_CALLEE =
  /(?:load|get|download|fetch|init|build|create|make)_?\w{0,30}(?:model|tokeni[sz]er|embed|encoder|pipeline|checkpoint|weights|vae|lora)/i;
/** What writes to the hub, and what asks a service to run a model: neither takes one into use. */
const OTHER_CALLEE =
  /^(?:upload|create_(?:repo|commit|branch|tag)|delete|push|update_repo|move_repo|duplicate)|openai|nvidia|together|groq|openrouter|anthropic|replicate|fireworks|deepinfra|bedrock|client|chat|completion/i;
const SERVICE_ARGUMENTS = /^(?:provider|base_url|api_base|api_key|endpoint|endpoint_url)$/;

/** An id may name a part of its repository: `acme/voice::model.safetensors`. */
const PART = /::?[\w./-]{0,200}$/;

/** The models and datasets that a file names by keywords, keys and constants which say so. */
export function keywordReferences(
  code: Code,
  lineAt: (at: number) => number | undefined,
): Reference[] {
  const { tokens } = code;
  const references: Reference[] = [];
  const open: number[] = [];
  const kinds = new Map<number, Kind>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'op' && (code.closes[i] ?? -1) > i) open.push(i);
    while (open.length > 0 && (code.closes[open.at(-1) ?? 0] ?? 0) <= i) open.pop();
    if (token.kind !== 'string' || !token.plain || !token.text.includes('/')) continue;
    const id = token.text.replace(PART, '');
    if (!isHubId(id) || !isAlone(tokens, i)) continue;
    const target = named({ code, at: i, open: open.at(-1) ?? -1, kinds }, id);
    if (target) references.push({ target, line: lineAt(token.at) });
  }
  return references;
}

// Nothing follows that makes another text of it.
function isAlone(tokens: readonly Token[], i: number): boolean {
  const after = tokens[i + 1];
  return (
    !after || after.kind === 'newline' || (after.kind === 'op' && ',)]};'.includes(after.text))
  );
}

interface Spot {
  readonly code: Code;
  readonly at: number;
  /** The bracket it stands in; -1: none. */
  readonly open: number;
  readonly kinds: Map<number, Kind>;
}

function named(spot: Spot, id: string): Target | undefined {
  const { code, open } = spot;
  const isCall = isOp(code.tokens[open], '(');
  const callee = isCall ? (code.tokens[open - 1]?.text ?? '') : '';
  if (OTHER_CALLEE.test(callee)) return undefined;
  const word = wordFor(spot);
  const isNamed =
    HUB_WORD.test(word) ||
    (MODEL_WORD.test(word) && isPublisher(id)) ||
    (SOURCE_WORD.test(word) && MODEL_CALLEE.test(callee)) ||
    (word === '' &&
      isOp(code.tokens[spot.at - 1], '(') &&
      LOADING_CALLEE.test(callee) &&
      isPublisher(id));
  if (!isNamed) return undefined;
  const kind = isCall ? kindOf(spot) : 'model';
  if (kind === 'other') return undefined;
  return kind === 'dataset' ? hubDataset(id) : hubModel(id);
}

type Kind = 'model' | 'dataset' | 'other';

// What the other arguments of the call say of the id; asked once for each call, however many it names.
function kindOf({ code, open, kinds }: Spot): Kind {
  const known = kinds.get(open);
  if (known) return known;
  const args = argumentsOf(code, open);
  const type = argument(args, ['repo_type']);
  const repoType = type ? literal(code, type)?.text : undefined;
  const isService = args.some(({ name }) => name !== undefined && SERVICE_ARGUMENTS.test(name));
  const kind =
    isService || repoType === 'space' ? 'other' : repoType === 'dataset' ? 'dataset' : 'model';
  kinds.set(open, kind);
  return kind;
}

// The word that a text stands under: a keyword, a key, the name it is assigned to or the default of.
function wordFor({ code, at, open }: Spot): string {
  const { tokens } = code;
  const before = tokens[at - 1];
  if (isOp(before, ':') && tokens[at - 2]?.kind === 'string') return tokens[at - 2]?.text ?? '';
  if (isOp(before, '=')) return defaultFor(code, open, assignedTo(tokens, at - 1));
  const callee = tokens[open - 1]?.text ?? '';
  if (
    isOp(before, ',') &&
    tokens[at - 2]?.kind === 'string' &&
    /^(?:getenv|get|env|config)$/.test(callee)
  ) {
    return tokens[at - 2]?.text ?? '';
  }
  const isField = isOp(before, '(') && /^(?:Field|Option|Argument|Query)$/.test(callee);
  return isField ? defaultFor(code, open, 'default') : '';
}

// `add_argument("--repo-id", default=…)`, `name: str = Field(default=…)`: the option's, the field's name.
function defaultFor({ tokens }: Code, open: number, word: string): string {
  if (word !== 'default') return word;
  const first = tokens[open + 1];
  if (first?.kind === 'string') return first.text.replace(/^--?/, '').replaceAll('-', '_');
  return isOp(tokens[open - 2], '=') ? assignedTo(tokens, open - 2) : '';
}

// The name before a sign: `name =`, `name: str =`, `x["name"] =`.
function assignedTo(tokens: readonly Token[], sign: number): string {
  const last = tokens[sign - 1];
  if (isOp(last, ']') && tokens[sign - 2]?.kind === 'string') return tokens[sign - 2]?.text ?? '';
  if (!last || (last.kind !== 'name' && !isOp(last, ']'))) return '';
  for (let i = sign - 1; i > sign - 12; i--) {
    const token = tokens[i];
    if (!token || token.kind === 'newline' || isOp(token, '(') || isOp(token, ',')) break;
    if (isOp(token, ':')) return tokens[i - 1]?.kind === 'name' ? (tokens[i - 1]?.text ?? '') : '';
  }
  return last.kind === 'name' ? last.text : '';
}
