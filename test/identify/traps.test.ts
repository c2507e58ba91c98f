import { describe, expect, test } from 'vitest';
import { identifyText, recognizer } from '../../src/identify/recognize.ts';
import { INDEX, KNOWN_TEXTS, textOf } from './texts.ts';

/**
 * Texts that look like a license and are not, in the shapes that real ones have, in our own words; and
 * near twins that must be told apart.
 */

const APACHE_NOTICE = `Licensed under the Apache License, Version 2.0 (the "License");
you may not use this file except in compliance with the License.
You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software
distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
See the License for the specific language governing permissions and
limitations under the License.
`;

describe('looks permissive, is not', () => {
  test.each([
    [
      'conditions before the notice',
      `# Open Source License

Parcel is licensed under the Apache License 2.0, with the following additional conditions:

1. Parcel may be used commercially. Unless explicitly authorized in writing, you may not use the
   source code to operate a multi-tenant environment.
2. In the frontend you may not remove or modify the LOGO or copyright information.

${APACHE_NOTICE}`,
    ],
    [
      'a sentence behind the whole text',
      `${textOf('Apache-2.0')}\n\nIt is not allowed to use this software to develop competing software.`,
    ],
    [
      'a second license behind MIT',
      `${textOf('MIT')}\n\nFair Use Terms\n\nYou may not build a product that competes with Parcel UI.`,
    ],
    [
      'a clause inside BSD',
      textOf('BSD-3-Clause').replace(
        /\n\s*THIS SOFTWARE/,
        '\n\n4. Licensees are prohibited from removing any Parcel branding in deployments of more than fifty users.\n\nTHIS SOFTWARE',
      ),
    ],
    ['a rider before MIT', `"Commons Clause" License Condition v1.0\n\n${textOf('MIT')}`],
    [
      'one sentence inside MIT',
      textOf('MIT').replace('THE SOFTWARE IS', 'It is not for resale.\n\nTHE SOFTWARE IS'),
    ],
    [
      'an employer redefined',
      textOf('Apache-2.0').replace(
        '"Legal Entity" shall mean',
        '"Legal Entity" with fewer than 100 employees shall mean',
      ),
    ],
    [
      'Chinese conditions',
      `${textOf('MIT')}\n\n附加条件：未经书面授权，不得将本软件用于多租户服务。`,
    ],
  ])('%s', (_, text) => {
    const { verdict, expression } = identifyText(text, INDEX);
    expect({ verdict, expression }).toEqual({ verdict: 'modified', expression: undefined });
  });
});

/** A license → words of it as written, and what stands for them: less is granted than the license says. */
const NARROWED: [string, RegExp, string][] = [
  ['BSD-3-Clause', /with or without\s+modification/, 'without modification'],
  ['BSD-3-Clause', /source and binary forms/, 'binary form'],
  ['BSD-3-Clause', /source and binary forms/, 'source form'],
  ['Apache-2.0', /with or without\s+modifications/, 'without modifications'],
  ['MIT', /any person/, 'any <academic> person'],
  ['MIT', /and\/or sell\s+copies/, '<del>and/or sell copies</del>'],
  ['MIT', /^/, '<div title="Not for commercial use">\n'],
  ['MIT', /Permission is/, '<terms use="noncommercial"/> Permission is'],
];

describe('one of the things granted is gone', () => {
  test.each(NARROWED)('%s, %s → %s', (id, from, to) => {
    const text = textOf(id);
    expect(from.test(text)).toBe(true);
    expect(identifyText(text.replace(from, to), INDEX).verdict).toBe('modified');
  });

  test.each(['<b>any person</b>', '<span class="use only">any person</span>'])(
    'but not for markup: %s',
    (marked) => {
      const text = textOf('MIT').replace('any person', marked);
      expect(identifyText(text, INDEX).verdict).toBe('match');
    },
  );
});

