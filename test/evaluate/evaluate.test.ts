import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { fingerprintOf } from '../../src/evaluate/fingerprint.ts';
import { gate } from '../../src/evaluate/gate.ts';
import type { Component } from '../../src/model/component.ts';
import type { Config, Waiver } from '../../src/model/config.ts';
import type { Determination } from '../../src/model/determination.ts';
import type { Report } from '../../src/model/report.ts';
import type { Answer } from '../../src/model/usage.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { concluded, config, inventory, made, spanning, usage } from '../make.ts';

/** A service over a network, its code closed, everything about components still open. */
const SAAS = usage({
  commercial: 'yes',
  production: 'yes',
  hosted: 'yes',
  distributed: 'no',
  proprietary: 'yes',
});

function reportOn(
  determination: Determination,
  { component = made('sample'), ...more }: Partial<Config> & { component?: Component } = {},
): Report {
  return evaluate([{ component, determination }], inventory(), {
    knowledge: KNOWLEDGE,
    config: config({ usage: SAAS, ...more }),
  });
}

function saying(answers: Readonly<Record<string, Answer>>): Partial<Config> {
  return { usage: usage({ ...SAAS.answers, ...answers }) };
}

/** `rule: verdict`, of every finding. */
function found(report: Report): string[] {
  return report.findings.map(({ rule, verdict }) => `${rule}: ${verdict}`).sort();
}

function verdict(determination: Determination, more: Partial<Config> = {}): string | undefined {
  return reportOn(determination, more).components[0]?.verdict;
}

const EXPOSED = saying({ exposed: 'yes', competing: 'yes', modified: 'no' });

describe('expressions', () => {
  test.each([
    ['MIT', 'clear'],
    ['Elastic-2.0', 'violation'],
    ['Elastic-2.0 OR MIT', 'clear'],
    ['MIT OR Elastic-2.0', 'clear'],
    ['Elastic-2.0 AND MIT', 'violation'],
    ['MIT AND Apache-2.0', 'clear'],
    ['(Elastic-2.0 OR MIT) AND SSPL-1.0', 'violation'],
    ['(Elastic-2.0 AND MIT) OR Apache-2.0', 'clear'],
  ])('%s is %s', (expression, expected) => {
    expect(verdict(concluded(expression), EXPOSED)).toBe(expected);
  });

  test.each(['MIT AND', '(MIT', 'MIT WITH Commons-Clause', 'GPL-2.0-only WITH nothing', '', '()'])(
    'what does not parse is no permission: %j',
    (expression) => {
      expect(found(reportOn(concluded(expression), EXPOSED))).toEqual([
        'unreviewed-license: needs-review',
      ]);
      const either = concluded('MIT', {
        possible: [
          { expression: 'MIT', versions: '<2' },
          { expression, versions: '>=2' },
        ],
      });
      expect(verdict(either, EXPOSED)).toBe('needs-review');
      const conflict: Determination = {
        status: 'conflicting',
        candidates: ['MIT', expression],
        facts: [],
        basis: [],
      };
      expect(verdict(conflict, EXPOSED)).toBe('needs-review');
    },
  );

  test('of a choice, the report names the one assumed', () => {
    const [component] = reportOn(concluded('Elastic-2.0 OR (MIT AND ISC)'), EXPOSED).components;
    expect(component?.license.chosen).toBe('MIT AND ISC');
    expect(reportOn(concluded('MIT')).components[0]?.license.chosen).toBeNull();
  });

  test('two licenses of one alternative give one finding per rule', () => {
    const report = reportOn(
      concluded('Elastic-2.0 AND LicenseRef-scancode-commons-clause'),
      EXPOSED,
    );
    const rules = report.findings.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    expect(rules).toContain('hosted-service-forbidden');
  });

  const SHIPPED = saying({ distributed: 'yes', hosted: 'no', modified: 'no' });
  test('a known exception relaxes', () => {
    const strong = 'strong-copyleft-distribution: violation';
    expect(found(reportOn(concluded('GPL-2.0-only'), SHIPPED))).toContain(strong);
    const relaxed = reportOn(concluded('GPL-2.0-only WITH Classpath-exception-2.0'), SHIPPED);
    expect(found(relaxed)).not.toContain(strong);
  });

  test('an exception about linking says nothing of a service', () => {
    const plain = found(reportOn(concluded('SSPL-1.0')));
    expect(plain.length).toBeGreaterThan(0);
    const relaxed = reportOn(concluded('SSPL-1.0 WITH Classpath-exception-2.0'));
    expect(found(relaxed)).toEqual(plain);
  });

  test('an exception that does not touch the copyleft relaxes nothing', () => {
    const untouched = Object.values(KNOWLEDGE.exceptions).find(
      ({ copyleft }) => copyleft === undefined,
    );
    const id = untouched?.id ?? 'none of that kind';
    expect(found(reportOn(concluded(`GPL-2.0-only WITH ${id}`), SHIPPED))).toContain(
      'strong-copyleft-distribution: violation',
    );
  });
});

