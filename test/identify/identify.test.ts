import { expect, test } from 'vitest';
import { identify } from '../../src/identify/identify.ts';
import type { Component } from '../../src/model/component.ts';
import type { Tree } from '../../src/model/tree.ts';
import { made } from '../make.ts';
import { memoryTree } from '../tree.ts';
import { KNOWN_TEXTS, textOf } from './texts.ts';

const BUSL = `Parameters

Licensor: Acme
Change Date: 2027-10-04
Change License: MIT

${textOf('BUSL-1.1').slice(textOf('BUSL-1.1').indexOf('Terms'))}`;

function pointing(...paths: readonly string[]): Component {
  return made('sample', { licenseTexts: paths.map((path) => ({ kind: 'file', path })) });
}

test('adds what each text is, where it was read, after what was said before', () => {
  const declared = {
    kind: 'declared',
    in: 'license-field',
    raw: 'MIT',
    where: { path: 'package.json' },
  } as const;
  const tree = memoryTree({ LICENSE: textOf('MIT') });
  const component: Component = { ...pointing('LICENSE'), evidence: [declared] };
  const { components, diagnostics } = identify([component], tree, KNOWN_TEXTS);
  expect(components[0]?.evidence).toEqual([
    declared,
    { kind: 'detected', verdict: 'match', expression: 'MIT', where: { path: 'LICENSE' } },
  ]);
  expect(diagnostics).toEqual([]);
});

test('reads a text pasted into a field at the place of the field', () => {
  const where = { path: 'METADATA', line: 9 };
  const component = made('sample', {
    licenseTexts: [{ kind: 'inline', text: textOf('ISC'), where }],
  });
  const [found] = identify([component], memoryTree({}), KNOWN_TEXTS).components;
  expect(found?.evidence).toMatchObject([{ verdict: 'match', expression: 'ISC', where }]);
});

test('keeps the parameters of a Business Source License, and tells which are missing', () => {
  const tree = memoryTree({ a: BUSL, b: textOf('BUSL-1.1').replace(/Change Date:.*/g, '') });
  const { components, diagnostics } = identify([pointing('a'), pointing('b')], tree, KNOWN_TEXTS);
  expect(components[0]?.evidence).toMatchObject([
    { expression: 'BUSL-1.1', parameters: { changeDate: '2027-10-04', changeLicense: 'MIT' } },
  ]);
  expect(diagnostics).toMatchObject([{ code: 'terms-parameter-missing', path: 'b' }]);
});

test('a text that is not there is no evidence, one that cannot be read is told once and stays open', () => {
  const tree: Tree = {
    ...memoryTree({}),
    read: (path) =>
      path === 'gone' ? undefined : { status: 'failed', code: 'binary-file', message: 'binary' },
  };
  const { components, diagnostics } = identify(
    [pointing('gone', 'image'), pointing('image')],
    tree,
    KNOWN_TEXTS,
  );
  const unread = { kind: 'detected', verdict: 'unread', where: { path: 'image' } };
  expect(components.map(({ evidence }) => evidence)).toEqual([[unread], [unread]]);
  expect(diagnostics).toMatchObject([{ code: 'binary-file', path: 'image', level: 'warning' }]);
});

test('a text beside a license is evidence only where it limits', () => {
  const tree = memoryTree({
    NOTICE: 'This product includes software of Acme.',
    PATENTS: 'For evaluation purposes only.',
  });
  const where = { path: 'README.md', line: 7 };
  const component = made('sample', {
    licenseTexts: [
      { kind: 'file', path: 'NOTICE', beside: true },
      { kind: 'file', path: 'PATENTS', beside: true },
      { kind: 'inline', text: '## License\nNot for commercial use.', where, beside: true },
    ],
  });
  const [found] = identify([component], tree, KNOWN_TEXTS).components;
  expect(found?.evidence).toMatchObject([
    { kind: 'detected', verdict: 'modified', beside: true, where: { path: 'PATENTS' } },
    { kind: 'detected', verdict: 'modified', beside: true, where },
  ]);
});

test.each([
  ['https://acme.example/eula', true],
  ['((((((', true],
  ['https://git.example/acme/parcel/blob/main/LICENSE.md', false],
  ['See ../../LICENSE', false],
  ['', false],
])('a license file without words of a license: %j', (text, isForeign) => {
  const tree = memoryTree({ LICENSE: text });
  const [found] = identify([pointing('LICENSE')], tree, KNOWN_TEXTS).components;
  const [evidence] = found?.evidence ?? [];
  expect(evidence).toMatchObject({ kind: 'detected', verdict: 'unknown' });
  expect(evidence?.kind === 'detected' && evidence.kin !== undefined).toBe(isForeign);
});

function verdictOf(text: string): string | undefined {
  const { components } = identify(
    [pointing('LICENSE')],
    memoryTree({ LICENSE: text }),
    KNOWN_TEXTS,
  );
  const [evidence] = components[0]?.evidence ?? [];
  return evidence?.kind === 'detected' ? evidence.verdict : undefined;
}

test.each([
  ['No license is granted.', 'modified'],
  ['You may not use this.', 'modified'],
  ['Ask first.', 'modified'],
  ['MIT', 'match'],
  ['See the file COPYING.', 'unknown'],
  ['Copyright 2024 Parcel Inc.', 'unknown'],
])('a license file of a few words: %s', (text, verdict) => {
  expect(verdictOf(text)).toBe(verdict);
});

test.each([
  ['SPDX-License-Identifier: MIT', 'match'],
  ['SPDX-License-Identifier: MIT OR Apache-2.0', 'match'],
  ['SPDX-License-Identifier: MIT AND FOO', 'modified'],
  ['SPDX-License-Identifier: MIT OR', 'modified'],
  ['SPDX-License-Identifier: MIT with Parcel-exception-1.0', 'modified'],
  ['SPDX-License-Identifier: MIT and so on', 'match'],
])('half an expression is another one: %s', (tag, verdict) => {
  expect(verdictOf(`// ${tag}\n`)).toBe(verdict);
});
