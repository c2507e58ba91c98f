import { writeFileSync } from 'node:fs';
import { packIndex, viewIndex } from '../identify/text-index.ts';
import { compileKnowledge } from './compile.ts';
import { referenceTables } from './reference-tables.ts';
import { readRules, spdxNames } from './sources.ts';
import { type CompiledIndex, compileIndex } from './texts/compile-index.ts';
import { isCalled, recognizedBy, withFragments } from './texts/refine.ts';
import { inOrder, readTextFolder } from './texts/sources.ts';
import type { TemplateText } from './texts/spdx-xml.ts';

/**
 * `npm run index -- <folder>…`: compiles license texts into `rules/index/licenses.bin`. The texts are
 * other people's and stay where they are: hashes of words, names and addresses are kept. A folder is
 * SPDX's license-list-XML (`src/`), ScanCode's LicenseDB, or one `<id>.txt` a license.
 */
const TARGET = 'rules/index/licenses.bin';

function main(names: readonly string[]): void {
  if (names.length === 0) {
    process.stderr.write('usage: npm run index -- <folder of license texts>…\n');
    process.exitCode = 2;
    return;
  }
  const folders = names.map(readTextFolder);
  const { knowledge } = compileKnowledge(readRules(), spdxNames(), '');
  const spdx = folders.flatMap((folder) => folder.spdx);
  const references = referenceTables({
    spdx: [
      ...spdx.map(({ id, name, urls }) => ({ id, name, addresses: urls })),
      ...Object.entries(spdxNames()).map(([id, name]) => ({ id, name, addresses: [] })),
    ],
    licenseDb: folders.flatMap((folder) => folder.licenseDb),
    aliases: knowledge.aliases.names['any'] ?? {},
  });
  const core = inOrder(folders.filter(({ kind }) => kind !== 'licensedb'));
  const collected = inOrder(folders.filter(({ kind }) => kind === 'licensedb'));
  const { parts, templates, words, skipped, aliases } = compileAll(core, collected, (id) =>
    Object.hasOwn(knowledge.licenses, id),
  );
  const bytes = packIndex({ ...parts, references });
  writeFileSync(TARGET, bytes);
  process.stdout.write(
    [
      ...folders.map((one) => `${one.templates.length} texts (${one.kind}) in ${one.folder}`),
      `${templates} templates of ${words} words, ${(bytes.length / 1e6).toFixed(2)} MB: ${TARGET}`,
      `too short: ${skipped.join(', ')}`,
      ...aliases.map(({ id, as }) => `the same words: ${id} = ${as}`),
      '',
    ].join('\n'),
  );
}

interface Compiled extends CompiledIndex {
  /** Licenses whose words are those of another but for names and layout. */
  readonly aliases: readonly { readonly id: string; readonly as: string }[];
}

/** Rounds after which every text has found its place; three were enough so far. */
const MAX_ROUNDS = 6;

/**
 * Compiles the core, then of the collected texts those that it does not recognize as what they are,
 * until every text is recognized: as itself, or as a license with the same words.
 */
function compileAll(
  core: readonly TemplateText[],
  collected: readonly TemplateText[],
  isKnown: (id: string) => boolean,
): Compiled {
  const view = (texts: readonly TemplateText[]) =>
    viewIndex(packIndex({ ...compileIndex(texts, { isKnown }).parts, references: NO_REFERENCES }));
  let kept: readonly TemplateText[] = [];
  let texts: readonly TemplateText[] = core;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const strangers = recognizedBy(view(texts), collected)
      .filter(({ text }) => !kept.includes(text))
      .filter(({ text, as, exact }) =>
        // A short copy in other layout is kept for its digest: it is what many files are.
        round === 0 ? !isCalled(as, text.id) || (!exact && text.text.length < MAX_COPY) : !as,
      )
      .map(({ text }) => text);
    if (strangers.length === 0) break;
    kept = [...kept, ...strangers];
    const all = [...core, ...kept];
    texts = withFragments(view(all), all);
  }
  const aliases = recognizedBy(view(texts), [...core, ...collected]).flatMap(({ text, as }) =>
    as && text.kind === 'license' && !isCalled(as, text.id) ? [{ id: text.id, as: as.id }] : [],
  );
  return { ...compileIndex(texts, { aliases, isKnown }), aliases };
}

/** Characters of a copy of a known text that is worth its place. */
const MAX_COPY = 4000;

const NO_REFERENCES = { ids: {}, names: {}, urls: {} };

main(process.argv.slice(2));
