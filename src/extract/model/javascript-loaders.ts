import { hubModel, ollamaModel, type Reader } from './ids.ts';
import { webLlmModel } from './named-models.ts';

/** Which libraries a file imports; a call counts only where its library is there. */
export const LIBRARIES = {
  transformers: /@huggingface\/transformers|@xenova\/transformers|['"`]kokoro-js['"`]/,
  inference: /@huggingface\/inference/,
  hub: /@huggingface\/hub/,
  ollama:
    /['"`](?:ollama|ollama\/browser|ollama-ai-provider(?:-v2)?|@langchain\/ollama|@langchain\/community\/[\w/]*ollama)['"`]/,
  langchain: /['"`](?:@langchain\/|langchain\/)/,
  llama: /['"`]node-llama-cpp['"`]/,
  webllm: /@mlc-ai\/web-llm/,
  ai: /['"`]@ai-sdk\/huggingface['"`]/,
} as const;

type Library = keyof typeof LIBRARIES;

/** A call that loads a model: where in its arguments the id stands, and how it is read. */
export interface JsLoader {
  readonly chain: RegExp;
  readonly library: Library;
  /** Index of the argument that is the id, or the keys of an object argument that hold it. */
  readonly position?: number;
  readonly keys?: readonly string[];
  readonly read: Reader;
}

const TASKS =
  /\.(?:audio|automatic|chatCompletion|conversational|documentQuestion|endpoint|feature|fillMask|image|objectDetection|questionAnswering|request|sentenceSimilarity|streamingRequest|summarization|table|text|token|translation|visual|zeroShot)\w*$/;

/** The calls of JavaScript libraries that name what they load. */
export const JS_LOADERS: readonly JsLoader[] = [
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
  {
    chain: /^(?:resolveModelFile|createModelDownloader)$/,
    library: 'llama',
    position: 0,
    keys: ['modelUri'],
    read: hubFile,
  },
  {
    chain: /^(?:\w+\.)?Create(?:WebWorker|ServiceWorker)?MLCEngine$/,
    library: 'webllm',
    position: 0,
    read: webLlmModel,
  },
  { chain: /^huggingface$/, library: 'ai', position: 0, read: hubModel },
];

// `hf:org/name:Q4_K_M`, `hf:org/name/file.gguf`; without the scheme it is a file of ours.
function hubFile(text: string) {
  const id = /^hf:([\w.-]+\/[\w.-]+)(?:[/:#].*)?$/.exec(text)?.[1];
  return id === undefined ? undefined : hubModel(id);
}
