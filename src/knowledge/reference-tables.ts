import type { ReferenceNames } from '../identify/reference-tables.ts';
import { addressKey, foldAddress, foldReferenceName } from '../identify/references-fold.ts';
import { replacementOf } from '../spdx/names.ts';
import { parseYaml, type YamlEntry } from '../syntax/yaml.ts';

/** A license of the SPDX list: its id, its name and where the list says it can be read. */
export interface SpdxEntry {
  readonly id: string;
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Front matter of a LicenseDB file, as far as it names the license. */
export interface LicenseDbEntry {
  readonly name?: string;
  readonly shortName?: string;
  /** What its publisher calls it: `bsd-new`. */
  readonly key?: string;
  /** SPDX id or `LicenseRef-…`; absent where there is none to give. */
  readonly id?: string;
  readonly otherIds: readonly string[];
  /** Where its text stands: `text_urls` and `osi_url`. */
  readonly texts: readonly string[];
  /** `other_urls`. */
  readonly others: readonly string[];
}

/** An address and the key of the license that was found there. */
export interface RecordedAddress {
  readonly address: string;
  readonly key: string;
}

/** Everything the tables are built of, already read. */
export interface ReferenceSources {
  readonly spdx: readonly SpdxEntry[];
  readonly licenseDb: readonly LicenseDbEntry[];
  /** Other names of licenses: `rules/aliases.yaml`, `names.any`. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly recorded: readonly RecordedAddress[];
}

/**
 * Builds the tables by which license names and addresses are recognized in texts. A name or address
 * that several licenses share belongs to none of them, unless a better source gives it to one: our
 * own aliases, then the SPDX list, then LicenseDB.
 */
export function referenceTables(sources: ReferenceSources): ReferenceNames {
  const ids = idTable(sources);
  const urls = addressTable(sources);
  return {
    ids: sorted(ids),
    names: sorted(nameTable(sources)),
    urls: sorted(urls),
    recorded: sorted(recordedTable(sources, urls)),
  };
}

/** Addresses that no license lists as its own, each with the one license that was found there. */
function recordedTable(
  { licenseDb, recorded }: ReferenceSources,
  urls: ReadonlyMap<string, string>,
): Map<string, string> {
  const ids = new Map(licenseDb.flatMap(({ key, id }) => (key && id ? [[key, id] as const] : [])));
  const claims = new Claims();
  for (const { address, key } of recorded) {
    const [folded, id] = [foldAddress(address), ids.get(key)];
    if (id === undefined || urls.has(folded)) continue;
    claims.claim(addressKey(folded), replacementOf(id) ?? id);
  }
  return new Map(claims.sure());
}

function idTable({ spdx, licenseDb }: ReferenceSources): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id } of spdx) ids.set(id.toLowerCase(), id);
  const other = new Claims();
  for (const { id, otherIds } of licenseDb) {
    if (id === undefined) continue;
    for (const name of [id, ...otherIds]) {
      // A `LicenseRef-` of LicenseDB stands for itself.
      if (/^[\w.+-]+$/.test(name) && name !== id) other.claim(name.toLowerCase(), id);
      else if (!id.startsWith('LicenseRef-')) other.claim(name.toLowerCase(), id);
    }
  }
  for (const [key, id] of other.sure()) if (!ids.has(key)) ids.set(key, id);
  return ids;
}

/** Which licenses claim a key. */
class Claims {
  readonly #ids = new Map<string, Set<string>>();

  claim(key: string, id: string): void {
    const ids = this.#ids.get(key) ?? new Set();
    this.#ids.set(key, ids.add(id));
  }

  /** Keys that one license claims alone. */
  *sure(): Generator<readonly [string, string]> {
    for (const [key, ids] of this.#ids) {
      const [only] = ids;
      if (only !== undefined && ids.size === 1) yield [key, only];
    }
  }

  has(key: string): boolean {
    return this.#ids.has(key);
  }
}

/** The grammar of the GNU family reads these, with their versions and "or later". */
const GNU = /^(?:A?GPL|LGPL|GFDL)-\d/;

function nameTable({ spdx, licenseDb, aliases }: ReferenceSources): Map<string, string> {
  const [own, listed, others] = [new Claims(), new Claims(), new Claims()];
  const [listedShort, othersShort] = [new Claims(), new Claims()];
  for (const [name, id] of Object.entries({ ...aliases, ...MORE_NAMES })) claimName(own, name, id);
  for (const { id, name } of spdx) {
    claimName(listed, id, id);
    claimName(listed, name, id);
    claimName(listedShort, withoutParentheses(name), id);
  }
  for (const { id, name, shortName } of licenseDb) {
    if (id === undefined) continue;
    for (const each of [name ?? '', shortName ?? '']) {
      // A single word is a product or its maker, whose license need not be this one.
      if (!/[ \d]/.test(foldReferenceName(each))) continue;
      claimName(others, each, id);
      claimName(othersShort, withoutParentheses(each), id);
    }
  }
  return layered([own, listed, listedShort, others, othersShort]);
}

