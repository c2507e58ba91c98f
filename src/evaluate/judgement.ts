import type { Component } from '../model/component.ts';
import type { Config } from '../model/config.ts';
import type { Determination, ResolutionFact } from '../model/determination.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import type { DutyRule, Knowledge, License, Term } from '../model/knowledge.ts';
import type { ComponentUsage } from '../model/usage.ts';
import { answersFor, overridesFor } from './answers.ts';
import {
  type Assessment,
  assess,
  compareHit,
  compareHits,
  type Hit,
  judgeComponent,
} from './assess.ts';
import { evaluateCondition } from './condition.ts';
import type { Subject } from './subject.ts';

/** A duty that a license puts on us, before it is worded. */
interface Owed {
  readonly rule: DutyRule;
  readonly license: License;
  readonly term: Term;
}

/** A version or a replacement that would end a component's findings. */
export interface WayOut {
  /** A license of other versions, or of some that a floating reference can mean, that is clear. */
  readonly free?: CuratedLicense;
  readonly alternative?: string;
}

/** What follows from a license in a role under our usage, whatever the component is called. */
export interface Judgement {
  /** The assessment that counts: the worst license the version can mean. */
  readonly assessment?: Assessment;
  /** A stricter license of versions that a manifest permits. */
  readonly permitted?: CuratedLicense;
  /** Violations first, then by severity. */
  readonly hits: readonly Hit[];
  readonly owed: readonly Owed[];
  readonly wayOut: WayOut;
}

type Judge = (component: Component, determination: Determination) => Judgement;

/**
 * Makes the function that judges components under every license their version can mean. A thousand
 * packages share a few dozen licenses, so what does not depend on the name is judged once.
 */
export function judge({ knowledge, config }: { knowledge: Knowledge; config: Config }): Judge {
  const known = new Map<string, Judgement>();
  const concluded = new WeakMap<object, Map<string, Judgement>>();
  return (component, determination) => {
    const overrides = overridesFor(component, config.components);
    const key = keyOf(component, overrides);
    const judgeNow = () =>
      judgeSubject(
        {
          component,
          determination,
          facts: determination.facts,
          answers: answersFor(component, config, overrides),
          usage: config.usage,
          vocabulary: knowledge.vocabulary,
        },
        knowledge,
      );
    // Equal evidence is concluded once, so the same conclusion is the same list of possibilities.
    if (determination.status === 'concluded') {
      const table = concluded.get(determination.possible) ?? new Map<string, Judgement>();
      concluded.set(determination.possible, table);
      return remember(table, `${key} ${determination.facts.join()}`, judgeNow);
    }
    const { basis: _told, ...judged } = determination;
    return remember(known, key + JSON.stringify(judged), judgeNow);
  };
}

function remember(table: Map<string, Judgement>, key: string, make: () => Judgement): Judgement {
  const known = table.get(key);
  if (known) return known;
  const made = make();
  table.set(key, made);
  return made;
}

/** Everything of a component that a rule can ask about, and nothing else. */
function keyOf(
  { purl, kind, role, scope, relation, modified, native, claims }: Component,
  overrides: readonly ComponentUsage[],
): string {
  const answers = overrides.length > 0 ? JSON.stringify(overrides) : '';
  const ecosystem = purl.slice(0, purl.indexOf('/'));
  const said = (claims ?? []).map(({ about }) => about).join();
  return `${ecosystem} ${kind} ${role} ${scope} ${relation} ${modified ?? ''} ${native ?? ''} ${said} ${answers}`;
}