describe('parts under something else', () => {
  test.each([
    [
      'a list of folders before MIT',
      `Portions of this software are licensed as follows:\n\n* All content that resides under the "ee/" directory is licensed under "ee/LICENSE".\n* Content outside of it is available under the MIT license below.\n\n${textOf('MIT')}`,
    ],
    [
      'subfolders behind MIT',
      `${textOf('MIT')}\n\nThis applies to the entire repository except for subfolders that have their own license file.`,
    ],
  ])('%s', (_, text) => {
    const { verdict, residue } = identifyText(text, INDEX);
    expect(verdict).toBe('modified');
    expect(residue.map(({ kind }) => kind)).toContain('carve-out');
  });
});

test.each([
  ['ISC', '0BSD'],
  ['BSD-2-Clause', 'BSD-3-Clause'],
  ['MIT', 'MIT-0'],
  ['CC-BY-4.0', 'CC-BY-NC-4.0'],
  ['CC-BY-NC-4.0', 'CC-BY-NC-ND-4.0'],
  ['GPL-3.0-only', 'AGPL-3.0-only'],
  ['MPL-1.1', 'NPL-1.1'],
  ['Elastic-2.0', 'SSPL-1.0'],
  ['Apache-1.0', 'Apache-1.1'],
])('%s is not %s, nor the other way round', (one, other) => {
  const names = [one, other].map((id) => identifyText(textOf(id), INDEX).matches[0]?.license);
  expect(names).toEqual([one, other]);
});

test('the same words in source code, with code around them', () => {
  const commented = textOf('MIT').replace(/^/gm, ' * ');
  const source = `/*\n${commented}\n */\n#include <stdio.h>\n\nint main(void) {\n  return may_not_fail();\n}\n`;
  expect(identifyText(source, INDEX)).toMatchObject({ verdict: 'match', expression: 'MIT' });
});

describe('a list of what a package carries with it', () => {
  const licenses = `${textOf('MIT')}\n\n---------\n\n## @acme/queue, totalist\n\nBy: Ada Example, Jo van Example, exm\n\n${textOf('ISC')}\n\n---------\n\n## parcel\n\n${textOf('BSD-3-Clause')}`;

  test('names of packages and authors are no terms', () => {
    const { verdict, matches } = identifyText(licenses, INDEX);
    expect(verdict).toBe('match');
    expect(matches.map(({ license }) => license)).toEqual(['MIT', 'ISC', 'BSD-3-Clause']);
  });

  test('names with words a term may have, where the list labels each license', () => {
    const labeled = licenses
      .replace('## @acme/queue, totalist\n\n', '## @acme/commons, object-assign\nLicense: ISC\n')
      .replace('## parcel\n', '## host-middleware\nLicense: BSD-3-Clause\nBy: exm\n');
    expect(identifyText(labeled, INDEX)).toMatchObject({
      verdict: 'match',
      expression: 'MIT AND ISC AND BSD-3-Clause',
    });
  });

  test.each([
    ['## non-commercial'],
    ['## internal, evaluation'],
    ['## non-commercial\nLicense: ISC'],
    ['## commons\nclause: ISC'],
    ['By: using this software you agree not to sell it'],
    ['By: Ada Example, who does not permit commercial use'],
  ])('%s', (line) => {
    const changed = licenses.replace(/^By: .*$/m, line);
    expect(changed).not.toBe(licenses);
    expect(identifyText(changed, INDEX).verdict).toBe('modified');
  });
});

test.each(['GFDL-1.1-only', 'GFDL-1.2-only', 'GPL-1.0-only', 'APSL-1.1', 'BitTorrent-1.1'])(
  '%s behind a paragraph is found with its appendix',
  (id) => {
    const text = `This is the manual of Parcel.\n\n${textOf(id)}`;
    expect(identifyText(text, INDEX).matches.map(({ license }) => license)).toEqual([id]);
  },
);

