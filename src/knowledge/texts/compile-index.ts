import { canonicalize } from '../../identify/canonical.ts';

import { isForeignTerm } from '../../identify/residue-languages.ts';
import { isOperativeWord } from '../../identify/residue-words.ts';
import {
  ANCHOR,
  anchorHash,
  CHOICE,
  digestStep,
  type IndexedLicense,
  type IndexParts,
  SLOT,
  type Vocabulary,
  vocabularyOf,
  WORD,
  windowOf,
} from '../../identify/text-index.ts';
import { hashWord, MARK, tokenize } from '../../identify/tokens.ts';
import { CONJUNCTIONS, FILLERS, OBJECTS, SPELLINGS } from '../../identify/words.ts';
import { wordingsOf } from './choices.ts';
import type { Blank, TemplateText } from './spdx-xml.ts';

/** What became of the texts, for the person who builds the index. */
export interface CompiledIndex {
  readonly parts: Omit<IndexParts, 'references'>;
  readonly templates: number;
  readonly words: number;
  /** Texts too short to be told from chance. */
  readonly skipped: readonly string[];
}

/** Fewer words than this are a reference, not a text. */
const MIN_WORDS = 4;

const MIN_PART = 12;

/** A template in words of the index. */
interface Template {
  readonly owner: IndexedLicense;
  readonly words: Uint16Array;
  readonly slots: readonly Slot[];
}

interface Slot {
  readonly start: number;
  readonly end: number;
  readonly kind: number;
  readonly wordings: readonly (readonly number[])[];
}

export interface IndexOptions {
  /** Ids of licenses that have no text of their own, and the id whose words they have. */
  readonly aliases?: readonly { readonly id: string; readonly as: string }[];
  /** Names of licenses by id, for those whose titles are to be known. */
  readonly titles?: ReadonlyMap<string, readonly string[]>;
  /** True for ids whose terms are stated. */
  readonly isKnown?: (id: string) => boolean;
}

/**
 * Compiles license texts into an index.
 * @param texts the more usual a text the earlier: where many share their words, the first are tried first
 */
export function compileIndex(
  texts: readonly TemplateText[],
  { aliases = [], titles = new Map(), isKnown = () => false }: IndexOptions = {},
): CompiledIndex {
  const { hashes, ids, flags } = collectWords(texts);
  const vocabulary = vocabularyOf(hashes, ids, flags);
  const skipped: string[] = [];
  const byBody = new Map<string, { template: Template; ids: Set<string> }>();
  for (const text of texts.map(withoutParameters).flatMap(withUsual)) {
    const template = compileTemplate(text, vocabulary);
    if (template.words.length < MIN_WORDS) {
      skipped.push(text.id);
      continue;
    }
    const key = Buffer.from(template.words.buffer).toString('latin1');
    const same = byBody.get(key);
    if (same) same.ids.add(text.id);
    else byBody.set(key, { template, ids: new Set([text.id]) });
  }
  const templates = [...byBody.values()].map(({ template, ids: names }) => ({
    ...template,
    owner: withAliases(
      template.owner,
      [...names, ...aliases.filter(({ as }) => as === template.owner.id).map(({ id }) => id)],
      isKnown,
    ),
  }));
  const licenses = new Map<string, { number: number; license: IndexedLicense }>();
  const owners = templates.map(({ owner }) => {
    const key = JSON.stringify(owner);
    const known = licenses.get(key) ?? { number: licenses.size, license: owner };
    licenses.set(key, known);
    return known.number;
  });
  const offsets = offsetsOf(templates);
  const stream = new Uint16Array((offsets.at(-1) ?? 0) + ANCHOR);
  templates.forEach(({ words }, number) => {
    stream.set(words, offsets[number]);
  });
  const parts: CompiledIndex['parts'] = {
    hashes,
    ids,
    flags,
    stream,
    offsets,
    owners: Uint16Array.from(owners),
    bodies: bodiesOf(templates, offsets, stream),
    ...slotsOf(templates, offsets),
    anchors: anchorsOf(templates, offsets),
    titles: titlesOf(
      titles,
      [...licenses.values()].map(({ license }) => license),
      vocabulary,
    ),
    names: { licenses: [...licenses.values()].map(({ license }) => license) },
  };
  return { parts, templates: templates.length, words: offsets.at(-1) ?? 0, skipped };
}

