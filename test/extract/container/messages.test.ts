// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are what is tested
import { expect, test } from 'vitest';
import { compose } from '../../../src/extract/container/compose.ts';
import { dockerfile } from '../../../src/extract/container/dockerfile.ts';
import { memoryTree } from '../../tree.ts';

function messages(path: string, text: string): string[] {
  const extractor = path.endsWith('file') ? dockerfile : compose;
  const tree = memoryTree({ [path]: text });
  return extractor.extract({ path, text }, tree).diagnostics.map(({ message }) => message);
}

test.each([
  [
    'app/compose.yml',
    'services: {a: {image: "${IMAGE}"}}',
    '`IMAGE` has no value, so the image of `${IMAGE}` is not known: set IMAGE in app/.env or give it a default, `${IMAGE:-…}`',
  ],
  [
    'compose.yml',
    'services: {a: {image: "redis:$TAG"}}',
    '`TAG` has no value, so the version of `redis:$TAG` is not known: set TAG in .env or give it a default, `${TAG:-…}`',
  ],
  [
    'Dockerfile',
    'ARG BASE\nFROM $BASE\n',
    '`BASE` has no value, so the image of `$BASE` is not known: give it a default before the first FROM, `ARG BASE=…`',
  ],
  [
    'Dockerfile',
    'FROM Redis\n',
    '`Redis` is not an image reference: `Redis` is not an image name, whose letters must be lower-case; write `name:tag`',
  ],
])('%s: %s', (path, text, message) => {
  expect(messages(path, text)).toEqual([message]);
});

test.each([
  ['Dockerfile', 'FROM a AS s\n'.repeat(20_000)],
  ['Dockerfile', `FROM a\n${'COPY --from=s /a /b\n'.repeat(20_000)}`],
  ['Dockerfile', `FROM a\nRUN pip install ${'x==1 '.repeat(50_000)}`],
  ['Dockerfile', `FROM ${'${A:-'.repeat(20_000)}`],
  ['compose.yml', `services:\n${'  a: {image: "${A:-redis:7}"}\n'.repeat(5_000)}`],
  [
    'compose.yml',
    'include: [compose.yml, ./compose.yml]\nservices: {a: {extends: {file: compose.yml}}}',
  ],
])('%s: hostile text %# is read in bounded time', (path, text) => {
  expect(() => messages(path, text)).not.toThrow();
});
