import { questionsOf } from '../../src/evaluate/condition.ts';
import { type Condition, leavesOf } from '../../src/model/knowledge.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { linked } from '../markdown.ts';

const { vocabulary, rules, duties, licenses } = KNOWLEDGE;

/** A condition of `rules/` and a link to what it belongs to. */
interface Use {
  readonly link: string;
  readonly words: ReadonlySet<string>;
}

/** What a condition mentions: `term: value` of terms, and ids of questions. */
function wordsIn(condition: Condition): readonly string[] {
  const terms = leavesOf(condition).flatMap((leaf) => {
    if (leaf.op === 'term') return leaf.values.map((value) => `${leaf.term}: ${value}`);
    if (leaf.op === 'threshold') return leaf.gives.map((value) => `threshold: ${value}`);
    return leaf.op === 'region' ? ['region: excluded'] : [];
  });
  return [...terms, ...questionsOf(condition)];
}

const USES: readonly Use[] = [
  ...rules.map(({ id, when }) => ({
    link: linked('rule', id),
    words: new Set(wordsIn(when)),
  })),
  ...duties.map(({ id, term, values, when }) => ({
    link: linked('duty', id),
    words: new Set([...values.map((value) => `${term}: ${value}`), ...wordsIn(when)]),
  })),
  ...Object.values(vocabulary.grants).map(({ id, forbids }) => ({
    link: linked('grant', id),
    words: new Set(wordsIn(forbids)),
  })),
];

function usesOf(word: string): readonly string[] {
  return USES.filter(({ words }) => words.has(word)).map(({ link }) => link);
}

/** Links to the rules, duties and grants that ask a question. */
export function askedBy(question: string): readonly string[] {
  return usesOf(question);
}

/** Links to the rules and duties that a value of a term sets off, or holds back. */
export function usedBy(term: string, value: string): readonly string[] {
  return usesOf(`${term}: ${value}`);
}

/** How many licenses state a term with this value. */
export function statedBy(term: string, value: string): number {
  return Object.values(licenses).filter(({ terms }) =>
    terms.some((one) => one.term === term && one.value === value),
  ).length;
}
