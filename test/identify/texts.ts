import { createRequire } from 'node:module';
import { loadTextIndex } from '../../src/knowledge/load.ts';

const require = createRequire(import.meta.url);

/** SPDX id → text, as `spdx-license-list` has it. */
export const TEXTS: ReadonlyMap<string, string> = new Map(
  Object.entries(
    require('spdx-license-list/spdx-full.json') as Record<string, { licenseText: string }>,
  ).map(([id, { licenseText }]) => [id, licenseText]),
);

export const INDEX = loadTextIndex('rules/index/licenses.bin');

export function textOf(id: string): string {
  const text = TEXTS.get(id);
  if (text === undefined) throw new Error(`spdx-license-list has no text of ${id}`);
  return text;
}
