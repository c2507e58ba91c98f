import { escapeMarkdown } from '../src/report/escape.ts';

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What stands between backticks, and addresses without the punctuation that follows them. */
const VERBATIM = /(`[^`]+`|https?:\/\/[^\s<>"“”|`]*[^\s<>"“”|`.,;:!?)\]])/;

/** Sentences of `rules/` as Markdown: code in backticks and addresses as such, the rest plain text. */
export function plain(text: string): string {
  return text
    .split(VERBATIM)
    .map((part, index) => {
      if (index % 2 === 0) return escapedPart(part);
      return part.startsWith('`') ? part : `<${part}>`;
    })
    .join('');
}

// Escaping trims, and the space beside a piece of code must stay.
function escapedPart(part: string): string {
  const [before = ''] = part.match(/^\s+/) ?? [];
  const [after = ''] = part.trim() === '' ? [] : (part.match(/\s+$/) ?? []);
  return `${before && ' '}${escapeMarkdown(part)}${after && ' '}`;
}

/** A link that leaves the page; an address that is none stays text. */
export function webLink(label: string, url: string): string {
  return /^https?:\/\/[^\s<>]+$/.test(url) ? `[${plain(label)}](<${url}>)` : plain(url);
}

/** The kinds of things a page about `rules/` points at. */
type Target = 'family' | 'term' | 'question' | 'rule' | 'duty' | 'license' | 'grant' | 'exception';

/** `license-busl-1.1`: ids of different kinds may be the same word; what ids of our own begin with says little. */
function anchorOf(kind: Target, id: string): string {
  const name = id.replace(/^LicenseRef-(?:scancode-)?/, '').toLowerCase();
  return `${kind}-${name.replaceAll(/[^a-z0-9.-]+/g, '-')}`;
}

/** The place that links point at, before the words that stand there. */
export function anchored(kind: Target, id: string, label = id): string {
  return `<a id="${anchorOf(kind, id)}"></a>${plain(label)}`;
}

export function linked(kind: Target, id: string, label = id): string {
  return `[${plain(label)}](#${anchorOf(kind, id)})`;
}
