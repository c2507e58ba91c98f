import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { referenced } from './reference.ts';
import { dockerfileScript, shellMentions } from './shell-source.ts';

const MARKERS =
  /huggingface|hf\.co|\bhf\b|-hf\b|ollama|vllm|--[\w-]*(?:model|dataset|hf)|tts_models|from_pretrained|SentenceTransformer|whisper|TOS|EULA|ACCEPT|LICENSE/;
const DOCKERFILE = /(?:^|\/)(?:[^/]*\.)?dockerfile(?:\.[^/]*)?$/i;

/**
 * Models and datasets that scripts, makefiles and Dockerfiles download or serve: the hub's command
 * line, git, curl and wget on the hub's addresses, Ollama, and servers started with a model. In
 * Dockerfiles, variables that accept terms are left to those who read their instructions.
 */
export const modelShell: Extractor = {
  id: 'model/shell',
  files: ['*.sh', '*.bash', 'Makefile', '*.mk', 'Dockerfile', '*.Dockerfile', 'Dockerfile.*'],
  zone: 'project',
  knows: {
    title: 'Scripts, makefiles and Dockerfiles that fetch models',
    ecosystem: 'AI',
    version: 'exact',
    relation: false,
    scope: true,
    license: false,
  },
  extract({ path, text }: SourceFile, tree: Tree): Extraction {
    if (!MARKERS.test(text)) return { components: [], diagnostics: [] };
    const isDockerfile = DOCKERFILE.test(path);
    const script = isDockerfile ? dockerfileScript(text) : text;
    const { references, signals } = shellMentions(script, { path, line: lineIndex(text) });
    return {
      components: referenced(path, references, tree),
      diagnostics: [],
      signals: isDockerfile ? [] : signals,
    };
  },
};
