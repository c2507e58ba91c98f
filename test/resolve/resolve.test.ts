import { describe, expect, test } from 'vitest';
import type { Component, Lineage } from '../../src/model/component.ts';
import type { Determination } from '../../src/model/determination.ts';
import type { DeclaredIn, Evidence } from '../../src/model/evidence.ts';
import type { Knowledge, ModelFamily, Product } from '../../src/model/knowledge.ts';
import { convert } from '../../src/resolve/convert.ts';
import { resolver } from '../../src/resolve/resolve.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { made } from '../make.ts';

const WHERE = { path: 'package.json', line: 3 };

function declared(raw: string, field: DeclaredIn = 'license-field'): Evidence {
  const dialect = field === 'classifier' ? ({ dialect: 'pypi' } as const) : {};
  return { kind: 'declared', in: field, raw, ...dialect, where: WHERE };
}

function listed(raw: string): Evidence {
  return { kind: 'declared', in: 'legacy-field', raw, assumed: 'choice', where: WHERE };
}

function detected(expression: string, parameters?: Record<string, string>): Evidence {
  const more = parameters ? { parameters } : {};
  return { kind: 'detected', verdict: 'match', expression, ...more, where: { path: 'LICENSE' } };
}

const UNRECOGNIZED: Evidence = { kind: 'detected', verdict: 'unknown', where: { path: 'LICENSE' } };
const CHANGED: Evidence = {
  kind: 'detected',
  verdict: 'modified',
  note: 'the text limits commercial use',
  where: { path: 'LICENSE' },
};

const UNREAD: Evidence = { kind: 'detected', verdict: 'unread', where: { path: 'LICENSE' } };
const LIMIT: Evidence = { ...CHANGED, beside: true, where: { path: 'NOTICE' } };

const ROWS: Product['versions'] = [
  { range: '<7.4.0-0', license: 'BSD-3-Clause', pin: '7.2.4' },
  { range: '>=7.4.0-0', license: 'Elastic-2.0' },
];
const STORE: Product = {
  id: 'store',
  title: 'Store',
  grade: 'text',
  versions: ROWS,
  names: { image: ['store'], npm: ['store', '@store/*'] },
  alternative: 'Stash (MIT)',
  newest: { latest: '8.0.0', '7': '7.4.2' },
  path: 'rules/products/store.yaml',
};
const FAMILY: ModelFamily = {
  id: 'beast',
  title: 'Beast',
  grade: 'text',
  license: 'LicenseRef-llama-3-license-2024',
  guess: false,
  match: ['acme/beast-*'],
  except: ['acme/beast-open'],
  path: 'rules/models/beast.yaml',
};
const OPEN: ModelFamily = {
  ...FAMILY,
  id: 'open',
  license: 'MIT',
  match: ['acme/beast-open'],
  except: [],
};

function resolve(
  component: Component,
  {
    products = [STORE],
    models = [FAMILY, OPEN],
    asOf = '2026-11-22',
    assertions = [],
  }: {
    products?: readonly Product[];
    models?: readonly ModelFamily[];
    asOf?: string;
    assertions?: Parameters<typeof resolver>[0]['assertions'];
  } = {},
): Determination {
  const knowledge: Knowledge = { ...KNOWLEDGE, products, models };
  return resolver({ knowledge, assertions, signals: [], asOf })(component).determination;
}

/** What a determination says, in one line. */
function said(determination: Determination): string {
  switch (determination.status) {
    case 'concluded':
      return `${determination.expression} ${determination.confidence}`;
    case 'conflicting':
      return `conflict ${determination.candidates.join(' / ')}`;
    case 'unknown':
      return `unknown ${determination.reason}`;
  }
}

