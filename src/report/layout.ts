/** Lines for a terminal: width, wrapping with hanging indents, and color that carries no meaning. */

import type { ReporterOptions } from '../model/reporter.ts';

/** How a piece of text is set off. Never the only carrier of what it says. */
export type Style = 'plain' | 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Where lines go: how wide, and whether it shows color. */
export interface Page {
  readonly width: number;
  readonly color: boolean;
}

/** One entry: a label in its own column, then text that wraps under itself. */
export interface Row {
  readonly indent: number;
  /** Printed before the text and padded to `labelWidth` columns. */
  readonly label?: string;
  readonly labelWidth?: number;
  readonly text: string;
  readonly style?: Style;
}

// Narrower, labels leave no room for words; wider, lines are too long to read.
const NARROWEST = 40;
const WIDEST = 120;

/** SGR parameters: the sequence that turns a style on, and the one that turns it off again. */
const SGR: Readonly<Record<Exclude<Style, 'plain'>, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
};

/** A page of so many columns, within what can be read. */
export function pageOf(options: Pick<ReporterOptions, 'width' | 'color'>): Page {
  const width = Number.isFinite(options.width) ? Math.floor(options.width) : 80;
  return { width: Math.min(WIDEST, Math.max(NARROWEST, width)), color: options.color };
}

/** A text in a style, where the page shows color. */
export function paint(page: Page, style: Style, text: string): string {
  if (!page.color || style === 'plain' || text === '') return text;
  const [on, off] = SGR[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

// Hangul, CJK, kana, full-width forms and emoji take two columns (Unicode UAX #11: W and F).
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns a text takes: combining marks none, East Asian wide characters two. */
export function columns(text: string): number {
  let total = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    total += WIDE.test(character) ? 2 : 1;
  }
  return total;
}

/** A path, id or name that is not to be broken at its spaces. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** The words of a text; unbroken pieces stay whole unless they are too long for any line. */
function wordsOf(text: string, width: number): readonly string[] {
  return text
    .split(' ')
    .flatMap((word) => (columns(word) > width ? word.split('\u00a0') : [word]))
    .filter((word) => word !== '');
}

/** Breaks text at spaces into lines of at most `width` columns; a longer word gets its own line. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of wordsOf(text, width)) {
    const size = columns(word);
    if (line !== '' && used + 1 + size > width) {
      lines.push(line);
      line = word;
      used = size;
    } else {
      used += line === '' ? size : size + 1;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((wrapped) => wrapped.replaceAll('\u00a0', ' ').trimEnd());
}

/** The lines of one row. */
export function row(page: Page, content: Row): readonly string[] {
  const { indent, label = '', labelWidth = columns(label), text, style = 'plain' } = content;
  const hang = indent + labelWidth;
  return wrap(text, page.width - hang).map((line, i) => {
    const front = i === 0 ? paint(page, 'dim', label) : '';
    const gap = ' '.repeat(hang - indent - (i === 0 ? columns(label) : 0));
    return `${' '.repeat(indent)}${front}${gap}${paint(page, style, line)}`.trimEnd();
  });
}

/** A line that is meant to be copied, so it is not broken however long it is. */
export function verbatim(indent: number, line: string): string {
  return `${' '.repeat(indent)}${line}`;
}

/** A section: its heading, then its blocks, with an empty line after each. */
export function section(
  page: Page,
  heading: string,
  blocks: readonly (readonly string[])[],
): readonly string[] {
  if (blocks.length === 0) return [];
  const title = row(page, { indent: 0, text: heading, style: 'bold' });
  return [...title, '', ...blocks.flatMap((block) => [...block, ''])];
}
