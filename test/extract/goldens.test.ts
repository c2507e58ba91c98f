import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { claims } from '../../src/collect/claims.ts';
import { EXTRACTORS } from '../../src/extract/registry.ts';
import type { Component } from '../../src/model/component.ts';
import { fixtureTree } from '../tree.ts';

const ROOT = new URL('../../fixtures/extract/', import.meta.url).pathname;

/** What a golden shows of a component: everything but the id and what is empty. */
function shown({ id, ...rest }: Component): object {
  return Object.fromEntries(
    Object.entries(rest).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

for (const folder of readdirSync(ROOT).sort()) {
  const extractor = EXTRACTORS.find(({ id }) => id.replace('/', '-') === folder);
  for (const name of readdirSync(ROOT + folder).sort()) {
    test(`${folder}: ${name}`, async () => {
      if (!extractor) throw new Error(`no extractor ${folder.replace('-', '/')} in the registry`);
      const dir = `${ROOT}${folder}/${name}`;
      const tree = fixtureTree(dir);
      const components: object[] = [];
      const signals: unknown[] = [];
      const diagnostics: object[] = [];
      for (const { path } of claims(tree, [extractor])) {
        const reading = tree.read(path);
        if (reading?.status !== 'ok') continue;
        const extraction = extractor.extract({ path, text: reading.text }, tree);
        components.push(...extraction.components.map(shown));
        signals.push(...(extraction.signals ?? []));
        for (const { code, path, line } of extraction.diagnostics)
          diagnostics.push({ code, path, line });
      }
      expect(
        components.length + diagnostics.length + signals.length,
        'the case claims nothing',
      ).toBeGreaterThan(0);
      const golden = { components, ...(signals.length > 0 ? { signals } : {}), diagnostics };
      await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot(
        `${dir}/expected.json`,
      );
    });
  }
}

test('every extractor has a malformed case', () => {
  for (const { id } of EXTRACTORS) {
    const folder = ROOT + id.replace('/', '-');
    const cases = existsSync(folder) ? readdirSync(folder) : [];
    expect(
      cases.some((name) => name.startsWith('malformed')),
      `fixtures/extract/${id.replace('/', '-')}/malformed…`,
    ).toBe(true);
  }
});
