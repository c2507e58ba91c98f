import type { Component, Role, Scope } from '../../model/component.ts';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Extraction } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Interpolated } from '../../syntax/interpolate.ts';
import {
  type ImageRef,
  imagePurl,
  imageVersion,
  parseImageRef,
  readTag,
} from '../../version/image-ref.ts';
import { component } from '../component.ts';

/** One place that names an image, its variables already filled in as far as they can be. */
export interface ImageUse {
  readonly written: Interpolated;
  readonly where: Place;
  readonly role: Role;
  readonly scope: Scope;
  readonly modified?: 'yes' | 'no';
  /** How to give a variable its value, for the diagnostic: `set V in .env`. */
  readonly remedy: (variable: string) => string;
}

/**
 * Reads one image reference: a component, or a diagnostic that says why there is none. Where only the
 * version hides behind a variable (`redis:${V}`), both.
 */
export function readImage(use: ImageUse): Extraction {
  const { written, where } = use;
  if (written.unresolved.length > 0) return readPartly(use);
  const text = written.text.trim();
  if (text === '') {
    const message = 'the image is empty: give it a name';
    return {
      components: [],
      diagnostics: [diagnostic('malformed-entry', 'error', where, message)],
    };
  }
  if (/\{\{|<%|\{%/.test(text)) {
    const message = `a template hides which image is meant: \`${text}\`; scan the rendered file too`;
    return {
      components: [],
      diagnostics: [diagnostic('unresolved-reference', 'error', where, message)],
    };
  }
  const ref = parseImageRef(text);
  if (!ref.ok) {
    const message = `\`${text}\` is not an image reference: ${ref.message}; write \`name:tag\``;
    return {
      components: [],
      diagnostics: [diagnostic('malformed-entry', 'error', where, message)],
    };
  }
  const { precision } = readTag(ref.value);
  const version = { text: imageVersion(ref.value), precision };
  return { components: [imageComponent(use, ref.value, { version })], diagnostics: [] };
}

/** An image some of whose text is unknown: if that is only the version, it is still a component. */
function readPartly(use: ImageUse): Extraction {
  const { text } = use.written;
  const hole = text.indexOf('$');
  const colon = text.indexOf(':', text.lastIndexOf('/', Math.max(hole, 0)) + 1);
  const ref = colon > 0 && colon < hole ? parseImageRef(text.slice(0, colon)) : undefined;
  if (!ref?.ok) return { components: [], diagnostics: [unresolved(use, 'image', 'error')] };
  const version = { text: text.slice(colon + 1), precision: 'floating' } as const;
  return {
    components: [imageComponent(use, ref.value, { version, purl: imagePurl(ref.value, '') })],
    diagnostics: [unresolved(use, 'version', 'warning')],
  };
}

function unresolved(
  use: ImageUse,
  what: 'image' | 'version',
  level: Diagnostic['level'],
): Diagnostic {
  const { text, unresolved: names } = use.written;
  const remedy = names.map(use.remedy).join(', ');
  const message = `${names.map((name) => `\`${name}\``).join(', ')} has no value, so the ${what} of \`${text}\` is not known: ${remedy}`;
  return diagnostic('unresolved-reference', level, use.where, message);
}

function imageComponent(use: ImageUse, ref: ImageRef, rest: Partial<Component>): Component {
  return component({
    kind: 'image',
    purl: imagePurl(ref),
    name: ref.name,
    scope: use.scope,
    relation: 'direct',
    role: use.role,
    ...(use.modified ? { modified: use.modified } : {}),
    seenAt: [use.where],
    ...rest,
  });
}

/** Collects what the parts of a file speak of. A signal that several parts share is told once. */
export function joined(parts: readonly Extraction[]): Extraction {
  const signals = new Map(
    parts
      .flatMap((part) => part.signals ?? [])
      .map((signal) => [`${signal.name} ${signal.where.path} ${signal.where.line}`, signal]),
  );
  return {
    components: parts.flatMap((part) => part.components),
    diagnostics: parts.flatMap((part) => part.diagnostics),
    ...(signals.size > 0 ? { signals: [...signals.values()] } : {}),
  };
}

const DEVELOPMENT =
  /^(?:ci|debug|dev|devcontainer|devel|development|e2e|gitpod|local|test|testing|tests)$/;
const DEVELOPMENT_DIRECTORY = /(?:^|\/)(?:\.devcontainer|__tests__|e2e|testing|tests?)\//;

/** True for words that name a developer's or a test's setting: `dev`, `test`, `ci`. */
export function isDevelopmentWord(word: string): boolean {
  return DEVELOPMENT.test(word.toLowerCase());
}

/** True if a path says that its file serves development only: `compose.dev.yml`, `tests/Dockerfile`. */
export function isDevelopmentPath(path: string): boolean {
  const words = path.slice(path.lastIndexOf('/') + 1).split(/[-._]/);
  return words.some(isDevelopmentWord) || DEVELOPMENT_DIRECTORY.test(path);
}
