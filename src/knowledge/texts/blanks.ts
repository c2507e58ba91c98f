import { isOperativeWord } from '../../identify/residue-words.ts';
import type { Blank, TemplateText } from './spdx-xml.ts';

/** What of a text may differ from copy to copy, where its publisher does not say so. */

/** What a Business Source License begins with once its blanks are filled in. */
const BUSINESS_TERMS = /Terms\s+The Licensor hereby grants you the right to copy/;

/** A Business Source License without its parameters: every copy has its own, in its own layout. */
export function withoutParameters(source: TemplateText): TemplateText {
  const at = /^BUSL-|\bbsl-1/i.test(source.id) ? source.text.search(BUSINESS_TERMS) : -1;
  if (at < 0) return source;
  const blanks = source.blanks
    .filter(({ end }) => end > at)
    .map((blank) => ({ ...blank, start: Math.max(0, blank.start - at), end: blank.end - at }));
  return { ...source, text: source.text.slice(at), blanks };
}

/** Longest text that is also compiled without what may be left out of it. */
const MAX_USUAL = 4000;

/**
 * A text and, where it is short, the same without the words inside it that copies may leave out: most
 * copies do, and are then found by their digest.
 */
export function withUsual(source: TemplateText): TemplateText[] {
  const { text, blanks } = source;
  const inside = blanks.filter(
    ({ start, end, kind }) => kind === 'optional' && start > text.length / 4 && end - start < 60,
  );
  if (inside.length === 0 || text.length > MAX_USUAL) return [source];
  let usual = text;
  for (const { start, end } of inside.toSorted((a, b) => b.start - a.start))
    usual = usual.slice(0, start) + ' '.repeat(end - start) + usual.slice(end);
  return [
    source,
    { ...source, text: usual, blanks: blanks.filter((one) => !inside.includes(one)) },
  ];
}

/** The lines above the first sentence of a plain text are its title. */
export function titleOf({ text, blanks }: TemplateText): Blank[] {
  if (blanks.length > 0) return [];
  let end = 0;
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n/g)) {
    const words = line.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    if (words.length > 9 || /[.;:,]\s*$/.test(line) || index > 400) break;
    if (words.some((word) => isOperativeWord(word.toLowerCase()))) break;
    end = index + line.length;
  }
  return end > 0 && end < text.length / 2 ? [{ start: 0, end, kind: 'optional' }] : [];
}

/** Blanks written into a text, and the address of a foundation that has moved. */
const PLACEHOLDER =
  /<[a-z][^<>\n]{0,60}>|\[(?:name|year|yyyy|owner|full ?name|organi[sz]ation|project|date|copyright (?:holder|owner))[^\]\n]{0,60}\]|\{[a-z][^{}\n]{0,60}\}|(?:675 Mass Ave|59 Temple Place|51 Franklin St|31 Milk St)[\s\S]{0,60}?(?:0\d{4}(?:-\d{4})?)(?:,?\s+USA)?|(?:portions )?copyright(?:\s|copyright|\(c\)|©|\[)*(?:(?:19|20)\d\d|yyyy)[^\n.;]{0,90}(?:\.\s*all rights reserved)?/gi;

export function placeholdersOf({ text }: TemplateText): Blank[] {
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    kind: 'variable',
  }));
}

/** Words of a steward around its license that say of themselves, or plainly are, no part of it. */
const FRAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/^BUSL-/, /MariaDB\s+hereby\s+grants\s+you\s+permission\s+to\s+use\s+this\s+License[\s\S]*$/],
  [
    /^CC/,
    /(?:Creative Commons Notice\s+)?Creative Commons (?:is not a party to|may be contacted at)[\s\S]*$/i,
  ],
  [
    /^CC/,
    /^[\s\S]{0,200}?Creative Commons (?:Corporation )?(?:\("Creative Commons"\) )?is not a law firm[\s\S]{0,900}?(?=Using Creative Commons|Statement of Purpose|THE WORK \(AS DEFINED|License\s+THE WORK)/i,
  ],
  [
    /^CC/,
    /^[\s\S]*?(?=Creative Commons Attribution[^\n]{0,60}\s+(?:International )?Public License\s+By exercising)/i,
  ],
  [
    /^[AL]?GPL|^GFDL/,
    /^[\s\S]{0,300}?Everyone is permitted to copy\s+and distribute verbatim copies\s+of this license document, but changing it is not allowed\./i,
  ],
];

export function frameOf({ id, text }: TemplateText): Blank[] {
  return FRAMES.filter(([ids]) => ids.test(id)).flatMap(([, words]) => {
    const found = words.exec(text);
    if (!found || found[0].length > text.length / 2) return [];
    return [{ start: found.index, end: found.index + found[0].length, kind: 'optional' as const }];
  });
}
