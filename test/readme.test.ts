import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { TABLES, withTables } from './readme-tables.ts';
import { rulesPage } from './rules-page/page.ts';

const README = new URL('../README.md', import.meta.url);
const RULES = new URL('../rules/', import.meta.url);
const PAGE = new URL('README.md', RULES);

test('the tables of README.md are current (npm run readme)', () => {
  const text = readFileSync(README, 'utf8');
  const current = withTables(text);
  if (process.env['UPDATE_README']) writeFileSync(README, current);
  else expect(text).toBe(current);
});

test.each(Object.keys(TABLES))('README.md has the table of %s', (name) => {
  expect(readFileSync(README, 'utf8')).toContain(`<!-- table:${name} -->\n`);
});

test('a marker for a table that does not exist is refused', () => {
  expect(() => withTables('<!-- table:nothing -->\n<!-- /table -->')).toThrow(/nothing/);
});

describe('a question of README.md', () => {
  const rows = [
    ...readFileSync(README, 'utf8').matchAll(/^\| (.+\?) \| `fineprint (.+?)` \| (.+) \|$/gm),
  ];
  const questions = rows.map(([, question = '', command = '', answer = '']) => ({
    question,
    command,
    quotes: [...answer.matchAll(/“([^”]+)”/g)].map(([, quote = '']) => quote),
  }));

  test('is there, with what is printed', () => {
    expect(questions).toHaveLength(10);
    expect(questions.filter(({ quotes }) => quotes.length === 0)).toEqual([]);
  });

  test.each(questions)('$question', ({ command, quotes }) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['bin/fineprint.js', ...command.split(' ')],
      { cwd: fileURLToPath(new URL('../', import.meta.url)), encoding: 'utf8' },
    );
    const printed = stdout.replaceAll(/\s+/g, ' ');
    expect(stderr).toBe('');
    expect(quotes.filter((quote) => !printed.includes(quote))).toEqual([]);
  });
});

describe('rules/README.md', () => {
  let page = '';
  beforeAll(() => {
    page = rulesPage();
  });

  test('is current (npm run readme)', () => {
    if (process.env['UPDATE_README']) writeFileSync(PAGE, page);
    else expect(differences(readFileSync(PAGE, 'utf8'), page)).toEqual([]);
  });

  test('has every license, rule and duty that has a file', () => {
    const lacking = ['licenses', 'risks', 'duties'].flatMap((folder) =>
      readdirSync(new URL(folder, RULES))
        .map((name) => `${folder}/${name}`)
        .filter((path) => !page.includes(`](${path})`)),
    );
    expect(lacking).toEqual([]);
  });

  test('points at nothing that is not there, and names no place twice', () => {
    const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
    expect(anchors.filter((id, at) => anchors.indexOf(id) !== at)).toEqual([]);
    const headings = [...page.matchAll(/^## (\w+)$/gm)].map(([, title = '']) =>
      title.toLowerCase(),
    );
    const places = new Set([...anchors, ...headings].map((id) => `#${id}`));
    const links = new Set([...page.matchAll(/\]\(([^<)]+)\)/g)].map(([, target = '']) => target));
    const broken = [...links].filter((link) =>
      link.startsWith('#') ? !places.has(link) : !existsSync(new URL(link, RULES)),
    );
    expect(broken).toEqual([]);
  });

  test('can be opened in a browser', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
  });
});

/** The first lines that differ: a page of thousands of lines says nothing when it is printed whole. */
function differences(text: string, current: string): readonly string[] {
  const [old, made] = [text.split('\n'), current.split('\n')];
  const at = made.findIndex((line, index) => line !== old[index]);
  if (at < 0) return old.length === made.length ? [] : [`line ${made.length + 1}: too long`];
  return [`line ${at + 1} is: ${old[at]}`, `line ${at + 1} should be: ${made[at]}`];
}
