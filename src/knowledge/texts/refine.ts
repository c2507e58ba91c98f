import { canonicalize } from '../../identify/canonical.ts';
import { findWhole } from '../../identify/exact.ts';
import { search } from '../../identify/search.ts';
import type { IndexedLicense, TextIndex } from '../../identify/text-index.ts';
import { tokenize } from '../../identify/tokens.ts';
import type { TemplateText } from './spdx-xml.ts';

/** What an index makes of a text that went into it, or of another copy of one. */
export interface Recognized {
  readonly text: TemplateText;
  /** The license it is word for word, where there is one. */
  readonly as?: IndexedLicense;
  /** Its digest is known too. */
  readonly exact?: boolean;
}

/** What an index makes of texts. */
export function recognizedBy(index: TextIndex, texts: readonly TemplateText[]): Recognized[] {
  return texts.map((text) => {
    return { text, ...wholeLicense(index, text.text) };
  });
}

function wholeLicense(index: TextIndex, text: string): Omit<Recognized, 'text'> {
  const tokens = tokenize(text);
  const words = canonicalize(tokens, text, index.vocabulary);
  const whole = findWhole(words, index);
  const [only, ...more] = whole ? [whole] : search({ text, tokens, words, index });
  if (!only || more.length > 0 || only.comparison.changed > 0) return {};
  // What stands around it would be part of another license.
  if (only.start > MAX_TITLE || only.end !== words.count) return {};
  const as = index.licenses[index.owners[only.template] ?? 0];
  return as ? { as, exact: whole !== undefined } : {};
}

/** Words of a title. */
const MAX_TITLE = 12;

/** True if a license goes by an id. */
export function isCalled(license: IndexedLicense | undefined, id: string): boolean {
  return license !== undefined && (license.id === id || (license.aliases ?? []).includes(id));
}

/** Longest text that may be a piece of others. */
const MAX_FRAGMENT = 260;

/**
 * Marks texts outside SPDX's list whose words all stand inside a text of another license: such a
 * disclaimer or permission tells nothing of the license around it.
 */
export function withFragments(index: TextIndex, texts: readonly TemplateText[]): TemplateText[] {
  const { offsets, owners, licenses, stream } = index;
  const bodies = Array.from({ length: offsets.length - 1 }, (_, template) => ({
    id: licenses[owners[template] ?? 0]?.id ?? '',
    words: `,${stream.subarray(offsets[template], offsets[template + 1]).join()},`,
    length: (offsets[template + 1] ?? 0) - (offsets[template] ?? 0),
  }));
  // Words of a text hold those of another only where both have its first ones.
  const byHead = new Map<string, { id: string; words: string }[]>();
  for (const { id, words, length } of bodies) {
    if (!id.startsWith('LicenseRef-') || length > MAX_FRAGMENT) continue;
    const head = headOf(words, 1);
    byHead.set(head, [...(byHead.get(head) ?? []), { id, words }]);
  }
  const fragments = new Set<string>();
  for (const { id, words } of bodies) {
    for (
      let at = words.indexOf(',');
      at >= 0 && at < words.length - 1;
      at = words.indexOf(',', at + 1)
    ) {
      for (const piece of byHead.get(headOf(words, at + 1)) ?? []) {
        const isPiece = piece.id !== id && piece.words.length < words.length;
        if (isPiece && words.startsWith(piece.words, at)) fragments.add(piece.id);
      }
    }
  }
  return texts.map((text) => (fragments.has(text.id) ? { ...text, kind: 'fragment' } : text));
}

/** The first six words of a list from a place on. */
function headOf(words: string, from: number): string {
  let end = from;
  for (let count = 0; count < 6 && end > 0; count++) end = words.indexOf(',', end) + 1;
  return words.slice(from, end || undefined);
}
