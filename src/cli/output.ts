import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FailOn } from '../evaluate/gate.ts';
import type { Report } from '../model/report.ts';
import type { Reporter } from '../model/reporter.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { prose, visible } from '../report/escape.ts';
import { REPORTERS } from '../report/registry.ts';
import { conclusion, count } from '../report/words.ts';
import { causeOf } from '../syntax/cause.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { screen } from './screen.ts';

/** One report to print: its format, and the file it goes to (stdout where absent). */
interface Output {
  readonly reporter: Reporter;
  readonly file?: string;
}

/**
 * Reads `--format` values such as `json=report.json`; none means pretty to the terminal.
 * @throws UsageError for an unknown format, or for two reports on stdout
 */
export function outputs(formats: readonly string[]): Output[] {
  const found = (formats.length > 0 ? formats : ['pretty']).map((text): Output => {
    const equals = text.indexOf('=');
    const id = equals < 0 ? text : text.slice(0, equals);
    const file = equals < 0 ? '-' : text.slice(equals + 1);
    const reporter = REPORTERS.find((one) => one.id === id);
    if (!reporter) {
      const known = REPORTERS.map((one) => one.id);
      throw new UsageError(
        `unknown format "${id}"${didYouMean(id, known)} (one of ${known.join(', ')})`,
      );
    }
    if (file === '') throw new UsageError(`--format ${text} names no file; write ${id}=<file>`);
    return file === '-' ? { reporter } : { reporter, file };
  });
  if (found.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError(
      'two reports cannot share stdout; give all but one a file: --format json=report.json',
    );
  }
  return found;
}

/** Renders a report to its file or to stdout. */
export function writeReport(report: Report, { reporter, file }: Output, verbose: boolean): void {
  const page = file === undefined ? screen() : { width: 80, color: false };
  const text = reporter.render(report, { ...page, verbose });
  if (file === undefined) process.stdout.write(text);
  else replaceFile(file, text);
}

/**
 * Says on stderr what became of a run, where the reader would else be left to guess: nothing of it
 * went to stdout, or the exit code has another reason than the last line of the report.
 */
export function tellOutcome(
  report: Report,
  wanted: readonly Output[],
  code: number,
  failOn: FailOn,
): void {
  const files = wanted.flatMap(({ file }) => file ?? []);
  const lines: string[] = [];
  if (files.length === wanted.length) {
    lines.push(`${prose(conclusion(report))} Written: ${visible(files.join(', '))}`);
  }
  const forbidden = report.summary.violations > 0;
  if (code === 1 && failOn === 'needs-review' && !forbidden) {
    lines.push(
      'exit code 1: this run is to fail on needs-review (--fail-on, or failOn in fineprint.yaml)',
    );
  }
  if (code === 3) {
    const n = report.diagnostics.filter(({ level }) => level === 'error').length;
    lines.push(
      `exit code 3: ${count(n, 'error')} in reading may hide components, and --strict is set`,
    );
  }
  for (const line of lines) process.stderr.write(`fineprint: ${line}\n`);
}

/** So many files take a moment that a person at a terminal would wonder about. */
const MANY_FILES = 20_000;

/**
 * Tells a person at a terminal that a large tree is being read.
 * @returns takes the line away again
 */
export function waiting({ directories }: Tree): () => void {
  const files = directories.reduce((sum, one) => sum + one.files.length, 0);
  const { stderr, env } = process;
  if (!stderr.isTTY || env['CI'] || files < MANY_FILES) return () => {};
  stderr.write(`Reading what ${count(files, 'file')} say of licenses …`);
  return () => void stderr.write('\r\u001b[K');
}

// Written beside and renamed, so that a reader never sees half a report.
function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    const folder = dirname(file);
    const cause = existsSync(folder) ? causeOf(error) : `(ENOENT): there is no folder ${folder}`;
    throw new UsageError(`the report ${file} cannot be written ${cause}`);
  }
}