describe('versions', () => {
  const both = spanning(
    { expression: 'BSD-3-Clause', versions: '<7.4', pin: '7.2.4' },
    { expression: 'Elastic-2.0', versions: '>=7.4' },
  );
  test('the worst license a version can mean counts, and the pin that avoids it is named', () => {
    const report = reportOn({ ...both, facts: ['floating-across-licenses'] }, EXPOSED);
    const finding = report.findings.find(({ rule }) => rule === 'hosted-service-forbidden');
    expect(finding?.verdict).toBe('violation');
    expect(finding?.license).toBe('Elastic-2.0');
    expect(finding?.remedy).toContain('7.2.4');
    expect(finding?.because.map(({ kind }) => kind)).toContain('version');
  });

  test('where none is pinned, the versions that a clear license holds for are named', () => {
    const unpinned = spanning(
      { expression: 'BSD-3-Clause', versions: '<7.4' },
      { expression: 'Elastic-2.0', versions: '>=7.4' },
    );
    const { findings } = reportOn(unpinned, EXPOSED);
    const finding = findings.find(({ rule }) => rule === 'hosted-service-forbidden');
    expect(finding?.remedy).toContain('<7.4 is under BSD-3-Clause.');
  });

  test('what the reference can mean goes before what else there is', () => {
    const among = { expression: 'BSD-3-Clause', versions: '>=4.0 <4.1' };
    const worst = { expression: 'Elastic-2.0', versions: '>=4.1' };
    const beside = { expression: 'MIT', versions: '<4.0' };
    const { findings } = reportOn({ ...spanning(among, worst), others: [beside] }, EXPOSED);
    expect(findings[0]?.remedy).toContain('>=4.0 <4.1 is under BSD-3-Clause.');
    expect(findings[0]?.remedy).not.toContain('MIT');
  });

  test('a license that limits, if mildly, is no way out, nor is what is there already', () => {
    const now = { expression: 'CC-BY-NC-4.0', versions: '>=2.0' };
    const limited = { expression: 'Elastic-2.0', versions: '<2.0' };
    const use = { ...EXPOSED, commercial: 'yes', exposed: 'no' } as const;
    const { findings } = reportOn({ ...spanning(now), others: [limited] }, use);
    expect(findings.map(({ rule }) => rule)).toContain('non-commercial');
    expect(findings.filter(({ remedy }) => remedy.includes('is under'))).toEqual([]);
  });

  test('the order of what is possible does not matter', () => {
    const turned = spanning(...both.possible.toReversed());
    expect(found(reportOn(turned, EXPOSED))).toEqual(found(reportOn(both, EXPOSED)));
  });
});

describe('what nobody read', () => {
  test.each(['secondary', 'exists', 'memory'] as const)('%s never forbids', (grade) => {
    const report = reportOn(concluded('Elastic-2.0', { grade }), EXPOSED);
    expect(found(report)).toContain('hosted-service-forbidden: needs-review');
    expect(report.summary.violations).toBe(0);
  });

  test('nor does a guess', () => {
    expect(verdict(concluded('Elastic-2.0', { confidence: 'low' }), EXPOSED)).toBe('needs-review');
  });

  test('nor do terms from memory in a license otherwise read', () => {
    const licenses = Object.values(KNOWLEDGE.licenses).filter(({ terms }) =>
      terms.every(({ grade }) => grade !== 'text'),
    );
    expect(licenses.length).toBeGreaterThan(10);
    for (const { id } of licenses.filter(({ terms }) => terms.length > 0)) {
      const { findings } = reportOn(concluded(id), EXPOSED);
      const forbidden = findings.filter((finding) => finding.verdict === 'violation');
      expect(forbidden.map(({ rule }) => `${id}: ${rule}`)).toEqual([]);
    }
  });
});

