import type { DutyRule, Rule } from '../../src/model/knowledge.ts';
import { compareText } from '../../src/syntax/compare.ts';
import { COMPILED, KNOWLEDGE } from '../knowledge.ts';
import { anchored, linked, plain } from '../markdown.ts';
import { code, conditionText } from './conditions.ts';

const { vocabulary, rules, duties } = KNOWLEDGE;

export function rulesSection(): string {
  return [
    '## Rules',
    '',
    'A condition comes out yes, no or unknown. A list of which all must hold is as sure as its weakest',
    'part, one of which one must hold is as sure as its strongest. Yes gives the verdict that the rule',
    'names, unknown gives `needs-review` with the questions that would settle it, and no gives nothing.',
    'What stands after `unless` is not asked: silence counts as no.',
    '`{name}` is the component, `{license}` its license.',
    ...[...rules].sort((a, b) => compareText(a.id, b.id)).flatMap((rule) => ['', ruleText(rule)]),
  ].join('\n');
}

function ruleText(rule: Rule): string {
  const { id, title, severity, verdict, about, fallback, message, rationale, remedy, asks } = rule;
  const spoken = fallback ? ', where no other rule has spoken of it' : '';
  return [
    `### ${anchored('rule', id)}`,
    '',
    `**${plain(title)}.** Severity ${severity}, at worst \`${verdict}\`; about the ${about}${spoken}.`,
    `In [risks/${id}.yaml](risks/${id}.yaml) with ${casesOf(id)}.`,
    '',
    ...conditionText('It fires where', rule.when, vocabulary),
    '',
    'What it tells:',
    '',
    `- Says: ${plain(message)}`,
    `- Why: ${plain(rationale)}`,
    `- Do: ${plain(remedy)}`,
    ...(asks.length > 0
      ? [`- Asks: ${asks.map((one) => linked('question', one)).join(', ')}`]
      : []),
    ...rule.references.map((reference) => `- See: ${plain(reference)}`),
  ].join('\n');
}

function casesOf(id: string): string {
  const cases = COMPILED.tests.filter(({ rule }) => rule === id);
  const kinds = (['violation', 'needs-review', 'none'] as const).flatMap((outcome) => {
    const count = cases.filter(({ expect }) => expect === outcome).length;
    return count === 0 ? [] : `${count} \`${outcome}\``;
  });
  return `${cases.length} cases: ${kinds.join(', ')}`;
}

export function dutiesSection(): string {
  return [
    '## Duties',
    '',
    'A duty is listed unless its condition comes out no: one too many costs a minute, one too few a',
    'license. `{text}` is the words the license prescribes, `{of}` the address of its policy.',
    ...[...duties].sort((a, b) => compareText(a.id, b.id)).flatMap((duty) => ['', dutyText(duty)]),
  ].join('\n');
}

function dutyText({ id, title, term, values, when, text }: DutyRule): string {
  return [
    `### ${anchored('duty', id)}`,
    '',
    `**${plain(title)}.** Of ${linked('term', term)}: ${values.map(code).join(', ')}; in`,
    `[duties/${id}.yaml](duties/${id}.yaml).`,
    '',
    ...conditionText('It is owed where', when, vocabulary),
    '',
    `It says: ${plain(text)}`,
  ].join('\n');
}
