import { type Condition, type Leaf, leavesOf, type Term } from '../model/knowledge.ts';
import type { Because } from '../model/report.ts';
import type { Answer } from '../model/usage.ts';
import { clauseOf, unreadOf } from './clause.ts';
import { listed } from './openness.ts';
import { all, any, NO, not, type Outcome } from './outcome.ts';
import { numberAt, regionsHit } from './scale.ts';
import type { Subject } from './subject.ts';

/**
 * Puts a condition to a subject. It comes out yes, no or unknown: `all` is the minimum, `any` the
 * maximum over no < unknown < yes. A term that nobody has read in the license's text is unknown,
 * never yes, so it can lead to a question and never to a violation.
 */
export function evaluateCondition(condition: Condition, subject: Subject): Outcome {
  switch (condition.op) {
    case 'all':
      return allLazily(condition.of, subject);
    case 'any':
      return any(condition.of.map((part) => evaluateCondition(part, subject)));
    case 'not':
      return not(evaluateCondition(condition.of, subject));
    case 'term': {
      const terms = termsOf(subject, condition.term, condition.values);
      return terms.length === 0 ? NO : any(terms.map((term) => held(term, subject)));
    }
    case 'usage':
      return usage(condition.question, subject);
    case 'said':
      return fact(subject.answers(condition.question).answer === 'yes');
    case 'threshold': {
      const terms = termsOf(subject, 'threshold', condition.gives);
      const relevant = terms.filter((term) =>
        condition.metrics.includes(term.threshold?.metric ?? ''),
      );
      return any(
        relevant.map((term) =>
          all([held(term, subject), binding(term, subject), over(term, subject)]),
        ),
      );
    }
    case 'scale':
      return above(condition.metric, condition.above, subject);
    case 'region': {
      const terms = termsOf(subject, 'region', ['excluded']);
      const relevant = terms.filter((term) => term.region?.of === condition.of);
      return any(relevant.map((term) => all([held(term, subject), inRegion(term, subject)])));
    }
    case 'beyond-grant':
      return beyondGrant(subject);
    case 'not-open':
      return notOpen(subject);
    case 'ecosystem':
      return fact(condition.values.includes(typeOf(subject.component.purl)));
    case 'role':
      return fact(condition.values.includes(subject.component.role));
    case 'kind':
      return fact(condition.values.includes(subject.component.kind));
    case 'family':
      return fact(condition.values.includes(subject.license?.family ?? ''));
    case 'grade':
      return fact(
        subject.license !== undefined && condition.values.includes(subject.license.grade),
      );
    case 'license':
      return fact(condition.values.includes(subject.license?.id ?? ''));
    case 'fact':
      return fact(subject.facts.some((one) => condition.values.includes(one)));
    case 'status':
      return fact(statuses(subject).some((one) => condition.values.includes(one)));
  }
}

// Most rules say no by their first part, the license's terms; the rest is then not asked.
function allLazily(parts: readonly Condition[], subject: Subject): Outcome {
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const outcome = evaluateCondition(part, subject);
    if (outcome.answer === 'no') return NO;
    outcomes.push(outcome);
  }
  return all(outcomes);
}

function typeOf(purl: string): string {
  return purl.slice('pkg:'.length, purl.indexOf('/'));
}

function fact(holds: boolean): Outcome {
  return holds ? { answer: 'yes', questions: [], because: [] } : NO;
}

function statuses({ determination }: Subject): readonly string[] {
  return determination.status === 'unknown'
    ? ['unknown', determination.reason]
    : [determination.status];
}

function termsOf({ license }: Subject, id: string, values: readonly string[]): readonly Term[] {
  return license?.terms.filter(({ term, value }) => term === id && values.includes(value)) ?? [];
}

/** A term of the license: yes if somebody read it, else unknown. */
function held(term: Term, { license }: Subject): Outcome {
  const clause = clauseOf(term, license);
  if (term.grade === 'text') return { answer: 'yes', questions: [], because: [clause] };
  return { answer: 'unknown', questions: [], because: [clause, unreadOf(term, license)] };
}

/** That the license limits what an open one leaves free. A publisher is not told so from memory. */
function notOpen(subject: Subject): Outcome {
  const { limits } = subject.vocabulary.openness;
  const known = listed(subject.license?.terms ?? [], limits).filter(
    ({ grade }) => grade === 'text' || grade === 'secondary',
  );
  return any(known.map((term) => held(term, subject)));
}

function usage(question: string, subject: Subject): Outcome {
  const { answer, because } = subject.answers(question);
  if (answer === 'no') return NO;
  if (answer === 'unknown') return { answer, questions: [question], because: [] };
  return { answer, questions: [], because: [{ kind: 'answer', text: `${question} (${because})` }] };
}

