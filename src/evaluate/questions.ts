import type { Vocabulary } from '../model/knowledge.ts';
import type { Finding, OpenQuestion } from '../model/report.ts';
import { withoutVersion } from '../purl/purl.ts';
import { compareText } from '../syntax/compare.ts';

/**
 * The questions that stand between us and an answer, those that settle most findings first.
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
  return [...settles]
    .map(([id, fingerprints]) => ({
      id,
      question: wording(id, vocabulary),
      settles: [...fingerprints].sort(compareText),
    }))
    .sort((a, b) => b.settles.length - a.settles.length || compareText(a.id, b.id));
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
  const [question = id, purl] = id.split(/@(.*)/s);
  const key = question.replace(/^(?:scale|regions)\./, '');
  const text = questions[key]?.question ?? key;
  return purl ? `${purl.replace(/^pkg:/, '')}: ${text}` : text;
}
