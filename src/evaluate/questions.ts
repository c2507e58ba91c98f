import type { Vocabulary } from '../model/knowledge.ts';
import type { Finding, OpenQuestion } from '../model/report.ts';
import { withoutVersion } from '../purl/purl.ts';
import { compareText } from '../syntax/compare.ts';

/**
 * The questions that stand between us and an answer, those that settle most findings first; of equals
 * in the order of the vocabulary, where a question stands before those that its answer can spare.
 *
 * A question is worth asking where it is one of those a finding waits for. Questions about a
 * component carry its purl: `exposed@pkg:docker/redis`; numbers are `scale.mau`, regions
 * `regions.established`.
 */
export function openQuestions(
  findings: readonly Finding[],
  vocabulary: Vocabulary,
): OpenQuestion[] {
  const settles = new Map<string, Set<string>>();
  for (const { questions, fingerprint, purl, disposition } of findings) {
    if (disposition !== 'open') continue;
    for (const question of questions) {
      const id = idOf(question, purl, vocabulary);
      const known = settles.get(id);
      if (known) known.add(fingerprint);
      else settles.set(id, new Set([fingerprint]));
    }
  }
  const order = Object.keys(vocabulary.questions);
  return [...settles]
    .map(([id, fingerprints]) => ({
      id,
      question: wording(id, vocabulary),
      settles: [...fingerprints].sort(compareText),
    }))
    .sort(
      (a, b) =>
        b.settles.length - a.settles.length ||
        order.indexOf(keyOf(a.id)) - order.indexOf(keyOf(b.id)) ||
        compareText(a.id, b.id),
    );
}

/** The question of an id, without the component or the kind it carries. */
function keyOf(id: string): string {
  return id.replace(/@.*/s, '').replace(/^(?:scale|regions)\./, '');
}

function idOf(question: string, purl: string, { questions }: Vocabulary): string {
  switch (questions[question]?.kind) {
    case 'component':
      return `${question}@${withoutVersion(purl)}`;
    case 'scale':
      return `scale.${question}`;
    case 'region':
      return `regions.${question}`;
    default:
      return question;
  }
}

function wording(id: string, { questions }: Vocabulary): string {
  const [, purl] = id.split(/@(.*)/s);
  const key = keyOf(id);
  const text = questions[key]?.question ?? key;
  return purl ? `${purl.replace(/^pkg:/, '')}: ${text}` : text;
}
