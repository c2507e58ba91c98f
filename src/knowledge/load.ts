import { readFileSync } from 'node:fs';
import type { Knowledge } from '../model/knowledge.ts';
import { type Packed, unpack } from './packed.ts';

/** Digests of normalized license texts → license ids. */
type TextDigests = Readonly<Record<string, readonly string[]>>;

/**
 * Loads the knowledge compiled at build time. It is our own file: its shape is not checked again.
 * @throws Error that says how to build it when it is missing or damaged.
 */
export function loadKnowledge(): Knowledge {
  return unpack(load<Packed>('knowledge.json'));
}

/** Loads the digests of known license texts. */
export function loadTextIndex(): TextDigests {
  return load<TextDigests>('texts.json');
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
