import { lineIndex } from './lines.ts';
import type { Parsed } from './parsed.ts';

/** A JSON object as it comes from outside: nothing is known of its members. */
export type JsonObject = { readonly [key: string]: unknown };

/** True for objects that are neither null nor arrays. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a string, else undefined. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value if it is an object, else an empty one. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value if it is an array, else an empty one. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Own entries of a foreign object, never inherited ones, so that a key `__proto__` is data.
 * Members that are not there give an empty list.
 */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Parses strict JSON; the message of a failure has the position in words, the line as a number. */
export function parseJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const at = position === undefined ? text.length : Number(position);
    // V8 quotes the source in its message; keep the reason, drop the quotation.
    const reason = message
      .replace(/, "?[\s\S]*is not valid JSON$/, '')
      .replace(/ in JSON at position[\s\S]*$/, '');
    return { ok: false, message: reason, line: lineIndex(text)(at) };
  }
}

/** Parses JSON with comments and trailing commas (bun.lock, tsconfig). */
export function parseJsonc(text: string): Parsed<unknown> {
  let plain: string;
  try {
    plain = stripJsonc(text);
  } catch {
    return { ok: false, message: 'too large to take its comments out' };
  }
  return parseJson(plain);
}

// Comments and trailing commas become spaces, so that positions stay those of the file.
function stripJsonc(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (token) =>
      token.startsWith('"') ? token : token.replace(/[^\n]/g, ' '),
    )
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (token) => (token === ',' ? ' ' : token));
}
