import { hubModel, type Target } from './ids.ts';

const MODEL = /^(?:[A-Z0-9]+_)*MODEL(?:_(?:ID|NAME|NAME_OR_PATH|PATH|REPO|REPO_ID|TAG))?$/i;

/** Words of variables that name what a provider serves, which nobody downloads. */
const SERVED =
  /(?:^|_)(?:API|OPENAI|ANTHROPIC|AZURE|BEDROCK|OPENROUTER|GROQ|TOGETHER|FIREWORKS|REPLICATE|LITELLM|GEMINI|VERTEX|COHERE|MISTRAL|PERPLEXITY|DEEPINFRA|SILICONFLOW|DASHSCOPE|NVIDIA|NIM|OLLAMA)(?:_|$)/i;

/** What is set beside the name of a model that a service elsewhere answers for. */
const ELSEWHERE = ['API_KEY', 'API_BASE', 'API_URL', 'BASE_URL', 'ENDPOINT', 'URL', 'HOST'];

/**
 * The model that an environment variable sets: `MODEL_ID=org/name`, `EMBEDDING_MODEL=org/name`. Its
 * name must say that it is one, and its value look like a hub's id. Where a key or an address of the
 * same prefix is set beside it (`isSet`), somebody else runs the model.
 */
export function modelVariable(
  name: string,
  value: string,
  isSet: (name: string) => boolean = () => false,
): Target | undefined {
  if (name.length > 100 || !MODEL.test(name) || SERVED.test(name)) return undefined;
  const prefix = name.slice(0, name.toUpperCase().lastIndexOf('MODEL'));
  if (prefix !== '' && ELSEWHERE.some((word) => isSet(prefix + word))) return undefined;
  // Servers of quantized models write the quantization after a colon.
  return hubModel(value.replace(/:[\w.-]+$/, ''));
}
