import type { Component, Signal } from '../model/component.ts';
import type { Assertion } from '../model/config.ts';
import type { Determination, ResolutionFact } from '../model/determination.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import { licenseIds, parseExpression } from '../spdx/expression.ts';
import { normalizeLicense } from '../spdx/normalize.ts';
import { basisOf } from './basis.ts';
import { conclude, type Draft } from './conclude.ts';
import { convert } from './convert.ts';
import { curator } from './curate.ts';

/** A component, all that is said of its license, and what follows from it. */
export interface Resolved {
  readonly component: Component;
  readonly determination: Determination;
}

/** What resolving needs beside the component. */
export interface Context {
  readonly knowledge: Knowledge;
  readonly assertions: readonly Assertion[];
  readonly signals: readonly Signal[];
  readonly asOf: string;
}

/**
 * Makes a function that turns a component's evidence into a determination. Order of weight: what
 * our user asserts; what `rules/` know of the version; what authors declare, checked against the
 * texts they ship; the texts alone. Evidence that disagrees is `conflicting`, never averaged.
 */
export function resolver(context: Context): (component: Component) => Resolved {
  const { knowledge } = context;
  const { curate, model } = curator(knowledge);
  const read = (raw: string) => {
    const normalized = normalizeLicense(raw, knowledge.aliases);
    return normalized.status === 'expression' ? normalized.expression : undefined;
  };
  return (component) => {
    const curated = curate(component);
    const asserted = context.assertions.filter(({ match }) =>
      matchesPattern(match, withoutVersion(component.purl)),
    );
    const evidence: Evidence[] = [
      ...component.evidence,
      ...(curated ? [curated] : []),
      ...asserted.map(
        (assertion): Evidence => ({ kind: 'asserted', ...assertion, where: assertion }),
      ),
    ];
    const draft = conclude({ ...component, evidence }, { knowledge, model });
    const determination = finish(draft, evidence, (license) =>
      convert(license, context.asOf, read),
    );
    return { component, determination: withFacts(determination, context) };
  };
}

type Convert = (license: Parameters<typeof convert>[0]) => ReturnType<typeof convert>;

function finish(draft: Draft, evidence: readonly Evidence[], convertOne: Convert): Determination {
  const basis = [...draft.basis, ...evidence.flatMap(basisOf)];
  if (draft.status !== 'concluded') return { ...draft, basis };
  const converted = draft.possible.map(convertOne);
  const possible = converted.map(({ license }) => license);
  const notes = converted.flatMap(({ basis: note }) => (note ? [note] : []));
  const facts: ResolutionFact[] = [...draft.facts];
  const expressions = new Set(possible.map(({ expression }) => expression));
  if (expressions.size > 1) facts.push('floating-across-licenses');
  const [first] = possible;
  return {
    ...draft,
    expression: first?.expression ?? draft.expression,
    possible,
    facts,
    basis: [...notes, ...basis],
  };
}

/** Adds what the licenses themselves say of how they came about. */
function withFacts(determination: Determination, { knowledge, signals }: Context): Determination {
  if (determination.status !== 'concluded') return determination;
  const licenses = determination.possible
    .flatMap(({ expression }) => idsOf(expression))
    .flatMap((id) => knowledge.licenses[id] ?? []);
  const facts = new Set(determination.facts);
  if (licenses.some(({ licensor }) => licensor === 'defunct')) facts.add('licensor-defunct');
  const accepted = signals.filter(({ name }) =>
    licenses.some(({ acceptedBy }) => acceptedBy?.includes(name)),
  );
  if (accepted.length === 0) return { ...determination, facts: [...facts] };
  facts.add('terms-accepted-by-automation');
  const basis = accepted.map(({ name, value, where }) => ({
    kind: 'declared' as const,
    text: `${name}=${value} accepts its terms`,
    ...where,
  }));
  return { ...determination, facts: [...facts], basis: [...determination.basis, ...basis] };
}

function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [];
}
