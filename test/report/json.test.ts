import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { opennessOf } from '../../src/evaluate/openness.ts';
import { DIAGNOSTIC_CODES } from '../../src/model/diagnostic.ts';
import { json } from '../../src/report/json.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { concluded } from '../make.ts';
import { hostileReport, SAMPLES, VOICE } from './sample.ts';

const OPTIONS = { width: 80, color: false, verbose: false };
const schema = JSON.parse(
  readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test.each(Object.entries(SAMPLES))('the %s report conforms to its schema', (_, report) => {
  const printed: unknown = JSON.parse(json.render(report, OPTIONS));
  expect(printed).toEqual(report);
  validate(printed);
  expect(validate.errors).toBeNull();
});

test('the openness of models conforms to it too', () => {
  const openness = opennessOf({}, concluded('CC-BY-NC-4.0'), KNOWLEDGE);
  validate({ ...VOICE, components: [{ ...VOICE.components[0], openness }] });
  expect(validate.errors).toBeNull();
});

test('invisible characters come back as they were', () => {
  expect(JSON.parse(json.render(hostileReport(), OPTIONS))).toEqual(hostileReport());
});

const [component] = VOICE.components;
const [finding] = VOICE.findings;
const mutations: readonly (readonly [string, unknown])[] = [
  ['another schema version', { ...VOICE, schemaVersion: 2 }],
  ['a key too many at the top', { ...VOICE, extra: 1 }],
  ['a key too few at the top', { ...VOICE, duties: undefined }],
  ['a key too many in a component', { ...VOICE, components: [{ ...component, extra: 1 }] }],
  [
    'an openness without reasons',
    { ...VOICE, components: [{ ...component, openness: { parameters: { answer: 'yes' } } }] },
  ],
  ['a component kind of nobody', { ...VOICE, components: [{ ...component, kind: 'thing' }] }],
  [
    'a missing version that is not null',
    { ...VOICE, components: [{ ...component, version: undefined }] },
  ],
  ['a finding that is clear', { ...VOICE, findings: [{ ...finding, verdict: 'clear' }] }],
  ['an unknown severity', { ...VOICE, findings: [{ ...finding, severity: 'moderate' }] }],
  ['a short fingerprint', { ...VOICE, findings: [{ ...finding, fingerprint: 'abc' }] }],
  [
    'a waiver without owner',
    { ...VOICE, findings: [{ ...finding, waiver: { reason: 'x', until: 'y' } }] },
  ],
  ['line zero', { ...VOICE, findings: [{ ...finding, locations: [{ path: 'a', line: 0 }] }] }],
  [
    'an answer that is none',
    { ...VOICE, profile: { ...VOICE.profile, answers: { hosted: 'maybe' } } },
  ],
  [
    'an undocumented diagnostic',
    { ...VOICE, diagnostics: [{ code: 'oops', level: 'info', message: '' }] },
  ],
  ['a date with a time', { ...VOICE, asOf: '2026-11-22T00:00:00Z' }],
  ['a negative count', { ...VOICE, summary: { ...VOICE.summary, clear: -1 } }],
];

test.each(mutations)('the schema refuses %s', (_, report) => {
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false);
});

test('the schema is strict throughout: every object is closed or a record', () => {
  const open: string[] = [];
  function walk(node: unknown, path: string): void {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'object' && !('additionalProperties' in node))
      open.push(path);
    for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`);
  }
  walk(schema, '');
  expect(open).toEqual([]);
});

test('the schema knows every diagnostic code', () => {
  expect(schema.$defs.diagnostic.properties.code.enum).toEqual(DIAGNOSTIC_CODES);
});
