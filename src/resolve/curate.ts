import type { Component, Role } from '../model/component.ts';
import type { CuratedLicense, Evidence } from '../model/evidence.ts';
import type { Knowledge, ModelFamily, Product, ProductVersions } from '../model/knowledge.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { readRows } from '../version/range.ts';

type Curated = Extract<Evidence, { kind: 'curated' }>;

/** What is known of a component by its name. */
interface About {
  /** The license our rules give to it, for the versions it can mean. */
  readonly curated?: Curated;
  /** The part it plays, where its name alone tells. */
  readonly role?: Role;
}

/** Finds what `rules/` know of a component by its name. */
export interface Curator {
  about(component: Component): About;
  /** The license of a model by id alone, for its lineage. */
  model(id: string): ModelFamily | undefined;
}

/** Indexes products and models once: exact names by map, the few patterns with `*` one by one. */
export function curator(knowledge: Pick<Knowledge, 'products' | 'models'>): Curator {
  const exact = new Map<string, Product>();
  const patterns = new Map<string, { pattern: string; product: Product }[]>();
  for (const product of knowledge.products) {
    for (const [place, names] of Object.entries(product.names)) {
      for (const name of names) {
        if (name.includes('*')) {
          patterns.set(place, [...(patterns.get(place) ?? []), { pattern: name, product }]);
        } else exact.set(`${place} ${name.toLowerCase()}`, product);
      }
    }
  }
  const productOf = (place: string, name: string): Product | undefined =>
    exact.get(`${place} ${name.toLowerCase()}`) ??
    patterns.get(place)?.find(({ pattern }) => matchesPattern(pattern, name))?.product;
  const known = (component: Component): Product | undefined => {
    const place = placeOf(component);
    return place ? productOf(place, component.name) : undefined;
  };
  const model = modelFinder(knowledge.models);
  return {
    model,
    about: (component) => {
      if (component.kind === 'model') {
        const curated = curatedModel(component, model(component.name));
        return curated ? { curated } : NOTHING;
      }
      const product = known(component);
      if (product) {
        const curated = curatedProduct(component, product);
        return product.role ? { curated, role: product.role } : { curated };
      }
      const original = originalOf(component);
      const copied = original === undefined ? undefined : productOf('image', original);
      if (!copied) return NOTHING;
      return { curated: asCopy(curatedProduct(component, copied), component.name) };
    },
  };
}

const NOTHING: About = {};

/**
 * The name an image of a private registry would have if it is a copy of a public one:
 * `registry.acme.example/library/redis` of `redis`, `mirror.acme.example/hub/grafana/grafana` of
 * `grafana/grafana`. A name of one part may be anybody's own image and suggests nothing.
 */
function originalOf({ kind, name }: Component): string | undefined {
  if (kind !== 'image') return undefined;
  const [host = '', ...path] = name.split('/');
  if (!/[.:]/.test(host)) return undefined;
  const [owner, image] = path.slice(-2);
  if (owner === undefined || image === undefined) return undefined;
  return owner === 'library' ? image : `${owner}/${image}`;
}

/** What is known of the original, as a guess about its copy: a name may ask, and decides nothing. */
function asCopy(curated: Curated, name: string): Curated {
  const grade = curated.grade === 'text' ? 'secondary' : curated.grade;
  return {
    ...curated,
    guess: true,
    grade,
    because: `${curated.because}, if ${name} is a copy of it`,
  };
}

function placeOf({ kind, purl }: Component): string | undefined {
  if (kind === 'image') return 'image';
  if (kind !== 'package' && kind !== 'product') return undefined;
  const type = purl.slice('pkg:'.length, purl.indexOf('/'));
  return Object.hasOwn(PLACES, type) ? PLACES[type] : type;
}

/** Types of purls whose names our rules list under a shorter word. */
const PLACES: Readonly<Record<string, string>> = {
  golang: 'go',
  // Distributions call a product alike where they name it at all.
  deb: 'apt',
  apk: 'apt',
  rpm: 'apt',
};

