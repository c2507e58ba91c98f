import { type Anchors, anchorHash, anchorsOf } from './anchors.ts';
import { nameLines } from './name-table.ts';
import { type ReferenceNames, type ReferenceTables, viewTables } from './reference-tables.ts';
import { opened, type Seal, sealed } from './sealed.ts';
import { spread, type Vocabulary, vocabularyOf, wordTableOf } from './vocabulary.ts';

/**
 * The compiled index of known license texts: flat typed arrays in one file that are viewed, not
 * parsed, so that loading costs little more than the reading. It holds hashes of words, never words. Made by `npm run index`; the layout is this file's alone.
 */
export interface TextIndex {
  readonly vocabulary: Vocabulary;
  /** Word ids of all templates, one after the other. */
  readonly stream: Uint16Array;
  /** Where each template begins in `stream`; one more than there are templates. */
  readonly offsets: Int32Array;
  /** For each template: what it is a text of, as an index into `licenses`. */
  readonly owners: Uint16Array;
  /** Digests of whole bodies, open addressing over `bodyTable`: digest, start, end, template. */
  readonly bodies: Int32Array;
  readonly bodyTable: Int32Array;
  /** Bodies by their first words: the last body of each bucket, and for each body the one before. */
  readonly heads: Int32Array;
  readonly headBefore: Int32Array;
  /** For each word: 1 if a body begins with it. */
  readonly firsts: Uint8Array;
  /** Parts of templates that may differ: start, end in `stream`, kind and choices. By start. */
  readonly slots: Int32Array;
  /** Choices of slots: words of each, `CHOICE.wild` for any run, ended by `CHOICE.end`. */
  readonly choices: Uint16Array;
  readonly licenses: readonly IndexedLicense[];
  /** Titles that say which license follows: for each, the license, the number of words, the words. */
  readonly titles: Uint16Array;
  /** Where anchors are; chained when first asked for, since most texts are found by their digest. */
  readonly anchors: () => Anchors;
  readonly references: ReferenceTables;
}

/** What a template is a text of. */
export interface IndexedLicense {
  readonly id: string;
  /**
   * `license` a whole text · `notice` the words for putting a work under it · `exception` · `fragment`
   * words that stand in texts of other licenses too, and count only where they are most of a text.
   */
  readonly kind: 'license' | 'notice' | 'exception' | 'fragment';
  /** Other ids with the same text. */
  readonly aliases?: readonly string[];
}

/** Kinds of slots: may be left out · may be any few words · may be one of its choices. */
export const SLOT = { optional: 0, variable: 1, choice: 2 } as const;
export const CHOICE = { end: 0xffff, wild: 0xfffe, done: 0xfffd } as const;

const SEAL: Seal = { magic: 0x46504958, version: 6, name: 'an index of license texts' };
const SECTIONS = 20;

/** The sections of the names of licenses. */
const TABLES = { ids: 11, names: 16, urls: 17, recorded: 18 } as const;

/** The contents of an index file before it is viewed. */
export interface IndexParts {
  /** Hashes of words and, for each, its id: spellings of one word share an id. */
  readonly hashes: Int32Array;
  readonly ids: Uint16Array;
  readonly flags: Uint8Array;
  readonly stream: Uint16Array;
  readonly offsets: Int32Array;
  readonly owners: Uint16Array;
  readonly bodies: Int32Array;
  readonly slots: Int32Array;
  readonly choices: Uint16Array;
  /** Places where an anchor begins, as `anchorSteps` writes them. */
  readonly anchors: Uint8Array;
  readonly titles: Uint16Array;
  readonly names: { readonly licenses: readonly IndexedLicense[] };
  readonly references: ReferenceNames;
}

/** Packs the parts of an index into the bytes of its file. */
export function packIndex(parts: IndexParts): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text);
  const { ids, names, urls, recorded } = parts.references;
  const words = wordTableOf(parts.hashes, parts.ids);
  const { heads, headBefore } = headsOf(parts.bodies, parts.stream);
  const sections: readonly ArrayBufferView[] = [
    words.slots,
    words.ids,
    parts.flags,
    parts.stream,
    parts.offsets,
    parts.owners,
    parts.bodies,
    parts.slots,
    parts.choices,
    parts.anchors,
    encode(JSON.stringify(parts.names)),
    encode(nameLines(ids)),
    parts.titles,
    bodyTableOf(parts.bodies),
    heads,
    headBefore,
    encode(nameLines(names)),
    encode(nameLines(urls)),
    encode(nameLines(recorded)),
    firstsOf(parts.bodies, parts.stream),
  ];
  const places = new Int32Array(SECTIONS * 2);
  let at = places.byteLength;
  sections.forEach((section, number) => {
    places[number * 2] = at;
    places[number * 2 + 1] = section.byteLength;
    at += (section.byteLength + 3) & ~3;
  });
  const bytes = new Uint8Array(at);
  bytes.set(new Uint8Array(places.buffer));
  sections.forEach((section, number) => {
    bytes.set(
      new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
      places[number * 2],
    );
  });
  return sealed(bytes, SEAL);
}

