import { prose } from '../report/escape.ts';

const WIDTH = 80;

/** A labeled paragraph of an explanation. */
export function field(label: string, text: string): string[] {
  const indent = ' '.repeat(12);
  const [first = '', ...rest] = wrap(text, indent);
  return [`${label.padEnd(11)} ${first.trimStart()}`, ...rest];
}

/** Words in lines. Scanned words are printed here too: control characters are made visible first. */
export function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of prose(text).split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
