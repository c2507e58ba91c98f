import { replacementOf } from '../spdx/names.ts';
import { matchesOf } from './ready.ts';
import type { ReferenceTables } from './reference-tables.ts';
import { addressKey, foldAddress, foldReferenceName } from './references-fold.ts';
import { remembered } from './remembered.ts';

/** An address that stands for a license. */
export interface AddressFound {
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  /** The address of a GNU license in its newest version, whichever that is. */
  readonly open?: 'any-version';
}

const HOSTS = [
  ...['opensource', 'spdx', 'creativecommons', 'gnu', 'apache', 'mozilla', 'unlicense', 'boost'],
  ...['eclipse'],
].join('|');

const REST = String.raw`[^\s<>"'\`()[\]{}\\|^]`;

/** Addresses with a scheme, and those of well-known hosts without one. */
const URL = new RegExp(
  String.raw`(?:https?:\/\/(?:https?:\/\/)?|www\.)[a-z0-9]${REST}{3,300}|\b(?:${HOSTS})\.org\/${REST}{2,300}|choosealicense\.com\/${REST}{3,300}`,
  'gi',
);

/** Files below Debian's folder of license texts; `BSD` there is the Regents' text of three clauses. */
const DEBIAN = /\/usr\/share\/common-licenses\/([a-z]+)(?:-?(\d(?:\.\d)?))?/gi;

/** What every address has; one scan, where most texts have none. */
const MAY_HAVE = /:\/\/|www\.|\.(?:org|com)\/|common-licenses/i;

/** Every address in a text that is a license's own, or names one in its path. */
export const addressesIn = remembered(readAddresses);

