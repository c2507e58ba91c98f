import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TABLES, withTables } from './readme-tables.ts';

const README = new URL('../README.md', import.meta.url);

test('the tables of README.md are current (UPDATE_README=1 npx vitest run test/readme.test.ts)', () => {
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
