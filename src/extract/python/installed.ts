import type { LicenseText } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { asObject, parseJson } from '../../syntax/json.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { component } from '../component.ts';
import {
  filesBeside,
  filesInLicenseFolders,
  fileTexts,
  isLicenseFile,
  licenseFileKind,
  licenseFilesIn,
} from '../license-file.ts';
import { sectionTexts } from '../license-section.ts';
import { pypiDependency } from './dependency.ts';
import { type Header, readHeaders } from './headers.ts';
import { joinStatements, licenseClassifier, licenseExpression, licenseField } from './licenses.ts';
import { directoryOf, statements } from './project.ts';
import { parseRequirement } from './requirement.ts';

const NOTHING: Extraction = { components: [], diagnostics: [] };

/**
 * Reads what an installed distribution says of itself: the core metadata in `*.dist-info` or
 * `*.egg-info` directly below `site-packages` (a package may bundle others further down, which
 * speak for a part of it only). Editable installs are code of ours.
 */
export const pythonInstalled: Extractor = {
  id: 'python/installed',
  files: ['METADATA', 'PKG-INFO'],
  zone: 'installed',
  knows: {
    title: 'installed distributions (METADATA, PKG-INFO)',
    ecosystem: 'Python',
    version: 'exact',
    relation: false,
    scope: false,
    license: true,
  },
  extract: (file, tree) => (DISTRIBUTION.test(file.path) ? readDistribution(file, tree) : NOTHING),
};

const DISTRIBUTION =
  /(?:^|\/)(?:site|dist)-packages\/[^/]+(?:\.dist-info\/METADATA|\.egg-info\/PKG-INFO)$/;

/** What the core metadata of a distribution says, and where its license texts lie. */
export function readDistribution(file: SourceFile, tree: Tree): Extraction {
  if (isEditable(file.path, tree)) return NOTHING;
  const headers = readHeaders(file.text);
  const name = stated(headers, 'name');
  if (name === undefined || parseRequirement(name.value)?.name !== name.value) {
    const message = 'left out: it has no valid Name; install the package again';
    return {
      components: [],
      diagnostics: [diagnostic('malformed-file', 'error', file.path, message)],
    };
  }
  const version = stated(headers, 'version')?.value;
  const declared = declaredLicenses(headers, file.path);
  const files = licenseFiles(headers, file, tree);
  const exact = version ? ({ text: version, precision: 'exact' } as const) : undefined;
  const installed = component({
    ...pypiDependency(name.value, exact),
    kind: 'package',
    modified: 'no',
    evidence: declared.evidence,
    licenseTexts: [...declared.licenseTexts, ...files.texts, ...descriptionSections(headers, file)],
    seenAt: [{ path: file.path, line: name.line }],
  });
  return { components: [installed], diagnostics: files.missing };
}

// PEP 610: pip notes there that an install is a link to a directory of source code.
function isEditable(path: string, tree: Tree): boolean {
  const reading = tree.read(`${directoryOf(path)}direct_url.json`);
  const parsed = reading?.status === 'ok' ? parseJson(reading.text) : undefined;
  return parsed?.ok === true && asObject(asObject(parsed.value)['dir_info'])['editable'] === true;
}

function stated(headers: readonly Header[], name: string): Header | undefined {
  return headers.find((header) => header.name === name && isStated(header.value));
}

function isStated(value: string): boolean {
  return value !== '' && value.toUpperCase() !== 'UNKNOWN';
}

function declaredLicenses(headers: readonly Header[], path: string) {
  return joinStatements(
    headers.map(({ name, value, line }) => {
      const where: Place = { path, line };
      if (name === 'license-expression') return statements([licenseExpression(value, where)]);
      if (name === 'license') return licenseField(value, where);
      return statements(name === 'classifier' ? [licenseClassifier(value, where)] : []);
    }),
  );
}

/** What the description, which is mostly the README, says under a title about the license. */
function descriptionSections(
  headers: readonly Header[],
  { path, text }: SourceFile,
): LicenseText[] {
  const field = headers.find(({ name }) => name === 'description');
  if (field) return sectionTexts(field.value, path, field.line);
  const body = /\r?\n\r?\n/.exec(text);
  if (!body) return [];
  const start = body.index + body[0].length;
  return sectionTexts(text.slice(start), path, lineIndex(text)(start));
}

/** License files that the metadata names, then those lying beside it that it does not. */
function licenseFiles(
  headers: readonly Header[],
  { path }: SourceFile,
  tree: Tree,
): { texts: LicenseText[]; missing: Diagnostic[] } {
  const base = directoryOf(path);
  const found = new Set<string>();
  const missing: Diagnostic[] = [];
  for (const { name, value, line } of headers) {
    if (name !== 'license-file' || !isStated(value) || isAuthors(value)) continue;
    const at = [`${base}licenses/${value}`, `${base}${value}`].find((one) => tree.has(one));
    if (at !== undefined) found.add(at);
    else if (path.endsWith('METADATA')) {
      // An egg-info names files of its source archive, which are not installed with it.
      const message = `the license file ${value.slice(0, 120)} is not installed; install the package again`;
      missing.push(diagnostic('include-missing', 'info', { path, line }, message));
    }
  }
  const folder = base.slice(0, -1);
  const beside = licenseFilesIn(tree, folder);
  const nested = filesInLicenseFolders(tree, folder).filter((one) => isLicenseFile(nameOf(one)));
  for (const one of [...beside.license, ...beside.terms, ...nested]) found.add(one);
  const named = [...found];
  const remarks = beside.remarks.filter((one) => !found.has(one));
  const texts = [
    ...fileTexts(named.filter((one) => !isOfOthers(one.slice(base.length)))),
    ...filesBeside([...named.filter((one) => isOfOthers(one.slice(base.length))), ...remarks]),
  ];
  return { texts, missing };
}

/** True for files in a folder that says it is for the code of others. */
function isOfOthers(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => licenseFileKind(folder) === 'others');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isAuthors(file: string): boolean {
  return /(?:^|\/)(?:authors|contributors)[^/]*$/i.test(file);
}
