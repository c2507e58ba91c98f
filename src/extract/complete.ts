import type { Component } from '../model/component.ts';
import type { Tree } from '../model/tree.ts';
import { merge } from './merge.ts';
import { weightsWithoutCard } from './model/weights.ts';
import { withProject } from './project.ts';
import { withVendored } from './vendored.ts';

/**
 * The components of a tree: what its files speak of, each once, and what lies there without a word of
 * them: weights of models, copied code of others, and the repository itself, which comes first.
 */
export function complete(spoken: readonly Component[], tree: Tree): Component[] {
  const found = merge([...spoken, ...weightsWithoutCard(tree, spoken)]);
  return withProject(withVendored(found, tree), tree);
}
