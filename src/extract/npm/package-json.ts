import type { Component } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import { npmPurl, purl } from '../../purl/purl.ts';
import { asString, isObject, type JsonObject, parseJson } from '../../syntax/json.ts';
import { component } from '../component.ts';
import { memberLines } from './key-lines.ts';
import { declaredLicenses, overwrittenLicenses } from './license-field.ts';
import { placeAt, unreadable } from './locked.ts';
import { dependencyEntries, directoryOf, type ManifestEntry, own } from './manifest.ts';
import { identity, isPackageName, parseSpecifier } from './specifier.ts';

type LineOfMember = (...path: string[]) => number | undefined;

/** Reads a package.json of the project: the project itself, and what it names. */
export const packageJson: Extractor = {
  id: 'npm/package-json',
  files: ['package.json'],
  zone: 'project',
  knows: {
    title: 'package.json',
    ecosystem: 'npm',
    version: 'range',
    relation: true,
    scope: true,
    license: true,
  },
  extract,
};

function extract(file: SourceFile): Extraction {
  const parsed = parseJson(file.text);
  if (!parsed.ok || !isObject(parsed.value)) {
    const reason = parsed.ok ? 'not an object' : parsed.message;
    const where = placeAt(file.path, parsed.ok ? 1 : parsed.line);
    return unreadable('malformed-file', where, `${reason}: correct the JSON of this file`);
  }
  const lineOf = memberLines(file.text);
  const components = projectOf(parsed.value, file, lineOf);
  const diagnostics: Diagnostic[] = [];
  for (const entry of dependencyEntries(parsed.value)) {
    const where = placeAt(file.path, lineOf(entry.section, entry.name));
    const read = dependency(entry, where);
    if (read.component) components.push(read.component);
    if (read.diagnostic) diagnostics.push(read.diagnostic);
  }
  diagnostics.push(...misshapenSections(parsed.value, file.path, lineOf));
  return { components, diagnostics };
}

function projectOf(
  manifest: JsonObject,
  { path, text }: SourceFile,
  lineOf: LineOfMember,
): Component[] {
  const name = asString(own(manifest, 'name')) || undefined;
  const version = asString(own(manifest, 'version')) || undefined;
  const license = ['license', 'licence', 'licenses', 'licences']
    .map((key) => lineOf(key))
    .find((line) => line !== undefined);
  const where = placeAt(path, license);
  const evidence = [...declaredLicenses(manifest, where), ...overwrittenLicenses(text, where)];
  if (name === undefined && evidence.length === 0) return [];
  const folder = directoryOf(path).split('/').at(-1) || 'project';
  return [
    component({
      purl: name ? npmPurl(name, version) : purl({ type: 'generic', name: folder }),
      kind: 'project',
      name: name ?? folder,
      ...(version ? { version: { text: version, precision: 'exact' } } : {}),
      relation: 'self',
      role: 'application',
      evidence,
      seenAt: [placeAt(path, lineOf('name') ?? license)],
    }),
  ];
}

function dependency(
  { section, name, value, scope }: ManifestEntry,
  where: Place,
): { component?: Component; diagnostic?: Diagnostic } {
  const target = typeof value === 'string' ? parseSpecifier(name, value) : undefined;
  const real = target?.kind === 'registry' ? target.name : name;
  if (!target || !isPackageName(name) || !isPackageName(real)) {
    const message = `${section} entry ${JSON.stringify(name.slice(0, 100))} is left out: write it as "package-name": "version range"`;
    return { diagnostic: diagnostic('malformed-entry', 'error', where, message) };
  }
  const named = identity(name, target);
  if (!named) return {};
  return {
    component: component({ ...named, kind: 'package', scope, relation: 'direct', seenAt: [where] }),
  };
}

function misshapenSections(manifest: JsonObject, path: string, lineOf: LineOfMember): Diagnostic[] {
  return ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies']
    .filter((section) => own(manifest, section) !== undefined && !isObject(manifest[section]))
    .map((section) =>
      diagnostic(
        'malformed-entry',
        'error',
        placeAt(path, lineOf(section)),
        `${section} is left out: write it as an object of names and version ranges`,
      ),
    );
}