describe('what is open', () => {
  test.each([
    ['nothing-declared', 'missing-license'],
    ['unparseable', 'unrecognized-license'],
    ['text-unrecognized', 'unrecognized-license'],
  ] as const)('%s is %s', (reason, rule) => {
    const report = reportOn({ status: 'unknown', reason, facts: [], basis: [] });
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
    expect(report.summary).toMatchObject({ unknown: 1, clear: 0 });
  });

  test('a conflict is told with all that was said', () => {
    const candidates = ['MIT', 'AGPL-3.0-only'];
    const report = reportOn({ status: 'conflicting', candidates, facts: [], basis: [] });
    expect(report.findings[0]).toMatchObject({
      rule: 'conflicting-license',
      license: 'MIT / AGPL-3.0-only',
    });
  });

  test('a conflict between licenses that are all clear asks nobody, and owes the duties of all', () => {
    const candidates = ['ISC', 'Apache-2.0'];
    const determination = { status: 'conflicting', candidates, facts: [], basis: [] } as const;
    const answers = {
      commercial: 'yes',
      hosted: 'yes',
      distributed: 'yes',
      proprietary: 'yes',
    } as const;
    const report = reportOn(determination, { usage: usage(answers) });
    expect(report.findings).toEqual([]);
    expect(report.components[0]).toMatchObject({
      verdict: 'clear',
      license: { status: 'conflicting' },
    });
    expect(new Set(report.duties.map(({ license }) => license))).toEqual(new Set(candidates));
  });

  test('the question that would settle a finding is asked, and by component', () => {
    const report = reportOn(concluded('Elastic-2.0'));
    const [finding] = report.findings;
    expect(finding?.verdict).toBe('needs-review');
    expect(finding?.questions).toEqual(['exposed']);
    expect(report.questions.map(({ id }) => id)).toEqual(['exposed@pkg:npm/sample']);
    expect(report.questions[0]?.settles).toEqual([finding?.fingerprint]);
  });

  test('an answer for the component settles it', () => {
    const answers = { exposed: 'no' } as const;
    const components = [{ match: 'pkg:npm/sample', answers, path: 'fineprint.yaml', line: 3 }];
    expect(verdict(concluded('Elastic-2.0'), { components })).toBe('clear');
  });

  test('a build tool reaches no customer, nor does what development needs', () => {
    const tool = made('sample', { role: 'build-tool' });
    const development = made('sample', { scope: 'development' });
    for (const component of [tool, development])
      expect(found(reportOn(concluded('Elastic-2.0'), { component }))).toEqual([]);
  });
});

test('the repository itself is not judged against its users', () => {
  const component = made('mine', { kind: 'project', relation: 'self', role: 'application' });
  expect(found(reportOn(concluded('GPL-3.0-only'), { component, ...EXPOSED }))).toEqual([]);
});

describe('fingerprints', () => {
  const identity = {
    rule: 'a',
    component: 'pkg:npm/a',
    licenses: ['MIT', 'ISC'],
    questions: ['hosted', 'exposed'],
  };
  test('depend on rule, component, licenses and questions, in any order', () => {
    const print = fingerprintOf(identity);
    expect(print).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf({ ...identity, licenses: ['ISC', 'MIT'] })).toBe(print);
    expect(fingerprintOf({ ...identity, questions: ['exposed', 'hosted'] })).toBe(print);
    for (const other of [
      { rule: 'b' },
      { component: 'pkg:npm/b' },
      { licenses: ['MIT'] },
      { questions: [] },
    ])
      expect(fingerprintOf({ ...identity, ...other })).not.toBe(print);
  });

  test('do not depend on version, line, wording or answers', () => {
    const prints = (report: Report) => report.findings.map(({ fingerprint }) => fingerprint);
    const old = prints(reportOn(concluded('Elastic-2.0'), EXPOSED));
    const component = made('sample', {
      version: { text: '9.9.9', precision: 'exact' },
      seenAt: [{ path: 'other/package.json', line: 99 }],
    });
    expect(old).not.toEqual([]);
    expect(prints(reportOn(concluded('Elastic-2.0'), { component, ...EXPOSED }))).toEqual(old);
    expect(prints(reportOn(concluded('Elastic-2.0')))).toEqual(old);
    const reworded = {
      ...KNOWLEDGE,
      rules: KNOWLEDGE.rules.map((rule) => ({ ...rule, message: 'x', title: 'y', remedy: 'z' })),
    };
    const determined = [{ component: made('sample'), determination: concluded('Elastic-2.0') }];
    const report = evaluate(determined, inventory(), {
      knowledge: reworded,
      config: config({ usage: SAAS, ...EXPOSED }),
    });
    expect(prints(report)).toEqual(old);
  });
});

