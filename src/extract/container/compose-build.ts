import type { Scope } from '../../model/component.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { interpolate } from '../../syntax/interpolate.ts';
import { get, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { type Environment, resolvePath } from './compose-environment.ts';
import { buildArguments, settingsOf } from './compose-file.ts';
import { isDockerfilePath, readDockerfile } from './dockerfile.ts';
import { joined, readImage } from './image.ts';

/** A `build` of a service, in the Compose file it stands in. */
export interface Build {
  readonly node: YamlNode;
  readonly file: SourceFile;
  readonly tree: Tree;
  readonly environment: Environment;
  readonly scope: Scope;
  /** What was brought along already, and how many files may still be. */
  readonly seen: Set<string>;
  readonly budget: { files: number };
}

/** Most files one Compose file may bring along by `include`, `extends` and `build`. */
export const MAX_FILES = 50;
/** Characters that few Dockerfiles have more of. */
const LENGTH_OF_ONE = 20_000;

const EMPTY: Extraction = { components: [], diagnostics: [] };

/**
 * What a build brings along: the images of its `additional_contexts`, and its Dockerfile where the
 * Compose file holds it, or where that file alone tells that it is one, which stage of it is built, or
 * with which arguments. Other Dockerfiles are read where they lie.
 */
export function readBuild(build: Build): Extraction {
  const inline = get(build.node, 'dockerfile_inline');
  const text = textOf(inline);
  const own = inline && text !== undefined ? readInline(build, inline, text) : readNamed(build);
  return joined([readContexts(build), scoped(own, build.scope)]);
}

function scoped(extraction: Extraction, scope: Scope): Extraction {
  if (scope !== 'development') return extraction;
  const components = extraction.components.map((one) => ({ ...one, scope }));
  return { ...extraction, components };
}

function readContexts({ node, file, environment, scope }: Build): Extraction {
  const images = settingsOf(get(node, 'additional_contexts')).flatMap(({ value, line }) =>
    value.startsWith('docker-image://')
      ? [
          readImage({
            written: interpolate(value, environment.lookup),
            where: { path: file.path, line },
            role: 'base-image',
            scope,
            remedy: environment.remedy,
          }),
        ]
      : [],
  );
  return joined(images);
}

function readInline(build: Build, inline: YamlNode, text: string): Extraction {
  const { node, file, environment } = build;
  const before = linesBefore(file.text, inline);
  const place = (line: number) => ({ path: file.path, line: line + before });
  const { text: filled } = interpolate(text, environment.lookup);
  const given = { lookup: buildArguments(node, environment), override: true } as const;
  return readDockerfile(filled, place, given, targetOf(build));
}

/** How many lines of a file stand before the first of a text in it. */
export function linesBefore(text: string, { line }: YamlNode): number {
  // That of a block begins on the line after its `|`.
  const isBlock = /[|>][-+0-9]*\s*(?:#.*)?$/.test(text.split('\n', line)[line - 1] ?? '');
  return isBlock ? line : line - 1;
}

function targetOf({ node, environment }: Build): string | undefined {
  const target = textOf(get(node, 'target'));
  return target ? interpolate(target, environment.lookup).text : undefined;
}

/** The Dockerfile a build names, as far as it is not read on its own, for the stage that is built. */
function readNamed(build: Build): Extraction {
  const { node, file, tree, environment, scope, seen, budget } = build;
  const path = dockerfilePath(node, file.path, environment);
  const where = { path: file.path, line: (get(node, 'dockerfile') ?? node).line };
  if (path === undefined || !tree.has(path)) {
    const missing = path ?? contextOf(node, environment);
    if (seen.has(`no ${missing}`)) return EMPTY;
    seen.add(`no ${missing}`);
    const message = `the build names \`${missing}\`, which is not here: scan it too, or correct the path`;
    return { ...EMPTY, diagnostics: [diagnostic('include-missing', 'warning', where, message)] };
  }
  const isRead = isReadOnItsOwn(path, tree);
  const target = targetOf(build);
  const args = settingsOf(get(node, 'args')).map(({ name, value }) => [name, value]);
  // Arguments may name another image, or another release, than the defaults do.
  const differs = args.length > 0 || (target !== undefined && scope !== 'development');
  if (isRead && !differs) return EMPTY;
  const key = JSON.stringify([path, target, args, scope]);
  if (seen.has(key)) return EMPTY;
  seen.add(key);
  const reading = tree.read(path);
  if (reading?.status !== 'ok') {
    if (isRead) return EMPTY;
    const message = `the build names \`${path}\`, which cannot be read: check the file`;
    return { ...EMPTY, diagnostics: [diagnostic('include-missing', 'warning', where, message)] };
  }
  if (budget.files <= 0) {
    if (seen.has(`limit ${path}`)) return EMPTY;
    seen.add(`limit ${path}`);
    const message = `more than ${MAX_FILES} files are brought along: scan \`${path}\` on its own`;
    return { ...EMPTY, diagnostics: [diagnostic('limit-reached', 'warning', where, message)] };
  }
  // One file may be built with many arguments, so that a huge one counts for as many as fit in it.
  budget.files -= 1 + Math.floor(reading.text.length / LENGTH_OF_ONE);
  const place = (line: number) => ({ path, line });
  const given = { lookup: buildArguments(node, environment), override: true } as const;
  const read = readDockerfile(reading.text, place, given, target);
  // What troubles the file is told once, where it is read on its own.
  return isRead ? { ...EMPTY, components: read.components } : read;
}

/** The path of the Dockerfile of a build, undefined where it lies outside of the tree. */
export function dockerfilePath(
  node: YamlNode,
  from: string,
  environment: Environment,
): string | undefined {
  const context = contextOf(node, environment);
  if (/^(?:[a-z][a-z0-9+.-]*:|git@)/i.test(context)) return undefined;
  const name = interpolate(textOf(get(node, 'dockerfile')) ?? 'Dockerfile', environment.lookup);
  return resolvePath(from, `${context}/${name.text}`);
}

function contextOf(node: YamlNode, { lookup }: Environment): string {
  return interpolate(textOf(node) ?? textOf(get(node, 'context')) ?? '.', lookup).text;
}

/** True if a file of the tree is read as a Dockerfile for its name alone. */
export function isReadOnItsOwn(path: string, tree: Tree): boolean {
  const directory = tree.directory(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isDockerfilePath(path) && directory?.zone === 'project' && directory.files.includes(name);
}
