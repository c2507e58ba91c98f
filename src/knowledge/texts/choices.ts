/**
 * Turns a choice pattern of SPDX's templates, a small regular expression over words, into the list of
 * wordings it stands for. Each wording is a list of words; `*` stands for any few words.
 */

/** More wordings than this come of a pattern that was not meant to be spelled out. */
const MAX_WORDINGS = 64;

/** @returns undefined when the pattern uses what cannot be spelled out. */
export function wordingsOf(pattern: string): string[][] | undefined {
  const source = pattern.replace(/\\s[+*]?|\[[ \\trnf]+\](?:\{\d+,\d+\})?/g, ' ');
  const parser = new Parser(source);
  const texts = parser.alternatives();
  if (!texts || !parser.atEnd || texts.length > MAX_WORDINGS) return undefined;
  return [...new Set(texts.map((text) => text.toLowerCase()))].map((text) =>
    text.split(/[^a-z0-9*]+/).filter((word) => word !== ''),
  );
}

class Parser {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.at >= this.source.length;
  }

  alternatives(): string[] | undefined {
    const all: string[] = [];
    for (;;) {
      const one = this.sequence();
      if (!one) return undefined;
      all.push(...one);
      if (this.source[this.at] !== '|') return all;
      this.at++;
    }
  }

  private sequence(): string[] | undefined {
    let texts = [''];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] ?? '')) {
      const atom = this.atom();
      if (!atom) return undefined;
      texts = texts.flatMap((text) => atom.map((part) => text + part));
      if (texts.length > MAX_WORDINGS) return undefined;
    }
    return texts;
  }

  private atom(): string[] | undefined {
    const character = this.source[this.at] ?? '';
    let texts: string[];
    if (character === '(') {
      this.at++;
      if (this.source.startsWith('?:', this.at)) this.at += 2;
      const inside = this.alternatives();
      if (!inside || this.source[this.at] !== ')') return undefined;
      texts = inside;
      this.at++;
    } else if (character === '[') {
      const end = this.source.indexOf(']', this.at);
      if (end < 0) return undefined;
      const members = this.source.slice(this.at + 1, end);
      if (/[\\^-]/.test(members)) return undefined;
      texts = [...members];
      this.at = end + 1;
    } else if (character === '\\') {
      texts = [this.source[this.at + 1] ?? ''];
      if (/[a-z]/i.test(texts[0] ?? '')) return undefined;
      this.at += 2;
    } else {
      this.at++;
      texts = [character === '.' ? ' * ' : character];
    }
    return this.repeated(texts);
  }

  private repeated(texts: string[]): string[] {
    const mark = this.source[this.at];
    const counted = /^\{\d+,\d*\}/.exec(this.source.slice(this.at));
    if (mark === '?') {
      this.at++;
      return ['', ...texts];
    }
    if (mark === '*' || mark === '+' || counted) {
      this.at += counted ? counted[0].length : 1;
      // ".*?" is a lazy ".*"
      if (this.source[this.at] === '?') this.at++;
    }
    return texts;
  }
}
