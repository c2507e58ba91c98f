import type { Component, Version } from '../../model/component.ts';
import { npmPurl, purl } from '../../purl/purl.ts';

/**
 * What the value of a dependency entry asks for.
 *
 * `registry` a release of a package · `remote` code fetched from a repository or a URL
 * · `own` a folder of this repository (`workspace:`, `file:`, `link:`, `portal:`).
 */
export type Target =
  | {
      readonly kind: 'registry';
      /** The real name: for `npm:preact@^10` it is `preact`, whatever the entry is called. */
      readonly name: string;
      /** The range as written; absent when it stands elsewhere (`catalog:`). */
      readonly range?: string;
      readonly modified?: 'yes';
    }
  | { readonly kind: 'remote'; readonly purl: string; readonly version?: Version }
  | { readonly kind: 'own' };

const EXACT = /^[=v\s]*(\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?)$/;
const COMMIT = /^[0-9a-f]{7,64}$/i;
const ARCHIVE = /\.(?:tgz|tar\.gz|tar)(?:[?#][\s\S]*)?$/i;

/** Longest name a registry takes is 214 characters; the bound leaves room for old ones. */
const MAX_NAME = 300;

/** True for what can be a package name: `left-pad`, `@babel/core`. */
export function isPackageName(name: string): boolean {
  return name.length <= MAX_NAME && /^(?:@[^/\s@]+\/)?[^/\s@]+$/.test(name);
}

/**
 * Reads the value of a dependency entry as npm, pnpm, yarn and bun write them.
 * @example parseSpecifier('react', 'npm:preact@^10') // {kind: 'registry', name: 'preact', range: '^10'}
 */
export function parseSpecifier(name: string, written: string): Target {
  const text = written.trim();
  const protocol = /^([a-z+]+):/i.exec(text)?.[1]?.toLowerCase();
  const rest = protocol === undefined ? text : text.slice(protocol.length + 1);
  switch (protocol) {
    case 'workspace':
    case 'link':
    case 'portal':
    case 'root':
      return { kind: 'own' };
    case 'file':
      return local(name, rest);
    case 'catalog':
      return { kind: 'registry', name };
    case 'npm':
      return alias(name, rest);
    case 'jsr':
      return jsr(name, rest);
    case 'patch':
      return patched(name, rest);
    case undefined:
      if (/^(?:\.|\/|~\/)/.test(text)) return local(name, text);
      if (/^[\w.-]+@[\w.-]+:/.test(text)) return remote(name, text);
      return /^[\w.-]+\/[^/\s]/.test(text)
        ? remote(name, `github:${text}`)
        : { kind: 'registry', name, range: text };
    default:
      return remote(name, text);
  }
}

// A packed archive in the tree is a release somebody made; a folder is our own code.
function local(name: string, path: string): Target {
  return ARCHIVE.test(path) ? { kind: 'registry', name } : { kind: 'own' };
}

function alias(name: string, text: string): Target {
  const at = text.lastIndexOf('@');
  if (at > 0) return { kind: 'registry', name: text.slice(0, at), range: text.slice(at + 1) };
  // Yarn writes a plain range or tag behind its protocol; npm writes a name without a range.
  if (text === '' || /^(?:[\d^~<>=*xXv]|latest$|next$)/.test(text))
    return { kind: 'registry', name, range: text };
  return { kind: 'registry', name: text, range: '' };
}

// JSR's npm mirror serves `@std/path` as `@jsr/std__path`.
function jsr(name: string, text: string): Target {
  const target = text.startsWith('@') ? alias(name, text) : alias(name, `${name}@${text}`);
  if (target.kind !== 'registry') return target;
  const mirrored = target.name.startsWith('@jsr/')
    ? target.name
    : `@jsr/${target.name.replace(/^@/, '').replace('/', '__')}`;
  return { ...target, name: mirrored };
}

// `patch:name@npm%3A1.0.0#./fix.patch`; `builtin<…>` patches are yarn's own, not ours.
function patched(name: string, text: string): Target {
  const hash = text.indexOf('#');
  const source = decode(hash < 0 ? text : text.slice(0, hash));
  const at = source.indexOf('@', 1);
  const inner: Target =
    at < 0 || source.startsWith('patch:')
      ? { kind: 'registry', name }
      : parseSpecifier(source.slice(0, at), source.slice(at + 1));
  if (inner.kind !== 'registry' || text.includes('builtin<', hash)) return inner;
  return { ...inner, modified: 'yes' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Code that is fetched from a repository or a URL and not from a registry.
 * GitHub becomes `pkg:github/owner/repo@ref`; anything else `pkg:generic` with where it is fetched.
 */
export function remote(name: string, url: string, release?: string): Target {
  const hash = url.indexOf('#');
  const address = hash < 0 ? url : url.slice(0, hash);
  const fragment = hash < 0 ? '' : url.slice(hash + 1);
  const github = githubRepository(address);
  const ref = github?.ref ?? fragment.replace(/^commit[:=]/, '');
  const version = referenceVersion(ref);
  if (github) {
    const base = { type: 'github', namespace: github.owner, name: github.repo } as const;
    const named = ref !== '' && version.precision !== 'range';
    return { kind: 'remote', purl: purl(named ? { ...base, version: ref } : base), version };
  }
  const archive = /^https?:/i.test(address) && !address.endsWith('.git');
  const qualifiers = archive ? { download_url: url } : { vcs_url: url };
  const base = { type: 'generic', name, qualifiers } as const;
  if (release !== undefined) {
    const exact: Version = { text: release, precision: 'exact' };
    return { kind: 'remote', purl: purl({ ...base, version: release }), version: exact };
  }
  return { kind: 'remote', purl: purl(base), ...(archive ? {} : { version }) };
}

// A commit or a version tag stays; a branch, or nothing, moves.
function referenceVersion(ref: string): Version {
  if (ref.startsWith('semver:')) return { text: ref.slice(7), precision: 'range' };
  if (COMMIT.test(ref) || EXACT.test(ref)) return { text: ref, precision: 'exact' };
  return { text: ref || 'HEAD', precision: 'floating' };
}

function githubRepository(
  address: string,
): { owner: string; repo: string; ref?: string } | undefined {
  const path =
    /^github:(.+)$/i.exec(address)?.[1] ??
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?(?:codeload\.)?github\.com[/:](.+)$/i.exec(
      address,
    )?.[1] ??
    /^(?:git\+ssh:\/\/)?git@github\.com:(.+)$/i.exec(address)?.[1];
  const [owner, repo, kind, ...more] = path?.split('/') ?? [];
  if (!owner || !repo) return undefined;
  const found = { owner: owner.toLowerCase(), repo: repo.replace(/\.git$/, '').toLowerCase() };
  const ref = more
    .join('/')
    .replace(/^refs\/(?:tags|heads)\//, '')
    .replace(ARCHIVE, '');
  return /^(?:tar\.gz|legacy\.tar\.gz|tarball|archive|zip|zipball)$/.test(kind ?? '') && ref
    ? { ...found, ref }
    : found;
}

/** How firmly a range of npm's names a release; `''` is npm's way to write `*`. */
export function rangeVersion(range: string): Version {
  const text = range.trim() || '*';
  if (EXACT.test(text)) return { text, precision: 'exact' };
  const tag = /^[a-z]/i.test(text) && !/^[vx](?:\d|[.*]|$)/i.test(text);
  return { text, precision: tag ? 'floating' : 'range' };
}

/** The release a range names exactly: `=1.2.3` gives `1.2.3`, `^1.2.3` nothing. */
function exactRelease(range: string): string | undefined {
  return EXACT.exec(range.trim())?.[1];
}

/** The naming fields of a component a target stands for; `undefined` for code of our own. */
export function identity(
  name: string,
  target: Target,
): Pick<Component, 'purl' | 'name' | 'version' | 'modified'> | undefined {
  if (target.kind === 'own') return undefined;
  if (target.kind === 'remote')
    return { purl: target.purl, name, ...(target.version ? { version: target.version } : {}) };
  const { range, modified } = target;
  return {
    purl: npmPurl(target.name, range === undefined ? undefined : exactRelease(range)),
    name: target.name,
    ...(range === undefined ? {} : { version: rangeVersion(range) }),
    ...(modified ? { modified } : {}),
  };
}
