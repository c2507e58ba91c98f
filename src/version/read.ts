import type { Version } from '../model/component.ts';
import { lazy } from '../syntax/lazy.ts';

const semver = lazy((require) => require('semver') as typeof import('semver'));

/**
 * What a version text can mean.
 *
 * `release` one release (`7.2.4-alpine`) · `range` any release of a line or constraint (`7`, `^1.2`)
 * · `newest` a name that follows the newest release (`latest`, `alpine`, no tag at all)
 * · `unreadable` nothing that names releases (a digest, a commit, an unexpanded variable).
 */
export type Reading =
  | { readonly kind: 'release'; readonly version: string }
  | { readonly kind: 'range'; readonly range: string }
  | { readonly kind: 'newest'; readonly name: string }
  | { readonly kind: 'unreadable' };

/** The days a dated version stands for, first and last, as ISO dates: both the same for a full date. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const UNREADABLE: Reading = { kind: 'unreadable' };

/** Longer than any version in use, shorter than anything that could cost time to match. */
const MAX_LENGTH = 256;

/** Words that make the number after them no version of the product: `debian-12`, `pr-481`. */
const OTHER_NUMBERS = new Set(
  ['alpine', 'build', 'centos', 'commit', 'cuda', 'debian', 'java', 'jdk', 'jre', 'node'].concat([
    'pg',
    'php',
    'pr',
    'py',
    'python',
    'rockylinux',
    'sha',
    'ubi',
    'ubuntu',
  ]),
);

/** Marks of a prerelease: they sort before the release, where `-alpine` and `-oss` are builds of it. */
const PRERELEASE =
  /^(?:a|alpha|b|beta|c|canary|cr|dev|ea|m|milestone|next|nightly|pre|preview|rc|snapshot)[.\d]*$/i;

/** Reads a version, or its absence, as what it can mean. Never throws. */
export function readVersion(version: Version | undefined): Reading {
  if (!version) return { kind: 'newest', name: 'latest' };
  const text = version.text
    .replace(/@.*$/s, '')
    .trim()
    .replace(/^\d+:(?=\d)/, ''); // The epoch of a Debian version.
  if (text === '' || text.length > MAX_LENGTH) return UNREADABLE;
  if (/^[<>=~^*|[(!]/.test(text)) return readRange(text);
  if (version.precision === 'range' && /\d/.test(text)) return readRange(text);
  return readTag(text);
}

function readTag(text: string): Reading {
  if (!/^[\w.+~-]+$/.test(text) || /^(?:[0-9a-f]{7,64}|(?:sha|pr|commit)-.*)$/i.test(text)) {
    return UNREADABLE;
  }
  const segments = text.split(/[-_+]/);
  for (const [index, segment] of segments.entries()) {
    const match = /^v?(\d+(?:\.\d+)*)(?:\.?([a-z*][\w.*]*))?$/i.exec(segment);
    const before = segments[index - 1]?.toLowerCase() ?? '';
    if (!match?.[1] || OTHER_NUMBERS.has(before)) continue;
    const rest = match[2] ?? '';
    // Digits that run on into letters are a hash or a variant, not a version.
    if (rest !== '' && !/^(?:x|\*|final|ga)$/i.test(rest) && !PRERELEASE.test(rest)) continue;
    const mark = PRERELEASE.test(rest) ? rest : (segments[index + 1] ?? '');
    return fromNumbers(match[1], PRERELEASE.test(mark) ? mark : '');
  }
  const name = (segments[0] ?? '').toLowerCase();
  if (name === '') return UNREADABLE;
  // A long-term line is one of the older ones: which, its name does not say.
  return name === 'lts' ? { kind: 'range', range: '*' } : { kind: 'newest', name };
}

function fromNumbers(numbers: string, mark: string): Reading {
  const parts = numbers.split('.').map(Number);
  const [major = 0, minor, patch] = parts;
  // `20240131` is a day, written without the dots that would tell its parts.
  if (parts.some((part) => part > 99_999_999) || major > 99_999) return UNREADABLE;
  if (patch === undefined && mark === '') {
    const end = minor === undefined ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
    return { kind: 'range', range: `>=${major}.${minor ?? 0}.0-0 <${end}-0` };
  }
  const release = `${major}.${minor ?? 0}.${patch ?? 0}`;
  const exact = semver().valid(`${release}-${mark.toLowerCase()}`);
  return { kind: 'release', version: exact ?? release };
}

function readRange(text: string): Reading {
  const alternatives = text.split('||').map((part) => plainRange(fromInterval(part.trim())));
  const range = semver().validRange(alternatives.join(' || '));
  // `<2.0.0` does not mean prereleases of 2.0.0, though they sort before it.
  return range === null
    ? UNREADABLE
    : { kind: 'range', range: range.replace(/<(\d+\.\d+\.\d+)(?=$|\s|\|)/g, '<$1-0') };
}

/** `[1.0,2.0)` of Maven and NuGet as comparators; anything else as it is. */
function fromInterval(text: string): string {
  const match = /^([[(])([^,\])]*)(,?)([^,\])]*)([\])])$/.exec(text);
  if (!match) return text;
  const [, open, low = '', comma, high = '', close] = match;
  if (comma === '') return `=${low.trim()}`;
  const from = low.trim() === '' ? '' : `${open === '[' ? '>=' : '>'}${low.trim()}`;
  const to = high.trim() === '' ? '' : `${close === ']' ? '<=' : '<'}${high.trim()}`;
  return `${from} ${to}`.trim() || '*';
}

/** One constraint of any ecosystem in the words of node-semver, as wide or wider. */
function plainRange(text: string): string {
  const plain = text
    .replace(/!=\s*[^\s,]+/g, '')
    .replace(/~[>=]\s*v?(\d+(?:\.\d+)*)[\w.-]*/g, (_, numbers: string) => pessimistic(numbers))
    .replace(/={2,3}/g, '=')
    .replaceAll(',', ' ')
    .replace(/\b0+(?=\d)/g, '')
    .replace(/(\d+\.\d+\.\d+)\.[\w.]+/g, '$1')
    .trim();
  // A bare number is `^` in Cargo and a minimum in NuGet; `^` is what both resolve to.
  return /^v?\d+(?:\.\d+)*$/.test(plain) ? `^${plain}` : plain;
}

/** `~> 1.5` of Terraform and Ruby, `~=1.5` of Python: the last number given may rise. */
function pessimistic(numbers: string): string {
  const parts = numbers.split('.').map(Number);
  const fixed = parts.length > 1 ? parts.slice(0, -1) : parts;
  const end = fixed.map((part, index) => (index === fixed.length - 1 ? part + 1 : part));
  return `>=${numbers} <${end.join('.')}`;
}

/**
 * The days of a dated version: `RELEASE.2021-04-22T15-44-28Z`, `2024.1.13-debian-11-r0`, `2024-01`.
 * Undefined when it holds no date.
 */
export function readDays(version: Version | undefined): Days | undefined {
  const text = (version?.text ?? '').replace(/@.*$/s, '').slice(0, MAX_LENGTH);
  const match =
    /(?:^|\D)(20\d\d)(?:[-.](0?[1-9]|1[0-2])(?:[-.](0?[1-9]|[12]\d|3[01]))?)?(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  const two = (value: string) => value.padStart(2, '0');
  return {
    from: `${year}-${two(month ?? '01')}-${two(day ?? '01')}`,
    to: `${year}-${two(month ?? '12')}-${two(day ?? '31')}`,
  };
}
