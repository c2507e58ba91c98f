import { describe, expect, test } from 'vitest';
import { nameLines, nameTable } from '../../src/identify/name-table.ts';
import { viewTables } from '../../src/identify/reference-tables.ts';
import { findQualified, findReferences, mayRefer } from '../../src/identify/references.ts';
import { addressKey } from '../../src/identify/references-fold.ts';
import { referenceTables } from '../../src/knowledge/reference-tables.ts';
import { spdxNames } from '../../src/knowledge/sources.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const NAMES = referenceTables({
  spdx: Object.entries(spdxNames()).map(([id, name]) => ({ id, name, addresses: [] })),
  licenseDb: [],
  aliases: KNOWLEDGE.aliases.names['any'] ?? {},
  recorded: [],
});
const TABLES = viewTables((table) => nameLines(NAMES[table]));

/** The expressions found, each once, in order. */
function found(text: string): readonly string[] {
  return [...new Set(findReferences(text, TABLES).map(({ expression }) => expression))];
}

type Row = readonly [text: string, expression: string];

describe('tags', () => {
  test.each<Row>([
    ['SPDX-License-Identifier: Apache-2.0', 'Apache-2.0'],
    ['// SPDX-License-Identifier: GPL-2.0', 'GPL-2.0-only'],
    ['# SPDX-License-Identifier: GPL-2.0+', 'GPL-2.0-or-later'],
    ['/* SPDX-License-Identifier: gpl-2.0 */', 'GPL-2.0-only'],
    ['<!-- SPDX-License-Identifier: MIT -->', 'MIT'],
    ['{# SPDX-License-Identifier: MIT #}', 'MIT'],
    ['(* SPDX-License-Identifier: MIT *)', 'MIT'],
    ['SPDX-License-Identifier: BSD-2', 'BSD-2-Clause'],
    [
      'SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR MIT',
      'GPL-2.0-only WITH Linux-syscall-note OR MIT',
    ],
    [
      'SPDX-License-Identifier: apache-2.0 and (mit or LicenseRef-Own) as ever',
      'Apache-2.0 AND (MIT OR LicenseRef-Own)',
    ],
    ['SPDX-License-Identifier: MIT and Apache', 'MIT'],
  ])('%s', (text, expression) => {
    expect(findReferences(text, TABLES)).toMatchObject([{ kind: 'tag', expression }]);
  });

  test('several', () => {
    expect(found('SPDX-License-Identifier: MIT\nSPDX-License-Identifier: ISC\n')).toEqual([
      'MIT',
      'ISC',
    ]);
  });

  test.each([
    'SPDX-License-Identifier: <expression>',
    'SPDX-License-Identifier:',
    'SPDX-License-Identifier: Unknown-9',
  ])('%s cannot be read', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('addresses', () => {
  test.each<Row>([
    ['http://opensource.org/licenses/MIT', 'MIT'],
    ['https://www.opensource.org/licenses/mit-license.php', 'MIT'],
    ['https://opensource.org/license/apache-2.0/', 'Apache-2.0'],
    ['http://www.opensource.org/licenses/artistic-license-2.0', 'Artistic-2.0'],
    ['http://opensource.org/licenses/lgpl-3.0', 'LGPL-3.0-only'],
    ['http://www.opensource.org/licenses/gpl-license.php', 'GPL-1.0-or-later'],
    ['https://spdx.org/licenses/BSD-3-Clause.html', 'BSD-3-Clause'],
    ['http://choosealicense.com/licenses/mit/', 'MIT'],
    ['https://creativecommons.org/licenses/by-sa/4.0/legalcode', 'CC-BY-SA-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/deed.de', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by-nd-nc/1.0', 'CC-BY-NC-ND-1.0'],
    ['http://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['https://www.gnu.org/licenses/gpl-3.0.en.html', 'GPL-3.0-only'],
    ['https://www.gnu.org/licenses/old-licenses/lgpl-2.1-standalone.html', 'LGPL-2.1-only'],
    ['http://www.gnu.org/licenses/old-licenses/fdl-1.1.txt', 'GFDL-1.1-only'],
    ['http://www.gnu.org/licenses/gpl.html', 'GPL-1.0-or-later'],
    ['http://www.gnu.org/copyleft/lesser.html', 'LGPL-2.1-or-later'],
    ['http://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['http://mozilla.org/MPL/2.0/.', 'MPL-2.0'],
    ['http://www.eclipse.org/legal/epl-v10.html', 'EPL-1.0'],
    ['(http://www.boost.org/LICENSE_1_0.txt)', 'BSL-1.0'],
    ['See opensource.org/licenses/MIT', 'MIT'],
    ['https://github.com/red/blue/blob/master/LICENSE-MIT.md', 'MIT'],
    ['https://raw.github.com/red/blue/master/MIT-LICENSE.txt', 'MIT'],
    ['https://raw.github.com/red/blue/master/lgpl-2.1.txt', 'LGPL-2.1-only'],
    ['http://www.example.com/home/the-mit-license-mit.html', 'MIT'],
    ['http://www.example.no/licenses/apache-20/', 'Apache-2.0'],
    ['in /usr/share/common-licenses/GPL-2, or', 'GPL-2.0-only'],
    ["`/usr/share/common-licenses/LGPL-2.1'.", 'LGPL-2.1-only'],
    ['/usr/share/common-licenses/BSD', 'BSD-3-Clause'],
    ['/usr/share/common-licenses/GPL', 'GPL-1.0-or-later'],
    ['/usr/share/common-licenses/CC0-1.0', 'CC0-1.0'],
  ])('%s', (text, expression) => {
    expect(found(text)).toEqual([expression]);
  });

  test.each([
    'https://github.com/red/blue/blob/master/LICENSE',
    'https://github.com/red/blue/blob/master/license.txt',
    'https://github.com/mit/license-checker',
    'http://red.codeplex.com/license',
    'https://go.microsoft.com/fwlink/?linkid=865381',
    'http://www.gnu.org/licenses/',
    'http://www.mozilla.org/NPL/',
    'http://www.apache.org/',
    'https://opensource.org/licenses/',
    'https://creativecommons.org/licenses/by-xx/4.0',
  ])('%s names none', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('the tables add to those known by their form', () => {
    const tables = { ...TABLES, urls: nameTable(() => 'zlib.net/zlib_license\tZlib\n') };
    expect(findReferences('see http://www.zlib.net/zlib_license.html.', tables)).toMatchObject([
      { kind: 'reference', expression: 'Zlib', start: 4, end: 41 },
    ]);
  });
});

const PUBLISHED = 'as published by the Free Software Foundation';

describe('notices of the GNU family', () => {
  test.each<Row>([
    [
      `under the terms of the GNU General Public License ${PUBLISHED}; either version 2 of the License, or (at your option) any later version.`,
      'GPL-2.0-or-later',
    ],
    [
      `under the terms of the GNU General Public License ${PUBLISHED}; version 2 dated June, 1991.`,
      'GPL-2.0-only',
    ],
    [
      `under the terms of the GNU General Public License ${PUBLISHED}, version 3 of the License.`,
      'GPL-3.0-only',
    ],
    [
      `under the terms of the GNU General Public License ${PUBLISHED} under version 3 of the License.`,
      'GPL-3.0-only',
    ],
    [
      ` * it under the terms of the GNU Lesser General Public\n * License ${PUBLISHED}; either\n * version 2.1 of the License, or (at your option) any later version.`,
      'LGPL-2.1-or-later',
    ],
    ['under the terms of version 2 of the GNU General Public License', 'GPL-2.0-only'],
    ['under version 2.1 or later of the LGPL', 'LGPL-2.1-or-later'],
    [
      'under the terms of the GNU Affero General Public License, version 3\nor later, as published',
      'AGPL-3.0-or-later',
    ],
    ['Licensed under the GPL v2', 'GPL-2.0-only'],
    ['Released under GPLv2+.', 'GPL-2.0-or-later'],
    ['License: GPL-2+', 'GPL-2.0-or-later'],
    ['License: LGPLv2.1+', 'LGPL-2.1-or-later'],
    ['License: GPL (>= 2)', 'GPL-2.0-or-later'],
    ['License: GPL-2 | GPL-3', 'GPL-2.0-only OR GPL-3.0-only'],
    ['made available under the terms of the Lesser Gnu Public License v2.1', 'LGPL-2.1-only'],
    ['under the terms of the GNU Library General Public\n * License', 'LGPL-2.0-or-later'],
    ['redistributed under the terms of the GNU Public License.', 'GPL-1.0-or-later'],
    ['is licensed under the GPL.', 'GPL-1.0-or-later'],
    ['covered by the AGPL license', 'AGPL-3.0-or-later'],
    [
      'under the GNU Free Documentation License, Version 1.2 or any later version',
      'GFDL-1.2-or-later',
    ],
    ['You can use this under GPL v2 or v3.', 'GPL-2.0-only OR GPL-3.0-only'],
    ['License: GPL-2\nThis package is free', 'GPL-2.0-only'],
    [
      'licensed under GPL version 2 with Classpath Exception',
      'GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    [
      'under the GNU GPL v3 with the GCC Runtime Library Exception',
      'GPL-3.0-only WITH GCC-exception-3.1',
    ],
    [
      'GPL v3 with the Acme exception, licensed under GPL v3 with the Acme exception',
      'GPL-3.0-only',
    ],
    [
      'See the file COPYING (GNU General Public License) for license conditions.',
      'GPL-1.0-or-later',
    ],
    [
      `the Lesser GPL: under the terms of the GNU General Public License ${PUBLISHED}; either version 2.1 of the License, or (at your option) any later version`,
      'LGPL-2.1-or-later',
    ],
  ])('%s', (text, expression) => {
    expect(found(text)).toEqual([expression]);
  });

  test('versions never published are not read', () => {
    expect(found('under the GNU General Public License version 4')).toEqual([]);
    expect(found('under the GNU General Public License version 2.1')).toEqual([]);
  });

  test('what is exact speaks for what is loose', () => {
    const text = `under the terms of the GNU General Public License ${PUBLISHED}; either version 2 of the License, or (at your option) any later version.
See the GNU General Public License for more details. You should have received a copy of the GNU General Public License.
On Debian systems see /usr/share/common-licenses/GPL-3 and http://www.gnu.org/licenses/gpl.html`;
    expect(found(text)).toEqual(['GPL-2.0-or-later']);
    expect(findReferences(text, TABLES)).toHaveLength(5);
  });

  test.each<Row>([
    ['under the terms of the GNU Lesser General Public License.', 'LGPL-2.1-or-later'],
    ['under the terms of the GNU Library General Public License.', 'LGPL-2.0-or-later'],
    ['under the terms of the LGPL.', 'LGPL-2.0-or-later'],
  ])('the oldest version of that name, where none is named: %s', (text, expression) => {
    expect(found(text)).toEqual([expression]);
  });

  test('"see the General Public License" in a notice of the Lesser one is a slip', () => {
    expect(
      found('under the LGPL version 2.1. See the GNU General Public License for details.'),
    ).toEqual(['LGPL-2.1-only']);
  });
});

describe('sentences', () => {
  test.each<Row>([
    ['Licensed under the Apache License, Version 2.0 (the "License"); you may not', 'Apache-2.0'],
    ['(c) the authors Licensed under the Apache License, Version 2.0.', 'Apache-2.0'],
    ['licenses this file to You under the Apache License, Version 2.0', 'Apache-2.0'],
    ['is subject to the terms of the Mozilla Public License, v. 2.0. If a copy', 'MPL-2.0'],
    [
      'The contents of this file are subject to the Netscape Public License\n# Version 1.0 (the "NPL")',
      'NPL-1.0',
    ],
    ['Distributed under the Boost Software License, Version 1.0.', 'BSL-1.0'],
    ['it under the terms of the MIT license. See LICENSE for details.', 'MIT'],
    ['This is MIT licensed.', 'MIT'],
    ['This project uses the Apache License 2.0', 'Apache-2.0'],
    ['The library has the GPL V3 license.', 'GPL-3.0-only'],
    ['covered by their original MIT license', 'MIT'],
    ['GPL 2.0 applies.', 'GPL-2.0-only'],
    ['licenseId: BSD-2-Clause', 'BSD-2-Clause'],
    ['MODULE_LICENSE("GPLv2")', 'GPL-2.0-only'],
    ['developed and released under the GLP V3 license', 'GPL-3.0-only'],
    ['licensed under the GNU Affero License v3.', 'AGPL-3.0-only'],
    ['under the GNU General Public License GPLv3 or higher, see LICENSE', 'GPL-3.0-or-later'],
    [
      'under the terms of the GNU GPL version 2 or (at your option) version 3.',
      'GPL-2.0-only OR GPL-3.0-only',
    ],
    ...[
      'This software is released into the public domain.',
      'This package is hereby placed in the public domain.',
      '// this source file is in the public domain',
      'I hereby dedicate this work to the public domain.',
      'Released into the public domain.',
    ].map((text): Row => [text, 'LicenseRef-scancode-public-domain']),
    ['This project is free software released under the MIT/X11 license:', 'MIT'],
    ['released under the MIT/X11 or Apache-2.0 licenses', 'MIT OR Apache-2.0'],
    ['Released under the MIT or Expat License', 'MIT'],
    ['Licensed under the MIT License, Copyright 2020 Acme License Holders', 'MIT'],
    ['This layer is licensed under MIT & BSD-2-Clause.', 'MIT AND BSD-2-Clause'],
    [
      'under the terms of the AFFERO GENERAL PUBLIC LICENSE as published by Affero Inc; either version 1 of the License, or (at your option) any later version',
      'AGPL-1.0-or-later',
    ],
    ['distributed under the simplified 2-clause BSD license.', 'BSD-2-Clause'],
    [
      'under the conditions of either of two licenses,\nthe Apache License (version 2.0 or later) or the GNU General Public License,\nversion 2.0 or later.',
      'Apache-2.0 OR GPL-2.0-or-later',
    ],
    [
      'You may distribute under the terms of either the GNU General Public License or the Artistic License, as specified in the README.',
      'GPL-1.0-or-later OR Artistic-1.0-Perl',
    ],
    ['Distributed under the terms of the BSD Simplified License.', 'BSD-2-Clause'],
    ['licensed under the Creative Commons CC0 1.0 license', 'CC0-1.0'],
    ['distributed under the SIL Open Font License.', 'OFL-1.1'],
    [
      'You may use it under the same terms as Perl itself.',
      'Artistic-1.0-Perl OR GPL-1.0-or-later',
    ],
    [
      'licensed under both the BSD-style license (found in the\n * LICENSE file in the root directory of this source tree) and the GPLv2 (found\n * in the COPYING file). You may select, at your option, one of these.',
      'BSD-3-Clause OR GPL-2.0-only',
    ],
    [
      'licensed under both the BSD-style license (found in the LICENSE file) and the GPLv2.',
      'BSD-3-Clause AND GPL-2.0-only',
    ],
    [
      'distributed under GPL, LGPL and MPL. Licensed under GPL-2.0-or-later or MPL-1.1',
      'GPL-2.0-or-later OR MPL-1.1',
    ],
    ['The MIT license applies.', 'MIT'],
    ['licensed under the <b>Boost&nbsp;Software</b> License&nbsp;1.0', 'BSL-1.0'],
    ['rem Licensed under the\nrem MIT License', 'MIT'],
    ['-- Licensed under the\n-- MIT License', 'MIT'],
    ['; Licensed under the “MIT”\n; License', 'MIT'],
    ["* @license\\n * Licensed under the\\n * MIT License'", 'MIT'],
    ['under the Academic Free License version 2.1', 'AFL-2.1'],
    [
      'is distributed under the University of Illinois Open Source License. See LICENSE.TXT',
      'NCSA',
    ],
    [
      'licensed under a Creative Commons Attribution-ShareAlike 3.0 Unported License.',
      'CC-BY-SA-3.0',
    ],
    ['Licensed under CC BY-NC 4.0', 'CC-BY-NC-4.0'],
    ['under the Apache License v2.0 with LLVM Exceptions.', 'Apache-2.0 WITH LLVM-exception'],
    ['Licensed under the modified BSD license', 'BSD-3-Clause'],
    ['Licensed under the Ruby License', 'Ruby'],
    ['License: MIT', 'MIT'],
    ['license: mit', 'MIT'],
    ['"license": "(MIT OR CC0-1.0)",', 'MIT OR CC0-1.0'],
    ['license = "ISC"', 'ISC'],
    ['License: Apache License, Version 2.0, January 2004', 'Apache-2.0'],
    ['This source file is subject to version 3.01 of the PHP license,', 'PHP-3.01'],
    ['/**\n * @license MIT\n */', 'MIT'],
    ['Licensed under LGPL (http://www.gnu.org/licenses/lgpl-3.0.html)', 'LGPL-3.0-only'],
    ['## License\n\nMIT © Jane Doe', 'MIT'],
    ['License\n=======\n\n[Apache License 2.0](LICENSE)', 'Apache-2.0'],
  ])('%s', (text, expression) => {
    expect(found(text)).toEqual([expression]);
  });

  test.each<Row>([
    ['Licensed under the MIT or Apache 2.0 license', 'MIT OR Apache-2.0'],
    ['License: MIT/Apache-2.0', 'MIT OR Apache-2.0'],
    ['under the MIT license and the Apache License 2.0', 'MIT AND Apache-2.0'],
    ['Dual licensed under the MIT and GPL licenses.', 'MIT OR GPL-1.0-or-later'],
    [
      'licensed under the MIT license and the Apache License 2.0, at your option',
      'MIT OR Apache-2.0',
    ],
    [
      'Dual licensed under the MIT (http://www.opensource.org/licenses/mit-license.php)\n * and GPL (http://www.opensource.org/licenses/gpl-license.php) licenses.',
      'MIT OR GPL-1.0-or-later',
    ],
    [
      '// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or\n// http://www.apache.org/licenses/LICENSE-2.0> or the MIT license\n// <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your\n// option.',
      'Apache-2.0 OR MIT',
    ],
    [
      'Licensed under either of\n\n * Apache License, Version 2.0 (http://www.apache.org/licenses/LICENSE-2.0)\n * MIT license ([LICENSE-MIT](LICENSE-MIT))\n\nat your option.',
      'Apache-2.0 OR MIT',
    ],
    [
      'subject to the Mozilla Public License Version 1.1 (the "License").\n\nAlternatively, the contents may be used under the terms of\neither the GNU General Public License Version 2 or later (the "GPL"), or\nthe GNU Lesser General Public License Version 2.1 or later (the "LGPL"),',
      'MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later',
    ],
    [
      'under the terms of either:\n\n  * the GNU Lesser General Public License; either version 3 of the License, or (at your\n    option) any later version.\n\nor\n\n  * the GNU General Public License; either version 2 of the License, or (at your option) any\n    later version.\n\nYou should have received copies of the GNU General Public License and the\nGNU Lesser General Public License',
      'LGPL-3.0-or-later OR GPL-2.0-or-later',
    ],
  ])('a choice, or all of it: %s', (text, expression) => {
    expect(found(text)).toEqual([expression]);
  });

  test.each([
    'MIT and/or Apache-2.0 license: under the MIT and/or Apache-2.0 license',
    'License: MIT, ISC',
    'under the terms of either:\n a) the GNU General Public License; either version 1, or (at your option) any later version, or\n b) the "Artistic License" which comes with Perl.',
    'License: GPL-1+ or Artistic',
    'under the MIT license and the Foo Public License',
    'either the GNU General Public License Version 2 only ("GPL") or the Common Development and Distribution License',
  ])('what cannot be read in full is not read in part: %s', (text) => {
    expect(found(text).filter((each) => !each.includes(' OR '))).toEqual([]);
  });

  test('each of two in one sentence', () => {
    expect(
      found('Source code licensed under the MIT License, documentation under CC-BY-4.0.'),
    ).toEqual(['MIT', 'CC-BY-4.0']);
  });

  test('kinds and places', () => {
    const text = '// Licensed under the\n// MIT license: http://opensource.org/licenses/MIT\n';
    expect(findReferences(text, TABLES)).toEqual([
      { kind: 'notice', expression: 'MIT', start: 3, end: 36 },
      { kind: 'reference', expression: 'MIT', start: 38, end: 72 },
    ]);
  });

  test.each<Row>([
    ['governed by a BSD-style\n// license that can be found in the LICENSE file.', 'BSD-3-Clause'],
    ['governed by an MIT-style license that can be found in the LICENSE file', 'MIT'],
    ['Software licensed under the BSD license', 'BSD-3-Clause'],
    ['Licensed under the Apache License', 'Apache-2.0'],
  ])('%s is assumed', (text, expression) => {
    expect(findReferences(text, TABLES)).toMatchObject([{ expression, assumed: true }]);
  });
});

describe('a name alone', () => {
  test.each<Row>([
    ['Boost Software License 1.0\n', 'BSL-1.0'],
    ['The Unlicense', 'Unlicense'],
    ['BSD 3-clause "New" or "Revised" license', 'BSD-3-Clause'],
    ['European Union Public Licence 1.1', 'EUPL-1.1'],
    ['GNU General Public License v2.0', 'GPL-2.0-only'],
    ['The MIT License (MIT)', 'MIT'],
    ['Apache-2.0', 'Apache-2.0'],
    ['MIT', 'MIT'],
    ['MIT License\n\nCopyright (c) 2020 Jane Doe\n', 'MIT'],
  ])('%s', (text, expression) => {
    expect(findReferences(text, TABLES)).toMatchObject([
      { kind: 'reference', expression, start: 0 },
    ]);
  });

  test.each([
    'CPOL',
    'gpl',
    'mpl',
    'Support APL setting',
    'Ruby',
    'Intel',
    'BSD',
    'some License a Private',
    'curl',
  ])('%s is no statement', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('mentions that grant nothing', () => {
  test.each([
    'note that the MIT licence is compatible with the GNU GPL.',
    'Unlike the MIT license, this one is strict.',
    'This is not licensed under the Apache License.',
    'It is no longer, and was never, released under the GPL.',
    'If you distribute it under the GPL you must',
    'changelog: switched from GPL to MIT license',
    'Created-By: Apache Ant 1.5\nVendor: Apache Software Foundation',
    'Licensed to the Apache Software Foundation (ASF) under one or more contributor license agreements.',
    'Mozilla Firefox is distributed by Mozilla under a brand',
    'License :: OSI Approved :: MIT License\nLicense :: OSI Approved :: Apache Software License',
    'SHELL_CMD_ARG_REGISTER(mpl, &mpl_cmds, " ", cmd_mpl, 1, 1);',
    'COPYING.GPL \\\n\tCOPYING.LGPL \\\n',
    "assert.equal(correct('mit'), 'MIT')\nassert.equal(correct('Apache 2'), 'Apache-2.0')",
    '[\n  "AGPL-3.0",\n  "GPL-2.0",\n  "LGPL-2.1"\n]',
    'licensed under the terms described in the APACHE_LICENSE.txt file',
    'License: BSD-2-Clause-alike',
    'Licensed under the Apache License 2.5',
    'subject to the Mozilla Public License',
    'License: Library (GPLv3 license)',
    'All third party routines are under a GPL compatible license.',
    'Portions of this code are in the public domain.',
    'This software is not in the public domain.',
    'Based on a public domain implementation of the algorithm.',
    'It is not under the same license as perl and ruby.',
    'This work is licensed under a Creative Commons Attribution-NonCommercial 3.0 United States License',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a text that lists licenses by the dozen is a list', () => {
    const ids = Object.keys(spdxNames()).filter((id) => id.includes('-'));
    const header = 'Licensed under the Apache License, Version 2.0.\n';
    expect(found(header + ids.slice(0, 20).join('\n'))).toEqual(['Apache-2.0']);
    expect(found(header + ids.join('\n'))).toEqual([]);
  });

  test('a table of licenses by fields is none of them, beside a sentence that counts', () => {
    const ids = [
      'MIT',
      'ISC',
      'Zlib',
      '0BSD',
      'MPL-2.0',
      'EPL-2.0',
      'CC0-1.0',
      'BSL-1.0',
      'NCSA',
      'AFL-3.0',
      'OSL-3.0',
      'WTFPL',
    ];
    const fields = ids.map((id) => `{ "license": "${id}" },`).join('\n');
    expect(found(`Licensed under the Apache License, Version 2.0.\n${fields}`)).toEqual([
      'Apache-2.0',
    ]);
  });
});

describe('names that the same words change', () => {
  test.each<Row>([
    [
      'Licensed under Apache 2.0 with the following additional conditions:',
      'Licensed under Apache 2.0 with the following additional',
    ],
    ['MIT with Commons Clause', 'MIT with Commons Clause'],
    ['It uses the MIT license with the Commons Clause', 'MIT license with the Commons Clause'],
    ['Licensed under a modified MIT license', 'Licensed under a modified MIT license'],
    ['License: MIT (non-commercial)', 'License: MIT (non-commercial'],
    ['Released under a BSD-like license', 'Released under a BSD-like'],
    [
      'Released under the MIT license for non-commercial use',
      'Released under the MIT license for non',
    ],
    ['licensed under MIT, but not for the military', 'licensed under MIT, but'],
    ['free for non-commercial use under the MIT license', 'under the MIT license'],
    [
      'Licensed under Apache 2.0, see TERMS for additional restrictions',
      'Licensed under Apache 2.0, see TERMS for additional restrictions',
    ],
    [
      'under the MIT license, subject to the following: you pay',
      'under the MIT license, subject to the following',
    ],
    ['under the MIT license, provided that you pay', 'under the MIT license, provided that'],
    ["license = ['MIT (Hippocratic)']", "license = ['MIT (Hippocratic"],
    ['License: MIT License (No Permissions)', 'License: MIT License (No'],
    ['This software is dual-licensed MIT and CDDL.', 'licensed MIT'],
    [
      'This license is derived from the MIT license (https://opensource.org/licenses/MIT)',
      'derived from the MIT license (https://opensource.org/licenses/MIT',
    ],
    [
      'Under the Apache License 2.0 and the Widgets Enterprise License',
      'Under the Apache License 2.0',
    ],
    ['Code licensed under an MIT-style License.', 'licensed under an MIT-style License'],
  ])('%s', (text, phrase) => {
    expect(found(text)).toEqual([]);
    const [first, ...more] = findQualified(text, TABLES);
    expect(more).toEqual([]);
    expect(first?.text).toBe(phrase);
    expect(text.slice(first?.start, first?.end)).toBe(phrase);
  });

  test.each([
    'Licensed under the GPLv3, except for the files in /contrib',
    'Licensed under the MIT License',
    'Licensed under the MIT License, with the exception of the fonts',
    'Licensed under the MIT License (no attribution required)',
    'GPL version 2 with the following exception',
    'under the Apache License 2.0 and the terms of use',
  ])('%s changes nothing', (text) => {
    expect(findQualified(text, TABLES)).toEqual([]);
  });
});

describe('hostile and long texts', () => {
  const SIZE = 200_000;
  test.each([
    '((((',
    'licensed under the ',
    ' ',
    '\n',
    '<a ',
    'gpl ',
    'GNU General Public License, version 2.1 or ',
    'MIT License (',
    'http://a.',
    'SPDX-License-Identifier: ((((',
    'alternatively under the MIT license. ',
    'under either of MIT or ISC, at your option. ',
    'license: gpl\nlicense: mit\n',
    'a.',
    'version 2 of the ',
  ])('many of %j take no time', (piece) => {
    const text = piece.repeat(Math.ceil(SIZE / piece.length));
    const start = performance.now();
    findReferences(text, TABLES);
    findQualified(text, TABLES);
    // A machine under load takes its time; what is quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test('are sorted and do not overlap', () => {
    const text =
      'SPDX-License-Identifier: MIT\n\nLicensed under the MIT License (http://opensource.org/licenses/MIT).\n\n'.repeat(
        40,
      );
    const all = findReferences(text, TABLES);
    expect(all).toHaveLength(120);
    for (const [index, each] of all.entries()) {
      expect(each.start).toBeGreaterThanOrEqual(all[index - 1]?.end ?? 0);
      expect(each.end).toBeGreaterThan(each.start);
    }
  });
});

test('the scan before the search lets through what may be found', () => {
  const code = 'const answer = 42;\n'.repeat(100);
  expect(mayRefer(code)).toBe(false);
  for (const text of [
    'MIT',
    `${code}released under MIT`,
    `${code}see the GPL`,
    `${code}www.opensource.org/x`,
  ]) {
    expect(mayRefer(text)).toBe(true);
  }
});

describe('a text that is one address', () => {
  const tables = {
    ...TABLES,
    recorded: nameTable(() =>
      nameLines({
        [addressKey('code.example/widgets/license')]: 'MIT',
        [addressKey('opensource.org/licenses/bsd-3-clause')]: 'MIT',
        [addressKey('code.example/licenses/bsd-2-clause')]: 'MIT',
      }),
    ),
  };

  test('is what others found there, and says so', () => {
    const text = '  https://code.example/widgets/LICENSE.txt\n';
    const [one] = findReferences(text, tables);
    expect(one).toMatchObject({ kind: 'reference', expression: 'MIT', recorded: true });
    expect(text.slice(one?.start, one?.end)).toBe('https://code.example/widgets/LICENSE.txt');
  });

  test.each([
    'See https://code.example/widgets/LICENSE.txt',
    'https://code.example/widgets/LICENSE.txt https://code.example/gadgets/LICENSE',
    'https://code.example/gadgets/LICENSE',
  ])('%s is none that was recorded', (text) => {
    expect(findReferences(text, tables)).toEqual([]);
  });

  test("what a license's steward has at an address goes before a record", () => {
    const [one] = findReferences('https://opensource.org/licenses/BSD-3-Clause', tables);
    expect(one).toMatchObject({ expression: 'BSD-3-Clause' });
    expect(one?.recorded).toBeUndefined();
  });

  test('a record goes before what the path alone suggests', () => {
    expect(findReferences('https://code.example/licenses/bsd-2-clause', tables)).toMatchObject([
      { expression: 'MIT', recorded: true },
    ]);
  });
});