/**
 * Views the bytes of an index file.
 * @throws Error in one sentence when they are not an index of this version, or were damaged
 */
export function viewIndex(file: Uint8Array): TextIndex {
  const bytes = opened(file, SEAL);
  const places = new Int32Array(bytes.buffer, bytes.byteOffset, SECTIONS * 2);
  const start = (number: number) => bytes.byteOffset + (places[number * 2] ?? 0);
  const size = (number: number) => places[number * 2 + 1] ?? 0;
  const int32 = (number: number) => new Int32Array(bytes.buffer, start(number), size(number) >> 2);
  const uint16 = (number: number) =>
    new Uint16Array(bytes.buffer, start(number), size(number) >> 1);
  const uint8 = (number: number) => new Uint8Array(bytes.buffer, start(number), size(number));
  const decode = (number: number) =>
    Buffer.from(bytes.buffer, start(number), size(number)).toString();
  const names = JSON.parse(decode(10)) as IndexParts['names'];
  let anchors: Anchors | undefined;
  const stream = uint16(3);
  const offsets = int32(4);
  return {
    vocabulary: vocabularyOf({ slots: int32(0), ids: uint16(1) }, uint8(2)),
    stream,
    offsets,
    owners: uint16(5),
    bodies: int32(6),
    bodyTable: int32(13),
    heads: int32(14),
    headBefore: int32(15),
    firsts: uint8(19),
    slots: int32(7),
    choices: uint16(8),
    licenses: names.licenses,
    titles: uint16(12),
    anchors: () => {
      anchors ??= anchorsOf(uint8(9), stream, offsets.at(-1) ?? 0);
      return anchors;
    },
    references: viewTables((table) => decode(TABLES[table])),
  };
}

function bodyTableOf(bodies: Int32Array): Int32Array {
  const count = bodies.length >> 2;
  let size = 1024;
  while (size < count * 2) size *= 2;
  const table = new Int32Array(size).fill(-1);
  for (let body = 0; body < count; body++) {
    let slot = spread(bodies[body * 4] ?? 0) & (size - 1);
    while (table[slot] !== -1) slot = (slot + 1) & (size - 1);
    table[slot] = body;
  }
  return table;
}

/** Buckets of first words; there are some thousand bodies. */
export const HEADS = 1 << 12;

function headsOf(bodies: Int32Array, stream: Uint16Array): Pick<TextIndex, 'heads' | 'headBefore'> {
  const count = bodies.length >> 2;
  const heads = new Int32Array(HEADS).fill(-1);
  const headBefore = new Int32Array(count);
  for (let body = count - 1; body >= 0; body--) {
    const bucket = anchorHash(stream, bodies[body * 4 + 1] ?? 0) & (HEADS - 1);
    headBefore[body] = heads[bucket] ?? -1;
    heads[bucket] = body;
  }
  return { heads, headBefore };
}

function firstsOf(bodies: Int32Array, stream: Uint16Array): Uint8Array {
  const firsts = new Uint8Array(0x10000);
  for (let at = 1; at < bodies.length; at += 4) firsts[stream[bodies[at] ?? 0] ?? 0] = 1;
  return firsts;
}

/** The bodies with a digest, first to last; each must be compared before it is believed. */
export function findBody(
  { bodies, bodyTable }: TextIndex,
  digest: number,
  accept: (start: number, end: number, template: number) => boolean,
): number {
  const mask = bodyTable.length - 1;
  let slot = spread(digest) & mask;
  for (;;) {
    const body = bodyTable[slot] ?? -1;
    if (body < 0) return -1;
    const at = body * 4;
    if (
      bodies[at] === digest &&
      accept(bodies[at + 1] ?? 0, bodies[at + 2] ?? 0, bodies[at + 3] ?? 0)
    )
      return bodies[at + 3] ?? -1;
    slot = (slot + 1) & mask;
  }
}

/** One step of the digest of a body, from its last word to its first. */
export function digestStep(digest: number, word: number): number {
  return (Math.imul(digest, 0x01000193) + Math.imul(word + 1, 0x9e3779b1)) | 0;
}
