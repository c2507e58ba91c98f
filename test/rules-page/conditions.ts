import type { FACTS, STATUSES } from '../../src/knowledge/condition.ts';
import type { Condition, Vocabulary } from '../../src/model/knowledge.ts';
import { linked, plain } from '../markdown.ts';

/** What a fact about how a license was concluded means; a new one must be told here. */
const FACT_WORDS: Readonly<Record<(typeof FACTS)[number], string>> = {
  'floating-across-licenses': 'its version is open and can mean versions under different licenses',
  'called-open-source': 'its card calls it open source',
  'card-restricts':
    'its card says more than its license: a limit, other terms, or a parent that is left out',
  relabeled: 'its card claims a license that its parent does not allow',
  'stricter-license-permitted': 'a manifest permits versions under a stricter license',
  'text-unread': 'its license text has none of the words of the license its field names',
  'modified-text': 'its license text is near a known license, with words changed or terms added',
  'clear-either-way':
    'its sources disagree, and under none of the licenses they name is anything forbidden or asked',
  'parent-unknown': 'it was made from a model whose license is not known',
  'inferred-from-name': 'its license is inferred from its name alone',
  guessed: 'its license was guessed from a name that can mean several',
  'terms-accepted-by-automation': 'a variable in the repository accepts its terms',
  'licensor-defunct': 'its licensor no longer exists',
};

const STATUS_WORDS: Readonly<Record<(typeof STATUSES)[number], string>> = {
  concluded: 'its license was concluded',
  conflicting: 'its sources disagree on the license',
  'nothing-declared': 'no license is stated for it anywhere',
  'not-installed': 'it is not installed here, so its license was not read',
  unparseable: 'what it says of its license names none that is known',
  'text-unrecognized': 'its license text is none that is known',
  'text-modified': 'its license text is a known one with words changed or terms added',
  'not-distributed': 'its license field points to a text that is not there',
};

/**
 * A condition in the words of the vocabulary, as a list under a sentence.
 * @param intro what the sentence begins with: `It fires where`
 */
export function conditionText(
  intro: string,
  condition: Condition,
  vocabulary: Vocabulary,
): readonly string[] {
  const list = listOf(condition);
  return list
    ? [`${intro} ${list.title}`, '', ...bullets(list, vocabulary, '')]
    : [`${intro} this holds:`, '', `- ${leafWords(condition, vocabulary)}`];
}

interface List {
  readonly title: string;
  readonly of: readonly Condition[];
}

/** The parts of a condition that has any, under the words that join them. */
function listOf(condition: Condition): List | undefined {
  if (condition.op === 'all') return { title: 'all of these hold:', of: condition.of };
  if (condition.op === 'any') return { title: 'at least one of these holds:', of: condition.of };
  if (condition.op !== 'not') return undefined;
  const { of } = condition;
  if (of.op === 'all') return { title: 'not all of these hold:', of: of.of };
  return of.op === 'any' ? { title: 'none of these holds:', of: of.of } : undefined;
}

function bullets({ of }: List, vocabulary: Vocabulary, indent: string): string[] {
  return of.flatMap((part) => {
    const list = listOf(part);
    return list
      ? [`${indent}- ${list.title}`, ...bullets(list, vocabulary, `${indent}  `)]
      : [`${indent}- ${leafWords(part, vocabulary)}`];
  });
}

function leafWords(condition: Condition, vocabulary: Vocabulary): string {
  switch (condition.op) {
    case 'all':
    case 'any':
      throw new Error('a condition with parts is a list');
    case 'not':
      return negated(condition.of, vocabulary);
    case 'term':
      return `the license states ${termWords(condition.term, condition.values)}`;
    case 'usage':
      return `yes to ${questionWords(condition.question, vocabulary)}`;
    case 'said':
      return `yes was stated to ${questionWords(condition.question, vocabulary)}`;
    case 'threshold':
      return `you are over a ${linked('term', 'threshold')} of the license on ${or(
        condition.metrics.map((metric) => linked('question', metric)),
      )}, and above it stands ${or(condition.gives.map(code))}`;
    case 'scale':
      return `${linked('question', condition.metric)} is above ${grouped(condition.above)}`;
    case 'region':
      return `the license leaves out a ${linked('term', 'region')} of the world where you have ${
        condition.of === 'established' ? 'your company' : 'users'
      } (${linked('question', condition.of)})`;
    case 'beyond-grant':
      return 'the [Additional Use Grant](#grants) does not cover what you do';
    case 'not-open':
      return 'the license [limits use, study, change or sharing](#openness)';
    case 'ecosystem':
      return `it comes from the registry ${or(condition.values.map(code))}`;
    case 'role':
      return `its part in the product is ${or(condition.values.map(code))}`;
    case 'kind':
      return `it is of the kind ${or(condition.values.map(code))}`;
    case 'family':
      return `the license is of the family ${or(
        condition.values.map((id) => linked('family', id, vocabulary.families[id]?.title)),
      )}`;
    case 'grade':
      return `what we know of the license is ${or(condition.values.map(plain))}`;
    case 'license':
      return `the license is ${or(condition.values.map(plain))}`;
    case 'fact':
      return or(condition.values.map((value) => wordsOf(value, FACT_WORDS)));
    case 'status':
      return or(condition.values.map((value) => wordsOf(value, STATUS_WORDS)));
  }
}

function negated(condition: Condition, vocabulary: Vocabulary): string {
  switch (condition.op) {
    case 'usage':
      return `no to ${questionWords(condition.question, vocabulary)}`;
    case 'said':
      return `unless yes was stated to ${questionWords(condition.question, vocabulary)}`;
    case 'term':
      return `the license does not state ${termWords(condition.term, condition.values)}`;
    default:
      return `it is not so that ${leafWords(condition, vocabulary)}`;
  }
}

function termWords(term: string, values: readonly string[]): string {
  return `${linked('term', term)}: ${or(values.map(code))}`;
}

function questionWords(id: string, { questions }: Vocabulary): string {
  return `“${plain(questions[id]?.question ?? '')}” (${linked('question', id)})`;
}

function wordsOf(value: string, words: Readonly<Record<string, string>>): string {
  const found = Object.hasOwn(words, value) ? words[value] : undefined;
  if (found === undefined)
    throw new Error(`"${value}" has no words in test/rules-page/conditions.ts`);
  return found;
}

export function code(text: string): string {
  return `\`${text}\``;
}

function or(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`;
}

/** Digits in groups of three, the same in every locale. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
