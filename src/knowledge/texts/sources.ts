import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { replacementOf } from '../../spdx/names.ts';
import { isObject } from '../../syntax/json.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import type { LicenseDbEntry, RecordedAddress } from '../reference-tables.ts';
import { readSpdxXml, type SpdxEntry, type TemplateText } from './spdx-xml.ts';

/** License texts of one folder, as their publisher arranges them. */
export interface TextFolder {
  readonly folder: string;
  readonly kind: 'spdx-xml' | 'licensedb' | 'plain' | 'list' | 'records';
  readonly templates: readonly TemplateText[];
  /** Names and addresses, where the publisher gives them. */
  readonly spdx: readonly SpdxEntry[];
  readonly licenseDb: readonly LicenseDbEntry[];
  /** Addresses at which its publisher has found a license. */
  readonly recorded?: readonly RecordedAddress[];
}

/**
 * Reads a folder of license texts: `*.xml` as SPDX's license-list-XML has them (with `exceptions/`),
 * `*.LICENSE` with YAML front matter as ScanCode LicenseDB has them, or `<id>.txt`. Of ScanCode's
 * `*.RULE` those are read that are nothing but an address.
 */
export function readTextFolder(folder: string): TextFolder {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const read = (path: string) => readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const xml = files.filter((path) => path.endsWith('.xml'));
  if (xml.length > 0) {
    const entries = xml.flatMap((path) => readSpdxXml(read(path)) ?? []);
    const current = entries.filter(({ obsolete }) => !obsolete);
    return {
      folder,
      kind: 'spdx-xml',
      templates: current.flatMap(({ templates }) => templates),
      spdx: entries,
      licenseDb: [],
    };
  }
  const licenseDb = files.filter((path) => path.endsWith('.LICENSE'));
  if (licenseDb.length > 0) {
    const entries = licenseDb.map((path) => readLicenseDb(path, read(path)));
    return {
      folder,
      kind: 'licensedb',
      templates: entries.map(({ template }) => template),
      spdx: [],
      licenseDb: entries.map(({ entry }) => entry),
    };
  }
  const rules = files.filter((path) => path.endsWith('.RULE'));
  if (rules.length > 0) {
    const recorded = rules.flatMap((path) => readRecord(read(path)) ?? []);
    return { folder, kind: 'records', templates: [], spdx: [], licenseDb: [], recorded };
  }
  const templates = files
    .filter((path) => path.endsWith('.txt'))
    .map((path): TemplateText => {
      const id = basename(path, '.txt');
      return { id, kind: 'license', text: read(path), blanks: [] };
    });
  return { folder, kind: 'plain', templates, spdx: [], licenseDb: [] };
}

/** Front matter that takes a rule back. */
const NO_RECORD = /^(?:is_deprecated|is_false_positive|is_license_clue): yes/m;

/** A rule of ScanCode that is one address with one license, and not a guess. */
function readRecord(written: string): RecordedAddress | undefined {
  const [, matter = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(written) ?? [];
  const key = /^license_expression: ([\w.+-]+)$/m.exec(matter)?.[1];
  const relevance = Number(/^relevance: (\d+)$/m.exec(matter)?.[1] ?? 100);
  const address = /^\s*(\S+\.\w+\/\S+)\s*$/.exec(text)?.[1];
  if (key === undefined || address === undefined || NO_RECORD.test(matter)) return undefined;
  return relevance < MIN_RELEVANCE ? undefined : { address, key };
}

const MIN_RELEVANCE = 90;

/** The texts that come with `spdx-license-list`. */
export function listedTexts(): TextFolder {
  const list: unknown = createRequire(import.meta.url)('spdx-license-list/spdx-full.json');
  const templates = Object.entries(isObject(list) ? list : {}).flatMap(([id, entry]) => {
    const text = isObject(entry) ? entry['licenseText'] : undefined;
    if (typeof text !== 'string') return [];
    // `GPL-3.0+` is the older way to write `-or-later`.
    const current = replacementOf(id) ?? id.replace(/\+$/, '-or-later');
    if (!/^[\w.+-]+$/.test(current)) return [];
    return [{ id: current, kind: 'license' as const, text, blanks: [] }];
  });
  return { folder: 'spdx-license-list', kind: 'list', templates, spdx: [], licenseDb: [] };
}

/**
 * A use grant is a parameter of another license: words of one in a text tell nothing of the text, and
 * it counts only where it stands alone.
 */
function kindOf(file: string, isException: string | undefined): TemplateText['kind'] {
  if (/-use-grant-/.test(file)) return 'fragment';
  return /^(?:yes|true)$/.test(isException ?? '') ? 'exception' : 'license';
}

function readLicenseDb(
  path: string,
  written: string,
): { template: TemplateText; entry: LicenseDbEntry } {
  const matter = /^---\n([\s\S]*?)\n---\s*(?:\n|$)/.exec(written);
  const parsed = parseYaml(matter?.[1] ?? '');
  const node = parsed.ok ? parsed.value[0] : undefined;
  const value = (key: string) => textOf(get(node, key));
  const list = (key: string) => textsOf(get(node, key));
  const id = value('spdx_license_key');
  const osi = value('osi_url');
  const [name, shortName] = [value('name'), value('short_name')];
  return {
    template: {
      // An id of SPDX has letters, digits, points and hyphens.
      id: id ?? `LicenseRef-scancode-${basename(path, '.LICENSE').replaceAll('_', '-')}`,
      kind: kindOf(basename(path), value('is_exception')),
      text: written.slice(matter?.[0].length ?? 0),
      blanks: [],
    },
    entry: {
      key: basename(path, '.LICENSE'),
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(shortName === undefined ? {} : { shortName }),
      otherIds: list('other_spdx_license_keys'),
      texts: [...list('text_urls'), ...(osi === undefined ? [] : [osi])],
      others: list('other_urls'),
    },
  };
}

function textsOf(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/**
 * The order in which texts are compiled: SPDX's templates first, the most used before the others,
 * then the licensors' own, then collections.
 */
export function inOrder(folders: readonly TextFolder[]): TemplateText[] {
  const rank = { 'spdx-xml': 0, list: 1, plain: 1, licensedb: 2, records: 3 } as const;
  const usual = (id: string) => {
    const place = MOST_USED.indexOf(id);
    return place < 0 ? MOST_USED.length + (/-or-later$|-invariants-/.test(id) ? 1 : 0) : place;
  };
  return [...folders]
    .sort((a, b) => rank[a.kind] - rank[b.kind])
    .flatMap(({ templates }) => [...templates].sort((a, b) => usual(a.id) - usual(b.id)));
}

/** Ids of the most used licenses. */
export const MOST_USED: readonly string[] = [
  ...['MIT', 'ISC', 'BSD-3-Clause', 'BSD-2-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'MIT-0'],
  ...['GPL-2.0-only', 'GPL-3.0-only', 'LGPL-2.1-only', 'LGPL-3.0-only', 'AGPL-3.0-only', 'Zlib'],
  ...['MPL-2.0', 'BSD-4-Clause', 'BSL-1.0', 'CC0-1.0', 'BlueOak-1.0.0', 'X11', 'EPL-2.0', 'WTFPL'],
];