describe('whose names they are', () => {
  const text = textOf('BSD-3-Clause');
  const clause = /Neither the name of[\s\S]*?contributors/;

  test.each([
    ['Neither the name of the Parcel Developers nor the names of its contributors'],
    ['Neither the name of P. Q. Parcel Research nor the names of any contributors'],
    ['Neither the name of Parcel University nor the names of the contributors'],
  ])('changes nothing: %s', (words) => {
    expect(text).toMatch(clause);
    expect(identifyText(text.replace(clause, words), INDEX)).toMatchObject({
      verdict: 'match',
      expression: 'BSD-3-Clause',
    });
  });

  test.each([
    ['The names of any contributors may not be used', 'match'],
    ['The names of its contributors may not be used', 'match'],
    ['The names of any contributors may be used', 'modified'],
    ['The names of paying contributors may not be used', 'modified'],
  ])('another wording of the list: %s', (words, verdict) => {
    const changed = text.replace(/Neither the name of[\s\S]*?be used/, words);
    expect(changed).toContain(words);
    expect(identifyText(changed, INDEX).verdict).toBe(verdict);
  });

  test.each([
    ['Neither the name of Parcel for Commercial use nor the names of its contributors'],
    ['Neither the name of any developers nor the names of its contributors'],
    ['Neither the name of Parcel nor the names of paying contributors'],
  ])('may change something: %s', (words) => {
    expect(identifyText(text.replace(clause, words), INDEX).verdict).toBe('modified');
  });
});

test('a notice of copyright goes on on its next line', () => {
  const notice =
    'Copyright (c) 2000-2013 The University of Parcel and The University\n   of Parcel Research Foundation. All rights reserved.';
  const text = `${notice}\n\n${textOf('BSD-2-Clause').replace(/^Copyright.*$/m, '')}`;
  expect(identifyText(text, INDEX)).toMatchObject({
    verdict: 'match',
    expression: 'BSD-2-Clause',
  });
  const limited = text.replace('All rights reserved.', 'may not be used in Parcel.');
  expect(identifyText(limited, INDEX).verdict).toBe('modified');
});

describe('words beside a license that say nothing, as packages have them', () => {
  const MIT_BODY = textOf('MIT').replace(/^[\s\S]*?(?=Permission is hereby)/, '');
  const BSD = textOf('BSD-3-Clause').replace(/^Copyright.*$/m, '');
  const neither = /Neither the name of [\s\S]*?nor/;
  test.each([
    [
      'MIT',
      `**Copyright (c) Ada Roe (the "Original Author") and additional contributors**\n\n${MIT_BODY}`,
    ],
    ['MIT', `This package has code written by Ada Roe.\nUsed with permission.\n\n${MIT_BODY}`],
    [
      'MIT',
      `You may use this project under the terms of the MIT license as follows:\n\n${MIT_BODY}`,
    ],
    ['BSD-3-Clause', BSD.replace(neither, 'Neither the name of Acme, Inc., nor Parcel, nor')],
    [
      'MIT',
      `${MIT_BODY}\n## a-tool\nLicense: MIT\nRepository: git://example.com/ada/require-relative.git\n\n${MIT_BODY}`,
    ],
    ['MIT', `${MIT_BODY}\n## c-tool\nLicense: MIT\nRepository: ada/object-assign\n\n${MIT_BODY}`],
    [
      'MIT',
      `${MIT_BODY}\n## b-tool\nLicense: MIT\nRepository: <git@example.com:some-team/node-polyfills.git>\n\n${MIT_BODY}`,
    ],
    [
      'WTFPL',
      `This work is free. You can redistribute it and/or modify it under the\nterms of the Do What The Fuck You Want To Public License, Version 2,\nas published by Sam Hocevar. See below for more details.\n\n${textOf('WTFPL')}`,
    ],
  ])('%s', (expression, text) => {
    expect(identifyText(text, INDEX, { isLicense: true })).toMatchObject({
      verdict: 'match',
      expression,
    });
  });

  test.each([
    ['more than a place', `${MIT_BODY}\nRepository: ada/tool pay first\n\n${MIT_BODY}`],
    ['permission asked', `Used with permission. You need permission too.\n\n${MIT_BODY}`],
    [
      'terms behind the name',
      `You may use this project under the terms of the MIT license only at home.\n\n${MIT_BODY}`,
    ],
    ['no names', BSD.replace(neither, 'Neither the name of Acme nor any commercial use nor')],
    [
      'names of contributors taken out',
      BSD.replace(
        /nor\s+the\s+names\s+of\s+its\s+contributors/,
        'nor the names of its contributors nor Acme',
      ),
    ],
  ])('and what does: %s', (_, text) => {
    expect(identifyText(text, INDEX, { isLicense: true }).verdict).toBe('modified');
  });
});

