/** Letters, an opening parenthesis with what kind of group it is, a class, an escape, a quantifier, a sign. */
const TOKENS =
  /[a-z\d]+|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\[(?:\\.|[^\]\\])*\]|\\(?:[pu]\{[^}]*\}|k<[^>]*>|u[\da-f]{4}|.)|(?:[*+?]|\{\d+(?:,\d*)?\})\??|./gs;

/**
 * True if an expression can be seen to match nothing that lacks all of some runs of letters: in each of
 * its alternatives there is a part that has one and may not be missing.
 */
export function isRequired({ source }: RegExp, runs: readonly string[]): boolean {
  const tokens = source.toLowerCase().match(TOKENS) ?? [];
  let at = 0;
  const choice = (): boolean => {
    let all = sequence();
    while (tokens[at] === '|') {
      at++;
      const one = sequence();
      all &&= one;
    }
    return all;
  };
  const sequence = (): boolean => {
    let isHeld = false;
    for (; at < tokens.length; at++) {
      const token = tokens[at] ?? '';
      if (token === '|' || token === ')') break;
      if (token.startsWith('(')) {
        at++;
        const inside = choice();
        // What is looked at is not in the match, and what is repeated no times need not be.
        const isLook = /[=!]$/.test(token);
        isHeld ||= inside && !isLook && !/^(?:[?*]|\{0)/.test(tokens[at + 1] ?? '');
      } else if (/^[a-z\d]/.test(token)) {
        // The letter before "?" need not be there.
        const sure = /^[?*{]/.test(tokens[at + 1] ?? '') ? token.slice(0, -1) : token;
        isHeld ||= runs.some((run) => sure.includes(run));
      }
    }
    return isHeld;
  };
  return choice();
}
