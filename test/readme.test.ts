import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { TABLES, withTables } from './readme-tables.ts';
import { placesOf, rulesPages } from './rules-page/page.ts';

const README = new URL('../README.md', import.meta.url);
const RULES = new URL('../rules/', import.meta.url);

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

describe('the pages of rules/', () => {
  let pages: ReadonlyMap<string, string> = new Map();
  beforeAll(() => {
    pages = rulesPages();
  });

  test('are current (npm run readme)', () => {
    for (const [path, page] of pages) {
      const file = new URL(path, RULES);
      if (process.env['UPDATE_README']) writeFileSync(file, page);
      else expect(differences(readFileSync(file, 'utf8'), page), path).toEqual([]);
    }
  });

  test('have every license, rule and duty that has a file', () => {
    const linked = new Set(
      [...pages].flatMap(([path, page]) =>
        [...page.matchAll(/\]\(([^<)]+)\)/g)].map(
          ([, target = '']) => new URL(target, new URL(path, RULES)).href,
        ),
      ),
    );
    const lacking = ['licenses', 'risks', 'duties'].flatMap((folder) =>
      readdirSync(new URL(folder, RULES))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => `${folder}/${name}`)
        .filter((path) => !linked.has(new URL(path, RULES).href)),
    );
    expect(lacking).toEqual([]);
  });

  test('point at nothing that is not there, and name no place twice', () => {
    const all = [...pages].flatMap(([path, page]) =>
      placesOf(page).map((place) => new URL(`#${place}`, new URL(path, RULES)).href),
    );
    expect(all.filter((place, at) => all.indexOf(place) !== at)).toEqual([]);
    const places = new Set(all);
    for (const [path, page] of pages) {
      const links = new Set([...page.matchAll(/\]\(([^<)]+)\)/g)].map(([, target = '']) => target));
      const broken = [...links].filter((link) => {
        const url = new URL(link, new URL(path, RULES));
        if (url.protocol !== 'file:') return false;
        return url.hash === '' ? !existsSync(url) : !places.has(url.href);
      });
      expect(broken, path).toEqual([]);
    }
  });

  test('are not cut by GitHub', () => {
    for (const [path, page] of pages) expect(Buffer.byteLength(page), path).toBeLessThan(512_000);
  });
});

/** The first lines that differ: a page of thousands of lines says nothing when it is printed whole. */
function differences(text: string, current: string): readonly string[] {
  const [old, made] = [text.split('\n'), current.split('\n')];
  const at = made.findIndex((line, index) => line !== old[index]);
  if (at < 0) return old.length === made.length ? [] : [`line ${made.length + 1}: too long`];
  return [`line ${at + 1} is: ${old[at]}`, `line ${at + 1} should be: ${made[at]}`];
}
