import type { ResolutionFact, UnknownReason } from '../model/determination.ts';
import type { Condition, Vocabulary } from '../model/knowledge.ts';
import { didYouMean } from '../syntax/nearest.ts';
import type { YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { GRADES } from './read-license.ts';

/** The words a condition may use; the vocabulary's terms and questions come on top. */
const OPERATIONS = [
  'all',
  'any',
  'not',
  'term',
  'usage',
  'said',
  'threshold',
  'scale',
  'region',
  'beyond-grant',
  'not-open',
  'ecosystem',
  'role',
  'kind',
  'family',
  'grade',
  'license',
  'fact',
  'status',
] as const;

export const ROLES = [
  'application',
  'library',
  'service',
  'base-image',
  'build-tool',
  'model-weights',
  'dataset',
] as const;
const ECOSYSTEMS = ['npm', 'pypi', 'docker', 'huggingface', 'github', 'generic'] as const;
export const KINDS = [
  'package',
  'image',
  'model',
  'dataset',
  'vendored',
  'product',
  'project',
] as const;
export const FACTS = [
  'floating-across-licenses',
  'stricter-license-permitted',
  'called-open-source',
  'card-restricts',
  'relabeled',
  'text-unread',
  'modified-text',
  'clear-either-way',
  'parent-unknown',
  'inferred-from-name',
  'guessed',
  'terms-accepted-by-automation',
  'licensor-defunct',
] as const satisfies readonly ResolutionFact[];
export const STATUSES = [
  'concluded',
  'conflicting',
  'nothing-declared',
  'not-installed',
  'unparseable',
  'text-unrecognized',
  'text-modified',
  'not-distributed',
] as const satisfies readonly ('concluded' | 'conflicting' | UnknownReason)[];

type Words = Pick<Vocabulary, 'terms' | 'questions' | 'families'>;

const NEVER: Condition = { op: 'any', of: [] };

/**
 * Reads a condition as rules write it: one key per map, `{all: [{term: {hosting: [forbidden]}},
 * {usage: hosted}]}`. Unknown words are issues with the nearest valid one.
 */
export function readCondition(
  node: YamlNode | undefined,
  reader: YamlReader,
  words: Words,
): Condition {
  if (node?.kind !== 'map' || node.entries.size !== 1) {
    reader.issue(node, 'a condition is a map with one key, such as {usage: hosted}');
    return NEVER;
  }
  const [[op, { value, keyLine }] = ['', { value: node, keyLine: node.line }]] = node.entries;
  switch (op) {
    case 'all':
    case 'any': {
      const of = reader.list(value, op).map((item) => readCondition(item, reader, words));
      if (of.length === 0) reader.issue(keyLine, `"${op}" needs at least one condition`);
      return { op, of };
    }
    case 'not':
      return { op, of: readCondition(value, reader, words) };
    case 'term':
      return readTerm(value, reader, words);
    case 'usage':
    case 'said':
      return { op, question: question(value, reader, words, ['usage', 'component']) };
    case 'threshold': {
      const { metrics, gives } = reader.shape(value, 'threshold', {
        required: ['metrics', 'gives'],
      });
      const values = Object.keys(words.terms['threshold']?.values ?? {});
      return {
        op,
        metrics: reader
          .list(metrics, 'metrics')
          .map((item) => question(item, reader, words, ['scale'])),
        gives: reader
          .list(gives, 'gives')
          .map((item) => reader.oneOf(item, values, 'consequence') ?? ''),
      };
    }
    case 'scale': {
      const { metric, above } = reader.shape(value, 'scale', { required: ['metric', 'above'] });
      return {
        op,
        metric: question(metric, reader, words, ['scale']),
        above: reader.number(above, 'above'),
      };
    }
    case 'region':
      return {
        op,
        of: reader.oneOf(value, ['established', 'served'], 'region question') ?? 'served',
      };
    case 'beyond-grant':
    case 'not-open':
      return { op };
    case 'ecosystem':
      return { op, values: names(value, reader, ECOSYSTEMS, op) };
    case 'role':
      return { op, values: names(value, reader, ROLES, op) };
    case 'kind':
      return { op, values: names(value, reader, KINDS, op) };
    case 'family':
      return { op, values: names(value, reader, Object.keys(words.families), op) };
    case 'grade':
      return { op, values: names(value, reader, GRADES, op) };
    case 'fact':
      return { op, values: names(value, reader, FACTS, op) };
    case 'status':
      return { op, values: names(value, reader, STATUSES, op) };
    case 'license':
      return { op, values: reader.texts(value, op) };
    default:
      reader.issue(keyLine, `unknown condition "${op}"${didYouMean(op, OPERATIONS)}`);
      return NEVER;
  }
}

function names(
  node: YamlNode,
  reader: YamlReader,
  known: readonly string[],
  what: string,
): string[] {
  const items = node.kind === 'list' ? node.items : [node];
  return items.map((item) => reader.oneOf(item, known, what) ?? '');
}

function readTerm(node: YamlNode, reader: YamlReader, words: Words): Condition {
  const [first, ...more] = reader.record(node, 'term');
  if (!first || more.length > 0) {
    reader.issue(
      node,
      'a term condition names one term and its values, such as {hosting: [forbidden]}',
    );
    return NEVER;
  }
  const [term, values, line] = first;
  const known = words.terms[term];
  if (!known) {
    reader.issue(line, `unknown term "${term}"${didYouMean(term, Object.keys(words.terms))}`);
    return NEVER;
  }
  return {
    op: 'term',
    term,
    values: names(values, reader, Object.keys(known.values), `value of ${term}`),
  };
}

function question(
  node: YamlNode | undefined,
  reader: YamlReader,
  words: Words,
  kinds: readonly string[],
): string {
  const known = Object.values(words.questions)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => id);
  return reader.oneOf(node, known, 'usage question') ?? '';
}
