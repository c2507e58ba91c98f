import { KNOWLEDGE } from '../knowledge.ts';
import { anchored, linked, plain, table } from '../markdown.ts';
import { code, conditionText, grouped } from './conditions.ts';
import { askedBy, statedBy, usedBy } from './uses.ts';

const { vocabulary } = KNOWLEDGE;

const QUESTION_KINDS = {
  usage: 'all you do',
  component: 'one component',
  scale: 'a number',
  region: 'countries',
} as const;

export function questionsSection(): string {
  return [
    '## Questions',
    '',
    'A [profile](profiles) answers most of those about all you do. The rest is answered in',
    '`fineprint.yaml` with yes, no or unknown, a number, or countries. What nobody answered is unknown.',
    '',
    table(
      ['Question', 'About', 'As it is asked', 'What counts', 'Asked by'],
      Object.values(vocabulary.questions).map(({ id, kind, question, definition }) => [
        anchored('question', id),
        QUESTION_KINDS[kind],
        plain(question),
        plain(definition),
        askedBy(id).join(', '),
      ]),
    ),
  ].join('\n');
}

export function termsSection(): string {
  return [
    '## Terms',
    '',
    'Licenses are told by what they limit and ask for. Where a license was read and a term is not stated,',
    'nothing in it was found to say so.',
    ...Object.values(vocabulary.terms).flatMap(({ id, kind, definition, values }) => [
      '',
      `### ${anchored('term', id)}`,
      '',
      `A ${kind}. ${plain(definition)}`,
      '',
      table(
        ['Value', 'Meaning', 'Licenses', 'Used by'],
        Object.entries(values).map(([value, meaning]) => [
          code(value),
          plain(meaning),
          grouped(statedBy(id, value)),
          usedBy(id, value).join(', ') || 'telling what a version has become',
        ]),
      ),
    ]),
  ].join('\n');
}

export function grantsSection(): string {
  return [
    '## Grants',
    '',
    'The shapes that Additional Use Grants take, and when a use is beyond one. A grant of another',
    'shape is shown as it is written, for a person to read.',
    ...Object.values(vocabulary.grants).flatMap(({ id, summary, forbids }) => [
      '',
      `### ${anchored('grant', id)}`,
      '',
      `Allowed is ${plain(summary)}.`,
      '',
      ...conditionText('A use is beyond it where', forbids, vocabulary),
    ]),
  ].join('\n');
}

/** The licenses that can be those of an open part: what none of them may state. */
export function opennessSection(): string {
  const { families, limits, depends } = vocabulary.openness;
  const list = (table: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(table).map(
      ([term, values]) => `- ${linked('term', term)}: ${values.map(code).join(', ')}`,
    );
  return [
    '## Openness',
    '',
    'An open part of an AI system may be used, studied, changed and shared for any purpose, and nobody',
    'is asked first: so the Open Source AI Definition 1.0 has it (opensource.org/ai). A license with one of',
    'these terms, read in its text, cannot be that of an open part:',
    '',
    ...list(limits),
    '',
    'With one of these a person must read the condition, so it is not known:',
    '',
    ...list(depends),
    '',
    'A license without any of them can be one if it was read in its text and is of one of these families:',
    `${families.map((id) => linked('family', id, vocabulary.families[id]?.title)).join(', ')}. What is`,
    'known of all others is too little for a yes.',
  ].join('\n');
}
