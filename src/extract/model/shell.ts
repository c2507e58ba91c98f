import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { DOCKERFILES, isDockerfilePath } from '../container/dockerfile.ts';
import { dockerfileScript } from './dockerfile-script.ts';
import { mayNameModels } from './python-source.ts';
import { referenced } from './reference.ts';
import { shellMentions } from './shell-source.ts';

const MARKERS =
  /huggingface|hf\.co|\bhf\b|-hf\b|ollama|vllm|MODEL|--[\w-]*(?:model|dataset|hf)|whisper|TOS|EULA|ACCEPT|LICENSE/;

const SCRIPT = /(?:\.(?:sh|bash|mk)|(?:^|\/)makefile)$/i;

/**
 * Models and datasets that scripts, makefiles and Dockerfiles download or serve: the hub's command
 * line, git, curl and wget on the hub's addresses, Ollama, servers started with a model, variables
 * that name one, and programs of Python in the text. In Dockerfiles, variables that accept terms are
 * left to those who read their instructions.
 */
export const modelShell: Extractor = {
  id: 'model/shell',
  files: ['*.sh', '*.bash', 'Makefile', '*.mk', ...DOCKERFILES],
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
    const isDockerfile = isDockerfilePath(path);
    const isRead = isDockerfile || SCRIPT.test(path);
    if (!isRead || (!MARKERS.test(text) && !mayNameModels(text))) {
      return { components: [], diagnostics: [] };
    }
    const script = isDockerfile ? dockerfileScript(text) : text;
    const { references, signals } = shellMentions(script, { path, line: lineIndex(text) });
    return {
      components: referenced(path, references, tree),
      diagnostics: [],
      signals: isDockerfile ? [] : signals,
    };
  },
};
