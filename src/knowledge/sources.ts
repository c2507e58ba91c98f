import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { digestsOf } from '../identify/text-index.ts';
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

/** Digests of all license texts we know → license ids, the one to print first. */
export function textDigests(): Record<string, readonly string[]> {
  const own: unknown = JSON.parse(readFileSync(`${ROOT}rules/index/texts.json`, 'utf8'));
  const digests: Record<string, readonly string[]> = {};
  for (const [digest, id] of Object.entries(isObject(own) ? own : {}))
    digests[digest] = [String(id)];
  return { ...digests, ...spdxTextDigests() };
}

/** Digests of the texts that come with `spdx-license-list` → SPDX ids, the one to print first. */
export function spdxTextDigests(): Record<string, string[]> {
  const list: unknown = require('spdx-license-list/spdx-full.json');
  const digests: Record<string, string[]> = {};
  for (const [id, entry] of Object.entries(isObject(list) ? list : {})) {
    const text = isObject(entry) ? entry['licenseText'] : undefined;
    if (typeof text !== 'string') continue;
    // A deprecated id is never printed: `LGPL-2.1+` and `LGPL-2.1` are the text of `LGPL-2.1-only`.
    const only = `${id.replace(/\+$/, '')}-only`;
    const current = isObject(list) && Object.hasOwn(list, only) ? only : id;
    for (const digest of digestsOf(text)) {
      digests[digest] ??= [];
      if (!digests[digest].includes(current)) digests[digest].push(current);
    }
  }
  for (const ids of Object.values(digests)) ids.sort(preferred);
  return digests;
}

// One text, several ids: GPL-3.0-only and GPL-3.0-or-later share theirs. The text alone says "only".
function preferred(a: string, b: string): number {
  const rank = (id: string) => (id.endsWith('-only') ? 0 : id.endsWith('-or-later') ? 2 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
