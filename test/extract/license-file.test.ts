import { expect, test } from 'vitest';
import {
  filesInLicenseFolders,
  isLicenseFile,
  licenseFileKind,
} from '../../src/extract/license-file.ts';
import { licenseSections, readmeSections } from '../../src/extract/license-section.ts';
import { memoryTree } from '../tree.ts';

test.each([
  [
    'license',
    ['LICENSE', 'license.md', 'LICENCE-MIT', 'COPYING.LESSER', 'UNLICENSE', 'LICENSE_EE'],
  ],
  ['license', ['MIT-LICENSE.txt', 'Commercial-License.md', 'License Agreement.txt', 'LICENSE.pdf']],
  ['license', ['LIZENZ.txt', 'LICENÇA.txt', 'LICENC\u0327A', 'LICENCIA.md', '许可证.txt']],
  ['terms', ['EULA', 'eula.rtf', 'End-User-Agreement.md', 'TERMS.md', 'ADDITIONAL_TERMS']],
  [
    'terms',
    ['COMMERCIAL.md', 'Subscription Agreement.txt', 'CONDITIONS.txt', 'LEGAL.md', 'COPYRIGHT'],
  ],
  ['remarks', ['NOTICE', 'NOTICES.txt', 'PATENTS']],
  ['others', ['ThirdPartyNotices.txt', 'LICENSE-THIRD-PARTY', '3rdpartylicenses.txt']],
  [undefined, ['license.js', 'LICENSE.json', 'license.test.ts', 'terms.vue', 'eula.png']],
  [undefined, ['licensed.md', 'index.js', 'patently.md', 'README.md', 'términos.js']],
  [undefined, ['CONTRIBUTOR-AGREEMENT.md', 'CLA agreement.md', 'contributing-terms.md']],
])('%s: %s', (kind, names) => {
  for (const name of names) {
    expect(licenseFileKind(name), name).toBe(kind);
    expect(isLicenseFile(name), name).toBe(kind === 'license' || kind === 'terms');
  }
});

test('a license folder gives its texts, folders below it too, but nothing of others', () => {
  const tree = memoryTree({
    'a/LICENSES/MIT.txt': '',
    'a/LICENSES/sub/deep/COPYING': '',
    'a/LICENSES/README.md': '',
    'a/LICENSES/index.js': '',
    'a/LICENSES/third_party/LICENSE': '',
    'a/license/LICENSE': '',
    'a/src/LICENSE': '',
  });
  expect(filesInLicenseFolders(tree, 'a')).toEqual([
    'a/LICENSES/MIT.txt',
    'a/LICENSES/sub/deep/COPYING',
    'a/license/LICENSE',
  ]);
});

test.each([
  ['a heading', '# A\n\n## License\nfree\n\n## More\nx', ['3: ## License\nfree\n\n']],
  [
    'a heading of HTML',
    '<h2 align="center">License</h2>\nfree',
    ['1: <h2 align="center">License</h2>\nfree'],
  ],
  [
    'an underlined line',
    'A\n===\n\nLicensing\n---------\nfree\n\nMore\n----\nx',
    ['4: Licensing\n---------\nfree\n\n'],
  ],
  ['bold words', 'a\n**License**\nfree', ['2: **License**\nfree']],
  ['a line alone', 'a\n\nTerms of use\n\nfree\n', ['3: Terms of use\n\nfree\n']],
  ['Windows line ends', 'a\r\n\r\nLicense\r\n\r\nfree', ['3: License\r\n\r\nfree']],
  [
    'two of them',
    '# License\na\n# B\nb\n# License of data\nc',
    ['1: # License\na\n', '5: # License of data\nc'],
  ],
  ['a sentence', 'a\n\nA tool for license files.\n\nb', []],
  ['words inside a paragraph', 'see the\nLicense\nfor more', []],
  ['another word', '# Licensee lists\nx', []],
  [
    'a sentence before a colon',
    'A license cannot be judged without knowing the use. These answer most of it:\n\nno sale\n',
    [],
  ],
  [
    'a few words before a colon',
    'This project is licensed as follows:\n\nno sale\n',
    ['1: This project is licensed as follows:\n\nno sale\n'],
  ],
])('the license section under %s', (_, text, expected) => {
  expect(licenseSections(text).map((one) => `${one.line}: ${one.text}`)).toEqual(expected);
});

test('a README is read where it lies, and one line of many words in one pass', () => {
  const tree = memoryTree({ 'a/readme.md': '# A\n## License\nnot for sale\n', 'b/x': '' });
  expect(readmeSections(tree, 'a')).toEqual([
    {
      kind: 'inline',
      text: '## License\nnot for sale\n',
      where: { path: 'a/readme.md', line: 2 },
      beside: true,
    },
  ]);
  expect(readmeSections(tree, 'b')).toEqual([]);
  for (const filler of [
    'license ',
    'license\n',
    '# license\n',
    '\n\nlicense\n\n',
    '#',
    '\n',
    '**',
  ]) {
    expect(licenseSections(filler.repeat(300_000)).length).toBeLessThanOrEqual(10);
  }
});
