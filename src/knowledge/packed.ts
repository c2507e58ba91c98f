import type { Knowledge, License, Term } from '../model/knowledge.ts';

/**
 * Knowledge as it is stored: hundreds of licenses share the terms of their family, so terms are kept
 * once and licenses refer to them.
 */
export interface Packed extends Omit<Knowledge, 'licenses'> {
  readonly termLists: readonly (readonly Term[])[];
  readonly licenses: readonly (readonly [Omit<License, 'terms'>, number])[];
}

/** Packs knowledge for storage. */
export function pack(knowledge: Knowledge): Packed {
  const places = new Map<readonly Term[], number>();
  const termLists: (readonly Term[])[] = [];
  const licenses = Object.values(knowledge.licenses).map(({ terms, ...license }) => {
    let place = places.get(terms);
    if (place === undefined) {
      place = termLists.push(terms) - 1;
      places.set(terms, place);
    }
    return [license, place] as const;
  });
  // What a mapping rests on is written for readers of `rules/`; judgement does not use it.
  const products = knowledge.products.map(({ evidence: _evidence, ...product }) => product);
  const models = knowledge.models.map(({ evidence: _evidence, ...family }) => family);
  return { ...knowledge, products, models, termLists, licenses };
}

/** Restores packed knowledge; terms stay shared. */
export function unpack({ termLists, licenses, ...rest }: Packed): Knowledge {
  const byId: Record<string, License> = {};
  for (const [license, place] of licenses)
    byId[license.id] = { ...license, terms: termLists[place] ?? [] };
  return { ...rest, licenses: byId };
}
