import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutCopyrightLines } from '../identify/lines.ts';
import { hasBlanks, recognizer } from '../identify/recognize.ts';
import { bodyDigest, NOTHING_SETTLED, packSettled } from '../identify/settled.ts';
import { decodeText } from '../syntax/text.ts';
import { loadTextIndex } from './load.ts';
import { readingCode } from './reading-code.ts';
import { listedTexts } from './texts/sources.ts';

/**
 * `npm run index:settled -- <folder>…`: reads every license file in folders of installed packages, such
 * as `node_modules` or `site-packages`, and keeps in `rules/index/settled.bin` the digests of those that
 * are a license and nothing else. To be run again whenever texts are read in another way, since what is
 * settled is not read again: a test tells.
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
  const settled = new Map<string, string>();
  const left = new Set<string>();
  let texts = 0;
  const settle = (text: string) => {
    texts++;
    const digest = bodyDigest(withoutCopyrightLines(text))?.toString('hex');
    if (digest === undefined || settled.has(digest) || left.has(digest)) return;
    const { verdict, expression, parameters, note } = recognize(text);
    const isPlain = verdict === 'match' && parameters === undefined && note === undefined;
    if (isPlain && expression !== undefined && !hasBlanks(expression))
      settled.set(digest, expression);
    else left.add(digest);
  };
  for (const { text } of listedTexts().templates) settle(text);
  for (const folder of folders) {
    for (const path of licenseFiles(folder)) {
      const reading = decodeText(readFileSync(path));
      if (reading.status === 'ok') settle(reading.text);
    }
  }
  const bytes = packSettled(settled, readingCode());
  writeFileSync(TARGET, bytes);
  process.stdout.write(
    `${texts} texts, ${settled.size + left.size} of them distinct; ${settled.size} settled, ${(bytes.length / 1e3).toFixed(0)} kB: ${TARGET}\n`,
  );
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