function over(term: Term, subject: Subject): Outcome {
  const threshold = term.threshold;
  if (!threshold) return NO;
  const date = threshold.moment === 'at-release-date' ? threshold.date : undefined;
  const number = numberAt(subject.usage.scale[threshold.metric], date);
  const when = date ? ` at the release date ${date}` : '';
  const limit = `${threshold.metric} ${threshold.op} ${grouped(threshold.value)}${when}`;
  if (number === undefined)
    return unknown(threshold.metric, `the limit is ${limit}; ours is not known`);
  const crossed = threshold.op === '>' ? number > threshold.value : number >= threshold.value;
  if (!crossed) return NO;
  const text = `${threshold.metric}: ${grouped(number)}${when}, and the limit is ${limit}`;
  if (threshold.indexedSince !== undefined && number <= threshold.value * MAX_RISE) {
    const rise = `${text} in money of ${threshold.indexedSince}, which rises with prices: work out the limit of today`;
    return { answer: 'unknown', questions: [], because: [{ kind: 'answer', text: rise }] };
  }
  return { answer: 'yes', questions: [], because: [{ kind: 'answer', text }] };
}

/** More than any consumer price index has risen since licenses began to follow one (2019). */
const MAX_RISE = 1.5;

/** Whether a threshold is about the use we make of it. */
function binding({ threshold }: Term, subject: Subject): Outcome {
  const binds = threshold?.binds ?? [];
  if (binds.includes('direct-dependencies') && subject.component.relation === 'transitive')
    return NO;
  const uses = binds.flatMap((scope) => BINDING[scope] ?? []);
  if (uses.length === 0) return { answer: 'yes', questions: [], because: [] };
  return any(uses.map((question) => usage(question, subject)));
}

const BINDING: Readonly<Record<string, string>> = {
  'commercial-use': 'commercial',
  'production-use': 'production',
};

function above(metric: string, bound: number, subject: Subject): Outcome {
  const number = numberAt(subject.usage.scale[metric], undefined);
  if (number === undefined)
    return unknown(metric, `the limit is ${metric} > ${grouped(bound)}; ours is not known`);
  if (number <= bound) return NO;
  const text = `${metric}: ${grouped(number)}, and the limit is ${grouped(bound)}`;
  return { answer: 'yes', questions: [], because: [{ kind: 'answer', text }] };
}

function unknown(question: string, text: string): Outcome {
  return { answer: 'unknown', questions: [question], because: [{ kind: 'answer', text }] };
}

/** Digits in groups of three, the same in every locale. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function inRegion(term: Term, { usage }: Subject): Outcome {
  const limit = term.region;
  if (!limit) return NO;
  const ours = usage.regions[limit.of];
  if (ours === undefined) {
    return unknown(
      limit.of,
      `it leaves out ${limit.excluded.join(', ')}; where you are ${limit.of} is not known`,
    );
  }
  const hit = regionsHit(ours, limit.excluded);
  if (hit.length === 0) return NO;
  const text = `${limit.of} in ${hit.join(', ')}, which the license leaves out`;
  return { answer: 'yes', questions: [], because: [{ kind: 'answer', text }] };
}

function beyondGrant(subject: Subject): Outcome {
  const id = subject.parameters?.['grant'];
  const grant = id === undefined ? undefined : subject.vocabulary.grants[id];
  if (!grant) {
    const written = subject.parameters?.['additionalUseGrant'];
    const text = written
      ? `its Additional Use Grant must be read: "${shortened(written)}"`
      : 'its Additional Use Grant is not known to us';
    const answer: Answer = 'unknown';
    return { answer, questions: [], because: [{ kind: 'unverified', text }] };
  }
  const outcome = evaluateCondition(grant.forbids, subject);
  if (outcome.answer === 'no') return NO;
  const because: Because = { kind: 'clause', text: `Additional Use Grant: ${grant.summary}` };
  return { ...outcome, because: [because, ...outcome.because] };
}

function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/** Ids of every usage question a condition asks, answered or not: a part of a finding's identity. */
export function questionsOf(condition: Condition): readonly string[] {
  let questions = questionsByCondition.get(condition);
  if (!questions) {
    questions = readQuestions(condition);
    questionsByCondition.set(condition, questions);
  }
  return questions;
}

/** A rule is put to thousands of components, and asks the same of each. */
const questionsByCondition = new WeakMap<Condition, readonly string[]>();

function readQuestions(condition: Condition): readonly string[] {
  return [...new Set(leavesOf(condition).flatMap(askedBy))];
}

function askedBy(leaf: Leaf): readonly string[] {
  switch (leaf.op) {
    case 'usage':
    case 'said':
      return [leaf.question];
    case 'threshold':
      return leaf.metrics;
    case 'scale':
      return [leaf.metric];
    case 'region':
      return [leaf.of];
    default:
      return [];
  }
}

/** True if a condition asks for a fact of resolution. */
export function asksFact(condition: Condition, fact: string): boolean {
  return leavesOf(condition).some((leaf) => leaf.op === 'fact' && leaf.values.includes(fact));
}
