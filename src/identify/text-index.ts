import { createHash } from 'node:crypto';
import { normalizeText } from './normalize.ts';

/**
 * Digests of normalized license texts → the licenses they are, as an SPDX expression id each.
 * Several ids mean that one text goes by several names; the first is the one to print.
 */
export type TextIndex = Readonly<Record<string, readonly string[]>>;

/** Digest of a normalized body; 128 bits of SHA-256. */
function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22);
}

/** Words a body must have to name a license; shorter ones are references, which need a parser of their own. */
const MIN_WORDS = 12;

/** An appendix that says how to apply a license is part of the file, not of the terms: both forms are kept. */
const APPENDIX = / end of terms and conditions(?: appendix)? how to apply .*$/;

/** The digests under which a reference text is filed. */
export function digestsOf(text: string): string[] {
  const body = normalizeText(text);
  if (body.split(' ', MIN_WORDS).length < MIN_WORDS) return [];
  const forms = new Set([
    body,
    body.replace(APPENDIX, ' end of terms and conditions'),
    body.replace(APPENDIX, ''),
  ]);
  return [...forms].map(digestOf);
}

/** The licenses an exact, normalized copy of a text is. */
export function lookUp(index: TextIndex, body: string): readonly string[] {
  return index[digestOf(body)] ?? [];
}
