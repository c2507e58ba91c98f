/** What characters count as where texts are made into words, and the hash of a word. */

/** FNV-1a. */
export const SEED = -2128831035;
export const PRIME = 16777619;

/** Values of `FOLD`: a word character folds to a code above `BEYOND`, the others steer the scanner. */
export const NEWLINE = 1;
export const LESS = 2;
export const AMPERSAND = 3;
export const AT = 4;
export const COLON = 5;
/** What characters beyond ASCII count as: they may be letters. */
export const BEYOND = 6;

/** What each UTF-16 code counts as. */
export const FOLD = /* @__PURE__ */ foldTable();

function foldTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(BEYOND, 128);
  for (let code = 48; code < 58; code++) table[code] = code;
  for (let code = 97; code < 123; code++) {
    table[code] = code;
    table[code - 32] = code;
  }
  table[36] = 58; // $
  table[37] = 59; // %
  table[10] = NEWLINE;
  table[60] = LESS;
  table[38] = AMPERSAND;
  table[64] = AT;
  table[58] = COLON;
  return table;
}

/** The hash of a word of ASCII letters and digits, as the scanner computes it. */
export function hashWord(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    hash = Math.imul(hash ^ ((code < 128 && FOLD[code]) || code), PRIME);
  }
  return hash;
}