describe('a company called Enterprises, its name wrapped', () => {
  const body = textOf('BSD-2-Clause').replace(/^Copyright.*$/m, '');
  test.each([
    ['Copyright (c) 1995-2012 by Parcel\nEnterprises. All rights reserved.', 'match'],
    ['Copyright (c) 1995-2012 by Parcel\nEnterprises pay. All rights reserved.', 'modified'],
    ['Copyright (c) 1995-2012 by Parcel\nNot for Enterprises.', 'modified'],
    ['Copyright (c) 1995-2012 by Parcel. Free except for enterprises.', 'modified'],
  ])('%j', (notice, verdict) => {
    expect(identifyText(`${notice}\n\n${body}`, INDEX).verdict).toBe(verdict);
  });
});

test.each([50, 60, 80])('the blanks of the AAL, wrapped at %d', (width) => {
  const text = textOf('AAL');
  const from = text.indexOf('Copyright (c)');
  const to = text.indexOf('All Rights Reserved');
  const blanks = text.slice(from, to).replace(/\s+/g, ' ');
  const wrapped = blanks.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n');
  const changed = `${text.slice(0, from)}${wrapped}\n${text.slice(to)}`;
  expect(identifyText(changed, INDEX)).toMatchObject({ verdict: 'match', expression: 'AAL' });
});

test.each([
  ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
  ['  Apache-2.0 WITH LLVM-exception\n', 'Apache-2.0 WITH LLVM-exception'],
  ['MIT and Parcel', undefined],
  ['Ruby or Perl or Parcel', undefined],
])('a text that is one expression: %s', (text, expression) => {
  expect(identifyText(text, INDEX).expression).toBe(expression);
});

describe('years of a list of years', () => {
  const text = textOf('Python-2.0.1');
  const years = '2001, 2002, 2003';

  test('may be fewer or more', () => {
    expect(text).toContain(years);
    for (const other of ['2001, 2003', '2001, 2002, 2003, 2003'])
      expect(identifyText(text.replace(years, other), INDEX)).toMatchObject({
        verdict: 'match',
        expression: 'Python-2.0.1',
      });
  });

  test('a year in words is a date', () => {
    const dated = text.replace('this software ("Python")', 'this software ("Python") until 2027');
    expect(dated).not.toBe(text);
    expect(identifyText(dated, INDEX).verdict).toBe('modified');
  });
});

test('what goes with a notice is no restriction, however short its words are', () => {
  const notice = [
    'You can use, redistribute, and/or modify',
    'this code under the terms of the GNU Affero General Public License',
    'version 3.',
    '',
    'You should have received a copy of the GNU Affero General Public License',
    'along with this program.  If not, see <http://www.gnu.org/licenses/>.',
  ].join('\n');
  expect(identifyText(notice, INDEX)).toMatchObject({
    verdict: 'match',
    expression: 'AGPL-3.0-only',
  });
  const asked = notice.replace('If not, see', 'If not, you must ask');
  expect(identifyText(asked, INDEX).verdict).toBe('modified');
});

test.each([
  ['All rights reserved.', 'match'],
  ['Rights Reserved.', 'match'],
  ['Parcel Research Corporation (PRC)', 'match'],
  ['For Members of Parcel only', 'modified'],
  ['Enterprise Customers of Parcel', 'modified'],
])('below a notice of copyright: %s', (line, verdict) => {
  const text = textOf('MIT').replace(/^Copyright.*$/m, `Copyright (c) 2020 Parcel Inc.\n${line}`);
  expect(text).toContain(line);
  expect(identifyText(text, INDEX).verdict).toBe(verdict);
});

