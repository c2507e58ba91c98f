import { describe, expect, test } from 'vitest';
import { nameLines, nameTable } from '../../src/identify/name-table.ts';
import { identifyText as recognize } from '../../src/identify/recognize.ts';
import { addressKey } from '../../src/identify/references-fold.ts';
import { CONJUNCTIONS, FILLERS, OBJECTS } from '../../src/identify/words.ts';
import { replacementOf } from '../../src/spdx/names.ts';
import { INDEX, TEXTS, textOf } from './texts.ts';

function verdictOf(text: string): string {
  return recognize(text, INDEX).verdict;
}

/** Body of a text: blank lines between paragraphs, one line each. */
function unwrapped(text: string): string {
  return text.replace(/([^\n])\n(?!\n)/g, '$1 ');
}

function wrapped(text: string, width: number): string {
  return unwrapped(text)
    .split('\n')
    .map((line) => line.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n').trimEnd())
    .join('\n');
}

test('every SPDX text is recognized as itself, or as a license with the same words', () => {
  const wrong: string[] = [];
  for (const [id, text] of TEXTS) {
    const { verdict, matches } = recognize(text, INDEX);
    const current = replacementOf(id) ?? id.replace(/\+$/, '-or-later');
    const names = matches
      .flatMap(({ license, aliases = [] }) => [license, ...aliases])
      .filter((name) => !name.startsWith('LicenseRef-'));
    const later = names.map((name) => name.replace(/-only$/, '-or-later'));
    // `GPL-2.0-with-…-exception` is `GPL-2.0-only WITH …`; its text is the exception.
    const meant = current.split(' WITH ').at(-1) ?? '';
    if (verdict !== 'match' || ![...names, ...later].includes(meant))
      wrong.push(`${id} → ${verdict} ${names.join(', ')}`);
  }
  expect(wrong).toEqual(KNOWN_OTHERWISE);
});

/** What is left to a person: other words than the template's, or words beside it that speak of terms. */
const KNOWN_OTHERWISE: readonly string[] = [
  'eCos-2.0 → modified eCos-2.0', // "Alternative licenses … may be arranged"
  'GPL-2.0-with-GCC-exception → modified GCC-exception-2.0', // "combine" for "combined"
];

const MIT = textOf('MIT');

describe('copies of MIT', () => {
  test.each([
    ['as SPDX has it', MIT],
    [
      'a holder and years',
      MIT.replace(/Copyright.*/, 'Copyright (c) 2011-2024 Jane Roe and others'),
    ],
    [
      'two holders',
      MIT.replace(/Copyright.*/, 'Copyright (c) 2011 A\nCopyright © 2015 B <b@acme.example>'),
    ],
    [
      'a holder whose name goes on on the next line',
      MIT.replace(
        /Copyright.*/,
        'Copyright 2014 University Corporation for Atmospheric\nResearch and contributors. All rights reserved.',
      ),
    ],
    ['another title', MIT.replace(/^MIT License/, '# The MIT License (MIT)')],
    ['no title', MIT.replace(/^MIT License\s*/, '')],
    ['no copyright line', MIT.replace(/Copyright.*\n/, '')],
    ['other line ends', MIT.replaceAll('\n', '\r\n')],
    ['one line a paragraph', unwrapped(MIT)],
    ['narrow columns', wrapped(MIT, 50)],
    ['capitals', MIT.toUpperCase()],
    ['curly quotes', MIT.replaceAll('"', '”')],
    [
      'quoted in a comment',
      MIT.split('\n')
        .map((line) => ` * ${line}`)
        .join('\n'),
    ],
    [
      'quoted in Markdown',
      MIT.split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    ],
  ])('with %s', (_, text) => {
    expect(recognize(text, INDEX)).toMatchObject({ verdict: 'match', expression: 'MIT' });
  });
});

test('of licenses with the same words the one in the title', () => {
  const text = textOf('CPL-1.0');
  expect(text).toMatch(/^Common Public License Version 1\.0/);
  expect(recognize(text, INDEX).expression).toBe('CPL-1.0');
  expect(recognize(text.replace('Version 1.0', 'Version 0.5'), INDEX).expression).toBe(
    'LicenseRef-scancode-cpl-0.5',
  );
});

describe('texts wrapped so that a copyright notice shares its line with other words', () => {
  test.each([40, 50, 57, 64, 71, 78, 85, 92, 99])('in columns of %d', (width) => {
    for (const id of ['UCAR', 'OAR', 'DOC', 'Python-2.0', 'Boehm-GC', 'TrustedQSL'])
      expect(recognize(wrapped(unwrapped(textOf(id)), width), INDEX), id).toMatchObject({
        verdict: 'match',
        expression: id,
      });
  });

  test('words beside a notice are still read', () => {
    const text = MIT.replace(/Copyright.*/, 'Copyright 2014 Acme\nCommercial Use Prohibited.');
    expect(verdictOf(text)).toBe('modified');
  });
});

describe('a text that says more is not the license', () => {
  const restrictions = [
    'The Software may not be used by companies with more than ten employees.',
    'The Software shall be used for Good, not Evil.',
    'Commercial use requires a paid license.',
    'You must not offer the Software to third parties as a hosted service.',
    'This license does not apply to the directory ee.',
    'Use in the European Union is prohibited.',
    'If you earn more than 1 million USD with the Software you must pay a fee.',
    'Companies over 100 people need to buy a license',
    'MIT License (noncommercial)',
    'MIT License for personal use',
    'MIT License - students',
    'Files under ee/ have the Enterprise License',
    'Copyright 2020 Acme. Military and hosting use excluded.',
    'Contact: companies over ten people must buy a license',
    'Use is <only for testing, never in production> free',
  ];
  const commons =
    'The Software is provided to you under the License, as defined below, subject to the "Commons Clause" condition: the grant of rights does not include the right to Sell the Software.';

  test.each(restrictions)('MIT with: %s', (sentence) => {
    const paragraphs = MIT.trim().split(/\n\s*\n/);
    for (let at = 0; at <= paragraphs.length; at++) {
      const text = paragraphs.toSpliced(at, 0, sentence).join('\n\n');
      // One of these sentences makes it the license called JSON, which says so.
      expect(recognize(text, INDEX).expression, `before paragraph ${at}`).not.toBe('MIT');
    }
  });

  test.each(restrictions)('Apache with, at its end or in it: %s', (sentence) => {
    const text = textOf('Apache-2.0');
    expect(verdictOf(`${text}\n\n${sentence}\n`)).not.toBe('match');
    expect(verdictOf(`${sentence}\n\n${text}`)).not.toBe('match');
    const inside = text.replace('2. Grant', `${sentence}\n\n2. Grant`);
    expect(inside).not.toBe(text);
    expect(verdictOf(inside)).not.toBe('match');
  });

  test.each(['MIT', 'Apache-2.0', 'BSD-3-Clause'])('%s under a Commons Clause', (id) => {
    for (const text of [`${commons}\n\n${textOf(id)}`, `${textOf(id)}\n\n${commons}`])
      expect(recognize(text, INDEX)).toMatchObject({ verdict: 'modified' });
  });

  test.each([
    ['without', 'without restriction', 'with restriction'],
    ['a right', 'distribute, sublicense, and/or sell', 'and distribute'],
    ['free of charge', 'free of charge', 'for a fee'],
  ])('MIT with %s changed', (_, words, others) => {
    const text = unwrapped(MIT).replace(words, others);
    expect(text).not.toBe(unwrapped(MIT));
    expect(verdictOf(text)).not.toBe('match');
  });

  test('MIT whose list of holders holds a limit', () => {
    const text = unwrapped(MIT).replace(/SHALL THE AUTHORS/, 'SHALL TEN PEOPLE USE IT');
    expect(text).not.toBe(unwrapped(MIT));
    expect(verdictOf(text)).not.toBe('match');
  });

  test('a grant with a word in angle brackets', () => {
    expect(verdictOf(MIT.replace('is hereby', 'is <not> hereby'))).not.toBe('match');
  });

  test('a Business Source License with its conversion changed', () => {
    const text = textOf('BUSL-1.1');
    const changed = unwrapped(text).replace('fourth anniversary', 'hundredth anniversary');
    expect(changed).not.toBe(unwrapped(text));
    expect(recognize(text, INDEX)).toMatchObject({ verdict: 'match', expression: 'BUSL-1.1' });
    expect(recognize(changed, INDEX)).toMatchObject({ verdict: 'modified' });
    expect(recognize(changed, INDEX).expression).toBeUndefined();
  });

  test('MIT with any one word of its grant left out that says something', () => {
    const soft = new Set([...FILLERS, ...OBJECTS, ...CONJUNCTIONS]);
    const words = unwrapped(MIT).trim().split(/\s+/);
    const first = words.indexOf('hereby');
    const places = words.flatMap((word, at) =>
      at > first &&
      !word
        .toLowerCase()
        .split(/[^a-z]+/)
        .every((part) => part === '' || soft.has(part))
        ? [at]
        : [],
    );
    expect(places.length).toBeGreaterThan(60);
    for (const at of places)
      expect(verdictOf(words.toSpliced(at, 1).join(' ')), words[at]).not.toBe('match');
  });
});

test('licenses that differ in a sentence are told apart', () => {
  expect(recognize(textOf('ISC'), INDEX).expression).toBe('ISC');
  expect(recognize(textOf('0BSD'), INDEX).expression).toBe('0BSD');
  expect(recognize(textOf('BSD-2-Clause'), INDEX).expression).toBe('BSD-2-Clause');
  expect(recognize(textOf('BSD-3-Clause'), INDEX).expression).toBe('BSD-3-Clause');
  expect(recognize(textOf('MIT-0'), INDEX).expression).toBe('MIT-0');
  expect(recognize(textOf('CC-BY-4.0'), INDEX).expression).toBe('CC-BY-4.0');
  expect(recognize(textOf('CC-BY-NC-4.0'), INDEX).expression).toBe('CC-BY-NC-4.0');
});

test.each([
  ['GPL-3.0-or-later', 'GPL-3.0-only'],
  ['AGPL-3.0', 'AGPL-3.0-only'],
  ['LGPL-2.1+', 'LGPL-2.1-only'],
])('the text of %s says %s', (id, expected) => {
  expect(recognize(textOf(id), INDEX).expression).toBe(expected);
});

test('Apache is itself with its appendix and without', () => {
  const text = textOf('Apache-2.0');
  const terms = text.slice(0, text.indexOf('APPENDIX'));
  expect(terms.length).toBeLessThan(text.length);
  for (const one of [text, terms])
    expect(recognize(one, INDEX)).toMatchObject({ verdict: 'match', expression: 'Apache-2.0' });
});

test.each([
  ['MIT', 'Apache-2.0'],
  ['Apache-2.0', 'MIT'],
  ['MIT', 'GPL-2.0-only'],
  ['ISC', 'BSD-3-Clause'],
] as const)('%s and %s in one file hold together', (a, b) => {
  const { verdict, expression, matches } = recognize(`${textOf(a)}\n\n${textOf(b)}`, INDEX);
  expect({ verdict, expression }).toEqual({ verdict: 'match', expression: `${a} AND ${b}` });
  expect(matches.map(({ license }) => license)).toEqual([a, b]);
  expect(matches[0]?.endLine).toBeLessThan(matches[1]?.startLine ?? 0);
});

test('one license again and again is that license', () => {
  const { verdict, expression, matches } = recognize(`${MIT}\n\n`.repeat(300), INDEX);
  expect({ verdict, expression }).toEqual({ verdict: 'match', expression: 'MIT' });
  expect(matches).toHaveLength(300);
});

test.each([
  ['a name alone', 'MIT License', 'MIT'],
  ['a reference', 'Licensed under the terms of the MIT license.', 'MIT'],
  ['a tag', '// SPDX-License-Identifier: Apache-2.0 OR MIT\nexport {};\n', 'Apache-2.0 OR MIT'],
])('%s says which license, in few words', (_, text, expression) => {
  const { matches, ...answer } = recognize(text, INDEX);
  expect(answer).toMatchObject({ verdict: 'match', expression });
  expect(matches.map(({ kind }) => kind)).not.toContain('text');
});

test.each([
  ['nothing', ''],
  ['blank', ' \n\t\n'],
  ['prose', 'This is the readme of a project. It has many words and no license at all in it.'],
])('%s is no license', (_, text) => {
  expect(recognize(text, INDEX)).toMatchObject({ verdict: 'none', matches: [] });
});

test.each([
  ['one line', 'a '.repeat(300_000)],
  ['angle brackets', '<'.repeat(300_000)],
  ['brackets', '['.repeat(200_000)],
  ['titles', 'the license '.repeat(30_000)],
  ['blank lines', '\n'.repeat(390_000)],
  ['bullets', '* '.repeat(190_000)],
  ['names', `neither the name of ${'x '.repeat(190_000)}`],
  [
    'BUSL that never ends',
    `${'hereby grants you the right to copy, modify, create '.repeat(7000)}`,
  ],
])('a hostile text of %s is nothing we know', (_, text) => {
  expect(recognize(text, INDEX).verdict).not.toBe('match');
});

test('an address whose license others recorded names it, and is unknown', () => {
  const references = {
    ...INDEX.references,
    recorded: nameTable(() => nameLines({ [addressKey('code.example/widgets/license')]: 'MIT' })),
  };
  const { verdict, expression, matches, note } = recognize('https://code.example/widgets/LICENSE', {
    ...INDEX,
    references,
  });
  expect({ verdict, expression }).toEqual({ verdict: 'unknown', expression: undefined });
  expect(matches).toMatchObject([{ kind: 'reference', license: 'MIT' }]);
  expect(note).toContain('led to MIT when others recorded it');
});

test.each([
  ['MPL-2.0', (text: string) => text.replace(/^(\d+\.\d+\.)/gm, '**$1**')],
  ['LGPL-3.0-only', (text: string) => text.replace(/^ *([ab]\))/gm, '-   $1')],
])('%s is the same with the numbers of its lists in Markdown', (id, change) => {
  const text = change(textOf(id));
  expect(text).not.toBe(textOf(id));
  expect(recognize(text, INDEX)).toMatchObject({ verdict: 'match', expression: id });
});

