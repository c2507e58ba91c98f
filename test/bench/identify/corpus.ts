import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Texts the benchmark of identification reads. Nothing here is part of the package. */

/** A text and the license it is, by people who looked: an SPDX id, or `NONE`. */
export interface Labeled {
  readonly name: string;
  readonly text: string;
  readonly expected: string;
}

/** `index.tsv` (file, bytes, expected) and the files it names. */
export function labeledTexts(folder: string): Labeled[] {
  const [, ...rows] = readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split('\n');
  return rows.map((row) => {
    const [name = '', , expected = ''] = row.split('\t');
    return { name, expected, text: readFileSync(join(folder, 'files', name), 'utf8') };
  });
}

/** License texts of LicenseDB and of licensors, by the id their publisher gives them. */
export function licenseTexts(folder: string): Labeled[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:LICENSE|txt)$/.test(entry.name))
    .map((entry) => {
      const written = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      const matter = /^---\n([\s\S]*?)\n---\s*(?:\n|$)/.exec(written);
      const stem = entry.name.replace(/\.(?:LICENSE|txt)$/, '');
      const id = matter
        ? (/^spdx_license_key:\s*(\S+)/m.exec(matter[1] ?? '')?.[1] ??
          `LicenseRef-scancode-${stem.replaceAll('_', '-')}`)
        : stem;
      return { name: entry.name, expected: id, text: written.slice(matter?.[0].length ?? 0) };
    })
    .filter(({ text }) => /\S/.test(text))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** SPDX id → text, of the npm package. */
export function spdxTexts(): Map<string, string> {
  const list = createRequire(import.meta.url)('spdx-license-list/spdx-full.json') as Record<
    string,
    { licenseText: string }
  >;
  return new Map(Object.entries(list).map(([id, { licenseText }]) => [id, licenseText]));
}

/** A license file of an installed package, and what its `package.json` declares. */
export interface Declared {
  readonly path: string;
  readonly text: string;
  readonly declared: string;
}

const LICENSE_FILE = /^(?:licen[cs]e|copying|unlicense)(?:[-._].*)?$/i;

/** The distinct license files of an npm tree, each with the declaration of the first package with it. */
export function installedTexts(tree: string): { distinct: Declared[]; packages: number } {
  const byText = new Map<string, Declared>();
  let packages = 0;
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name === '.bin') continue;
      const path = join(folder, entry.name);
      if (entry.name.startsWith('@')) visit(path);
      else if (existsSync(join(path, 'package.json'))) {
        packages++;
        readPackage(path, byText);
        if (existsSync(join(path, 'node_modules'))) visit(join(path, 'node_modules'));
      }
    }
  };
  visit(join(tree, 'node_modules'));
  return { distinct: [...byText.values()], packages };
}

function readPackage(path: string, byText: Map<string, Declared>): void {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    license?: string | { type?: string };
  };
  const { license } = manifest;
  const declared = typeof license === 'string' ? license : (license?.type ?? '');
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isFile() || !LICENSE_FILE.test(entry.name)) continue;
    const text = readFileSync(join(path, entry.name), 'utf8');
    if (!byText.has(text)) byText.set(text, { path: join(path, entry.name), text, declared });
  }
}