const TABLE: readonly (readonly [string, readonly Evidence[], string])[] = [
  ['nothing, and not installed', [], 'unknown not-installed'],
  ['a field alone', [declared('MIT')], 'MIT medium'],
  ['a field and its text', [declared('MIT'), detected('MIT')], 'MIT high'],
  ['a text alone', [detected('Apache-2.0')], 'Apache-2.0 high'],
  [
    'a text of another license',
    [declared('MIT'), detected('GPL-3.0-only')],
    'conflict MIT / GPL-3.0-only',
  ],
  [
    'or-later, and the text both share',
    [declared('GPL-3.0-or-later'), detected('GPL-3.0-only')],
    'GPL-3.0-or-later high',
  ],
  [
    'a choice with the text of one',
    [declared('(MIT OR Apache-2.0)'), detected('MIT')],
    'MIT OR Apache-2.0 high',
  ],
  [
    'two texts of a choice',
    [declared('MIT OR Apache-2.0'), detected('MIT'), detected('Apache-2.0')],
    'MIT OR Apache-2.0 high',
  ],
  [
    'the text of an exception alone, which permits nothing',
    [detected('GCC-exception-3.1')],
    'unknown text-unrecognized',
  ],
  [
    'a license and its exception in files of their own',
    [detected('GPL-3.0-only'), detected('GCC-exception-3.1')],
    'GPL-3.0-only WITH GCC-exception-3.1 high',
  ],
  [
    'a license and its exception in one file',
    [detected('GPL-3.0-only AND GCC-exception-3.1')],
    'GPL-3.0-only WITH GCC-exception-3.1 high',
  ],
  [
    'an exception that several licenses could be meant to have',
    [detected('GPL-2.0-only'), detected('AGPL-3.0-only'), detected('Classpath-exception-2.0')],
    'GPL-2.0-only AND AGPL-3.0-only medium',
  ],
  ['a list of free licenses', [listed('(MIT OR Apache-2.0)')], 'MIT OR Apache-2.0 medium'],
  [
    'a list that may be all of it',
    [listed('(MIT OR CC-BY-NC-4.0)')],
    'conflict MIT OR CC-BY-NC-4.0 / MIT AND CC-BY-NC-4.0',
  ],
  [
    'a list, and a text that says it is a choice',
    [listed('(MIT OR GPL-2.0-only)'), detected('MIT OR GPL-2.0-only')],
    'MIT OR GPL-2.0-only high',
  ],
  ['a choice that is written', [declared('(MIT OR CC-BY-NC-4.0)')], 'MIT OR CC-BY-NC-4.0 medium'],
  ['a slash between free licenses', [declared('MIT/Apache-2.0')], 'MIT OR Apache-2.0 medium'],
  [
    'a slash that may put parts under each',
    [declared('MIT|AGPL-3.0-only')],
    'conflict MIT OR AGPL-3.0-only / MIT AND AGPL-3.0-only',
  ],
  ...['License :: Freeware', 'License :: Repoze Public License', 'License :: Acme'].map(
    (raw) =>
      [
        `${raw} beside a license`,
        [declared('MIT'), declared(raw, 'classifier')],
        'unknown unparseable',
      ] as const,
  ),
  ...['License :: OSI Approved', 'License :: DFSG approved', 'License :: Freely Distributable'].map(
    (raw) =>
      [
        `${raw} beside a license`,
        [declared('MIT'), declared(raw, 'classifier')],
        'MIT medium',
      ] as const,
  ),
  [
    'a family in a classifier that the field is not of',
    [declared('MIT'), declared('License :: Nokia Open Source License (NOKOS)', 'classifier')],
    'conflict MIT / Nokia',
  ],
  [
    'a family in a classifier that the field is of',
    [declared('CC0-1.0'), declared('License :: Public Domain', 'classifier')],
    'CC0-1.0 medium',
  ],
  ['two texts and no word', [detected('MIT'), detected('Apache-2.0')], 'MIT AND Apache-2.0 medium'],
  [
    'a choice of texts and another',
    [detected('MIT OR ISC'), detected('Zlib')],
    '(MIT OR ISC) AND Zlib medium',
  ],
  ['an unrecognized text', [UNRECOGNIZED], 'unknown text-unrecognized'],
  ['a field and an unrecognized text', [declared('MIT'), UNRECOGNIZED], 'MIT medium'],
  ['UNLICENSED', [declared('UNLICENSED')], 'LicenseRef-all-rights-reserved high'],
  [
    'UNLICENSED with an MIT text',
    [declared('UNLICENSED'), detected('MIT')],
    'conflict LicenseRef-all-rights-reserved / MIT',
  ],
  ['a file that is not there', [declared('SEE LICENSE IN LICENSE.md')], 'unknown not-distributed'],
  [
    'a file that is',
    [declared('SEE LICENSE IN LICENSE.md'), detected('Elastic-2.0')],
    'Elastic-2.0 high',
  ],
  [
    'a file nobody knows',
    [declared('SEE LICENSE IN EULA.txt'), UNRECOGNIZED],
    'unknown text-unrecognized',
  ],
  ['words', [declared('do what you like')], 'unknown unparseable'],
  ['words and a text', [declared('see the readme'), detected('MIT')], 'MIT medium'],
  [
    'two fields that disagree',
    [declared('MIT'), declared('Apache-2.0', 'legacy-field')],
    'conflict MIT / Apache-2.0',
  ],
  ['two fields that agree', [declared('MIT'), declared('MIT', 'lockfile')], 'MIT medium'],
  [
    'a classifier beside a field',
    [declared('BSD-3-Clause'), declared('License :: OSI Approved :: BSD License', 'classifier')],
    'BSD-3-Clause medium',
  ],
  [
    'a vague classifier and the text',
    [declared('License :: OSI Approved :: BSD License', 'classifier'), detected('BSD-2-Clause')],
    'BSD-2-Clause high',
  ],
  [
    'an MIT classifier',
    [declared('License :: OSI Approved :: MIT License', 'classifier')],
    'MIT medium',
  ],
  [
    'a field against a classifier',
    [
      declared('MIT'),
      declared('License :: OSI Approved :: GNU Affero General Public License v3', 'classifier'),
    ],
    'conflict MIT / AGPL-3.0-only',
  ],
  [
    'a field and its text beside a stricter one',
    [declared('MIT'), detected('MIT'), detected('Elastic-2.0')],
    'conflict MIT / MIT AND Elastic-2.0',
  ],
  [
    'a field and its text beside one that asks for notices',
    [declared('MIT'), detected('MIT'), detected('Apache-2.0')],
    'MIT high',
  ],
  [
    'the two texts of the lesser GPL',
    [declared('LGPL-3.0-or-later'), detected('GPL-3.0-only'), detected('LGPL-3.0-only')],
    'LGPL-3.0-or-later high',
  ],
  [
    'the two texts of the lesser GPL and no word',
    [detected('GPL-3.0-only'), detected('LGPL-3.0-only')],
    'LGPL-3.0-only high',
  ],
  [
    'a guess and a text it cannot mean',
    [declared('GPL'), detected('MIT')],
    'conflict GPL-1.0-or-later / MIT',
  ],
  [
    'a choice beside a classifier for each part',
    [
      declared('BSD-3-Clause OR Apache-2.0', 'legacy-field'),
      declared('License :: OSI Approved :: Apache Software License', 'classifier'),
      declared('License :: OSI Approved :: BSD License', 'classifier'),
    ],
    'BSD-3-Clause OR Apache-2.0 medium',
  ],
  [
    'a field beside a vague classifier of another family',
    [
      declared('MIT'),
      declared('License :: OSI Approved :: GNU General Public License (GPL)', 'classifier'),
    ],
    'conflict MIT / GPL-1.0-or-later',
  ],
  [
    'a license with a clause, and the text of the license',
    [declared('MIT with Commons Clause'), detected('MIT')],
    'unknown unparseable',
  ],
  [
    'a license with a clause beside a classifier without',
    [
      declared('Apache 2.0 with Commons Clause', 'legacy-field'),
      declared('License :: OSI Approved :: Apache Software License', 'classifier'),
    ],
    'unknown unparseable',
  ],
  [
    'a classifier that limits beside one that does not',
    [
      declared('License :: Free for non-commercial use', 'classifier'),
      declared('License :: OSI Approved :: MIT License', 'classifier'),
    ],
    'unknown unparseable',
  ],
  [
    'a file that is not there, and the text of another',
    [declared('SEE LICENSE IN EULA.txt'), detected('MIT')],
    'unknown not-distributed',
  ],
  [
    'a file nobody knows, and the text of another',
    [
      declared('SEE LICENSE IN EULA.txt'),
      detected('MIT'),
      { ...UNRECOGNIZED, where: { path: 'EULA.txt' } },
    ],
    'unknown text-unrecognized',
  ],
];

