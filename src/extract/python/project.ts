import type { Component, LicenseText } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { purl } from '../../purl/purl.ts';
import { compareText } from '../../syntax/compare.ts';
import { component } from '../component.ts';
import { matchesGlob } from './glob.ts';
import type { LicenseStatements } from './licenses.ts';

/** The project a manifest describes, as component zero. */
export function projectComponent(
  head: { readonly name: string; readonly version: string | undefined; readonly where: Place },
  { evidence, licenseTexts }: LicenseStatements,
): Component {
  const { name, version, where } = head;
  const exact = version ? { version } : {};
  return component({
    purl: purl({ type: 'pypi', name, ...exact }),
    kind: 'project',
    name,
    ...(version ? { version: { text: version, precision: 'exact' } } : {}),
    scope: 'runtime',
    relation: 'self',
    role: 'application',
    evidence,
    licenseTexts,
    seenAt: [where],
  });
}

/** Classifiers and fields as statements, without those that state nothing. */
export function statements(evidence: readonly (Evidence | undefined)[]): LicenseStatements {
  return { evidence: evidence.filter((one) => one !== undefined), licenseTexts: [] };
}

/** The directory of a path, with a `/` at its end; `''` for the root. */
export function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A license glob of a manifest and where it stands. */
export interface LicenseGlob {
  readonly glob: string;
  readonly where: Place;
}

// Each glob is tried on every file of the tree.
const MOST_GLOBS = 100;

/**
 * The files of the tree that license globs mean (PEP 639: relative to the manifest, `*` within a
 * segment, `**` across). A glob that nothing matches is an `include-missing`.
 */
export function licenseFiles(
  named: readonly LicenseGlob[],
  tree: Tree,
): { readonly texts: readonly LicenseText[]; readonly missing: readonly Diagnostic[] } {
  const found = new Set<string>();
  const missing: Diagnostic[] = [];
  for (const { glob, where } of named.slice(0, MOST_GLOBS)) {
    const base = directoryOf(where.path);
    const plain = glob.replace(/^\.\//, '');
    const paths = /[*?[]/.test(plain) ? globbed(plain, base, tree) : [`${base}${plain}`];
    const present = paths.filter((path) => tree.has(path));
    for (const path of present) found.add(path);
    if (present.length > 0) continue;
    const message = `no license file ${plain.slice(0, 120)} in the tree; add it or correct its name`;
    missing.push(diagnostic('include-missing', 'warning', where, message));
  }
  const [over] = named.slice(MOST_GLOBS);
  if (over) {
    const message = `only ${MOST_GLOBS} license globs are read; name the files with fewer`;
    missing.push(diagnostic('limit-reached', 'warning', over.where, message));
  }
  return { texts: [...found].map((path) => ({ kind: 'file', path })), missing };
}

function globbed(glob: string, base: string, tree: Tree): string[] {
  const paths: string[] = [];
  for (const directory of tree.directories) {
    const inside = directory.path === '' ? '' : `${directory.path}/`;
    if (directory.zone !== 'project' || !inside.startsWith(base)) continue;
    for (const file of directory.files) {
      if (matchesGlob(glob, `${inside}${file}`.slice(base.length))) paths.push(inside + file);
    }
  }
  return paths.sort(compareText);
}
