import { describe, expect, test } from 'vitest';
import { withoutCopyrightLines } from '../../src/identify/lines.ts';
import { recognizer } from '../../src/identify/recognize.ts';
import {
  bodyDigest,
  packSettled,
  type Settled,
  type SettledAnswer,
  viewSettled,
} from '../../src/identify/settled.ts';
import { prefaceKey, settledList } from '../../src/identify/settled-list.ts';
import { ALL_READ, SETTLED, textOf } from './texts.ts';

const quoted = (id: string) => textOf(id).replace(/^/gm, '> ');
const preface = (ids: string) => `# Heron core license
Heron is released under the MIT license:

${textOf('MIT')}

# Licenses of bundled dependencies
The published Heron artifact additionally contains code with the following licenses:
${ids}

# Bundled dependencies:
`;
const entry = (name: string, id: string, text = quoted(id)) =>
  `## ${name}\nLicense: ${id}\nBy: Jane Roe\nRepository: heron/${name}\n\n${text}\n\n---------------\n\n`;

/** What is settled of real texts, and these prefaces. */
function withPrefaces(prefaces: Readonly<Record<string, string>>): Settled {
  const texts = ['MIT', 'ISC', 'BSD-2-Clause', '0BSD', 'Zlib'].map(
    (id) => [quoted(id), id] as const,
  );
  const digest = (text: string) => bodyDigest(withoutCopyrightLines(text))?.toString('hex') ?? '';
  const answers: [string, SettledAnswer][] = [
    ...texts.map(([text, id]): [string, string] => [digest(text), id]),
    ...Object.entries(prefaces).map(([text, answer]): [string, string] => [
      digest(prefaceKey(text)),
      answer,
    ]),
  ];
  return viewSettled(packSettled(new Map(answers), SETTLED.readBy));
}

const settled = withPrefaces({
  [preface('ISC, MIT, BSD-2-Clause')]: 'MIT AND ISC AND BSD-2-Clause',
  [preface('ISC')]: 'MIT AND ISC',
  [preface('MIT')]: 'MIT',
});
const of = (list: string) => settledList(withoutCopyrightLines(list), settled);
const careful = recognizer(ALL_READ);

describe('a list whose texts are settled is what it is when it is read', () => {
  test.each([
    ['one license', preface('MIT') + entry('egg', 'MIT')],
    [
      'several',
      preface('ISC, MIT, BSD-2-Clause') + entry('egg', 'BSD-2-Clause') + entry('nest', 'ISC'),
    ],
    [
      'one that is only named',
      preface('ISC, MIT, BSD-2-Clause') + entry('egg', 'ISC', '') + entry('nest', 'BSD-2-Clause'),
    ],
    [
      'a copy of one text',
      preface('ISC') + entry('egg', 'ISC') + entry('nest', 'ISC') + entry('x', 'MIT'),
    ],
  ])('%s', (_, list) => {
    const expression = of(list);
    expect(expression).toBeDefined();
    expect(careful(list)).toMatchObject({ verdict: 'match', expression });
  });
});

const LIST = preface('ISC') + entry('egg', 'ISC') + entry('nest', 'MIT');

describe('a list is read', () => {
  test.each([
    ['where a word was changed', LIST.replace('heron/nest\n', 'heron/nest\n\nNot for sale.\n')],
    ['where a text has a term more', LIST.replace(/(ACTION.*)$/s, '$1\n> Users pay a fee.\n')],
    ['where it goes on', `${LIST}\nAll of it may be used for evaluation only.\n`],
    ['where its preface is another one', LIST.replace('Heron core', 'Heron enterprise core')],
    ['where the label is another license', LIST.replace('License: ISC', 'License: MIT')],
    ['where its preface names one that is not in it', preface('ISC') + entry('nest', 'MIT')],
    ['where a text is not settled', LIST + entry('shell', 'Apache-2.0')],
    ['where a label nobody knows stands alone', LIST + entry('shell', 'Heron-1.0', '')],
    ['where a label of a family stands alone', LIST + entry('shell', 'GPL-2.0-only', '')],
    ['where it has no preface', entry('egg', 'ISC')],
  ])('%s', (_, list) => {
    expect(of(LIST)).toBe('MIT AND ISC');
    expect(of(list)).toBeUndefined();
  });
});

test('nothing of a list is settled where nothing is', () => {
  expect(settledList(LIST, ALL_READ.settled())).toBeUndefined();
});
