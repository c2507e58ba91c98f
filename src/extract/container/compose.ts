import type { Scope, Signal } from '../../model/component.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { huggingFacePurl } from '../../purl/purl.ts';
import { interpolate } from '../../syntax/interpolate.ts';
import { listed } from '../../syntax/listed.ts';
import { entries, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { imagePurl, imageVersion, parseImageRef, readTag } from '../../version/image-ref.ts';
import { acceptanceSignal } from '../acceptance.ts';
import { component } from '../component.ts';
import { MAX_FILES, readBuild } from './compose-build.ts';
import { type Environment, environmentOf, resolvePath } from './compose-environment.ts';
import {
  COMPOSE_FILES,
  hasComposeKeys,
  isComposePath,
  servicesOf,
  settingsOf,
} from './compose-file.ts';
import { isDevelopmentPath, isDevelopmentWord, joined, readImage } from './image.ts';

/** Compose files: the images of services, AI models, and terms that variables accept. */
export const compose: Extractor = {
  id: 'container/compose',
  files: COMPOSE_FILES,
  zone: 'project',
  knows: {
    title: 'Compose files',
    ecosystem: 'containers',
    version: 'floating',
    relation: false,
    scope: true,
    license: false,
  },
  extract: (file, tree) => {
    const budget = { files: MAX_FILES };
    return readCompose({ file, tree, budget, seen: new Set([file.path]) });
  },
};

interface Reading {
  readonly file: SourceFile;
  readonly tree: Tree;
  readonly seen: Set<string>;
  readonly budget: { files: number };
  /** Read this service alone: the one another file extends. */
  readonly only?: string;
}

/** One document of a Compose file and what its variables mean. */
interface Document extends Reading {
  readonly environment: Environment;
}

const EMPTY: Extraction = { components: [], diagnostics: [] };

function readCompose(reading: Reading): Extraction {
  const { file, tree } = reading;
  const parsed = parseYaml(file.text);
  if (!parsed.ok) {
    const where = { path: file.path, ...(parsed.line ? { line: parsed.line } : {}) };
    const message = `not readable as YAML: ${parsed.message}; correct the file`;
    return { ...EMPTY, diagnostics: [diagnostic('malformed-file', 'error', where, message)] };
  }
  const document: Document = { ...reading, environment: environmentOf(file.path, tree) };
  return joined(parsed.value.map((root) => readDocument(document, root)));
}

function readDocument(document: Document, root: YamlNode): Extraction {
  const where = { path: document.file.path, line: root.line };
  if (root.kind !== 'map') {
    const message = 'not a Compose file: a mapping with `services` was expected';
    return { ...EMPTY, diagnostics: [diagnostic('malformed-file', 'error', where, message)] };
  }
  const services = servicesOf(root);
  if (!services) {
    if (hasComposeKeys(root)) return readShared(document, root);
    const message = 'no `services` in it: it is named like a Compose file and is not read as one';
    return { ...EMPTY, diagnostics: [diagnostic('unsupported-format', 'info', where, message)] };
  }
  const parts = services
    .filter(([name]) => document.only === undefined || document.only === name)
    .map(([name, { keyLine, value }]) => readService(document, { name, keyLine, value }));
  if (document.only !== undefined) return joined(parts);
  return joined([...parts, readShared(document, root), tellDevelopment(document, services)]);
}

/** Most services that are told of by name. */
const MAX_TOLD = 12;

/** Says which services count as development's for their profiles alone: a profile may run anywhere. */
function tellDevelopment(document: Document, services: ReturnType<typeof entries>): Extraction {
  if (isDevelopmentPath(document.file.path)) return EMPTY;
  const found = services.filter(([, { value }]) => scopeOf(document, value) === 'development');
  const [first] = found;
  if (!first) return EMPTY;
  const where = { path: document.file.path, line: first[1].keyLine };
  const profiles = [...new Set(found.flatMap(([, { value }]) => profilesOf(value)))];
  const names = found.map(([name]) => name);
  const message = `judged as serving development only, for the profiles they are in (${listed(profiles, MAX_TOLD)}): ${listed(names, MAX_TOLD)}; if one runs for customers, put it into a profile of another name, or into none`;
  return { ...EMPTY, diagnostics: [diagnostic('development-only', 'info', where, message)] };
}

function readShared(document: Document, root: YamlNode): Extraction {
  return joined([
    ...itemsOf(get(root, 'include')).map((item) => readInclude(document, item)),
    ...entries(get(root, 'models')).map(([, { value }]) =>
      readModel(document, get(value, 'model')),
    ),
  ]);
}

interface Service {
  readonly name: string;
  readonly keyLine: number;
  readonly value: YamlNode;
}

function readService(document: Document, service: Service): Extraction {
  const { name, keyLine, value } = service;
  if (value.kind !== 'map') {
    const where = { path: document.file.path, line: keyLine };
    const message = `service \`${name}\` is not a mapping: give it an \`image\` or a \`build\``;
    return { ...EMPTY, diagnostics: [diagnostic('malformed-entry', 'error', where, message)] };
  }
  const scope = scopeOf(document, value);
  const build = get(value, 'build');
  return joined([
    { ...EMPTY, signals: signalsOf(document, value) },
    // Beside `build`, `image` names what is built.
    build
      ? readBuild({ ...document, node: build, scope })
      : readServiceImage(document, value, scope),
    readModel(document, get(get(get(value, 'provider'), 'options'), 'model')),
    readExtends(document, get(value, 'extends')),
  ]);
}

function profilesOf(service: YamlNode): string[] {
  return itemsOf(get(service, 'profiles')).flatMap((item) => textOf(item) ?? []);
}

function scopeOf({ file }: Document, service: YamlNode): Scope {
  const profiles = profilesOf(service);
  const isDevelopment =
    isDevelopmentPath(file.path) || (profiles.length > 0 && profiles.every(isDevelopmentWord));
  return isDevelopment ? 'development' : 'runtime';
}

function readServiceImage(document: Document, service: YamlNode, scope: Scope): Extraction {
  const image = get(service, 'image');
  if (!image) return EMPTY;
  return readImage({
    written: interpolate(textOf(image) ?? '', document.environment.lookup),
    where: placeOf(document, image),
    role: 'service',
    scope,
    modified: 'no',
    remedy: document.environment.remedy,
  });
}

function placeOf(document: Document, node: YamlNode): Place {
  return { path: document.file.path, line: node.line };
}

/** Terms that the variables of a service accept, in the file or in one of its `env_file`s. */
function signalsOf(document: Document, service: YamlNode): Signal[] {
  const { path } = document.file;
  const own = settingsOf(get(service, 'environment')).map(({ name, value, line }) => {
    const { text } = interpolate(value, document.environment.lookup);
    return acceptanceSignal(name, text, { path, line });
  });
  const files = itemsOf(get(service, 'env_file')).flatMap((item) => {
    const name = textOf(item) ?? textOf(get(item, 'path')) ?? '';
    const target = resolvePath(path, interpolate(name, document.environment.lookup).text);
    return target ? document.environment.entriesOf(target) : [];
  });
  const given = files.map(({ name, value, where }) => acceptanceSignal(name, value, where));
  return [...own, ...given].flatMap((signal) => signal ?? []);
}

/** A model of `models` or of a provider: an image of a model registry, or a Hugging Face repository. */
function readModel(document: Document, node: YamlNode | undefined): Extraction {
  const text = textOf(node);
  if (!node || text === undefined) return EMPTY;
  const where = placeOf(document, node);
  const written = interpolate(text, document.environment.lookup);
  const scope = isDevelopmentPath(document.file.path) ? 'development' : 'runtime';
  const hub = /^(?:hf\.co|huggingface\.co)\/([\w.-]+\/[\w.-]+)(?::([\w.-]+))?$/.exec(written.text);
  const shared = {
    kind: 'model',
    scope,
    relation: 'direct',
    modified: 'no',
    seenAt: [where],
  } as const;
  if (hub?.[1]) {
    const purl = huggingFacePurl(hub[1]);
    return { ...EMPTY, components: [component({ ...shared, purl, name: hub[1] })] };
  }
  const ref = written.unresolved.length > 0 ? undefined : parseImageRef(written.text);
  if (!ref?.ok) {
    const remedy = written.unresolved.map(document.environment.remedy).join(', ');
    const message = `\`${written.text}\` names no model: ${remedy || 'write `ai/name:tag`'}`;
    const code = remedy ? 'unresolved-reference' : 'malformed-entry';
    return { ...EMPTY, diagnostics: [diagnostic(code, 'error', where, message)] };
  }
  const version = { text: imageVersion(ref.value), precision: readTag(ref.value).precision };
  const draft = { ...shared, purl: imagePurl(ref.value), name: ref.value.name, version };
  return { ...EMPTY, components: [component(draft)] };
}

function readInclude(document: Document, item: YamlNode): Extraction {
  const paths = item.kind === 'map' ? itemsOf(get(item, 'path')) : [item];
  return joined(paths.map((node) => readOther(document, node, 'include')));
}

/** What a service inherits. Files named as Compose files are read on their own. */
function readExtends(document: Document, node: YamlNode | undefined): Extraction {
  const file = get(node, 'file');
  const only = textOf(get(node, 'service'));
  return file ? readOther(document, file, 'extends', only) : EMPTY;
}

function readOther(
  document: Document,
  node: YamlNode,
  by: 'include' | 'extends',
  only?: string,
): Extraction {
  const { file, tree, seen, budget } = document;
  const written = interpolate(textOf(node) ?? '', document.environment.lookup).text;
  const where = placeOf(document, node);
  const path = /^[a-z][a-z0-9+.-]*:/i.test(written) ? undefined : resolvePath(file.path, written);
  if (path === undefined || !tree.has(path)) {
    const message = `${by} names \`${written}\`, which is not here: scan it too, or correct the path`;
    return { ...EMPTY, diagnostics: [diagnostic('include-missing', 'warning', where, message)] };
  }
  const key = only === undefined ? path : `${path}#${only}`;
  if (isComposePath(path) || seen.has(key)) return EMPTY;
  if (budget.files-- <= 0) {
    const message = `more than ${MAX_FILES} files are brought along: scan \`${path}\` on its own`;
    return { ...EMPTY, diagnostics: [diagnostic('limit-reached', 'warning', where, message)] };
  }
  seen.add(key);
  const reading = tree.read(path);
  if (reading?.status !== 'ok') {
    const message = `${by} names \`${written}\`, which cannot be read: check the file`;
    return { ...EMPTY, diagnostics: [diagnostic('include-missing', 'warning', where, message)] };
  }
  const next = { file: { path, text: reading.text }, tree, seen, budget };
  return readCompose(only === undefined ? next : { ...next, only });
}