function judgeSubject(subject: Subject, knowledge: Knowledge): Judgement {
  const { determination } = subject;
  const possible = determination.status === 'concluded' ? determination.possible : [];
  const assessments = possible.map((license) => assess(license, subject, knowledge));
  const assessment = worst(assessments);
  // The repository is free to use itself.
  if (subject.component.kind === 'project') {
    return { ...(assessment ? { assessment } : {}), hits: [], owed: [], wayOut: {} };
  }
  const readings = readingsOf(subject, knowledge);
  const permitted = stricterPermitted(assessment, subject, knowledge);
  const facts: readonly ResolutionFact[] = [
    ...subject.facts,
    ...(readings.length > 0 ? ['clear-either-way' as const] : []),
    ...(permitted ? ['stricter-license-permitted' as const] : []),
  ];
  const hits = [
    ...(assessment?.hits ?? []),
    ...judgeComponent({ ...subject, facts }, knowledge.rules),
  ];
  // Where every license the version can mean is clear, the notices of each may be owed.
  const clear = assessment && assessment.hits.length === 0 ? assessments : [assessment];
  const licenses = new Set([...clear, ...readings].flatMap((one) => one?.licenses ?? []));
  return {
    ...(assessment ? { assessment } : {}),
    ...(permitted ? { permitted } : {}),
    hits: hits.sort(compareHit),
    owed: [...licenses].flatMap((license) => owedUnder(license, subject, knowledge)),
    wayOut: wayOutOf(assessments, subject, knowledge),
  };
}

/**
 * Where sources disagree, one of them is right, or both: if none of the readings is a finding, the
 * disagreement changes nothing but the notices, and those of all of them are owed.
 * @returns the readings if all are clear, else none
 */
function readingsOf(subject: Subject, knowledge: Knowledge): readonly Assessment[] {
  const { determination } = subject;
  if (determination.status !== 'conflicting') return [];
  const readings = determination.candidates.map((expression) =>
    assess({ expression, versions: '*' }, subject, knowledge),
  );
  const clear = readings.every(({ hits, licenses }) => hits.length === 0 && licenses.length > 0);
  return clear ? readings : [];
}

/** The strictest license that the next update may bring, if that is stricter than what is there. */
function stricterPermitted(
  now: Assessment | undefined,
  subject: Subject,
  knowledge: Knowledge,
): CuratedLicense | undefined {
  const { determination } = subject;
  if (determination.status !== 'concluded' || !now) return undefined;
  const reached = determination.others.filter(({ permittedBy }) => permittedBy !== undefined);
  const next = worst(reached.map((license) => assess(license, subject, knowledge)));
  return next && compareHits(next.hits, now.hits) > 0 ? next.possible : undefined;
}

function worst(assessments: readonly Assessment[]): Assessment | undefined {
  let found: Assessment | undefined;
  for (const assessment of assessments) {
    if (!found || compareHits(assessment.hits, found.hits) > 0) found = assessment;
  }
  return found;
}

/**
 * The first pinned version of the product under which nothing is found, else a range of versions,
 * first of those that the reference can mean; and its replacement.
 */
function wayOutOf(
  assessments: readonly Assessment[],
  subject: Subject,
  knowledge: Knowledge,
): WayOut {
  const { determination } = subject;
  if (determination.status !== 'concluded') return {};
  const rest = determination.others.map((license) => assess(license, subject, knowledge));
  const among = clearOf(assessments);
  const beside = clearOf(rest);
  const pinned = [...among, ...beside].find(({ possible }) => possible.pin);
  // What is there already is no way out, nor is a license that limits, if mildly.
  const { families } = knowledge.vocabulary.openness;
  const isFree = ({ licenses }: Assessment) =>
    licenses.length > 0 && licenses.every(({ family }) => families.includes(family));
  const range =
    (assessments.length > 1 ? among.findLast(isFree) : undefined) ?? beside.findLast(isFree);
  const free = (pinned ?? range)?.possible;
  const { alternative } = determination;
  return { ...(free ? { free } : {}), ...(alternative ? { alternative } : {}) };
}

/** What some versions are under, where nothing is found. */
function clearOf(assessments: readonly Assessment[]): readonly Assessment[] {
  return assessments.filter(({ possible, hits }) => hits.length === 0 && possible.versions !== '*');
}

function owedUnder(license: License, subject: Subject, { duties }: Knowledge): Owed[] {
  const owed: Owed[] = [];
  for (const rule of duties) {
    const terms = license.terms.filter(
      ({ term, value }) => term === rule.term && rule.values.includes(value),
    );
    if (terms.length === 0) continue;
    if (evaluateCondition(rule.when, { ...subject, license }).answer === 'no') continue;
    owed.push(...terms.map((term) => ({ rule, license, term })));
  }
  return owed;
}
