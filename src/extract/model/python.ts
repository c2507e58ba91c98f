import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { modulesOf } from './python-modules.ts';
import { mayNameModels, pythonMentions, sourceTrouble } from './python-source.ts';
import { referenced } from './reference.ts';
import { pythonTokens } from './tokens.ts';

/**
 * Models and datasets that Python source loads by id, and license terms that it accepts through
 * the environment. Ids are literals, or made of names that stand for literals in the file or in a module
 * it imports; an id that is computed or passed in is not reported, for every wrapper of a library has
 * such calls. Keywords that say so name ids too.
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
    const {
      references,
      signals,
      problems = [],
    } = pythonMentions(lexed.tokens, origin, modulesOf(tree));
    return {
      components: referenced(path, references, tree),
      diagnostics: sourceTrouble([...lexed.problems, ...problems], origin),
      signals,
    };
  },
};
