import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { component } from '../../src/extract/component.ts';
import { merge } from '../../src/extract/merge.ts';
import { withProject } from '../../src/extract/project.ts';
import type { Component } from '../../src/model/component.ts';
import { npmPurl } from '../../src/purl/purl.ts';
import { memoryTree } from '../tree.ts';

function locked(name: string, version: string, more: Partial<Component> = {}): Component {
  return component({
    purl: npmPurl(name, version),
    kind: 'package',
    name,
    version: { text: version, precision: 'exact' },
    seenAt: [{ path: 'package-lock.json', line: 9 }],
    ...more,
  });
}

function named(name: string, range: string, more: Partial<Component> = {}): Component {
  return component({
    purl: npmPurl(name),
    kind: 'package',
    name,
    version: { text: range, precision: 'range' },
    scope: 'runtime',
    relation: 'direct',
    seenAt: [{ path: 'package.json', line: 4 }],
    ...more,
  });
}

function image(path: string, more: Partial<Component> = {}): Component {
  return component({
    purl: 'pkg:docker/redis@7',
    kind: 'image',
    name: 'redis',
    version: { text: '7', precision: 'floating' },
    seenAt: [{ path, line: 1 }],
    ...more,
  });
}

/** `purl scope relation` of every component. */
function told(components: readonly Component[]): string[] {
  return merge(components).map(({ purl, scope, relation }) => `${purl} ${scope} ${relation}`);
}

describe('one component seen twice', () => {
  test('is one, with all places and all evidence, each once', () => {
    const where = { path: 'a', line: 1 };
    const mit = { kind: 'declared', in: 'lockfile', raw: 'MIT', where } as const;
    const one = locked('a', '1.0.0', { evidence: [mit], seenAt: [{ path: 'b', line: 2 }] });
    const two = locked('a', '1.0.0', { evidence: [mit], seenAt: [{ path: 'a', line: 9 }] });
    expect(merge([one, two, one])).toEqual([
      {
        ...one,
        seenAt: [
          { path: 'a', line: 9 },
          { path: 'b', line: 2 },
        ],
      },
    ]);
  });

  test.each([
    [['development', 'runtime'], 'runtime'],
    [['development', 'optional'], 'optional'],
    [['unknown', 'development'], 'development'],
    [['unknown', 'unknown'], 'unknown'],
    [['optional', 'runtime', 'unknown'], 'runtime'],
  ] as const)('of %j has the scope %s', (scopes, expected) => {
    const [merged] = merge(scopes.map((scope) => locked('a', '1.0.0', { scope })));
    expect(merged?.scope).toBe(expected);
  });

  test.each([
    [['no', 'no'], 'no'],
    [['no', 'yes'], 'yes'],
    [['no', undefined], undefined],
  ] as const)('an image of which %j was said is modified: %s', (said, expected) => {
    const images = said.map((modified, at) => image(`${at}.yaml`, modified ? { modified } : {}));
    expect(merge(images)[0]?.modified).toBe(expected);
  });

  test('plays the part that reaches customers most', () => {
    const [merged] = merge([image('a', { role: 'build-tool' }), image('b', { role: 'service' })]);
    expect(merged?.role).toBe('service');
  });
});

describe('a constraint', () => {
  test('joins the version its lockfile resolved it to', () => {
    const both = [named('a', '^1.0.0'), locked('a', '1.2.3')];
    const expected = [
      {
        purl: 'pkg:npm/a@1.2.3',
        relation: 'direct',
        scope: 'runtime',
        version: { text: '1.2.3', precision: 'exact' },
      },
    ];
    expect(merge(both)).toMatchObject(expected);
    expect(merge(both.toReversed())).toMatchObject(expected);
    expect(merge(both)[0]?.seenAt.map(({ path }) => path)).toEqual([
      'package-lock.json',
      'package.json',
    ]);
  });

  test('stays where nothing resolves it', () => {
    expect(told([named('a', '^1.0.0'), locked('b', '1.0.0')])).toContain(
      'pkg:npm/a runtime direct',
    );
  });

  test('of several versions means those it allows', () => {
    const versions = [locked('a', '1.2.3'), locked('a', '2.0.0')];
    expect(told([named('a', '^2.0.0'), ...versions])).toEqual([
      'pkg:npm/a@1.2.3 unknown transitive',
      'pkg:npm/a@2.0.0 runtime direct',
    ]);
  });

  test('means the copy installed beside its manifest', () => {
    const at = (path: string) => ({ seenAt: [{ path, line: 1 }] });
    const components = [
      named('a', '*', at('one/package.json')),
      locked('a', '1.0.0', at('one/node_modules/a/package.json')),
      locked('a', '1.1.0', at('node_modules/a/package.json')),
    ];
    expect(told(components)).toEqual([
      'pkg:npm/a@1.0.0 runtime direct',
      'pkg:npm/a@1.1.0 unknown transitive',
    ]);
  });

  test('that no version satisfies stands for all of them, so that it is not lost', () => {
    const versions = [locked('a', '1.0.0'), locked('a', '2.0.0')];
    const merged = merge([named('a', '^9.0.0'), ...versions]);
    expect(merged.flatMap(({ seenAt }) => seenAt.map(({ path }) => path))).toContain(
      'package.json',
    );
  });

  test('on an image is no constraint: a tag is what it is', () => {
    const exact = image('b', {
      purl: 'pkg:docker/redis@7.2.4',
      version: { text: '7.2.4', precision: 'exact' },
    });
    expect(merge([image('a'), exact])).toHaveLength(2);
  });
});

