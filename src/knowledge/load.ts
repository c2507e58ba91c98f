import { readFileSync } from 'node:fs';
import { type TextIndex, viewIndex } from '../identify/text-index.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Packed, unpack } from './packed.ts';

/**
 * Loads the knowledge compiled at build time. It is our own file: its shape is not checked again.
 * @throws Error that says how to build it when it is missing or damaged.
 */
export function loadKnowledge(): Knowledge {
  return unpack(load<Packed>('knowledge.json'));
}

/**
 * Loads the index of known license texts.
 * @throws UsageError that says what is wrong with the file and what to do
 */
export function loadTextIndex(file: URL | string = INDEX): TextIndex {
  try {
    return viewIndex(readFileSync(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `the index of license texts cannot be used: ${reason}; reinstall fineprint, or run "npm run index"`,
    );
  }
}

/** `dist/` and `rules/` lie side by side. */
const INDEX = new URL('../rules/index/licenses.bin', import.meta.url);

function load<T>(name: string): T {
  // The bundle is flat: every chunk lies beside the data.
  const file = new URL(name, import.meta.url);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the compiled knowledge ${name} cannot be read (${reason}); reinstall fineprint, or run "npm run build"`,
    );
  }
}