describe('a license named beside another', () => {
  const mit = textOf('MIT');

  test.each([
    'Core: MIT. Plugins: Elastic License 2.0.',
    'Server: SSPL-1.0',
    'Server: Server Side Public License',
    'Web UI (AGPL-3.0)',
    'Web UI: AGPL-3.0',
    'Weights: Llama 3 Community License',
    'plugins/: Elastic-2.0',
    'Docs: GFDL 1.3',
    'The ee folder: see ee/LICENSE.',
    'The files in lib/ are from Foo v3 and licensed under the Mozilla Public License.',
    "The source files 'a.erl' and 'b.erl' are licensed under MPL license.",
    'Parts are released under the terms of the Eclipse Public License.',
    'Some of it is distributed under the CDDL.',
  ])('is not passed over: %s', (line) => {
    for (const text of [`${line}\n\n${mit}`, `${mit}\n\n${line}\n`]) {
      const { verdict, expression } = identifyText(text, INDEX);
      expect([verdict, expression]).not.toEqual(['match', 'MIT']);
    }
  });

  test.each([
    'MIT License (MIT)',
    'Expat License',
    'SPDX-License-Identifier: MIT',
    'Copyright (c) 2020 Apache Foundation. All rights reserved.',
    'Copyright 1994 Theodore, MIT, 1995',
  ])('is no other license: %s', (line) => {
    expect(identifyText(`${line}\n\n${mit}`, INDEX)).toMatchObject({
      verdict: 'match',
      expression: 'MIT',
    });
  });

  test('of no version is that of the text beside it', () => {
    const text = `This is licensed under the Mozilla Public License.\n\n${textOf('MPL-2.0')}`;
    expect(identifyText(text, INDEX)).toMatchObject({ verdict: 'match', expression: 'MPL-2.0' });
  });
});

describe('a license file of many words', () => {
  const prose = 'It is a small tool for people who like gardens and birds and long walks. '.repeat(
    60,
  );
  const text = `This project is distributed under the MIT license.\n\n${prose}\n\nYou must display the words Powered by Foo on every page.\n`;

  test('is read as one where it stands as one', () => {
    expect(identifyText(text, INDEX, { isLicense: true }).verdict).toBe('modified');
  });

  test('is a readme elsewhere', () => {
    expect(identifyText(text, INDEX).verdict).toBe('match');
  });
});

test.each([
  'Copyright (c) 2017 - Present Tauri Programme within The Commons Conservancy',
  'All files in the project carrying such notice may not be copied, modified, or distributed except according to those terms.',
  'Copyrights in the Foo project are retained by their contributors. No copyright assignment is required to contribute to the Foo project.',
])('beside MIT says nothing more: %s', (line) => {
  expect(identifyText(`${line}\n\n${textOf('MIT')}`, INDEX)).toMatchObject({
    verdict: 'match',
    expression: 'MIT',
  });
});

test.each([
  'It may not be used for any purpose, commercial or non-commercial.',
  'You are free to use it for any purpose except commercial or non-commercial research.',
])('beside MIT says more: %s', (line) => {
  expect(identifyText(`${line}\n\n${textOf('MIT')}`, INDEX).verdict).toBe('modified');
});

describe('wrapping and marks change nothing', () => {
  test.each<[string, string, (text: string) => string]>([
    [
      'MPL-2.0',
      'a version at the beginning of a line',
      (text) => text.replace(/License, v\. 2\.0\. If/, 'License, v.\n2.0. If'),
    ],
    [
      'GPL-3.0-only',
      'a number below a title',
      (text) =>
        text.replace(
          /TERMS AND CONDITIONS\s+0\. Definitions/,
          'TERMS AND CONDITIONS\n0. Definitions',
        ),
    ],
    [
      'GPL-2.0-only',
      'a short name in the title',
      (text) => text.replace(/GNU GENERAL PUBLIC LICENSE/, 'The GNU General Public License (GPL)'),
    ],
  ])('%s: %s', (id, _, change) => {
    const text = textOf(id);
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(identifyText(changed, INDEX)).toMatchObject({ verdict: 'match', expression: id });
  });
});