/** Names in wide use that no source lists. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  // The header of LLVM before 2019.
  'University of Illinois Open Source License': 'NCSA',
  'Do What The Fuck You Want To Public License, Version 2': 'WTFPL',
};

function withoutParentheses(name: string): string {
  return name.replace(/\s*\([^()]*\)/g, '').trim();
}

const LONGEST_NAME = 90;

function claimName(claims: Claims, name: string, id: string): void {
  const license = current(id);
  if (license === undefined || name.length > LONGEST_NAME || GNU.test(id)) return;
  const key = foldReferenceName(name);
  // Numbers and single letters are no names.
  if (/[a-z]{2}/.test(key)) claims.claim(key, license);
}

/** A key goes to the first layer that knows it, and to nobody where that layer is in doubt. */
function layered(layers: readonly Claims[]): Map<string, string> {
  const table = new Map<string, string>();
  layers.forEach((layer, index) => {
    for (const [key, id] of layer.sure()) {
      if (!layers.slice(0, index).some((before) => before.has(key))) table.set(key, id);
    }
  });
  return table;
}

function addressTable({ spdx, licenseDb }: ReferenceSources): Map<string, string> {
  const texts = new Claims();
  const others = new Claims();

  const add = (claims: Claims, raw: string, id: string): void => {
    const key = foldAddress(raw);
    if (!isLicenseAddress(key)) return;
    const license = current(id);
    if (license === undefined) return;
    claims.claim(key, license);
  };
  for (const { id, addresses } of spdx) for (const address of addresses) add(texts, address, id);
  for (const { id, texts: own, others: more } of licenseDb) {
    if (id === undefined) continue;
    for (const address of own) add(texts, address, id);
    for (const address of more.filter(saysLicense)) add(others, address, id);
  }
  return layered([texts, others]);
}

/**
 * Today's id, or nothing for what is no single license. One address serves a version "only" and "or
 * later" alike; what it shows is that version.
 */
function current(id: string): string | undefined {
  const license = replacementOf(id) ?? id;
  if (!/^[\w.+-]+$/.test(license)) return undefined;
  return GNU.test(license) ? license.replace(/(?:-only|-or-later|\+)?$/, '-only') : license;
}

const LICENSE_PATH = /licen[cs]e|legal|copying|copyright|terms|eula|agreement|[al]?gpl/i;

function saysLicense(address: string): boolean {
  return LICENSE_PATH.test(address.replace(/^https?:\/\/[^/]*/i, ''));
}

/** Places of code: a file there is one work's, whatever its license. */
const CODE =
  /^(?:[\w.-]*(?:github|gitlab|bitbucket|sourceforge|savannah|codeplex|googlecode)[\w-]*\.|(?:git|svn|cvs|source|sources)\.)|\/(?:git|svn|cvs|blob|trunk|tree)(?:\/|$)|\.(?:[chyl]|cc|cpp|java|js|py|sh|png|gif|svg)$/;

/** Archives and articles, and front pages, are no license addresses. */
const ELSEWHERE =
  /^(?:web\.archive\.org|archive\.|[a-z]*\.?wikipedia\.|google\.|opensource\.com\/article|[a-z]+\.stackexchange\.)|^fedoraproject\.org\/wiki\/licensing(?:[:/](?:bsd|mit))?$/;

function isLicenseAddress(key: string): boolean {
  if (!key.includes('/') || key.length > 140 || /^(?:gnu|fsf)\.org\//.test(key)) return false;
  return !CODE.test(key) && !ELSEWHERE.test(key);
}

function sorted(table: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Front matter of these names no license of its own: a kind of text, or a part of another license. */
const NO_LICENSE = ['is_exception', 'is_deprecated', 'is_generic', 'is_unknown'];

/** Reads the front matter of a LicenseDB file; nothing where it states no license. */
export function licenseDbEntry(file: string): LicenseDbEntry | undefined {
  const front = /^---\n([\s\S]*?)\n---/.exec(file)?.[1];
  const parsed = front === undefined ? undefined : parseYaml(front);
  const root = parsed?.ok ? parsed.value[0] : undefined;
  if (root?.kind !== 'map' || NO_LICENSE.some((key) => root.entries.has(key))) return undefined;
  const one = (key: string): string | undefined => texts(root.entries.get(key))[0];
  const [name, shortName, id] = [one('name'), one('short_name'), one('spdx_license_key')];
  return {
    ...(name === undefined ? {} : { name }),
    ...(shortName === undefined ? {} : { shortName }),
    ...(id === undefined ? {} : { id }),
    otherIds: texts(root.entries.get('other_spdx_license_keys')),
    texts: ['text_urls', 'osi_url'].flatMap((key) => texts(root.entries.get(key))),
    others: texts(root.entries.get('other_urls')),
  };
}

function texts(entry: YamlEntry | undefined): readonly string[] {
  if (entry?.value.kind === 'scalar') return [entry.value.text];
  if (entry?.value.kind !== 'list') return [];
  return entry.value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
}

/** Reads id, name and addresses of a file of SPDX's license-list-XML. */
export function listedLicense(xml: string): SpdxEntry | undefined {
  const id = /\blicenseId="([^"]+)"/.exec(xml)?.[1];
  if (id === undefined) return undefined;
  const name = plain(/<license\b[^>]*?\sname="([^"]+)"/.exec(xml)?.[1] ?? id);
  const addresses = [...xml.matchAll(/<crossRef>\s*([^<\s]+)/g)].map(([, url = '']) => plain(url));
  return { id, name, addresses };
}

function plain(xml: string): string {
  return xml.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
