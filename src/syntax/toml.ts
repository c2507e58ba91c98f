import { isObject, type JsonObject } from './json.ts';
import { lazy } from './lazy.ts';
import type { Parsed } from './parsed.ts';

const smolToml = lazy((require) => require('smol-toml') as typeof import('smol-toml'));

/** Parses TOML into plain data; dates become `TomlDate`, integers beyond 2^53 a failure. */
export function parseToml(text: string): Parsed<JsonObject> {
  const { parse, TomlError } = smolToml();
  try {
    const value: unknown = parse(text, { maxDepth: 200 });
    return isObject(value) ? { ok: true, value } : { ok: false, message: 'not a table' };
  } catch (error) {
    if (error instanceof TomlError) {
      const message = error.message.split('\n')[0] ?? 'invalid TOML';
      return { ok: false, message, line: error.line };
    }
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
