import { expect, test } from 'vitest';
import { imagePurl, parseImageRef, readTag } from '../../src/version/image-ref.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function parsed(text: string) {
  const result = parseImageRef(text);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

test.each([
  ['redis', 'docker.io', 'library/redis', 'redis', undefined],
  ['redis:7.2', 'docker.io', 'library/redis', 'redis', '7.2'],
  ['library/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['docker.io/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['docker.io/library/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['index.docker.io/library/redis', 'docker.io', 'library/redis', 'redis', undefined],
  ['registry-1.docker.io/grafana/loki:3', 'docker.io', 'grafana/loki', 'grafana/loki', '3'],
  ['mirror.gcr.io/library/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['public.ecr.aws/docker/library/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['public.ecr.aws/acme/api:7', 'public.ecr.aws', 'acme/api', 'public.ecr.aws/acme/api', '7'],
  ['amd64/redis:7', 'docker.io', 'library/redis', 'redis', '7'],
  ['grafana/grafana:11.0.0', 'docker.io', 'grafana/grafana', 'grafana/grafana', '11.0.0'],
  ['myreg/redis', 'docker.io', 'myreg/redis', 'myreg/redis', undefined],
  ['ghcr.io/acme/api:1', 'ghcr.io', 'acme/api', 'ghcr.io/acme/api', '1'],
  ['GHCR.io/acme/api:1', 'ghcr.io', 'acme/api', 'ghcr.io/acme/api', '1'],
  ['localhost/api', 'localhost', 'api', 'localhost/api', undefined],
  ['localhost:5000/api', 'localhost:5000', 'api', 'localhost:5000/api', undefined],
  ['reg.example:5000/a/b/c:1', 'reg.example:5000', 'a/b/c', 'reg.example:5000/a/b/c', '1'],
  ['[::1]:5000/api:1', '[::1]:5000', 'api', '[::1]:5000/api', '1'],
  ['docker://alpine:3.20', 'docker.io', 'library/alpine', 'alpine', '3.20'],
  ['docker-image://alpine', 'docker.io', 'library/alpine', 'alpine', undefined],
  ['oci://ghcr.io/acme/api:1', 'ghcr.io', 'acme/api', 'ghcr.io/acme/api', '1'],
  ['a__b/c-_d'.replace('-_', '--'), 'docker.io', 'a__b/c--d', 'a__b/c--d', undefined],
])('%s is an image', (text, registry, repository, name, tag) => {
  expect(parsed(text)).toEqual({ registry, repository, name, ...(tag ? { tag } : {}) });
});

test.each([
  [`redis@${DIGEST}`, undefined],
  [`redis:7.2.4@${DIGEST}`, '7.2.4'],
])('%s has a digest', (text, tag) => {
  expect(parsed(text)).toMatchObject({ name: 'redis', digest: DIGEST, ...(tag ? { tag } : {}) });
});

test.each([
  ['', 'it has no name'],
  [':7', 'it has no name'],
  ['Redis', '`Redis` is not an image name, whose letters must be lower-case'],
  ['acme/API', '`acme/API` is not an image name, whose letters must be lower-case'],
  ['redis:', '`` is not a tag'],
  ['redis:-7', '`-7` is not a tag'],
  [`redis:${'a'.repeat(129)}`, `\`${'a'.repeat(129)}\` is not a tag`],
  ['redis@sha256:abc', '`sha256:abc` is not a digest'],
  ['a//b', '`a//b` is not an image name'],
  ['a___b', '`a___b` is not an image name'],
  ['-bad.host/x', '`-bad.host` is not a registry'],
  ['redis 7', '`redis 7` is not an image name'],
  ['a'.repeat(2000), 'it is longer than an image name can be'],
])('%s is not an image', (text, message) => {
  expect(parseImageRef(text)).toEqual({ ok: false, message });
});

test.each([
  ['7.2.4', 'exact', '7.2.4', undefined],
  ['v1.2.3', 'exact', '1.2.3', undefined],
  ['7.2.4-alpine', 'exact', '7.2.4', 'alpine'],
  ['7.4.1-debian-12-r2', 'exact', '7.4.1', 'debian-12-r2'],
  ['2.14.2-pg16-oss', 'exact', '2.14.2', 'pg16-oss'],
  ['24.8.3.59', 'exact', '24.8.3.59', undefined],
  ['8.0.0-rc1', 'exact', '8.0.0-rc1', undefined],
  ['8.0.0-rc1-alpine', 'exact', '8.0.0-rc1', 'alpine'],
  ['2.3.4.RELEASE', 'exact', '2.3.4', 'RELEASE'],
  ['version-1.2.3', 'exact', '1.2.3', undefined],
  ['RELEASE.2025-10-15T17-29-55Z', 'exact', 'RELEASE.2025-10-15T17-29-55Z', undefined],
  ['2024-05-01', 'exact', '2024-05-01', undefined],
  ['20240501', 'exact', '20240501', undefined],
  ['bookworm-20240110-slim', 'exact', undefined, 'bookworm-20240110-slim'],
  ['cpu-1.2.3', 'exact', '1.2.3', 'cpu'],
  ['sha-3f2a9c1', 'exact', undefined, undefined],
  ['7', 'floating', '7', undefined],
  ['7.2', 'floating', '7.2', undefined],
  ['7.10', 'floating', '7.10', undefined],
  ['7-alpine', 'floating', '7', 'alpine'],
  ['3.12-slim-bookworm', 'floating', '3.12', 'slim-bookworm'],
  ['latest', 'floating', undefined, undefined],
  ['nightly', 'floating', undefined, undefined],
  ['alpine', 'floating', undefined, 'alpine'],
  ['alpine3.20', 'floating', undefined, 'alpine3.20'],
  ['latest-pg16', 'floating', undefined, 'pg16'],
  ['2022-latest', 'floating', '2022', 'latest'],
  ['enterprise', 'floating', undefined, 'enterprise'],
])('tag %s is %s', (tag, precision, version, flavor) => {
  expect(readTag({ tag })).toEqual({
    precision,
    ...(version ? { version } : {}),
    ...(flavor ? { flavor } : {}),
  });
});

test('a digest fixes the release, unless a moving tag stands beside it', () => {
  expect(readTag({ digest: DIGEST })).toEqual({ precision: 'exact' });
  expect(readTag({ tag: '7', digest: DIGEST })).toEqual({ precision: 'floating', version: '7' });
  expect(readTag({})).toEqual({ precision: 'floating' });
});

test.each([
  ['redis:7', 'pkg:docker/redis@7'],
  ['redis', 'pkg:docker/redis@latest'],
  ['public.ecr.aws/docker/library/redis:7', 'pkg:docker/redis@7'],
  ['grafana/grafana:11.0.0', 'pkg:docker/grafana/grafana@11.0.0'],
  ['ghcr.io/acme/api:1', 'pkg:docker/acme/api@1?repository_url=ghcr.io'],
  ['reg.example:5000/a/b/c:1', 'pkg:docker/a/b/c@1?repository_url=reg.example:5000'],
  [`redis@${DIGEST}`, `pkg:docker/redis@${DIGEST}`],
  [`redis:7.2.4@${DIGEST}`, 'pkg:docker/redis@7.2.4'],
])('%s has the purl %s', (text, expected) => {
  expect(imagePurl(parsed(text))).toBe(expected);
});

test('hostile references take linear time', () => {
  for (const part of ['a_', 'a-', 'a.', 'a/', ':', '@', '1.']) {
    expect(() => parseImageRef(part.repeat(200_000))).not.toThrow();
    expect(() => readTag({ tag: part.repeat(200_000) })).not.toThrow();
  }
});
