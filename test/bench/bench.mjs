/**
 * `npm run bench`: what fineprint costs, as ratios against something measured in the same run.
 *
 * Commands are timed as whole processes, in turn (A B A B …), and the median of the pairwise ratios
 * is printed; absolute times of one machine say little about another. The tree is installed once
 * into the system's folder for temporary files, or taken from the command line.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RUNS = 9;
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const CHECKER = 'license-checker-rseidelsohn@5.0.1';

function install(directory, args) {
  console.error(`installing into ${directory} …`);
  execFileSync(
    NPM,
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', ...args],
    {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
}

function benchTree() {
  const directory = `${tmpdir()}/fineprint-bench/tree`;
  if (!existsSync(`${directory}/node_modules`)) {
    mkdirSync(directory, { recursive: true });
    copyFileSync(`${HERE}tree/package.json`, `${directory}/package.json`);
    install(directory, []);
  }
  return directory;
}

function checkerBin() {
  const directory = `${tmpdir()}/fineprint-bench/checker`;
  if (!existsSync(`${directory}/node_modules`)) {
    mkdirSync(directory, { recursive: true });
    install(directory, ['--prefix', directory, CHECKER]);
  }
  return `${directory}/node_modules/license-checker-rseidelsohn/bin/license-checker-rseidelsohn.js`;
}

function time({ args, cwd }) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(process.execPath, args, { cwd, maxBuffer: 1 << 30 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  // A gate that fails (1) is a scan that worked.
  if (error || status > 1) throw new Error(`${args.join(' ')} failed: ${error ?? stderr}`);
  return seconds;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Times two commands in turn and prints medians, difference and ratio. */
function pair(title, a, b) {
  time(a);
  time(b);
  const as = [];
  const bs = [];
  for (let run = 0; run < RUNS; run++) {
    as.push(time(a));
    bs.push(time(b));
  }
  const ratios = as.map((value, index) => value / bs[index]);
  const milliseconds = (value) => `${Math.round(value * 1000)} ms`;
  const difference = median(as.map((value, index) => value - bs[index]));
  console.log(
    `${title.padEnd(58)} ${milliseconds(median(as)).padStart(8)} ${milliseconds(median(bs)).padStart(8)} ` +
      `${milliseconds(difference).padStart(9)}   ×${median(ratios).toFixed(2)}`,
  );
}

const tree = process.argv[2] ?? benchTree();
const bin = `${ROOT}bin/fineprint.js`;
const empty = { args: ['-e', '0'], cwd: ROOT };
const scanTree = { args: [bin, 'scan', tree, '--format', 'json'], cwd: tree };
console.log(`Node ${process.version}, ${RUNS} pairs, medians`);
console.log(`${''.padEnd(58)} ${'A'.padStart(8)} ${'B'.padStart(8)} ${'A − B'.padStart(9)}   A/B`);
pair('--version  against  node -e 0', { args: [bin, '--version'], cwd: ROOT }, empty);
const story = `${ROOT}fixtures/repos/clean-permissive`;
pair(
  'scan of a small clean repository  against  node -e 0',
  { args: [bin, 'scan', story], cwd: ROOT },
  empty,
);
const bare = { args: [`${HERE}bare-walk.mjs`, tree], cwd: tree };
pair('scan of the npm tree  against  bare walk of package roots', scanTree, bare);
const full = { args: [`${HERE}bare-walk.mjs`, tree, '--everything'], cwd: tree };
pair('scan of the npm tree  against  bare walk of everything', scanTree, full);
if (!process.argv.includes('--no-peers')) {
  const peer = { args: [checkerBin(), '--json', '--start', tree], cwd: tree };
  pair('license-checker-rseidelsohn --json  against  our scan', peer, scanTree);
}