describe('a line beside a license that names or links another', () => {
  test.each([
    'SSPL',
    'AGPL',
    'MPL',
    'Elastic License',
    'Server Side Public License',
    'https://creativecommons.org/licenses/by-nc/4.0/',
    'https://www.elastic.co/licensing/elastic-license',
    '<https://widgets.example/terms-of-use>',
    'See https://widgets.example/legal/widgets-eula.pdf',
    'Copyright (c) 2021 Jane Roe, GPL',
    'Copyright (c) 2021 Jane Roe (AGPL-3.0)',
    'Copyright (c) 2021 Jane Roe - SSPL-1.0',
    'Copyright (c) 2021 Jane Roe https://creativecommons.org/licenses/by-nc/4.0/',
    'Copyright (c) 2021 Jane Roe (licensed until 2023)',
    'Copyright (c) 2021 Jane Roe Inc. (expires 2023)',
    'https://widgets.example/non-commercial-only',
    'C o m m e r c i a l   u s e   p r o h i b i t e d .',
    'N O T  F O R  R E S A L E',
    'not_for_resale=true',
    '%%NONCOMMERCIAL%%',
  ])('%s', (line) => {
    for (const text of [`${textOf('MIT')}\n\n${line}\n`, `${line}\n\n${textOf('MIT')}`])
      for (const isLicense of [true, false])
        expect(identifyText(text, INDEX, { isLicense }).expression).not.toBe('MIT');
    expect(recognizer(KNOWN_TEXTS)(`${textOf('MIT')}\n\n${line}\n`).expression).not.toBe('MIT');
  });

  test.each([
    'https://opensource.org/licenses/MIT',
    'http://jane.mit-license.org/',
    'https://github.com/jane/widgets/blob/main/LICENSE.md',
    'http://www.opensource.org/licenses/mit-license.php',
    'Copyright (c) 2021 Jane Roe <https://widgets.example/about>',
    'Copyright (c) 2021 Jane Roe, http://opensource.org/licenses/mit-license',
    'Copyright (c) 2021 The GPL Project Authors',
    'Copyright (c) 2021 Jane Roe, MIT License',
    'Copyright (c) 2021 J. R. R. Roe and A B C Inc.',
  ])('but: %s', (line) => {
    const { verdict, expression } = identifyText(`${line}\n\n${textOf('MIT')}`, INDEX);
    expect({ verdict, expression }).toEqual({ verdict: 'match', expression: 'MIT' });
  });
});

describe('in a license file', () => {
  const comment = (text: string) => text.replace(/^/gm, ' * ');

  test.each([
    [
      'a text that takes away what MIT gives, in a comment',
      comment(
        textOf('MIT')
          .replace('including without limitation', 'excluding without limitation')
          .replace(/THE SOFTWARE IS[\s\S]*/, 'See <http://opensource.org/licenses/MIT> for more.'),
      ),
    ],
    [
      "terms of a vendor's own with an address of a license in them",
      `FIRMWARE LICENSE. The Software is licensed for use only with Widgets components.
You may copy the Software internally for your own development purposes, and
using this Software outside of them is not licensed hereunder. You shall not
return or disclose the Software to any third party. You may not modify or
from it derive source code, or decompile any portion of the Software.
Documentation is licensed under the MIT License.`,
    ],
    [
      'a license of a name that nobody knows',
      `${textOf('MIT')}\n\nThe serial library is licensed under the Widgets Binary Code License.`,
    ],
    [
      'a third license of a sentence',
      'Source code is variously licensed under the Apache License Version 2.0, an Apache-compatible license, or the Widgets License.',
    ],
  ])('%s', (_, text) => {
    expect(identifyText(text, INDEX, { isLicense: true }).verdict).toBe('modified');
  });

  test.each([
    'Icons are licensed under the Mozilla Public License 2.0.',
    'This work is licensed under the MIT License.',
    'This work is released under the Project License.',
  ])('but: %s', (line) => {
    const { verdict } = identifyText(`${textOf('MIT')}\n\n${line}\n`, INDEX, { isLicense: true });
    expect(verdict).toBe('match');
  });
});
