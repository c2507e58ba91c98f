import { statSync } from 'node:fs';
import { judge, survey } from '../../audit.ts';
import { openTree } from '../../collect/disk-tree.ts';
import { exclude } from '../../collect/exclude.ts';
import { configPath, loadConfig } from '../../config/load.ts';
import { gate } from '../../evaluate/gate.ts';
import { EXTRACTORS } from '../../extract/registry.ts';
import { loadTextIndex } from '../../knowledge/load.ts';
import type { Inventory } from '../../model/component.ts';
import type { Config } from '../../model/config.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Report } from '../../model/report.ts';
import { UsageError } from '../../model/usage-error.ts';
import { isCalendarDate } from '../../syntax/yaml-reader.ts';
import { knowledgeFor } from '../knowledge.ts';
import { outputs, writeReport } from '../output.ts';

/** Options of `scan`, and of every command that scans first. */
export interface ScanOptions {
  readonly profile?: string;
  readonly config?: string;
  /** A folder of rules of the user's own. */
  readonly rules?: string;
  readonly asOf?: string;
  readonly dev: boolean;
  readonly format: readonly string[];
  readonly failOn?: 'violation' | 'needs-review' | 'never';
  readonly strict?: boolean;
  /** `--no-ask`: never put questions to the person at the terminal. */
  readonly ask?: boolean;
  readonly verbose?: boolean;
}

/** A report, the knowledge it was made with, and what the gate was told. */
export interface Scanned {
  readonly report: Report;
  readonly knowledge: Knowledge;
  readonly failOn: NonNullable<ScanOptions['failOn']>;
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
  return gate(report, { failOn, strict: options.strict ?? false });
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
  options: ScanOptions,
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
  readonly failOn: NonNullable<ScanOptions['failOn']>;
}

/** Everything of a scan before the judgement. */
export async function surveyed(
  path: string,
  options: ScanOptions,
  version: string,
): Promise<Surveyed> {
  const asOf = asOfDay(options);
  const directory = scannable(path);
  const knowledge = await knowledgeFor(directory, options);
  const {
    config,
    failOn,
    exclude: left,
  } = loadConfig(directory, knowledge, {
    asOf,
    toolVersion: version,
    includeDevelopment: options.dev,
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.config === undefined ? {} : { config: options.config }),
  });
  const opened = openTree(directory);
  const excluded = exclude(opened.tree, left.patterns, left.where);
  const inventory = survey(excluded.tree, {
    extractors: EXTRACTORS,
    texts: loadTextIndex,
    diagnostics: [...opened.diagnostics, ...excluded.diagnostics],
  });
  return { inventory, knowledge, config, failOn: options.failOn ?? failOn ?? 'violation' };
}

/**
 * The day to judge as of: the one asked for, or today.
 * @throws UsageError when it is no date
 */
export function asOfDay({ asOf }: Pick<ScanOptions, 'asOf'>): string {
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
