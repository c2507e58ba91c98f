import { evaluate } from '../evaluate/evaluate.ts';
import { inventoryOf } from '../extract/asked.ts';
import { component } from '../extract/component.ts';
import type { RuleTest } from '../knowledge/read-rule.ts';
import type { ComponentKind } from '../model/component.ts';
import type { Config } from '../model/config.ts';
import type { Determination, ResolutionFact } from '../model/determination.ts';
import type { Knowledge, Rule } from '../model/knowledge.ts';
import { resolver } from '../resolve/resolve.ts';

/** What the purl of a sample of each kind begins with. */
const PURL_TYPE: Readonly<Record<ComponentKind, string>> = {
  package: 'npm',
  image: 'docker',
  model: 'huggingface',
  dataset: 'huggingface',
  vendored: 'generic',
  product: 'generic',
  project: 'generic',
};

/** A purl for a component that stands for any of its kind. */
export function samplePurl(kind: ComponentKind): string {
  return `pkg:${PURL_TYPE[kind]}/sample`;
}

/** The day cases are judged on; no case depends on today. */
const AS_OF = '2026-11-22';

/**
 * What the rule of a case says of the component the case describes: its verdict, or `none`.
 * @param knowledge all rules, the one tested among them
 */
export function outcomeOf(one: RuleTest, knowledge: Knowledge): RuleTest['expect'] {
  const { kind, role, answers, scale, regions } = one;
  const purl = samplePurl(kind);
  const subject = component({ purl, kind, name: 'sample', seenAt: [], ...(role ? { role } : {}) });
  const usage = { name: 'test', answers, scale, regions };
  const report = evaluate(
    [{ component: subject, determination: determinationOf(one, knowledge) }],
    inventoryOf([]),
    {
      knowledge: { ...knowledge, rules: rulesFor(one.rule, knowledge) },
      config: { ...PLAIN, usage },
    },
  );
  return report.findings.find(({ rule }) => rule === one.rule)?.verdict ?? 'none';
}

const PLAIN: Omit<Config, 'usage'> = {
  asOf: AS_OF,
  toolVersion: '0.0.0',
  answered: [],
  components: [],
  assertions: [],
  waivers: [],
  includeDevelopment: true,
};

/** The rule alone; for one about the component, with the rules about licenses that it depends on. */
function rulesFor(id: string, { rules }: Knowledge): readonly Rule[] {
  const rule = rules.find((one) => one.id === id);
  return rules.filter(
    (one) => one === rule || (rule?.about === 'component' && one.about === 'license'),
  );
}

function determinationOf(
  { license, status, facts, grant }: RuleTest,
  knowledge: Knowledge,
): Determination {
  if (status === 'conflicting')
    return { status, candidates: ['MIT', 'GPL-3.0-only'], facts, basis: [] };
  if (status !== undefined && status !== 'concluded')
    return { status: 'unknown', reason: status, raw: 'some words', facts, basis: [] };
  const expression = license ?? 'MIT';
  const parameters = grant === undefined ? {} : { parameters: { grant } };
  return {
    status: 'concluded',
    expression,
    possible: [{ expression, versions: '*', ...parameters }],
    others: [],
    confidence: 'high',
    grade: 'text',
    facts: [...facts, ...factsOf(expression, knowledge)],
    basis: [],
  };
}

/** What the license brings along by itself, such as a licensor that is no more. */
function factsOf(expression: string, knowledge: Knowledge): readonly ResolutionFact[] {
  const assertion = { match: '*', expression, reason: '', by: '', path: '', line: 1 };
  const resolve = resolver({ knowledge, assertions: [assertion], signals: [], asOf: '' });
  const purl = samplePurl('package');
  const subject = component({ purl, kind: 'package', name: 'sample', seenAt: [] });
  return resolve(subject).determination.facts;
}
