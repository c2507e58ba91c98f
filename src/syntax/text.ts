import type { Reading } from '../model/tree.ts';

/**
 * Decodes the bytes of a text file: UTF-8 with or without BOM, UTF-16 with BOM. Broken UTF-8 becomes
 * U+FFFD, since most of a file with one bad byte can still be read. NUL bytes mean it is no text.
 */
export function decodeText(bytes: Buffer): Reading {
  if (bytes.length >= 2) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
      return { status: 'ok', text: bytes.toString('utf16le', 2) };
    if (bytes[0] === 0xfe && bytes[1] === 0xff) {
      const even = bytes.length - (bytes.length % 2);
      return {
        status: 'ok',
        text: Buffer.from(bytes.subarray(2, even)).swap16().toString('utf16le'),
      };
    }
  }
  if (bytes.includes(0)) {
    return {
      status: 'failed',
      code: 'binary-file',
      message: 'a text file was expected, but it holds binary data',
    };
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { status: 'ok', text: bytes.toString('utf8', marked ? 3 : 0) };
}
