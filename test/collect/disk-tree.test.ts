import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, openTree } from '../../src/collect/disk-tree.ts';
import type { Tree } from '../../src/model/tree.ts';

const made: string[] = [];

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

function directory(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'fineprint-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

function write(root: string, path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Every file of a tree, by path. */
function filesOf(tree: Tree): string[] {
  return tree.directories
    .flatMap(({ path, files }) => files.map((name) => (path ? `${path}/${name}` : name)))
    .sort();
}

function filesIn(files: Readonly<Record<string, string>>): string[] {
  return filesOf(openTree(directory(files)).tree);
}

describe('ignore files', () => {
  test('hide files and folders, and a later line brings one back', () => {
    const files = { '.gitignore': '*.log\n!keep.log\nout/\n', 'a.log': '', 'keep.log': '' };
    expect(filesIn({ ...files, 'out/package.json': '{}', 'src/b.log': '' })).toEqual([
      '.gitignore',
      'keep.log',
    ]);
  });

  test('are told of where they hide a manifest', () => {
    const files = {
      '.gitignore': 'compose*.yml\nDockerfile\n*.log\nout/\n',
      'compose.yml': '',
      'a.log': '',
      'out/compose.yml': '',
      'sub/Dockerfile': '',
      'node_modules/a/package.json': '{}',
    };
    expect(openTree(directory(files)).diagnostics).toEqual([
      {
        code: 'excluded',
        level: 'info',
        path: 'compose.yml',
        message:
          'not read, since .gitignore leaves it out: compose.yml, sub/Dockerfile; take what is part of the project out of .gitignore',
      },
    ]);
    expect(openTree(directory({ '.gitignore': '*.log\n', 'a.log': '' })).diagnostics).toEqual([]);
  });

  test('hold below their own folder, and the deepest with an opinion decides', () => {
    expect(
      filesIn({
        '.gitignore': '*.json\n',
        'a.json': '{}',
        'sub/.gitignore': '!*.json\n/only-here.txt\n',
        'sub/b.json': '{}',
        'sub/only-here.txt': '',
        'sub/deep/only-here.txt': '',
        'only-here.txt': '',
      }),
    ).toEqual([
      '.gitignore',
      'only-here.txt',
      'sub/.gitignore',
      'sub/b.json',
      'sub/deep/only-here.txt',
    ]);
  });

  test('a pattern with a slash is anchored, one without is not', () => {
    const files = { '.gitignore': '/top\nany/\n', 'top/a': '', 'x/top/a': '', 'x/any/a': '' };
    expect(filesIn(files)).toEqual(['.gitignore', 'x/top/a']);
  });

  test('do not hide what a file names, such as .env', () => {
    const root = directory({ '.gitignore': '.env\n', '.env': 'A=1' });
    const { tree } = openTree(root);
    expect(tree.has('.env')).toBe(false);
    expect(tree.read('.env')).toEqual({ status: 'ok', text: 'A=1' });
  });
});

describe('installed packages', () => {
  test('are read although they are ignored, and nothing else in ignored folders is', () => {
    expect(
      filesIn({
        '.gitignore': 'node_modules\n.venv\nbuild\n',
        'node_modules/a/package.json': '{}',
        'build/package.json': '{}',
        '.venv/pyvenv.cfg': '',
        '.venv/lib/python3.12/site-packages/b-1.dist-info/METADATA': '',
      }),
    ).toEqual([
      '.gitignore',
      '.venv/lib/python3.12/site-packages/b-1.dist-info/METADATA',
      'node_modules/a/package.json',
    ]);
  });

  test('of an environment by any name are read, and nothing else in it', () => {
    expect(
      filesIn({
        'tools/py/pyvenv.cfg': '',
        'tools/py/share/jupyter/lab/package.json': '{}',
        'tools/py/lib/python3.12/site-packages/b-1.dist-info/METADATA': '',
      }),
    ).toEqual(['tools/py/lib/python3.12/site-packages/b-1.dist-info/METADATA']);
  });

  test('a project that is an environment as well is read', () => {
    expect(filesIn({ 'app/pyvenv.cfg': '', 'app/package.json': '{}' })).toEqual([
      'app/package.json',
      'app/pyvenv.cfg',
    ]);
  });

  test('show their roots, their license folders and packages nested in them, not their code', () => {
    expect(
      filesIn({
        'node_modules/a/package.json': '{}',
        'node_modules/a/LICENSE': '',
        'node_modules/a/lib/package.json': '{}',
        'node_modules/a/LICENSES/MIT.txt': '',
        'node_modules/a/license/vendor/b/LICENSE': '',
        'node_modules/license/package.json': '{}',
        'node_modules/license/lib/index.js': '',
        'node_modules/a/node_modules/b/package.json': '{}',
        'node_modules/a/test/fixture/node_modules/c/package.json': '{}',
        'node_modules/@scope/d/package.json': '{}',
        'node_modules/@scope/d/src/index.js': '',
      }),
    ).toEqual([
      'node_modules/@scope/d/package.json',
      'node_modules/a/LICENSE',
      'node_modules/a/LICENSES/MIT.txt',
      'node_modules/a/license/vendor/b/LICENSE',
      'node_modules/a/node_modules/b/package.json',
      'node_modules/a/package.json',
      'node_modules/license/package.json',
    ]);
  });

  test('in the store of pnpm are read once, and the links to them not followed', () => {
    const root = directory({
      'node_modules/.pnpm/a@1.0.0/node_modules/a/package.json': '{}',
      'node_modules/.pnpm/@s+b@2.0.0/node_modules/@s/b/package.json': '{}',
      'node_modules/.modules.yaml': '',
    });
    symlinkSync('.pnpm/a@1.0.0/node_modules/a', join(root, 'node_modules/a'));
    const { tree, diagnostics } = openTree(root);
    expect(filesOf(tree)).toEqual([
      'node_modules/.modules.yaml',
      'node_modules/.pnpm/@s+b@2.0.0/node_modules/@s/b/package.json',
      'node_modules/.pnpm/a@1.0.0/node_modules/a/package.json',
    ]);
    expect(tree.directory('node_modules')?.linked).toEqual(['a']);
    expect(diagnostics).toEqual([]);
    expect(tree.read('node_modules/a/package.json')).toEqual({ status: 'ok', text: '{}' });
  });

  test('are in their own zone', () => {
    const { tree } = openTree(directory({ 'src/x': '', 'node_modules/a/package.json': '{}' }));
    expect(tree.directory('src')?.zone).toBe('project');
    expect(tree.directory('node_modules/a')?.zone).toBe('installed');
  });
});

test('version control is not entered', () => {
  expect(filesIn({ '.git/config': '', 'src/.hg/x': '', 'a.txt': '' })).toEqual(['a.txt']);
});

describe('links', () => {
  test('that loop end', () => {
    const root = directory({ 'a/b/file': 'x' });
    symlinkSync('..', join(root, 'a/b/up'));
    symlinkSync('self', join(root, 'self'));
    const { tree, diagnostics } = openTree(root);
    expect(filesOf(tree)).toEqual(['a/b/file']);
    expect(tree.directory('a/b')?.linked).toEqual(['up']);
    expect(diagnostics).toEqual([]);
    expect(tree.read('self')?.status).not.toBe('ok');
  });

  test('to a file inside are files, broken ones nothing', () => {
    const root = directory({ 'LICENSES/MIT.txt': 'MIT' });
    symlinkSync('LICENSES/MIT.txt', join(root, 'LICENSE'));
    symlinkSync('gone', join(root, 'COPYING'));
    const { tree } = openTree(root);
    expect(filesOf(tree)).toEqual(['LICENSE', 'LICENSES/MIT.txt']);
    expect(tree.read('LICENSE')).toEqual({ status: 'ok', text: 'MIT' });
    expect(tree.read('COPYING')).toBeUndefined();
  });

  test('out of the root are reported and not read', () => {
    const outside = directory({ 'secret/package.json': '{}', 'file.txt': 'secret' });
    const root = directory({ 'a.txt': '' });
    symlinkSync(join(outside, 'secret'), join(root, 'folder'));
    symlinkSync(join(outside, 'file.txt'), join(root, 'file.txt'));
    const { tree, diagnostics } = openTree(root);
    expect(filesOf(tree)).toEqual(['a.txt']);
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'symlink-outside-root file.txt',
      'symlink-outside-root folder',
    ]);
    for (const path of ['file.txt', 'folder/package.json']) {
      expect(tree.read(path)).toMatchObject({ status: 'failed', code: 'symlink-outside-root' });
    }
  });

  test('cannot make the root itself look outside', () => {
    const outside = directory({ 'a.txt': 'x' });
    const parent = directory();
    symlinkSync(outside, join(parent, 'root'));
    expect(filesOf(openTree(join(parent, 'root')).tree)).toEqual(['a.txt']);
  });
});

