import type { LicenseText } from '../model/component.ts';
import type { Tree } from '../model/tree.ts';

/** A part of a README that speaks of the license, and the line it begins at. */
interface LicenseSection {
  readonly text: string;
  readonly line: number;
}

/** Longer than any title. */
const MAX_TITLE = 80;
/** Words of a title that is no heading: more are a sentence. */
const MAX_WORDS = 10;
/** Characters that are read below a title; what a license section says, it says soon. */
const MAX_SECTION = 4000;
const MAX_SECTIONS = 10;

const HINT = /licen[cs]|terms (?:of|and)|usage restriction/gi;
const ABOUT =
  /\b(?:un)?licen[cs](?:e|es|ed|ing)\b|\bterms (?:of use|of service|and conditions)\b|\busage restrictions?\b/i;
const MARKED = /^ {0,3}(?:#{1,6}(?!#)|<h[1-6]\b|\*\*[^*]+\*\*:?$|__[^_]+__:?$|={1,5} )/i;
const UNDERLINE = /^(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}|"{3,})\s*$/;

/**
 * The parts of a README, or of the description of a package, that stand under a title about the
 * license: a heading of Markdown, reStructuredText, AsciiDoc or HTML, or a line alone.
 */
export function licenseSections(text: string): readonly LicenseSection[] {
  const sections: LicenseSection[] = [];
  let read = 0;
  let line = 1;
  let counted = 0;
  for (const { index } of text.matchAll(HINT)) {
    // Behind what was read: no line is looked at twice, however many words of these it has.
    if (index < read) continue;
    const start = text.lastIndexOf('\n', index) + 1;
    read = lineEnd(text, index);
    if (!isTitle(text, start, read)) continue;
    const end = sectionEnd(text, read + 1);
    for (
      let at = text.indexOf('\n', counted);
      at >= 0 && at < start;
      at = text.indexOf('\n', at + 1)
    )
      line++;
    counted = start;
    sections.push({ text: text.slice(start, end), line });
    if (sections.length === MAX_SECTIONS) break;
    read = end;
  }
  return sections;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where the next heading stands, or as much was read as is. */
function sectionEnd(text: string, from: number): number {
  const most = Math.min(text.length, from + MAX_SECTION);
  for (let start = from; start < most; ) {
    const end = lineEnd(text, start);
    if (isHeading(text, start, end)) return start;
    start = end + 1;
  }
  return most;
}

function isHeading(text: string, start: number, end: number): boolean {
  if (end - start > MAX_TITLE) return false;
  const line = text.slice(start, end).trimEnd();
  return line.trim() !== '' && (MARKED.test(line) || UNDERLINE.test(lineAt(text, end + 1)));
}

/** A heading, or a few words alone between empty lines that end in no full stop. */
function isTitle(text: string, start: number, end: number): boolean {
  if (end - start > MAX_TITLE) return false;
  const line = text.slice(start, end);
  if (!ABOUT.test(line)) return false;
  if (isHeading(text, start, end)) return true;
  if (line.trim().split(/\s+/).length > MAX_WORDS) return false;
  const before = start < 2 || /\n[ \t\r]*\n$/.test(text.slice(Math.max(0, start - 40), start));
  return before && lineAt(text, end + 1).trim() === '' && !/[.!?)\]]\s*$/.test(line);
}

/** The line that starts at an offset, or its beginning where it is long. */
function lineAt(text: string, start: number): string {
  return text.slice(start, Math.min(lineEnd(text, start), start + MAX_TITLE));
}

/** The same as texts that stand beside a license. */
export function sectionTexts(text: string, path: string, firstLine = 1): LicenseText[] {
  return licenseSections(text).map((section) => ({
    kind: 'inline',
    text: section.text,
    where: { path, line: section.line + firstLine - 1 },
    beside: true,
  }));
}

const README = /^readme(?:\.(?:md|markdown|txt|rst|adoc))?$/i;

/** The license sections of the README of a directory. */
export function readmeSections(tree: Tree, directory: string): LicenseText[] {
  const name = tree.directory(directory)?.files.find((one) => README.test(one));
  if (name === undefined) return [];
  const path = directory === '' ? name : `${directory}/${name}`;
  const reading = tree.read(path);
  return reading?.status === 'ok' ? sectionTexts(reading.text, path) : [];
}
