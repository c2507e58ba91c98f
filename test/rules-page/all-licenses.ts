import { compareText } from '../../src/syntax/compare.ts';
import { KNOWLEDGE } from '../knowledge.ts';

export const LICENSES = Object.values(KNOWLEDGE.licenses);

/** Licenses with a file of their own, in the order of the files. */
export const OWN = LICENSES.filter(({ path }) => path.startsWith('rules/licenses/')).sort((a, b) =>
  compareText(a.path, b.path),
);

/** Ids of our own all begin alike. */
export function shortened(id: string): string {
  return id.replace(/^LicenseRef-(?:scancode-)?/, '');
}
