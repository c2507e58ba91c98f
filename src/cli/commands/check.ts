import { judge } from '../../audit.ts';
import { loadConfig } from '../../config/load.ts';
import { gate } from '../../evaluate/gate.ts';
import { askedFor, LICENSED_KINDS } from '../../extract/asked.ts';
import { merge } from '../../extract/merge.ts';
import type { Component } from '../../model/component.ts';
import { UsageError } from '../../model/usage-error.ts';
import { didYouMean } from '../../syntax/nearest.ts';
import { knowledgeFor } from '../knowledge.ts';
import { outputs, writeReport } from '../output.ts';
import { asOfDay, type ScanOptions } from './scan.ts';

/** Options of `check`: those of `scan`, and what a license is asked for. */
export interface CheckOptions extends ScanOptions {
  readonly as?: string;
}

/**
 * `fineprint check`: may we use these? Judges what is named on the command line under the profile and
 * the `fineprint.yaml` of the current directory, without a repository.
 * @returns the exit code of the gate
 * @throws UsageError naming every word that stands for nothing
 */
export async function check(
  words: readonly string[],
  options: CheckOptions,
  version: string,
): Promise<number> {
  const wanted = outputs(options.format);
  const knowledge = await knowledgeFor('.', options);
  const { config, failOn } = loadConfig('.', knowledge, {
    asOf: asOfDay(options),
    toolVersion: version,
    includeDevelopment: true,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  const kind = kindOf(options.as);
  const components: Component[] = [];
  const problems: string[] = [];
  for (const word of words) {
    const asked = askedFor(word, knowledge, kind);
    if (asked.ok) components.push(asked.component);
    else problems.push(asked.message);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const report = judge(
    { components: merge(components), signals: [], diagnostics: [], coverage: NO_FILES },
    knowledge,
    config,
  );
  for (const output of wanted) writeReport(report, output, options.verbose ?? false);
  return gate(report, { failOn: options.failOn ?? failOn ?? 'violation', strict: false });
}

const NO_FILES = { claimed: 0, parsed: 0, failed: 0, byExtractor: {} };

function kindOf(as: string | undefined): (typeof LICENSED_KINDS)[number] {
  const kind = LICENSED_KINDS.find((one) => one === (as ?? 'package'));
  if (kind) return kind;
  throw new UsageError(
    `--as ${as} is no kind of component${didYouMean(as ?? '', LICENSED_KINDS)} (one of ${LICENSED_KINDS.join(', ')})`,
  );
}
