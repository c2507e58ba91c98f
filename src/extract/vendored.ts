import type { Component, LicenseText } from '../model/component.ts';
import { isLicenseFolder, type Tree } from '../model/tree.ts';
import { purl } from '../purl/purl.ts';
import { compareText } from '../syntax/compare.ts';
import { component } from './component.ts';
import { filesBeside, filesInLicenseFolders, fileTexts, licenseFilesIn } from './license-file.ts';
import { folderOf, scopeOf } from './model/reference.ts';

/** Folders that people keep the code of others in. */
const VENDOR =
  /^(?:_?vendors?|vendored|third[-_]?part(?:y|ies)|3rd[-_]?part(?:y|ies)|externals?|extern|deps|bower_components|jspm_packages|pods)$/i;
/** Folders of a site's files, whose `lib` holds the libraries it loads. */
const SITE = /^(?:wwwroot|static|public|assets)$/i;

/**
 * What a folder of the tree holds by its path below the last folder for the code of others:
 * `third_party/acme/lib` is `acme/lib`. Undefined for all else, and for such a folder itself.
 */
export function vendoredName(folder: string): string | undefined {
  const segments = folder.split('/');
  const isVendor = (segment: string, at: number) =>
    VENDOR.test(segment) || (/^libs?$/i.test(segment) && SITE.test(segments[at - 1] ?? ''));
  const last = segments.findLastIndex(isVendor);
  return last < 0 || last === segments.length - 1 ? undefined : segments.slice(last + 1).join('/');
}

/**
 * Adds the code of others that was copied into the tree: each folder below `vendor/`, `third_party/`
 * and the like that has a license of its own, by a file or by its manifest. A manifest there names what
 * was copied, and not a part of the project.
 * @param components merged; sorted by purl
 */
export function withVendored(components: readonly Component[], tree: Tree): Component[] {
  const projects = new Map<string, Component>();
  for (const one of components) {
    const folder = one.kind === 'project' ? vendoredFolder(one, tree) : undefined;
    if (folder !== undefined) projects.set(folder, one);
  }
  const found = new Map<Component | string, Component>();
  for (const { path, zone } of tree.directories) {
    if (zone !== 'project') continue;
    const name = vendoredName(path);
    // A distribution of Python speaks by its metadata.
    if (name === undefined || path.endsWith('.dist-info')) continue;
    const owner = projects.get(path);
    const licenseTexts = textsIn(path, tree);
    const hasLicense = licenseTexts.some(({ beside }) => !beside) || (owner?.evidence.length ?? 0);
    if (hasLicense) found.set(owner ?? path, copied({ path, name, owner, licenseTexts }));
  }
  if (found.size === 0) return [...components];
  const rest = components.filter((one) => !found.has(one));
  return [...rest, ...found.values()].sort((a, b) => compareText(a.purl, b.purl));
}

// A manifest of ours that depends on the copy is a place of it as well, and one that has its name is
// the project of which a copy lies in the tree.
function vendoredFolder({ name, seenAt }: Component, tree: Tree): string | undefined {
  const folders = seenAt.map(({ path }) => ({ path, folder: folderOf(path) }));
  const copy = folders.find(({ folder }) => vendoredName(folder) !== undefined);
  const others = folders.filter(({ folder }) => vendoredName(folder) === undefined);
  return copy && !others.some(({ path }) => isNamedIn(path, name, tree)) ? copy.folder : undefined;
}

function isNamedIn(path: string, name: string, tree: Tree): boolean {
  const reading = tree.read(path);
  if (reading?.status !== 'ok') return false;
  const names = reading.text.matchAll(
    /^[\s{]{0,200}"?name"?\s{0,9}[:=]\s{0,9}["']?([^"'\s,]{1,214})/gm,
  );
  return [...names].some(([, written]) => written === name);
}

// The texts in `acme/licenses/` are those of `acme`.
function textsIn(folder: string, tree: Tree): LicenseText[] {
  if (isLicenseFolderPath(folder)) return [];
  const { license, terms, remarks } = licenseFilesIn(tree, folder);
  const own = license.length > 0 ? license : filesInLicenseFolders(tree, folder);
  return [...fileTexts([...own, ...(own.length > 0 ? terms : [])]), ...filesBeside(remarks)];
}

function isLicenseFolderPath(folder: string): boolean {
  return folder.split('/').some((segment) => isLicenseFolder(segment));
}

interface Copy {
  readonly path: string;
  readonly name: string;
  readonly owner: Component | undefined;
  readonly licenseTexts: readonly LicenseText[];
}

// Whether a copy was changed, its place does not show.
function copied({ path, name, owner, licenseTexts }: Copy): Component {
  const standing = {
    kind: 'vendored',
    scope: scopeOf(`${path}/`),
    relation: 'direct',
    role: 'library',
  } as const;
  if (owner) {
    const known = new Set(
      owner.licenseTexts.map((text) => (text.kind === 'file' ? text.path : '')),
    );
    const more = licenseTexts.filter((text) => text.kind === 'file' && !known.has(text.path));
    return { ...owner, ...standing, licenseTexts: [...owner.licenseTexts, ...more] };
  }
  const slash = path.lastIndexOf('/');
  return component({
    ...standing,
    purl: purl({
      type: 'generic',
      namespace: `vendored/${path.slice(0, slash)}`,
      name: path.slice(slash + 1),
    }),
    name,
    licenseTexts,
    seenAt: licenseTexts.flatMap((text) => (text.kind === 'file' ? [{ path: text.path }] : [])),
  });
}
