import { expect, test } from 'vitest';
import { compose } from '../../../src/extract/container/compose.ts';
import { memoryTree } from '../../tree.ts';

function scan(services: number, dockerfile: string) {
  const builds = Array.from(
    { length: services },
    (_, i) => `  s${i}:\n    build:\n      context: .\n      args: {BASE: "acme/a${i}:1"}\n`,
  );
  const text = `services:\n${builds.join('')}`;
  const tree = memoryTree({ 'compose.yml': text, Dockerfile: dockerfile });
  return compose.extract({ path: 'compose.yml', text }, tree);
}

const DOCKERFILE = 'ARG BASE=alpine:3.20\nFROM $BASE\n';

test('a Dockerfile is read once for each of the arguments it is built with', () => {
  const { components, diagnostics } = scan(3, DOCKERFILE);
  expect(components.map(({ purl }) => purl)).toEqual([
    'pkg:docker/acme/a0@1',
    'pkg:docker/acme/a1@1',
    'pkg:docker/acme/a2@1',
  ]);
  expect(diagnostics).toEqual([]);
});

test.each([
  ['many builds of a small one', 200, DOCKERFILE, 50],
  ['some builds of a huge one', 20, `${DOCKERFILE}${'# a comment\n'.repeat(50_000)}`, 2],
])('what is read is bounded, and told of once: %s', (_, services, dockerfile, most) => {
  const { components, diagnostics } = scan(services, dockerfile);
  expect(components.length).toBeLessThanOrEqual(most);
  expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'limit-reached compose.yml',
  ]);
});
