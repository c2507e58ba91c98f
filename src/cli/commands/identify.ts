import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { identifyText } from '../../identify/recognize.ts';
import { knownTexts } from '../../knowledge/load.ts';
import { UsageError } from '../../model/usage-error.ts';
import {
  type Identified,
  jsonIdentifications,
  prettyIdentifications,
} from '../../report/identification.ts';
import { didYouMean } from '../../syntax/nearest.ts';
import { decodeText } from '../../syntax/text.ts';
import { lexicon } from '../lexicon.ts';
import { screen } from '../screen.ts';

/** Options of `identify`. */
export interface IdentifyOptions {
  readonly format: string;
}

const FORMATS = ['pretty', 'json'];

/** Bytes of one file that are read. */
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * `fineprint identify`: says which license each file is. Files that cannot be read are told on
 * stderr, and the others are answered.
 * @param paths files, or `-` for standard input
 * @returns 0, or 2 when a file could not be read
 * @throws UsageError for an unknown format or a damaged index
 */
export function identifyFiles(paths: readonly string[], { format }: IdentifyOptions): number {
  if (!FORMATS.includes(format)) {
    throw new UsageError(
      `unknown format "${format}"${didYouMean(format, FORMATS)} (one of ${FORMATS.join(', ')})`,
    );
  }
  const texts = knownTexts();
  const index = texts.index();
  const expected = lexicon();
  const answers: Identified[] = [];
  let failed = 0;
  for (const path of paths) {
    const reading = readText(path);
    if ('problem' in reading) {
      failed++;
      process.stderr.write(`fineprint: ${path}: ${reading.problem}\n`);
      continue;
    }
    answers.push({
      path: path === '-' ? '<stdin>' : path,
      answer: identifyText(reading.text, index, {
        expected,
        isLicense: isLicenseName(path),
        settled: texts.settled,
      }),
    });
  }
  process.stdout.write(
    format === 'json' ? jsonIdentifications(answers) : prettyIdentifications(answers, screen()),
  );
  return failed > 0 ? 2 : 0;
}

const LICENSE_NAME =
  /(?:^|[._-])(?:licen[cs]es?|copying|copyright|unlicense|eula|terms|exceptions?)(?:[._-]|$)/i;

/** True for a file whose name says that it is a license. */
function isLicenseName(path: string): boolean {
  return LICENSE_NAME.test(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
}

type TextRead = { readonly text: string } | { readonly problem: string };

function readText(path: string): TextRead {
  try {
    const bytes = path === '-' ? readFileSync(0) : readBounded(path);
    if (typeof bytes === 'string') return { problem: bytes };
    const reading = decodeText(bytes);
    return reading.status === 'ok' ? { text: reading.text } : { problem: reading.message };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { problem: 'there is no such file' };
    if (code === 'EISDIR') return { problem: 'this is a directory; give the files in it' };
    return { problem: `the file cannot be read (${String(code ?? error)}); check its permissions` };
  }
}

/** The bytes of a regular file up to the bound, or why not. */
function readBounded(path: string): Buffer | string {
  const file = openSync(path, 'r');
  try {
    const stats = fstatSync(file);
    if (stats.isDirectory()) return 'this is a directory; give the files in it';
    if (stats.size > MAX_BYTES) {
      const [size, bound] = [stats.size, MAX_BYTES].map((bytes) => Math.ceil(bytes / 1024 / 1024));
      return `${size} MB is over the bound of ${bound} MB; no license is that long`;
    }
    const bytes = Buffer.allocUnsafe(stats.size);
    let length = 0;
    while (length < stats.size) {
      const count = readSync(file, bytes, length, stats.size - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