test('a notice with the name of a program above the whole license says which versions', () => {
  const notice = `Heron PGP is free software; you can redistribute it and/or modify it
under the terms of the GNU Library General Public License as published
by the Free Software Foundation; either version 2 of the License, or
(at your option) any later version.

Heron PGP is distributed in the hope that it will be useful,
but WITHOUT ANY WARRANTY; without even the implied warranty of
MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
GNU General Public License for more details.

You should have received a copy of the GNU General Public License along
with this program; if not, write to the Free Software Foundation, Inc.,
51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.`;
  expect(recognize(`${notice}\n\n---\n\n${textOf('LGPL-2.0-only')}`, INDEX)).toMatchObject({
    verdict: 'match',
    expression: 'LGPL-2.0-or-later',
  });
});

test.each([
  [
    'LGPL-3.0-only OR LGPL-2.1-only',
    `Heron is free software: you can redistribute it and/or modify it
under the terms of either or both of the following licenses:
1) the GNU Lesser General Public License version 3, as published by the
   Free Software Foundation; and/or
2) the GNU Lesser General Public License version 2.1, as published by
   the Free Software Foundation.
Heron is distributed in the hope that it will be useful, but
WITHOUT ANY WARRANTY; without even the implied warranties of
MERCHANTABILITY, SATISFACTORY QUALITY or FITNESS FOR A PARTICULAR
PURPOSE.  See the applicable version of the GNU Lesser General Public
License for more details.`,
  ],
  [
    // The words "the GNU General Public License" stand twice, where only the second belong to it.
    'GPL-1.0-or-later WITH Autoconf-exception-generic',
    `This file is free software, distributed under the terms of the GNU
General Public License.  As a special exception to the GNU General
Public License, this file may be distributed as part of a program
that contains a configuration script generated by Autoconf, under
the same distribution terms as the rest of that program.`,
  ],
  [
    'MPL-2.0 AND MIT',
    `Unless otherwise stated, all authors (see commit logs) retain copyright
for their respective work, and release the work under the MIT licence
(text below).

Exceptions or notable authors are listed below
in reverse chronological order:

* files: *
  MPL-2.0 2015-2026 (c) Jane Roe

Mozilla Public Licence (MPL) v. 2.0 - Exhibit A
-----------------------------------------------

This Source Code Form is subject to the terms of the
Mozilla Public License, v. 2.0.
If a copy of the MPL was not distributed with this project,
You can obtain one at https://mozilla.org/MPL/2.0/.

${textOf('MIT')}`,
  ],
])('a notice of %s', (expression, text) => {
  expect(recognize(text, INDEX)).toMatchObject({ verdict: 'match', expression });
});

