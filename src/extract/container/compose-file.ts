import type { Tree } from '../../model/tree.ts';
import { type Interpolated, interpolate, type Lookup } from '../../syntax/interpolate.ts';
import { entries, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { type Environment, environmentOf, resolvePath } from './compose-environment.ts';

/** The names of Compose files: `compose.yml`, `docker-compose.dev.yaml`, `kafka-compose.yml`, `docker-stack.yml`. */
export const COMPOSE_FILES: readonly string[] = [
  'compose*',
  '*-compose*',
  '*_compose*',
  '*.compose*',
  'docker-stack*',
].flatMap((name) => [`${name}.yml`, `${name}.yaml`]);

const FILE = /^(?:compose|[^/]*[-_.]compose|docker-stack)[^/]*\.ya?ml$/i;
const TOP_LEVEL =
  /^(?:configs|include|models|name|networks|secrets|services|version|volumes|x-.*)$/;

/** True if a file's name says that it is a Compose file, which is then read on its own. */
export function isComposePath(path: string): boolean {
  return FILE.test(path.slice(path.lastIndexOf('/') + 1));
}

/** True if a document has a key that only Compose files have at their top. */
export function hasComposeKeys(root: YamlNode): boolean {
  return entries(root).some(([key]) => TOP_LEVEL.test(key));
}

/** The services of a document; those of version 1 stand at the top. Undefined: it has none. */
export function servicesOf(root: YamlNode): ReturnType<typeof entries> | undefined {
  const services = get(root, 'services');
  if (services) return entries(services);
  const first = entries(root).filter(
    ([key, { value }]) => !TOP_LEVEL.test(key) && (get(value, 'image') ?? get(value, 'build')),
  );
  return first.length > 0 ? first : undefined;
}

/** A `NAME=value` of a mapping or a list, and its line. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * The settings of a node, which Compose allows as a mapping or as a list of `NAME=value`. A name
 * without value takes that of the variable, so its value is `${NAME}`.
 */
export function settingsOf(node: YamlNode | undefined): Setting[] {
  if (node?.kind === 'map') {
    return entries(node).map(([name, { keyLine, value }]) => {
      return { name, value: textOf(value) ?? reference(name), line: keyLine };
    });
  }
  return itemsOf(node).flatMap((item) => {
    const text = textOf(item);
    if (text === undefined) return [];
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? reference(name) : text.slice(equals + 1);
    return [{ name, value, line: item.line }];
  });
}

function reference(name: string): string {
  return `\${${name}}`;
}

/** The values that the `args` of a build give to the ARGs of its Dockerfile. */
export function buildArguments(build: YamlNode | undefined, environment: Environment): Lookup {
  const values = new Map<string, Interpolated>();
  for (const { name, value } of settingsOf(get(build, 'args'))) {
    values.set(name, interpolate(value, environment.lookup));
  }
  return (name) => values.get(name);
}

/** Most Compose files that are asked for the arguments of one Dockerfile. */
const MAX_ASKED = 20;

/**
 * The build arguments that Compose files give to a Dockerfile: those beside it or above it with a
 * service whose build names it. Nothing is read before the first question.
 */
export function argumentsFor(path: string, tree: Tree): Lookup {
  let lookups: readonly Lookup[] | undefined;
  return (name) => {
    lookups ??= composeFilesAbove(path, tree).flatMap((file) => argumentsIn(file, path, tree));
    for (const lookup of lookups) {
      const value = lookup(name);
      if (value) return value;
    }
    return undefined;
  };
}

function composeFilesAbove(path: string, tree: Tree): string[] {
  const found: string[] = [];
  const segments = path.split('/').slice(0, -1);
  for (let depth = segments.length; depth >= 0; depth--) {
    const directory = segments.slice(0, depth).join('/');
    for (const name of tree.directory(directory)?.files ?? []) {
      if (isComposePath(name)) found.push(directory ? `${directory}/${name}` : name);
    }
  }
  return found.slice(0, MAX_ASKED);
}

function argumentsIn(file: string, dockerfile: string, tree: Tree): Lookup[] {
  const reading = tree.read(file);
  const parsed = reading?.status === 'ok' ? parseYaml(reading.text) : undefined;
  if (!parsed?.ok) return [];
  const environment = environmentOf(file, tree);
  return parsed.value.flatMap((root) =>
    (servicesOf(root) ?? []).flatMap(([, { value }]) => {
      const build = get(value, 'build');
      if (!get(build, 'args') || dockerfileOf(build, file, environment) !== dockerfile) return [];
      return [buildArguments(build, environment)];
    }),
  );
}

function dockerfileOf(
  build: YamlNode | undefined,
  file: string,
  { lookup }: Environment,
): string | undefined {
  const context = interpolate(textOf(get(build, 'context')) ?? '.', lookup).text;
  const name = interpolate(textOf(get(build, 'dockerfile')) ?? 'Dockerfile', lookup).text;
  return resolvePath(file, `${context}/${name}`);
}
