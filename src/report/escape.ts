/**
 * Text of others, made safe for where it is printed. A scanned name may hold bytes that move a
 * terminal's cursor, reverse the reading order or open an HTML tag; none of them may reach a reader.
 */

// Controls (C0, DEL, C1), invisible format characters (bidi overrides and isolates, zero-width,
// tags), line and paragraph separators, lone surrogates.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function escapeSequence(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 6)}}`;
}

/**
 * Makes characters visible that act on a terminal or a reader's eye without being seen.
 * @example visible('a\u001b[2Jb') // 'a\\x1b[2Jb'
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeSequence);
}

/** As `visible`, for sentences: white space of any sort, line breaks too, becomes one space. */
export function prose(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML content and quoted attribute values. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? '');
}

/** Text for one line or table cell of Markdown: nothing in it is markup, HTML or a table edge. */
export function escapeMarkdown(text: string): string {
  return prose(text)
    .replace(/[\\`*_[\]|~#!]/g, '\\$&')
    .replace(/[&<>]/g, (character) => HTML_ENTITIES[character] ?? '');
}

/**
 * A JSON text in pure visible characters: what `visible` would show becomes `\u` escapes, which
 * parse back to the same value. Only valid on the output of JSON.stringify.
 */
export function escapeJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${hex(character.charCodeAt(i), 4)}`,
    ).join(''),
  );
}
