import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { isObject } from '../syntax/json.ts';
import type { RulesFile } from './compile.ts';

/** These run at the root of the package, as npm scripts do. */
export const ROOT = `${process.cwd()}/`;
const require = createRequire(import.meta.url);

/** Every YAML file of `rules/`. */
export function readRules(root = ROOT): RulesFile[] {
  return readYamlFiles(`${root}rules`).map(({ path, text }) => ({
    path: path.slice(root.length),
    text,
  }));
}

/**
 * Every YAML file below a folder, by its path from where the folder is.
 * @throws Error of the file system when the folder cannot be read
 */
export function readYamlFiles(folder: string): RulesFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const below = relative(folder, full).replaceAll('\\', '/');
      return { path: `${withoutSlash(folder)}/${below}`, text: readFileSync(full, 'utf8') };
    });
}

/** A folder as it is written, without a slash at its end. */
export function withoutSlash(folder: string): string {
  return folder.replaceAll('\\', '/').replace(/\/+$/, '');
}

/** SPDX id → full name, from `spdx-license-list`. */
export function spdxNames(): Record<string, string> {
  const list: unknown = require('spdx-license-list/spdx.json');
  const names: Record<string, string> = {};
  for (const [id, entry] of Object.entries(isObject(list) ? list : {})) {
    if (isObject(entry) && typeof entry['name'] === 'string') names[id] = entry['name'];
  }
  return names;
}

/** The newest date any rules file mentions as its state; set by hand when facts are revised. */
export const KNOWLEDGE_VERSION = '2026-11-27';
