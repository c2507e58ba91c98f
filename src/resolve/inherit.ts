import type { Lineage } from '../model/component.ts';
import type { Basis, ResolutionFact } from '../model/determination.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import type { Knowledge, ModelFamily } from '../model/knowledge.ts';
import { mapLicenses, parseExpression, print } from '../spdx/expression.ts';
import {
  bracketed,
  claimedBy,
  concluded,
  type Draft,
  FREE_TO_RELABEL,
  idsOf,
  type Sources,
} from './draft.ts';

/**
 * A derived model carries its parents' licenses, whatever its card says: what was made from Llama
 * is under Llama's terms. A card that claims less is `relabeled`.
 */
export function inherit(
  lineage: readonly Lineage[],
  base: Draft,
  { knowledge, model }: Sources,
): Draft {
  const basis: Basis[] = [];
  const inherited: { license: string; family: ModelFamily }[] = [];
  for (const { base: parent, relation, where } of lineage) {
    const family = model(parent);
    const word = relation === 'unknown' ? 'made from' : `${relation} of`;
    if (!family) {
      basis.push({
        kind: 'inherited',
        text: `${word} ${parent}, whose license is not known to us`,
        ...where,
      });
      continue;
    }
    basis.push({
      kind: 'inherited',
      text: `${word} ${parent}, which is under ${family.license}`,
      ...where,
    });
    const isFree = idsOf(family.license).every((id) =>
      FREE_TO_RELABEL.has(knowledge.licenses[id]?.family ?? ''),
    );
    if (!isFree) inherited.push({ license: family.license, family });
  }
  const orphan: ResolutionFact[] = lineage.some(({ base: parent }) => !model(parent))
    ? ['parent-unknown']
    : [];
  const known = { ...base, facts: [...base.facts, ...orphan] };
  if (inherited.length === 0) return { ...known, basis: [...basis, ...base.basis] };
  return addInherited(inEditionOf(known, inherited, knowledge), inherited, basis);
}

/**
 * A card names a license, seldom its edition: `license: gemma` is that of the parent. Editions are
 * published one after the other at one address.
 */
function inEditionOf(
  base: Draft,
  inherited: readonly { license: string }[],
  { licenses }: Knowledge,
): Draft {
  if (base.status !== 'concluded') return base;
  const wanted = inherited.flatMap(({ license }) => idsOf(license));
  const urlOf = (id: string) => (Object.hasOwn(licenses, id) ? licenses[id]?.url : undefined);
  const edition = (expression: string): string => {
    const parsed = parseExpression(expression);
    if (!parsed) return expression;
    const named = mapLicenses(parsed, (one) => {
      const url = urlOf(one.id);
      const id =
        wanted.includes(one.id) || url === undefined
          ? undefined
          : wanted.find((other) => urlOf(other) === url);
      return id === undefined ? one : { ...one, id };
    });
    return print(named);
  };
  return {
    ...base,
    expression: edition(base.expression),
    possible: base.possible.map((one) => ({ ...one, expression: edition(one.expression) })),
  };
}

function addInherited(
  base: Draft,
  inherited: readonly { license: string; family: ModelFamily }[],
  basis: readonly Basis[],
): Draft {
  const claimed = base.status === 'concluded' ? claimedBy(base.expression) : [];
  const missing = inherited.filter(
    ({ license }) => !idsOf(license).some((id) => claimed.includes(id)),
  );
  if (missing.length === 0) return { ...base, basis: [...basis, ...base.basis] };
  const expressions = [...new Set(missing.map(({ license }) => license))];
  const grades = missing.map(({ family }) => family.grade);
  const relabeled: ResolutionFact[] = base.status === 'concluded' ? ['relabeled'] : [];
  const possible = ownOf(base).map(
    (own): CuratedLicense => ({ ...own, expression: joined([...expressions, own.expression]) }),
  );
  return concluded(
    possible[0]?.expression ?? '',
    'medium',
    grades.find((grade) => grade !== 'text') ?? 'text',
    {
      possible,
      facts: [...base.facts, ...relabeled],
      basis: [...basis, ...base.basis],
    },
  );
}

function joined(expressions: readonly string[]): string {
  return expressions
    .filter((one) => one !== '')
    .map(bracketed)
    .join(' AND ');
}

/** What a card says beside its parents' licenses; words that say something unknown stay a license. */
function ownOf(base: Draft): readonly CuratedLicense[] {
  const of = (expression: string): CuratedLicense => ({ expression, versions: '*' });
  switch (base.status) {
    case 'concluded':
      return base.possible;
    case 'conflicting':
      return [of(joined(base.candidates))];
    case 'unknown': {
      const says = base.reason !== 'nothing-declared' && base.raw !== undefined;
      const name = says ? (base.raw?.match(/[A-Za-z0-9.]+/g)?.join('-') ?? '') : '';
      return [of(name === '' || /^(?:other|unknown)$/i.test(name) ? '' : `LicenseRef-${name}`)];
    }
  }
}
