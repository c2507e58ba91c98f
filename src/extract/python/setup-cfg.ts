import type { Component } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { component } from '../component.ts';
import { requirementDependency } from './dependency.ts';
import { type IniValue, readIni } from './ini.ts';
import { joinStatements, licenseClassifier, licenseField } from './licenses.ts';
import { extraScope } from './manifest.ts';
import { licenseFiles, projectComponent, statements } from './project.ts';
import { parseRequirement } from './requirement.ts';

/**
 * Reads the setuptools part of `setup.cfg`: the project and its requirements. Values that are
 * computed (`attr:`, `file:`, `%(name)s`) stay unknown. Without `[metadata]` and `[options]` the
 * file is only the settings of some tool.
 */
export const pythonSetupCfg: Extractor = {
  id: 'python/setup-cfg',
  files: ['setup.cfg'],
  zone: 'project',
  knows: {
    title: 'setup.cfg (setuptools)',
    ecosystem: 'Python',
    version: 'range',
    relation: true,
    scope: true,
    license: true,
  },
  extract(file, tree) {
    const { values, malformedLines } = readIni(file.text);
    const diagnostics: Diagnostic[] = malformedLines.slice(0, 20).map((line) => {
      const message = 'left out: a line that is neither a section nor a key; correct it';
      return diagnostic('malformed-entry', 'error', { path: file.path, line }, message);
    });
    const self = readProject(file, values, tree);
    const components: Component[] = [...self.components];
    diagnostics.push(...self.diagnostics);
    for (const value of values) {
      const purpose = purposeOf(value);
      if (purpose) readList(value, { path: file.path, purpose, components, diagnostics });
    }
    return { components, diagnostics };
  },
};

type Purpose = Pick<Component, 'scope' | 'role'>;

function purposeOf({ section, key }: IniValue): Purpose | undefined {
  const library = (scope: Component['scope']): Purpose => ({ scope, role: 'library' });
  if (section === 'options.extras_require') return library(extraScope(key));
  if (section !== 'options') return undefined;
  if (key === 'install_requires') return library('runtime');
  if (key === 'tests_require') return library('development');
  return key === 'setup_requires' ? { scope: 'development', role: 'build-tool' } : undefined;
}

function readList(
  { rows }: IniValue,
  to: {
    readonly path: string;
    readonly purpose: Purpose;
    readonly components: Component[];
    readonly diagnostics: Diagnostic[];
  },
): void {
  for (const { text, line } of listItems(rows)) {
    if (/^(?:file|attr):|%\(/.test(text)) continue;
    const where: Place = { path: to.path, line };
    const requirement = parseRequirement(text);
    if (!requirement) {
      const message = `left out: write ${JSON.stringify(text.slice(0, 80))} as PEP 508 asks`;
      to.diagnostics.push(diagnostic('malformed-entry', 'error', where, message));
      continue;
    }
    const dependency = requirementDependency(requirement);
    const rest = { kind: 'package', relation: 'direct', seenAt: [where] } as const;
    if (dependency) to.components.push(component({ ...dependency, ...rest, ...to.purpose }));
  }
}

// setuptools splits a list at line ends, or at `;` where it stands on the line of its key.
function listItems(rows: IniValue['rows']): IniValue['rows'] {
  const [first] = rows;
  const inline = rows.length === 1 && first !== undefined && first.onKeyLine;
  if (!inline) return rows;
  return first.text
    .split(';')
    .map((text) => ({ ...first, text: text.trim() }))
    .filter(({ text }) => text !== '');
}

function readProject(file: SourceFile, values: readonly IniValue[], tree: Tree) {
  const { path } = file;
  const metadata = (...keys: readonly string[]) =>
    values.filter(({ section, key }) => section === 'metadata' && keys.includes(key));
  const rows = (...keys: readonly string[]) => metadata(...keys).flatMap((value) => value.rows);
  const [name] = rows('name');
  if (name === undefined) return { components: [], diagnostics: [] };
  const written = rows('version')[0]?.text;
  const version =
    written === undefined || /^(?:attr|file):|%\(/.test(written) ? undefined : written;
  const fields = metadata('license').map((value) => {
    const text = value.rows.map((row) => row.text).join('\n');
    return licenseField(text, { path, line: value.line });
  });
  const classifiers = statements(
    rows('classifiers').map(({ text, line }) => licenseClassifier(text, { path, line })),
  );
  const named = rows('license_file', 'license_files')
    .flatMap(({ text, line }) => text.split(',').map((glob) => ({ glob: glob.trim(), line })))
    .filter(({ glob }) => glob !== '')
    .map(({ glob, line }) => ({ glob, where: { path, line } }));
  const files = licenseFiles(named, tree);
  const { evidence, licenseTexts } = joinStatements([...fields, classifiers]);
  const self = projectComponent(
    { name: name.text, version, where: { path, line: name.line } },
    { evidence, licenseTexts: [...licenseTexts, ...files.texts] },
  );
  return { components: [self], diagnostics: files.missing };
}
