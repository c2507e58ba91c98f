import { expect, test } from 'vitest';
import { modelCard } from '../../src/extract/model/card.ts';
import type { CardRemark } from '../../src/model/component.ts';
import { memoryTree } from '../tree.ts';

const FRONT = '---\nlicense: mit\nlibrary_name: transformers\n---\n';

function extract(text: string, files: Readonly<Record<string, string>> = {}) {
  const path = 'heron/README.md';
  return modelCard.extract({ path, text }, memoryTree({ [path]: text, ...files }));
}

function remarks(text: string, files: Readonly<Record<string, string>> = {}): CardRemark[] {
  return [...(extract(text, files).components[0]?.remarks ?? [])];
}

/** Lines below the front matter → what they say, with the line of the file. */
const BODIES: readonly (readonly [string, readonly (readonly [CardRemark['about'], number])[]])[] =
  [
    ['# Heron\nFor research only.', [['non-commercial', 6]]],
    ['> **Note**\n> Not for commercial use.', [['non-commercial', 5]]],
    ['The weights are not licensed\nfor commercial use.', [['non-commercial', 5]]],
    ['1. Nice\n2. Fast\n    - for research use only', [['non-commercial', 7]]],
    ['## License\n```\nNon-commercial use only.\n```', [['non-commercial', 7]]],
    ['| a | b |\n|---|---|\n| Weights | CC BY-NC 4.0 |', [['terms', 7]]],
    ['<details><summary>License</summary>For research only.</details>', [['non-commercial', 5]]],
    ['<p>License: <a href="x">CC BY-NC 4.0</a></p>', [['terms', 5]]],
    ['[![License: CC BY-NC 4.0](a.svg)](b)', [['terms', 5]]],
    [
      '[![NC](https://img.shields.io/badge/License-CC%20BY--NC%204.0-lightgrey.svg)](b)',
      [['terms', 5]],
    ],
    [
      '<img src="https://img.shields.io/badge/License-CC_BY--NC_4.0-red?style=flat">',
      [['terms', 5]],
    ],
    ['![CI](https://img.shields.io/badge/build-passing-green)', []],
    ['License: [here](https://creativecommons.org/licenses/by-nc/4.0/)', [['terms', 5]]],
    [`${'word '.repeat(1000)}. The weights are for research only.`, [['non-commercial', 5]]],
    // NOT
    ['<!-- For research only. -->', []],
    ['## Training data\nFor research only.', []],
    ['| Wren-7B | for research only |', []],
    ['- [Wren](https://huggingface.co/acme/wren): tuned\n  - License: CC BY-NC 4.0', []],
    [
      '- [Wren](https://huggingface.co/acme/wren)\n- The weights are for research only',
      [['non-commercial', 6]],
    ],
    ['- [Heron](https://huggingface.co/acme/heron): for research only', [['non-commercial', 5]]],
    ['```python\nmodel = load(only="research")\n```', []],
  ];

test.each(BODIES)('%s', (body, expected) => {
  const found = remarks(FRONT + body).filter(({ about }) => about !== 'parent');
  expect(found.map(({ about, where }) => [about, where.line])).toEqual(expected);
});

