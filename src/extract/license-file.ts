import type { LicenseText } from '../model/component.ts';
import { isLicenseFolder, type Tree } from '../model/tree.ts';
import { compareText } from '../syntax/compare.ts';

/**
 * What a file beside code says of its license, by its name.
 *
 * `license` the license itself: `LICENSE`, `COPYING.md`, `MIT-LICENSE.txt`, `LIZENZ` · `terms` what
 * holds beside it or in its place: `EULA.txt`, `COMMERCIAL.md`, `TERMS`, `License Agreement.txt`
 * · `remarks` mostly names and thanks, seldom a limit: `NOTICE`, `PATENTS` · `others` licenses of what
 * it brings along: `ThirdPartyNotices.txt`.
 */
export type LicenseFileKind = 'license' | 'terms' | 'remarks' | 'others';

const END = '(?:[-._ ].*)?$';
const FAMILY =
  '(?:[al]?gpl|mit|bsd|isc|mpl|apache|ofl|epl|eupl|boost|zlib|commercial|enterprise|ee|pro|software|user)';
/** The word in the languages that such files are found in. */
const WORD =
  '(?:licen[cs]e|copying|unlicen[cs]e|lizenz|licen[çc]a|licencia|licenza|licentie|licencja|лицензия|许可证?|許可證?|授权|ライセンス)';

const KINDS: readonly (readonly [LicenseFileKind, RegExp])[] = [
  ['others', /third.?part(?:y|ies)|3rd.?part(?:y|ies)/i],
  ['license', new RegExp(`^(?:${FAMILY}[-\\d.v]*[-._ ])?${WORD}${END}`, 'iu')],
  [
    'terms',
    new RegExp(
      `^(?:eula|end[-_ ]user|(?:.{1,30}[-_ ])?(?:terms|agreement)|commercial|conditions|copyright|legal)${END}`,
      'iu',
    ),
  ],
  ['remarks', new RegExp(`^(?:notices?|patents?)${END}`, 'i')],
];

/** Code and data that speak of licenses, pictures: no texts for people. */
const NO_TEXT =
  /\.(?:[cm]?[jt]sx?|json[5cl]?|map|s?css|less|ya?ml|toml|xml|csv|sh|py|go|rs|java|kt|rb|php|cs|c|h|cpp|vue|svelte|png|svg|gif|jpe?g|webp|ico)$/i;
/** What every such name has; nearly all files are told by this alone. */
const HINT =
  /licen|copying|lizenz|terms|agreement|eula|end.user|commercial|conditions|copyright|legal|notice|patent|part[yi]|[^ -~]/i;
/** What people sign who contribute, which says nothing to those who use. */
const FOR_CONTRIBUTORS = /contribut|(?<![a-z])i?cla(?![a-z])/i;

/** What a name says of a file; undefined for most. */
export function licenseFileKind(name: string): LicenseFileKind | undefined {
  if (!HINT.test(name) || NO_TEXT.test(name) || FOR_CONTRIBUTORS.test(name)) return undefined;
  return KINDS.find(([, pattern]) => pattern.test(name.normalize('NFC')))?.[0];
}

/** True if a file's name says that it holds a license or terms, and not code that speaks of licenses. */
export function isLicenseFile(name: string): boolean {
  const kind = licenseFileKind(name);
  return kind === 'license' || kind === 'terms';
}

/** Paths of the files in a directory of the tree, by what their names say. */
export type LicenseFiles = Readonly<Record<LicenseFileKind, readonly string[]>>;

/** Sorts out the files of one directory. */
export function licenseFilesIn(tree: Tree, directory: string): LicenseFiles {
  const found = {
    license: [] as string[],
    terms: [] as string[],
    remarks: [] as string[],
    others: [] as string[],
  };
  const prefix = directory === '' ? '' : `${directory}/`;
  for (const name of tree.directory(directory)?.files ?? []) {
    const kind = licenseFileKind(name);
    if (kind) found[kind].push(prefix + name);
  }
  return found;
}

/**
 * Everything in the license folders of a directory (`license/LICENSE`, `LICENSES/MIT.txt`), folders in
 * them included, but for code and for what is said to be of others.
 */
export function filesInLicenseFolders(tree: Tree, directory: string): string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const open = (tree.directory(directory)?.directories ?? [])
    .filter(isLicenseFolder)
    .map((name) => prefix + name);
  const found: string[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const listed = tree.directory(at);
    for (const name of listed?.files ?? []) {
      if (isText(name)) found.push(`${at}/${name}`);
    }
    for (const name of listed?.directories ?? []) {
      if (licenseFileKind(name) !== 'others') open.push(`${at}/${name}`);
    }
  }
  return found.sort(compareText);
}

function isText(name: string): boolean {
  if (name.startsWith('.') || NO_TEXT.test(name)) return false;
  return !/^(?:readme|authors|contributors)/i.test(name) && licenseFileKind(name) !== 'others';
}

/** Files as texts of a component. */
export function fileTexts(paths: readonly string[]): LicenseText[] {
  return paths.map((path) => ({ kind: 'file', path }));
}

/** Files that stand beside a license: only what they take away is of interest. */
export function filesBeside(paths: readonly string[]): LicenseText[] {
  return paths.map((path) => ({ kind: 'file', path, beside: true }));
}
