/** One command of a script: its words without quotes, and the offset it begins at. */
export interface Command {
  readonly words: readonly string[];
  readonly at: number;
}

const SPACE = /[ \t\r]/;

/** A longer command is taken for several, so that looking around in one stays cheap. */
const MAX_WORDS = 1000;

/**
 * Splits a script into commands at line ends, `;`, `&`, `|` and parentheses outside quotes; a
 * backslash joins lines, `#` at the start of a word begins a comment. Here-documents are read as if
 * they were commands. Looks at each character once.
 */
export function commandsOf(text: string): Command[] {
  const commands: Command[] = [];
  let words: string[] = [];
  let word = '';
  let inWord = false;
  let start = -1;
  const endWord = () => {
    if (inWord) words.push(word);
    word = '';
    inWord = false;
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) commands.push({ words, at: start });
    words = [];
    start = -1;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\n' || ';&|()'.includes(char)) {
      // make writes `$(NAME)` for a variable.
      const made = char === '(' && text[i - 1] === '$' && inWord;
      const name = made ? /^\(\w+\)/.exec(text.slice(i, i + 60))?.[0] : undefined;
      if (name) {
        word += name;
        i += name.length - 1;
      } else endCommand();
      continue;
    }
    if (SPACE.test(char)) {
      endWord();
      if (words.length >= MAX_WORDS) endCommand();
      continue;
    }
    if (char === '#' && !inWord) {
      i = lineEnd(text, i) - 1;
      continue;
    }
    const after = text.startsWith('\r\n', i + 1) ? 2 : 1;
    const joins = char === '\\' && text[i + after] === '\n';
    if (start < 0 && !joins) start = i;
    if (char === '\\') {
      if (joins) endWord();
      else {
        word += text[i + 1] ?? '';
        inWord = true;
      }
      i += after;
      continue;
    }
    inWord = true;
    if (char === '"' || char === "'") {
      const quoted = quotedAt(text, i, char);
      word += quoted.text;
      i = quoted.end;
    } else word += char;
  }
  endCommand();
  return commands;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

// The text between quotes and the index of the closing one; an unclosed quote is only a character.
function quotedAt(text: string, open: number, quote: string): { text: string; end: number } {
  const limit = Math.min(text.length, open + 5000);
  let out = '';
  for (let i = open + 1; i < limit; i++) {
    const char = text[i] ?? '';
    if (char === quote) return { text: out, end: i };
    if (char === '\\' && quote === '"') {
      i++;
      out +=
        text[i] === '\n' ? '' : text[i] === '"' || text[i] === '$' ? text[i] : `\\${text[i] ?? ''}`;
    } else out += char;
  }
  return { text: '', end: open };
}
