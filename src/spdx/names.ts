import { lazy } from '../syntax/lazy.ts';

const knownIds = lazy((require) =>
  Object.keys(require('spdx-license-list') as Readonly<Record<string, unknown>>),
);

/** Long names and the short ones that stand for them; longer first, since one may hold another. */
const SHORT_NAMES: readonly (readonly [string, string])[] = [
  ['affero general public license', 'agpl'],
  ['lesser general public license', 'lgpl'],
  ['library general public license', 'lgpl'],
  ['library or lgpl', 'lgpl'],
  ['affero gpl', 'agpl'],
  ['affero public license', 'agpl'],
  ['lesser gpl', 'lgpl'],
  ['general public license', 'gpl'],
  ['free documentation license', 'gfdl'],
  ['mozilla public license', 'mpl'],
  ['eclipse public license', 'epl'],
  ['european union public license', 'eupl'],
  ['common development and distribution license', 'cddl'],
  ['open font license', 'ofl'],
  ['business source license', 'busl'],
  ['boost software license', 'boost'],
  ['server side public license', 'sspl'],
  ['academic free license', 'afl'],
  ['open software license', 'osl'],
  ['creative commons', 'cc'],
  ['commons attribution', 'commons by'],
  ['cc attribution', 'cc by'],
  ['noncommercial', 'nc'],
  ['non commercial', 'nc'],
  ['no derivatives', 'nd'],
  ['noderivatives', 'nd'],
  ['noderivs', 'nd'],
  ['share alike', 'sa'],
  ['sharealike', 'sa'],
  ['or any later', 'or later'],
  ['or newer', 'or later'],
  ['or above', 'or later'],
  ['or greater', 'or later'],
];

/**
 * The part of a name that tells licenses apart, the same for `The Apache License, Version 2.0`,
 * `apache-2` and `Apache 2.0`: lower case, words by single spaces, without articles, the words
 * "license" and "version", and `.0` at the end of numbers. `or later` and `+` are the word `later`.
 */
export function foldName(name: string): string {
  let text = ` ${name.toLowerCase().replace(/licence/g, 'license')} `;
  text = text.replace(/[\s,;:"'`_\-–]+/g, ' ').replace(/\+/g, ' or later ');
  // Versions stand apart from names: `gplv3` is `gpl 3`, `apache2` is `apache 2`.
  text = text.replace(/([a-z])v(\d)/g, '$1 $2').replace(/ (?:version|ver\.?|v\.?) ?(?=\d)/g, ' ');
  text = text.replace(/([a-z])(\d)/g, '$1 $2').replace(/ +/g, ' ');
  for (const [long, short] of SHORT_NAMES) text = text.split(long).join(short);
  text = text.replace(/ or later(?: version)?(?= )/g, ' later');
  text = text.replace(/ (?:the|a|an|gnu|license|licensed|under)(?= )/g, '');
  return text
    .replace(/(\d)(?:\.0)+(?![.\d])/g, '$1')
    .replace(/ +/g, ' ')
    .trim();
}

const folded = lazy(() => {
  const byName = new Map<string, string | undefined>();
  for (const id of knownIds()) {
    // `GPL-2.0+` is the old way to write `GPL-2.0-or-later`, and folds to the same.
    if (id.endsWith('+')) continue;
    const key = foldName(id);
    // Two ids with one folded name decide nothing.
    byName.set(key, byName.has(key) ? undefined : id);
  }
  return byName;
});

const lowerCased = lazy(() => new Map(knownIds().map((id) => [id.toLowerCase(), id])));

/** The SPDX id that differs from `text` by case only. */
export function idIgnoringCase(text: string): string | undefined {
  return lowerCased().get(text.toLowerCase());
}

/** The SPDX id with the same folded name as `text`, when just one has it. */
export function idIgnoringPunctuation(text: string): string | undefined {
  return folded().get(foldName(text));
}

/** SPDX took these ids back, each in favor of an expression that says the same. */
const REPLACED: Readonly<Record<string, string>> = {
  'BSD-2-Clause-FreeBSD': 'BSD-2-Clause-Views',
  'BSD-2-Clause-NetBSD': 'BSD-2-Clause',
  'GPL-2.0-with-autoconf-exception': 'GPL-2.0-only WITH Autoconf-exception-2.0',
  'GPL-2.0-with-bison-exception': 'GPL-2.0-only WITH Bison-exception-2.2',
  'GPL-2.0-with-classpath-exception': 'GPL-2.0-only WITH Classpath-exception-2.0',
  'GPL-2.0-with-font-exception': 'GPL-2.0-only WITH Font-exception-2.0',
  'GPL-2.0-with-GCC-exception': 'GPL-2.0-only WITH GCC-exception-2.0',
  'GPL-3.0-with-autoconf-exception': 'GPL-3.0-only WITH Autoconf-exception-3.0',
  'GPL-3.0-with-GCC-exception': 'GPL-3.0-only WITH GCC-exception-3.1',
  'StandardML-NJ': 'SMLNJ',
  'bzip2-1.0.5': 'bzip2-1.0.6',
  'eCos-2.0': 'GPL-2.0-or-later WITH eCos-exception-2.0',
  wxWindows: 'LGPL-2.0-or-later WITH WxWindows-exception-3.1',
};

/** What SPDX put in the place of a deprecated id, if it is not one of the GNU family. */
export function replacementOf(id: string): string | undefined {
  return Object.hasOwn(REPLACED, id) ? REPLACED[id] : undefined;
}

/** GNU ids without `-only` and `-or-later`, deprecated because they left that open. */
export function isVersionlessGnu(id: string): boolean {
  return /^(?:A?GPL-[123]\.0|LGPL-(?:2\.[01]|3\.0)|GFDL-1\.[123])$/.test(id);
}
