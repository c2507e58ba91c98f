import type { Component, ComponentKind, Inventory, Version } from '../model/component.ts';
import type { DeclaredIn } from '../model/evidence.ts';
import type { Knowledge, Product } from '../model/knowledge.ts';
import type { Place } from '../model/place.ts';
import { huggingFacePurl, npmPurl, type PurlParts, purl } from '../purl/purl.ts';
import { licenseCalled } from '../spdx/called.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { imagePurl, imageVersion, parseImageRef, readTag } from '../version/image-ref.ts';
import { component } from './component.ts';

/** What a word on the command line stands for, or why it stands for nothing. */
export type Asked =
  | { readonly ok: true; readonly component: Component }
  | { readonly ok: false; readonly message: string };

/** What was asked for, as if a repository had been read that names it and nothing else. */
export function inventoryOf(components: readonly Component[]): Inventory {
  const coverage = { claimed: 0, parsed: 0, failed: 0, byExtractor: {} };
  return { components, signals: [], diagnostics: [], coverage };
}

/** Where components that were asked for are seen. */
const WHERE: Place = { path: 'command line' };

type Registry = Exclude<PurlParts['type'], 'docker' | 'huggingface' | 'github'>;

/** Registries by the names people give them, with what comes from them. */
const REGISTRIES: Readonly<Record<string, { type: Registry; kind: ComponentKind }>> = {
  npm: { type: 'npm', kind: 'package' },
  pypi: { type: 'pypi', kind: 'package' },
  pip: { type: 'pypi', kind: 'package' },
  maven: { type: 'maven', kind: 'package' },
  cargo: { type: 'cargo', kind: 'package' },
  crates: { type: 'cargo', kind: 'package' },
  go: { type: 'golang', kind: 'package' },
  golang: { type: 'golang', kind: 'package' },
  gem: { type: 'gem', kind: 'package' },
  nuget: { type: 'nuget', kind: 'package' },
  composer: { type: 'composer', kind: 'package' },
  helm: { type: 'helm', kind: 'product' },
  apt: { type: 'deb', kind: 'product' },
  deb: { type: 'deb', kind: 'product' },
  apk: { type: 'apk', kind: 'product' },
  rpm: { type: 'rpm', kind: 'product' },
  brew: { type: 'brew', kind: 'product' },
  generic: { type: 'generic', kind: 'product' },
};

const IMAGES = new Set(['docker', 'oci', 'image']);
const HUBS = new Set(['hf', 'huggingface', 'model', 'dataset']);

/** Every prefix that `askedFor` reads, for messages. */
const PREFIXES: readonly string[] = [
  ...['docker', 'hf', 'dataset', 'npm', 'pypi', 'maven', 'cargo', 'go', 'gem', 'nuget', 'composer'],
  ...['helm', 'apt', 'brew'],
];

/** The kinds of component a license can be asked for. */
export const LICENSED_KINDS = ['package', 'model', 'dataset', 'image'] as const;

/**
 * Reads a word that names a component without a repository: a purl, `docker:redis@7.4`,
 * `hf:coqui/XTTS-v2`, `npm:gsap@3`, a product (`terraform@1.6.0`), or a license (`BUSL-1.1`), which
 * stands for a component of the kind given under it.
 */
export function askedFor(
  word: string,
  knowledge: Pick<Knowledge, 'products' | 'aliases' | 'licenses'>,
  kind: (typeof LICENSED_KINDS)[number] = 'package',
): Asked {
  const text = word.trim();
  if (text.startsWith('pkg:')) return fromPurl(text);
  const prefixed = /^([a-z]+):(?!\/\/)(.*)$/i.exec(text);
  if (prefixed) {
    const [, prefix = '', rest = ''] = prefixed;
    const found = fromPrefix(prefix.toLowerCase(), rest);
    if (found) return found;
  }
  const { name, version } = splitVersion(text);
  const product = productCalled(name, knowledge.products);
  if (product) return productComponent(product, version);
  const license = version === undefined ? underLicense(text, knowledge, kind) : undefined;
  if (license) return { ok: true, component: license };
  const names = [...knowledge.products.map(({ id }) => id), ...Object.keys(knowledge.licenses)];
  const hint = didYouMean(name, names);
  return {
    ok: false,
    message: `"${text}" is no product or license known here${hint}${hint ? ' Else' : ';'} say where it comes from, as in npm:${name || 'name'}, or give a purl (prefixes: ${PREFIXES.join(', ')})`,
  };
}

