import { grantOf } from './grants.ts';
import { type BlockKey, blockOf } from './parameters-block.ts';
import { anniversaryOf, changeAfterOf, changeDateOf } from './parameters-dates.ts';

/** Parameters stand at the start or the end of a text; what is larger is no license. */
const MAX_TEXT = 2_000_000;

/** `BSL-1.0` alone is Boost's license, not the Business Source License. */
const BUSINESS_SOURCE = /^(?:BUSL-1\.[01]|LicenseRef-scancode-bsl-1\.[01])$/i;
const DELAYED = /^(?:LicenseRef-(?:scancode-)?)?(?:FSL-1\.[01]|FCL-1\.0)(?:-|$)/i;
const COPYRIGHTED =
  /^(?:SSPL-1\.0|Elastic-2\.0|SUL-1\.0|PolyForm-.+|CockroachDB-.+|LicenseRef-(?:scancode-)?.+)$/i;

/**
 * The blanks of a license as a text fills them in.
 * @param license SPDX id of what the text is
 * @returns `licensor`, `licensedWork`, `additionalUseGrant`, `changeDate` (ISO where its words leave
 * no doubt, else as written), `changeAfter` (`4y` from the release of each version, where that is
 * what the change date says), `changeAtLatest` (where the terms have another anniversary than the
 * fourth), `changeLicense`, `usageLimitation`, `contact`, `year`, `holder`, and as `grant` the id of
 * a known shape of use grant. Only what was found; undefined for nothing.
 */
export function parametersOf(
  license: string,
  text: string,
): Readonly<Record<string, string>> | undefined {
  const bounded = text.slice(0, MAX_TEXT);
  let found: Readonly<Record<string, string>> = {};
  if (BUSINESS_SOURCE.test(license)) found = businessSourceParameters(bounded);
  else if (DELAYED.test(license)) found = delayedParameters(license, bounded);
  else if (COPYRIGHTED.test(license)) found = noticeOf(bounded);
  return Object.keys(found).length > 0 ? found : undefined;
}

const KEPT: readonly BlockKey[] = [
  'licensor',
  'licensedWork',
  'additionalUseGrant',
  'changeDate',
  'changeLicense',
  'usageLimitation',
];

/**
 * The parameters of a Business Source License: a block of `Key: value` lines above or below the
 * terms. Values are as written, with white space folded.
 * @returns an empty record where there is no block
 */
export function businessSourceParameters(text: string): Readonly<Record<string, string>> {
  const block = blockOf(text.slice(0, MAX_TEXT));
  const result: Record<string, string> = {};
  for (const key of KEPT) {
    const value = block.get(key);
    if (value) result[key] = value;
  }
  const governed = governedBy(block.get('conversion') ?? '');
  if (governed && !result['changeLicense']) result['changeLicense'] = governed;
  const contact = addressOf(block.get('contact') ?? '');
  if (contact) result['contact'] = contact;
  if (Object.keys(result).length === 0) return result;
  const { changeDate = '', additionalUseGrant = '', licensedWork = '' } = result;
  const day = changeDateOf(changeDate);
  const after = periodOf(changeDate);
  const anniversary = anniversaryOf(text);
  const grant = grantOf(additionalUseGrant);
  return {
    ...result,
    ...(day ? { changeDate: day } : {}),
    ...(after && !day ? { changeAfter: after } : {}),
    ...(anniversary && anniversary !== 4 ? { changeAtLatest: `${anniversary}y` } : {}),
    ...(grant ? { grant } : {}),
    ...yearAndHolder(/(?:\(c\)|©|copyright)\s{1,20}(.{4,200})/i.exec(licensedWork)?.[1]),
  };
}

/** `Sep 14, 2025. Change date is four years from release date.`: two answers, and one is sure. */
function periodOf(changeDate: string): string | undefined {
  const [, last] = /^[^.]{6,40}\. (.+)$/.exec(changeDate.slice(0, 500)) ?? [];
  return changeAfterOf(changeDate) ?? (last && changeAfterOf(last));
}

/** `On the date above, … use of this software will be governed by the MIT license.` */
function governedBy(sentence: string): string | undefined {
  const [, named] = /\bgoverned by (?:the )?(.{2,200})$/.exec(sentence.slice(0, 1000)) ?? [];
  return named?.replace(/\.(?: .*)?$/, '');
}

const ADDRESS = /https?:\/\/[^\s()<>[\]]{1,300}|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/;

function addressOf(sentence: string): string | undefined {
  return ADDRESS.exec(sentence.slice(0, 1000))?.[0].replace(/[.,;]$/, '');
}

/** The Functional Source and the Fair Core License: two years, then the license in their name. */
function delayedParameters(license: string, text: string): Readonly<Record<string, string>> {
  const id = license.toLowerCase();
  const words = /under\s{1,80}the\s{1,80}(MIT|Apache)\b/i.exec(text)?.[1]?.toLowerCase();
  const isMit = id.includes('-mit') || (words === 'mit' && !/apache|alv2/.test(id));
  const isApache = /-apache|-alv2/.test(id) || (words === 'apache' && !isMit);
  const changeLicense = isMit ? 'MIT' : isApache ? 'Apache-2.0' : undefined;
  return {
    ...(changeLicense ? { changeLicense } : {}),
    changeAfter: `${anniversaryOf(text) ?? 2}y`,
    ...noticeOf(text),
  };
}

const NOTICE = /^[ \t>#*/-]{0,20}Copyright[ \t]+(?:\(c\)|©)?[ \t]{0,20}(\d{4}.{2,200})$/gim;

/** The first copyright notice of a work, which is none of the license's steward. */
function noticeOf(text: string): { year?: string; holder?: string } {
  for (const { 0: line, 1: notice, index } of text.slice(0, 20_000).matchAll(NOTICE)) {
    // A license that may be copied but not changed says who wrote it, not whose the work is.
    const next = text.slice(index + line.length, index + line.length + 80);
    if (!/^\s*Everyone is permitted to copy/.test(next)) return yearAndHolder(notice);
  }
  return {};
}

function yearAndHolder(notice: string | undefined): { year?: string; holder?: string } {
  const [, year, rest] =
    /^(\d{4}(?:\s?[-–,]\s?(?:\d{4}|present))*),? (?:by )?(.{2,200})$/i.exec(notice?.trim() ?? '') ??
    [];
  const [first = ''] = rest?.split(/(?<=\.) (?=The |This )/, 1) ?? [];
  const holder = first
    .replace(/[,;]? all rights reserved\.?$/i, '')
    .replace(/(?<!\b(?:inc|ltd|co|corp|b\.v|s\.a))\.$/i, '')
    .trim();
  return year && holder && !/[<>{}[\]$]/.test(holder) ? { year, holder } : {};
}
