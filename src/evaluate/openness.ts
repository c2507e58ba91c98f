import type { CardClaim, Component } from '../model/component.ts';
import type { Determination } from '../model/determination.ts';
import type { Knowledge, License, ModelFamily, OpennessTerms, Term } from '../model/knowledge.ts';
import type { Because, OpenAnswer, Openness } from '../model/report.ts';
import type { Answer } from '../model/usage.ts';
import { alternatives, parseExpression, type SingleLicense } from '../spdx/expression.ts';
import { clauseOf, licenseOf, unreadOf } from './clause.ts';

/*
 * Openness here is what the Open Source AI Definition 1.0 asks of licenses, and what the Model
 * Openness Framework follows: nobody is asked for permission to use, study, change and share, for
 * any purpose. Which terms limit that stands in `rules/vocabulary.yaml`.
 */

/**
 * Whether a license can be that of an open part of an AI system. Unknown unless somebody read it: a
 * term that was not read limits nothing for sure, and a family that others named clears nothing.
 * @returns no, with the clauses that limit; yes; or unknown, with what is not known
 */
export function openLicense(license: License, terms: OpennessTerms): OpenAnswer {
  const limits = listed(license.terms, terms.limits);
  const read = limits.filter(({ grade }) => grade === 'text');
  if (read.length > 0) return { answer: 'no', because: read.map((one) => clauseOf(one, license)) };
  const doubts = [...limits, ...listed(license.terms, terms.depends)];
  if (doubts.length > 0) {
    const because = doubts.flatMap((term) => [
      clauseOf(term, license),
      ...(term.grade === 'text' ? [] : [unreadOf(term, license)]),
    ]);
    return { answer: 'unknown', because };
  }
  const { path } = license;
  if (license.grade !== 'text') {
    return unknown(`nobody has read ${license.id} for us, so what it limits is not known`, path);
  }
  if (!terms.families.includes(license.family)) {
    return unknown(`what ${license.id} limits is not among the terms we track`, path);
  }
  const text = `${license.id} was read, and limits neither use, study, change nor sharing`;
  return { answer: 'yes', because: [{ kind: 'fact', text, path }] };
}

/** The terms of a license that a table of `rules/vocabulary.yaml` lists. */
export function listed(
  terms: readonly Term[],
  table: Readonly<Record<string, readonly string[]>>,
): readonly Term[] {
  return terms.filter(({ term, value }) => table[term]?.includes(value));
}

/** The same of an expression: an `OR` is open if one of its choices is, an `AND` if all of it is. */
export function openExpression(text: string, knowledge: Knowledge): OpenAnswer {
  const expression = parseExpression(text);
  const choices = expression ? alternatives(expression).choices : [];
  const answers = choices.map((choice) =>
    least(choice.map((single) => openSingle(single, knowledge))),
  );
  return (
    answers.find(({ answer }) => answer === 'yes') ??
    answers.find(({ answer }) => answer === 'unknown') ??
    answers[0] ??
    unknown('its license is no expression of licenses')
  );
}

function openSingle(single: SingleLicense, knowledge: Knowledge): OpenAnswer {
  const { exception } = single;
  const own = openLicense(licenseOf(single, knowledge), knowledge.vocabulary.openness);
  if (exception === undefined || Object.hasOwn(knowledge.exceptions, exception)) return own;
  return own.answer === 'yes' ? unknown(`nobody has read ${exception} for us`) : own;
}

/** No if one is no, else unknown if one is unknown, else yes; with the reasons of those that decide. */
function least(answers: readonly OpenAnswer[]): OpenAnswer {
  const answer = (['no', 'unknown', 'yes'] as const).find((one) =>
    answers.some((other) => other.answer === one),
  );
  if (answer === undefined) return unknown('its license is no expression of licenses');
  const deciding = answers.filter((one) => one.answer === answer);
  return { answer, because: deciding.flatMap(({ because }) => because) };
}

function unknown(text: string, path?: string): OpenAnswer {
  return { answer: 'unknown', because: [{ kind: 'unverified', text, ...(path ? { path } : {}) }] };
}

/**
 * Which parts of an open AI system a model shows: its weights by their license, its parents'
 * included. What its card says of its data is a hint; of its code nothing is seen from here.
 */
export function opennessOf(
  { claims = [] }: Pick<Component, 'claims'>,
  determination: Determination,
  knowledge: Knowledge,
): Openness {
  const parameters = openParameters(determination, knowledge);
  return {
    parameters,
    code: unknown(NO_CODE),
    data: { answer: 'unknown', because: [...claims.flatMap(hintOf), ...unknown(NO_DATA).because] },
    mof: mofOf(parameters.answer),
  };
}

/** The same of a family of models, as `rules/` know it. */
export function opennessOfFamily(
  { license, grade, guess }: Pick<ModelFamily, 'license' | 'grade' | 'guess'>,
  knowledge: Knowledge,
): Openness {
  const determination: Determination = {
    status: 'concluded',
    expression: license,
    possible: [{ expression: license, versions: '*' }],
    others: [],
    confidence: guess ? 'low' : 'high',
    grade,
    facts: [],
    basis: [],
  };
  return opennessOf({}, determination, knowledge);
}

const NO_CODE = 'whether the code it was trained and is run with is published is not known here';
const NO_DATA = 'whether enough is said of the data to build it again is for a person to read';
const NO_CLASS = 'every class, I to III, needs its parameters under an open license';
const ANY_CLASS =
  'a class, I to III, needs open code, data and documents too, and which of them there are is not known here';

/** The most that can be said of a class of the framework: that none can hold, or that one may. */
function mofOf(parameters: Answer): OpenAnswer {
  if (parameters !== 'no') return unknown(ANY_CLASS);
  return { answer: 'no', because: [{ kind: 'fact', text: NO_CLASS }] };
}

function hintOf({ about, words, where }: CardClaim): Because[] {
  return about === 'training-data' ? [{ kind: 'fact', text: `the card ${words}`, ...where }] : [];
}

function openParameters(determination: Determination, knowledge: Knowledge): OpenAnswer {
  switch (determination.status) {
    case 'unknown':
      return unknown('its license is not known');
    case 'conflicting': {
      const all = determination.candidates.map((one) => openExpression(one, knowledge));
      const [first] = all;
      const agree = first && all.every(({ answer }) => answer === first.answer);
      return agree ? least(all) : unknown('its sources disagree on the license');
    }
    case 'concluded': {
      const open = least(
        determination.possible.map(({ expression }) => openExpression(expression, knowledge)),
      );
      const doubt = doubtOf(determination, open.answer);
      return doubt === undefined
        ? open
        : { answer: 'unknown', because: [...open.because, ...unknown(doubt).because] };
    }
  }
}

/** Why an answer about the license is none about the model, if so. */
function doubtOf(
  { grade, confidence, facts }: Extract<Determination, { status: 'concluded' }>,
  answer: Answer,
): string | undefined {
  if (answer === 'unknown') return undefined;
  if (grade !== 'text') return 'that this is its license nobody has read at the source for us';
  if (confidence === 'low') return 'that this is its license was guessed from a name';
  if (answer === 'no') return undefined;
  if (facts.includes('parent-unknown')) return 'the license of its parent is not known';
  if (facts.includes('card-restricts')) return 'its card says more than its license';
  if (facts.includes('modified-text')) return 'the license text was changed';
  if (facts.includes('text-unread')) return 'the license text beside the card is another';
  return undefined;
}
