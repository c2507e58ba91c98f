import { fileURLToPath } from 'node:url';
import { compileKnowledge } from '../../knowledge/compile.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { RuleTest } from '../../knowledge/read-rule.ts';
import { KNOWLEDGE_VERSION, readYamlFiles, spdxNames } from '../../knowledge/sources.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import { count } from '../../report/words.ts';
import { type Issue, issueText } from '../../syntax/yaml-reader.ts';
import { withRules } from '../knowledge.ts';
import { outcomeOf } from '../rule-tests.ts';

/** Options of `rules test`. */
export interface RulesTestOptions {
  readonly rules?: string;
}

interface Tested {
  readonly knowledge: Knowledge;
  readonly tests: readonly RuleTest[];
  readonly issues: readonly Issue[];
}

/**
 * `fineprint rules test`: runs the tests inside the rules of a folder, or inside ours. What is wrong
 * with a file is told, and the rest is tested all the same.
 * @returns 0; 1 when a test fails; 2 when a file is wrong
 * @throws UsageError when the folder cannot be read
 */
export async function testRules({ rules: folder }: RulesTestOptions): Promise<number> {
  const { knowledge, tests, issues } =
    folder === undefined ? ownRules() : await withRules(loadKnowledge(), folder);
  for (const issue of issues) process.stderr.write(`${issueText(issue)}\n`);
  let failed = 0;
  for (const one of tests) {
    const found = resultOf(one, knowledge);
    if (found === one.expect) continue;
    failed++;
    process.stdout.write(
      `${one.path}:${one.line}: ${one.rule}, "${one.name}": expected ${one.expect}, got ${found}\n`,
    );
  }
  const rules = new Set(tests.map(({ rule }) => rule)).size;
  const result = failed === 0 ? 'all as expected' : `${failed} not as expected`;
  const wrong = issues.length > 0 ? `; ${count(issues.length, 'issue')}` : '';
  process.stdout.write(
    `${count(tests.length, 'test')} of ${count(rules, 'rule')}: ${result}${wrong}\n`,
  );
  if (issues.length > 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** A case of a file with issues may make no sense; that is no reason to stop. */
function resultOf(one: RuleTest, knowledge: Knowledge): string {
  try {
    return outcomeOf(one, knowledge);
  } catch (error) {
    return `an error (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** `rules/` as it comes with fineprint, from its YAML: the compiled knowledge holds no tests. */
function ownRules(): Tested {
  const root = fileURLToPath(new URL('../', import.meta.url)).replaceAll('\\', '/');
  const files = readYamlFiles(`${root}rules`).map(({ path, text }) => ({
    path: path.slice(root.length),
    text,
  }));
  return compileKnowledge(files, spdxNames(), KNOWLEDGE_VERSION);
}
