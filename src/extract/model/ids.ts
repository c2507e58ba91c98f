/**
 * What a model or dataset id looks like, hub by hub. A wrong id is worse than a missed one: a text
 * is taken for an id only where its shape and its neighborhood leave little doubt.
 */

import type { ComponentKind, Version } from '../../model/component.ts';
import { huggingFacePurl, type PurlParts, purl } from '../../purl/purl.ts';
import { PUBLISHERS } from './publishers.ts';

/** A model or dataset that a text names: what it is, the name people use, and its purl. */
export interface Target {
  readonly kind: Extract<ComponentKind, 'model' | 'dataset'>;
  readonly name: string;
  readonly purl: string;
  readonly version?: Version;
}

/** Reads one text as an id of one hub; `undefined`: it is none. */
export type Reader = (text: string, revision?: string) => Target | undefined;

const HUB_ID = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;
const SINGLE = /^[A-Za-z0-9][\w.-]{0,95}$/;

// Models from before the hub asked for an organization; the list is closed.
const CANONICAL_MODEL =
  /^(?:(?:albert|bert|camembert|distilbert|roberta|t5|transfo-xl|xlm|xlnet)-[\w.-]+|ctrl|distilgpt2|distilroberta-base|gpt2(?:-(?:medium|large|xl))?|openai-gpt)$/;

// Builders that `load_dataset` takes in place of an id: they read files of ours.
const DATASET_BUILDERS = new Set(
  'arrow audiofolder csv generator imagefolder json pandas parquet pdffolder sql text videofolder webdataset xml'.split(
    ' ',
  ),
);

// First segments that are folders, MIME types or placeholders, never organizations.
const NOT_AN_ORGANIZATION = new Set(
  (
    'app application artifacts assets audio bin build cache checkpoint checkpoints chemical ckpt ckpts ' +
    'configs content data dataset datasets dist downloads exp experiments files font home image images ' +
    'kaggle lib local logs message mnt model models multipart namespace onnx opt org organization out ' +
    'output outputs owner path pretrained pretrained_model pretrained_models public repo repos resources ' +
    'result results root run runs saved saved_model saved_models src static storage temp test tests text ' +
    'template templates tmp train user username video weights work workspace path-to path_to foo some some-org author'
  ).split(' '),
);
const PLACEHOLDER = /^(?:your|my[-_](?:org|user|name|company|team)|hf[-_]?user)/i;
const PLACEHOLDER_NAME = /^(?:your|my|some)[-_](?:model|dataset|repo|name|awesome|fine|lora)/i;

const FILE_NAME =
  /\.(?:bin|c|cfg|ckpt|conf|cpp|csv|gguf|ggml|gz|h5|html?|ini|jpe?g|js|jsonl?|joblib|lock|md|mp3|mp4|npy|npz|onnx|parquet|pb|pdf|pickle|pkl|png|pth?|py|safetensors|sh|svg|tar|tflite|tgz|toml|ts|tsv|txt|wav|flac|webp|xml|ya?ml|zip)$/i;

// Names that providers serve and nobody downloads: their terms are not a model's license.
const HOSTED =
  /^(?:openai\/(?:gpt-[345]|o\d|chatgpt|text-embedding|text-davinci|tts-|dall-e)|anthropic\/|google\/gemini-|gemini\/|openrouter\/|azure\/|bedrock\/|vertex_ai\/|cohere\/command-?[ra]?$|x-ai\/|perplexity\/)/i;

const MODELSCOPE = /^(?:damo|iic|AI-ModelScope|LLM-Research|Shanghai_AI_Laboratory)\//;

const COQUI =
  /^(?:tts_models|vocoder_models|voice_conversion_models)\/[\w-]{1,40}\/[\w.-]{1,60}\/[\w.-]{1,80}$/;

/** True for `org/name` as hubs write it, and for nothing that is a path, a file or a MIME type. */
export function isHubId(text: string): boolean {
  if (!HUB_ID.test(text) || FILE_NAME.test(text) || HOSTED.test(text)) return false;
  const [org = '', name = ''] = text.split('/');
  if (NOT_AN_ORGANIZATION.has(org.toLowerCase()) || PLACEHOLDER.test(org)) return false;
  return !PLACEHOLDER_NAME.test(name) && /[A-Za-z]/.test(org) && !name.endsWith('.git');
}

/** True for an id of an organization whose models are well known. */
export function isPublisher(id: string): boolean {
  return PUBLISHERS.has(id.slice(0, id.indexOf('/')));
}

/**
 * The version that a revision names: a commit or a release tag is one version, a branch moves.
 * `main` is what everyone gets who says nothing.
 */