test('a license above another one is looked for, though they have phrases in common', () => {
  const bsd = textOf('BSD-3-Clause')
    .replace(/^Copyright.*$/m, '')
    .replace(/3\. Neither[\s\S]*?(?= may be used)/, '3. The names of its contributors')
    .replace('contributors may be', 'contributors may not be');
  expect(bsd).toContain('3. The names of its contributors may not be used');
  const mit = textOf('MIT').replace(/^[\s\S]*?(?=Permission is)/, '');
  const text = `The algorithms and the original design:\n\n${bsd}\n\nConstants by Jane Roe.\n\n${mit}`;
  expect(recognize(text, INDEX)).toMatchObject({
    verdict: 'match',
    expression: 'BSD-3-Clause AND MIT',
  });
});

test.each([
  ['the person who associated CC0 with this Template', 'this Template', 'match'],
  ['Jane Roe of Heron Research', 'this work', 'match'],
  ['Jane Roe', 'this work for students only', 'modified'],
])('%s waives all rights to %s: %s', (who, what, verdict) => {
  const waiver = `To the extent possible under law, ${who} has waived all copyright and related or neighboring rights to ${what}.`;
  const link = 'This work is under CC0-1.0: https://creativecommons.org/publicdomain/zero/1.0/';
  expect(recognize(`${waiver}\n\n${link}`, INDEX, { isLicense: true }).verdict).toBe(verdict);
});

