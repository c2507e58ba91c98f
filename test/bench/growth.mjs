/**
 * `npm run bench:growth`: whole scans of files made to hurt, at a size and at twice that size. The
 * ratio of the times beyond an empty scan stays near 2 where the work is linear.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/fineprint.js', import.meta.url));
const RUNS = 5;

function lockfile(size, space) {
  const packages = { '': { name: 'a', version: '1.0.0' } };
  for (let i = 0; i < size; i++)
    packages[`node_modules/p${i}`] = { version: '1.0.0', license: 'MIT' };
  return JSON.stringify({ lockfileVersion: 3, packages }, null, space);
}

/** Name → path and text at a size. */
const CASES = {
  'package-lock.json, one line': [40_000, 'package-lock.json', (n) => lockfile(n)],
  'package-lock.json, indented': [40_000, 'package-lock.json', (n) => lockfile(n, 2)],
  'yarn.lock': [
    40_000,
    'yarn.lock',
    (n) => Array.from({ length: n }, (_, i) => `a${i}@^1:\n  version "1.0.0"\n`).join('\n'),
  ],
  'requirements.txt': [
    40_000,
    'requirements.txt',
    (n) => Array.from({ length: n }, (_, i) => `a${i}==1.0\n`).join(''),
  ],
  'compose.yaml': [
    4_000,
    'compose.yaml',
    (n) =>
      `services:\n${Array.from({ length: n }, (_, i) => `  s${i}: {image: "a${i}:1.0.0"}\n`).join('')}`,
  ],
  'calls that never close': [100_000, 'a.py', (n) => 'from_pretrained("a/b", '.repeat(n)],
  'one line of 10 MB': [10_000_000, 'a.py', (n) => `from_pretrained ${'x'.repeat(n)}`],
  'model card, one paragraph': [
    2_000,
    'README.md',
    (n) =>
      `---\nlicense: mit\nbase_model: a/b\n---\n\n# Wren\n\n${'Wren beats open-source models.\n'.repeat(n)}`,
  ],
  'model card, brackets that never close': [
    10_000,
    'README.md',
    (n) =>
      `---\nlicense: mit\nbase_model: a/b\n---\n\n${'![<'.repeat(400)}\n`.padEnd(n * 12, '![<[<\n'),
  ],
  'LICENSE, one notice again and again': [20_000, 'LICENSE', (n) => 'MIT License\n'.repeat(n)],
  'LICENSE, one line': [150_000, 'LICENSE', (n) => `in no event shall ${'x '.repeat(n)}`],
};

function time(directory) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [
      BIN,
      'scan',
      directory,
      '--format',
      `json=${directory}.json`,
    ]);
    if (status > 1) throw new Error(String(stderr));
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const root = mkdtempSync(join(tmpdir(), 'fineprint-growth-'));
try {
  const at = (name, path, text) => {
    const directory = join(root, name);
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
    return time(directory);
  };
  const empty = at('empty', 'note.txt', '');
  console.log(`an empty directory takes ${Math.round(empty)} ms; times below are beyond it`);
  for (const [name, [size, path, make]] of Object.entries(CASES)) {
    const slug = name.replace(/\W+/g, '-');
    const [one, two] = [1, 2].map(
      (factor) => at(`${slug}-${factor}`, path, make(size * factor)) - empty,
    );
    console.log(
      `${name.padEnd(40)} ${one.toFixed(0).padStart(6)} ms ${two.toFixed(0).padStart(6)} ms   ×${(two / one).toFixed(1)}`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