function revisionOf(revision: string | undefined): Version | undefined {
  if (revision === undefined || revision === 'main' || !/^[\w./-]{1,100}$/.test(revision)) {
    return undefined;
  }
  const exact = /^(?:[0-9a-f]{7,40}|v?\d+(?:\.\d+)*)$/.test(revision);
  return { text: revision, precision: exact ? 'exact' : 'floating' };
}

/** A target of the Hugging Face hub, or of ModelScope where the organization is one of its own. */
export function hub(kind: Target['kind'], id: string, revision: string | undefined): Target {
  const version = revisionOf(revision);
  const scope = MODELSCOPE.exec(id);
  const text = scope
    ? generic('modelscope', id, version?.text)
    : huggingFacePurl(id, version?.text, kind);
  return { kind, name: id, purl: text, ...(version ? { version } : {}) };
}

/** A target that a program fetches from elsewhere by a name of its own. */
export function generic(hubName: string, id: string, version?: string): string {
  const path = `${hubName}/${id}`;
  const slash = path.lastIndexOf('/');
  const parts: PurlParts = {
    type: 'generic',
    namespace: path.slice(0, slash),
    name: path.slice(slash + 1),
  };
  return purl(version === undefined ? parts : { ...parts, version });
}

/** A Hugging Face model: `org/name`, or one of the old names without an organization (`gpt2`). */
export function hubModel(text: string, revision?: string): Target | undefined {
  const id = text.replace(/^(?:hf_hub|hf-hub|hf):/, '');
  return isHubId(id) || CANONICAL_MODEL.test(id) ? hub('model', id, revision) : undefined;
}

/** A Hugging Face dataset by `org/name`. */
export function hubDataset(text: string, revision?: string): Target | undefined {
  return isHubId(text) ? hub('dataset', text, revision) : undefined;
}

/** A dataset as `load_dataset` and cards name it: also `squad`, from before organizations. */
export function anyDataset(text: string, revision?: string): Target | undefined {
  if (text.includes('/')) return hubDataset(text, revision);
  const usable = SINGLE.test(text) && !DATASET_BUILDERS.has(text) && !FILE_NAME.test(text);
  return usable && !NOT_AN_ORGANIZATION.has(text.toLowerCase()) && /^[\w.-]*[a-z]/i.test(text)
    ? hub('dataset', text, revision)
    : undefined;
}

/** A model of the sentence-transformers library, which adds its organization to bare names. */
export function sentenceModel(text: string, revision?: string): Target | undefined {
  const bare =
    /^(?:(?:all|paraphrase|multi-qa|msmarco|distiluse|stsb|nli|quora|clip-ViT|gtr-t5|sentence-t5|average_word_embeddings|facebook-dpr|static)[-_][\w.-]+|LaBSE|allenai-specter|use-cmlm-multilingual)$/;
  return bare.test(text)
    ? hub('model', `sentence-transformers/${text}`, revision)
    : hubModel(text, revision);
}

/** A Coqui model by its four segments: `tts_models/multilingual/multi-dataset/xtts_v2`. */
export function coquiModel(text: string): Target | undefined {
  return COQUI.test(text) ? { kind: 'model', name: text, purl: generic('coqui', text) } : undefined;
}

/** An Ollama model, `name[:tag]` or `user/name[:tag]`; `hf.co/org/name` is a Hugging Face one. */
export function ollamaModel(text: string): Target | undefined {
  const [, name = '', tag] = /^([\w./-]{1,120})(?::([\w.-]{1,60}))?$/.exec(text) ?? [];
  const [, hubId] = /^(?:hf\.co|huggingface\.co)\/([^/]+\/[^/]+)$/.exec(name) ?? [];
  if (hubId !== undefined) return hubModel(hubId);
  if (!/^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)?$/i.test(name) || FILE_NAME.test(name)) {
    return undefined;
  }
  if (PLACEHOLDER.test(name) || NOT_AN_ORGANIZATION.has(name.split('/')[0] ?? '')) return undefined;
  const version: Version | undefined =
    tag === undefined || tag === 'latest' ? undefined : { text: tag, precision: 'floating' };
  const found = { kind: 'model' as const, name: `ollama/${name}` };
  return { ...found, purl: generic('ollama', name, tag), ...(version ? { version } : {}) };
}

/** A repository that `torch.hub` loads code and weights from: `owner/repo[:ref]`. */
export function torchHubModel(text: string): Target | undefined {
  const [, id = '', ref] = /^([^:]+)(?::([\w./-]+))?$/.exec(text) ?? [];
  if (!isHubId(id)) return undefined;
  const version = revisionOf(ref);
  const [namespace = '', name = ''] = id.split('/');
  const parts: PurlParts = { type: 'github', namespace, name };
  return {
    kind: 'model',
    name: id,
    purl: purl(version ? { ...parts, version: version.text } : parts),
    ...(version ? { version } : {}),
  };
}
