/**
 * `npm run bench:identify -- <shared folder> [--tree <npm project>] [--against <program>]`: how
 * exactly and how fast texts are identified. The folder holds `accuracy/text`, `license-texts/licensedb`
 * and `license-texts/upstream`; without it the parts that need it are left out. Every wrong answer is
 * listed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { identifyText, type Recognition, recognizer } from '../../../src/identify/recognize.ts';
import { NOTHING_SETTLED, type Settled, viewSettled } from '../../../src/identify/settled.ts';
import { viewIndex } from '../../../src/identify/text-index.ts';
import type { Identification } from '../../../src/model/identification.ts';
import { type Declared, installedTexts, labeledTexts, licenseTexts, spdxTexts } from './corpus.ts';
import { HARMLESS, insert, insertParagraph, RESTRICTIONS, random } from './mutate.ts';

const INDEX_FILE = 'rules/index/licenses.bin';
const SETTLED_FILE = 'rules/index/settled.bin';
const index = viewIndex(readFileSync(INDEX_FILE));
const settled = viewSettled(readFileSync(SETTLED_FILE));
const out = (line = '') => process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

/** Times a run of something in milliseconds. */
function timed(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** How an answer compares with a label. `changed`: it names the license and says that words differ. */
type Outcome = 'exact' | 'changed' | 'recorded' | 'none' | 'wrong';

function outcomeOf(answer: Identification, expected: string): Outcome {
  const names = new Set(answer.matches.map(({ license }) => license));
  if (expected === 'NONE') return names.size === 0 ? 'exact' : 'wrong';
  const isIt = (one: Identification['matches'][number]) =>
    one.license === expected || (one.aliases ?? []).includes(expected);
  const right = answer.matches.length > 0 && answer.matches.every(isIt);
  if (answer.verdict === 'match' && (answer.expression === expected || right)) return 'exact';
  if (names.size === 0) return 'none';
  if (right && answer.verdict === 'unknown') return 'recorded';
  return right ? 'changed' : 'wrong';
}

/** A bare address of a file in somebody's repository: what it says is not in the text. */
const POINTER =
  /^\s*(?:https?:\/\/)+(?:[\w.-]*\.)?(?:github|githubusercontent|codeplex|bitbucket|google)\.(?:com|org)\/\S*\s*$/;

function accuracy(folder: string): void {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const wrong: string[] = [];
  const all = labeledTexts(folder);
  let long = 0;
  let pointers = 0;
  for (const { name, text, expected } of all) {
    const answer = identifyText(text, index);
    const outcome = outcomeOf(answer, expected);
    const size = Buffer.byteLength(text) >= 600 ? 'long' : 'short';
    if (size === 'long') long++;
    if (outcome === 'recorded' || (outcome === 'none' && POINTER.test(text))) pointers++;
    add(outcome);
    add(`${size} ${outcome}`);
    if (outcome === 'wrong') {
      const said = answer.matches.map(({ license }) => license).join(' + ');
      wrong.push(
        `  ${name}: ${expected}, answered ${said}${answer.note ? ` (${answer.note})` : ''}`,
      );
    }
  }
  const get = (key: string) => counts.get(key) ?? 0;
  const named = (key = '') => get(`${key}exact`) + get(`${key}changed`) + get(`${key}recorded`);
  const rows: [string, number, number][] = [
    ['long files (600 bytes and more), license named', named('long '), long],
    ['  of them as changed', get('long changed'), long],
    ['all files, license named', named(), all.length],
    ['  of them as what was recorded of an address', get('recorded'), all.length],
    ['  without addresses of files elsewhere', named() - get('recorded'), all.length - pointers],
    ['  no answer', get('none'), all.length],
    ['  wrong', get('wrong'), all.length],
  ];
  out(`accuracy on ${all.length} labeled texts`);
  for (const [title, part, whole] of rows)
    out(`  ${title.padEnd(50)} ${String(part).padStart(4)} of ${whole}  ${percent(part, whole)}`);
  for (const line of wrong) out(line);
}

function recognition(folders: readonly string[]): void {
  for (const folder of folders) {
    const texts = licenseTexts(folder);
    const missed: string[] = [];
    let aliased = 0;
    for (const { expected, text } of texts) {
      const { verdict, matches } = identifyText(text, index);
      const only = matches.length === 1 ? matches[0] : undefined;
      const isIt = only?.license === expected;
      const isAlias = (only?.aliases ?? []).includes(expected);
      if (only?.similarity === 1 && only.coverage === 1 && (isIt || isAlias)) {
        if (!isIt) aliased++;
        continue;
      }
      const said = matches.map(({ license }) => license).join(' + ');
      missed.push(`  ${expected}: ${verdict} ${said}`);
    }
    out(
      `texts of ${folder.split('/').at(-1)} that recognize themselves among all others: ` +
        `${texts.length - missed.length} of ${texts.length}, ${aliased} under another name with the same words`,
    );
    for (const line of missed) out(line);
  }
}

/** Ids of the family of permissive licenses, as `rules/` have them. */
function permissive(): string[] {
  const written = readFileSync('rules/families/permissive.yaml', 'utf8');
  return [...written.matchAll(/licenses: \[([^\]]*)\]/g)].flatMap(([, list]) =>
    (list ?? '').split(/[\s,]+/).filter((id) => id !== ''),
  );
}

