import { ANCHOR, anchorHash, anchorSteps, windowOf } from '../../identify/anchors.ts';
import { canonicalize } from '../../identify/canonical.ts';
import { isOperativeWord } from '../../identify/residue-words.ts';
import {
  CHOICE,
  digestStep,
  type IndexedLicense,
  type IndexParts,
  SLOT,
} from '../../identify/text-index.ts';
import { MARK, tokenize } from '../../identify/tokens.ts';
import { type Vocabulary, vocabularyOf, wordTableOf } from '../../identify/vocabulary.ts';
import { frameOf, placeholdersOf, titleOf, withoutParameters, withUsual } from './blanks.ts';
import { wordingsOf } from './choices.ts';
import { collectWords } from './collect-words.ts';
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
  const vocabulary = vocabularyOf(wordTableOf(hashes, ids), flags);
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
  const text = wording
    .join(' ')
    .replace(/^(neither (?:the )?names?) of \* nor/, '$1 nor')
    .replace(/\bnames of (?!\*)(\S+) contributors\b/g, (all, whose: string) =>
      isOperativeWord(whose) ? all : 'names of contributors',
    );
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
  return anchorSteps(places, offsets.at(-1) ?? 0);
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