describe('evidence', () => {
  test.each(TABLE)('%s', (_, evidence, expected) => {
    expect(said(resolve(made('sample', { evidence })))).toBe(expected);
  });

  test('a changed text is not the license it was made from, whatever the field says', () => {
    const determination = resolve(made('sample', { evidence: [declared('MIT'), CHANGED] }));
    expect(said(determination)).toBe('unknown text-modified');
    expect(said(resolve(made('sample', { evidence: [CHANGED] })))).toBe('unknown text-modified');
    const beside = [declared('MIT'), detected('MIT'), CHANGED];
    expect(resolve(made('sample', { evidence: beside })).facts).toContain('modified-text');
  });

  test.each([
    ['a free license', [declared('MIT'), detected('MIT'), LIMIT], true],
    ['a free license in a field alone', [declared('MIT'), LIMIT], true],
    ['weak copyleft', [declared('MPL-2.0'), LIMIT], true],
    ['strong copyleft, of which other terms are sold', [declared('AGPL-3.0-only'), LIMIT], false],
    ['a license that limits as much', [declared('CC-BY-NC-4.0'), LIMIT], false],
    ['sources that disagree', [declared('MIT'), detected('GPL-3.0-only'), LIMIT], true],
  ] as const)('a limit beside %s', (_, evidence, isAsked) => {
    const { facts } = resolve(made('sample', { evidence }));
    expect(facts.includes('modified-text')).toBe(isAsked);
  });

  test('a limit beside nothing is no license', () => {
    expect(said(resolve(made('sample', { evidence: [LIMIT] })))).toBe('unknown nothing-declared');
  });

  test('a text that could not be read leaves the field open, unless another speaks for it', () => {
    const facts = (...evidence: Evidence[]) => resolve(made('sample', { evidence })).facts;
    expect(facts(declared('MIT'), UNREAD)).toContain('text-unread');
    expect(facts(declared('CC0-1.0'), UNREAD)).toContain('text-unread');
    expect(facts(declared('MIT'), detected('MIT'), UNREAD)).not.toContain('text-unread');
    // The text of an exception is none of MIT, and goes with the GPL that a field names.
    const exception = detected('Classpath-exception-2.0');
    expect(facts(declared('MIT'), exception)).toContain('text-unread');
    expect(facts(declared('GPL-2.0-only'), exception)).not.toContain('text-unread');
    expect(facts(declared('MIT'), detected('MIT'), exception)).not.toContain('text-unread');
    expect(said(resolve(made('sample', { evidence: [UNREAD] })))).toBe('unknown text-unrecognized');
  });

  test('every piece is in the basis, with its place', () => {
    const { basis } = resolve(made('sample', { evidence: [declared('MIT'), detected('MIT')] }));
    expect(basis).toMatchObject([
      { kind: 'declared', path: 'package.json', line: 3, text: 'license field says "MIT"' },
      { kind: 'detected', path: 'LICENSE' },
    ]);
  });

  test('nothing in an installed package is nothing declared', () => {
    const seenAt = [{ path: 'node_modules/sample/package.json', line: 1 }];
    expect(said(resolve(made('sample', { seenAt })))).toBe('unknown nothing-declared');
  });

  test('words stay, raw, with their place', () => {
    const determination = resolve(made('sample', { evidence: [declared('do what you like')] }));
    expect(determination).toMatchObject({ raw: 'do what you like' });
    expect(determination.basis).toMatchObject([{ kind: 'declared', ...WHERE }]);
  });
});

