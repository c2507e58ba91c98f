import { questionsOf } from '../evaluate/condition.ts';
import {
  type DutyRule,
  type Knowledge,
  leavesOf,
  type ProfilePreset,
  type Question,
  type VocabularyTerm,
} from '../model/knowledge.ts';
import { field, wrap } from './explanation-fields.ts';

/** What a word of the vocabulary means that reports and licenses use; undefined for any other word. */
export function wordText(word: string, knowledge: Knowledge): string | undefined {
  const { duties, vocabulary, profiles } = knowledge;
  const duty = duties.find(({ id }) => id === word);
  const question = own(vocabulary.questions, word);
  const term = own(vocabulary.terms, word);
  const profile = own(profiles, word);
  const lines = [
    ...(duty ? [dutyLines(duty, knowledge)] : []),
    ...(question ? [questionLines(question, knowledge)] : []),
    ...(term ? [termLines(term, knowledge)] : []),
    ...(profile ? [profileLines(profile)] : []),
  ];
  return lines.length > 0 ? lines.map((one) => `${one.join('\n')}\n`).join('\n') : undefined;
}

/** The names of all these words. */
export function words({ duties, vocabulary, profiles }: Knowledge): string[] {
  return [
    ...duties.map(({ id }) => id),
    ...Object.keys(vocabulary.questions),
    ...Object.keys(vocabulary.terms),
    ...Object.keys(profiles),
  ];
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function dutyLines({ id, title, term, values, text }: DutyRule, { licenses }: Knowledge): string[] {
  const count = Object.values(licenses).filter(({ terms }) =>
    terms.some((one) => one.term === term && values.includes(one.value)),
  ).length;
  return [
    `${id}: ${title}`,
    '',
    ...field('is', 'a duty: something a license asks of those it allows'),
    ...field('says', text),
    ...field(
      'asked by',
      `${count} licenses, as ${values.map((one) => `${term}: ${one}`).join(', ')}`,
    ),
    ...field('stated in', `rules/duties/${id}.yaml`),
  ];
}

const KINDS: Readonly<Record<Question['kind'], string>> = {
  usage: 'a question about all you do; a profile answers it',
  component: 'a question about one component',
  scale: 'a number',
  region: 'a list of countries',
};

function questionLines(
  { id, kind, question, definition }: Question,
  knowledge: Knowledge,
): string[] {
  const asked = knowledge.rules.filter(({ when, asks }) => {
    return questionsOf(when).includes(id) || asks.includes(id) || saidIn(when, id);
  });
  return [
    ...wrap(`${id}: ${question}`, ''),
    '',
    ...field('is', KINDS[kind]),
    ...field('counts', definition),
    ...field('asked by', asked.map((rule) => rule.id).join(', ')),
    ...field('stated in', 'rules/vocabulary.yaml'),
  ];
}

/** True if a condition takes an answer into account that it does not ask for. */
function saidIn(when: Knowledge['rules'][number]['when'], question: string): boolean {
  return leavesOf(when).some((leaf) => leaf.op === 'said' && leaf.question === question);
}

function termLines({ id, definition, values }: VocabularyTerm, { licenses }: Knowledge): string[] {
  const stated = (value: string) =>
    Object.values(licenses).filter(({ terms }) =>
      terms.some((one) => one.term === id && one.value === value),
    ).length;
  return [
    ...wrap(`${id}: ${definition}`, ''),
    '',
    ...field('is', 'a term: one property of a license'),
    ...Object.entries(values).flatMap(([value, meaning]) =>
      field('value', `${value}: ${meaning} (${stated(value)} licenses)`),
    ),
    ...field('stated in', 'rules/vocabulary.yaml'),
  ];
}

function profileLines({ id, title, definition, answers }: ProfilePreset): string[] {
  const said = Object.entries(answers).map(([question, answer]) => `${question}: ${answer}`);
  return [
    `${id}: ${title}`,
    '',
    ...field('is', 'a profile: answers to begin with'),
    ...field('means', definition),
    ...field('answers', said.join(', ')),
    ...field('stated in', `rules/profiles/${id}.yaml`),
  ];
}
