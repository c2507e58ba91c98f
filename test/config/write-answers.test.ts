import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { withAnswers } from '../../src/config/write-answers.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const read = (text: string) => readConfig(text, 'fineprint.yaml', KNOWLEDGE);

test('a new configuration holds every kind of answer, and is valid', () => {
  const text = withAnswers('', [
    { id: 'commercial', value: 'yes' },
    { id: 'scale.mau', value: 50_000 },
    { id: 'served', value: ['DE', 'US'] },
    { id: 'exposed@pkg:docker/redis', value: 'no' },
    { id: 'competing@pkg:docker/redis', value: 'no' },
    { id: 'exposed@pkg:docker/mongo', value: 'yes' },
  ]);
  const { config, issues } = read(text);
  expect(issues).toEqual([]);
  expect(config).toMatchObject({
    answers: { commercial: 'yes' },
    scale: { mau: 50_000 },
    regions: { served: ['DE', 'US'] },
    components: [
      { match: 'pkg:docker/redis', answers: { exposed: 'no', competing: 'no' } },
      { match: 'pkg:docker/mongo', answers: { exposed: 'yes' } },
    ],
  });
});

describe('what stands there already', () => {
  const before = `# Asked by Legal, 2026.
profile: saas
answers:
  commercial: yes # we sell
components:
  # the cache
  - match: pkg:docker/redis
    license:
      expression: BSD-3-Clause
      reason: read the file
      by: Jane Roe
waivers: []
`;

  test('stays, comments too', () => {
    const after = withAnswers(before, [
      { id: 'exposed@pkg:docker/redis', value: 'no' },
      { id: 'hosted', value: 'yes' },
    ]);
    for (const line of before.split('\n')) expect(after).toContain(line);
    expect(read(after).issues).toEqual([]);
    expect(read(after).config).toMatchObject({
      profile: 'saas',
      answers: { commercial: 'yes', hosted: 'yes' },
      assertions: [{ match: 'pkg:docker/redis', expression: 'BSD-3-Clause' }],
      components: [{ match: 'pkg:docker/redis', answers: { exposed: 'no' } }],
    });
  });

  test('is replaced where the same question was answered', () => {
    const after = withAnswers(before, [{ id: 'commercial', value: 'no' }]);
    expect(read(after).config.answers).toEqual({ commercial: 'no' });
  });

  test.each(['', '# nothing yet\n', 'null\n'])('may be nothing: %j', (text) => {
    const after = withAnswers(text, [{ id: 'hosted', value: 'no' }]);
    expect(read(after).config.answers).toEqual({ hosted: 'no' });
  });
});

test('whatever a component is called, the answer is found again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (name) => {
      const match = `pkg:npm/${encodeURIComponent(name)}`;
      const text = withAnswers('', [{ id: `exposed@${match}`, value: 'yes' }]);
      expect(read(text).config.components).toMatchObject([{ match, answers: { exposed: 'yes' } }]);
    }),
  );
});
