import type { Component } from '../model/component.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import type { Knowledge, License, Rule } from '../model/knowledge.ts';
import type { Verdict } from '../model/report.ts';
import { alternatives, parseExpression, print, type SingleLicense } from '../spdx/expression.ts';
import { licenseOf } from './clause.ts';
import { evaluateCondition } from './condition.ts';
import type { Outcome } from './outcome.ts';
import type { Subject } from './subject.ts';

/** One rule that did not come out no, and how. */
export interface Hit {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** The license it was found on; absent for rules about the component. */
  readonly license?: License;
  readonly verdict: Exclude<Verdict, 'clear'>;
  /** What nobody has answered and would settle it. */
  readonly questions: readonly string[];
}

/** How one possible license of a component comes out, with the alternative that serves us best. */
export interface Assessment {
  readonly possible: CuratedLicense;
  readonly hits: readonly Hit[];
  /** The licenses of the alternative judged, in the order of the expression. */
  readonly licenses: readonly License[];
  /** The alternative, printed; undefined where there was nothing to choose. */
  readonly chosen?: string;
}

/**
 * Judges one license expression: `OR` is the licensee's choice, so the mildest alternative counts;
 * `AND` accumulates, so every license of an alternative is judged. An expression that does not parse
 * is the name of a license nobody knows: no permission.
 */
export function assess(
  possible: CuratedLicense,
  subject: Subject,
  knowledge: Knowledge,
): Assessment {
  const expression = parseExpression(possible.expression);
  const all = expression ? alternatives(expression).choices : [[unread(possible.expression)]];
  const open = openTo(all, subject, knowledge);
  const isChoice = expression?.op === 'or' || open.length > 1;
  const among = (choices: readonly (readonly SingleLicense[])[]): Assessment | undefined => {
    let best: Assessment | undefined;
    for (const choice of choices) {
      const licenses = choice.map((single) => licenseOf(single, knowledge, subject.component.role));
      const hits = licenses.flatMap((license) =>
        judgeLicense({ ...subject, license, ...parametersOf(possible) }, knowledge.rules),
      );
      const chosen = isChoice ? { chosen: printAll(choice) } : {};
      const assessment: Assessment = { possible, hits: once(hits), licenses, ...chosen };
      if (!best || isMilder(assessment, best)) best = assessment;
    }
    return best;
  };
  const best = among(open);
  if (open.length < all.length && best && best.hits.length > 0) {
    const bought = among(all);
    // What is forbidden to everybody may be allowed to those who bought it: then that is the question.
    const isForbidden = best.hits.some(({ verdict }) => verdict === 'violation');
    const mayHave = subject.answers('agreement').answer !== 'no';
    if (bought && (bought.hits.length === 0 || (isForbidden && mayHave))) return bought;
  }
  return best ?? { possible, hits: [], licenses: [] };
}

function unread(expression: string): SingleLicense {
  return { op: 'license', id: expression, orLater: false };
}

/** Fewer findings first; of equals, the license that says less: fewer duties to keep. */
function isMilder(one: Assessment, other: Assessment): boolean {
  const order = compareHits(one.hits, other.hits);
  const terms = ({ licenses }: Assessment) =>
    licenses.reduce((total, license) => total + license.terms.length, 0);
  return order < 0 || (order === 0 && terms(one) < terms(other));
}

/** Licenses that are there only for those who have agreed with the licensor. */
const BY_AGREEMENT = new Set(['proprietary', 'all-rights-reserved']);

/** A commercial license beside an open one is a choice for those who bought it, not for everybody. */
function openTo(
  choices: readonly (readonly SingleLicense[])[],
  { answers }: Subject,
  { licenses }: Knowledge,
): readonly (readonly SingleLicense[])[] {
  if (choices.length < 2 || answers('agreement').answer === 'yes') return choices;
  const open = choices.filter((choice) =>
    choice.every(({ id }) => !BY_AGREEMENT.has(licenses[id]?.family ?? '')),
  );
  return open.length > 0 ? open : choices;
}

function parametersOf({ parameters }: CuratedLicense): Pick<Subject, 'parameters'> {
  return parameters ? { parameters } : {};
}

function printAll(choice: readonly SingleLicense[]): string {
  return choice.map((single) => print(single)).join(' AND ');
}

/** Rules of one kind on one component are one finding, even if two of its licenses set them off. */
function once(hits: readonly Hit[]): Hit[] {
  const byRule = new Map<string, Hit>();
  for (const hit of hits) {
    const known = byRule.get(hit.rule.id);
    if (!known || (known.verdict === 'needs-review' && hit.verdict === 'violation'))
      byRule.set(hit.rule.id, hit);
  }
  return [...byRule.values()];
}

/** Puts the rules about licenses to one license. */
function judgeLicense(subject: Subject, rules: readonly Rule[]): Hit[] {
  const hits = rules.flatMap((rule) =>
    rule.about === 'license' ? (hit(rule, subject) ?? []) : [],
  );
  const specific = hits.filter(({ rule }) => !rule.fallback);
  return specific.length > 0 ? specific : hits;
}

/** Puts the rules about the component as such to it. */
export function judgeComponent(subject: Subject, rules: readonly Rule[]): Hit[] {
  return rules.flatMap((rule) => (rule.about === 'component' ? (hit(rule, subject) ?? []) : []));
}

function hit(rule: Rule, subject: Subject): Hit | undefined {
  const outcome = evaluateCondition(rule.when, subject);
  if (outcome.answer === 'no') return undefined;
  const certain = outcome.answer === 'yes' && isGrounded(subject);
  return {
    rule,
    outcome,
    ...(subject.license ? { license: subject.license } : {}),
    verdict: certain ? rule.verdict : 'needs-review',
    questions:
      outcome.answer === 'unknown'
        ? outcome.questions
        : rule.asks.filter((question) => subject.answers(question).answer === 'unknown'),
  };
}

/**
 * A guess at the license, or knowledge nobody has read, may ask and must not forbid. Neither may a
 * model named in a test or an example: whether that is use in the sense of its license is open.
 */
function isGrounded({ determination, component }: Subject): boolean {
  if (component.scope === 'development' && isTrained(component)) return false;
  if (determination.status !== 'concluded') return true;
  return determination.grade === 'text' && determination.confidence !== 'low';
}

/** True for weights and data, which are used by being loaded rather than by being built upon. */
export function isTrained({ kind }: Component): boolean {
  return kind === 'model' || kind === 'dataset';
}

const SEVERITY = { critical: 0, high: 1, medium: 2, low: 3 } as const;
const VERDICT = { violation: 0, 'needs-review': 1 } as const;

/** Orders findings: violations first, then by severity. */
export function compareHit(a: Hit, b: Hit): number {
  return (
    VERDICT[a.verdict] - VERDICT[b.verdict] || SEVERITY[a.rule.severity] - SEVERITY[b.rule.severity]
  );
}

/** Negative if the first set of findings is milder than the second. */
export function compareHits(a: readonly Hit[], b: readonly Hit[]): number {
  const worst = (hits: readonly Hit[]) => [...hits].sort(compareHit);
  const left = worst(a);
  const right = worst(b);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [mine, theirs] = [left[at], right[at]];
    if (!mine) return -1;
    if (!theirs) return 1;
    const order = compareHit(theirs, mine);
    if (order !== 0) return order;
  }
  return 0;
}
