import { expect, test } from 'vitest';
import { PUBLISHERS } from '../../src/extract/model/publishers.ts';
import { KNOWLEDGE } from '../knowledge.ts';

/** First parts of patterns that are no organizations of the hub, or that others use as well. */
const OTHERS = new Set(
  'ai deepinsight insightface ollama openai-whisper public-data pyp1 spacy tts_models ultralytics whisper'.split(
    ' ',
  ),
);

test('organizations whose models are judged are known publishers', () => {
  const patterns = KNOWLEDGE.models.flatMap(({ match }) => match);
  const organizations = patterns
    .map((pattern) => /^([\w.-]+)\/./.exec(pattern)?.[1])
    .filter((name) => name !== undefined && !OTHERS.has(name));
  expect(organizations.length).toBeGreaterThan(50);
  expect([...new Set(organizations)].filter((name) => !PUBLISHERS.has(name ?? ''))).toEqual([]);
});