test.each(['../../etc/passwd', '/etc/passwd', 'a/../../../../../../etc/passwd', '..'])(
  'reading %s does not leave the root',
  (path) => {
    const { tree } = openTree(directory({ 'a/b': '' }));
    expect(tree.read(path)).toMatchObject({ status: 'failed', code: 'symlink-outside-root' });
  },
);

test('a name that merely begins like the root is outside', () => {
  const root = directory({ a: '' });
  made.push(`${root}-twin`);
  write(`${root}-twin`, 'secret', 'x');
  const { tree } = openTree(root);
  expect(tree.read(`../${root.split('/').at(-1)}-twin/secret`)).toMatchObject({
    code: 'symlink-outside-root',
  });
});

describe('what is no text', () => {
  test('a pipe is passed over and does not block', () => {
    const root = directory({ a: '' });
    execFileSync('mkfifo', [join(root, 'package.json')]);
    const { tree } = openTree(root);
    expect(tree.has('package.json')).toBe(false);
    expect(tree.read('package.json')).toBeUndefined();
  });

  test('binary data is told', () => {
    const root = directory();
    write(root, 'package.json', Buffer.from([0x7b, 0, 0x7d]));
    expect(openTree(root).tree.read('package.json')).toMatchObject({ code: 'binary-file' });
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from('\ufeff{}', 'utf8')],
    ['UTF-16, little end first', Buffer.from('\ufeff{}', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeff{}', 'utf16le').swap16()],
  ])('%s is decoded', (_, bytes) => {
    const root = directory();
    write(root, 'package.json', bytes);
    expect(openTree(root).tree.read('package.json')).toEqual({ status: 'ok', text: '{}' });
  });

  test('nothing and a directory are no files', () => {
    const { tree } = openTree(directory({ 'a/b': '' }));
    expect(tree.read('missing')).toBeUndefined();
    expect(tree.read('a')).toBeUndefined();
    expect(tree.read('a/b/c')).toBeUndefined();
    expect(tree.has('a')).toBe(false);
  });

  test('a path with a NUL byte is refused, not thrown', () => {
    const { tree } = openTree(directory({ a: '' }));
    expect(tree.read('a\0b')?.status).not.toBe('ok');
  });
});

describe('bounds', () => {
  test('of a file', () => {
    const root = directory({ 'package.json': '{}', 'small.json': '{}' });
    truncateSync(join(root, 'package.json'), 4 * 1024 * 1024);
    const limits = { ...DEFAULT_LIMITS, fileBytes: 1024 * 1024 };
    const { tree } = openTree(root, limits);
    expect(tree.read('package.json')).toMatchObject({ status: 'failed', code: 'file-too-large' });
    expect(tree.read('small.json')?.status).toBe('ok');
  });

  test('of depth', () => {
    const root = directory({ 'a/b/c/d/file': '', 'a/b/file': '' });
    const { tree, diagnostics } = openTree(root, { ...DEFAULT_LIMITS, depth: 2 });
    expect(filesOf(tree)).toEqual(['a/b/file']);
    expect(diagnostics).toMatchObject([{ code: 'limit-reached', level: 'error', path: 'a/b' }]);
  });

  test('of entries', () => {
    const root = directory({ 'a/1': '', 'a/2': '', 'b/1': '', 'b/2': '' });
    const { diagnostics } = openTree(root, { ...DEFAULT_LIMITS, entries: 3 });
    expect(diagnostics).toMatchObject([{ code: 'limit-reached', level: 'error' }]);
  });
});

/** Runs as a user without rights: root may read what nobody else may. */
function asNobody<T>(run: () => T): T {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

test('what cannot be opened is reported', () => {
  const root = directory({ 'closed/file': '', 'closed.json': '' });
  chmodSync(root, 0o755);
  chmodSync(join(root, 'closed'), 0o000);
  chmodSync(join(root, 'closed.json'), 0o000);
  const { diagnostics, reading } = asNobody(() => {
    const { tree, diagnostics } = openTree(root);
    return { diagnostics, reading: tree.read('closed.json') };
  });
  chmodSync(join(root, 'closed'), 0o700);
  expect(diagnostics).toMatchObject([{ code: 'unreadable', path: 'closed' }]);
  expect(reading).toMatchObject({ status: 'failed', code: 'unreadable' });
});

test('a file as root is refused, and so is nothing', () => {
  const root = directory({ a: '' });
  expect(() => openTree(join(root, 'a'))).toThrow(/not a directory/);
  expect(() => openTree(join(root, 'missing'))).toThrow();
});

test('everything is sorted by code points, whatever order the disk gives', () => {
  const { tree } = openTree(directory({ 'b/x': '', 'B/x': '', 'a/x': '', Z: '', z: '', ä: '' }));
  expect(tree.directories.map(({ path }) => path)).toEqual(['', 'B', 'a', 'b']);
  expect(tree.directory('')?.files).toEqual(['Z', 'z', 'ä']);
});
