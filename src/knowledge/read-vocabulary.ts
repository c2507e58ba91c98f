import type {
  Family,
  Grant,
  OpennessTerms,
  Question,
  Vocabulary,
  VocabularyTerm,
} from '../model/knowledge.ts';
import { didYouMean } from '../syntax/nearest.ts';
import type { YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { readCondition } from './condition.ts';

/**
 * Reads `rules/vocabulary.yaml`: terms, questions, families, the shapes of use grants, and what keeps
 * a license from being open.
 */
export function readVocabulary(node: YamlNode | undefined, reader: YamlReader): Vocabulary {
  const top = reader.shape(node, 'the vocabulary', {
    required: ['terms', 'questions', 'families', 'grants', 'openness'],
  });
  const terms: Record<string, VocabularyTerm> = Object.create(null);
  for (const [id, value] of reader.record(top.terms, 'terms'))
    terms[id] = readTermEntry(id, value, reader);
  const questions: Record<string, Question> = Object.create(null);
  for (const [id, value] of reader.record(top.questions, 'questions')) {
    questions[id] = readQuestion(id, value, reader);
  }
  const families: Record<string, Family> = Object.create(null);
  for (const [id, value] of reader.record(top.families, 'families')) {
    const { title, definition } = reader.shape(value, `family ${id}`, {
      required: ['title', 'definition'],
    });
    families[id] = {
      id,
      title: reader.text(title, 'title'),
      definition: reader.text(definition, 'definition'),
    };
  }
  const grants: Record<string, Grant> = Object.create(null);
  for (const [id, value] of reader.record(top.grants, 'grants')) {
    const { summary, forbids } = reader.shape(value, `grant ${id}`, {
      required: ['summary', 'forbids'],
    });
    grants[id] = {
      id,
      summary: reader.text(summary, 'summary'),
      forbids: readCondition(forbids, reader, { terms, questions, families }),
    };
  }
  const openness = readOpenness(top.openness, reader, { terms, families });
  return { terms, questions, families, grants, openness };
}

function readOpenness(
  node: YamlNode | undefined,
  reader: YamlReader,
  words: Pick<Vocabulary, 'terms' | 'families'>,
): OpennessTerms {
  const { families, limits, depends } = reader.shape(node, 'openness', {
    required: ['families', 'limits', 'depends'],
  });
  const values = (part: YamlNode | undefined, what: string) =>
    Object.fromEntries(
      reader.record(part, what).map(([term, list, line]) => {
        const known = words.terms[term];
        if (!known)
          reader.issue(line, `unknown term "${term}"${didYouMean(term, Object.keys(words.terms))}`);
        const names = Object.keys(known?.values ?? {});
        const of = reader
          .list(list, term)
          .map((value) => reader.oneOf(value, names, `value of ${term}`) ?? '');
        return [term, of];
      }),
    );
  return {
    families: reader
      .list(families, 'families')
      .map((family) => reader.oneOf(family, Object.keys(words.families), 'family') ?? ''),
    limits: values(limits, 'limits'),
    depends: values(depends, 'depends'),
  };
}

function readTermEntry(id: string, node: YamlNode, reader: YamlReader): VocabularyTerm {
  const { kind, definition, values } = reader.shape(node, `term ${id}`, {
    required: ['kind', 'definition', 'values'],
  });
  return {
    id,
    kind: reader.oneOf(kind, ['grant', 'limit', 'duty', 'fact'], 'kind of term') ?? 'limit',
    definition: reader.text(definition, 'definition'),
    values: Object.fromEntries(
      reader.record(values, 'values').map(([value, text]) => [value, reader.text(text, value)]),
    ),
  };
}

function readQuestion(id: string, node: YamlNode, reader: YamlReader): Question {
  const { kind, question, definition } = reader.shape(node, `question ${id}`, {
    required: ['kind', 'question', 'definition'],
  });
  return {
    id,
    kind:
      reader.oneOf(kind, ['usage', 'component', 'scale', 'region'], 'kind of question') ?? 'usage',
    question: reader.text(question, 'question'),
    definition: reader.text(definition, 'definition'),
  };
}
