import { lazy } from '../syntax/lazy.ts';
import { BEYOND, FOLD } from './characters.ts';
import { type Quotation, SIGN_BEYOND_ASCII } from './quotation.ts';
import { opened, type Seal, sealed } from './sealed.ts';

/**
 * Texts that were read when the index was made. But for copyright lines and layout most license files
 * of packages are one of some hundred texts; those are told by a digest of their words, and read no
 * closer. The digest is SHA-256 cut to 128 bits: nobody can make a text that has the digest
 * of another one, so the words themselves need not be compared.
 *
 * The file holds digests and answers, never words of a text. Made by `npm run index:settled`; the layout is
 * this module's alone.
 */
export interface Settled {
  /** Four numbers a digest, by the first of them. */
  readonly digests: Int32Array;
  /** For each digest: what it is, as an index into `answers`. */
  readonly owners: Uint16Array;
  readonly answers: readonly SettledAnswer[];
  /** What read the texts; see `readingCode`. */
  readonly readBy: string;
}

/** What a text is: a license and nothing else, by its expression; or one with something changed or added. */
export type SettledAnswer = string | SettledChange;

/** What was changed, and the note on it. */
interface SettledChange {
  /** The licenses that are in the text. */
  readonly nearest: readonly string[];
  readonly note: Quotation;
}

/** Where nothing is settled, every text is read. */
export const NOTHING_SETTLED: Settled = {
  digests: new Int32Array(0),
  owners: new Uint16Array(0),
  answers: [],
  readBy: '',
};

/**
 * What a text is that was settled.
 * @param body the text without its copyright lines; see `withoutCopyrightLines`
 */
export function settledAnswer(
  body: string,
  { digests, owners, answers }: Settled,
): SettledAnswer | undefined {
  const digest = owners.length === 0 ? undefined : bodyDigest(body);
  if (!digest) return undefined;
  const first = digest.readInt32LE(0);
  let low = 0;
  let high = owners.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((digests[middle * 4] ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  for (let at = low * 4; digests[at] === first; at += 4) {
    if (
      digests[at + 1] === digest.readInt32LE(4) &&
      digests[at + 2] === digest.readInt32LE(8) &&
      digests[at + 3] === digest.readInt32LE(12)
    )
      return answers[owners[at >> 2] ?? 0];
  }
  return undefined;
}

/** Longest text that is looked up; what is longer is no license of a package alone. */
const MAX_TEXT = 60_000;

/** What stands between words. */
const BREAK = 32;

/** What ASCII counts as: what is part of a word as `FOLD` has it, all else as a break. */
const FOLDED = /* @__PURE__ */ FOLD.slice(0, 128).map((code) => (code > BEYOND ? code : BREAK));

const BEYOND_ASCII = /[\x80-\uffff]/g;

/** A text in ASCII: signs are breaks, and a letter is `%` around its number. */
function spelled(text: string): string {
  return text.replace(BEYOND_ASCII, (one) =>
    SIGN_BEYOND_ASCII.test(one) ? ' ' : `%${one.charCodeAt(0).toString(16)}%`,
  );
}

/** One text is folded at a time; a character beyond ASCII takes six bytes at most. */
const folded = /* @__PURE__ */ Buffer.allocUnsafeSlow(MAX_TEXT * 6 + 1);

const nodeCrypto = lazy((require) => require('node:crypto') as typeof import('node:crypto'));

/**
 * The digest of a text's words; undefined for a long one.
 * @param body the text without its copyright lines; see `withoutCopyrightLines`
 */
export function bodyDigest(body: string): Buffer | undefined {
  if (body.length > MAX_TEXT) return undefined;
  const plain = Buffer.byteLength(body) > body.length ? spelled(body) : body;
  const count = fold(folded, folded.write(plain, 0, 'latin1'));
  return nodeCrypto().hash('sha256', folded.subarray(0, count), 'buffer');
}

/** Folds a text in place, a break behind each word; says how many bytes are left. */
function fold(bytes: Uint8Array, length: number): number {
  let next = 0;
  let last = BREAK;
  for (let at = 0; at < length; at++) {
    const byte = FOLDED[bytes[at] ?? 0] ?? BREAK;
    bytes[next] = byte;
    // One further unless both are breaks; a branch would be guessed wrong at each word.
    next += -((byte ^ BREAK) | (last ^ BREAK)) >>> 31;
    last = byte;
  }
  if (last !== BREAK) bytes[next++] = BREAK;
  return next;
}

const SEAL: Seal = { magic: 0x46505354, version: 3, name: 'a file of settled license texts' };

/** The number of digests, and what read the texts. */
const HEADER = 12;

/**
 * Packs settled texts into the bytes of their file: the same texts, the same bytes.
 * @param byDigest digests in hexadecimal, and what each is
 * @param readBy 16 hexadecimal digits
 */
export function packSettled(
  byDigest: ReadonlyMap<string, SettledAnswer>,
  readBy: string,
): Uint8Array {
  const answers = [...new Set([...byDigest.values()].map((one) => JSON.stringify(one)))].sort();
  const numbers = new Map(answers.map((answer, number) => [answer, number]));
  const entries = [...byDigest]
    .map(([hex, answer]) => ({ digest: Buffer.from(hex, 'hex'), answer: JSON.stringify(answer) }))
    .sort(
      (a, b) =>
        a.digest.readInt32LE(0) - b.digest.readInt32LE(0) || Buffer.compare(a.digest, b.digest),
    );
  const names = new TextEncoder().encode(`[${answers.join()}]`);
  const bytes = Buffer.alloc(HEADER + entries.length * 18 + names.length);
  const owners = HEADER + entries.length * 16;
  entries.forEach(({ digest, answer }, number) => {
    digest.copy(bytes, HEADER + number * 16, 0, 16);
    bytes.writeUInt16LE(numbers.get(answer) ?? 0, owners + number * 2);
  });
  bytes.set(names, owners + entries.length * 2);
  bytes.writeInt32LE(entries.length, 0);
  bytes.write(readBy, 4, 8, 'hex');
  return sealed(bytes, SEAL);
}

/**
 * Views the bytes of a file of settled texts.
 * @throws Error in one sentence when they are none of this version, or were damaged
 */
export function viewSettled(file: Uint8Array): Settled {
  const bytes = opened(file, SEAL);
  const [count = 0] = new Int32Array(bytes.buffer, bytes.byteOffset, 1);
  const digests = bytes.byteOffset + HEADER;
  const names = bytes.subarray(HEADER + count * 18);
  return {
    digests: new Int32Array(bytes.buffer, digests, count * 4),
    owners: new Uint16Array(bytes.buffer, digests + count * 16, count),
    answers: JSON.parse(Buffer.from(names).toString()) as SettledAnswer[],
    readBy: Buffer.from(bytes.subarray(4, HEADER)).toString('hex'),
  };
}
