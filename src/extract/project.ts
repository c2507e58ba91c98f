import type { Component, LicenseText } from '../model/component.ts';
import type { Tree } from '../model/tree.ts';
import { component } from './component.ts';
import { filesInLicenseFolders, fileTexts, licenseFilesIn } from './license-file.ts';

/**
 * Puts the scanned repository itself at the head of the components, with the license texts at its
 * root or in its license folder. A manifest at the root names it; else it is known by its license file alone; a tree with
 * neither has no component zero.
 */
export function withProject(components: readonly Component[], tree: Tree): Component[] {
  const { license } = licenseFilesIn(tree, '');
  // A folder of licenses holds those of all that is in the tree, and speaks where nothing else does.
  const licenseTexts = fileTexts(license.length > 0 ? license : filesInLicenseFolders(tree, ''));
  const atRoot = components.filter(
    ({ kind, seenAt }) => kind === 'project' && seenAt.some(({ path }) => !path.includes('/')),
  );
  // The manifest at the root is also a place of the parts that it depends on.
  const zero =
    atRoot.find(({ seenAt }) => seenAt.every(({ path }) => !path.includes('/'))) ?? atRoot[0];
  const rest = components.filter((other) => other !== zero);
  if (zero) return [{ ...zero, licenseTexts: union(zero.licenseTexts, licenseTexts) }, ...rest];
  if (licenseTexts.length === 0) return rest;
  const project = component({
    purl: 'pkg:generic/project',
    kind: 'project',
    name: 'this repository',
    relation: 'self',
    scope: 'runtime',
    licenseTexts,
    seenAt: licenseTexts.flatMap((text) => (text.kind === 'file' ? [{ path: text.path }] : [])),
  });
  return [project, ...rest];
}

function union(known: readonly LicenseText[], more: readonly LicenseText[]): LicenseText[] {
  const paths = new Set(known.map((text) => (text.kind === 'file' ? text.path : '')));
  return [...known, ...more.filter((text) => text.kind === 'file' && !paths.has(text.path))];
}
