/**
 * Just enough of the lexical grammar of Python and JavaScript to tell code from comments and
 * strings. Each character is looked at a bounded number of times, whatever the text.
 */

/** One token. `text` of a string is what stands between its quotes, escapes left as written. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'op' | 'newline';
  readonly text: string;
  readonly at: number;
  /** For strings: nothing is computed into it (`f"{x}"`, `${x}`). */
  readonly plain: boolean;
  /** For newlines: columns before the first character of the line that begins. */
  readonly indent: number;
}

/** Something that kept a stretch of the text from being read. */
export interface Problem {
  readonly at: number;
  /** A string not closed on its line · one never closed, so that the rest is lost · too much text. */
  readonly kind: 'string' | 'rest' | 'limit';
}

/** The tokens of a text, and the first place of each sort where it could not be followed. */
export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}

/** Most tokens taken from one file; a source file of 1 MB has about 200,000. */
const MAX_TOKENS = 1_000_000;

const NAME = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /[\w.]+/y;
const BLANK = /[ \t\f\r\ufeff]+/y;

function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

// Where a string closes that begins at `at`, after its opening quotes; -1 if it never does.
function closing(text: string, at: number, quotes: string): number {
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '\n' && quotes.length === 1 && quotes !== '`') return -1;
    else if (char === quotes[0] && text.startsWith(quotes, i)) return i;
  }
  return -1;
}

class Lexer {
  readonly tokens: Token[] = [];
  readonly problems: Problem[] = [];
  at = 0;
  depth = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  push(kind: Token['kind'], text: string, at: number, plain = true, indent = 0): void {
    this.tokens.push({ kind, text, at, plain, indent });
  }

  fail(kind: Problem['kind'], at: number): void {
    if (!this.problems.some((known) => known.kind === kind)) this.problems.push({ at, kind });
  }

  get going(): boolean {
    if (this.at >= this.text.length) return false;
    if (this.tokens.length < MAX_TOKENS) return true;
    this.fail('limit', this.at);
    return false;
  }

  bracket(char: string): void {
    if ('([{'.includes(char)) this.depth++;
    else if (')]}'.includes(char)) this.depth = Math.max(0, this.depth - 1);
  }

  /** A string whose quotes begin at `open`; what follows an unclosed one is given up. */
  string(open: number, quotes: string, computed: (body: string) => boolean): void {
    const start = open + quotes.length;
    const end = closing(this.text, start, quotes);
    if (end >= 0) {
      const body = this.text.slice(start, end);
      this.push('string', body, open, !computed(body));
      this.at = end + quotes.length;
      return;
    }
    this.fail(quotes.length === 1 ? 'string' : 'rest', open);
    this.at = quotes.length === 1 ? lineEnd(this.text, open) : this.text.length;
  }

  done(): Lexed {
    return { tokens: this.tokens, problems: this.problems };
  }
}

const STRING_PREFIX = /^(?:[bfrtu]|br|rb|fr|rf|tr|rt)$/i;

/** Tokens of Python source; a newline token ends each logical line. */
export function pythonTokens(text: string): Lexed {
  const lexer = new Lexer(text);
  pythonLine(lexer);
  while (lexer.going) pythonToken(lexer);
  lexer.push('newline', '', text.length);
  return lexer.done();
}

function pythonToken(lexer: Lexer): void {
  const { text, at } = lexer;
  const char = text[at] ?? '';
  if (char === '\n') {
    lexer.at++;
    if (lexer.depth === 0) pythonLine(lexer);
  } else if (char === '#') lexer.at = lineEnd(text, at);
  else if (char === '\\') lexer.at += text.startsWith('\r\n', at + 1) ? 3 : 2;
  else if (char === '"' || char === "'") pythonString(lexer, '');
  else if (take(BLANK, text, at) !== '') lexer.at += take(BLANK, text, at).length;
  else pythonWord(lexer, char);
}

function pythonWord(lexer: Lexer, char: string): void {
  const { text, at } = lexer;
  const name = take(NAME, text, at);
  const next = text[at + name.length];
  if (name !== '' && (next === '"' || next === "'") && STRING_PREFIX.test(name)) {
    lexer.at += name.length;
    pythonString(lexer, name);
    return;
  }
  const number = name === '' && char >= '0' && char <= '9' ? take(NUMBER, text, at) : '';
  const word = name || number || char;
  lexer.push(name ? 'name' : number ? 'number' : 'op', word, at);
  lexer.bracket(word);
  lexer.at += word.length;
}

