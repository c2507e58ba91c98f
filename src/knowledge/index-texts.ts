import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestsOf } from '../identify/text-index.ts';
import { compareText } from '../syntax/compare.ts';
import { get, parseYaml, textOf } from '../syntax/yaml.ts';
import { compileKnowledge } from './compile.ts';
import { readRules, spdxNames, spdxTextDigests } from './sources.ts';

/**
 * `npm run index -- <folder>…`: makes `rules/index/texts.json`, digests of license texts that come
 * with no npm dependency. The texts are other people's and stay where they are; only their digests
 * and names are kept, and only for licenses that `rules/licenses/` states terms of.
 *
 * A folder holds one text a file, named `<id>.txt`, or as ScanCode LicenseDB writes them:
 * `<key>.LICENSE` with YAML front matter that names its SPDX id.
 */

interface SourceText {
  readonly id: string;
  readonly text: string;
}

function readFolder(folder: string): SourceText[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:txt|LICENSE)$/.test(entry.name))
    .map((entry) => {
      const written = readFileSync(join(folder, entry.name), 'utf8').replace(/^\ufeff/, '');
      const matter = /^---\n([\s\S]*?)\n---\n/.exec(written);
      const id = matter ? idInMatter(matter[1] ?? '') : undefined;
      return {
        id: id ?? basename(entry.name).replace(/\.(?:txt|LICENSE)$/, ''),
        text: matter ? written.slice(matter[0].length) : written,
      };
    });
}

function idInMatter(matter: string): string | undefined {
  const parsed = parseYaml(matter);
  return parsed.ok ? textOf(get(parsed.value[0], 'spdx_license_key')) : undefined;
}

function main(folders: readonly string[]): void {
  if (folders.length === 0) {
    process.stderr.write('usage: npm run index -- <folder of license texts>…\n');
    process.exitCode = 2;
    return;
  }
  const { knowledge } = compileKnowledge(readRules(), spdxNames(), '');
  const known = spdxTextDigests();
  const found = new Map<string, Set<string>>();
  for (const { id, text } of folders.flatMap(readFolder)) {
    if (!Object.hasOwn(knowledge.licenses, id) || !id.startsWith('LicenseRef-')) continue;
    for (const digest of digestsOf(text)) {
      if (!known[digest]) found.set(digest, (found.get(digest) ?? new Set()).add(id));
    }
  }
  // Words that two licenses share do not tell which of them a text is.
  const lines = [...found]
    .filter(([, ids]) => ids.size === 1)
    .map(([digest, ids]) => `  ${JSON.stringify(digest)}: ${JSON.stringify([...ids][0])}`)
    .sort(compareText);
  writeFileSync('rules/index/texts.json', `{\n${lines.join(',\n')}\n}\n`);
  const shared = [...found.values()]
    .filter((ids) => ids.size > 1)
    .map((ids) => [...ids].join(' = '));
  process.stdout.write(
    `${lines.length} digests of ${new Set(lines.map((line) => line.split(': ')[1])).size} licenses\n`,
  );
  for (const names of new Set(shared)) process.stdout.write(`left out, one text: ${names}\n`);
}

main(process.argv.slice(2));