// A family beats a guess, a longer pattern a shorter one: `*llama-3.1*` says
// more of a model than `*llama*`.
function modelFinder(models: readonly ModelFamily[]): (id: string) => ModelFamily | undefined {
  const known = new Map<string, ModelFamily | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, find(models, id));
    return known.get(id);
  };
}

function find(models: readonly ModelFamily[], id: string): ModelFamily | undefined {
  let best: { family: ModelFamily; rank: number } | undefined;
  for (const family of models) {
    if (family.except.some((pattern) => matchesPattern(pattern, id))) continue;
    for (const pattern of family.match) {
      if (!matchesPattern(pattern, id)) continue;
      const certain = family.guess ? 0 : 1000;
      const rank =
        certain + pattern.replaceAll('*', '').length + (pattern.includes('*') ? 0 : 10_000);
      if (!best || rank > best.rank) best = { family, rank };
    }
  }
  return best?.family;
}

function curatedModel(component: Component, family: ModelFamily | undefined): Curated | undefined {
  if (!family) return undefined;
  return {
    kind: 'curated',
    possible: [{ expression: family.license, versions: '*' }],
    others: [],
    because: `${component.name} is ${family.guess ? 'one of the ' : ''}${family.title}${family.note ? ` (${family.note.replace(/\.$/, '')})` : ''}`,
    grade: family.grade,
    ...(family.guess ? { guess: true } : {}),
    ...(family.alternative ? { alternative: family.alternative } : {}),
    where: { path: family.path },
  };
}

function curatedProduct(component: Component, product: Product): Curated {
  const { rows, by } = readRows(component.version, product.versions, product.newest);
  const others = product.versions.filter((row) => !rows.includes(row));
  const permittedBy = permittedRows(component, product);
  const possible = distinct(rows.map(licenseOf));
  return {
    kind: 'curated',
    possible,
    others: distinct(
      others.map((row): CuratedLicense => {
        const constraint = permittedBy.get(row);
        return {
          ...licenseOf(row),
          ...(constraint === undefined ? {} : { permittedBy: constraint }),
        };
      }),
    ),
    because: `${product.title} ${component.version?.text ?? 'without a version'}${possible.length > 1 || by === 'assumed-newest' ? READ_AS[by] : ''}`,
    grade: product.grade,
    ...(product.alternative ? { alternative: product.alternative } : {}),
    where: { path: product.path },
  };
}

/** The rows of a product that the constraints of manifests reach, where something else decided. */
function permittedRows(
  { permits = [] }: Component,
  { versions, newest }: Product,
): ReadonlyMap<ProductVersions, string> {
  const found = new Map<ProductVersions, string>();
  for (const text of permits) {
    const { rows, by } = readRows({ text, precision: 'range' }, versions, newest);
    if (by === 'unreadable') continue;
    for (const row of rows) if (!found.has(row)) found.set(row, text);
  }
  return found;
}

const READ_AS = {
  release: '',
  range: ' can mean several releases',
  newest: ' follows the newest release',
  'assumed-newest': ' is taken to follow the newest release',
  unreadable: ' does not tell its release',
} as const;

function licenseOf({ license, range, pin, parameters }: ProductVersions): CuratedLicense {
  return {
    expression: license,
    versions: range,
    ...(pin ? { pin } : {}),
    ...(parameters ? { parameters } : {}),
  };
}

// Rows with one license are one possibility, whatever ranges they stand for.
function distinct(licenses: readonly CuratedLicense[]): CuratedLicense[] {
  const byMeaning = new Map<string, CuratedLicense>();
  for (const license of licenses) {
    const key = JSON.stringify([license.expression, license.parameters ?? null]);
    const known = byMeaning.get(key);
    byMeaning.set(
      key,
      known
        ? {
            ...known,
            versions: `${known.versions} || ${license.versions}`,
            ...pinOf(known, license),
            ...(license.permittedBy === undefined ? {} : { permittedBy: license.permittedBy }),
          }
        : license,
    );
  }
  return [...byMeaning.values()];
}

function pinOf(a: CuratedLicense, b: CuratedLicense): { pin?: string } {
  const pin = a.pin ?? b.pin;
  return pin ? { pin } : {};
}
