import type { Component, Relation, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Extraction } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import { npmPurl } from '../../purl/purl.ts';
import { identity, isPackageName, remote } from './specifier.ts';

/** What a lockfile says of one installed package. */
export interface Locked {
  readonly name: string;
  /** The release, where one is written. */
  readonly version?: string | undefined;
  /** A packed archive of the tree, of which older formats do not write the release. */
  readonly unversioned?: boolean | undefined;
  /** Where its code comes from, if that is written and not a registry. */
  readonly source?: string | undefined;
  readonly scope: Scope;
  readonly relation: Relation;
  readonly modified?: 'yes' | 'no' | undefined;
  /** What it says of the processors it is built for: see `isNative`. */
  readonly native?: boolean | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly where: Place;
}

/**
 * The component of a locked package, or the reason why there is none.
 * What comes from a registry as released is not modified.
 */
export function lockedComponent(locked: Locked): Component | Diagnostic {
  const { name, source, where } = locked;
  const named = isPackageName(name) ? nameOf(locked) : undefined;
  if (!named) {
    const shown = JSON.stringify(name.slice(0, 100));
    const message = `the entry ${shown} has no usable name or version and is left out: make the lockfile anew`;
    return diagnostic('malformed-entry', 'error', where, message);
  }
  const { scope, relation, evidence = [] } = locked;
  const modified = locked.modified ?? (source === undefined ? 'no' : undefined);
  const seenAt = [where];
  const { purl, version } = named;
  // Written out and not completed by spreading, because lockfiles have thousands of entries.
  const made: Draft = {
    id: purl,
    purl,
    kind: 'package',
    name: named.name,
    scope,
    relation,
    role: 'library',
    evidence,
    licenseTexts: NONE,
    lineage: NONE,
    seenAt,
  };
  if (version) made.version = version;
  if (modified) made.modified = modified;
  if (locked.native) made.native = true;
  return made;
}

/**
 * True for the `cpu` of a package that is built for certain processors, which `any` and `!arm` leave
 * open. `wasm32` is one: npm installs it where Node itself runs as WebAssembly, and nowhere else. See
 * `cpu` in npm's page on package.json. Bun writes `none` for a processor it does not know, such as riscv64.
 */
export function isNative(cpu: unknown): boolean {
  const all: unknown[] = Array.isArray(cpu) ? cpu : [cpu];
  return all.length > 0 && all.every((one) => typeof one === 'string' && PROCESSOR.test(one));
}

const PROCESSOR =
  /^(?:x64|ia32|arm|arm64|armv\d\w?|ppc|ppc64|ppc64le|s390|s390x|riscv64|loong64|wasm32|mips|mipsel|mips64el|none)$/;

type Draft = { -readonly [Key in keyof Component]: Component[Key] };

const NONE: readonly never[] = [];

function nameOf({
  name,
  version,
  source,
  unversioned,
}: Locked): Pick<Component, 'purl' | 'name' | 'version'> | undefined {
  if (source !== undefined) return identity(name, remote(name, source, version));
  if (unversioned && version === undefined) return { purl: npmPurl(name), name };
  if (!version || !isRelease(version)) return undefined;
  return { purl: npmPurl(name, version), name, version: { text: version, precision: 'exact' } };
}

function isRelease(version: string): boolean {
  return version.length <= 256 && /^\d[^\s/:]*$/.test(version);
}

/**
 * The address of code that does not come from a registry, or undefined. Registries serve
 * `…/-/name-1.0.0.tgz` or a path without an archive's extension.
 */
export function remoteSource(address: string | undefined): string | undefined {
  if (!address) return undefined;
  if (/^(?:git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:)/i.test(address)) return address;
  if (!/^https?:/i.test(address)) return undefined;
  const path = address.replace(/[?#].*$/s, '');
  if (/^https?:\/\/codeload\.github\.com\//i.test(path) || path.endsWith('.git')) return address;
  return /\.(?:tgz|tar\.gz|tar)$/i.test(path) && !path.includes('/-/') ? address : undefined;
}

/** Collects what becomes of the entries of a lockfile. */
export function collect(found: readonly (Component | Diagnostic)[]): Extraction {
  const components: Component[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const one of found) {
    if ('code' in one) diagnostics.push(one);
    else components.push(one);
  }
  return { components, diagnostics };
}

/** A lockfile that could not be read at all. */
export function unreadable(
  code: 'malformed-file' | 'unsupported-format',
  where: Place | string,
  message: string,
): Extraction {
  return { components: [], diagnostics: [diagnostic(code, 'error', where, message)] };
}

/** A place whose line may not be known. */
export function placeAt(path: string, line: number | undefined): Place {
  return line === undefined ? { path } : { path, line };
}

/** `name@rest` split at the `@` behind the name, which may be scoped. */
export function splitAt(text: string): { name: string; rest: string } | undefined {
  const at = text.indexOf('@', 1);
  return at < 0 ? undefined : { name: text.slice(0, at), rest: text.slice(at + 1) };
}
