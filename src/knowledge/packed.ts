import type { Knowledge, License, Term } from '../model/knowledge.ts';

/**
 * Knowledge as it is stored: licenses known by family share their terms with hundreds of others and
 * have little of their own, so they are kept as groups of names, and terms once.
 */
export interface Packed extends Omit<Knowledge, 'licenses'> {
  readonly termLists: readonly (readonly Term[])[];
  readonly licenses: readonly (readonly [Omit<License, 'terms'>, number])[];
  readonly groups: readonly PackedGroup[];
}

/** Licenses known by family alone, of one group of `rules/families/`. */
interface PackedGroup {
  readonly shared: Pick<License, 'family' | 'grade' | 'detail' | 'path'>;
  readonly terms: number;
  /** What all ids of the group begin with. */
  readonly prefix: string;
  /** The rest of each id; with its name where that is not the id. */
  readonly ids: readonly (string | readonly [string, string])[];
}

/** The beginning most ids have that are not SPDX's. */
const PREFIX = 'LicenseRef-scancode-';

/** Packs knowledge for storage. */
export function pack(knowledge: Knowledge): Packed {
  const places = new Map<readonly Term[], number>();
  const termLists: (readonly Term[])[] = [];
  const placeOf = (terms: readonly Term[]): number => {
    const known = places.get(terms);
    if (known !== undefined) return known;
    const place = termLists.push(terms) - 1;
    places.set(terms, place);
    return place;
  };
  const licenses: [Omit<License, 'terms'>, number][] = [];
  const groups = new Map<string, PackedGroup & { ids: (string | [string, string])[] }>();
  for (const license of Object.values(knowledge.licenses)) {
    const { terms, ...rest } = license;
    const place = placeOf(terms);
    if (license.detail === 'complete') {
      licenses.push([rest, place]);
      continue;
    }
    const { id, name, family, grade, detail, path } = license;
    const prefix = id.startsWith(PREFIX) ? PREFIX : '';
    const key = JSON.stringify([family, grade, path, place, prefix]);
    const shared = { family, grade, detail, path };
    const group = groups.get(key) ?? { shared, terms: place, prefix, ids: [] };
    groups.set(key, group);
    const end = id.slice(prefix.length);
    group.ids.push(name === id ? end : [end, name]);
  }
  // What a mapping rests on is written for readers of `rules/`; judgement does not use it.
  const products = knowledge.products.map(({ evidence: _evidence, ...product }) => product);
  const models = knowledge.models.map(({ evidence: _evidence, ...family }) => family);
  return { ...knowledge, products, models, termLists, licenses, groups: [...groups.values()] };
}

/** Restores packed knowledge, in place where it can; terms stay shared. */
export function unpack({ termLists, licenses, groups, ...rest }: Packed): Knowledge {
  const byId: Record<string, License> = {};
  for (const [license, place] of licenses)
    byId[license.id] = Object.assign(license, { terms: termLists[place] ?? [] });
  for (const { shared, terms: place, prefix, ids } of groups) {
    const terms = termLists[place] ?? [];
    const { family, grade, detail, path } = shared;
    for (const entry of ids) {
      const id = prefix + (typeof entry === 'string' ? entry : entry[0]);
      const name = typeof entry === 'string' ? id : entry[1];
      byId[id] = { id, name, family, grade, detail, terms, path };
    }
  }
  return { ...rest, licenses: byId };
}
