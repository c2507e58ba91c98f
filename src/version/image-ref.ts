import type { Precision } from '../model/component.ts';
import { purl } from '../purl/purl.ts';
import type { Parsed } from '../syntax/parsed.ts';

/**
 * A container image reference, normalized: `redis:7` is
 * `{registry: 'docker.io', repository: 'library/redis', name: 'redis', tag: '7'}`.
 */
export interface ImageRef {
  /** Host, with port if given, lower-case; mirrors of Docker Hub are `docker.io`. */
  readonly registry: string;
  readonly repository: string;
  /** What people call it: `redis`, `grafana/grafana`, `ghcr.io/acme/api`. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What a tag tells: how firmly it names a release, which one, and of which build. */
export interface TagReading {
  readonly precision: Precision;
  /** The release without a leading `v`: `7.4.1`, `7`, `8.0.0-rc1`; absent for `latest`, `alpine`. */
  readonly version?: string;
  /** The words beside the version, which tell editions and bases apart: `debian-12-r2`, `pg16-oss`. */
  readonly flavor?: string;
}

/*
 * The grammar of https://pkg.go.dev/github.com/distribution/reference:
 * `[domain[:port]/]path[:tag][@digest]`. Separators and letters are disjoint, so matching is linear.
 */
const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const DOMAIN = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::[0-9]+)?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const PREFIX = /^(?:docker|docker-image|oci):\/\//;
const MAX_LENGTH = 1024;

