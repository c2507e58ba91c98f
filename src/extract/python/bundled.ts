import type { Extractor } from '../../model/extractor.ts';
import { readDistribution } from './installed.ts';

/**
 * Reads distributions that were put into a folder of the project: `pip install --target layer/python`,
 * `_vendor/`. What a build leaves of the project itself is an `*.egg-info`, and is not read.
 */
export const pythonBundled: Extractor = {
  id: 'python/bundled',
  files: ['METADATA'],
  zone: 'project',
  knows: {
    title: 'distributions installed into a folder of the project (METADATA)',
    ecosystem: 'Python',
    version: 'exact',
    relation: false,
    scope: false,
    license: true,
  },
  extract: (file, tree) =>
    /(?:^|\/)[^/]+\.dist-info\/METADATA$/.test(file.path)
      ? readDistribution(file, tree)
      : { components: [], diagnostics: [] },
};