test('what no manifest names was brought along, where manifests name anything', () => {
  expect(told([named('a', '*'), locked('a', '1.0.0'), locked('b', '1.0.0')])).toEqual([
    'pkg:npm/a@1.0.0 runtime direct',
    'pkg:npm/b@1.0.0 unknown transitive',
  ]);
  expect(told([locked('b', '1.0.0')])).toEqual(['pkg:npm/b@1.0.0 unknown unknown']);
});

test('the order of files does not matter, and each purl comes once', () => {
  const all = [
    named('a', '^1.0.0'),
    named('a', '^2.0.0', { scope: 'development' }),
    locked('a', '1.0.0'),
    locked('a', '2.0.0'),
    locked('b', '1.0.0', { scope: 'development' }),
    image('a.yaml'),
    image('b.yaml', { modified: 'no' }),
  ];
  const expected = told(all);
  expect(new Set(merge(all).map(({ purl }) => purl)).size).toBe(expected.length);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(told(shuffled)).toEqual(expected);
    }),
    { seed: 4 },
  );
});

test('a part of the project that another depends on stays one', () => {
  const part = component({
    purl: 'pkg:npm/a@1.0.0',
    kind: 'project',
    name: 'a',
    relation: 'self',
    seenAt: [{ path: 'packages/a/package.json' }],
  });
  for (const all of [
    [locked('a', '1.0.0'), part],
    [part, locked('a', '1.0.0')],
  ]) {
    expect(merge(all)).toMatchObject([{ kind: 'project', relation: 'self' }]);
  }
});

describe('component zero', () => {
  const project = (path: string) =>
    component({
      purl: 'pkg:npm/mine',
      kind: 'project',
      name: 'mine',
      relation: 'self',
      seenAt: [{ path }],
    });

  test('is the project of the manifest at the root, with the license texts there', () => {
    const tree = memoryTree({ LICENSE: '', 'COPYING.md': '', 'license.ts': '', 'README.md': '' });
    const [zero, ...rest] = withProject([locked('a', '1.0.0'), project('package.json')], tree);
    expect(zero?.name).toBe('mine');
    expect(zero?.licenseTexts).toEqual([
      { kind: 'file', path: 'COPYING.md' },
      { kind: 'file', path: 'LICENSE' },
    ]);
    expect(rest.map(({ name }) => name)).toEqual(['a']);
  });

  test('is not a part that the manifest at the root depends on', () => {
    const part = component({
      purl: 'pkg:npm/a@1.0.0',
      kind: 'project',
      name: 'a',
      relation: 'self',
      seenAt: [{ path: 'package.json', line: 5 }, { path: 'packages/a/package.json' }],
    });
    const [zero] = withProject([part, project('package.json')], memoryTree({ LICENSE: '' }));
    expect(zero?.name).toBe('mine');
  });

  test('is not the project of a folder below', () => {
    const [zero] = withProject([project('packages/a/package.json')], memoryTree({ LICENSE: '' }));
    expect(zero?.purl).toBe('pkg:generic/project');
  });

  test('is nothing in a tree without either', () => {
    expect(withProject([locked('a', '1.0.0')], memoryTree({}))).toHaveLength(1);
  });
});

describe('a constraint that the only version there is does not meet', () => {
  test('stays what it is: that version is somebody else’s', () => {
    const components = [named('foo', '^2.0.0'), locked('foo', '1.0.0', { relation: 'transitive' })];
    expect(told(components)).toEqual([
      'pkg:npm/foo runtime direct',
      'pkg:npm/foo@1.0.0 unknown transitive',
    ]);
  });

  test('unless the lockfile says it is the direct one, by an override', () => {
    const components = [named('foo', '^2.0.0'), locked('foo', '1.0.0', { relation: 'direct' })];
    expect(told(components)).toEqual(['pkg:npm/foo@1.0.0 runtime direct']);
  });

  test('a constraint that is no semver excludes nothing', () => {
    const components = [named('foo', 'acme/foo#main'), locked('foo', '1.0.0')];
    expect(told(components)).toEqual(['pkg:npm/foo@1.0.0 runtime direct']);
  });
});
