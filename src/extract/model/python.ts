import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { lexicalTrouble, mayNameModels, pythonMentions } from './python-source.ts';
import { referenced } from './reference.ts';
import { pythonTokens } from './tokens.ts';

/**
 * Models and datasets that Python source loads by id, and license terms that it accepts through
 * the environment. Ids are literals, or names that stand for literals in the same file; an id that
 * is computed or passed in is not reported, for every wrapper of a library has such calls.
 */
export const modelPython: Extractor = {
  id: 'model/python',
  files: ['*.py', '*.pyw'],
  zone: 'project',
  knows: {
    title: 'Python source that loads models',
    ecosystem: 'AI',
    version: 'exact',
    relation: false,
    scope: true,
    license: false,
  },
  extract({ path, text }: SourceFile, tree: Tree): Extraction {
    if (!mayNameModels(text)) return { components: [], diagnostics: [] };
    const origin = { path, line: lineIndex(text) };
    const lexed = pythonTokens(text);
    const { references, signals } = pythonMentions(lexed.tokens, origin);
    return {
      components: referenced(path, references, tree),
      diagnostics: lexicalTrouble(lexed.problems, origin),
      signals,
    };
  },
};