describe('assertions', () => {
  const assertion = {
    match: 'pkg:npm/sample',
    expression: 'MIT',
    reason: 'agreed by mail',
    by: 'legal',
    path: 'fineprint.yaml',
    line: 5,
  };
  test('outweigh everything, and say who made them', () => {
    const component = made('sample', { evidence: [declared('GPL-3.0-only'), CHANGED] });
    const determination = resolve(component, { assertions: [assertion] });
    expect(said(determination)).toBe('MIT high');
    expect(determination.basis).toContainEqual({
      kind: 'asserted',
      text: 'MIT: agreed by mail',
      by: 'legal',
      path: 'fineprint.yaml',
      line: 5,
    });
  });
  test('hold for every version, and for nothing else', () => {
    const version = { text: '2.0.0', precision: 'exact' } as const;
    expect(said(resolve(made('sample', { version }), { assertions: [assertion] }))).toBe(
      'MIT high',
    );
    expect(said(resolve(made('other'), { assertions: [assertion] }))).toBe('unknown not-installed');
  });
});

describe('what rules/ know of a product', () => {
  const image = (text?: string, precision: 'exact' | 'floating' = 'exact'): Component =>
    made('store', {
      kind: 'image',
      purl: 'pkg:docker/store',
      ...(text === undefined ? {} : { version: { text, precision } }),
    });
  test.each([
    ['7.2.4', 'exact', ['BSD-3-Clause']],
    ['7.4.0', 'exact', ['Elastic-2.0']],
    ['7.4.0-rc1', 'exact', ['Elastic-2.0']],
    ['7', 'floating', ['Elastic-2.0']],
    ['latest', 'floating', ['Elastic-2.0']],
    [undefined, 'floating', ['Elastic-2.0']],
    ['stable-of-acme', 'floating', ['Elastic-2.0']],
  ] as const)('%s (%s) is %j at worst', (text, precision, expected) => {
    const determination = resolve(image(text, precision));
    if (determination.status !== 'concluded') throw new Error(said(determination));
    const expressions = determination.possible.map(({ expression }) => expression);
    expect(expressions).toEqual(expect.arrayContaining([...expected]));
    expect(determination.grade).toBe('text');
    expect(determination.alternative).toBe('Stash (MIT)');
  });

  test('a range over both is both, and says so', () => {
    const component = made('store', { version: { text: '>=7.0.0', precision: 'range' } });
    const determination = resolve(component);
    expect(determination).toMatchObject({
      possible: [{ expression: 'BSD-3-Clause', pin: '7.2.4' }, { expression: 'Elastic-2.0' }],
    });
    expect(determination.facts).toContain('floating-across-licenses');
  });

  test('a range within one row is one license, and the rest a way out', () => {
    const component = made('store', { version: { text: '^7.4.0', precision: 'range' } });
    const determination = resolve(component);
    expect(determination).toMatchObject({
      possible: [{ expression: 'Elastic-2.0' }],
      others: [{ expression: 'BSD-3-Clause', pin: '7.2.4' }],
    });
    expect(determination.facts).toEqual([]);
  });

  test('outweighs metadata where it was read, and must agree with it where not', () => {
    const version = { text: '8.0.0', precision: 'exact' } as const;
    const component = made('store', { version, evidence: [declared('MIT')] });
    expect(said(resolve(component))).toBe('Elastic-2.0 high');
    const remembered = { products: [{ ...STORE, grade: 'memory' as const }] };
    expect(said(resolve(component, remembered))).toBe('conflict MIT / Elastic-2.0');
    const agreeing = made('store', { version, evidence: [declared('Elastic-2.0')] });
    expect(said(resolve(agreeing, remembered))).toBe('Elastic-2.0 medium');
  });

  test('that nobody read does not speak for words or a text that nobody could read', () => {
    const version = { text: '8.0.0', precision: 'exact' } as const;
    const remembered = { products: [{ ...STORE, grade: 'memory' as const }] };
    const said8 = (...evidence: Evidence[]) =>
      said(resolve(made('store', { version, evidence }), remembered));
    expect(said8()).toBe('Elastic-2.0 medium');
    expect(said8(CHANGED)).toBe('unknown text-modified');
    expect(said8(declared('MIT'), CHANGED)).toBe('unknown text-modified');
    expect(said8(UNRECOGNIZED)).toBe('unknown text-unrecognized');
    expect(said8(declared('MIT with Commons Clause of ours'))).toBe('unknown unparseable');
  });

  test('does not hide that the text at hand was changed', () => {
    const version = { text: '8.0.0', precision: 'exact' } as const;
    const { facts } = resolve(made('store', { version, evidence: [CHANGED] }));
    expect(facts).toContain('modified-text');
    expect(resolve(made('store', { version })).facts).not.toContain('modified-text');
  });

  test('is looked up by place: a package is not the image of that name', () => {
    const products = [{ ...STORE, names: { image: ['store'] } }];
    expect(said(resolve(made('store'), { products }))).toBe('unknown not-installed');
    expect(
      said(resolve(made('@store/x', { version: { text: '8.0.0', precision: 'exact' } }))),
    ).toBe('Elastic-2.0 high');
  });
});

