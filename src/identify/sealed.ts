import { lazy } from '../syntax/lazy.ts';

/** What a file of ours is, and of which layout. */
export interface Seal {
  readonly magic: number;
  readonly version: number;
  /** What it is called where another file was found: "an index of license texts". */
  readonly name: string;
}

/** Magic, version, length of the whole file, checksum of what follows. */
const HEADER = 16;

const zlib = lazy((require) => require('node:zlib') as typeof import('node:zlib'));

/** Puts a header before the contents of a file, by which damage and old versions are told. */
export function sealed(contents: Uint8Array, { magic, version }: Seal): Uint8Array {
  const bytes = new Uint8Array(HEADER + contents.length);
  bytes.set(contents, HEADER);
  bytes.set(new Uint8Array(Int32Array.of(magic, version, bytes.length, checksum(contents)).buffer));
  return bytes;
}

/** Finds damage, not malice. */
function checksum(contents: Uint8Array): number {
  return zlib().crc32(contents) | 0;
}

/**
 * The contents of a file, where views of four bytes may begin.
 * @throws Error in one sentence when it is another file, of another version, or was damaged
 */
export function opened(file: Uint8Array, { magic, version, name }: Seal): Uint8Array {
  // Views need an aligned start; a pooled buffer may begin anywhere.
  const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
  if (bytes.length < HEADER) throw new Error('it is cut off');
  const header = new Int32Array(bytes.buffer, bytes.byteOffset, HEADER / 4);
  if (header[0] !== magic) throw new Error(`it is not ${name}`);
  if (header[1] !== version)
    throw new Error(`it has version ${header[1]}, and version ${version} is needed`);
  if (header[2] !== bytes.length) throw new Error('it is cut off');
  const contents = bytes.subarray(HEADER);
  if (header[3] !== checksum(contents)) throw new Error('it is damaged');
  return contents;
}
