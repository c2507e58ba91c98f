import {
  anyDataset,
  coquiModel,
  hubModel,
  ollamaModel,
  type Reader,
  sentenceModel,
  torchHubModel,
} from './ids.ts';
import {
  always,
  fasterWhisperModel,
  insightFaceModel,
  musicGenModel,
  openClipModel,
  rembgModel,
  routedModel,
  spacyModel,
  ultralyticsModel,
  whisperModel,
} from './named-models.ts';

/** A call that loads a model or dataset: where in its arguments the id stands, and how it is read. */
export interface Loader {
  /** Names of the function, the last of its chain. */
  readonly names: readonly string[];
  /** What the whole chain must look like, where the name alone is too common. */
  readonly chain?: RegExp;
  readonly position?: number;
  readonly keywords: readonly string[];
  readonly read: Reader;
  /** The id that is meant when none is given. */
  readonly implied?: string;
}

const MODEL_KEYWORDS = ['model', 'model_name', 'model_id', 'model_name_or_path'];
const REPO = ['repo_id', 'repo_or_dir'];

/**
 * The calls of Python libraries that name what they load. Of each: the libraries' own
 * documentation of the function's first arguments.
 */
export const LOADERS: readonly Loader[] = [
  {
    names: ['from_pretrained', 'from_quantized', 'load_from_hub', 'from_pretrained_keras'],
    position: 0,
    keywords: ['pretrained_model_name_or_path', 'repo_id', ...MODEL_KEYWORDS],
    read: hubModel,
  },
  // An adapter is the second argument, after the model that carries it.
  {
    names: ['from_pretrained'],
    chain: /(?:^|\.)Peft\w+\.from_pretrained$/,
    position: 1,
    keywords: ['model_id'],
    read: hubModel,
  },
  {
    names: ['pipeline'],
    chain: /^(?:transformers\.)?pipeline$/,
    position: 1,
    keywords: ['model'],
    read: hubModel,
  },
  {
    names: ['hf_hub_download', 'snapshot_download', 'hf_hub_url', 'cached_download'],
    position: 0,
    keywords: REPO,
    read: hubModel,
  },
  {
    names: [
      'SentenceTransformer',
      'SparseEncoder',
      'HuggingFaceEmbeddings',
      'HuggingFaceBgeEmbeddings',
      'HuggingFaceInstructEmbeddings',
      'SentenceTransformerEmbeddings',
      'SentenceTransformerEmbeddingFunction',
    ],
    position: 0,
    keywords: ['model_name_or_path', 'model_name', 'model'],
    read: sentenceModel,
  },
  {
    names: [
      'CrossEncoder',
      'FlagModel',
      'BGEM3FlagModel',
      'FlagReranker',
      'TextEmbedding',
      'HuggingFaceEmbedding',
      'HuggingFaceLLM',
      'HuggingFaceCrossEncoder',
      // fastembed
      'SparseTextEmbedding',
      'LateInteractionTextEmbedding',
      'ImageEmbedding',
      'TextCrossEncoder',
      'FlagAutoModel',
      'KittenTTS',
    ],
    position: 0,
    keywords: ['model_name_or_path', 'model_name', 'model'],
    read: hubModel,
  },
  { names: ['TTS'], position: 0, keywords: ['model_name'], read: coquiModel },
  { names: ['download_model'], position: 0, keywords: ['model_name'], read: coquiModel },
  {
    names: ['load_model'],
    chain: /^(?:whisper|whisper_timestamped|stable_whisper)\.load_model$/,
    position: 0,
    keywords: ['name'],
    read: whisperModel,
  },
  {
    names: ['load_model'],
    chain: /^whisperx\.load_model$/,
    position: 0,
    keywords: ['whisper_arch'],
    read: fasterWhisperModel,
  },
  {
    names: ['WhisperModel'],
    position: 0,
    keywords: ['model_size_or_path'],
    read: fasterWhisperModel,
  },
  {
    names: ['load_dataset', 'load_dataset_builder'],
    chain: /^(?:datasets\.)?load_dataset(?:_builder)?$/,
    position: 0,
    keywords: ['path'],
    read: anyDataset,
  },
  {
    names: [
      'LLM',
      'AsyncEngineArgs',
      'EngineArgs',
      'InferenceClient',
      'AsyncInferenceClient',
      'HuggingFaceInferenceAPI',
    ],
    position: 0,
    keywords: ['model', 'model_name'],
    read: hubModel,
  },
  {
    names: ['Engine'],
    chain: /^(?:sgl|sglang)\.Engine$/,
    keywords: ['model_path'],
    read: hubModel,
  },
  {
    names: ['HuggingFaceEndpoint', 'HuggingFaceHub'],
    keywords: ['repo_id', 'model'],
    read: hubModel,
  },
  { names: ['from_model_id'], keywords: ['model_id'], read: hubModel },
  {
    names: ['ChatOllama', 'Ollama', 'OllamaLLM', 'OllamaEmbeddings', 'OllamaEmbedding'],
    keywords: ['model', 'model_name'],
    read: ollamaModel,
  },
  {
    names: ['chat', 'generate', 'embed', 'embeddings', 'pull', 'show'],
    chain: /^ollama\.\w+$/,
    position: 0,
    keywords: ['model'],
    read: ollamaModel,
  },
  {
    names: ['YOLO', 'YOLOWorld', 'YOLOE', 'RTDETR', 'SAM', 'FastSAM'],
    position: 0,
    keywords: ['model'],
    read: ultralyticsModel,
  },
  // https://github.com/deepinsight/insightface: the pack that is downloaded when none is named.
  {
    names: ['FaceAnalysis'],
    position: 0,
    keywords: ['name'],
    read: insightFaceModel,
    implied: 'buffalo_l',
  },
  {
    names: ['load'],
    chain: /^(?:torch\.)?hub\.load$/,
    position: 0,
    keywords: REPO,
    read: torchHubModel,
  },
  {
    names: ['get_pretrained'],
    chain: /(?:^|\.)MusicGen\.get_pretrained$/,
    position: 0,
    keywords: ['name'],
    read: musicGenModel,
  },
  { names: ['get_pretrained'], position: 0, keywords: ['name'], read: hubModel },
  {
    names: [
      'load_lora_weights',
      'load_textual_inversion',
      'load_ip_adapter',
      'load_adapter',
      'from_hparams',
    ],
    position: 0,
    keywords: ['pretrained_model_name_or_path_or_dict', 'source', 'peft_model_id'],
    read: hubModel,
  },
  {
    names: ['load'],
    chain: /(?:^|\.)SequenceTagger\.load$/,
    position: 0,
    keywords: [],
    read: hubModel,
  },
  {
    names: [
      'create_model_and_transforms',
      'create_model',
      'create_model_from_pretrained',
      'get_tokenizer',
    ],
    chain: /^(?:timm|open_clip)\b/,
    position: 0,
    keywords: ['model_name'],
    read: openClipModel,
  },
  // https://haystack.deepset.ai: components that run a model themselves.
  {
    names: [
      'SentenceTransformersTextEmbedder',
      'SentenceTransformersDocumentEmbedder',
      'SentenceTransformersSparseTextEmbedder',
      'SentenceTransformersSparseDocumentEmbedder',
      'SentenceTransformersSimilarityRanker',
      'SentenceTransformersDiversityRanker',
    ],
    position: 0,
    keywords: ['model'],
    read: sentenceModel,
  },
  {
    names: [
      'HuggingFaceLocalGenerator',
      'HuggingFaceLocalChatGenerator',
      'TransformersSimilarityRanker',
      'TransformersZeroShotTextRouter',
      'TransformersTextRouter',
      'ExtractiveReader',
    ],
    position: 0,
    keywords: ['model'],
    read: hubModel,
  },
  {
    names: ['FARMReader', 'TransformersReader'],
    position: 0,
    keywords: ['model_name_or_path'],
    read: hubModel,
  },
  { names: ['EmbeddingRetriever'], keywords: ['embedding_model'], read: sentenceModel },
  { names: ['KeyBERT'], position: 0, keywords: ['model'], read: sentenceModel },
  { names: ['BERTopic'], keywords: ['embedding_model'], read: sentenceModel },
  {
    names: ['load'],
    chain: /^(?:mlx_lm|mlx_vlm)\.(?:utils\.)?load$/,
    position: 0,
    keywords: ['path_or_hf_repo'],
    read: hubModel,
  },
  {
    names: ['transcribe'],
    chain: /^mlx_whisper\.transcribe$/,
    keywords: ['path_or_hf_repo'],
    read: hubModel,
  },
  {
    names: ['transformers', 'transformers_vision', 'vllm', 'mlxlm', 'llamacpp', 'exl2'],
    chain: /(?:^|\.)models\.\w+$/,
    position: 0,
    keywords: ['model_name', 'repo_id'],
    read: hubModel,
  },
  {
    names: [
      'completion',
      'acompletion',
      'embedding',
      'aembedding',
      'LM',
      'Embedder',
      'init_chat_model',
    ],
    position: 0,
    keywords: ['model'],
    read: routedModel,
  },
  { names: ['load'], chain: /^spacy\.load$/, position: 0, keywords: ['name'], read: spacyModel },
  {
    names: ['download'],
    chain: /^spacy\.cli\.download$/,
    position: 0,
    keywords: ['model'],
    read: spacyModel,
  },
  // https://github.com/deepinsight/insightface: the swapper is not in the packs.
  {
    names: ['get_model'],
    chain: /(?:^|\.)model_zoo\.get_model$/,
    position: 0,
    keywords: ['name'],
    read: insightFaceModel,
  },
  {
    names: ['new_session'],
    chain: /^(?:rembg\.(?:session_factory\.)?)?new_session$/,
    position: 0,
    keywords: ['model_name'],
    read: rembgModel,
  },
  // Libraries around one model, which they fetch unasked.
  {
    names: ['F5TTS'],
    position: 0,
    keywords: ['model', 'model_type'],
    read: always('SWivid/F5-TTS'),
    implied: 'SWivid/F5-TTS',
  },
  {
    names: ['Chat'],
    chain: /^ChatTTS\.Chat$/,
    keywords: [],
    read: hubModel,
    implied: '2noise/ChatTTS',
  },
  {
    names: ['KPipeline', 'KModel'],
    keywords: ['repo_id'],
    read: hubModel,
    implied: 'hexgrad/Kokoro-82M',
  },
];
