import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../identify/texts.ts';

const BIN = fileURLToPath(new URL('../../bin/fineprint.js', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'fineprint-identify-'));
const MIT = textOf('MIT').replace(/Copyright.*/, 'Copyright (c) 2024 Jane Roe');

const FILES: Readonly<Record<string, string | Buffer>> = {
  LICENSE: MIT,
  CHANGED: MIT.replace('without restriction', 'with restrictions'),
  TWICE: MIT.replace('without restriction', 'with restrictions').replace(
    'shall be included in all copies',
    'shall be read aloud in all copies',
  ),
  MORE: `${MIT}\nThe Software may not be offered to third parties as a hosted service.\n`,
  LONG: `${MIT}${Array.from({ length: 20 }, (_, i) => `\nYou may not use it to build thing ${i}.\n\nIt has a part ${i}.\n`).join('')}`,
  README: '# A thing\n\nIt does things.\n',
  EMPTY: '',
  BINARY: Buffer.from([1, 0, 2, 0, 3]),
  UTF16: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(MIT, 'utf16le')]),
  LATIN: Buffer.concat([Buffer.from(MIT, 'latin1'), Buffer.from([0xa9, 0x20, 0xe9])]),
  ESCAPES: `\u001b[2J${MIT}`,
};

beforeAll(() => {
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(FOLDER, name), content);
  mkdirSync(join(FOLDER, 'folder'));
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'identify', ...args], {
    encoding: 'utf8',
    cwd: FOLDER,
    input,
  });
  return { status, stdout, stderr };
}

describe('as JSON', () => {
  const answers = (...files: readonly string[]) =>
    JSON.parse(run(['--format', 'json', ...files]).stdout) as {
      path: string;
      verdict: string;
      expression: string | null;
      matches: { license: string; coverage: number; startLine: number; endLine: number }[];
      residue: { kind: string; startLine: number }[];
    }[];

  test('each file has its answer, in the order asked', () => {
    const found = answers('LICENSE', 'CHANGED', 'MORE', 'README', 'EMPTY', 'UTF16', 'LATIN');
    expect(found.map(({ path, verdict, expression }) => [path, verdict, expression])).toEqual([
      ['LICENSE', 'match', 'MIT'],
      ['CHANGED', 'modified', null],
      ['MORE', 'modified', null],
      ['README', 'none', null],
      ['EMPTY', 'none', null],
      ['UTF16', 'match', 'MIT'],
      ['LATIN', 'match', 'MIT'],
    ]);
  });

  test('it tells where, and what was changed or added', () => {
    const [plain, changed, more] = answers('LICENSE', 'CHANGED', 'MORE');
    expect(plain).toMatchObject({
      matches: [{ license: 'MIT', coverage: 1, similarity: 1, startLine: 1 }],
      parameters: {},
    });
    expect(changed?.matches[0]).toMatchObject({
      license: 'MIT',
      differences: [{ startLine: 6, endLine: 6, found: 'with', expected: 'without' }],
    });
    const lines = MIT.trimEnd().split('\n').length;
    expect(more?.residue.find(({ kind }) => kind === 'restriction')?.startLine).toBe(lines + 1);
  });
});

test('on a terminal it shows both wordings', () => {
  const { status, stdout, stderr } = run(['CHANGED']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^CHANGED\n {2}modified +MIT with words changed\n/);
  expect(stdout).toContain('    - without\n');
  expect(stdout).toContain('    + with (line 6)\n');
});

test('every difference is shown as it stands in the text', () => {
  const { stdout } = run(['TWICE']);
  expect(stdout).toContain('    + with (line 6)\n');
  expect(stdout).toMatch(/^ {4}- included\n {4}\+ read aloud \(line 1[0-4]\)\n/m);
});

test('what is added is quoted, and nothing of a text moves the cursor', () => {
  expect(run(['MORE']).stdout).toMatch(/restriction lines? \d+(?:-\d+)?: The Software may not be/);
  expect(run(['ESCAPES']).stdout).not.toContain('\u001b');
});

test('standard input is a file called -', () => {
  expect(run(['-'], MIT).stdout).toMatch(/^<stdin>\n {2}match +MIT\n/);
});

test('files that cannot be read are told, and the others answered', () => {
  const { status, stdout, stderr } = run(['gone', 'folder', 'BINARY', 'LICENSE']);
  expect(status).toBe(2);
  expect(stdout).toMatch(/^LICENSE\n {2}match +MIT\n/);
  expect(stderr).toContain('gone: there is no such file');
  expect(stderr).toContain('folder: this is a directory; give the files in it');
  expect(stderr).toContain('BINARY: a text file was expected, but it holds binary data');
});

test.each([
  [['--format', 'jsn', 'LICENSE'], 'did you mean "json"'],
  [[], 'missing required argument'],
])('%j is refused with 2', (args, hint) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(hint);
});

test('of many passages the first are shown, and how many more there are', () => {
  const { stdout } = run(['LONG']);
  expect(stdout.match(/^ {2}restriction /gm)?.length).toBe(12);
  expect(stdout).toMatch(/^ {2}and +\d+ more such passages; --format json has all$/m);
});
