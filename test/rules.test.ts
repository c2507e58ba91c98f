import { describe, expect, test } from 'vitest';
import { evaluate } from '../src/evaluate/evaluate.ts';
import type { RuleTest } from '../src/knowledge/read-rule.ts';
import type { ComponentKind } from '../src/model/component.ts';
import type { Determination, ResolutionFact, UnknownReason } from '../src/model/determination.ts';
import type { Rule } from '../src/model/knowledge.ts';
import { resolver } from '../src/resolve/resolve.ts';
import { COMPILED, KNOWLEDGE } from './knowledge.ts';
import { concluded, config, inventory, made, usage } from './make.ts';

// Records rather than lists, so that a new member cannot be forgotten.
const REASONS: Readonly<Record<UnknownReason, true>> = {
  'nothing-declared': true,
  'not-installed': true,
  unparseable: true,
  'text-unrecognized': true,
  'text-modified': true,
  'not-distributed': true,
};

function isReason(text: string | undefined): text is UnknownReason {
  return text !== undefined && Object.hasOwn(REASONS, text);
}

const FACTS: readonly ResolutionFact[] = [
  'floating-across-licenses',
  'relabeled',
  'text-unread',
  'modified-text',
  'parent-unknown',
  'inferred-from-name',
  'guessed',
  'terms-accepted-by-automation',
  'licensor-defunct',
];

function determinationOf({ license, status, facts: named, grant }: RuleTest): Determination {
  const facts = FACTS.filter((fact) => named.includes(fact));
  if (status === 'conflicting') {
    return { status, candidates: ['MIT', 'GPL-3.0-only'], facts, basis: [] };
  }
  if (isReason(status))
    return { status: 'unknown', reason: status, raw: 'some words', facts, basis: [] };
  const expression = license ?? 'MIT';
  const parameters = grant === undefined ? {} : { parameters: { grant } };
  return concluded(expression, {
    possible: [{ expression, versions: '*', ...parameters }],
    facts: [...facts, ...factsOf(expression)],
  });
}

/** What the license brings along by itself, such as a licensor that is no more. */
function factsOf(expression: string): readonly ResolutionFact[] {
  const assertion = { match: '*', expression, reason: '', by: '', path: '', line: 1 };
  const resolve = resolver({
    knowledge: KNOWLEDGE,
    assertions: [assertion],
    signals: [],
    asOf: '',
  });
  return resolve(made('sample')).determination.facts;
}

const PURL_TYPE: Readonly<Record<ComponentKind, string>> = {
  package: 'npm',
  image: 'docker',
  model: 'huggingface',
  dataset: 'huggingface',
  vendored: 'generic',
  product: 'generic',
  project: 'generic',
};

/** The verdict of the one rule a case is about, for a component as the case describes it. */
function outcomeOf(one: RuleTest): string {
  const { kind, role, answers, scale, regions } = one;
  const component = made('sample', {
    kind,
    purl: `pkg:${PURL_TYPE[kind]}/sample`,
    ...(role ? { role } : {}),
  });
  const report = evaluate([{ component, determination: determinationOf(one) }], inventory(), {
    knowledge: { ...KNOWLEDGE, rules: rulesFor(one.rule) },
    config: config({ usage: usage(answers, { scale, regions }) }),
  });
  return report.findings.find(({ rule }) => rule === one.rule)?.verdict ?? 'none';
}

/** The rule alone; for one about the component, with the rules about licenses that it depends on. */
function rulesFor(id: string): readonly Rule[] {
  const rule = KNOWLEDGE.rules.find((one) => one.id === id);
  return KNOWLEDGE.rules.filter(
    (one) => one === rule || (rule?.about === 'component' && one.about === 'license'),
  );
}

for (const rule of KNOWLEDGE.rules) {
  describe(rule.id, () => {
    const cases = COMPILED.tests.filter((one) => one.rule === rule.id);
    test.each(cases)('$name', (one) => {
      expect(outcomeOf(one), `${one.path}:${one.line}`).toBe(one.expect);
    });
  });
}