function robustness(): void {
  const texts = spdxTexts();
  const clean = permissive().flatMap((id) => {
    const text = texts.get(id);
    return text !== undefined && identifyText(text, index).verdict === 'match'
      ? [{ id, text }]
      : [];
  });
  const next = random(20261126);
  const missed: string[] = [];
  let tried = 0;
  for (let round = 0; tried < 1000; round++) {
    for (const { id, text } of clean) {
      const sentence = RESTRICTIONS[Math.floor(next() * RESTRICTIONS.length)] ?? '';
      const changed = (round % 2 === 0 ? insert : insertParagraph)(text, sentence, next);
      tried++;
      const { verdict } = identifyText(changed, index);
      if (verdict !== 'modified') missed.push(`  ${id}: ${verdict} with "${sentence}"`);
    }
  }
  out(`a restriction put into permissive texts: ${tried - missed.length} of ${tried} modified`);
  for (const line of missed.slice(0, 40)) out(line);
  for (const [name, change] of Object.entries(HARMLESS)) {
    const lost = clean.filter(
      ({ text }) => identifyText(change(text, next), index).verdict !== 'match',
    );
    out(
      `  only ${name.padEnd(22)} ${clean.length - lost.length} of ${clean.length} match` +
        (lost.length > 0
          ? ` (not ${lost
              .slice(0, 8)
              .map(({ id }) => id)
              .join(', ')})`
          : ''),
    );
  }
}

function installed(tree: string): readonly Declared[] {
  const { distinct, packages } = installedTexts(tree);
  let usable = 0;
  const apart: string[] = [];
  let changed = 0;
  for (const { path, text, declared } of distinct) {
    if (declared === '' || /SEE LICENSE|UNLICENSED/i.test(declared)) continue;
    usable++;
    const answer = identifyText(text, index);
    const said = answer.matches.map(({ license }) => license);
    const family = (id: string) => id.replace(/-(?:only|or-later)$|\+$/, '');
    const names = declared.split(/[\s()/]+|OR|AND/).map(family);
    const agrees = said.some((expression) =>
      expression.split(/[\s()]+|OR|AND|WITH/).some((id) => id !== '' && names.includes(family(id))),
    );
    if (agrees && answer.verdict === 'modified') changed++;
    if (!agrees)
      apart.push(
        `  ${path.slice(tree.length + 1)}: declared ${declared}, ${answer.verdict} ${said.join(' + ')}`,
      );
  }
  out(
    `distinct license files of ${packages} installed packages: ${usable - apart.length} of ${usable} ` +
      `agree with the package's word, ${percent(usable - apart.length, usable)}; ${changed} of them as changed`,
  );
  for (const line of apart) out(line);
  return distinct;
}

