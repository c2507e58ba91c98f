import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { ollamaModel } from './ids.ts';
import { type Reference, referenced } from './reference.ts';

/** Reads the `FROM` and `ADAPTER` of an Ollama Modelfile: what a model of one's own is made from. */
export const modelModelfile: Extractor = {
  id: 'model/modelfile',
  files: ['Modelfile', 'Modelfile.*', '*.Modelfile', 'Modelfile-*'],
  zone: 'project',
  knows: {
    title: 'Modelfiles of Ollama',
    ecosystem: 'AI',
    version: 'floating',
    relation: false,
    scope: true,
    license: false,
  },
  extract({ path, text }, tree: Tree): Extraction {
    const references: Reference[] = [];
    const diagnostics: Diagnostic[] = [];
    let isQuoted = false;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const wasQuoted = isQuoted;
      if (line.split('"""').length % 2 === 0) isQuoted = !isQuoted;
      const [, keyword = '', rest = ''] = (!wasQuoted && INSTRUCTION.exec(line)) || [];
      if (keyword === '') continue;
      const named = /^["']?([^\s"']{1,300})["']?$/.exec(rest.trim())?.[1];
      if (named === undefined) {
        const message = `${keyword.toUpperCase()} is left out: name one model or file behind it`;
        const where = { path, line: index + 1 };
        diagnostics.push(diagnostic('malformed-entry', 'error', where, message));
        continue;
      }
      const target = FILE.test(named) ? undefined : ollamaModel(named);
      if (target) references.push({ target, line: index + 1 });
    }
    return { components: referenced(path, references, tree), diagnostics };
  },
};

const INSTRUCTION = /^\s{0,20}(FROM|ADAPTER)(?:\s(.{0,400}))?$/i;
/** A path is a file of the tree, and read there. */
const FILE = /^[./~]|^[a-z]:[\\/]|\.(?:gguf|bin|safetensors)$/i;