describe('models', () => {
  const model = (name: string, more: Partial<Component> = {}): Component =>
    made(name, { kind: 'model', purl: `pkg:huggingface/${name}`, ...more });
  const from = (base: string): Lineage => ({
    relation: 'finetune',
    base,
    where: { path: 'README.md' },
  });

  test('are known by pattern, and exceptions are exceptions', () => {
    expect(said(resolve(model('acme/beast-7b')))).toBe('LicenseRef-llama-3-license-2024 high');
    expect(said(resolve(model('ACME/Beast-7B')))).toBe('LicenseRef-llama-3-license-2024 high');
    expect(said(resolve(model('acme/beast-open')))).toBe('MIT high');
    expect(said(resolve(model('acme/other')))).toBe('unknown nothing-declared');
  });

  test('carry the license of their parent, whatever their card says', () => {
    const component = model('me/mine', {
      lineage: [from('acme/beast-7b')],
      evidence: [declared('Apache-2.0', 'model-card')],
    });
    const determination = resolve(component);
    expect(said(determination)).toBe('LicenseRef-llama-3-license-2024 AND Apache-2.0 medium');
    expect(determination.facts).toContain('relabeled');
  });

  test('that say nothing inherit without relabeling', () => {
    const determination = resolve(model('me/mine', { lineage: [from('acme/beast-7b')] }));
    expect(said(determination)).toBe('LicenseRef-llama-3-license-2024 medium');
    expect(determination.facts).not.toContain('relabeled');
  });

  test('that claim their parent’s license are not relabeled', () => {
    const component = model('me/mine', {
      lineage: [from('acme/beast-7b')],
      evidence: [declared('LicenseRef-llama-3-license-2024', 'model-card')],
    });
    expect(resolve(component).facts).not.toContain('relabeled');
  });

  test('name a license in the edition of their parent', () => {
    const gemma = model('me/mine', {
      lineage: [from('google/gemma-2-9b')],
      evidence: [declared('gemma', 'model-card')],
    });
    const determination = resolve(gemma, { models: KNOWLEDGE.models });
    expect(said(determination)).toMatch(/^LicenseRef-scancode-gemma-tou-2024-04-01 /);
    expect(determination.facts).not.toContain('relabeled');
  });

  test.each([
    ['acme-research-nc', 'LicenseRef-llama-3-license-2024 AND LicenseRef-acme-research-nc medium'],
    ['other', 'LicenseRef-llama-3-license-2024 medium'],
    [
      'MIT OR LicenseRef-llama-3-license-2024',
      'LicenseRef-llama-3-license-2024 AND (MIT OR LicenseRef-llama-3-license-2024) medium',
    ],
  ])('keep what their card says beside their parent’s license: %s', (raw, expected) => {
    const component = model('me/mine', {
      lineage: [from('acme/beast-7b')],
      evidence: [declared(raw, 'model-card')],
    });
    expect(said(resolve(component))).toBe(expected);
  });

  test('keep every side of a card that contradicts itself', () => {
    const component = model('me/mine', {
      lineage: [from('acme/beast-7b')],
      evidence: [declared('MIT', 'model-card'), declared('CC-BY-NC-4.0', 'model-card')],
    });
    expect(said(resolve(component))).toContain('CC-BY-NC-4.0');
  });

  test('of a card with a statement nobody knows are not what the other one says', () => {
    const component = model('me/own', {
      evidence: [declared('MIT', 'model-card'), declared('acme terms', 'model-card')],
    });
    expect(resolve(component)).toMatchObject({ status: 'unknown', reason: 'unparseable' });
  });

  test('of a permissive parent may be under what their authors choose', () => {
    const component = model('me/mine', {
      lineage: [from('acme/beast-open')],
      evidence: [declared('Apache-2.0', 'model-card')],
    });
    expect(said(resolve(component))).toBe('Apache-2.0 medium');
  });

  test('of a parent nobody knows say so', () => {
    const { basis, facts } = resolve(model('me/mine', { lineage: [from('some/one')] }));
    expect(facts).toContain('parent-unknown');
    expect(basis.map(({ text }) => text).join()).toContain('some/one, whose license is not known');
  });
});

