import { statSync } from 'node:fs';
import { judge, survey } from '../../audit.ts';
import { openTree } from '../../collect/disk-tree.ts';
import { exclude } from '../../collect/exclude.ts';
import { configPath, type LoadedConfig, loadConfig } from '../../config/load.ts';
import { type FailOn, gate } from '../../evaluate/gate.ts';
import { EXTRACTORS } from '../../extract/registry.ts';
import { knownTexts } from '../../knowledge/load.ts';
import type { Inventory } from '../../model/component.ts';
import type { Config } from '../../model/config.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Report } from '../../model/report.ts';
import { UsageError } from '../../model/usage-error.ts';
import { isCalendarDate } from '../../syntax/yaml-reader.ts';
import { knowledgeFor } from '../knowledge.ts';
import { outputs, tellOutcome, waiting, writeReport } from '../output.ts';

/** How things are used, and by which rules they are judged. */
export interface JudgeOptions {
  readonly profile?: string;
  readonly config?: string;
  /** A folder of rules of the user's own. */
  readonly rules?: string;
  readonly asOf?: string;
}

/** Options of every command that scans a directory first. */
export interface DirectoryOptions extends JudgeOptions {
  readonly dev: boolean;
}

/** Where a report goes, and from what on it fails a build. */
export interface ReportOptions {
  readonly format: readonly string[];
  readonly failOn?: FailOn;
  readonly verbose?: boolean;
}

/** Options of `scan`. */
export interface ScanOptions extends DirectoryOptions, ReportOptions {
  readonly strict?: boolean;
  /** `--no-ask`: never put questions to the person at the terminal. */
  readonly ask?: boolean;
}

/** A report, the knowledge it was made with, and what the configuration tells the gate. */
export interface Scanned {
  readonly report: Report;
  readonly knowledge: Knowledge;
  readonly failOn: FailOn | undefined;
}

/**
 * `fineprint scan`: audits a directory, writes the reports, then decides.
 * @returns the exit code of the gate
 */
export async function scan(path: string, options: ScanOptions, version: string): Promise<number> {
  const wanted = outputs(options.format);
  const verbose = options.verbose ?? false;
  const scanned = await scanReport(path, options, version);
  for (const output of wanted) writeReport(scanned.report, output, verbose);
  const isRead = wanted.some(({ reporter, file }) => reporter.id === 'pretty' && !file);
  const answered = isRead && (await offered(path, options, scanned.report));
  const { report, failOn } = answered ? await scanReport(path, options, version) : scanned;
  if (answered) {
    process.stderr.write('\nThe report with your answers:\n\n');
    for (const output of wanted) writeReport(report, output, verbose);
  }
  const from = options.failOn ?? failOn ?? 'violation';
  const code = gate(report, { failOn: from, strict: options.strict ?? false });
  tellOutcome(report, wanted, code, from);
  return code;
}

/** Where a person sits at both ends, asks them the open questions and writes down what they say. */
async function offered(
  path: string,
  { ask, config }: ScanOptions,
  report: Report,
): Promise<boolean> {
  const { stdin, stdout, env } = process;
  if (!ask || env['CI'] || !stdin.isTTY || !stdout.isTTY || report.questions.length === 0)
    return false;
  const { askAndWrite } = await import('../ask.ts');
  return askAndWrite(report, configPath(path, config));
}

/** Everything of a scan but the printing. */
export async function scanReport(
  path: string,
  options: DirectoryOptions,
  version: string,
): Promise<Scanned> {
  const { inventory, knowledge, config, failOn } = await surveyed(path, options, version);
  return { report: judge(inventory, knowledge, config), knowledge, failOn };
}

/** What a directory uses, and how it is to be judged. */
export interface Surveyed {
  readonly inventory: Inventory;
  readonly knowledge: Knowledge;
  readonly config: Config;
  readonly failOn: FailOn | undefined;
}

/** Everything of a scan before the judgement. */
export async function surveyed(
  path: string,
  options: DirectoryOptions,
  version: string,
): Promise<Surveyed> {
  const directory = scannable(path);
  const {
    knowledge,
    config,
    failOn,
    exclude: left,
  } = await configured(directory, options, version);
  const opened = openTree(directory);
  const excluded = exclude(opened.tree, left.patterns, left.where);
  const done = waiting(excluded.tree);
  try {
    const inventory = survey(excluded.tree, {
      extractors: EXTRACTORS,
      texts: knownTexts(),
      diagnostics: [...opened.diagnostics, ...excluded.diagnostics],
    });
    return { inventory, knowledge, config, failOn };
  } finally {
    done();
  }
}

/**
 * What things in a directory are judged by: our rules and the user's, and the configuration.
 * @throws UsageError naming what is wrong with any of it
 */
export async function configured(
  directory: string,
  options: DirectoryOptions,
  version: string,
): Promise<LoadedConfig & { readonly knowledge: Knowledge }> {
  const asOf = asOfDay(options);
  const knowledge = await knowledgeFor(directory, options);
  const loaded = loadConfig(directory, knowledge, {
    asOf,
    toolVersion: version,
    includeDevelopment: options.dev,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  return { ...loaded, knowledge };
}

/**
 * The day to judge as of: the one asked for, or today.
 * @throws UsageError when it is no date
 */
export function asOfDay({ asOf }: JudgeOptions): string {
  const day = asOf ?? new Date().toISOString().slice(0, 10);
  if (!isCalendarDate(day))
    throw new UsageError(`--as-of must be a date, YYYY-MM-DD; got "${day}"`);
  return day;
}

function scannable(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return path;
  if (stats) throw new UsageError(`${path} is not a directory; give the directory it is in`);
  throw new UsageError(`there is no directory ${path}`);
}
