import type { Component } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../../syntax/json.ts';
import { lineOf } from '../../syntax/lines.ts';
import { parseToml } from '../../syntax/toml.ts';
import { component } from '../component.ts';
import {
  joinStatements,
  type LicenseStatements,
  licenseClassifier,
  licenseExpression,
  licenseField,
} from './licenses.ts';
import { malformedFile } from './malformed-file.ts';
import { readManifest } from './manifest.ts';
import { licenseFiles, projectComponent, statements } from './project.ts';
import { parseRequirement } from './requirement.ts';
import { tomlPlaces } from './toml-places.ts';

/**
 * Reads `pyproject.toml`: the project itself, its dependencies (PEP 621, PEP 735, Poetry, uv, PDM)
 * and what builds it. Fields that a build back end fills in (`dynamic`) are left unknown.
 */
export const pythonPyproject: Extractor = {
  id: 'python/pyproject',
  files: ['pyproject.toml'],
  zone: 'project',
  knows: {
    title: 'pyproject.toml (PEP 621, 639, 735; Poetry, uv, PDM)',
    ecosystem: 'Python',
    version: 'range',
    relation: true,
    scope: true,
    license: true,
  },
  extract(file, tree) {
    const parsed = parseToml(file.text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(file.path, parsed)] };
    const manifest = readManifest(file.path, file.text, parsed.value);
    const self = readProject(file, parsed.value, tree);
    const components = manifest.entries.map(({ dependency, scope, role, line }) =>
      component({
        ...dependency,
        kind: 'package',
        scope,
        role,
        relation: 'direct',
        seenAt: [line === undefined ? { path: file.path } : { path: file.path, line }],
      }),
    );
    return {
      components: [...self.components, ...components],
      diagnostics: [...self.diagnostics, ...manifest.problems, ...pixiTables(file)],
    };
  },
};

function pixiTables({ path, text }: SourceFile): Diagnostic[] {
  const at = text.search(/^\[tool\.pixi\b[^\]\n]*dependencies/m);
  if (at < 0) return [];
  const where = { path, line: lineOf(text, '[tool.pixi', at) ?? 1 };
  const message =
    'tables of Pixi are not read yet: what they name is not in the report; ask about it with "fineprint check", or use another tool for it';
  return [diagnostic('unsupported-format', 'error', where, message)];
}

function readProject(file: SourceFile, table: JsonObject, tree: Tree): Extraction {
  const project = asObject(table['project']);
  const poetry = asObject(asObject(table['tool'])['poetry']);
  const name = asString(project['name']) ?? asString(poetry['name']);
  const where = { path: file.path, line: projectLine(file.text, name) };
  if (name === undefined || parseRequirement(name)?.name !== name) {
    if (name === undefined && table['project'] === undefined) return NOTHING;
    const message = 'the project is left out: give [project] a valid name';
    return { ...NOTHING, diagnostics: [diagnostic('malformed-entry', 'warning', where, message)] };
  }
  const dynamic = asArray(project['dynamic']);
  const poetryVersion = dynamic.includes('version') ? undefined : asString(poetry['version']);
  const version = asString(project['version']) ?? poetryVersion;
  const license = readLicenses(file, { project, poetry }, tree);
  const self: Component = projectComponent({ name, version, where }, license);
  const diagnostics = [...license.missing];
  if (dynamic.includes('dependencies') && hidesDependencies(asObject(table['tool']))) {
    const message =
      'the build back end fills in the dependencies; commit a lockfile to have them read';
    diagnostics.push(diagnostic('unresolved-reference', 'info', where, message));
  }
  return { components: [self], diagnostics };
}

const NOTHING: Extraction = { components: [], diagnostics: [] };

// Poetry's own table is read here, and requirements files that setuptools is pointed to are read
// as such where their name says what they are.
function hidesDependencies(tool: JsonObject): boolean {
  if (asObject(tool['poetry'])['dependencies'] !== undefined) return false;
  const dynamic = asObject(asObject(tool['setuptools'])['dynamic']);
  const file = asObject(dynamic['dependencies'])['file'];
  const files = typeof file === 'string' ? [file] : asArray(file);
  const known = files.map((one) => /requirements[^/]*\.txt$/.test(asString(one) ?? ''));
  return known.length === 0 || known.includes(false);
}

function projectLine(text: string, name: string | undefined): number {
  const header = text.search(/^\[(?:project|tool\.poetry)\]/m);
  const from = Math.max(header, 0);
  return (
    (name === undefined ? undefined : lineOf(text, name, from)) ?? lineOf(text, '[', from) ?? 1
  );
}

interface Licenses extends LicenseStatements {
  readonly missing: readonly Diagnostic[];
}

function readLicenses(
  file: SourceFile,
  { project, poetry }: { readonly project: JsonObject; readonly poetry: JsonObject },
  tree: Tree,
): Licenses {
  const place = tomlPlaces(file.text);
  const at = (needle: string, headers = ['project', 'tool.poetry']) => {
    const line = place(headers, needle);
    return line === undefined ? { path: file.path } : { path: file.path, line };
  };
  const table = asObject(project['license']);
  const expression = asString(project['license']) ?? asString(poetry['license']);
  const classifiers = [...asArray(project['classifiers']), ...asArray(poetry['classifiers'])]
    .map((raw) => asString(raw)?.trim() ?? '')
    .filter((raw) => raw.startsWith('License ::'));
  const inTable = ['project.license', 'project'];
  const fields = joinStatements([
    statements([licenseExpression(expression ?? '', at('\nlicense'))]),
    licenseField(asString(table['text']) ?? '', at('text', inTable)),
    statements(classifiers.map((raw) => licenseClassifier(raw, at(raw)))),
  ]);
  const named = [asString(table['file']), ...globs(project['license-files'])]
    .filter((glob) => glob !== undefined)
    .map((glob) => ({ glob, where: at(glob, inTable) }));
  const files = licenseFiles(named, tree);
  const missing = [...files.missing];
  if (expression === undefined && !isObject(project['license'] ?? {})) {
    const message = 'left out: license must be an SPDX expression or a table';
    missing.push(diagnostic('malformed-entry', 'error', at('\nlicense'), message));
  }
  return {
    evidence: fields.evidence,
    licenseTexts: [...fields.licenseTexts, ...files.texts],
    missing,
  };
}

// A list since PEP 639; its drafts, which setuptools and hatch shipped, had a table of two lists.
function globs(value: unknown): string[] {
  const table = asObject(value);
  const lists = [...asArray(value), ...asArray(table['paths']), ...asArray(table['globs'])];
  return lists.map(asString).filter((glob) => glob !== undefined);
}
