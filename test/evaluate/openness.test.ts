import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import {
  openExpression,
  openLicense,
  opennessOf,
  opennessOfFamily,
} from '../../src/evaluate/openness.ts';
import { component } from '../../src/extract/component.ts';
import type { Determination } from '../../src/model/determination.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { concluded, config, inventory } from '../make.ts';

const { vocabulary, licenses, models } = KNOWLEDGE;
const { openness } = vocabulary;

/** License or expression → the answer, and a part of what it rests on. */
const LICENSES: readonly (readonly [string, 'yes' | 'no' | 'unknown', string])[] = [
  ['MIT', 'yes', 'MIT was read'],
  ['Apache-2.0', 'yes', 'limits neither use'],
  ['CC0-1.0', 'yes', ''],
  ['CC-BY-4.0', 'yes', ''],
  ['CC-BY-SA-4.0', 'yes', ''],
  ['MPL-2.0', 'yes', ''],
  ['GPL-3.0-only', 'yes', ''],
  ['AGPL-3.0-only', 'yes', ''],
  ['Apache-2.0 WITH LLVM-exception', 'yes', ''],
  ['MIT OR CC-BY-NC-4.0', 'yes', 'MIT was read'],
  ['CC-BY-NC-4.0', 'no', '§'],
  ['CC-BY-ND-4.0', 'no', '§'],
  ['MIT AND CC-BY-NC-4.0', 'no', 'CC-BY-NC-4.0'],
  ['JSON', 'no', 'JSON'],
  ['SSPL-1.0', 'no', '§13'],
  ['BUSL-1.1', 'no', ''],
  ['Elastic-2.0', 'no', ''],
  ['FSL-1.1-MIT', 'no', ''],
  ['PolyForm-Noncommercial-1.0.0', 'no', ''],
  ['LicenseRef-scancode-llama-3.1-license-2024', 'no', '700 million'],
  ['LicenseRef-scancode-gemma-tou-2025-03-24', 'no', 'use policy'],
  ['LicenseRef-scancode-bigscience-open-rail-m', 'no', 'Attachment A'],
  ['LicenseRef-scancode-moonshot-ai-modified-mit-2025', 'no', 'Modified MIT'],
  ['LicenseRef-scancode-stability-ai-community-2024', 'no', ''],
  ['LicenseRef-cpml-1.0.0', 'no', ''],
  // Nobody read them, or a person must read a condition: never yes.
  ['LicenseRef-kanana', 'unknown', 'nobody has read it in the license for us'],
  ['LicenseRef-orion-14b', 'unknown', 'memory'],
  ['SchemeReport', 'unknown', 'nobody has read SchemeReport'],
  ['Informatica', 'unknown', 'nobody has read'],
  ['RPL-1.5', 'unknown', '§'],
  ['LicenseRef-of-nobody', 'unknown', 'nobody has read'],
  ['MIT AND LicenseRef-of-nobody', 'unknown', 'LicenseRef-of-nobody'],
  ['SchemeReport OR CC-BY-NC-4.0', 'unknown', 'SchemeReport'],
  ['no license at all', 'unknown', 'no expression'],
];

test.each(LICENSES)('%s: %s', (expression, answer, because) => {
  const open = openExpression(expression, KNOWLEDGE);
  expect(open.answer).toBe(answer);
  expect(open.because.map(({ text }) => text).join('\n')).toContain(because);
});

test('no license is open that was not read, or that limits', () => {
  for (const license of Object.values(licenses)) {
    if (openLicense(license, openness).answer !== 'yes') continue;
    expect(license.grade, license.id).toBe('text');
    expect(openness.families, license.id).toContain(license.family);
    const limits = license.terms.filter(({ term, value }) =>
      openness.limits[term]?.includes(value),
    );
    expect(limits, license.id).toEqual([]);
  }
});

/** Values that ask for something and leave use, study, change and sharing free. */
const FREE = [
  'outputs: training-with-name',
  'outputs: training-as-derivative',
  'distribution: not-sold-alone',
];