describe('a Business Source License', () => {
  const parameters = { changeDate: '2027-10-04', changeLicense: 'MPL-2.0' };
  const evidence = [detected('BUSL-1.1', parameters)];
  test.each([
    ['2026-11-22', 'BUSL-1.1'],
    ['2027-10-03', 'BUSL-1.1'],
    ['2027-10-04', 'MPL-2.0'],
    ['2030-01-01', 'MPL-2.0'],
  ])('as of %s is %s', (asOf, expected) => {
    const determination = resolve(made('sample', { evidence }), { asOf });
    expect(said(determination)).toBe(`${expected} high`);
    expect(determination.basis[0]?.text).toContain('2027-10-04');
  });

  const read = (name: string) => (name === 'The Open License' ? undefined : name);
  const license = { expression: 'BUSL-1.1', versions: '*' };
  test.each([
    ['no date', { changeLicense: 'MIT' }],
    ['a date in words', { changeDate: 'four years on', changeLicense: 'MIT' }],
    [
      'a change license nobody knows',
      { changeDate: '2020-01-01', changeLicense: 'The Open License' },
    ],
    ['no change license', { changeDate: '2020-01-01' }],
    ['no day', { changeDate: '2020-13-45', changeLicense: 'MIT' }],
  ])('with %s does not convert', (_, given) => {
    const converted = convert({ ...license, parameters: given }, '2026-11-22', read);
    expect(converted.license.expression).toBe('BUSL-1.1');
  });

  test('converts inside an expression, and nothing else does', () => {
    const given = { changeDate: '2020-01-01', changeLicense: 'GPL-2.0-or-later' };
    const both = { ...license, expression: 'BUSL-1.1 AND ISC', parameters: given };
    expect(convert(both, '2026-11-22', read).license.expression).toBe('GPL-2.0-or-later AND ISC');
    const other = { ...both, expression: 'SSPL-1.0' };
    expect(convert(other, '2026-11-22', read).license.expression).toBe('SSPL-1.0');
  });
});

