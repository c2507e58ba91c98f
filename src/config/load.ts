import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Config } from '../model/config.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { UsageProfile } from '../model/usage.ts';
import { UsageError } from '../model/usage-error.ts';
import { causeOf } from '../syntax/cause.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { get, parseYaml, textOf } from '../syntax/yaml.ts';
import { type Issue, issueText, YamlReader } from '../syntax/yaml-reader.ts';
import { type ConfigFile, EMPTY_CONFIG, readConfig, readUsage } from './read-config.ts';

/** What the command line says of the configuration. */
export interface ConfigOptions {
  readonly profile?: string;
  readonly config?: string;
  readonly asOf: string;
  readonly toolVersion: string;
  readonly includeDevelopment: boolean;
}

const NAMES = ['fineprint.yaml', 'fineprint.yml', '.fineprint.yaml'] as const;

const DEFAULT_PROFILE = 'saas';

/** A configuration, and what of its file is not for the judgement. */
export type LoadedConfig = { readonly config: Config } & Pick<ConfigFile, 'failOn' | 'exclude'>;

/**
 * Loads `fineprint.yaml` (the one named, or the one at the root of what is scanned) and the profile.
 * The command line outweighs the file, the file outweighs the profile.
 * @throws UsageError naming file, line and the nearest valid name
 */
export function loadConfig(
  root: string,
  knowledge: Knowledge,
  options: ConfigOptions,
): LoadedConfig {
  const file = loadFile(root, knowledge, options.config);
  const profile = loadProfile(options.profile ?? file.profile ?? DEFAULT_PROFILE, knowledge);
  const usage: UsageProfile = {
    name: profile.name,
    answers: { ...profile.answers, ...file.answers },
    scale: { ...profile.scale, ...file.scale },
    regions: { ...profile.regions, ...file.regions },
  };
  const { asOf, toolVersion, includeDevelopment } = options;
  const { components, assertions, waivers } = file;
  return {
    config: {
      asOf,
      toolVersion,
      usage,
      answered: Object.keys(file.answers),
      components,
      assertions,
      waivers,
      includeDevelopment,
    },
    exclude: file.exclude,
    ...(file.failOn ? { failOn: file.failOn } : {}),
  };
}

/**
 * The folder of the user's own rules that the configuration names, from where the configuration is.
 * Read before the rest, which is checked against what the rules know.
 */
export function rulesFolder(root: string, named?: string): string | undefined {
  const path = named ?? fileIn(root);
  if (path === undefined) return undefined;
  const text = read(path, 'configuration');
  if (!/\brules\b/.test(text)) return undefined;
  const parsed = parseYaml(text);
  // What is wrong with the file is told when all of it is read.
  const folder = parsed.ok ? textOf(get(parsed.value[0], 'rules')) : undefined;
  return folder ? join(dirname(path), folder) : undefined;
}

/** The configuration of a directory, or where one would be written. */
export function configPath(root: string, named?: string): string {
  return named ?? fileIn(root) ?? join(root, NAMES[0]);
}

function fileIn(root: string): string | undefined {
  return NAMES.map((name) => join(root, name)).find((candidate) => existsSync(candidate));
}

function loadFile(root: string, knowledge: Knowledge, named: string | undefined): ConfigFile {
  const path = named ?? fileIn(root);
  if (path === undefined) return EMPTY_CONFIG;
  const shown = named ?? (relative(root, path) || basename(path));
  const { config, issues } = readConfig(read(path, 'configuration'), shown, knowledge);
  refuse(issues);
  return config;
}

function loadProfile(name: string, knowledge: Knowledge): UsageProfile {
  const preset = Object.hasOwn(knowledge.profiles, name) ? knowledge.profiles[name] : undefined;
  if (preset) return { name, answers: preset.answers, scale: preset.scale, regions: {} };
  if (!/[/\\.]/.test(name)) {
    const known = Object.keys(knowledge.profiles);
    throw new UsageError(
      `unknown profile "${name}"${didYouMean(name, known)} (one of ${known.join(', ')}, or the path of a YAML file)`,
    );
  }
  const reader = new YamlReader(name);
  const parsed = parseYaml(read(name, 'profile'), { uniqueKeys: true });
  if (!parsed.ok)
    refuse([{ path: name, line: parsed.line ?? 1, message: `not YAML: ${parsed.message}` }]);
  const node = parsed.ok ? parsed.value[0] : undefined;
  const found = reader.shape(node, 'a profile', {
    required: ['answers'],
    optional: ['scale', 'regions'],
  });
  const usage = readUsage(found, reader, knowledge.vocabulary);
  refuse(reader.issues);
  return { name: basename(name).replace(/\.ya?ml$/, ''), ...usage };
}

function read(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UsageError(`the ${what} ${path} cannot be read ${causeOf(error)}`);
  }
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const inOrder = [...issues].sort((a, b) => a.line - b.line);
  throw new UsageError(inOrder.map(issueText).join('\n'));
}