/**
 * Of several ids for one text SPDX's is the one to print, then one whose terms we state. The text
 * alone says "only": that later versions may be chosen is said by a notice.
 */
function withAliases(
  owner: IndexedLicense,
  names: readonly string[],
  isKnown: (id: string) => boolean,
): IndexedLicense {
  const rank = (id: string) =>
    id.startsWith('LicenseRef-') ? (isKnown(id) ? 2 : 3) : id.endsWith('-or-later') ? 1 : 0;
  const all = [...new Set([owner.id, ...names])];
  const id = all.reduce((best, one) => (rank(one) < rank(best) ? one : best));
  const aliases = all.filter((name) => name !== id);
  return { id, kind: owner.kind, ...(aliases.length > 0 ? { aliases } : {}) };
}

function offsetsOf(templates: readonly Template[]): Int32Array {
  const offsets = new Int32Array(templates.length + 1);
  templates.forEach(({ words }, number) => {
    offsets[number + 1] = (offsets[number] ?? 0) + words.length;
  });
  return offsets;
}

/** Every word of all texts, the frequent ones first, so that their ids are small and pack well. */
function collectWords(
  texts: readonly TemplateText[],
): Pick<IndexParts, 'hashes' | 'ids' | 'flags'> {
  const words = new Map<number, { word: string; count: number }>();
  const add = (hash: number, word: string, count: number) => {
    const known = words.get(hash);
    if (!known) words.set(hash, { word, count });
    else if (known.word !== word && isPlain(known.word) && isPlain(word))
      throw new Error(`"${known.word}" and "${word}" have one hash: change the hash of words`);
    else known.count += count;
  };
  const main = new Map(SPELLINGS.flatMap(([first, ...rest]) => rest.map((one) => [one, first])));
  const addAll = (text: string) => {
    const { count, hashes, starts, ends } = tokenize(text);
    for (let at = 0; at < count; at++) {
      const word = text.slice(starts[at], ends[at]).toLowerCase();
      const same = main.get(word);
      if (same === undefined) add(hashes[at] ?? 0, word, 1);
      else add(hashWord(same), same, 1);
    }
  };
  for (const { text, blanks } of texts) {
    addAll(text);
    // Words that a copy may have in place of others need not stand in any text.
    for (const { pattern } of blanks) {
      const wordings = pattern === undefined ? undefined : wordingsOf(pattern);
      for (const wording of wordings ?? []) addAll(wording.join(' '));
    }
  }
  const sorted = [...words].sort(
    ([a, one], [b, other]) => other.count - one.count || (one.word < other.word ? -1 : a - b),
  );
  if (sorted.length >= CHOICE.done) throw new Error('more words than ids');
  const hashes = sorted.map(([hash]) => hash);
  const ids = sorted.map((_, number) => number + 1);
  const idOf = new Map(sorted.map(([, { word }], number) => [word, number + 1]));
  for (const [other, first] of main) {
    const id = idOf.get(first);
    if (id === undefined) continue;
    hashes.push(hashWord(other));
    ids.push(id);
  }
  const flags = [0, ...sorted.map(([, { word }]) => flagsOf(word))];
  return {
    hashes: Int32Array.from(hashes),
    ids: Uint16Array.from(ids),
    flags: Uint8Array.from(flags),
  };
}

function isPlain(word: string): boolean {
  return /^[a-z0-9$%]+$/.test(word);
}

const TRIGGERS = ['neither', 'event', 'provided', 'as'];

function flagsOf(word: string): number {
  return (
    (isOperativeWord(word) || isForeignTerm(word) ? WORD.operative : 0) |
    (FILLERS.includes(word) ? WORD.filler : 0) |
    (OBJECTS.includes(word) ? WORD.object : 0) |
    (TRIGGERS.includes(word) ? WORD.trigger : 0) |
    (CONJUNCTIONS.includes(word) ? WORD.conjunction : 0)
  );
}

