import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../src/purl/pattern.ts';
import { huggingFacePurl, npmPurl, purl, withoutVersion } from '../../src/purl/purl.ts';

describe('package URLs', () => {
  test.each([
    [npmPurl('left-pad', '1.3.0'), 'pkg:npm/left-pad@1.3.0'],
    [npmPurl('@babel/core', '7.0.0'), 'pkg:npm/%40babel/core@7.0.0'],
    [npmPurl('x'), 'pkg:npm/x'],
    [
      purl({ type: 'pypi', name: 'Typing_Extensions', version: '4' }),
      'pkg:pypi/typing-extensions@4',
    ],
    [huggingFacePurl('coqui/XTTS-v2'), 'pkg:huggingface/coqui/XTTS-v2'],
    [huggingFacePurl('gpt2', 'main'), 'pkg:huggingface/gpt2@main'],
    [
      purl({
        type: 'docker',
        namespace: 'acme',
        name: 'API',
        version: '1',
        qualifiers: { repository_url: 'ghcr.io' },
      }),
      'pkg:docker/acme/api@1?repository_url=ghcr.io',
    ],
    [purl({ type: 'generic', name: 'a b', version: '1+2' }), 'pkg:generic/a%20b@1%2B2'],
  ])('%s', (made, wanted) => {
    expect(made).toBe(wanted);
  });

  test.each([
    ['pkg:npm/%40babel/core@7.0.0', 'pkg:npm/%40babel/core'],
    ['pkg:docker/redis@7', 'pkg:docker/redis'],
    ['pkg:docker/acme/api@1?repository_url=ghcr.io', 'pkg:docker/acme/api?repository_url=ghcr.io'],
    ['pkg:npm/x', 'pkg:npm/x'],
  ])('%s without its version', (text, wanted) => {
    expect(withoutVersion(text)).toBe(wanted);
  });

  test('no name breaks them, not even half a surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(npmPurl(`${name}\ud800`)).toMatch(/^pkg:npm\//);
      }),
    );
  });
});

describe('patterns', () => {
  test.each([
    ['redis', 'redis', true],
    ['redis', 'Redis', true],
    ['redis', 'redis2', false],
    ['redis*', 'redis', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['bitnami/*', 'bitnami/redis', true],
    ['bitnami/*', 'xbitnami/redis', false],
    ['tts_models/*/xtts_v*', 'tts_models/multilingual/multi-dataset/xtts_v2', true],
    ['tts_models/*/xtts_v*', 'tts_models/en/ljspeech/vits', false],
    ['*llama-3.1*', 'acme/Llama-3.1-8B-chat', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['a.c', 'abc', false],
    ['(x', '(x', true],
  ])('%s on %s: %s', (pattern, text, matches) => {
    expect(matchesPattern(pattern, text)).toBe(matches);
  });

  test('agree with the regular expression they stand for', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '/'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const expression = new RegExp(`^${pattern.split('*').join('.*')}$`, 'is');
        expect(matchesPattern(pattern, text)).toBe(expression.test(text));
      }),
    );
  });

  test('many stars on a long text end soon', () => {
    expect(matchesPattern(`${'a*'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
  });
});
