import { createRequire } from 'node:module';
import type { KnownTexts } from '../../src/identify/recognize.ts';
import { NOTHING_SETTLED } from '../../src/identify/settled.ts';
import { loadSettled, loadTextIndex } from '../../src/knowledge/load.ts';

const require = createRequire(import.meta.url);

/** SPDX id → text, as `spdx-license-list` has it. */
export const TEXTS: ReadonlyMap<string, string> = new Map(
  Object.entries(
    require('spdx-license-list/spdx-full.json') as Record<string, { licenseText: string }>,
  ).map(([id, { licenseText }]) => [id, licenseText]),
);

export const INDEX = loadTextIndex('rules/index/licenses.bin');
export const SETTLED = loadSettled('rules/index/settled.bin');

export const KNOWN_TEXTS: KnownTexts = { settled: () => SETTLED, index: () => INDEX };
/** With nothing settled, so that every text is read. */
export const ALL_READ: KnownTexts = { settled: () => NOTHING_SETTLED, index: () => INDEX };

export function textOf(id: string): string {
  const text = TEXTS.get(id);
  if (text === undefined) throw new Error(`spdx-license-list has no text of ${id}`);
  return text;
}
