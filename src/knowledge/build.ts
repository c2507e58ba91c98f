import { copyFileSync, writeFileSync } from 'node:fs';
import { issueText } from '../syntax/yaml-reader.ts';
import { compileKnowledge } from './compile.ts';
import { pack } from './packed.ts';
import { KNOWLEDGE_VERSION, ROOT, readRules, spdxNames } from './sources.ts';

/**
 * The build step after bundling: compiles `rules/` into `dist/knowledge.json`. Refuses to build on
 * any issue.
 */

function main(): void {
  const { knowledge, issues } = compileKnowledge(readRules(), spdxNames(), KNOWLEDGE_VERSION);
  for (const issue of issues) process.stderr.write(`${issueText(issue)}\n`);
  if (issues.length > 0) {
    process.stderr.write(`${issues.length} issues in rules/: nothing was built\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(`${ROOT}dist/knowledge.json`, JSON.stringify(pack(knowledge)));
  copyFileSync(`${ROOT}src/report/report.schema.json`, `${ROOT}dist/report.schema.json`);
}

main();
