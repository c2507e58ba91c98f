import { expect, test } from 'vitest';
import { claims } from '../../../src/collect/claims.ts';
import { dockerfile, isDockerfilePath } from '../../../src/extract/container/dockerfile.ts';
import { memoryTree } from '../../tree.ts';

/** What of the images named in a Dockerfile ships. */
function shipped(text: string): string[] {
  const tree = memoryTree({ Dockerfile: text });
  return dockerfile
    .extract({ path: 'Dockerfile', text }, tree)
    .components.filter(({ kind, role }) => kind === 'image' && role !== 'build-tool')
    .map(({ name }) => name);
}

test.each([
  ['cp /m/a /a', ['mongo']],
  ['cd /m && ./configure', ['mongo']],
  ['if true; then sudo cp -r /m/. /; fi', ['mongo']],
  ['cat </m/a >/a', ['mongo']],
  ['pip install --find-links=/m/wheels acme', ['mongo']],
  ['gcc -I/m/include a.c', ['mongo']],
  ['cp /m*/a /a', ['mongo']],
  ['cp $FROM/a /a', ['mongo']],
  ['bash -c "cp /m/a /a"', ['mongo']],
  ['/m/bin/build', []],
  ['/m/bin/build --out=/dist && cp /dist/a /b', []],
  ['PATH=/m/bin:$PATH build', []],
  ['ls /m; test -f /m/a; cp /mount/a /b', []],
  ['cp a "$(dirname /b)/c"', []],
])('RUN --mount=from=mongo,target=/m %s', (command, images) => {
  const text = `FROM scratch\nRUN --mount=from=mongo,target=/m ${command}\n`;
  expect(shipped(text)).toEqual(images);
});

test.each([
  'Dockerfile',
  'containerfile',
  'api.Dockerfile',
  'Dockerfile.prod',
  'Dockerfile-prod',
  'Dockerfile_prod',
  'Containerfile.prod',
  'Containerfile-prod',
  'dockerfiles',
  'prod.build',
  'Containerfile_prod',
  'mydockerfile',
])('whether %s is one is told alike by its name and by its path', (name) => {
  const claimed = claims(memoryTree({ [name]: '' }), [dockerfile]).length > 0;
  expect(isDockerfilePath(name)).toBe(claimed);
  expect(isDockerfilePath(`a/${name}`)).toBe(claimed);
});

test.each([
  `FROM a\n${'RUN --mount=from=b,target=/m cp /m/a /a\n'.repeat(20_000)}`,
  `FROM a\nRUN ${'--mount=from=b,target=/m '.repeat(5_000)}${'cp /m/a /a; '.repeat(5_000)}`,
  `FROM a AS s\n${'COPY --from=b /a /b\nRUN mv a b\n'.repeat(5_000)}FROM c\nCOPY --from=s /c /c\n`,
  `FROM a\n${'FROM a AS s\nCOPY --from=b /x /y\nFROM s\n'.repeat(5_000)}COPY --from=s /z /z\n`,
  `FROM a\nRUN --mount=from=b,target=/m ${'sh -c "'.repeat(5_000)}`,
])('hostile text %# is read in bounded time', (text) => {
  const start = performance.now();
  shipped(text);
  expect(performance.now() - start).toBeLessThan(4000);
});
