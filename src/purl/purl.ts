/**
 * Package URLs (https://github.com/package-url/purl-spec): one name for a component everywhere.
 */

/** The types fineprint makes. */
type PurlType =
  | ('npm' | 'pypi' | 'docker' | 'huggingface' | 'generic' | 'github' | 'maven' | 'cargo')
  | ('golang' | 'gem' | 'nuget' | 'composer' | 'helm' | 'deb' | 'apk' | 'rpm' | 'brew');

/** Parts of a purl; `namespace` may hold several segments joined by `/`. */
export interface PurlParts {
  readonly type: PurlType;
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers?: Readonly<Record<string, string>>;
}

// purl percent-encodes everything but unreserved characters; `:` stays readable as the spec asks.
function encode(text: string): string {
  return /^[A-Za-z0-9._~-]*$/.test(text)
    ? text
    : encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('%3A', ':');
}

/**
 * Prints a purl in canonical form: pypi names lower-cased with `_` → `-`, docker names lower-cased.
 * @example purl({type: 'npm', namespace: '@babel', name: 'core', version: '7.0.0'}) // pkg:npm/%40babel/core@7.0.0
 */
export function purl(parts: PurlParts): string {
  const name =
    parts.type === 'pypi'
      ? parts.name.toLowerCase().replace(/[-_.]+/g, '-')
      : parts.type === 'docker'
        ? parts.name.toLowerCase()
        : parts.name;
  let out = `pkg:${parts.type}/`;
  if (parts.namespace) out += `${parts.namespace.split('/').map(encode).join('/')}/`;
  out += encode(name);
  if (parts.version) out += `@${encode(parts.version)}`;
  const qualifiers = Object.entries(parts.qualifiers ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (qualifiers.length > 0) {
    out += `?${qualifiers.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`;
  }
  return out;
}

/** The purl of an npm package name, scoped or not. */
export function npmPurl(name: string, version?: string): string {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  const base: PurlParts =
    slash > 0
      ? { type: 'npm', namespace: name.slice(0, slash), name: name.slice(slash + 1) }
      : { type: 'npm', name };
  return purl(version ? { ...base, version } : base);
}

/** The purl of a Hugging Face model (`org/name`) or dataset (`datasets/org/name` as namespace). */
export function huggingFacePurl(
  id: string,
  revision?: string,
  repo: 'model' | 'dataset' = 'model',
) {
  const slash = id.lastIndexOf('/');
  const base: PurlParts = {
    type: 'huggingface',
    ...(slash > 0 ? { namespace: id.slice(0, slash) } : {}),
    name: id.slice(slash + 1),
    ...(repo === 'dataset' ? { qualifiers: { repo_type: 'dataset' } } : {}),
  };
  return purl(revision ? { ...base, version: revision } : base);
}

/**
 * A purl without its version: the identity that survives an upgrade. Qualifiers stay, since
 * `?repository_url=ghcr.io` tells one publisher's image from another's.
 * @example withoutVersion('pkg:docker/redis@7') // pkg:docker/redis
 */
export function withoutVersion(text: string): string {
  const query = text.indexOf('?');
  const head = query < 0 ? text : text.slice(0, query);
  const at = head.lastIndexOf('@');
  return at > head.lastIndexOf('/') ? head.slice(0, at) + text.slice(head.length) : text;
}
