import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutCopyrightLines } from '../../src/identify/lines.ts';
import { quotationOf } from '../../src/identify/quotation.ts';
import { identifyText, type Recognition, recognizer } from '../../src/identify/recognize.ts';
import {
  bodyDigest,
  NOTHING_SETTLED,
  packSettled,
  type Settled,
  type SettledAnswer,
  settledAnswer,
  viewSettled,
} from '../../src/identify/settled.ts';
import { loadSettled } from '../../src/knowledge/load.ts';
import { readingCode } from '../../src/knowledge/reading-code.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { ALL_READ, INDEX, KNOWN_TEXTS, SETTLED, TEXTS, textOf } from './texts.ts';

const FILE = 'rules/index/settled.bin';
const MIT = `MIT License\n\nCopyright (c) 2020 Jane Roe\n\n${textOf('MIT').slice(textOf('MIT').indexOf('Permission is hereby'))}`;

const digestOf = (text: string) => bodyDigest(withoutCopyrightLines(text))?.toString('hex');

test.each([
  ['another holder', MIT.replace('2020 Jane Roe', '2011-2024 Acme, Inc. and contributors')],
  ['a holder behind a sign', MIT.replace('Copyright (c) 2020', '© 2020')],
  ['more holders', MIT.replace('Jane Roe', 'Jane Roe\nCopyright (c) 2021 Søren Møller')],
  [
    'a notice behind it',
    MIT.replace('THE SOFTWARE IS', 'Portions Copyright 2019 by Acme\n\nTHE SOFTWARE IS'),
  ],
  ['wrapped otherwise', MIT.replace(/Permission[\s\S]*/, (body) => body.replace(/\s+/g, '\n'))],
  ['indented and quoted', MIT.replace(/^(?!Copyright)/gm, ' > ').replaceAll('"', '“')],
  ['line ends of Windows', MIT.replaceAll('\n', '\r\n')],
  ['shouted', MIT.replace(/Permission[\s\S]*/, (body) => body.toUpperCase())],
  ['a heading', MIT.replace('MIT License', '# MIT License #\n=======')],
  ['the mark of an encoding', `\ufeff${MIT}`],
])('the same digest: %s', (_, text) => {
  expect(digestOf(text)).toBe(digestOf(MIT));
});

test.each([
  ['a word more', MIT.replace('free of charge', 'not free of charge')],
  ['a word less', MIT.replace('without limitation', 'limitation')],
  ['a word cut in two', MIT.replace('without', 'with out')],
  ['two words joined', MIT.replace('free of', 'freeof')],
  ['a letter of another alphabet', MIT.replace('sell', 's\u0435ll')],
  ['something invisible', MIT.replace('sell', 'se\u200bll')],
  ['a line behind it', `${MIT}\nNot for commercial use.\n`],
  [
    'a term in the copyright line',
    MIT.replace('Jane Roe', 'Jane Roe. Commercial use is not free.'),
  ],
  [
    'a term in a second copyright line',
    MIT.replace('Jane Roe', 'Jane Roe\nCopyright for evaluation only'),
  ],
  [
    'words that join across lines left out',
    MIT.replace('MIT License', 'MIT\nCopyright 2020 A\nLicense x'),
  ],
])('another digest: %s', (_, text) => {
  expect(digestOf(text)).not.toBe(digestOf(MIT));
});

test('a copyright line that leads to terms is read', () => {
  const text = MIT.replace('Jane Roe', 'Jane Roe https://example.com/terms');
  expect(digestOf(text)).not.toBe(digestOf(MIT));
});

test('nothing is settled of a long text', () => {
  expect(bodyDigest('x '.repeat(30_001))).toBeUndefined();
});

function pack(texts: Readonly<Record<string, SettledAnswer>>): Settled {
  const byDigest = Object.entries(texts).map(([text, id]) => [digestOf(text) ?? '', id] as const);
  return viewSettled(packSettled(new Map(byDigest), '00ff00ff00ff00ff'));
}

test('what is settled is found, and nothing beside it', () => {
  const texts = Object.fromEntries(
    Array.from({ length: 500 }, (_, number) => [`text number ${number}`, `L-${number % 7}`]),
  );
  const settled = pack(texts);
  for (const [text, id] of Object.entries(texts)) expect(settledAnswer(text, settled)).toBe(id);
  expect(settledAnswer('text number 500', settled)).toBeUndefined();
  expect(settledAnswer(MIT, NOTHING_SETTLED)).toBeUndefined();
  expect(settledAnswer(MIT, pack({}))).toBeUndefined();
});

/** What is said of a text, without what differs in how it is said. */
function saidOf({ verdict, expression, nearest, note }: Recognition) {
  return { verdict, expression, nearest, note };
}

test('the texts of SPDX that are settled are what they are when they are read', () => {
  const [quick, careful] = [recognizer(KNOWN_TEXTS), recognizer(ALL_READ)];
  const settled = [...TEXTS.values()].filter(
    (text) => settledAnswer(withoutCopyrightLines(text), SETTLED) !== undefined,
  );
  expect(settled.length).toBeGreaterThan(500);
  for (const text of settled) {
    expect(saidOf(quick(text))).toEqual(saidOf(careful(text)));
    const { verdict } = identifyText(text, INDEX, { isLicense: true });
    expect(verdict).toBe(quick(text).verdict);
  }
});

