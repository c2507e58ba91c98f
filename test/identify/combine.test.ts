import { expect, test } from 'vitest';
import { combine } from '../../src/identify/combine.ts';
import type { Piece } from '../../src/identify/piece.ts';

function piece(written: string, start: number): Piece {
  const [kind = '', expression = ''] = written.split(': ');
  const isText = kind === 'text' || kind === 'exception';
  return {
    kind: isText ? 'text' : 'notice',
    license: { id: expression, kind: kind === 'exception' ? 'exception' : 'license' },
    expression,
    start,
    end: start + 1,
    ...(kind === 'guess' ? { assumed: true } : {}),
  };
}

test.each([
  ['nothing', [], undefined],
  ['one text', ['text: MIT'], 'MIT'],
  ['a text twice', ['text: MIT', 'text: MIT'], 'MIT'],
  ['two texts', ['text: MIT', 'text: ISC'], 'MIT AND ISC'],
  [
    'a notice of later versions',
    ['notice: GPL-2.0-or-later', 'text: GPL-2.0-only'],
    'GPL-2.0-or-later',
  ],
  ['an alternative and its text', ['notice: MIT OR Apache-2.0', 'text: MIT'], 'MIT OR Apache-2.0'],
  [
    'an alternative and another text',
    ['notice: MIT OR Apache-2.0', 'text: ISC'],
    '(MIT OR Apache-2.0) AND ISC',
  ],
  [
    'an exception',
    ['text: GPL-2.0-only', 'exception: Classpath-exception-2.0'],
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ],
  ['a name without version', ['notice: GPL-1.0-or-later', 'text: GPL-3.0-only'], 'GPL-3.0-only'],
  [
    'a choice and the texts of both, as of Perl',
    ['notice: Artistic-1.0-Perl OR GPL-1.0-or-later', 'text: GPL-2.0-only', 'text: Artistic-1.0'],
    'Artistic-1.0-Perl OR GPL-1.0-or-later',
  ],
  [
    'a notice of later versions and the text of one',
    ['notice: GPL-2.0-or-later', 'text: GPL-3.0-only'],
    'GPL-2.0-or-later',
  ],
  [
    'a notice of one version and the text of a later one',
    ['notice: GPL-2.0-only', 'text: GPL-3.0-only'],
    'GPL-2.0-only AND GPL-3.0-only',
  ],
  [
    'the public domain and a license',
    ['notice: LicenseRef-scancode-public-domain', 'text: MIT'],
    'MIT',
  ],
  [
    'the public domain alone',
    ['notice: LicenseRef-scancode-public-domain'],
    'LicenseRef-scancode-public-domain',
  ],
  ['a guess beside what is sure', ['guess: BSD-3-Clause', 'text: BSD-2-Clause'], 'BSD-2-Clause'],
] as const)('%s', (_, pieces, expression) => {
  expect(combine(pieces.map(piece))).toBe(expression);
});
