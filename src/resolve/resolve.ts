import type { Component, Signal } from '../model/component.ts';
import type { Assertion } from '../model/config.ts';
import type { Determination, Determined, ResolutionFact } from '../model/determination.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { isInstalled } from '../model/tree.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import { licenseIds, parseExpression } from '../spdx/expression.ts';
import { normalizeLicense } from '../spdx/normalize.ts';
import { basisOf } from './basis.ts';
import { conclude } from './conclude.ts';
import { convert } from './convert.ts';
import { curator } from './curate.ts';
import type { Draft } from './draft.ts';
import { remarked } from './remarks.ts';

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
export function resolver(context: Context): (component: Component) => Determined {
  const { knowledge } = context;
  const { about, model } = curator(knowledge);
  const read = (raw: string) => {
    const normalized = normalizeLicense(raw, knowledge.aliases);
    return normalized.status === 'expression' ? normalized.expression : undefined;
  };
  const weigh = (component: Component, evidence: readonly Evidence[]): Determination => {
    const draft = conclude({ ...component, evidence }, { knowledge, model });
    return withFacts(
      finish(draft, (license) => convert(license, context.asOf, read)),
      context,
    );
  };
  // A thousand packages say the same few things of their licenses; where they say it is told below.
  const weighed = new Map<string, Determination>();
  return (found) => {
    const { curated, role } = about(found);
    const component = role ? { ...found, role } : found;
    const evidence = allEvidence(component, curated, context.assertions);
    const key = component.lineage.length > 0 ? undefined : keyOf(evidence);
    const known = key === undefined ? undefined : weighed.get(key);
    const determination = known ?? weigh(component, evidence);
    if (key !== undefined && !known) weighed.set(key, determination);
    const told = remarked(
      called(located(determination, component, evidence), component),
      { ...component, evidence },
      { knowledge, model },
    );
    const basis = [...told.basis, ...evidence.map(basisOf)];
    return { component, determination: { ...told, basis } };
  };
}

/**
 * False for what is a component only if somebody knows its license, and nobody does: a package of a
 * distribution in an image, of which a note of its Dockerfile tells by name.
 */
export function isOfInterest({ component, determination }: Determined): boolean {
  return !component.ifKnown || determination.basis.length > 0;
}

/** What the card calls a model is of this model alone, and no part of what is remembered above. */
function called(determination: Determination, { claims = [] }: Component): Determination {
  if (!claims.some(({ about }) => about === 'open-source')) return determination;
  return { ...determination, facts: [...determination.facts, 'called-open-source'] };
}

/** A package that a file names and whose own files are not here has not been asked yet. */
function located(
  determination: Determination,
  { kind, seenAt }: Component,
  evidence: readonly Evidence[],
): Determination {
  if (determination.status !== 'unknown' || determination.reason !== 'nothing-declared') {
    return determination;
  }
  const unseen =
    kind === 'package' && evidence.length === 0 && !seenAt.some(({ path }) => isInstalled(path));
  return unseen ? { ...determination, reason: 'not-installed' } : determination;
}

function allEvidence(
  component: Component,
  curated: Evidence | undefined,
  assertions: readonly Assertion[],
): readonly Evidence[] {
  const purl = withoutVersion(component.purl);
  const asserted = assertions
    .filter(({ match }) => matchesPattern(match, purl))
    .map(
      ({ expression, reason, by, path, line }): Evidence => ({
        kind: 'asserted',
        expression,
        reason,
        by,
        where: { path, line },
      }),
    );
  if (!curated && asserted.length === 0) return component.evidence;
  return [...component.evidence, ...(curated ? [curated] : []), ...asserted];
}

/** Evidence without its places. Undefined where a place is part of the conclusion, or it is rare. */
function keyOf(evidence: readonly Evidence[]): string | undefined {
  let key = '';
  for (const one of evidence) {
    if (one.kind === 'declared')
      key += `d ${one.in} ${one.dialect ?? ''} ${one.assumed ?? ''} ${one.raw}\n`;
    else if (one.kind === 'detected' && !one.parameters) {
      key += `t ${one.verdict} ${one.beside ?? ''} ${one.expression ?? ''} ${one.note ?? ''} ${one.kin?.join() ?? '-'}\n`;
    } else return undefined;
  }
  return key;
}

type Convert = (license: Parameters<typeof convert>[0]) => ReturnType<typeof convert>;

function finish(draft: Draft, convertOne: Convert): Determination {
  if (draft.status !== 'concluded') return draft;
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
    basis: [...notes, ...draft.basis],
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
    kind: 'accepted' as const,
    text: `${name}=${value} accepts its terms`,
    ...where,
  }));
  return { ...determination, facts: [...facts], basis: [...determination.basis, ...basis] };
}

function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [];
}
