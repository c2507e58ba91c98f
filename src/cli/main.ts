import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { UsageError } from '../model/usage-error.ts';
import { visible } from '../report/escape.ts';
import { didYouMean } from '../syntax/nearest.ts';
import type { CheckOptions } from './commands/check.ts';
import type { IdentifyOptions } from './commands/identify.ts';
import type { MatrixOptions } from './commands/matrix.ts';
import type { RulesTestOptions } from './commands/rules.ts';
import type { DirectoryOptions, ScanOptions } from './commands/scan.ts';

/**
 * The command line. This file holds the only catch and the only exit code; commands return the code
 * they want and throw UsageError for what the user must correct. Commands are imported when they are
 * run, so that `--version` and `--help` cost little more than Node itself.
 */

/** Every exit code. */
const EXIT = { passed: 0, failed: 1, usage: 2, incomplete: 3 } as const;

function toolVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const found = /"version":\s*"([^"]+)"/.exec(text)?.[1];
  if (!found) throw new Error('package.json has no version');
  return found;
}

function collect(value: string, previous: readonly string[]): string[] {
  return [...previous, value];
}

function program(run: (code: Promise<number>) => void): Command {
  const version = toolVersion();
  const command = new Command('fineprint')
    .description(
      'License-risk auditor: given how you use what you use, what is forbidden, what must you do, and what is not known?',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      // Every message begins alike, whichever part of the program has it.
      outputError: (text, write) => write(text.replace(/^error: /, 'fineprint: ')),
    })
    .showHelpAfterError('(see --help)')
    .addHelpText('after', EXIT_CODES);
  withReport(withProfile(command.command('scan', { isDefault: true })).option(...NO_DEV))
    .description('audit a repository')
    .option('--strict', 'exit with 3 when something that names components was not read')
    .option('--no-ask', 'do not offer to ask the open questions on a terminal')
    .argument('[path]', 'the directory to audit', '.')
    .action((path: string, options: ScanOptions) => {
      run(import('./commands/scan.ts').then(({ scan }) => scan(path, options, version)));
    });
  withReport(withProfile(command.command('check')))
    .description('tell whether you may use something, without a repository')
    .argument(
      '<ids...>',
      'purls, docker:redis@7.4, hf:coqui/XTTS-v2, npm:gsap@3, products (terraform@1.6.0), licenses',
    )
    .option('--as <kind>', 'what is under a license asked for: package, model, dataset, image')
    .action((ids: string[], options: CheckOptions) => {
      run(import('./commands/check.ts').then(({ check }) => check(ids, options, version)));
    });
  withProfile(command.command('explain'))
    .option(...NO_DEV)
    .description('tell what we know of a license, rule, component or finding, and where from')
    .argument(
      '<subject>',
      'license or rule id, component or product name, purl, model id, or the fingerprint of a finding',
    )
    .argument('[path]', 'the directory a component or finding is in', '.')
    .action((subject: string, path: string, options: DirectoryOptions) => {
      run(
        import('./commands/explain.ts').then(({ explain }) =>
          explain({ subject, path, options, version }),
        ),
      );
    });
  command
    .command('matrix')
    .description('judge a repository under every profile: what breaks if you host or distribute')
    .argument('[path]', 'the directory to audit', '.')
    .option('--config <file>', 'the configuration (default: fineprint.yaml in the directory)')
    .option('--rules <dir>', RULES_HELP)
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD (default: today)')
    .option(...NO_DEV)
    .option('--format <format>', 'pretty or json', 'pretty')
    .option('--verbose', 'list every component, and what speaks against it')
    .action((path: string, options: MatrixOptions) => {
      run(import('./commands/matrix.ts').then(({ matrix }) => matrix(path, options, version)));
    });
  command
    .command('identify')
    .description('tell which license a text is, and what was changed or added')
    .argument('<files...>', 'license files, READMEs, sources; - for standard input')
    .option('--format <format>', 'pretty or json', 'pretty')
    .action((files: string[], options: IdentifyOptions) => {
      run(
        import('./commands/identify.ts').then(({ identifyFiles }) => identifyFiles(files, options)),
      );
    });
  command
    .command('rules')
    .description('work with rules')
    .command('test')
    .description('run the tests inside the rules, ours or your own')
    .option('--rules <dir>', RULES_HELP)
    .action((options: RulesTestOptions) => {
      run(import('./commands/rules.ts').then(({ testRules }) => testRules(options)));
    });
  return command;
}

const RULES_HELP = 'rules, licenses and products of your own, beside ours';

const EXIT_CODES = `
Exit codes: 0 gate passed, 1 gate failed, 2 usage or configuration error, 3 incomplete scan under --strict.
Not legal advice: fineprint reads licenses and cites them; what follows from them is for people to decide.`;

/** Options of every command that judges under a profile. */
function withProfile(command: Command): Command {
  return command
    .option(
      '--profile <preset|file>',
      'how you use things: saas, internal, managed-service, distributed, embedded, research',
    )
    .option('--config <file>', 'the configuration (default: fineprint.yaml in the directory)')
    .option('--rules <dir>', RULES_HELP)
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD (default: today)');
}

const NO_DEV = ['--no-dev', 'leave out what is needed in development only'] as const;

/** Options of the commands that write a report and gate. */
function withReport(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>[=<file>]', 'pretty, json, sarif or html; may be repeated')
        .default([] as string[], 'pretty')
        .argParser(collect),
    )
    .addOption(
      new Option(
        '--fail-on <verdict>',
        'from which verdict on the exit code is 1 (default: violation)',
      ).choices(['violation', 'needs-review', 'never']),
    )
    .option('--verbose', 'list everything the report would fold');
}

/** Longest line of a message; what is longer is somebody's text, not ours. */
const MAX_LINE = 1000;

function lineOf(text: string): string {
  return visible(text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text);
}

function messageOf(error: unknown): string {
  // What was typed or scanned is in it; each line of it is ours.
  if (error instanceof UsageError) return error.message.split('\n').map(lineOf).join('\n');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error, please report it: ${detail}`;
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has printed its message; help and version are not errors.
    process.exitCode = error.exitCode === 0 ? EXIT.passed : EXIT.usage;
    return;
  }
  process.stderr.write(`fineprint: ${messageOf(error)}\n`);
  process.exitCode = EXIT.usage;
}

const COMMANDS = ['scan', 'check', 'matrix', 'explain', 'identify', 'rules', 'help'];

/** A first word that is neither a command nor a directory is a slip of the pen more often than a path. */
function refuseUnknown(word: string | undefined): void {
  if (word === undefined || word.startsWith('-') || COMMANDS.includes(word)) return;
  if (existsSync(word)) return;
  const hint = didYouMean(word, COMMANDS);
  throw new UsageError(`there is no command or directory called "${word}"${hint}`);
}

async function main(): Promise<void> {
  try {
    refuseUnknown(process.argv[2]);
    let pending: Promise<number> | undefined;
    program((code) => {
      pending = code;
    }).parse();
    process.exitCode = (await pending) ?? EXIT.passed;
  } catch (error) {
    fail(error);
  }
}

// A reader that stops early (`fineprint | head`) is no error of ours.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exitCode = 0;
  else throw error;
});

void main();
