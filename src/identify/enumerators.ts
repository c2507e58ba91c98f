/** Numbers of list items, which are layout: `1.`, `b)`, `iv.`, `(ii)`, `**5.1.**`. */

const ENUMERATORS =
  /(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|(?:\d{1,2}|[a-z]|[ivx]{1,4})\\?[.)])(?=[*_]{0,3}\s)/iy;

/** The end of a list number at the start of a line that follows a finished sentence, or 0. */
export function afterEnumerator(text: string, at: number): number {
  ENUMERATORS.lastIndex = at;
  if (!ENUMERATORS.test(text)) return 0;
  const end = ENUMERATORS.lastIndex;
  return followsSentence(text, at) ? end : 0;
}

/** True if the line before is blank or ends a sentence or clause: "version\n2. You" goes on. */
function followsSentence(text: string, at: number): boolean {
  let before = at - 1;
  let lines = 0;
  for (; before >= 0 && at - before < 200; before--) {
    const code = text.charCodeAt(before);
    if (code === 10) {
      lines++;
      if (lines > 1) return true;
    } else if (goesOn(code)) return false;
    else if (code === 46)
      return !SHORT_FOR_VERSION.test(text.slice(Math.max(0, before - 9), before));
    else if (code === 58 || code === 59 || code === 33 || code === 63) return true;
  }
  return true;
}

/** True for a letter, a digit and a comma. */
function goesOn(code: number): boolean {
  const letter = code | 32;
  if (code < 128) return code === 44 || (code >= 48 && code < 58) || (letter >= 97 && letter < 123);
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code));
}

/** "License, v." goes on with "2.0" on the next line. */
const SHORT_FOR_VERSION = /(?:^|[^A-Za-z])(?:v|ver|vers|no|nr)$/i;

const ENUMERATOR = /^(?:\d{1,2}|[a-z]|[ivx]{1,4})$/i;

/** `1.` or `b)` between clauses; in "version 2." and "2.0" the number belongs to the sentence. */
export function isEnumerator(text: string, start: number, end: number, signs: number): boolean {
  const after = text.charCodeAt(end + signs);
  if (after > 32 || !ENUMERATOR.test(text.slice(start, end))) return false;
  return BETWEEN_CLAUSES.test(text.slice(Math.max(0, start - 24), start));
}

const BETWEEN_CLAUSES = /(?:^|[.:;,]|\band|\bor)[\s/*#>|_-]*$/i;

export function isParenthesized(text: string, start: number, end: number): boolean {
  return start > 0 && text.charCodeAt(start - 1) === 40 && ENUMERATOR.test(text.slice(start, end));
}
