import type { Signal } from '../../model/component.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { acceptanceSignal } from '../acceptance.ts';
import { pythonHeredocs } from './heredocs.ts';
import { cloneTarget, urlTargets } from './hub-url.ts';
import { coquiModel, hubDataset, hubModel, ollamaModel, type Target } from './ids.ts';
import { type Mentions, mayNameModels, type Origin, pythonMentions } from './python-source.ts';
import type { Reference } from './reference.ts';
import { commandsOf } from './shell-words.ts';
import { pythonTokens } from './tokens.ts';
import { modelVariable } from './variables.ts';

// Programs that take a hub id after `--model`; others use the flag for names that providers serve.
const RUNNERS =
  /^(?:python[\d.]*|python3|uv|accelerate|torchrun|deepspeed|vllm|trl|text-generation-launcher|text-embeddings-router|infinity_emb|lmdeploy|trtllm-[\w-]+|llama-server|llama-cli|llama-cpp|mlx_lm[\w.]*|litgpt|tune|axolotl|llamafactory-cli|sglang|docker|podman|nerdctl|tts|exec|nohup|whisperx|optimum-cli)$/;
const MODEL_FLAGS =
  /^(?:--(?:model|model[-_](?:id|path|name|name[-_]or[-_]path)|pretrained[-_]model[-_]name[-_]or[-_]path|base[-_]model|teacher[-_]model[-_]name[-_]or[-_]path|hf[-_]repo|speculative[-_]model)|-hf|-hfr)$/;
const DATASET_FLAGS = /^--(?:dataset|dataset[-_]name)$/;

const VARIABLE =
  /\$(?:\{([A-Za-z_]\w*)(?::?-([^}$]{0,200}))?\}|\(([A-Za-z_]\w*)\)|([A-Za-z_]\w*))/g;

/**
 * The models and datasets that a shell script downloads or serves, in Python of its own too, and the
 * terms it accepts.
 */
export function shellMentions(text: string, origin?: Origin): Mentions {
  const { path, line } = origin ?? { path: '', line: lineIndex(text) };
  const parts = [mentions(text, { path, line }, 2)];
  for (const program of pythonHeredocs(text)) {
    if (!mayNameModels(program.text)) continue;
    const lineOf = lineIndex(program.text);
    const place = { path, line: (at: number) => lineOf(at) + program.line - 1 };
    parts.push(pythonMentions(pythonTokens(program.text).tokens, place));
  }
  return {
    references: parts.flatMap(({ references }) => references),
    signals: parts.flatMap(({ signals }) => signals),
  };
}

function mentions(text: string, origin: Origin, depth: number): Mentions {
  const references: Reference[] = [];
  const signals: Signal[] = [];
  const variables = new Map<string, string>();
  for (const command of commandsOf(text)) {
    const line = origin.line(command.at);
    const words = command.words.map((word) => expand(word, variables));
    remember(words, variables);
    for (const target of [...targetsOf(words), ...exported(words)]) {
      references.push({ target, line });
    }
    const where = line === undefined ? { path: origin.path } : { path: origin.path, line };
    for (const word of words) {
      const [, name, value] = /^([A-Z][A-Z0-9_]{2,100})=(.{1,200})$/s.exec(word) ?? [];
      const signal = name && value ? acceptanceSignal(name, value, where) : undefined;
      if (signal) signals.push(signal);
    }
    const inner = nested(words, { path: origin.path, line: () => line }, depth);
    for (const reference of inner.references) references.push(reference);
    for (const signal of inner.signals) signals.push(signal);
  }
  return { references, signals };
}

// `sh -c "…"` and `python -c "…"` carry a script of their own in one word.
function nested(words: readonly string[], origin: Origin, depth: number): Mentions {
  const flag = words.findIndex((word) => /^-[a-z]{0,3}c$/.test(word));
  const script = flag > 0 ? words[flag + 1] : undefined;
  const program = words.slice(0, Math.max(0, flag)).findLast((word) => !word.startsWith('-')) ?? '';
  if (script === undefined || depth === 0) return { references: [], signals: [] };
  if (/(?:^|\/)python[\d.]*$/.test(program)) {
    return mayNameModels(script)
      ? pythonMentions(pythonTokens(script).tokens, origin)
      : { references: [], signals: [] };
  }
  return /(?:^|\/)(?:ba|z|da)?sh$/.test(program)
    ? mentions(script, origin, depth - 1)
    : { references: [], signals: [] };
}

// Bounded, so that a variable made of itself cannot grow.
function expand(word: string, variables: ReadonlyMap<string, string>): string {
  if (!word.includes('$') || word.length > 2000) return word;
  const full = word.replace(VARIABLE, (whole, braced, fallback, made, bare) => {
    const value = variables.get(braced ?? made ?? bare);
    return value ?? fallback ?? whole;
  });
  return full.slice(0, 2000);
}