test('a variable that accepts the terms of a license is a fact about it', () => {
  const knowing = Object.values(KNOWLEDGE.licenses).find(({ acceptedBy }) => acceptedBy?.length);
  const name = knowing?.acceptedBy?.[0] ?? '';
  const signals = [
    { kind: 'terms-accepted', name, value: '1', where: { path: 'Dockerfile', line: 4 } } as const,
  ];
  const resolveOne = resolver({
    knowledge: KNOWLEDGE,
    assertions: [],
    signals,
    asOf: '2026-11-22',
  });
  const of = (raw: string) =>
    resolveOne(made('sample', { evidence: [declared(raw)] })).determination;
  const accepted = of(knowing?.id ?? '');
  expect(accepted.facts).toContain('terms-accepted-by-automation');
  expect(accepted.basis.map(({ path, line }) => `${path}:${line}`)).toContain('Dockerfile:4');
  expect(of('MIT').facts).toEqual([]);
});

describe('a text that was not recognized, beside a field', () => {
  const unknown = (kin?: readonly string[]): Evidence => ({
    ...UNRECOGNIZED,
    ...(kin ? { kin } : {}),
  });
  test.each<[string, string, (readonly string[])[], boolean]>([
    ['has words of the license', 'MIT', [['MIT']], false],
    ['has words of another', 'MIT', [['GNU']], true],
    ['has no words of any', 'Apache-2.0', [[]], true],
    ['is one of several, and another has them', 'MIT', [[], ['MIT']], false],
    ['serves one alternative', 'MIT OR Apache-2.0', [['Apache']], false],
    ['belongs to a license without common words', 'Zlib', [[]], false],
  ])('%s', (_name, field, texts, foreign) => {
    const evidence = [declared(field), ...texts.map((kin) => unknown(kin))];
    const { facts } = resolve(made('a', { evidence }));
    expect(facts.includes('text-unread')).toBe(foreign);
  });

  test('and too short to tell, says nothing', () => {
    const { facts } = resolve(made('a', { evidence: [declared('MIT'), unknown()] }));
    expect(facts).not.toContain('text-unread');
  });
});

describe('an image of a private registry', () => {
  const image = (name: string): Component =>
    made('a', {
      kind: 'image',
      name,
      purl: `pkg:docker/${name}@7.4.1`,
      version: { text: '7.4.1', precision: 'exact' },
    });
  const determine = resolver({
    knowledge: KNOWLEDGE,
    assertions: [],
    signals: [],
    asOf: '2026-11-22',
  });

  test.each([
    ['registry.acme.example/library/redis', true],
    ['mirror.acme.example:5000/hub/library/redis', true],
    ['registry.acme.example/grafana/grafana', true],
    ['registry.acme.example/redis', false],
    ['acme/redis', false],
    ['registry.acme.example/acme/api', false],
  ])('%s is taken for a copy by its name: %s', (name, taken) => {
    const { determination } = determine(image(name));
    expect(determination.facts.includes('inferred-from-name')).toBe(taken);
    expect(determination.status).toBe(taken ? 'concluded' : 'unknown');
    if (determination.status === 'concluded') expect(determination.grade).not.toBe('text');
  });
});
