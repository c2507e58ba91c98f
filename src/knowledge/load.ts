import { readFileSync } from 'node:fs';
import type { KnownTexts } from '../identify/recognize.ts';
import { type Settled, viewSettled } from '../identify/settled.ts';
import { type TextIndex, viewIndex } from '../identify/text-index.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { UsageError } from '../model/usage-error.ts';
import { lazy } from '../syntax/lazy.ts';
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
  return loaded(file, viewIndex, 'npm run index');
}

/**
 * Loads the texts whose license is settled.
 * @throws UsageError that says what is wrong with the file and what to do
 */
export function loadSettled(file: URL | string = SETTLED): Settled {
  return loaded(file, viewSettled, 'npm run index:settled');
}

/** What is known of license texts, each file of it read when it is first needed. */
export function knownTexts(): KnownTexts {
  return { settled: lazy(() => loadSettled()), index: lazy(() => loadTextIndex()) };
}

/** `dist/` and `rules/` lie side by side. */
const INDEX = new URL('../rules/index/licenses.bin', import.meta.url);
const SETTLED = new URL('../rules/index/settled.bin', import.meta.url);

/** @param command makes the file anew */
function loaded<T>(file: URL | string, view: (bytes: Uint8Array) => T, command: string): T {
  try {
    return view(readFileSync(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `the index of license texts cannot be used: ${reason}; reinstall fineprint, or run "${command}"`,
    );
  }
}

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