function speed(texts: readonly string[]): void {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  out(`${texts.length} texts, ${(bytes / 1e6).toFixed(2)} MB`);
  agreement(texts);
  for (const [name, option] of [
    ['settled texts by their digest', '--passes'],
    ['with nothing settled', '--passes-read'],
  ] as const) {
    const runs = Array.from({ length: 5 }, () => freshProcess(texts, option));
    const warm = median(runs.map((one) => one.warm));
    const first = median(runs.map((one) => one.first));
    out(
      `  ${name}: ${rate(texts.length, warm)} texts a second warm, ${(bytes / 1e3 / warm).toFixed(0)} MB/s; ` +
        `${rate(texts.length, first)} in the first pass of a fresh process; ` +
        `index loaded in ${median(runs.map(({ load }) => load)).toFixed(1)} ms`,
    );
  }
}

/** How many texts are settled, and whether each is what it is when it is read. */
function agreement(texts: readonly string[]): void {
  const careful = recognizer({ settled: () => NOTHING_SETTLED, index: () => index });
  let isRead = false;
  const quick = recognizer({
    settled: () => settled,
    index: () => {
      isRead = true;
      return index;
    },
  });
  let found = 0;
  const apart: string[] = [];
  for (const text of texts) {
    isRead = false;
    const answer = saidOf(quick(text));
    if (isRead) continue;
    found++;
    const said = saidOf(careful(text));
    if (answer !== said) apart.push(`  settled as ${answer}, read as ${said}`);
  }
  out(`  settled: ${found} of ${texts.length}; read they are the same: ${found - apart.length}`);
  for (const line of apart) out(line);
}

function saidOf({ verdict, expression, nearest, note }: Recognition): string {
  return JSON.stringify([verdict, expression, nearest, note]);
}

function rate(count: number, milliseconds: number): string {
  return Math.round((count * 1000) / milliseconds).toLocaleString('en');
}

/** Milliseconds to load the index, for the first pass over all texts, and for one when warm. */
interface Passes {
  readonly load: number;
  readonly first: number;
  readonly warm: number;
}