function pythonString(lexer: Lexer, prefix: string): void {
  const quote = lexer.text[lexer.at] ?? '"';
  const triple = quote.repeat(3);
  const quotes = lexer.text.startsWith(triple, lexer.at) ? triple : quote;
  lexer.string(lexer.at, quotes, (body) => /[ft]/i.test(prefix) && body.includes('{'));
}

// Begins a line: measures its indent, and skips it when it holds nothing or a comment.
function pythonLine(lexer: Lexer): void {
  while (lexer.at < lexer.text.length) {
    const blank = take(BLANK, lexer.text, lexer.at);
    const next = lexer.text[lexer.at + blank.length];
    if (next !== '\n' && next !== '#' && next !== undefined) {
      lexer.push('newline', '', lexer.at, true, blank.replace(/\t/g, '        ').length);
      lexer.at += blank.length;
      return;
    }
    lexer.at = lineEnd(lexer.text, lexer.at + blank.length) + 1;
  }
}

// After these a slash begins a regular expression, not a division.
const BEFORE_REGEX =
  /^(?:[(,=:[!&|?{};+\-*%<>~^]|return|typeof|case|in|of|do|else|void|delete|await|yield)$/;
const REGEX = /\/(?:[^/\\\n[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/y;

/** Tokens of JavaScript and TypeScript source; no newline tokens, for lines mean little there. */
export function javascriptTokens(text: string): Lexed {
  const lexer = new Lexer(text);
  // Bracket depths at which a `}` goes back into a template literal.
  const templates: number[] = [];
  while (lexer.going) javascriptToken(lexer, templates);
  return lexer.done();
}

function javascriptToken(lexer: Lexer, templates: number[]): void {
  const { text, at } = lexer;
  const char = text[at] ?? '';
  if (char <= ' ' || char === '\ufeff') lexer.at++;
  else if (char === '/' && text[at + 1] === '/') lexer.at = lineEnd(text, at);
  else if (char === '/' && text[at + 1] === '*') {
    const end = text.indexOf('*/', at + 2);
    lexer.at = end < 0 ? text.length : end + 2;
  } else if (char === '"' || char === "'") lexer.string(at, char, () => false);
  else if (char === '`') template(lexer, templates, at + 1);
  else if (char === '}' && templates.at(-1) === lexer.depth) {
    templates.pop();
    lexer.depth--;
    lexer.push('op', ')', at);
    template(lexer, templates, at + 1);
  } else javascriptWord(lexer, char);
}

function javascriptWord(lexer: Lexer, char: string): void {
  const { text, at } = lexer;
  if (char === '/') {
    // A bound on the length keeps many unclosed beginnings from being read to the end each.
    const regex = BEFORE_REGEX.test(lexer.tokens.at(-1)?.text ?? '(')
      ? take(REGEX, text.slice(at, at + 1000), 0)
      : '';
    lexer.push('op', '/', at);
    lexer.at += regex.length || 1;
    return;
  }
  const name = take(NAME, text, at);
  const number = name === '' && char >= '0' && char <= '9' ? take(NUMBER, text, at) : '';
  const word = name || number || char;
  lexer.push(name ? 'name' : number ? 'number' : 'op', word, at);
  lexer.bracket(word);
  lexer.at += word.length;
}

// One stretch of a template literal, up to its end or to `${`, whose inside is read as code.
function template(lexer: Lexer, templates: number[], start: number): void {
  const { text } = lexer;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '`') {
      const whole = text[start - 1] === '`';
      lexer.push('string', text.slice(start, i), start - 1, whole);
      lexer.at = i + 1;
      return;
    } else if (char === '$' && text[i + 1] === '{') {
      lexer.push('string', text.slice(start, i), start - 1, false);
      lexer.push('op', '(', i);
      lexer.depth++;
      templates.push(lexer.depth);
      lexer.at = i + 2;
      return;
    }
  }
  lexer.fail('rest', start - 1);
  lexer.at = text.length;
}
