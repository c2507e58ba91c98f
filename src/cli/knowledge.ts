import { rulesFolder } from '../config/load.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { UsageError } from '../model/usage-error.ts';
import { causeOf } from '../syntax/cause.ts';
import { issueText } from '../syntax/yaml-reader.ts';

/** Where a user's rules are named. */
export interface RulesOptions {
  /** `--rules`: a folder. */
  readonly rules?: string;
  readonly config?: string;
}

/**
 * Our knowledge, with the user's rules where they have any: `--rules`, or `rules:` of the
 * configuration.
 * @param root the directory that is judged
 * @throws UsageError naming every issue in the user's rules; with one, none of them is used
 */
export async function knowledgeFor(root: string, options: RulesOptions): Promise<Knowledge> {
  const base = loadKnowledge();
  const folder = options.rules ?? rulesFolder(root, options.config);
  if (folder === undefined) return base;
  const { knowledge, issues } = await withRules(base, folder);
  if (issues.length > 0) throw new UsageError(issues.map(issueText).join('\n'));
  return knowledge;
}

/** Adds the rules of a folder; what reads YAML is loaded when first used. */
export async function withRules(base: Knowledge, folder: string) {
  const [{ extendKnowledge }, { readYamlFiles }] = await Promise.all([
    import('../knowledge/extend.ts'),
    import('../knowledge/sources.ts'),
  ]);
  try {
    return extendKnowledge(base, folder, readYamlFiles(folder));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`the rules in ${folder} cannot be read ${causeOf(error)}`);
  }
}
