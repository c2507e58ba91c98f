import type { Reading } from '../model/tree.ts';

/**
 * Decodes the bytes of a text file: UTF-8 with or without BOM, UTF-16 with BOM. Broken UTF-8 becomes
 * U+FFFD, since most of a file with one bad byte can still be read. NUL bytes mean it is no text.
 * @param length how many of the bytes belong to the file, for buffers that are used again
 */
export function decodeText(bytes: Buffer, length = bytes.length): Reading {
  const [first, second] = bytes;
  if (length >= 2 && first === 0xff && second === 0xfe) {
    return { status: 'ok', text: bytes.toString('utf16le', 2, length) };
  }
  if (length >= 2 && first === 0xfe && second === 0xff) {
    const even = Buffer.from(bytes.subarray(2, length - (length % 2))).swap16();
    return { status: 'ok', text: even.toString('utf16le') };
  }
  const marked = length >= 3 && first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', marked ? 3 : 0, length);
  if (!text.includes('\0')) return { status: 'ok', text };
  const message = 'a text file was expected, but it holds binary data';
  return { status: 'failed', code: 'binary-file', message };
}