test('every value of a limit is classed', () => {
  const classed = (table: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(table).flatMap(([term, values]) => values.map((value) => `${term}: ${value}`));
  const all = [...classed(openness.limits), ...classed(openness.depends), ...FREE];
  expect(new Set(all).size).toBe(all.length);
  const missing = Object.values(vocabulary.terms)
    .filter(({ kind }) => kind === 'grant' || kind === 'limit')
    .flatMap(({ id, values }) => Object.keys(values).map((value) => `${id}: ${value}`))
    .filter((value) => !all.includes(value));
  expect(missing).toEqual([]);
});

describe('a model', () => {
  const parameters = (determination: Determination) =>
    opennessOf({}, determination, KNOWLEDGE).parameters;

  test.each<[string, Determination, 'yes' | 'no' | 'unknown', string]>([
    ['of an open license', concluded('Apache-2.0'), 'yes', ''],
    ['of a license that limits', concluded('CC-BY-NC-4.0'), 'no', 'CC-BY-NC-4.0'],
    [
      'of the license of its parent beside its own',
      concluded('LicenseRef-scancode-llama-3.1-license-2024 AND Apache-2.0'),
      'no',
      '700 million',
    ],
    [
      'known from memory',
      concluded('Apache-2.0', { grade: 'memory' }),
      'unknown',
      'nobody has read at the source',
    ],
    ['guessed', concluded('CC-BY-NC-4.0', { confidence: 'low' }), 'unknown', 'guessed from a name'],
    [
      'of an unknown parent',
      concluded('MIT', { facts: ['parent-unknown'] }),
      'unknown',
      'its parent',
    ],
    [
      'of a license that limits and an unknown parent',
      concluded('CC-BY-NC-4.0', { facts: ['parent-unknown'] }),
      'no',
      '',
    ],
    ['of a changed text', concluded('MIT', { facts: ['modified-text'] }), 'unknown', 'changed'],
    [
      'of sources that disagree',
      { status: 'conflicting', candidates: ['MIT', 'CC-BY-NC-4.0'], facts: [], basis: [] },
      'unknown',
      'disagree',
    ],
    [
      'of sources that disagree on two that limit',
      { status: 'conflicting', candidates: ['CC-BY-NC-4.0', 'SSPL-1.0'], facts: [], basis: [] },
      'no',
      '§13',
    ],
    [
      'of no license',
      { status: 'unknown', reason: 'nothing-declared', facts: [], basis: [] },
      'unknown',
      'not known',
    ],
  ])('%s', (_, determination, answer, because) => {
    const open = parameters(determination);
    expect(open.answer).toBe(answer);
    expect(open.because.map(({ text }) => text).join('\n')).toContain(because);
  });

  test('of no open parameters is of no class; else its class is not known', () => {
    expect(opennessOf({}, concluded('CC-BY-NC-4.0'), KNOWLEDGE).mof.answer).toBe('no');
    expect(opennessOf({}, concluded('MIT'), KNOWLEDGE).mof.answer).toBe('unknown');
  });

  test('is not open by what its card says of its data', () => {
    const where = { path: 'README.md', line: 3 };
    const claims = [
      { about: 'open-source', words: 'It is open source.', where },
      { about: 'training-data', words: 'names datasets: a/b', where },
    ] as const;
    const { data, code } = opennessOf({ claims }, concluded('MIT'), KNOWLEDGE);
    expect(code.answer).toBe('unknown');
    expect(data.answer).toBe('unknown');
    expect(data.because).toContainEqual({
      kind: 'fact',
      text: 'the card names datasets: a/b',
      ...where,
    });
    expect(data.because.map(({ text }) => text).join()).not.toContain('It is open source');
  });

  test.each(models)('family $id has an answer with a reason', (family) => {
    const { parameters: open } = opennessOfFamily(family, KNOWLEDGE);
    expect(open.because.length).toBeGreaterThan(0);
    if (family.grade !== 'text') expect(open.answer).toBe('unknown');
  });
});

test('two models of one license are told apart by what their cards say', () => {
  const determination = concluded('CC-BY-NC-4.0');
  const called = concluded('CC-BY-NC-4.0', {
    possible: determination.possible,
    facts: ['called-open-source'],
  });
  const where = { path: 'b/README.md', line: 9 };
  const model = (name: string, more: object = {}) =>
    component({
      purl: `pkg:generic/model/${name}`,
      kind: 'model',
      name,
      seenAt: [{ path: `${name}/README.md`, line: 2 }],
      ...more,
    });
  const claims = [{ about: 'open-source', words: 'b is open source.', where }] as const;
  const report = evaluate(
    [
      { component: model('a'), determination },
      { component: model('b', { claims }), determination: called },
      { component: model('c'), determination },
    ],
    inventory(),
    { knowledge: KNOWLEDGE, config: config() },
  );
  const found = report.findings.filter(({ rule }) => rule === 'called-open-source');
  expect(found.map(({ purl }) => purl)).toEqual(['pkg:generic/model/b']);
  expect(found[0]?.locations).toEqual([where]);
  expect(found[0]?.because[0]?.text).toBe('the card says: "b is open source."');
});
