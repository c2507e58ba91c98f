import { writeFileSync } from 'node:fs';
import type { ReferenceNames } from '../identify/reference-tables.ts';
import { type IndexedLicense, packIndex, viewIndex } from '../identify/text-index.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { compileKnowledge } from './compile.ts';
import { referenceTables } from './reference-tables.ts';
import { readRules, spdxNames } from './sources.ts';
import { type CompiledIndex, compileIndex, type IndexOptions } from './texts/compile-index.ts';
import { isCalled, recognizedBy, withFragments } from './texts/refine.ts';
import { inOrder, listedTexts, MOST_USED, readTextFolder } from './texts/sources.ts';
import type { TemplateText } from './texts/spdx-xml.ts';

/**
 * `npm run index -- <folder>…`: compiles license texts into `rules/index/licenses.bin`. The texts are
 * other people's and stay where they are: hashes of words, names and addresses are kept. A folder is
 * SPDX's license-list-XML (`src/`), ScanCode's LicenseDB, one `<id>.txt` a license, or ScanCode's rules.
 */
const TARGET = 'rules/index/licenses.bin';

function main(names: readonly string[]): void {
  if (names.length === 0) {
    process.stderr.write('usage: npm run index -- <folder of license texts>…\n');
    process.exitCode = 2;
    return;
  }
  const folders = [listedTexts(), ...names.map(readTextFolder)];
  const { knowledge } = compileKnowledge(readRules(), spdxNames(), '');
  const spdx = folders.flatMap((folder) => folder.spdx);
  const references = referenceTables({
    spdx: [
      ...spdx.map(({ id, name, urls }) => ({ id, name, addresses: urls })),
      ...Object.entries(spdxNames()).map(([id, name]) => ({ id, name, addresses: [] })),
    ],
    licenseDb: folders.flatMap((folder) => folder.licenseDb),
    aliases: knowledge.aliases.names['any'] ?? {},
    recorded: folders.flatMap((folder) => folder.recorded ?? []),
  });
  const isCollection = (kind: string) => kind === 'licensedb' || kind === 'list';
  const core = inOrder(folders.filter(({ kind }) => !isCollection(kind))).map(asOnly);
  const collected = inOrder(folders.filter(({ kind }) => isCollection(kind))).map(asOnly);
  const { parts, templates, words, skipped, aliases } = compileAll(core, collected, {
    isKnown: (id) => isKnown(id, knowledge),
    titles: namesById(references),
  });
  const bytes = packIndex({ ...parts, references });
  writeFileSync(TARGET, bytes);
  process.stdout.write(
    [
      ...folders.map(
        ({ templates: texts, kind, folder, recorded }) =>
          `${recorded?.length ?? texts.length} ${recorded ? 'addresses' : 'texts'} (${kind}) in ${folder}`,
      ),
      `${Object.keys(references.recorded).length} addresses recorded`,
      `${templates} templates of ${words} words, ${(bytes.length / 1e6).toFixed(2)} MB: ${TARGET}`,
      `too short: ${skipped.join(', ')}`,
      ...aliases.map(({ id, as }) => `the same words: ${id} = ${as}`),
      '',
    ].join('\n'),
  );
}

/** True for ids with a meaning of their own: every id of LicenseDB has a family, and that is none. */
function isKnown(id: string, { licenses }: Knowledge): boolean {
  const license = Object.hasOwn(licenses, id) ? licenses[id] : undefined;
  return license !== undefined && (license.detail === 'complete' || !/^LicenseRef-/.test(id));
}

/**
 * The text of a GNU license says nothing of later versions: a notice does. SPDX has the same text
 * under both ids, and the one without a promise is printed.
 */
function asOnly(text: TemplateText): TemplateText {
  return text.kind === 'license' ? { ...text, id: text.id.replace(/-or-later$/, '-only') } : text;
}

/** The names of the most used licenses. */
function namesById({ names }: ReferenceNames): Map<string, string[]> {
  const result = new Map<string, string[]>(MOST_USED.map((id) => [id, []]));
  for (const [name, id] of Object.entries(names)) result.get(id)?.push(name);
  return result;
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
  options: IndexOptions,
): Compiled {
  const view = (texts: readonly TemplateText[]) =>
    viewIndex(packIndex({ ...compileIndex(texts, options).parts, references: NO_REFERENCES }));
  let kept: ReadonlyMap<TemplateText, TemplateText> = new Map();
  let texts: readonly TemplateText[] = core;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const strangers = recognizedBy(view(texts), collected)
      .filter(({ text }) => !kept.has(text))
      .filter(({ text, as, exact }) =>
        // A short copy in other layout is kept for its digest: it is what many files are.
        round === 0 ? !isSame(as, text.id, options.isKnown) || (!exact && isUsualCopy(text)) : !as,
      )
      // A copy is what it has the words of, whoever gave it another name.
      .map(
        ({ text, as }) =>
          [text, isSame(as, text.id, options.isKnown) ? called(text, as) : text] as const,
      );
    if (strangers.length === 0) break;
    kept = new Map([...kept, ...strangers]);
    const all = [...core, ...kept.values()];
    texts = withFragments(view(all), all);
  }
  const aliases = recognizedBy(view(texts), [...core, ...collected]).flatMap(({ text, as }) =>
    as && isAliased(as) && isAliased(text) && !isCalled(as, text.id)
      ? [{ id: text.id, as: as.id }]
      : [],
  );
  const later = texts.flatMap(({ id, kind }) =>
    kind === 'license' && id.endsWith('-only')
      ? [{ id: id.replace(/-only$/, '-or-later'), as: id }]
      : [],
  );
  return { ...compileIndex(texts, { ...options, aliases: [...aliases, ...later] }), aliases };
}

/** True for whole texts and exceptions: of notices and fragments the words alone do not tell whose they are. */
function isAliased({ kind }: Pick<TemplateText, 'kind'>): boolean {
  return kind === 'license' || kind === 'exception';
}

/**
 * True if a text is the license it is called: or, where it is called after its publisher and nothing
 * is stated of it, a license that SPDX lists with the same words.
 */
function isSame(
  as: IndexedLicense | undefined,
  id: string,
  isKnown: (id: string) => boolean = () => false,
): boolean {
  if (isCalled(as, id)) return true;
  const isOwn = id.startsWith('LicenseRef-') && !isKnown(id);
  return as !== undefined && isOwn && !as.id.startsWith('LicenseRef-');
}

function called(text: TemplateText, as: IndexedLicense | undefined): TemplateText {
  return as ? { ...text, id: as.id } : text;
}

/** Characters of a copy of a known text that is worth its place. */
const MAX_COPY = 4000;

/** A copy in other layout that many files are: short, or of one of the licenses most files have. */
function isUsualCopy({ id, text }: TemplateText): boolean {
  return text.length < MAX_COPY || MOST_USED.includes(id) || /^CC-BY(?:-SA)?-4\.0$/.test(id);
}

const NO_REFERENCES = { ids: {}, names: {}, urls: {}, recorded: {} };

main(process.argv.slice(2));