/** What a Business Source License begins with once its blanks are filled in. */
const BUSINESS_TERMS = /Terms\s+The Licensor hereby grants you the right to copy/;

/** A Business Source License without its parameters: every copy has its own, in its own layout. */
function withoutParameters(source: TemplateText): TemplateText {
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
function withUsual(source: TemplateText): TemplateText[] {
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

function compileTemplate(source: TemplateText, vocabulary: Vocabulary): Template {
  const { text } = source;
  const tokens = tokenize(text);
  const { count, at, ...shared } = canonicalize(tokens, text, vocabulary);
  // The arrays are shared, and wordings are put into words below.
  const words = shared.ids.slice(0, count);
  const marks = shared.marks.slice(0, count);
  const places = Array.from({ length: count }, (_, word) => tokens.starts[at[word] ?? 0] ?? 0);
  const wordAt = (offset: number) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const slots: Slot[] = [];
  for (const blank of [
    ...source.blanks,
    ...titleOf(source),
    ...placeholdersOf(source),
    ...frameOf(source),
  ]) {
    const [start, end] = [wordAt(blank.start), wordAt(blank.end)];
    if (start === end && blank.kind === 'optional') continue;
    slots.push({ start, end, ...kindOf(blank, vocabulary) });
  }
  for (let word = 0; word < count; word++) {
    if (((marks[word] ?? 0) & MARK.enumerator) !== 0)
      slots.push({ start: word, end: word + 1, kind: SLOT.optional, wordings: [] });
  }
  slots.sort((a, b) => a.start - b.start || b.end - a.end);
  return { owner: { id: source.id, kind: source.kind }, words, slots };
}

function kindOf(blank: Blank, vocabulary: Vocabulary): Pick<Slot, 'kind' | 'wordings'> {
  if (blank.kind === 'optional') return { kind: SLOT.optional, wordings: [] };
  const wordings = blank.pattern === undefined ? undefined : wordingsOf(blank.pattern);
  if (!wordings) return { kind: SLOT.variable, wordings: [] };
  return {
    kind: SLOT.choice,
    wordings: wordings.map((wording) => wordIdsOf(wording, vocabulary)),
  };
}

/** A wording in words of the index, in the form `canonicalize` gives: names are left out. */
function wordIdsOf(wording: readonly string[], vocabulary: Vocabulary): number[] {
  const text = wording.join(' ').replace(/^(neither (?:the )?names?) of \* nor/, '$1 nor');
  const result: number[] = [];
  for (const word of text.split(' ')) {
    if (word === '*') result.push(CHOICE.wild);
    else if (word !== '') {
      const tokens = tokenize(word);
      const { count, ids } = canonicalize(tokens, word, vocabulary);
      result.push(...(count > 0 ? ids.slice(0, count) : [0]));
    }
  }
  return result;
}

/** The lines above the first sentence of a plain text are its title. */
function titleOf({ text, blanks }: TemplateText): Blank[] {
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

function placeholdersOf({ text }: TemplateText): Blank[] {
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

function frameOf({ id, text }: TemplateText): Blank[] {
  return FRAMES.filter(([ids]) => ids.test(id)).flatMap(([, words]) => {
    const found = words.exec(text);
    if (!found || found[0].length > text.length / 2) return [];
    return [{ start: found.index, end: found.index + found[0].length, kind: 'optional' as const }];
  });
}

/** The ways a license is put above its text, in words of the index. */
function titlesOf(
  names: ReadonlyMap<string, readonly string[]>,
  licenses: readonly IndexedLicense[],
  vocabulary: Vocabulary,
): Uint16Array {
  const result: number[] = [];
  licenses.forEach(({ id, kind }, number) => {
    const own = kind === 'license' ? names.get(id) : undefined;
    if (!own) return;
    const forms = new Set(
      ['license', id, `license ${id}`, ...own].flatMap((name) => [
        name,
        `the ${name}`,
        `${name} ${id}`,
        `the ${name} ${id}`,
        `license ${name}`,
      ]),
    );
    const known = new Set<string>();
    for (const form of forms) {
      const { count, ids } = canonicalize(tokenize(form), form, vocabulary);
      const words = ids.slice(0, count);
      if (count === 0 || words.includes(0) || known.has(words.join())) continue;
      known.add(words.join());
      result.push(number, count, ...words);
    }
  });
  return Uint16Array.from(result);
}

/** Digests of each text, whole, without its title, without its appendix, and without both. */
function bodiesOf(
  templates: readonly Template[],
  offsets: Int32Array,
  stream: Uint16Array,
): Int32Array {
  const bodies: number[] = [];
  templates.forEach(({ words, slots }, number) => {
    const base = offsets[number] ?? 0;
    const starts = new Set([0]);
    const ends = new Set([words.length]);
    const optional = slots.filter(({ kind }) => kind === SLOT.optional);
    for (const { start, end } of optional) if (starts.has(start)) starts.add(end);
    for (const { start, end } of optional.toReversed()) if (ends.has(end)) ends.add(start);
    for (const end of ends) {
      for (const start of starts) {
        // A part of a text must be more than a phrase.
        if (end - start < words.length && end - start < MIN_PART) continue;
        let digest = 0;
        for (let at = end - 1; at >= start; at--)
          digest = digestStep(digest, stream[base + at] ?? 0);
        bodies.push(digest, base + start, base + end, number);
      }
    }
  });
  return Int32Array.from(bodies);
}

function slotsOf(
  templates: readonly Template[],
  offsets: Int32Array,
): Pick<IndexParts, 'slots' | 'choices'> {
  const slots: number[] = [];
  const choices: number[] = [];
  templates.forEach(({ slots: own }, number) => {
    const base = offsets[number] ?? 0;
    for (const { start, end, kind, wordings } of own) {
      slots.push(base + start, base + end, kind, kind === SLOT.choice ? choices.length : -1);
      for (const wording of wordings) choices.push(...wording, CHOICE.end);
      if (kind === SLOT.choice) choices.push(CHOICE.done);
    }
  });
  return { slots: Int32Array.from(slots), choices: Uint16Array.from(choices) };
}

/** More templates than this share the words of an anchor: the later ones are found by others. */
const MAX_SHARED = 40;

/**
 * Chooses the places by which a text finds its template: in every window of words the five words
 * with the least hash, so that a shared run of words has a shared anchor.
 */
function anchorsOf(templates: readonly Template[], offsets: Int32Array): Uint8Array {
  const shared = new Map<string, number>();
  const places: number[] = [];
  templates.forEach(({ words }, number) => {
    for (const place of chosen(words)) {
      const gram = words.subarray(place, place + ANCHOR).join();
      const times = (shared.get(gram) ?? 0) + 1;
      shared.set(gram, times);
      if (times <= MAX_SHARED) places.push((offsets[number] ?? 0) + place);
    }
  });
  const steps: number[] = [];
  let last = 0;
  for (const place of places.sort((a, b) => a - b)) {
    let step = place - last;
    for (; step >= 255; step -= 255) steps.push(255);
    steps.push(step);
    last = place;
  }
  return Uint8Array.from(steps);
}

function chosen(words: Uint16Array): Set<number> {
  const last = words.length - ANCHOR;
  const ranks = Array.from({ length: Math.max(0, last + 1) }, (_, at) =>
    words.subarray(at, at + ANCHOR).includes(0)
      ? Number.POSITIVE_INFINITY
      : Math.imul(anchorHash(words, at), 0x2c1b3c6d) >>> 0,
  );
  const window = windowOf(words.length);
  const places = new Set<number>();
  for (let from = 0; from === 0 || from + window <= ranks.length; from++) {
    let best = -1;
    for (let at = from; at < Math.min(from + window, ranks.length); at++) {
      if (best < 0 || (ranks[at] ?? 0) < (ranks[best] ?? 0)) best = at;
    }
    if (best >= 0 && ranks[best] !== Number.POSITIVE_INFINITY) places.add(best);
  }
  return places;
}