/** Runs this file in a process of its own on texts in a file. */
function freshProcess(texts: readonly string[], option: string): Passes {
  const folder = mkdtempSync(join(tmpdir(), 'fineprint-identify-'));
  try {
    const file = join(folder, 'texts.json');
    writeFileSync(file, JSON.stringify(texts));
    const { stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', option, file], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as Passes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Passes until the compiler has done what it will do, and passes measured then. */
const WARM_UP = 150;
const MEASURED = 15;

function runPasses(file: string, known: () => Settled): void {
  const texts = JSON.parse(readFileSync(file, 'utf8')) as string[];
  let fresh = index;
  const load = timed(() => {
    fresh = viewIndex(readFileSync(INDEX_FILE));
    viewSettled(readFileSync(SETTLED_FILE));
  });
  const pass = () =>
    timed(() => {
      // What was learned of one pass is gone in the next, as it is between runs.
      const recognize = recognizer({ settled: known, index: () => fresh });
      for (const text of texts) recognize(text);
    });
  const [first = 0, ...more] = Array.from({ length: WARM_UP + MEASURED }, pass);
  const passes: Passes = { load, first, warm: median(more.slice(-MEASURED)) };
  out(JSON.stringify(passes));
}

const PAIRS = 9;

/** Times whole processes in turn: ours, and another program that takes the same files as arguments. */
function against(program: string, paths: readonly string[]): void {
  const ours = ['bin/fineprint.js', 'identify', '--format', 'json', ...paths];
  const run = (command: string, args: readonly string[]) =>
    timed(() => {
      const { error } = spawnSync(command, args, { stdio: 'ignore' });
      if (error) throw error;
    });
  const pairs = Array.from({ length: PAIRS }, () => {
    const [one, other] = [run(process.execPath, ours), run(program, paths)];
    return { one, other, ratio: other / one };
  });
  const middle = (key: 'one' | 'other' | 'ratio') => median(pairs.map((pair) => pair[key]));
  out(
    `  whole processes on ${paths.length} files: ${middle('one').toFixed(0)} ms, ` +
      `${program} ${middle('other').toFixed(0)} ms, ×${middle('ratio').toFixed(2)}`,
  );
}

/** Times a text and one twice as long: the ratio stays near 2 where the work is linear. */
function growth(): void {
  const mit = spdxTexts().get('MIT') ?? '';
  const cases: Record<string, (size: number) => string> = {
    'a NOTICE of 25 and 50 MB': (size) =>
      Array.from({ length: size * 11_000 }, (_, at) => `package-${at}\n\n${mit}\n-----\n`).join(''),
    'a license and 5 and 10 MB of nothing': (size) =>
      [mit, ...Array.from({ length: size * 31_250 }, () => 'z '.repeat(40))].join('\n'),
    'one line of 10 and 20 MB': (size) => 'license '.repeat(size * 625_000),
    '5,000 and 10,000 lines "MIT License"': (size) => 'MIT License\n'.repeat(size * 2_500),
    'one word of 1 and 2 MB': (size) => `${'x'.repeat(size * 500_000)} not for commercial use`,
    'sentences that begin a license': (size) =>
      'Redistribution and use in source and binary forms, with or without modification, are permitted. '.repeat(
        size * 10_000,
      ),
  };
  for (const [name, make] of Object.entries(cases)) {
    const [one, two] = [2, 4].map((size) => {
      const text = make(size);
      return median(Array.from({ length: 3 }, () => timed(() => identifyText(text, index))));
    });
    out(
      `  ${name.padEnd(44)} ${(one ?? 0).toFixed(0).padStart(6)} ms ${(two ?? 0).toFixed(0).padStart(6)} ms  ×${((two ?? 0) / (one ?? 1)).toFixed(2)}`,
    );
  }
}

function sizes(): void {
  const files = [INDEX_FILE, SETTLED_FILE].map((file) => readFileSync(file));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: 24,
  };
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
  const megabytes = (count: number) => `${(count / 1e6).toFixed(2)} MB`;
  out(
    `index: ${megabytes(sum(files.map(({ length }) => length)))} on disk, ` +
      `${megabytes(sum(files.map((bytes) => brotliCompressSync(bytes, { params }).length)))} compressed`,
  );
}

function optionOf(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function main(): void {
  for (const [option, known] of [
    ['--passes', settled],
    ['--passes-read', NOTHING_SETTLED],
  ] as const) {
    const file = optionOf(option);
    if (file !== undefined) {
      runPasses(file, () => known);
      return;
    }
  }
  const folder = process.argv[2];
  sizes();
  if (folder && existsSync(join(folder, 'accuracy/text'))) accuracy(join(folder, 'accuracy/text'));
  if (folder && existsSync(join(folder, 'license-texts')))
    recognition(['upstream', 'licensedb'].map((name) => join(folder, 'license-texts', name)));
  robustness();
  const tree = optionOf('--tree') ?? `${tmpdir()}/fineprint-bench/tree`;
  const program = optionOf('--against');
  if (existsSync(tree)) {
    const distinct = installed(tree);
    speed(distinct.map(({ text }) => text));
    if (program !== undefined)
      against(
        program,
        distinct.map(({ path }) => path),
      );
  } else out(`no npm tree in ${tree}: run "npm run bench" once, or give --tree`);
  out('growth');
  growth();
}

main();
