import type { ResolutionFact } from '../model/determination.ts';
import type { DutyRule, ProfilePreset, Rule, Vocabulary } from '../model/knowledge.ts';
import type { Answer, ScaleValue } from '../model/usage.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { textOf, type YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { FACTS, KINDS, ROLES, readCondition, STATUSES } from './condition.ts';
import { readAnswers, readScale } from './read-usage.ts';

/** A case inside a rule file: a license or state, how we use it, and what the rule must say. */
export interface RuleTest {
  readonly rule: string;
  readonly name: string;
  readonly license?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly facts: readonly ResolutionFact[];
  readonly kind: (typeof KINDS)[number];
  readonly role?: (typeof ROLES)[number];
  readonly grant?: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly scale: Readonly<Record<string, ScaleValue>>;
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly expect: 'violation' | 'needs-review' | 'none';
  readonly path: string;
  readonly line: number;
}

const RULE_KEYS = {
  required: [
    'id',
    'title',
    'severity',
    'verdict',
    'about',
    'message',
    'remedy',
    'rationale',
    'when',
    'tests',
  ],
  optional: ['references', 'fallback', 'asks'],
} as const;

/** Reads one `rules/risks/<id>.yaml` and the tests inside it. */
export function readRule(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): { rule: Rule; tests: readonly RuleTest[] } {
  const found = reader.shape(node, 'a rule', RULE_KEYS);
  const id = reader.text(found.id, 'id');
  const questions = Object.values(vocabulary.questions)
    .filter(({ kind }) => kind === 'usage' || kind === 'component')
    .map((question) => question.id);
  const rule: Rule = {
    id,
    title: reader.text(found.title, 'title'),
    severity:
      reader.oneOf(found.severity, ['critical', 'high', 'medium', 'low'], 'severity') ?? 'medium',
    verdict:
      reader.oneOf(found.verdict, ['violation', 'needs-review'], 'verdict') ?? 'needs-review',
    fallback: textOf(found.fallback) === 'true',
    about: reader.oneOf(found.about, ['license', 'component'], 'subject') ?? 'component',
    message: readSentence(found.message, 'message', reader),
    remedy: readSentence(found.remedy, 'remedy', reader),
    rationale: reader.text(found.rationale, 'rationale'),
    references: reader.texts(found.references, 'references'),
    when: readCondition(found.when, reader, vocabulary),
    asks: reader
      .list(found.asks, 'asks')
      .flatMap((one) => reader.oneOf(one, questions, 'usage question') ?? []),
    path: reader.path,
  };
  const tests = reader
    .list(found.tests, 'tests')
    .map((test) => readTest(test, id, reader, vocabulary));
  return { rule, tests };
}

const PLACEHOLDERS = ['name', 'license'];

/** A sentence in which `{name}` and `{license}` stand for the component and its license. */
function readSentence(node: YamlNode | undefined, what: string, reader: YamlReader): string {
  const text = reader.text(node, what);
  for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (!PLACEHOLDERS.includes(name))
      reader.issue(node, `unknown placeholder {${name}}${didYouMean(name, PLACEHOLDERS)}`);
  }
  return text;
}

const TEST_KEYS = {
  required: ['name', 'expect'],
  optional: ['license', 'status', 'facts', 'kind', 'role', 'grant', 'answers', 'scale', 'regions'],
} as const;

function readTest(
  node: YamlNode,
  rule: string,
  reader: YamlReader,
  vocabulary: Vocabulary,
): RuleTest {
  const found = reader.shape(node, 'a test', TEST_KEYS);
  const status = found.status && reader.oneOf(found.status, STATUSES, 'status');
  if (!found.license && !found.status) reader.issue(node, 'a test needs a license or a status');
  return {
    rule,
    name: reader.text(found.name, 'name'),
    ...(found.license ? { license: reader.text(found.license, 'license') } : {}),
    ...(status ? { status } : {}),
    facts: reader
      .list(found.facts, 'facts')
      .flatMap((fact) => reader.oneOf(fact, FACTS, 'fact') ?? []),
    kind: found.kind ? (reader.oneOf(found.kind, KINDS, 'kind') ?? 'package') : 'package',
    ...(found.role ? { role: reader.oneOf(found.role, ROLES, 'role') ?? 'library' } : {}),
    ...(found.grant
      ? { grant: reader.oneOf(found.grant, Object.keys(vocabulary.grants), 'grant') ?? '' }
      : {}),
    answers: readAnswers(found.answers, reader, vocabulary),
    scale: readScale(found.scale, reader, vocabulary),
    regions: Object.fromEntries(
      reader
        .record(found.regions, 'regions')
        .map(([key, value]) => [key, reader.texts(value, key)]),
    ),
    expect:
      reader.oneOf(found.expect, ['violation', 'needs-review', 'none'], 'expectation') ?? 'none',
    path: reader.path,
    line: node.line,
  };
}

/** Reads one `rules/duties/<id>.yaml`. */
export function readDuty(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): DutyRule {
  const found = reader.shape(node, 'a duty', { required: ['id', 'title', 'term', 'when', 'text'] });
  const [entry] = reader.record(found.term, 'term');
  const [term, values] = entry ?? ['', undefined];
  const known = vocabulary.terms[term];
  if (!known)
    reader.issue(
      found.term,
      `unknown term "${term}"${didYouMean(term, Object.keys(vocabulary.terms))}`,
    );
  return {
    id: reader.text(found.id, 'id'),
    title: reader.text(found.title, 'title'),
    term,
    values: reader
      .list(values, term)
      .map(
        (value) => reader.oneOf(value, Object.keys(known?.values ?? {}), `value of ${term}`) ?? '',
      ),
    when: readCondition(found.when, reader, vocabulary),
    text: reader.text(found.text, 'text'),
  };
}

/** Reads one `rules/profiles/<id>.yaml`. */
export function readProfile(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): ProfilePreset {
  const found = reader.shape(node, 'a profile', {
    required: ['id', 'title', 'definition', 'answers'],
    optional: ['scale'],
  });
  return {
    id: reader.text(found.id, 'id'),
    title: reader.text(found.title, 'title'),
    definition: reader.text(found.definition, 'definition'),
    answers: readAnswers(found.answers, reader, vocabulary),
    scale: readScale(found.scale, reader, vocabulary),
  };
}