describe('waivers', () => {
  const waiver = (more: Partial<Waiver>): Waiver => ({
    rule: 'hosted-service-forbidden',
    component: 'pkg:npm/sample',
    reason: 'a contract is under way',
    owner: 'legal@acme.example',
    until: '2026-12-31',
    path: 'fineprint.yaml',
    line: 7,
    ...more,
  });
  const judged = (...waivers: readonly Waiver[]) =>
    reportOn(concluded('Elastic-2.0'), { ...EXPOSED, waivers });
  const [plain] = judged().findings;

  test('keep a finding in the report, with reason, owner and date', () => {
    const report = judged(waiver({}));
    expect(report.findings).toMatchObject([
      { disposition: 'waived', waiver: { owner: 'legal@acme.example', until: '2026-12-31' } },
    ]);
    expect(report.summary).toMatchObject({ waived: 1, violations: 0, clear: 1 });
    expect(gate(report, { failOn: 'needs-review', strict: true })).toBe(0);
  });

  test('hold on their last day', () => {
    expect(judged(waiver({ until: '2026-11-22' })).summary.waived).toBe(1);
  });

  test('that have expired are reported and waive nothing', () => {
    const report = judged(waiver({ until: '2026-11-21' }));
    expect(report.summary).toMatchObject({ waived: 0, violations: 1 });
    expect(report.diagnostics).toMatchObject([
      { code: 'waiver-expired', path: 'fineprint.yaml', line: 7 },
    ]);
  });

  test.each([
    ['by fingerprint', { rule: undefined, component: undefined, fingerprint: plain?.fingerprint }],
    ['by pattern', { component: 'pkg:npm/*' }],
    ['of any component', { component: '*' }],
  ])(
    'fit %s',
    (_, { rule, component, fingerprint }: Partial<Record<keyof Waiver, string | undefined>>) => {
      const { rule: defaultRule, component: defaultComponent, ...rest } = waiver({});
      const given: Waiver = {
        ...rest,
        ...(fingerprint ? { fingerprint } : { rule: rule ?? defaultRule ?? '' }),
        ...(fingerprint ? {} : { component: component ?? defaultComponent ?? '' }),
      };
      expect(judged(given).summary.waived).toBe(1);
    },
  );

  test.each([
    ['another rule', { rule: 'non-commercial' }],
    ['another component', { component: 'pkg:npm/other' }],
    ['a fingerprint of nothing', { fingerprint: '0000000000000000' }],
  ])('for %s are unused, and reported', (_, more) => {
    const report = judged(waiver(more));
    expect(report.summary).toMatchObject({ waived: 0, violations: 1 });
    expect(report.diagnostics).toMatchObject([{ code: 'config-unused', line: 7 }]);
  });

  test('do not lift duties that hold, and a violation that is open has none', () => {
    expect(judged().duties).toEqual([]);
    expect(judged(waiver({})).duties.map(({ license }) => license)).not.toContain('MIT');
  });
});

