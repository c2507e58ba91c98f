import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Extractor } from '../../model/extractor.ts';
import { isObject } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import { component } from '../component.ts';
import { malformedFile } from './malformed-file.ts';
import { type ManifestReading, malformed } from './manifest-reading.ts';
import { categoryScope, pipfileCategories } from './pipfile-lock.ts';
import { constraintTable } from './poetry-table.ts';
import { tomlPlaces } from './toml-places.ts';

/** Reads `Pipfile`, the manifest of Pipenv: a table of constraints per category. */
export const pythonPipfile: Extractor = {
  id: 'python/pipfile',
  files: ['Pipfile'],
  zone: 'project',
  knows: {
    title: 'Pipfile',
    ecosystem: 'Python',
    version: 'range',
    relation: true,
    scope: true,
    license: false,
  },
  extract({ path, text }) {
    const parsed = parseToml(text);
    if (!parsed.ok) return { components: [], diagnostics: [malformedFile(path, parsed)] };
    const problems: Diagnostic[] = [];
    const place = tomlPlaces(text);
    const reading: ManifestReading = { path, place, own: new Set(), entries: [], problems };
    for (const [header, table] of pipfileCategories(parsed.value)) {
      if (!isObject(table)) {
        malformed(reading, place([], header), `${header.slice(0, 80)} must be a table of packages`);
        continue;
      }
      constraintTable(reading, table, { header, scope: categoryScope(header), style: 'pip' });
    }
    const components = reading.entries.map(({ dependency, scope, line }) =>
      component({
        ...dependency,
        kind: 'package',
        scope,
        relation: 'direct',
        seenAt: [line === undefined ? { path } : { path, line }],
      }),
    );
    return { components, diagnostics: problems };
  },
};