test('so are the license files of the packages that are installed here', () => {
  const [quick, careful] = [recognizer(KNOWN_TEXTS), recognizer(ALL_READ)];
  const files = readdirSync('node_modules', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|\/)licen[cs]e(?:\.(?:md|txt))?$/i.test(path),
  );
  const texts = files
    .map((path) => `node_modules/${path}`)
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
  expect(texts.length).toBeGreaterThan(40);
  for (const text of texts) expect(saidOf(quick(text))).toEqual(saidOf(careful(text)));
});

test('a text of which it is settled what it is has its licenses and all beside them in the same places', () => {
  const files = readdirSync('node_modules', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|\/)licen[cs]e(?:\.(?:md|txt))?$/i.test(path))
    .map((path) => `node_modules/${path}`)
    .filter((path) => statSync(path).isFile());
  const isLicense = true;
  const titled = MIT.replace('MIT License', 'Heron\n\nThis is the MIT license of Heron, a bird.');
  const noted = `${MIT}\n\nBased on Egret, copyright Jane Roe and others.\n`;
  const listed = `${MIT}\n\nThe complete list of contributors can be found at:\n- https://code.example/heron/graphs/contributors\n`;
  const own = pack({ [titled]: 'MIT', [noted]: 'MIT', [listed]: 'MIT' });
  const texts = files.map((path) => [readFileSync(path, 'utf8'), SETTLED] as const);
  for (const [text, settled] of [
    ...texts,
    ...[titled, noted, listed].map((text) => [text, own] as const),
  ])
    expect(identifyText(text, INDEX, { isLicense, settled: () => settled })).toEqual(
      identifyText(text, INDEX, { isLicense }),
    );
});

test('a settled license that is not in a text is not believed', () => {
  const text = `${MIT}\n\nUsers pay a fee.\n`;
  const settled = () => pack({ [text]: 'Apache-2.0' });
  const { verdict, matches } = identifyText(text, INDEX, { isLicense: true, settled });
  expect([verdict, matches[0]?.license]).toEqual(['modified', 'MIT']);
});

test('of a text with something added the note quotes the copy that is there', () => {
  const added = (holder: string, lines: string) => `${lines}\n\nCopyright 2020 ${holder}\n\n${MIT}`;
  const line = 'You must pay a fee before any use.';
  const note = quotationOf(`"${line}"`, withoutCopyrightLines(added('Acme', line))) ?? [];
  const settled = pack({ [added('Acme', line)]: { nearest: ['MIT'], note } });
  const recognize = recognizer({ ...ALL_READ, settled: () => settled });
  const copy = added('Heron, Inc.', line.replaceAll(' ', '\n> '));
  expect(saidOf(recognize(copy))).toEqual({
    verdict: 'modified',
    expression: undefined,
    nearest: ['MIT'],
    note: '"You > must > pay > a > fee > before > any > use."',
  });
  const more = withoutCopyrightLines(added('Heron', `${line} Twice.`));
  expect(settledAnswer(more, settled)).toBeUndefined();
});

test('what is settled was read by the code and the index of today', () => {
  const remedy =
    'run npm run index:settled (see CONTRIBUTING.md): a settled text is not read again';
  expect(SETTLED.readBy, remedy).toBe(readingCode());
});

test('nothing with blanks that are terms is settled', () => {
  expect(
    SETTLED.answers.filter((one) => /BUSL|bsl-1|FSL-1|FCL-/.test(JSON.stringify(one))),
  ).toEqual([]);
});

test('what is quoted of a text is its own, though another one differs in a copyright line alone', () => {
  const recognize = recognizer(KNOWN_TEXTS);
  const of = (holder: string) =>
    recognize(`Copyright 2020 ${holder} and\nusers pay a fee.\n\n${MIT}`).note ?? '';
  expect(of('Acme')).toContain('pay a fee');
  expect(of('Heron')).not.toContain('Acme');
});

test('a text that is settled needs no index', () => {
  const recognize = recognizer({
    settled: KNOWN_TEXTS.settled,
    index: () => {
      throw new Error('the index was asked for');
    },
  });
  expect(recognize(MIT)).toMatchObject({ verdict: 'match', expression: 'MIT' });
});

test.each([
  ['an empty file', () => new Uint8Array(0), 'cut off'],
  ['another file', () => new Uint8Array(readFileSync(FILE)).fill(65), 'not a file of settled'],
  ['half a file', () => new Uint8Array(readFileSync(FILE)).slice(0, 4000), 'cut off'],
  ['another version', () => new Uint8Array(readFileSync(FILE)).fill(99, 4, 5), 'version 99'],
  ['one byte changed', () => new Uint8Array(readFileSync(FILE)).fill(7, 3000, 3001), 'damaged'],
])('%s is refused in one sentence', (_, make, reason) => {
  expect(() => viewSettled(make())).toThrow(reason);
});

test('a file that is not there is an error of use, with a remedy', () => {
  expect(() => loadSettled('no/such/file.bin')).toThrow(UsageError);
  expect(() => loadSettled('no/such/file.bin')).toThrow(/npm run index:settled/);
});

test('bytes at any offset are viewed', () => {
  const bytes = readFileSync(FILE);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(viewSettled(shifted.subarray(1))).toEqual(SETTLED);
});
