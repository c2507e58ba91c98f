import { expect, test } from 'vitest';
import type { CardRemark, Component, Lineage } from '../../src/model/component.ts';
import type { Determination } from '../../src/model/determination.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { resolver } from '../../src/resolve/resolve.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { made } from '../make.ts';

const CARD = { path: 'voice/README.md', line: 9 };

function resolve(
  raw: string,
  remark: Omit<CardRemark, 'where' | 'words'>,
  more: Partial<Component> = {},
): Determination {
  const component = made('acme/voice', {
    kind: 'model',
    purl: 'pkg:huggingface/acme/voice',
    evidence: [{ kind: 'declared', in: 'model-card', raw, dialect: 'huggingface', where: CARD }],
    remarks: [{ ...remark, words: 'as the card has it', where: CARD }],
    ...more,
  });
  const context = { knowledge: KNOWLEDGE, assertions: [], signals: [], asOf: '2026-11-22' };
  return resolver(context)(component).determination;
}

const LIMIT = { about: 'limit' } as const;
const NON_COMMERCIAL = { about: 'non-commercial' } as const;
const named = (about: 'terms' | 'parent', names: string) => ({ about, names });

/** The license field, what the card says beside it, and whether that is more. */
const NEWS: readonly (readonly [string, Omit<CardRemark, 'where' | 'words'>, boolean])[] = [
  ['mit', NON_COMMERCIAL, true],
  ['gpl-3.0', NON_COMMERCIAL, true],
  ['gemma', NON_COMMERCIAL, true],
  ['llama3.1', NON_COMMERCIAL, true],
  ['cc-by-nc-4.0', NON_COMMERCIAL, false],
  ['fair-noncommercial-research-license', NON_COMMERCIAL, false],
  ['MIT OR CC-BY-NC-4.0', NON_COMMERCIAL, true],
  ['MIT AND CC-BY-NC-4.0', NON_COMMERCIAL, false],
  ['apache-2.0', LIMIT, true],
  ['agpl-3.0', LIMIT, true],
  ['llama3.1', LIMIT, false],
  ['cc-by-nc-4.0', LIMIT, false],
  ['mit', named('terms', 'cc-by-nc-4.0'), true],
  ['cc-by-nc-4.0', named('terms', 'CC BY-NC 4.0'), false],
  ['agpl-3.0', named('terms', 'AGPL-3.0'), false],
  ['mit', named('terms', 'AGPL-3.0'), true],
  ['mit', named('terms', 'Llama 3 Community License'), true],
  ['llama3', named('terms', 'Llama 3 Community License'), false],
  ['mit', named('terms', 'some research license'), true],
  ['mit', named('terms', 'https://creativecommons.org/licenses/by-nc/4.0/'), true],
  ['mit', named('terms', 'https://opensource.org/licenses/MIT'), false],
  ['mit', named('terms', 'https://acme.example/license'), false],
  ['mit', named('parent', 'meta-llama/Llama-3.1-8B'), true],
  ['llama3.1', named('parent', 'meta-llama/Llama-3.1-8B'), false],
  ['gemma', named('parent', 'google/gemma-2-2b'), false],
  ['mit', named('parent', 'llama-2'), true],
  ['mit', named('parent', 'Llama 3 8B Instruct'), true],
  ['mit', named('parent', 'gemma'), true],
  ['mit', named('parent', 'coqui/XTTS-v2'), true],
  ['mit', named('parent', 'mistralai/Mistral-7B-v0.1'), false],
  ['mit', named('parent', 'Mistral 7B'), false],
  ['mit', named('parent', 'acme/unknown-7b'), false],
  ['mit', named('parent', 'text-generation-2'), false],
];

test.each(NEWS)('%s, and its card: %o', (raw, remark, isNews) => {
  const { facts, basis } = resolve(raw, remark);
  expect(facts.includes('card-restricts')).toBe(isNews);
  expect(basis.filter(({ kind }) => kind === 'remark')).toHaveLength(isNews ? 1 : 0);
});

test('quotes the card, with its place and what the rules know of the parent', () => {
  const { basis } = resolve('mit', named('parent', 'coqui/XTTS-v2'));
  expect(basis[0]).toEqual({
    kind: 'remark',
    text: 'the card says "as the card has it", and coqui/XTTS-v2 is under LicenseRef-cpml-1.0.0',
    ...CARD,
  });
});

test('a parent that is stated in prose alone, and that nobody here knows, is asked about', () => {
  const stated = { ...named('parent', 'acme/unknown-7b'), stated: true } as const;
  const lineage: Lineage[] = [
    { relation: 'finetune', base: 'mistralai/Mistral-7B-v0.1', where: CARD },
  ];
  expect(resolve('mit', stated).facts).toEqual(['parent-unknown']);
  expect(resolve('mit', stated, { lineage }).facts).toEqual([]);
});

test('nothing is asked of what our user asserts, or of licenses that disagree anyway', () => {
  const asserted: Evidence = {
    kind: 'asserted',
    expression: 'MIT',
    reason: 'asked',
    by: 'legal',
    where: { path: 'fineprint.yaml', line: 2 },
  };
  expect(resolve('mit', NON_COMMERCIAL, { evidence: [asserted] }).facts).toEqual([]);
  const conflict = resolve('mit', NON_COMMERCIAL, {
    evidence: ['mit', 'cc-by-nc-4.0'].map((raw) => ({
      kind: 'declared',
      in: 'model-card',
      raw,
      dialect: 'huggingface',
      where: CARD,
    })),
  });
  expect(conflict).toMatchObject({ status: 'conflicting', facts: [] });
});
