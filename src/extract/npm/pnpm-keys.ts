/** What the key of an entry under `packages` or `snapshots` says. */
export interface PackageKey {
  readonly name: string;
  /** The release, for packages of a registry. */
  readonly version?: string;
  /** `file:…`, `link:…` or an address, for everything else. */
  readonly source?: string;
}

/**
 * Reads a key of lockfile version 5 (`/@s/n/1.0.0_peer@2`), 6 (`/@s/n@1.0.0(peer@2)`) or
 * 9 (`@s/n@1.0.0(peer@2)`), with or without the registry's host in front.
 */
export function packageKey(text: string): PackageKey {
  const key = withoutPeers(text);
  if (/^(?:file|link):/.test(key)) return { name: '', source: key };
  const path = key.startsWith('/') ? key.slice(1) : key;
  const at = path.indexOf('@', 1);
  const name = at < 0 ? '' : path.slice(0, at);
  const behindName = at > 0 && !name.replace(/^@[^/]*\//, '').includes('/');
  if (behindName && /^(?:@[^/]+\/)?[^/]+$/.test(name)) {
    const rest = path.slice(at + 1);
    return /^\d[^/:]*$/.test(rest)
      ? { name, version: rest.replace(/_.*$/s, '') }
      : { name, source: rest };
  }
  return slashKey(path);
}

// Version 5: `name/1.0.0_peers`, `@scope/name/1.0.0`, `registry.example/name/1.0.0`, and addresses
// such as `github.com/owner/repo/<commit>`.
function slashKey(path: string): PackageKey {
  const segments = path.split('/');
  const isRelease = (segment: string) => /^\d+\.\d+\.\d+/.test(segment);
  const index = segments.findIndex((segment, i) => i > 0 && isRelease(segment));
  if (index < 0) {
    const [host = '', owner = '', repo = '', commit = ''] = segments;
    return commit && host.includes('.')
      ? { name: repo, source: `git+https://${host.replace(/^@/, '')}/${owner}/${repo}#${commit}` }
      : { name: path };
  }
  const last = segments[index - 1] ?? '';
  const scope = segments[index - 2] ?? '';
  return {
    name: scope.startsWith('@') ? `${scope}/${last}` : last,
    version: (segments[index] ?? '').replace(/_.*$/s, ''),
  };
}

/** A key without the peers in parentheses that an install is made with. */
export function withoutPeers(key: string): string {
  const peers = key.indexOf('(');
  return peers < 0 ? key : key.slice(0, peers);
}

/** The key a reference leads to, among those there are: `1.0.0(peer@2)` asked for as `name`. */
export function keyOf(
  name: string,
  reference: string,
  nodes: { has(key: string): boolean },
): string | undefined {
  return [
    `${name}@${reference}`,
    `/${name}@${reference}`,
    `/${name}/${reference}`,
    reference,
    `/${reference}`,
  ].find((key) => nodes.has(key));
}
