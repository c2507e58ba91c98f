import type { CardRemark, Component, Lineage } from '../model/component.ts';
import type { Basis, Determination, ResolutionFact } from '../model/determination.ts';
import type { Knowledge, ModelFamily } from '../model/knowledge.ts';
import { normalizeLicense } from '../spdx/normalize.ts';
import { claimedBy, FREE_TO_RELABEL, idsOf, type Sources } from './draft.ts';

/**
 * Adds what a card says beside its fields, where it goes beyond the license that was concluded: a
 * limit that the license does not have, or a license or parent that it leaves out. Words that repeat
 * what the license says are no news. What our user asserts has been asked already.
 */
export function remarked(
  determination: Determination,
  { remarks = [], lineage, evidence }: Pick<Component, 'remarks' | 'lineage' | 'evidence'>,
  sources: Sources,
): Determination {
  if (remarks.length === 0 || evidence.some(({ kind }) => kind === 'asserted')) {
    return determination;
  }
  const facts = new Set<ResolutionFact>(determination.facts);
  const basis: Basis[] = [];
  for (const remark of remarks) {
    const news = newsOf(remark, { determination, lineage, sources });
    if (news === undefined) continue;
    facts.add(news.fact);
    const also = news.text === undefined ? '' : `, ${news.text}`;
    basis.push({ kind: 'remark', text: `the card says "${remark.words}"${also}`, ...remark.where });
  }
  if (basis.length === 0) return determination;
  return { ...determination, facts: [...facts], basis: [...basis, ...determination.basis] };
}

interface News {
  readonly fact: ResolutionFact;
  readonly text?: string;
}

interface Scene {
  readonly determination: Determination;
  readonly lineage: readonly Lineage[];
  readonly sources: Sources;
}

function newsOf(remark: CardRemark, scene: Scene): News | undefined {
  const { determination, sources } = scene;
  const claimed = claimedIn(determination);
  const { licenses } = sources.knowledge;
  switch (remark.about) {
    case 'non-commercial':
      return claimed.some((id) => limitsCommerce(id, licenses)) ? undefined : NEWS;
    case 'limit':
      return claimed.some((id) => limits(id, licenses)) ? undefined : NEWS;
    case 'terms':
      return termsNews(remark, claimed, sources.knowledge);
    case 'parent':
      return parentNews(remark, claimed, scene);
  }
}

const NEWS: News = { fact: 'card-restricts' };

/** Licenses that hold whatever is chosen; where sources disagree, every one of them is asked about. */
function claimedIn(determination: Determination): readonly string[] {
  switch (determination.status) {
    case 'concluded':
      return claimedBy(determination.expression);
    case 'conflicting':
      return determination.candidates.flatMap(idsOf);
    case 'unknown':
      return [];
  }
}

type Licenses = Knowledge['licenses'];

function limitsCommerce(id: string, licenses: Licenses): boolean {
  const license = Object.hasOwn(licenses, id) ? licenses[id] : undefined;
  if (license === undefined) return true;
  return (
    ['non-commercial', 'research-only', 'proprietary'].includes(license.family) ||
    license.terms.some(({ term, value }) => term === 'commercial-use' && value !== 'allowed')
  );
}

/** True for every license but those that leave use, change and sharing free. */
function limits(id: string, licenses: Licenses): boolean {
  const family = Object.hasOwn(licenses, id) ? licenses[id]?.family : undefined;
  return family === undefined || !OPEN.has(family);
}

const OPEN = new Set([
  ...FREE_TO_RELABEL,
  'weak-copyleft',
  'strong-copyleft',
  'network-copyleft',
  'share-alike-content',
]);

function termsNews(
  { names = '' }: CardRemark,
  claimed: readonly string[],
  { aliases, licenses }: Knowledge,
): News | undefined {
  const named = normalizeLicense(names, aliases, 'huggingface');
  if (named.status !== 'expression') {
    const meant = named.status === 'undecidable' ? named.candidates.flatMap(idsOf) : [];
    if (meant.some((id) => claimed.includes(id))) return undefined;
    // The address of a file may hold the very license that the field names.
    if (names.includes('://')) return undefined;
    return claimed.some((id) => limits(id, licenses)) ? undefined : NEWS;
  }
  const text = `which is ${named.expression}`;
  const isNew = !covers(claimed, named.expression, licenses);
  return isNew ? { ...NEWS, text } : undefined;
}

function parentNews(
  { names = '', stated }: CardRemark,
  claimed: readonly string[],
  { lineage, sources: { knowledge, model } }: Scene,
): News | undefined {
  const family = familyOf(names, model);
  if (family) {
    if (covers(claimed, family.license, knowledge.licenses)) return undefined;
    return { ...NEWS, text: `and ${names} is under ${family.license}` };
  }
  // The fields say nothing of a parent, and the prose names one that nobody here knows.
  return stated && lineage.length === 0
    ? { fact: 'parent-unknown', text: `and the license of ${names} is not known to us` }
    : undefined;
}

/** The family a hub id is of, or that a name such as `Llama 3 8B` suggests. */
function familyOf(names: string, model: Sources['model']): ModelFamily | undefined {
  if (names.includes('/')) return model(names);
  const slug = names.toLowerCase().replace(/[\s_]+/g, '-');
  return model(`named/${slug}-`);
}

/** True if licenses that are claimed anyway say all that another does, in one of its editions. */
function covers(claimed: readonly string[], expression: string, licenses: Licenses): boolean {
  const urlOf = (id: string) => (Object.hasOwn(licenses, id) ? licenses[id]?.url : undefined);
  return idsOf(expression).every((id) => {
    const family = Object.hasOwn(licenses, id) ? licenses[id]?.family : undefined;
    if (FREE_TO_RELABEL.has(family ?? '') || claimed.includes(id)) return true;
    const url = urlOf(id);
    return url !== undefined && claimed.some((other) => urlOf(other) === url);
  });
}