function fromPrefix(prefix: string, rest: string): Asked | undefined {
  if (IMAGES.has(prefix)) return image(rest.replace(/@(?!sha\d+:)/, ':'));
  if (HUBS.has(prefix)) {
    const { name, version } = splitVersion(rest);
    const isDataset = prefix === 'dataset' || name.startsWith('datasets/');
    return hub(name.replace(/^datasets\//, ''), version, isDataset);
  }
  if (!Object.hasOwn(REGISTRIES, prefix)) return undefined;
  if (prefix === 'maven') return mavenArtifact(rest);
  const { name, version } = splitVersion(rest);
  return ofRegistry(prefix, name, version);
}

/** `group:artifact`, with `:version` or `@version`; Maven itself writes colons, purls a slash. */
function mavenArtifact(text: string): Asked {
  const [group = '', artifact = '', version, ...more] = text.split(/[:/@]/);
  if (group === '' || artifact === '' || more.length > 0)
    return {
      ok: false,
      message: `"maven:${text}" is no artifact; write maven:group:artifact@version`,
    };
  return ofRegistry('maven', `${group}:${artifact}`, version === '' ? undefined : version);
}

/** The last `@` that is not the first character parts a name and its version. */
function splitVersion(text: string): { name: string; version?: string } {
  const at = text.lastIndexOf('@');
  if (at <= 0) return { name: text };
  const version = text.slice(at + 1);
  return version === '' ? { name: text.slice(0, at) } : { name: text.slice(0, at), version };
}

function image(text: string): Asked {
  const ref = parseImageRef(text);
  if (!ref.ok)
    return { ok: false, message: `"${text}" is not an image: ${ref.message}; write name:tag` };
  const { precision } = readTag(ref.value);
  return {
    ok: true,
    component: component({
      kind: 'image',
      purl: imagePurl(ref.value),
      name: ref.value.name,
      version: { text: imageVersion(ref.value), precision },
      ...STANDING,
    }),
  };
}

/** It is asked about as something the project uses itself, at run time. */
const STANDING = { scope: 'runtime', relation: 'direct', seenAt: [WHERE] } as const;

function hub(name: string, revision: string | undefined, isDataset: boolean): Asked {
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(name))
    return { ok: false, message: `"${name}" is no id of a model or dataset; write owner/name` };
  return {
    ok: true,
    component: component({
      kind: isDataset ? 'dataset' : 'model',
      purl: huggingFacePurl(name, revision, isDataset ? 'dataset' : 'model'),
      name,
      ...(revision === undefined ? {} : { version: { text: revision, precision: 'exact' } }),
      ...STANDING,
    }),
  };
}

function ofRegistry(registry: string, name: string, version: string | undefined): Asked {
  const known = REGISTRIES[registry];
  if (!known || name === '' || /\s/.test(name))
    return { ok: false, message: `"${registry}:${name}" names nothing; write ${registry}:<name>` };
  return {
    ok: true,
    component: component({
      kind: known.kind,
      purl: registryPurl(known.type, name, version),
      name,
      ...(version === undefined ? {} : { version: versionOf(version) }),
      ...STANDING,
    }),
  };
}

function registryPurl(type: Registry, name: string, version: string | undefined): string {
  if (type === 'npm') return npmPurl(name, version);
  const slash = type === 'maven' ? name.indexOf(':') : name.lastIndexOf('/');
  return purl({
    type,
    ...(slash > 0 ? { namespace: name.slice(0, slash) } : {}),
    name: name.slice(slash + 1),
    ...(version === undefined ? {} : { version }),
  });
}

/** Three numbers, or one with a suffix, are a release; fewer, and everything with a sign, is a range. */
function versionOf(text: string): Version {
  const isRelease = /^v?\d+(?:\.\d+){2,}/.test(text) || /^v?\d[\d.]*[-+a-z]/i.test(text);
  return { text, precision: isRelease ? 'exact' : 'range' };
}

function fromPurl(text: string): Asked {
  const found = /^pkg:([a-z]+)\/([^@?#]+)(?:@([^?#]+))?(?:\?([^#]*))?/i.exec(text);
  if (!found)
    return { ok: false, message: `"${text}" is no purl; write pkg:<type>/<name>@<version>` };
  const [, type = '', path = '', rawVersion, query = ''] = found;
  let name: string;
  let version: string | undefined;
  try {
    name = path.split('/').map(decodeURIComponent).join('/');
    version = rawVersion === undefined ? undefined : decodeURIComponent(rawVersion);
  } catch {
    return { ok: false, message: `"${text}" is no purl: a % in it is followed by no hex digits` };
  }
  const lower = type.toLowerCase();
  const qualifiers = new URLSearchParams(query);
  if (lower === 'docker' || lower === 'oci') {
    const registry = qualifiers.get('repository_url');
    const separator = version?.startsWith('sha256:') ? '@' : ':';
    return image(
      `${registry ? `${registry}/` : ''}${name}${version ? `${separator}${version}` : ''}`,
    );
  }
  if (lower === 'huggingface') return hub(name, version, qualifiers.get('repo_type') === 'dataset');
  if (Object.hasOwn(REGISTRIES, lower))
    return ofRegistry(lower, lower === 'maven' ? name.replace('/', ':') : name, version);
  return {
    ok: false,
    message: `purls of type ${lower} are not read; known are docker, huggingface, ${Object.keys(REGISTRIES).join(', ')}`,
  };
}

/** The product people call by a name that needs no prefix. */
export function productCalled(name: string, products: readonly Product[]): Product | undefined {
  const wanted = name.toLowerCase();
  const isCalled = (names: readonly string[] | undefined) =>
    (names ?? []).some((one) => one.toLowerCase() === wanted);
  return (
    products.find(({ id }) => id.toLowerCase() === wanted) ??
    products.find(({ names }) => isCalled(names['generic']))
  );
}

/** Places a product can be had from, the ones that say least of how it is used first. */
const PLACES = ['generic', 'image', ...Object.keys(REGISTRIES)];

function productComponent(product: Product, version: string | undefined): Asked {
  const place = PLACES.find((one) => product.names[one]?.some((name) => !name.includes('*')));
  const name = place && product.names[place]?.find((one) => !one.includes('*'));
  if (place === undefined || name === undefined)
    return { ok: false, message: `${product.title} has no name of its own; name a package of it` };
  if (place === 'image') return image(version === undefined ? name : `${name}:${version}`);
  return ofRegistry(place, name, version);
}

const DECLARED_IN: Readonly<Record<(typeof LICENSED_KINDS)[number], DeclaredIn>> = {
  package: 'license-field',
  model: 'model-card',
  dataset: 'model-card',
  image: 'image-label',
};

/** Something of a kind under a license. */
function underLicense(
  text: string,
  { aliases, licenses }: Pick<Knowledge, 'aliases' | 'licenses'>,
  kind: (typeof LICENSED_KINDS)[number],
): Component | undefined {
  const expression = licenseCalled(text, Object.keys(licenses), aliases);
  if (expression === undefined) return undefined;
  return component({
    kind,
    purl: purl({ type: 'generic', name: expression }),
    // A model's name tells of its family; the name of its license must not.
    name: kind === 'model' ? 'a model' : `a ${kind} under ${expression}`,
    evidence: [{ kind: 'declared', in: DECLARED_IN[kind], raw: expression, where: WHERE }],
    ...STANDING,
  });
}