describe('a disclaimer', () => {
  const bsd = textOf('BSD-2-Clause');
  const disclaimer = bsd.slice(bsd.indexOf('THIS SOFTWARE IS PROVIDED'));
  const gpl = 'This file is under the GNU General Public License, version 2 or later.';

  test('is no license', () => {
    const { verdict, matches } = recognize(disclaimer, INDEX, { isLicense: true });
    expect(['none', 'unknown']).toContain(verdict);
    expect(matches).toEqual([]);
  });

  test.each([
    disclaimer,
    disclaimer.replace('COPYRIGHT HOLDERS AND CONTRIBUTORS', 'ACME, INC. AND ITS AUTHORS'),
    textOf('MIT').slice(textOf('MIT').indexOf('THE SOFTWARE IS PROVIDED')),
  ])('adds none to another one', (words) => {
    expect(recognize(`${gpl}\n\n${words}`, INDEX)).toMatchObject({
      verdict: 'match',
      expression: 'GPL-2.0-or-later',
    });
  });

  test('adds none where its last words stand on a line of their own, as a title would', () => {
    const words = textOf('MIT').slice(textOf('MIT').indexOf('THE SOFTWARE IS PROVIDED'));
    const wrapped = words.replace(/\s+THE\s+SOFTWARE\.\s*$/, '\nTHE SOFTWARE.\n');
    const apache = 'Licensed under the Apache License, Version 2.0.';
    expect(wrapped).toMatch(/IN\nTHE SOFTWARE\.\n$/);
    expect(recognize(`${apache}\n\n${wrapped}`, INDEX, { isLicense: true })).toMatchObject({
      verdict: 'match',
      expression: 'Apache-2.0',
    });
  });

  test.each([
    'WHO MUST BE PAID,',
    'FOR EVALUATION ONLY,',
    'HOSTING PROHIBITED,',
    'NON-COMMERCIALLY',
    'A COMPETITOR OF NOBODY,',
    'TO NONPROFITS,',
  ])('does, where it says more: %s', (more) => {
    const words = disclaimer.replace('COPYRIGHT HOLDERS', `ACME CORP., ${more}`);
    expect(recognize(`${gpl}\n\n${words}`, INDEX).verdict).toBe('modified');
  });

  test('behind the grant of another license makes it a changed one', () => {
    const mit = textOf('MIT');
    const grant = mit.slice(0, mit.indexOf('THE SOFTWARE IS PROVIDED'));
    const { verdict, matches } = recognize(`${grant}\n${disclaimer}`, INDEX);
    expect(verdict).toBe('modified');
    expect(matches[0]?.startLine).toBeLessThan(8);
  });
});

test('what is stated otherwise somewhere else asks', () => {
  const text = `Unless otherwise stated, all authors retain copyright for their respective work,
and release the work under the MIT licence (text below).\n\n${textOf('MIT')}`;
  expect(recognize(text, INDEX).verdict).toBe('modified');
});

test('a blank that was not filled in stands for a name, and a word without its marks does not', () => {
  const named = (name: string) =>
    textOf('BSD-3-Clause').replace(/the name of the copyright holder/, `the name of the ${name}`);
  expect(named('x')).toContain('the name of the x');
  expect(verdictOf(named('{organization}'))).toBe('match');
  expect(verdictOf(named('[company]'))).toBe('match');
  expect(verdictOf(named('[commercial users]'))).toBe('modified');
});