test('answers and assertions that match nothing are reported', () => {
  const at = { path: 'fineprint.yaml', line: 4 };
  const report = reportOn(concluded('MIT'), {
    components: [{ match: 'pkg:npm/gone', answers: {}, ...at }],
    assertions: [{ match: 'pkg:npm/away', expression: 'MIT', reason: '', by: '', ...at }],
  });
  expect(report.diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual([
    'config-unused 4',
    'config-unused 4',
  ]);
});

test.each([
  ['*', 'CC-BY-NC-4.0', 'MIT', ['assertion-overrules']],
  ['pkg:npm/*', 'CC-BY-NC-4.0', 'MIT', ['assertion-overrules']],
  ['pkg:npm/sample', 'CC-BY-NC-4.0', 'MIT', []],
  ['*', 'MIT', 'MIT OR Apache-2.0', []],
  ['*', 'MIT OR CC-BY-NC-4.0', 'MIT', []],
  ['*', 'words nobody knows', 'MIT', []],
])('an assertion for %s, of a field that says %s: %s', (match, raw, expression, codes) => {
  const at = { path: 'fineprint.yaml', line: 4 };
  const where = { path: 'package.json' };
  const component = made('sample', {
    evidence: [{ kind: 'declared', in: 'license-field', raw, where }],
  });
  const report = reportOn(concluded(expression), {
    component,
    assertions: [{ match, expression, reason: 'seen', by: 'legal', ...at }],
  });
  expect(report.diagnostics.map(({ code }) => code)).toEqual(codes);
  expect(report.diagnostics.every(({ line }) => line === 4)).toBe(true);
});

describe('the gate', () => {
  const violation = reportOn(concluded('Elastic-2.0'), EXPOSED);
  const review = reportOn(concluded('Elastic-2.0'));
  const clear = reportOn(concluded('MIT'));
  const incomplete = (report: Report): Report => ({
    ...report,
    diagnostics: [{ code: 'malformed-file', level: 'error', message: '' }],
  });
  test.each([
    ['violation', violation, [1, 1, 0]],
    ['needs-review', review, [0, 1, 0]],
    ['clear', clear, [0, 0, 0]],
  ] as const)('on %s', (_, report, codes) => {
    const answers = (['violation', 'needs-review', 'never'] as const).map((failOn) =>
      gate(report, { failOn, strict: false }),
    );
    expect(answers).toEqual(codes);
  });
  test('tells an incomplete scan only under strict, and a failure before it', () => {
    expect(gate(incomplete(clear), { failOn: 'violation', strict: false })).toBe(0);
    expect(gate(incomplete(clear), { failOn: 'violation', strict: true })).toBe(3);
    expect(gate(incomplete(violation), { failOn: 'violation', strict: true })).toBe(1);
    const warned: Report = {
      ...clear,
      diagnostics: [{ code: 'malformed-entry', level: 'warning', message: '' }],
    };
    expect(gate(warned, { failOn: 'violation', strict: true })).toBe(0);
  });
});

test('a duty is listed for what is allowed, once per clause', () => {
  const shipped = saying({ distributed: 'yes' });
  const { duties } = reportOn(concluded('MIT'), shipped);
  expect(duties).toMatchObject([{ duty: 'ship-notices', license: 'MIT', purl: 'pkg:npm/sample' }]);
});

test('a version that can mean several licenses, all clear, owes the duties of each', () => {
  const shipped = saying({ hosted: 'no', distributed: 'yes', proprietary: 'no' });
  const both = spanning(
    { expression: 'BSD-3-Clause', versions: '<2' },
    { expression: 'SSPL-1.0', versions: '>=2' },
  );
  const report = reportOn(both, shipped);
  expect(report.findings).toEqual([]);
  expect(new Set(report.duties.map(({ license }) => license))).toEqual(
    new Set(['BSD-3-Clause', 'SSPL-1.0']),
  );
});

test('an alternative nobody bought is a question only where the open one is forbidden', () => {
  const closed = saying({ hosted: 'no', distributed: 'yes', proprietary: 'yes' });
  const commercial = 'LicenseRef-artifex-commercial';
  expect(verdict(concluded('AGPL-3.0-only'), closed)).toBe('violation');
  expect(verdict(concluded(`AGPL-3.0-only OR ${commercial}`), closed)).toBe('needs-review');
  expect(verdict(concluded(`MIT OR ${commercial}`), closed)).toBe('clear');
});

test('of alternatives that are equally clear the one with fewer duties is chosen', () => {
  const report = reportOn(concluded('GPL-3.0-only OR MIT'));
  expect(report.components[0]?.license.chosen).toBe('MIT');
});