function readAddresses(text: string, tables: ReferenceTables): readonly AddressFound[] {
  const found: AddressFound[] = [];
  if (!MAY_HAVE.test(text)) return found;
  for (const match of matchesOf(URL, text)) {
    const read = addressLicense(match[0], tables);
    const length = match[0].replace(/[.,;:!*_/]{1,20}$/, '').length;
    if (read) found.push({ ...read, start: match.index, end: match.index + length });
  }
  for (const match of matchesOf(DEBIAN, text)) {
    const read = debianLicense(match[1] ?? '', match[2], tables);
    if (read) found.push({ ...read, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** A text that is one address and nothing else. */
const ALONE =
  /^\s*<?((?:https?:\/\/){1,2}[^\s<>]{4,300}|(?:www\.)?[\w-]+\.[\w.-]+\/[^\s<>]{2,300})>?\s*$/i;

/**
 * Of a text that is an address and nothing else: the license that others found there once. What it
 * leads to today nobody here has read.
 */
export function recordedAt(text: string, tables: ReferenceTables): AddressFound | undefined {
  if (text.length > 400) return undefined;
  const address = ALONE.exec(text)?.[1];
  if (address === undefined) return undefined;
  const folded = foldAddress(address.replace(/^https?:\/\/(?=https?:)/i, ''));
  // Where a license has its own page, that says more than a record of it.
  if (stewardLicense(folded, tables)) return undefined;
  const expression = tables.recorded.get(addressKey(folded));
  const start = text.indexOf(address);
  return expression === undefined ? undefined : { expression, start, end: start + address.length };
}

type License = Pick<AddressFound, 'expression' | 'open'>;

function addressLicense(raw: string, tables: ReferenceTables): License | undefined {
  const address = foldAddress(raw.replace(/^https?:\/\/(?=https?:)/i, ''));
  return stewardLicense(address, tables) ?? byPath(address, tables);
}

/** What an address is of that belongs to a license or to who keeps lists of them. */
function stewardLicense(address: string, tables: ReferenceTables): License | undefined {
  const own = tables.urls.get(address);
  return (
    gnuAddress(address) ??
    (own === undefined ? undefined : { expression: own }) ??
    knownHost(address, tables)
  );
}

const OLDEST = {
  gpl: 'GPL-1.0',
  lgpl: 'LGPL-2.0',
  lesser: 'LGPL-2.1',
  library: 'LGPL-2.0',
  agpl: 'AGPL-3.0',
  fdl: 'GFDL-1.1',
} as const;

const GNU_ADDRESS =
  /^(?:gnu|fsf)\.org\/(?:[\w-]+\/){0,3}(a?gpl|lgpl|lesser|library|fdl)(?:[-_]?v?(\d\.\d))?$/;
/** The Open Source Initiative's page of the license in all its versions. */
const GNU_SLUG = /^opensource\.org\/licenses?\/(a?gpl|lgpl)(?:-license)?$/;

/** gnu.org and fsf.org: `licenses/old-licenses/lgpl-2.1`, `copyleft/gpl`, `licenses/agpl`. */
function gnuAddress(address: string): License | undefined {
  const found = GNU_ADDRESS.exec(address) ?? GNU_SLUG.exec(address);
  const family = found?.[1] as keyof typeof OLDEST | undefined;
  if (!found || !family) return undefined;
  if (found[2] === undefined)
    return { expression: `${OLDEST[family]}-or-later`, open: 'any-version' };
  return { expression: `${OLDEST[family].replace(/-.*/, '')}-${found[2]}-only` };
}

const SLUG =
  /^(?:opensource\.org\/licenses?|spdx\.org\/licenses|choosealicense\.com\/licenses|tldrlegal\.com\/license|licenses\.nuget\.org)\/(?:alphabetical\/)?([\w.+-]{1,60})$/;
const CC =
  /^creativecommons\.org\/licenses\/([a-z-]{2,12})\/(\d\.\d)(?:\/([a-z]{2,3}))?(?:\/(?:deed|legalcode)[\w.-]*)?(?:\/.*)?$/;
const OTHERS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^creativecommons\.org\/publicdomain\/zero\/1\.0(?:\/.*)?$/, () => 'CC0-1.0'],
  [/^(?:[\w-]+\.)?apache\.org\/licenses\/license-(\d\.\d)$/, (found) => `Apache-${found[1]}`],
  [/^aws\.amazon\.com\/apache-?2\.?0$/, () => 'Apache-2.0'],
  [/^mozilla\.org\/(?:[\w-]+\/)?mpl\/(?:mpl-)?(\d\.\d)(?:\/.*)?$/, (found) => `MPL-${found[1]}`],
  [/^mozilla\.org\/(?:[\w-]+\/)?npl\/(?:npl-)?(\d\.\d)(?:\/.*)?$/, (found) => `NPL-${found[1]}`],
  [
    /^eclipse\.org\/(?:[\w-]+\/)*epl-?v?(\d)\.?(\d)(?:\/.*)?$/,
    (found) => `EPL-${found[1]}.${found[2]}`,
  ],
  [/^eclipse\.org\/(?:[\w-]+\/)*edl-?v?1\.?0(?:\/.*)?$/, () => 'BSD-3-Clause'],
  [/^unlicense\.org$/, () => 'Unlicense'],
  [/^(?:sam\.zoy\.org\/wtfpl|wtfpl\.net)(?:\/.*)?$/, () => 'WTFPL'],
  [/^boost\.org\/license_1_0$/, () => 'BSL-1.0'],
];

function knownHost(address: string, tables: ReferenceTables): License | undefined {
  const slug = SLUG.exec(address)?.[1];
  if (slug !== undefined) return bySlug(slug, tables);
  const cc = CC.exec(address);
  if (cc) return ccLicense(cc, tables);
  for (const [pattern, read] of OTHERS) {
    const found = pattern.exec(address);
    const id = found ? tables.ids.get(read(found).toLowerCase()) : undefined;
    if (id !== undefined) return { expression: id };
  }
  return undefined;
}

/** Creative Commons itself once wrote `by-nd-nc`. */
function ccLicense(found: RegExpExecArray, tables: ReferenceTables): License | undefined {
  const [, code = '', version, port] = found;
  const parts = new Set(code.split('-'));
  const order = ['by', 'nc', 'nd', 'sa'].filter((part) => parts.has(part)).join('-');
  if (order.length !== code.length) return undefined;
  const id = tables.ids.get(`cc-${order}-${version}${port && port !== 'deed' ? `-${port}` : ''}`);
  return id === undefined ? undefined : { expression: id };
}

const GNU = /^([al]?gpl|gfdl)-?v?(\d(?:\.\d)?)?(-or-later|-only|\+)?$/;

function bySlug(slug: string, tables: ReferenceTables): License | undefined {
  const gnu = GNU.exec(slug);
  if (gnu) {
    const [, family = '', version, suffix = ''] = gnu;
    if (version === undefined)
      return gnuAddress(`gnu.org/licenses/${family.replace('gfdl', 'fdl')}`);
    const later = suffix === '+' || suffix === '-or-later' ? 'or-later' : 'only';
    return known(`${family}-${version.includes('.') ? version : `${version}.0`}-${later}`, tables);
  }
  return known(slug, tables) ?? named(slug.replace(/[-_]licen[cs]e(?=-|$)/, ''), tables);
}

function known(id: string, tables: ReferenceTables): License | undefined {
  const found = tables.ids.get(id.toLowerCase());
  return found === undefined ? undefined : { expression: replacementOf(found) ?? found };
}

/** A slug or file name as a license name: `apache-20`, `bsd3`, `mit`. */
function named(slug: string, tables: ReferenceTables): License | undefined {
  const name = foldReferenceName(slug.replace(/[_-]+/g, ' '));
  const spaced = name.replace(
    / (\d)(\d)$/,
    (_, major: string, minor: string) => ` ${major}${minor === '0' ? '' : `.${minor}`}`,
  );
  const id = tables.names.get(name) ?? tables.names.get(spaced);
  return id === undefined ? undefined : { expression: id };
}

/** The last parts of any address, where they name a license: `/MIT-LICENSE.txt`, `/licenses/apache-20/`. */
function byPath(address: string, tables: ReferenceTables): License | undefined {
  const parts = address.split('/').slice(1);
  const last = (parts.at(-1) ?? '').replace(/%20|\+/g, '-');
  if (last === '' || last.length > 60) return undefined;
  const says = /licen[cs]e|copying/.test(last) || /^licen[cs]es?$/.test(parts.at(-2) ?? '');
  const bare = last
    .replace(/(?:^|[-_.])(?:the|licen[cs]es?|copying)(?=[-_.]|$)/g, '')
    .replace(/^[-_.]+|[-_.]+$/g, '');
  if (bare === '' || bare === last ? !says && !/^[al]?gpl-?v?\d|^apache-?2/.test(last) : false)
    return undefined;
  const once = bare.replace(/^([a-z]{2,8})[-_]\1$/, '$1');
  return once === '' ? undefined : bySlug(once, tables);
}

/** Debian's base-files says what each of these is. */
function debianLicense(
  name: string,
  version: string | undefined,
  tables: ReferenceTables,
): License | undefined {
  const lower = name.toLowerCase();
  if (lower === 'bsd') return { expression: 'BSD-3-Clause' };
  // The Artistic license of Perl.
  if (lower === 'artistic') return { expression: 'Artistic-1.0-Perl' };
  if (lower === 'cc') return { expression: 'CC0-1.0' };
  return bySlug(version === undefined ? lower : `${lower}-${version}`, tables);
}
