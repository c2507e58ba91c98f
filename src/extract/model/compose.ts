import type { Component } from '../../model/component.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { interpolate, type Lookup } from '../../syntax/interpolate.ts';
import { lineIndex } from '../../syntax/lines.ts';
import { type entries, get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import {
  dockerfilePath,
  isReadOnItsOwn,
  linesBefore,
  MAX_FILES,
} from '../container/compose-build.ts';
import { type Environment, environmentOf } from '../container/compose-environment.ts';
import { COMPOSE_FILES, servicesOf, settingsOf } from '../container/compose-file.ts';
import { isDevelopmentPath } from '../container/image.ts';
import { dockerfileScript } from './dockerfile-script.ts';
import type { Mentions } from './python-source.ts';
import { type Reference, referenced } from './reference.ts';
import { shellMentions } from './shell-source.ts';
import { modelVariable } from './variables.ts';

const NOTHING: Extraction = { components: [], diagnostics: [] };

/** Something in all files that name a model: a flag, a variable, a program, or a Dockerfile to read. */
const MARKERS =
  /--[\w-]*(?:model|dataset|hf)|\bhf\b|-hf\b|hf\.co|huggingface|ollama|vllm|MODEL|dockerfile/;
/** Its entrypoint is `vllm serve`, and its command may begin with the model. */
const SERVES = /(?:^|\/)vllm-openai(?:[:@]|$)/;

/**
 * Models that services of Compose files load or fetch: what their `entrypoint` and `command` name,
 * variables such as the `MODEL_ID` of inference servers, and the Dockerfiles that are in them or that
 * nothing else tells to be one. Images and the `models` of a file are read by container/compose.
 */
export const modelCompose: Extractor = {
  id: 'model/compose',
  files: COMPOSE_FILES,
  zone: 'project',
  knows: {
    title: 'Commands of Compose services',
    ecosystem: 'AI',
    version: 'floating',
    relation: false,
    scope: true,
    license: false,
  },
  extract,
};

function extract({ path, text }: SourceFile, tree: Tree): Extraction {
  if (!MARKERS.test(text)) return NOTHING;
  const parsed = parseYaml(text);
  // What cannot be read is told by those who read its images.
  if (!parsed.ok) return NOTHING;
  const environment = environmentOf(path, tree);
  const services = parsed.value.flatMap((root) => servicesOf(root) ?? []);
  const mentions = services.flatMap(([, { value }]) => [
    mentionsOf(value, path, environment.lookup),
    ...inlineMentions(get(value, 'build'), { path, text }, environment.lookup),
  ]);
  const components = [
    ...referenced(
      path,
      mentions.flatMap(({ references }) => references),
      tree,
    ),
    ...namedDockerfiles(services, path, environment, tree).flatMap((file) => {
      const { references } = shellMentions(dockerfileScript(file.text), {
        path: file.path,
        line: lineIndex(file.text),
      });
      return referenced(file.path, references, tree);
    }),
  ];
  return {
    components: isDevelopmentPath(path) ? components.map(asDevelopment) : components,
    diagnostics: [],
    signals: mentions.flatMap(({ signals }) => signals),
  };
}

/** Dockerfiles that builds name and that are not read for their own names, each once. */
function namedDockerfiles(
  services: ReturnType<typeof entries>,
  from: string,
  environment: Environment,
  tree: Tree,
): SourceFile[] {
  const paths = new Set<string>();
  for (const [, { value }] of services) {
    const build = get(value, 'build');
    const path = get(build, 'dockerfile') && build && dockerfilePath(build, from, environment);
    if (path && paths.size < MAX_FILES && !isReadOnItsOwn(path, tree)) paths.add(path);
  }
  return [...paths].flatMap((path) => {
    const reading = tree.read(path);
    return reading?.status === 'ok' ? [{ path, text: reading.text }] : [];
  });
}

/** What the Dockerfile says that a build has in its `dockerfile_inline`. */
function inlineMentions(
  build: YamlNode | undefined,
  { path, text }: SourceFile,
  lookup: Lookup,
): Mentions[] {
  const inline = get(build, 'dockerfile_inline');
  const written = textOf(inline);
  if (!inline || written === undefined) return [];
  const { text: filled } = interpolate(written, lookup);
  const before = linesBefore(text, inline);
  const lineOf = lineIndex(filled);
  const origin = { path, line: (offset: number) => lineOf(offset) + before };
  const { references } = shellMentions(dockerfileScript(filled), origin);
  // Variables that accept terms are left to those who read its instructions.
  return [{ references, signals: [] }];
}

function asDevelopment(component: Component): Component {
  return { ...component, scope: 'development' };
}

/** A service as the command that starts it: `docker run <image> <entrypoint> <command>`. */
function mentionsOf(service: YamlNode, path: string, lookup: Lookup) {
  const filled = (node: YamlNode | undefined) => interpolate(textOf(node) ?? '', lookup).text;
  const parts = ['entrypoint', 'command'].flatMap((key) => get(service, key) ?? []);
  const words = parts.flatMap((node) =>
    node.kind === 'list' ? itemsOf(node).map((item) => quoted(filled(item))) : [filled(node)],
  );
  const settings = settingsOf(get(service, 'environment'));
  const names = new Set(settings.map(({ name }) => name));
  const set: Reference[] = settings.flatMap(({ name, value, line }) => {
    const target = modelVariable(name, interpolate(value, lookup).text, (one) => names.has(one));
    return target ? [{ target, line }] : [];
  });
  const image = filled(get(service, 'image'));
  const program = SERVES.test(image) ? ['vllm', 'serve'] : [];
  const script = (more: readonly string[]) =>
    ['docker', 'run', quoted(image), ...program, ...more].join(' ');
  const line = parts.at(-1)?.line;
  // A text of several lines is one command: Compose splits it at white space, and runs no shell.
  const started = shellMentions(script(words.map((word) => word.replaceAll('\n', ' '))), {
    path,
    line: () => line,
  });
  return { references: [...started.references, ...set], signals: started.signals };
}

/** A word as a shell reads it whole. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '\\"')}"`;
}
