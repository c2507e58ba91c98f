import { describe, expect, test } from 'vitest';
import { askedFor } from '../../src/extract/asked.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const asked = (word: string) => {
  const found = askedFor(word, KNOWLEDGE);
  if (!found.ok) return found.message;
  const { purl, kind, name, version } = found.component;
  return [kind, purl, name, version?.text, version?.precision];
};

describe('what a word stands for', () => {
  test.each([
    ['docker:redis@7.4', ['image', 'pkg:docker/redis@7.4', 'redis', '7.4', 'floating']],
    ['docker:redis:7.2.4', ['image', 'pkg:docker/redis@7.2.4', 'redis', '7.2.4', 'exact']],
    [
      'oci:ghcr.io/acme/api@1.2.3',
      [
        'image',
        'pkg:docker/acme/api@1.2.3?repository_url=ghcr.io',
        'ghcr.io/acme/api',
        '1.2.3',
        'exact',
      ],
    ],
    [
      'pkg:docker/acme/api@1.2.3?repository_url=ghcr.io',
      [
        'image',
        'pkg:docker/acme/api@1.2.3?repository_url=ghcr.io',
        'ghcr.io/acme/api',
        '1.2.3',
        'exact',
      ],
    ],
    [
      'hf:coqui/XTTS-v2',
      ['model', 'pkg:huggingface/coqui/XTTS-v2', 'coqui/XTTS-v2', undefined, undefined],
    ],
    ['pkg:apk/redis@7.4.0', ['product', 'pkg:apk/redis@7.4.0', 'redis', '7.4.0', 'exact']],
    ['pkg:rpm/redis', ['product', 'pkg:rpm/redis', 'redis', undefined, undefined]],
    [
      'dataset:acme/words',
      [
        'dataset',
        'pkg:huggingface/acme/words?repo_type=dataset',
        'acme/words',
        undefined,
        undefined,
      ],
    ],
    ['npm:gsap@3', ['package', 'pkg:npm/gsap@3', 'gsap', '3', 'range']],
    ['npm:gsap@3.12.5', ['package', 'pkg:npm/gsap@3.12.5', 'gsap', '3.12.5', 'exact']],
    ['npm:@acme/a', ['package', 'pkg:npm/%40acme/a', '@acme/a', undefined, undefined]],
    ['pypi:Py_PDF@^1', ['package', 'pkg:pypi/py-pdf@%5E1', 'Py_PDF', '^1', 'range']],
    [
      'maven:com.acme:core@1.0.0',
      ['package', 'pkg:maven/com.acme/core@1.0.0', 'com.acme:core', '1.0.0', 'exact'],
    ],
    [
      'pkg:maven/com.acme/core@1.0.0',
      ['package', 'pkg:maven/com.acme/core@1.0.0', 'com.acme:core', '1.0.0', 'exact'],
    ],
    [
      'go:github.com/acme/a@v1.2.3',
      ['package', 'pkg:golang/github.com/acme/a@v1.2.3', 'github.com/acme/a', 'v1.2.3', 'exact'],
    ],
    ['terraform@1.6.0', ['product', 'pkg:generic/terraform@1.6.0', 'terraform', '1.6.0', 'exact']],
    ['MIT', ['package', 'pkg:generic/MIT', 'a package under MIT', undefined, undefined]],
    [
      'agpl-3.0-only',
      [
        'package',
        'pkg:generic/AGPL-3.0-only',
        'a package under AGPL-3.0-only',
        undefined,
        undefined,
      ],
    ],
  ])('%s', (word, expected) => {
    expect(asked(word)).toEqual(expected);
  });

  test.each([
    ['nosuch', 'npm:nosuch'],
    ['npm:', 'names nothing'],
    ['docker:Not An Image', 'is not an image'],
    ['hf:a/b/c', 'owner/name'],
    ['pkg:npm', 'is no purl'],
    ['pkg:npm/%zz', 'hex digits'],
    ['pkg:swift/acme', 'not read'],
  ])('%s is refused with a remedy', (word, message) => {
    expect(asked(word)).toContain(message);
  });

  test('a license stands for something of the kind asked for', () => {
    const found = askedFor('CC-BY-NC-4.0', KNOWLEDGE, 'dataset');
    expect(found).toMatchObject({
      ok: true,
      component: { kind: 'dataset', role: 'dataset', evidence: [{ raw: 'CC-BY-NC-4.0' }] },
    });
  });
});
