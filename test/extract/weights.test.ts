import { expect, test } from 'vitest';
import { component } from '../../src/extract/component.ts';
import { weightsWithoutCard } from '../../src/extract/model/weights.ts';
import type { Component } from '../../src/model/component.ts';
import { memoryTree } from '../tree.ts';

const ADAPTER = '{"base_model_name_or_path": "acme/base-7b"}';
const SAVED = '{\n  "_name_or_path": "acme/base-7b"}';

function card(path: string): Component {
  const name = 'carded';
  return component({ kind: 'model', name, purl: `pkg:generic/model/${name}`, seenAt: [{ path }] });
}

const rows: [string, Record<string, string>, string[]][] = [
  ['quantized weights', { 'models/q/model-Q4.gguf': '' }, ['models/q at models/q/model-Q4.gguf']],
  [
    'an adapter',
    { 'models/a/adapter_config.json': ADAPTER },
    ['models/a at models/a/adapter_config.json, adapter of acme/base-7b'],
  ],
  [
    'weights that were loaded from others',
    { 'm/config.json': SAVED, 'm/model.onnx': '' },
    ['m at m/config.json, unknown of acme/base-7b'],
  ],
  [
    'a parent that is a path',
    { 'm/adapter_config.json': '{"base_model_name_or_path": "/data/base"}' },
    ['m at m/adapter_config.json'],
  ],
  ['at the root', { 'voice.safetensors': '' }, ['voice at voice.safetensors']],
  [
    'the parts of a pipeline',
    { 'sd/model_index.json': '', 'sd/unet/w.safetensors': '', 'sd/vae/w.safetensors': '' },
    ['sd at sd/unet/w.safetensors', 'sd at sd/vae/w.safetensors'],
  ],
  [
    'files that libraries fetch by name',
    { 'w/yolov8n.pt': '', 'w/inswapper_128.onnx': '', 'w/own.pt': '' },
    ['insightface/inswapper_128 at w/inswapper_128.onnx', 'ultralytics/yolov8n at w/yolov8n.pt'],
  ],
  ['checkpoints that may be our own', { 'w/epoch-3.pt': '', 'w/stats.pth': '' }, []],
  ['a configuration alone', { 'm/config.json': SAVED }, []],
  ['weights of tests', { 'tests/m/model.safetensors': '' }, []],
  [
    'an adapter of tests',
    { 'tests/a/adapter_config.json': ADAPTER },
    ['tests/a at tests/a/adapter_config.json, adapter of acme/base-7b'],
  ],
  ['what an install put there', { 'node_modules/a/m.safetensors': '' }, []],
  ['a card in the folder', { 'carded/m.safetensors': '' }, []],
  ['a card above', { 'carded/onnx/m.safetensors': '' }, []],
];

test.each(rows)('weights without a card: %s', (_, files, expected) => {
  const found = weightsWithoutCard(memoryTree(files), [card('carded/README.md')]);
  const shown = found.map(({ name, seenAt, lineage }) => {
    const parents = lineage.map(({ relation, base }) => `, ${relation} of ${base}`).join('');
    return `${name} at ${seenAt[0]?.path}${parents}`;
  });
  expect(shown.sort()).toEqual(expected);
});