// `NAME=value`, also after `export`; `NAME = value` and `NAME ?= value` are make's.
function remember(words: readonly string[], variables: Map<string, string>): void {
  const [first = '', operator = '', value] = words;
  if (/^[:?]?=$/.test(operator) && value !== undefined && /^\w+$/.test(first)) {
    variables.set(first, value.slice(0, 300));
    return;
  }
  for (const word of words) {
    const [, name, text] = /^([A-Za-z_]\w{0,100})[:?]?=(.{0,300})$/s.exec(word) ?? [];
    if (name !== undefined && text !== undefined) variables.set(name, text);
    else if (!/^(?:export|local|readonly|declare|ENV|ARG|env|-\w+)$/.test(word)) return;
  }
}

// `ENV MODEL_ID=org/name` and `export MODEL_ID=org/name`; the old form of ENV has no equals sign.
function exported([first = '', ...words]: readonly string[]): Target[] {
  if (!/^(?:ENV|ARG|export)$/i.test(first)) return [];
  const old = words.length === 2 && !words[0]?.includes('=') ? [words.join('=')] : words;
  return old.flatMap((word) => {
    const equals = word.indexOf('=');
    return modelVariable(word.slice(0, Math.max(0, equals)), word.slice(equals + 1)) ?? [];
  });
}

function targetsOf(words: readonly string[]): Target[] {
  const found: (Target | undefined)[] = words.map((word) =>
    coquiModel(word.replace(/^--?[\w-]+=/, '')),
  );
  const programs = words.map((word) => word.replace(/^.*\//, '').replace(/^[@-]+/, ''));
  found.push(...downloads(words, programs));
  if (words.some((word) => RUNNERS.test(word.replace(/^.*\/(?=[\w.-]+$)/, '').replace(/^@/, '')))) {
    found.push(...flagged(words));
  }
  const fetches = programs.some((name) => /^(?:curl|wget|aria2c|axel|ADD)$/.test(name));
  if (fetches) found.push(...words.flatMap((word) => urlTargets(word).map(({ target }) => target)));
  return found.filter((target) => target !== undefined);
}

/** The first word after an index that is no flag; flags written `--x value` are passed over. */
function operand(words: readonly string[], from: number): string | undefined {
  for (let i = from; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('-')) return word;
    const takesValue =
      /^--?(?:repo-type|revision|local-dir|cache-dir|token|include|exclude|b|branch|depth|keepalive|host|port|max-workers)$/;
    if (takesValue.test(word)) i++;
  }
  return undefined;
}

function option(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  const joined = words.find((word) => word.startsWith(`${name}=`));
  return at >= 0 ? words[at + 1] : joined?.slice(name.length + 1);
}

// The first program of the command that fetches something; a command holds one.
function downloads(words: readonly string[], programs: readonly string[]): (Target | undefined)[] {
  for (const [i, program] of programs.entries()) {
    const verb = words[i + 1] ?? '';
    const task = `${program} ${verb}`;
    if (/^(?:huggingface-cli|hf) download$/.test(task)) return [fromHub(words, i + 2)];
    if (/^ollama (?:pull|run)$/.test(task)) return [ollamaModel(operand(words, i + 2) ?? '')];
    if (task === 'vllm serve') return [hubModel(operand(words, i + 2) ?? '')];
    if (/^git (?:clone|lfs|submodule)$/.test(task)) return words.slice(i + 2).map(cloneTarget);
  }
  return [];
}

function fromHub(words: readonly string[], from: number): Target | undefined {
  const id = operand(words, from) ?? '';
  const revision = option(words, '--revision');
  switch (option(words, '--repo-type')) {
    case 'dataset':
      return hubDataset(id, revision);
    case 'space':
      return undefined;
    default:
      return hubModel(id, revision);
  }
}

function flagged(words: readonly string[]): (Target | undefined)[] {
  const found: (Target | undefined)[] = [];
  for (const [i, word] of words.entries()) {
    const equals = word.indexOf('=');
    const flag = equals > 0 ? word.slice(0, equals) : word;
    const value = (equals > 0 ? word.slice(equals + 1) : words[i + 1]) ?? '';
    // llama.cpp writes the quantization after a colon: `-hf org/name:Q4_K_M`.
    if (MODEL_FLAGS.test(flag)) found.push(hubModel(value.replace(/:[\w.-]+$/, '')));
    else if (DATASET_FLAGS.test(flag)) found.push(hubDataset(value));
  }
  return found;
}
