/** Where well-known licenses live, and the part of the address that tells which one it is. */
const ADDRESSES: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /^(?:opensource\.org\/licenses?|spdx\.org\/licenses|choosealicense\.com\/licenses)\/([\w.+-]+)$/,
    name,
  ],
  [
    /^creativecommons\.org\/licenses\/([a-z-]{2,8})\/(\d\.\d)(?:\/(?:deed|legalcode))?$/,
    creativeCommons,
  ],
  [/^creativecommons\.org\/publicdomain\/zero\/(1\.0)(?:\/(?:deed|legalcode))?$/, () => 'cc0-1.0'],
  [/^apache\.org\/licenses\/license-(\d\.\d)$/, (found) => `apache-${found[1]}`],
  [/^gnu\.org\/licenses\/(?:old-licenses\/)?(a?gpl|lgpl|fdl)-(\d\.\d)$/, gnu],
  [/^mozilla\.org\/(?:[\w-]+\/)?mpl\/(\d\.\d)$/, (found) => `mpl-${found[1]}`],
  [/^eclipse\.org\/legal\/epl-(?:v)?(\d\.?\d)$/, eclipse],
  [/^unlicense\.org$/, () => 'unlicense'],
  [/^wtfpl\.net(?:\/about)?$/, () => 'wtfpl'],
  [/^boost\.org\/license_1_0$/, () => 'bsl-1.0'],
];

function name(found: RegExpExecArray): string {
  return found[1] ?? '';
}

function creativeCommons(found: RegExpExecArray): string {
  return `cc-${found[1]}-${found[2]}`;
}

function gnu(found: RegExpExecArray): string {
  return `${found[1] === 'fdl' ? 'gfdl' : found[1]}-${found[2]}`;
}

function eclipse(found: RegExpExecArray): string {
  const version = found[1] ?? '';
  return `epl-${version.includes('.') ? version : `${version[0]}.${version[1]}`}`;
}

/** The id, in lower case, of the license whose own web address this is. */
export function urlLicense(text: string): string | undefined {
  const address = /^https?:\/\/(?:www\.)?([^\s?#]{1,150})/i.exec(text)?.[1]?.toLowerCase();
  if (address === undefined) return undefined;
  const bare = address.replace(/\/$/, '').replace(/(?:-standalone)?\.(?:html?|php|txt)$/, '');
  for (const [pattern, read] of ADDRESSES) {
    const found = pattern.exec(bare);
    if (found) return read(found).replace(/-license$/, '');
  }
  return undefined;
}

/** Leaves out web addresses and names of license files, with the parentheses or brackets about them. */
export function stripNoise(text: string): string {
  return text
    .replace(/[([<]? ?https?:\/\/[^\s()<>[\]]{1,150} ?[)\]>]?/gi, ' ')
    .replace(/[([]\.?\/?(?:licen[cs]e|copying)(?:\.(?:md|txt|rst))?[)\]]/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:-]+$/, '')
    .trim();
}

/** `Outer (inner)`, with exactly one pair of parentheses at the end. */
export function splitParenthesis(text: string): { outer: string; inner: string } | undefined {
  const found = /^([^()]+) ?\(([^()]+)\)$/.exec(text);
  const [outer, inner] = [found?.[1]?.trim(), found?.[2]?.trim()];
  return outer && inner ? { outer, inner } : undefined;
}
