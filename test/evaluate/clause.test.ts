import { expect, test } from 'vitest';
import { sectionIn } from '../../src/evaluate/clause.ts';

const EPL = 'EPL-2.0 §3.1, §3.2; EPL-1.0, CPL-1.0 and IPL-1.0 §3';
const CC = 'CC BY 4.0 §3(a); CC BY 3.0 §4(b); earlier versions §4';

test.each([
  [EPL, 'EPL-2.0', '§3.1, §3.2'],
  [EPL, 'CPL-1.0', '§3'],
  [EPL, 'IPL-1.0', '§3'],
  ['GPL-3.0 §5(c), §6; GPL-2.0 §2(b), §3', 'GPL-2.0-or-later', '§2(b), §3'],
  ['GPL-3.0 §5(c), §6; GPL-2.0 §2(b), §3', 'GPL-3.0-only WITH GCC-exception-3.1', '§5(c), §6'],
  [CC, 'CC-BY-4.0', '§3(a)'],
  [CC, 'CC-BY-2.0', CC],
  ['4.0 §3(a); earlier versions §4', 'CC-BY-NC-SA-4.0', '§3(a)'],
  ['4.0 §3(a); earlier versions §4', 'CC-BY-NC-3.0', '4.0 §3(a); earlier versions §4'],
  ['Python-2.0, Python-2.0.1 and PSF-2.0 §2; Zlib §3', 'PSF-2.0', '§2'],
  ['§4(a), §4(c)', 'Apache-2.0', '§4(a), §4(c)'],
  ['§5 External Deployment; §1(c), §3', 'OSL-3.0', '§5 External Deployment; §1(c), §3'],
])('%s, of %s: %s', (section, id, expected) => {
  expect(sectionIn(section, id)).toBe(expected);
});
