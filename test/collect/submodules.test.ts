import { expect, test } from 'vitest';
import { missingSubmodules } from '../../src/collect/submodules.ts';
import { memoryTree } from '../tree.ts';

const TWO = '[submodule "a"]\n\tpath = libs/a\n\turl = x\n[submodule "b"]\r\n\tpath = "libs/b"\r\n';

test.each([
  ['none is here', {}, 'libs/a, libs/b', 2],
  ['one is here', { 'libs/a/README.md': '' }, 'libs/b', 5],
])('submodules that are not checked out are told of: %s', (_, files, paths, line) => {
  const [told, ...more] = missingSubmodules(memoryTree({ '.gitmodules': TWO, ...files }));
  expect(told).toMatchObject({ code: 'include-missing', level: 'warning', path: '.gitmodules' });
  expect(told?.line).toBe(line);
  expect(told?.message).toContain(`not checked out: ${paths};`);
  expect(more).toEqual([]);
});

test.each([
  ['there are none', {}],
  ['all are here', { '.gitmodules': TWO, 'libs/a/x': '', 'libs/b/src/x': '' }],
  ['the file is empty', { '.gitmodules': '' }],
])('nothing is told where %s', (_, files) => {
  expect(missingSubmodules(memoryTree(files))).toEqual([]);
});
