import type { LicenseText } from '../../model/component.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { npmPurl } from '../../purl/purl.ts';
import { asString, isObject, type JsonObject, parseJson } from '../../syntax/json.ts';
import { component } from '../component.ts';
import { filesBeside, filesInLicenseFolders, fileTexts, licenseFilesIn } from '../license-file.ts';
import { readmeSections } from '../license-section.ts';
import { declaredLicenses, namesLicense, overwrittenLicenses } from './license-field.ts';
import { isNative, placeAt, unreadable } from './locked.ts';
import { own } from './manifest.ts';
import { isPackageName } from './specifier.ts';

/** Reads the package.json of packages in node_modules: what they say of themselves. */
export const npmInstalled: Extractor = {
  id: 'npm/installed',
  files: ['package.json'],
  zone: 'installed',
  knows: {
    title: 'node_modules',
    ecosystem: 'npm',
    version: 'exact',
    relation: false,
    scope: false,
    license: true,
  },
  extract,
};

/** Only the root of a package counts; `dist/esm/package.json` merely sets a module type. */
const PACKAGE_ROOT = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/;

function extract(file: SourceFile, tree: Tree): Extraction {
  if (!PACKAGE_ROOT.test(file.path)) return NOTHING;
  const parsed = parseJson(file.text);
  if (!parsed.ok || !isObject(parsed.value)) {
    const reason = parsed.ok ? 'not an object' : parsed.message;
    const where = placeAt(file.path, parsed.ok ? 1 : parsed.line);
    return unreadable('malformed-file', where, `${reason}: install the package again`);
  }
  const manifest = parsed.value;
  const name = asString(own(manifest, 'name'));
  const version = asString(own(manifest, 'version'));
  if (!name || !version || !isPackageName(name)) return incomplete(manifest, file.path);
  const evidence = declared(manifest, file);
  return {
    components: [
      component({
        purl: npmPurl(name, version),
        kind: 'package',
        name,
        version: { text: version, precision: 'exact' },
        modified: 'no',
        ...(isNative(own(manifest, 'cpu')) ? { native: true } : {}),
        evidence,
        licenseTexts: licenseTexts(file.path, evidence, tree),
        seenAt: [{ path: file.path }],
      }),
    ],
    diagnostics: [],
  };
}

const NOTHING: Extraction = { components: [], diagnostics: [] };

// A package.json without any of these only configures the folder it is in.
function incomplete(manifest: JsonObject, path: string): Extraction {
  const speaks = ['name', 'version', 'dependencies'];
  if (!namesLicense(manifest) && !speaks.some((key) => Object.hasOwn(manifest, key)))
    return NOTHING;
  const message = 'no usable name and version, so the package is left out: install it again';
  return { components: [], diagnostics: [diagnostic('malformed-entry', 'error', path, message)] };
}

function declared(manifest: JsonObject, file: SourceFile): Evidence[] {
  if (!namesLicense(manifest)) return [];
  const where = licensePlace(file);
  return [...declaredLicenses(manifest, where), ...overwrittenLicenses(file.text, where)];
}

function licensePlace({ path, text }: SourceFile): Place {
  const found = text.indexOf('"license":');
  const at = found < 0 ? text.search(/"licen[cs]es?"\s*:/) : found;
  if (at < 0) return { path };
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return { path, line };
}

/**
 * The texts of a package: the file its field names, license files, terms, and license folders; beside
 * those its remarks and the license section of its README. Remarks and lists of others' licenses are
 * read for themselves where there is nothing else.
 */
function licenseTexts(path: string, evidence: readonly Evidence[], tree: Tree): LicenseText[] {
  const directory = path.slice(0, path.lastIndexOf('/'));
  const { license, terms, remarks, others } = licenseFilesIn(tree, directory);
  const named = namedFile(directory, evidence, tree);
  const paths = new Set(named === undefined ? [] : [named]);
  for (const one of [...license, ...terms, ...filesInLicenseFolders(tree, directory)])
    paths.add(one);
  const sections = readmeSections(tree, directory);
  return paths.size > 0
    ? [...fileTexts([...paths]), ...filesBeside(remarks), ...sections]
    : [...fileTexts([...remarks, ...others]), ...sections];
}

/** The file of `SEE LICENSE IN <file>`, if it lies in the package. */
function namedFile(
  directory: string,
  evidence: readonly Evidence[],
  tree: Tree,
): string | undefined {
  for (const one of evidence) {
    if (one.kind !== 'declared') continue;
    const written = /^\s*SEE LICENSE IN\s+(\S.*)$/i.exec(one.raw)?.[1];
    const inside = written === undefined ? undefined : normalized(written.trim());
    if (inside && tree.has(`${directory}/${inside}`)) return `${directory}/${inside}`;
  }
  return undefined;
}

function normalized(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.replace(/^<(.*)>$/, '$1').split(/[\\/]/)) {
    if (segment === '..') {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
