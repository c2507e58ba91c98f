/**
 * Reads a license of SPDX's license-list-XML: its text with the parts that copies may leave out or
 * change. The format: https://github.com/spdx/license-list-XML/blob/main/DOCS/xml-fields.md.
 */

import type { IndexedLicense } from '../../identify/text-index.ts';

/** A part of a text that may differ. Offsets into the text, end exclusive. */
export interface Blank {
  readonly start: number;
  readonly end: number;
  /** `optional` may be left out · `variable` any few words · `choice` one of several wordings. */
  readonly kind: 'optional' | 'variable' | 'choice';
  /** For `choice`: SPDX's pattern, a regular expression over words. */
  readonly pattern?: string;
}

/** A text with its blanks. */
export interface TemplateText {
  readonly id: string;
  readonly kind: IndexedLicense['kind'];
  readonly text: string;
  readonly blanks: readonly Blank[];
}

/** What a file holds: the text, the notice that puts a work under it, and facts. */
export interface SpdxEntry {
  readonly id: string;
  readonly name: string;
  readonly obsolete: boolean;
  readonly urls: readonly string[];
  readonly templates: readonly TemplateText[];
}

const NODE = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:]+)([^<>]*?)(\/?)>|([^<]+)/g;

/** Elements that begin a line of their own. */
const BLOCKS = new Set(['p', 'item', 'list', 'br', 'titleText', 'copyrightText', 'optional']);

/** @returns undefined for a file that is no license or exception. */
export function readSpdxXml(xml: string): SpdxEntry | undefined {
  const head = /<(license|exception)\s([^>]*)>/.exec(xml);
  const id = head ? attribute(head[2] ?? '', 'licenseId') : undefined;
  if (!head || !id) return undefined;
  const kind = head[1] === 'exception' ? 'exception' : 'license';
  const main = /<text>([\s\S]*)<\/text>/.exec(xml)?.[1] ?? '';
  const header = /<standardLicenseHeader>([\s\S]*?)<\/standardLicenseHeader>/.exec(xml)?.[1];
  return {
    id,
    name: decode(attribute(head[2] ?? '', 'name') ?? id),
    obsolete: /deprecatedVersion=|<obsoletedBy/.test(xml),
    urls: [...xml.matchAll(/<crossRef[^>]*>\s*([^<\s]+)\s*<\/crossRef>/g)].map(([, url]) =>
      decode(url ?? ''),
    ),
    templates: [
      { id, kind, ...readText(main) },
      ...(header ? [{ id, kind: 'notice' as const, ...readText(header) }] : []),
    ],
  };
}

interface Open {
  readonly name: string;
  readonly start: number;
  readonly pattern?: string;
}

function readText(xml: string): { text: string; blanks: Blank[] } {
  let text = '';
  const blanks: Blank[] = [];
  const stack: Open[] = [];
  let bullets = 0;
  for (const [, cdata, closing, name = '', attributes = '', selfClosing, plain] of xml.matchAll(
    NODE,
  )) {
    if (plain !== undefined || cdata !== undefined) {
      if (bullets === 0) text += cdata ?? decode(plain ?? '').replace(/\s+/g, ' ');
      continue;
    }
    if (name === '') continue;
    if (name === 'bullet') bullets += selfClosing ? 0 : closing ? -1 : 1;
    if (BLOCKS.has(name) && !(name === 'optional' && !/\n\s*$/.test(text))) text += '\n\n';
    if (closing) {
      const open = stack.findLastIndex((one) => one.name === name);
      const [found] = open < 0 ? [] : stack.splice(open);
      if (found) blanks.push(...blanksOf(found, text.length));
    } else {
      const pattern = attribute(attributes, 'match');
      const open: Open = {
        name,
        start: text.length,
        ...(pattern === undefined ? {} : { pattern: decode(pattern) }),
      };
      if (selfClosing) blanks.push(...blanksOf(open, text.length));
      else stack.push(open);
    }
  }
  return { text, blanks };
}

function blanksOf({ name, start, pattern }: Open, end: number): Blank[] {
  if (name === 'optional' || name === 'titleText' || name === 'copyrightText')
    return [{ start, end, kind: 'optional' }];
  if (name !== 'alt') return [];
  if (pattern === undefined || /^\(?\.(?:[*+]|\{\d+,\d+\})\)?\??$/.test(pattern))
    return [{ start, end, kind: 'variable' }];
  return [{ start, end, kind: 'choice', pattern }];
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&amp;', '&');
}