const HUB = new Set([
  'docker.io',
  'index.docker.io',
  'mirror.gcr.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]);
// Docker Hub publishes each official image a second time under one user per processor.
const ARCHITECTURE =
  /^(?:amd64|arm32v5|arm32v6|arm32v7|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\//;

/**
 * Parses an image reference as people write it, with a `docker://`, `docker-image://` or `oci://`
 * prefix if they like. The failure's message says what is wrong with the text.
 */
export function parseImageRef(text: string): Parsed<ImageRef> {
  const written = text.trim().replace(PREFIX, '');
  if (written.length > MAX_LENGTH) return invalid('it is longer than an image name can be');
  const at = written.indexOf('@');
  const digest = at < 0 ? undefined : written.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) {
    return invalid(`\`${digest}\` is not a digest`);
  }
  const tagged = at < 0 ? written : written.slice(0, at);
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return invalid(`\`${tag}\` is not a tag`);
  const where = placeOf(colon < 0 ? tagged : tagged.slice(0, colon));
  if (!where.ok) return where;
  return {
    ok: true,
    value: { ...where.value, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) },
  };
}

function invalid(message: string): Parsed<never> {
  return { ok: false, message };
}

/** Splits registry from repository: a first segment is a host if it has a dot, a port, or is localhost. */
function placeOf(text: string): Parsed<Pick<ImageRef, 'registry' | 'repository' | 'name'>> {
  if (text === '') return invalid('it has no name');
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const host = isHost ? first : 'docker.io';
  const path = isHost ? text.slice(slash + 1) : text;
  if (!DOMAIN.test(host)) return invalid(`\`${host}\` is not a registry`);
  if (!PATH.test(path)) {
    const why = path === path.toLowerCase() ? '' : ', whose letters must be lower-case';
    return invalid(`\`${path}\` is not an image name${why}`);
  }
  const registry = host.toLowerCase();
  if (HUB.has(registry)) return { ok: true, value: onHub(path) };
  // Amazon's public registry mirrors the official images under `docker/`.
  if (registry === 'public.ecr.aws' && path.startsWith('docker/')) {
    return { ok: true, value: onHub(path.slice('docker/'.length)) };
  }
  return { ok: true, value: { registry, repository: path, name: `${registry}/${path}` } };
}

function onHub(path: string): Pick<ImageRef, 'registry' | 'repository' | 'name'> {
  const name = path.replace(/^library\//, '').replace(ARCHITECTURE, '');
  const repository = name.includes('/') ? name : `library/${name}`;
  return { registry: 'docker.io', repository, name };
}

/** The text that stands for the version: the tag, else the digest, else the `latest` nobody wrote. */
export function imageVersion(ref: ImageRef): string {
  return ref.tag ?? ref.digest ?? 'latest';
}

/**
 * The package URL of an image, by tag, or by digest where that is all there is.
 * @example pkg:docker/redis@7 · pkg:docker/acme/api@1?repository_url=ghcr.io
 */
export function imagePurl(ref: ImageRef, version: string | undefined = imageVersion(ref)): string {
  const isHub = ref.registry === 'docker.io';
  const path = isHub ? ref.name : ref.repository;
  const slash = path.lastIndexOf('/');
  return purl({
    type: 'docker',
    ...(slash > 0 ? { namespace: path.slice(0, slash) } : {}),
    name: path.slice(slash + 1),
    ...(version ? { version } : {}),
    ...(isHub ? {} : { qualifiers: { repository_url: ref.registry } }),
  });
}

const CHANNEL =
  /^(?:latest|nightly|edge|stable|main|master|dev|develop|canary|next|rolling|mainline)(?:[-_.]|$)/i;
const NUMBERS = /^(?:v|(?:version|release|stable)[-_.]?v?)?(\d+(?:\.\d+){0,3})(?=$|[-_.+a-z])/i;
const PRERELEASE = /^[-.]?((?:alpha|beta|dev|m|pre|preview|rc)[-.]?\d+(?:\.\d+)*)(?=$|[-_.+])/i;
const STAMP = /^(?:RELEASE\.)?\d{4}-\d{2}-\d{2}(?:T[\dZ-]+)?(?=$|[-_.])/;
const COMMIT = /^(?:[a-z]+-)?(?=[a-f]*\d)[0-9a-f]{7,64}$/;
const NAMED = /^([a-z]+)[-_]v?(\d+(?:\.\d+){2,3})(?=$|[-_.+])/i;

/**
 * Reads the version of an image. Three numbers, a date, a commit or a digest name one release; one or
 * two numbers (`7`, `7.2`) and words (`latest`, `alpine`) move. A moving tag beside a digest counts as
 * moving still: the digest fixes the bytes, but does not tell which release they are.
 */
export function readTag(ref: Pick<ImageRef, 'tag' | 'digest'>): TagReading {
  const { tag } = ref;
  if (tag === undefined) return { precision: ref.digest ? 'exact' : 'floating' };
  const stamp = STAMP.exec(tag);
  if (stamp) return reading('exact', stamp[0], tag.slice(stamp[0].length));
  if (COMMIT.test(tag)) return reading('exact', /^\d+$/.test(tag) ? tag : undefined, '');
  const numbers = NUMBERS.exec(tag);
  if (numbers?.[1]) return numbered(numbers[1], tag.slice(numbers[0].length));
  const named = NAMED.exec(tag);
  if (named) return reading('exact', named[2], `${named[1]}${tag.slice(named[0].length)}`);
  const dated = /(?:^|-)20\d{6}(?=$|-)/.test(tag);
  return reading(dated ? 'exact' : 'floating', undefined, tag.replace(CHANNEL, ''));
}

function numbered(release: string, rest: string): TagReading {
  const precision =
    release.split('.').length >= 3 || /^[-.]20\d{6}/.test(rest) ? 'exact' : 'floating';
  const early = PRERELEASE.exec(rest);
  return early
    ? reading(precision, `${release}-${early[1]}`, rest.slice(early[0].length))
    : reading(precision, release, rest);
}

function reading(precision: Precision, version: string | undefined, rest: string): TagReading {
  const flavor = rest.replace(/^[-_.+]+/, '');
  return { precision, ...(version ? { version } : {}), ...(flavor ? { flavor } : {}) };
}
