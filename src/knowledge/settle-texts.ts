import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { withoutCopyrightLines } from '../identify/lines.ts';
import { packageList } from '../identify/package-list.ts';
import { quotationOf } from '../identify/quotation.ts';
import { hasBlanks, identifyText, type Recognition, recognizer } from '../identify/recognize.ts';
import {
  bodyDigest,
  NOTHING_SETTLED,
  packSettled,
  type SettledAnswer,
  viewSettled,
} from '../identify/settled.ts';
import { prefaceKey, settledList } from '../identify/settled-list.ts';
import type { TextIndex } from '../identify/text-index.ts';
import { decodeText } from '../syntax/text.ts';
import { loadTextIndex } from './load.ts';
import { readingCode } from './reading-code.ts';
import { listedTexts } from './texts/sources.ts';

/**
 * `npm run index:settled -- <folder>…`: reads every license file in folders of installed packages, such
 * as `node_modules` or `site-packages`, and keeps in `rules/index/settled.bin` the digests of those that
 * are a license and nothing else, or one with something changed or added. To be run again whenever texts
 * are read in another way, since what is settled is not read again: a test tells.
 */
const TARGET = 'rules/index/settled.bin';

/** Files that stand for the license of a package. */
const LICENSE_FILE = /^(?:[\w-]+[._-])?(?:un)?(?:licen[cs]es?|copying)(?:[._-][\w.-]+)?$/i;
/** Of such files those are programs and data. */
const NO_TEXT = /\.(?:[cm]?[jt]sx?|json|ya?ml|py|rs|go|java|html?|map|css|svg|png|xml|toml)$/i;
const MAX_BYTES = 100_000;

function main(folders: readonly string[]): void {
  if (folders.length === 0) {
    process.stderr.write('usage: npm run index:settled -- <folder of packages>…\n');
    process.exitCode = 2;
    return;
  }
  const index = loadTextIndex('rules/index/licenses.bin');
  const recognize = recognizer({ settled: () => NOTHING_SETTLED, index: () => index });
  const settled = new Map<string, SettledAnswer>();
  const left = new Set<string>();
  const seen = new Set<string>();
  /** Lists of packages, by their text, and the license of each. */
  const lists = new Map<string, string>();
  let texts = 0;
  const settle = (text: string) => {
    texts++;
    const body = withoutCopyrightLines(text);
    if (seen.has(body)) return;
    seen.add(body);
    const digest = bodyDigest(body)?.toString('hex');
    const recognition = recognize(text);
    const list = recognition.verdict === 'match' && packageList(body);
    if (list && recognition.expression !== undefined) {
      lists.set(body, recognition.expression);
      for (const entry of list.entries) settle(entry.text);
    }
    if (digest === undefined || left.has(digest)) return;
    const answer = answerOf(recognition, body);
    const before = settled.get(digest);
    // The same words with other signs may say something else: then each is read.
    if (answer === undefined || (before !== undefined && !isDeepStrictEqual(answer, before))) {
      settled.delete(digest);
      left.add(digest);
    } else settled.set(digest, answer);
  };
  for (const { text } of listedTexts().templates) settle(text);
  for (const folder of folders) {
    for (const path of licenseFiles(folder)) {
      const reading = decodeText(readFileSync(path));
      if (reading.status === 'ok') settle(reading.text);
    }
  }
  const prefaces = prefacesOf(lists, settled, index);
  const bytes = packSettled(new Map([...settled, ...prefaces]), readingCode());
  writeFileSync(TARGET, bytes);
  process.stdout.write(
    `${texts} texts, ${settled.size + left.size} of them distinct; ${settled.size} settled, ` +
      `and ${prefaces.size} prefaces of ${lists.size} lists, ${(bytes.length / 1e3).toFixed(0)} kB: ${TARGET}\n`,
  );
}

/** What stands before lists, where the list is then what it is when it is read. */
function prefacesOf(
  lists: ReadonlyMap<string, string>,
  settled: ReadonlyMap<string, SettledAnswer>,
  index: TextIndex,
): Map<string, SettledAnswer> {
  const prefaces = new Map<string, SettledAnswer>();
  const ids = new Set(settled.values());
  for (const [body, expression] of lists) {
    const { preface = '' } = packageList(body) ?? {};
    const digest = bodyDigest(prefaceKey(preface))?.toString('hex');
    const { matches } = identifyText(preface, index, { isLicense: true });
    const [own, ...others] = matches.filter(({ kind }) => kind === 'text');
    if (digest === undefined || !own || others.length > 0) continue;
    const named = preface.split(/[\s,]+/).filter((word) => ids.has(word));
    const answer = [...new Set([own.license, ...named])].join(' AND ');
    const known = viewSettled(packSettled(new Map([...settled, [digest, answer]]), readingCode()));
    if (settledList(body, known) === expression) prefaces.set(digest, answer);
  }
  return prefaces;
}

/** What of an answer can be settled; terms with blanks, and what nobody knows, are read each time. */
function answerOf(
  { verdict, expression, nearest, parameters, note }: Recognition,
  body: string,
): SettledAnswer | undefined {
  if (parameters !== undefined) return undefined;
  if (verdict === 'match')
    return note === undefined && expression !== undefined && !hasBlanks(expression)
      ? expression
      : undefined;
  if (verdict !== 'modified' || note === undefined || nearest.some(hasBlanks)) return undefined;
  const quotation = quotationOf(note, body);
  return quotation && { nearest, note: quotation };
}

/** Paths of license files in a folder, however deep. */
function* licenseFiles(folder: string): Generator<string> {
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && LICENSE_FILE.test(entry.name) && !NO_TEXT.test(entry.name)) {
        if (statSync(path).size <= MAX_BYTES) yield path;
      }
    }
  }
}

main(process.argv.slice(2));
