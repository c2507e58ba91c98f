import { judge } from '../../audit.ts';
import { gate } from '../../evaluate/gate.ts';
import { askedFor, inventoryOf, LICENSED_KINDS } from '../../extract/asked.ts';
import { merge } from '../../extract/merge.ts';
import type { Component } from '../../model/component.ts';
import { UsageError } from '../../model/usage-error.ts';
import { didYouMean } from '../../syntax/nearest.ts';
import { outputs, tellOutcome, writeReport } from '../output.ts';
import { configured, type JudgeOptions, type ReportOptions } from './scan.ts';

/** Options of `check`. */
export interface CheckOptions extends JudgeOptions, ReportOptions {
  /** What a license is asked for. */
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
  const { knowledge, config, failOn } = await configured('.', { ...options, dev: true }, version);
  const kind = kindOf(options.as);
  const components: Component[] = [];
  const problems: string[] = [];
  for (const word of words) {
    const asked = askedFor(word, knowledge, kind);
    if (asked.ok) components.push(asked.component);
    else problems.push(asked.message);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const report = judge(inventoryOf(merge(components)), knowledge, config);
  for (const output of wanted) writeReport(report, output, options.verbose ?? false);
  const from = options.failOn ?? failOn ?? 'violation';
  const code = gate(report, { failOn: from, strict: false });
  tellOutcome(report, wanted, code, from);
  return code;
}

function kindOf(as: string | undefined): (typeof LICENSED_KINDS)[number] {
  const kind = LICENSED_KINDS.find((one) => one === (as ?? 'package'));
  if (kind) return kind;
  throw new UsageError(
    `--as ${as} is no kind of component${didYouMean(as ?? '', LICENSED_KINDS)} (one of ${LICENSED_KINDS.join(', ')})`,
  );
}
