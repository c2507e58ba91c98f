/** Texts changed by rule, with a generator of our own so that every run is the same. */

/** A generator of numbers from 0 to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sentences that take something away or ask something, in the styles of real ones. */
export const RESTRICTIONS: readonly string[] = [
  'You may not use the Software for commercial purposes.',
  'Commercial use requires a separate license from the authors.',
  'This software is free for personal use only.',
  'Companies with an annual revenue of more than 1,000,000 USD must purchase a license.',
  'You must not offer the software to third parties as a hosted or managed service.',
  'Use in products that compete with those of the licensor is prohibited.',
  'The software may not be used for military purposes.',
  'Any user interface must display the logo of the authors.',
  'If your product has more than 700 million monthly active users, you must request a license.',
  'Redistribution in binary form is not permitted.',
  'You agree to notify the authors of every deployment.',
  'This license terminates on 31 December 2027.',
  'Not for resale.',
  'The Software shall be used for Good, not Evil.',
  'Outputs of the software may not be used to train machine learning models.',
  'Use within the European Union is not licensed.',
  'Evaluation use is limited to thirty days.',
  'Multi-tenant environments need written authorization.',
  'Benchmark results may not be published without our consent.',
  'Modifications must be submitted to the authors within ten days.',
  'Government agencies are excluded from this license.',
  'Each seat beyond ten costs 99 EUR per year.',
  'Academic institutions only.',
  'Permission is limited to non-profit organizations.',
  'Hosting for customers: contact sales for terms.',
];

/** Puts a sentence at a random place between words. */
export function insert(text: string, sentence: string, next: () => number): string {
  const gaps = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  const at = gaps[Math.floor(next() * gaps.length)] ?? text.length;
  return `${text.slice(0, at)} ${sentence}${text.slice(at)}`;
}

/** Puts a sentence as a paragraph of its own before, between or behind the paragraphs. */
export function insertParagraph(text: string, sentence: string, next: () => number): string {
  const paragraphs = text.split(/\n[ \t]*\n/);
  paragraphs.splice(Math.floor(next() * (paragraphs.length + 1)), 0, sentence);
  return paragraphs.join('\n\n');
}

/** Changes that change nothing: name → what it does to a text. */
export const HARMLESS: Readonly<Record<string, (text: string, next: () => number) => string>> = {
  wrap: (text, next) => {
    const width = 40 + Math.floor(next() * 60);
    return text
      .split(/\n[ \t]*\n/)
      .map((paragraph) =>
        paragraph
          .trim()
          .replace(/[ \t]*\n[ \t]*(?![-*]|\(?(?:\d{1,2}|[a-z])[.)])/g, ' ')
          .replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n')
          .trimEnd(),
      )
      .join('\n\n');
  },
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'curly quotes': (text) => text.replaceAll('"', '“').replaceAll("'", '’'),
  dashes: (text) => text.replaceAll('-', '–'),
  'line comments': (text) => text.replace(/^/gm, '// '),
  'block comment': (text) => `/*\n${text.replace(/^/gm, ' * ')}\n */`,
  'hash comments': (text) => text.replace(/^/gm, '# '),
  'Markdown quote': (text) => text.replace(/^/gm, '> '),
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
  'copyright line': (text, next) =>
    `Copyright (c) ${2000 + Math.floor(next() * 26)} Jane Roe <jane@example.com>\n\n${text}`,
  'two copyright lines': (text) =>
    `Copyright 2015-2024 Example Industries GmbH\n(c) 2025 The Example Authors. All rights reserved.\n\n${text}`,
};