/** Prose → the names of what the model may be made from; `!` where it is stated by id. */
const PARENTS: readonly (readonly [string, readonly string[]])[] = [
  ['fine-tuned from meta-llama/Llama-3.1-8B', ['meta-llama/Llama-3.1-8B!']],
  [
    'This model is a fine-tune of [Llama 3](https://huggingface.co/meta-llama/x).',
    ['meta-llama/x!'],
  ],
  [
    'A fine-tuned version of [acme/wren](https://huggingface.co/acme/wren) on calls.',
    ['acme/wren!'],
  ],
  ['It is based on the `acme/wren` model.', ['acme/wren!']],
  ['Base model: **acme/wren**', ['acme/wren!']],
  ['- **Finetuned from model [optional]:** acme/wren', ['acme/wren!']],
  ['A LoRA adapter for acme/wren.', ['acme/wren!']],
  ['Quantized version of https://huggingface.co/acme/wren', ['acme/wren!']],
  ['Heron is fine-tuned from Llama 3.1 8B.', ['Llama 3.1 8B']],
  ['Finetuned from Llama-3-8B on our data.', ['Llama-3-8B']],
  ['Built with Meta Llama 3', ['Meta Llama 3']],
  ['本模型基于 [Wren](https://huggingface.co/acme/wren) 微调。', ['acme/wren!']],
  ['Das Modell basiert auf Llama 2.', ['Llama 2']],
  // NOT
  ['It uses the same architecture as Llama 2.', []],
  ['It is based on the Llama 2 architecture.', []],
  ['It is based on the `acme/wren` architecture.', []],
  ['Its tokenizer is adapted from Llama 2.', []],
  ['This model card is based on [that of Wren](https://huggingface.co/acme/wren).', []],
  ['A quantized version of it is available at [acme/wren](https://huggingface.co/acme/wren).', []],
  ['It was trained on [acme/calls](https://huggingface.co/datasets/acme/calls).', []],
  ['The training code is based on [Axolotl](https://example.com/axolotl).', []],
  ['It outperforms meta-llama/Llama-3.1-8B.', []],
  ['Trained from scratch.', []],
];

test.each(PARENTS)('parent: %s', (body, expected) => {
  const found = remarks(`${FRONT}${body}\n`).filter(({ about }) => about === 'parent');
  expect(found.map(({ names, stated }) => names + (stated ? '!' : ''))).toEqual(expected);
});

test('a parent that a field states is not told twice', () => {
  const text = '---\nlicense: mit\nbase_model: acme/wren\n---\nFine-tuned from acme/wren.';
  expect(remarks(text)).toEqual([]);
});

test('the configuration of the weights names what they were loaded from, unless it is themselves', () => {
  const config = (id: string) => ({ 'heron/config.json': `{\n "_name_or_path": "${id}"\n}` });
  expect(remarks(FRONT, config('acme/wren'))).toMatchObject([
    { about: 'parent', names: 'acme/wren', where: { path: 'heron/config.json', line: 2 } },
  ]);
  expect(remarks(FRONT, config('acme/heron'))).toEqual([]);
  expect(remarks(FRONT, config('./checkpoints/last'))).toEqual([]);
});

test('an adapter names its base, and a path where nothing else does', () => {
  const adapter = (base: string) => ({
    'heron/adapter_config.json': `{"base_model_name_or_path": "${base}"}`,
  });
  const parents = (text: string, base: string) =>
    extract(text, adapter(base)).components[0]?.lineage.map(({ base }) => base);
  const stated = '---\nlicense: mit\nbase_model: acme/wren\n---\n';
  expect(parents(FRONT, 'acme/wren')).toEqual(['acme/wren']);
  expect(parents(FRONT, '/data/wren')).toEqual(['/data/wren']);
  expect(parents(stated, '/data/wren')).toEqual(['acme/wren']);
  expect(parents(stated, 'acme/stork')).toEqual(['acme/wren', 'acme/stork']);
});

test('front matter below empty lines is no part of the body', () => {
  const text = '\n---\nlicense: mit\nlibrary_name: x\nsummary: for research only\n---\n# Heron\n';
  expect(remarks(text)).toEqual([]);
});

test('what stands too far behind is told to be unread', () => {
  const { components, diagnostics } = extract(
    `${FRONT}${'A line of a long card.\n'.repeat(80_000)}`,
  );
  expect(components[0]?.remarks).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(['limit-reached']);
});

test.each([
  ['one line', 'not for fine-tuned from research '.repeat(30_000)],
  ['brackets', '['.repeat(1_000_000)],
  ['no spaces', 'commercial'.repeat(100_000)],
  ['spaces', `not${' '.repeat(1_000_000)}commercial`],
  ['kinds', 'research/'.repeat(110_000)],
  ['sentences', 'The data is for research only. '.repeat(32_000)],
])('a megabyte of %s is read in bounded time', (_name, body) => {
  const before = performance.now();
  extract(FRONT + body);
  expect(performance.now() - before).toBeLessThan(8000);
});
