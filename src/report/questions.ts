import type { Finding, OpenQuestion, Report } from '../model/report.ts';
import { type Settled, type Subject, settledIn } from './view.ts';

/** One question as a person is asked it: once, for all the components it is about. */
export interface Asked {
  readonly number: number;
  /** The question without its component: `exposed`, `scale.mau`. */
  readonly stem: string;
  readonly question: string;
  readonly ids: readonly string[];
  /** Whether each component has an answer of its own. */
  readonly perComponent: boolean;
  readonly settled: Settled;
  /** Fingerprints of the findings that wait for it. */
  readonly settles: ReadonlySet<string>;
}

/** The question an id asks, without the component it asks about: `exposed@pkg:docker/redis` → `exposed`. */
export function questionStem(id: string): string {
  const at = id.indexOf('@');
  return at < 0 ? id : id.slice(0, at);
}

/** The component a question is about, as a purl without version; empty for questions about us. */
export function questionPurl(id: string): string {
  return id.slice(questionStem(id).length + 1);
}

/** A question as findings name it: `scale.mau` → `mau`. */
function bareStem(id: string): string {
  return questionStem(id).replace(/^(?:scale|regions?)\./, '');
}

/** The words of a question, without the component that its block lists. */
function bareQuestion({ id, question }: OpenQuestion): string {
  const prefix = `${questionPurl(id).replace(/^pkg:/, '')}: `;
  return question.startsWith(prefix) ? question.slice(prefix.length) : question;
}

/** The open questions, numbered; one that is asked of several components is one question. */
export function askedQuestions(report: Report): readonly Asked[] {
  const settledBy = settledIn(report);
  const groups = new Map<string, OpenQuestion[]>();
  for (const question of report.questions) {
    const key = JSON.stringify([questionStem(question.id), bareQuestion(question)]);
    const group = groups.get(key);
    if (group) group.push(question);
    else groups.set(key, [question]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      return [
        {
          stem: questionStem(first.id),
          question: bareQuestion(first),
          ids: group.map(({ id }) => id),
          perComponent: questionPurl(first.id) !== '',
          settled: together(group.map(settledBy)),
          settles: new Set(group.flatMap(({ settles }) => settles)),
        },
      ];
    })
    .sort((a, b) => b.settled.findings - a.settled.findings)
    .map((asked, i) => ({ ...asked, number: i + 1 }));
}

function together(all: readonly Settled[]): Settled {
  const subjects = new Map<string, Subject>();
  for (const subject of all.flatMap((settled) => settled.subjects))
    subjects.set(subject.purl, subject);
  return {
    findings: all.reduce((sum, { findings }) => sum + findings, 0),
    subjects: [...subjects.values()],
  };
}

/** Which of the questions a finding waits for. */
export function askedBy(finding: Finding, all: readonly Asked[]): readonly Asked[] {
  const stems = new Set(finding.questions.map(bareStem));
  return all.filter(
    ({ stem, settles }) => stems.has(bareStem(stem)) && settles.has(finding.fingerprint),
  );
}
