import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isObject } from '../syntax/json.ts';
import type { RulesFile } from './compile.ts';

/** These run at the root of the package, as npm scripts do. */
export const ROOT = `${process.cwd()}/`;
const require = createRequire(import.meta.url);

/** Every YAML file of `rules/`. */
export function readRules(root = ROOT): RulesFile[] {
  return readdirSync(`${root}rules`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => {
      const full = `${entry.parentPath}/${entry.name}`;
      return {
        path: full.slice(root.length).replaceAll('\\', '/'),
        text: readFileSync(full, 'utf8'),
      };
    });
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
export const KNOWLEDGE_VERSION = '2026-11-22';
