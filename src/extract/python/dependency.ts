import type { Version } from '../../model/component.ts';
import { type PurlParts, purl } from '../../purl/purl.ts';
import { parseRequirement, type Requirement, specifierVersion } from './requirement.ts';

/** A distribution of others that some file names: what a component is made of. */
export interface Dependency {
  readonly name: string;
  readonly purl: string;
  readonly version?: Version;
}

/** A dependency on a package index name; only an exact version enters the purl. */
export function pypiDependency(name: string, version?: Version): Dependency {
  const parts: PurlParts = { type: 'pypi', name };
  const exact = version?.precision === 'exact' ? { ...parts, version: version.text } : parts;
  return { name, purl: purl(exact), ...(version ? { version } : {}) };
}

/** The dependency of a PEP 508 requirement; `undefined`: it is a path of our own tree. */
export function requirementDependency(requirement: Requirement): Dependency | undefined {
  const { name, specifier, url } = requirement;
  return url === undefined
    ? pypiDependency(name, specifierVersion(specifier))
    : urlDependency(url, name);
}

const VCS = /^(?:git|hg|svn|bzr)\+/;

/** True for addresses and paths, as opposed to names. */
export function isAddress(text: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ||
    /^file:/i.test(text) ||
    VCS.test(text) ||
    /^[./~]/.test(text) ||
    /^[A-Za-z]:\\/.test(text) ||
    /^[^[;@#\s]*[/\\]/.test(text) ||
    ARCHIVE.test(text)
  );
}

const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/i;

/**
 * The dependency behind an address or path: version control, a wheel, a source archive.
 * `undefined` for a directory of ours. `name` is what the file calls it, if it does.
 *
 * `name @ file:///…` with an absolute path is kept by its name: `pip freeze` writes it for
 * everything conda installed, and none of that is ours.
 */
export function urlDependency(address: string, name?: string): Dependency | undefined {
  const hash = address.indexOf('#');
  const url = withoutCredentials(hash < 0 ? address : address.slice(0, hash));
  const fragment = hash < 0 ? '' : address.slice(hash + 1);
  const known = name ?? eggName(fragment);
  if (VCS.test(url)) return vcsDependency(url, known);
  const file = archiveName(url);
  if (/^https?:/i.test(url)) {
    const archive = file ?? (known === undefined ? undefined : { name: known });
    if (known !== undefined || file?.version) {
      return pypiDependency(known ?? archive?.name ?? '', archive?.version);
    }
    return sourceDependency(url, { download_url: url });
  }
  if (file?.version) return pypiDependency(known ?? file.name, file.version);
  return known !== undefined && /^file:\/\/\//i.test(url) ? pypiDependency(known) : undefined;
}

/** An address without the user and password it may hold, so that no report repeats them. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z+]{1,20}:\/\/)[^/@]*@/i, '$1');
}

function eggName(fragment: string): string | undefined {
  for (const part of fragment.split('&')) {
    if (part.startsWith('egg=')) return parseRequirement(part.slice(4))?.name;
  }
  return undefined;
}

function vcsDependency(url: string, name: string | undefined): Dependency {
  const host = url.indexOf('://');
  const path = url.indexOf('/', host < 0 ? 0 : host + 3);
  const at = url.lastIndexOf('@');
  const ref = path >= 0 && at > path ? url.slice(at + 1) : undefined;
  const base = ref === undefined ? url : url.slice(0, at);
  const version = ref ? refVersion(ref) : undefined;
  if (name !== undefined) return pypiDependency(name, version);
  return sourceDependency(base, { vcs_url: base }, version);
}

/**
 * What a git ref says of the version: a commit is exact, a tag that is a release number
 * (`v4.30.0`) is that release, everything else moves.
 */
export function refVersion(ref: string): Version {
  if (/^[0-9a-f]{7,64}$/.test(ref)) return { text: ref, precision: 'exact' };
  const release = /^(?:refs\/tags\/)?v?(\d+(?:\.\d+){1,4}(?:(?:a|b|rc|\.post|\.dev)\d+)?)$/.exec(
    ref,
  )?.[1];
  return release ? { text: release, precision: 'exact' } : { text: ref, precision: 'floating' };
}

// Without a name only the address tells things apart. A repository of a known forge has a purl
// type; the rest are generic with the address as a qualifier.
function sourceDependency(
  url: string,
  qualifiers: Readonly<Record<string, string>>,
  version?: Version,
): Dependency {
  const exact = version?.precision === 'exact' ? { version: version.text } : {};
  const forge = /^[a-z+]*:\/\/(?:www\.)?github\.com[/:]([^/]+)\/([^/]+)/i.exec(url);
  const last = url.slice(url.replace(/\/+$/, '').lastIndexOf('/') + 1) || url;
  const name = (forge?.[2] ?? last).replace(/\.git\/?$|\/$/, '');
  const parts: PurlParts = forge?.[1]
    ? { type: 'github', namespace: forge[1].toLowerCase(), name: name.toLowerCase(), ...exact }
    : { type: 'generic', name, qualifiers, ...exact };
  return {
    name: forge?.[1] ? `${forge[1]}/${name}` : name,
    purl: purl(parts),
    ...(version ? { version } : {}),
  };
}

/** Name and version in the file name of a wheel (`a_b-1.0-py3-none-any.whl`) or source archive. */
function archiveName(url: string): { name: string; version?: Version } | undefined {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const suffix = ARCHIVE.exec(file)?.[0];
  if (suffix === undefined) return undefined;
  const stem = file.slice(0, -suffix.length);
  const dash = suffix.toLowerCase() === '.whl' ? stem.indexOf('-') : stem.lastIndexOf('-');
  const text = dash < 0 ? undefined : stem.slice(dash + 1).split('-')[0];
  const release = text === undefined ? undefined : text.replaceAll('%2B', '+');
  return parseRequirement(stem.slice(0, Math.max(dash, 0))) && release && /^\d/.test(release)
    ? { name: stem.slice(0, dash), version: { text: release, precision: 'exact' } }
    : { name: stem };
}
