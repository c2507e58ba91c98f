import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Aliases } from '../../src/model/knowledge.ts';
import type { Dialect } from '../../src/spdx/alias-index.ts';
import { parseExpression, print } from '../../src/spdx/expression.ts';
import { foldName } from '../../src/spdx/names.ts';
import { normalizeLicense } from '../../src/spdx/normalize.ts';

const aliases: Aliases = parse(
  readFileSync(new URL('../../rules/aliases.yaml', import.meta.url), 'utf8'),
);

test.each([
  ['MIT', 'MIT', 'high'],
  ['mit', 'MIT', 'high'],
  ['  MIT\n', 'MIT', 'high'],
  ['MIT License', 'MIT', 'high'],
  ['The MIT License', 'MIT', 'high'],
  ['The MIT License (MIT)', 'MIT', 'high'],
  ['MIT License (MIT)', 'MIT', 'high'],
  ['ISC License (ISCL)', 'ISC', 'high'],
  ['apache-2.0', 'Apache-2.0', 'high'],
  ['Apache 2', 'Apache-2.0', 'high'],
  ['apache2', 'Apache-2.0', 'high'],
  ['Apache License 2.0', 'Apache-2.0', 'high'],
  ['Apache License, Version 2.0', 'Apache-2.0', 'high'],
  ['Apache Licence v2.0', 'Apache-2.0', 'high'],
  ['ASL 2.0', 'Apache-2.0', 'high'],
  ['BSD 3-Clause License', 'BSD-3-Clause', 'high'],
  ['New BSD License', 'BSD-3-Clause', 'high'],
  ['Modified BSD License', 'BSD-3-Clause', 'high'],
  ['2-Clause BSD', 'BSD-2-Clause', 'high'],
  ['MPL 2.0', 'MPL-2.0', 'high'],
  ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0', 'high'],
  ['unlicense', 'Unlicense', 'high'],
  ['The Unlicense', 'Unlicense', 'high'],
  ['CC0', 'CC0-1.0', 'high'],
  ['CC BY-NC 4.0', 'CC-BY-NC-4.0', 'high'],
  ['Creative Commons Attribution-NonCommercial 4.0 International', 'CC-BY-NC-4.0', 'high'],
  ['BSL-1.0', 'BSL-1.0', 'high'],
  ['BSL 1.1', 'BUSL-1.1', 'high'],
  ['Business Source License 1.1', 'BUSL-1.1', 'high'],
  ['busl', 'BUSL-1.1', 'high'],
  ['zlib/libpng', 'Zlib', 'high'],
  ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0', 'high'],
  ['mit or apache-2.0', 'MIT OR Apache-2.0', 'high'],
  [
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'high',
  ],
  ['GPLv2 with Classpath exception', 'GPL-2.0-only WITH Classpath-exception-2.0', 'high'],
  ['LicenseRef-acme', 'LicenseRef-acme', 'high'],
  ['GPL-2.0+', 'GPL-2.0-or-later', 'high'],
  ['GPLv3+', 'GPL-3.0-or-later', 'high'],
  ['GPL v3 or later', 'GPL-3.0-or-later', 'high'],
  ['GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later', 'high'],
  [
    'GNU Affero General Public License, version 3 or any later version',
    'AGPL-3.0-or-later',
    'high',
  ],
  // SPDX deprecated the bare ids because they leave "or later" open.
  ['GPL-2.0', 'GPL-2.0-only', 'medium'],
  ['GPLv3', 'GPL-3.0-only', 'medium'],
  ['LGPL v3', 'LGPL-3.0-only', 'medium'],
  ['LGPLv3', 'LGPL-3.0-only', 'medium'],
  ['GNU GPL v2', 'GPL-2.0-only', 'medium'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0', 'high'],
  // Guesses.
  ['BSD', 'BSD-3-Clause', 'low'],
  ['GPL', 'GPL-1.0-or-later', 'low'],
  ['LGPL', 'LGPL-2.0-or-later', 'low'],
  ['Apache Software License', 'Apache-2.0', 'medium'],
  ['MIT/X11', 'MIT', 'medium'],
  // What stands between names.
  ['MIT/Apache-2.0', 'MIT OR Apache-2.0', 'medium'],
  ['Apache-2.0 / MIT', 'Apache-2.0 OR MIT', 'medium'],
  ['MIT License or Apache License 2.0', 'MIT OR Apache-2.0', 'medium'],
  ['Your choice of MIT or Apache License 2.0', 'MIT OR Apache-2.0', 'medium'],
  ['MIT/Apache-2.0 and ISC', '(MIT OR Apache-2.0) AND ISC', 'low'],
  ['GPL-2.0 or later', 'GPL-2.0-or-later', 'high'],
  ['MIT, GPL v2 or later', undefined, undefined],
  ['MIT and Apache 2', 'MIT AND Apache-2.0', 'low'],
  // Addresses.
  ['https://opensource.org/licenses/MIT', 'MIT', 'high'],
  ['http://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0', 'high'],
  ['https://creativecommons.org/licenses/by-nc/4.0/', 'CC-BY-NC-4.0', 'high'],
  ['https://www.gnu.org/licenses/gpl-3.0.en.html', undefined, undefined],
  ['https://www.gnu.org/licenses/agpl-3.0.html', 'AGPL-3.0-only', 'medium'],
  ['MIT (https://example.example/LICENSE)', 'MIT', 'high'],
])('%j is %s, %s', (raw, expression, confidence) => {
  const found = normalizeLicense(raw, aliases);
  const read = found.status === 'expression' ? found : undefined;
  expect([read?.expression, read?.confidence]).toEqual([expression, confidence]);
});

test.each([
  ['UNLICENSED', 'no-license'],
  ['unlicensed', 'no-license'],
  ['Proprietary', 'no-license'],
  ['Copyright (c) All rights reserved.', 'no-license'],
  ['All rights reserved', 'no-license'],
  ['Private', 'no-license'],
  ['SEE LICENSE IN LICENSE.md', 'see-file'],
  ['LICENSE.txt', 'see-file'],
  ['See LICENSE file', 'see-file'],
  ['license', 'unknown'],
  ['', 'unknown'],
  ['UNKNOWN', 'unknown'],
  ['NOASSERTION', 'unknown'],
  // Names with words that change the license they name.
  ['Apache-2.0 with Commons Clause', 'unknown'],
  ['Apache License (2.0) with Commons Clause', 'unknown'],
  ['Apache 2.0 + Commons Clause', 'unknown'],
  ['Modified MIT', 'unknown'],
  ['MIT (modified)', 'unknown'],
  ['MIT-style', 'unknown'],
  ['MIT, non-commercial use only', 'unknown'],
  ['MIT except for the fonts', 'unknown'],
  ['Apache-2.0 WITH Unheard-exception', 'unknown'],
  ['GPL-3.0 or commercial', 'unknown'],
  ['Dual License', 'unknown'],
  ['MIT (Apache-2.0)', 'unknown'],
  ['bsl', 'undecidable'],
  ['CC BY-NC', 'undecidable'],
  ['Public Domain', 'undecidable'],
  ['MIT, BSD-2-Clause', 'undecidable'],
  // Code under the one, what comes with it under the other.
  ['MIT/CC-BY-NC-4.0', 'undecidable'],
  ['Apache-2.0 / OFL-1.1', 'undecidable'],
  ['MIT; Apache 2', 'undecidable'],
  ['MIT, MIT License', 'expression'],
  ['__proto__', 'unknown'],
  ['constructor', 'unknown'],
])('%j is %s', (raw, status) => {
  expect(normalizeLicense(raw, aliases).status).toBe(status);
});

test.each<[Dialect, string, string]>([
  ['huggingface', 'bsl-1.0', 'BSL-1.0'],
  ['huggingface', 'gpl-3.0', 'GPL-3.0-only'],
  ['huggingface', 'pddl', 'PDDL-1.0'],
  ['huggingface', 'cc', 'undecidable'],
  ['huggingface', 'bsd', 'undecidable'],
  ['huggingface', 'gpl', 'undecidable'],
  ['huggingface', 'other', 'undecidable'],
  ['huggingface', 'Apache-2.0', 'Apache-2.0'],
  ['pypi', 'License :: OSI Approved :: MIT License', 'MIT'],
  ['pypi', 'License :: OSI Approved :: BSD License', 'BSD-3-Clause'],
  [
    'pypi',
    'License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)',
    'GPL-3.0-or-later',
  ],
  ['pypi', 'License :: Other/Proprietary License', 'no-license'],
  ['pypi', 'License :: Public Domain', 'undecidable'],
])('%s: %j is %s', (dialect, raw, meaning) => {
  const found = normalizeLicense(raw, aliases, dialect);
  expect(found.status === 'expression' ? found.expression : found.status).toBe(meaning);
});

test('a file is named without its quotes', () => {
  expect(normalizeLicense("SEE LICENSE IN 'docs/LICENSE'", aliases)).toEqual({
    status: 'see-file',
    file: 'docs/LICENSE',
  });
});

test('a pasted text is left for identification', () => {
  const text = 'Copyright 2020 Somebody\n\nPermission is granted to all.\n\nNo warranty.\n';
  expect(normalizeLicense(text, aliases)).toEqual({ status: 'text' });
});

test('each change is told', () => {
  const found = normalizeLicense('GPLv2', aliases);
  expect(found.status === 'expression' && found.steps).toEqual([
    '"GPLv2" is GPL-2.0',
    'SPDX replaced GPL-2.0 by GPL-2.0-only',
    'an author who wrote no suffix may mean "or later"',
  ]);
});

type Meaning = string | { expression?: string; candidates: readonly string[] };
const tables: Readonly<Record<string, Readonly<Record<string, Meaning>>>>[] = [
  aliases.names,
  aliases.guesses,
  aliases.undecidable,
];
const rows = tables.flatMap((table) =>
  Object.entries(table).flatMap(([dialect, names]) =>
    Object.entries(names).map(([name, value]) => ({ dialect, name, value })),
  ),
);

test('every alias is an expression SPDX knows, in canonical form', () => {
  for (const { name, value } of rows) {
    const expressions =
      typeof value === 'string'
        ? [value]
        : [...(value.expression ? [value.expression] : []), ...value.candidates];
    for (const text of expressions) {
      const expression = parseExpression(text);
      expect(expression && print(expression), `rules/aliases.yaml: ${name}`).toBe(text);
    }
  }
});

test('no alias means two things', () => {
  const meanings = new Map<string, unknown>();
  for (const { dialect, name, value } of rows) {
    const key = `${dialect}: ${foldName(name)}`;
    expect(foldName(name), `rules/aliases.yaml: ${name}`).not.toBe('');
    if (meanings.has(key)) expect(value, `rules/aliases.yaml: ${key}`).toEqual(meanings.get(key));
    meanings.set(key, value);
  }
});

test('normalizing what was normalized changes nothing', () => {
  const names = rows.map((row) => row.name);
  const words = fc.constantFrom('MIT', 'gplv2', 'bsd', ' or ', ' AND ', '/', ', ', '(', ')', '+');
  const raws = fc.oneof(
    fc.constantFrom(...names),
    fc.array(words, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 60 }),
  );
  fc.assert(
    fc.property(raws, (raw) => {
      const found = normalizeLicense(raw, aliases);
      if (found.status !== 'expression') return;
      const again = normalizeLicense(found.expression, aliases);
      expect(again).toMatchObject({ expression: found.expression, confidence: 'high', steps: [] });
    }),
  );
});

test.each([
  ['parentheses', '('.repeat(100_000)],
  ['slashes', 'MIT/'.repeat(50_000)],
  ['blanks', `MIT${' '.repeat(100_000)}x`],
  ['a long id', 'a'.repeat(100_000)],
  ['an address', `http://${'a.'.repeat(50_000)}`],
  ['pairs', '(MIT) '.repeat(33)],
  ['or later', 'or later '.repeat(22)],
])('takes hostile %s in its stride', (_, raw) => {
  expect(() => normalizeLicense(raw, aliases)).not.toThrow();
});
