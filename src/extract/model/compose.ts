import type { Component } from '../../model/component.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Tree } from '../../model/tree.ts';
import { interpolate, type Lookup } from '../../syntax/interpolate.ts';
import { get, itemsOf, parseYaml, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { environmentOf } from '../container/compose-environment.ts';
import { servicesOf, settingsOf } from '../container/compose-file.ts';
import { isDevelopmentPath } from '../container/image.ts';
import { type Reference, referenced } from './reference.ts';
import { shellMentions } from './shell-source.ts';

const NOTHING: Extraction = { components: [], diagnostics: [] };

/** Servers of models; their image says which model they load by its flags or by these variables. */
const MARKERS = /--[\w-]*(?:model|dataset|hf)|\bhf\b|-hf\b|hf\.co|huggingface|ollama|MODEL_ID/;
/** Its entrypoint is `vllm serve`, and its command may begin with the model. */
const SERVES = /(?:^|\/)vllm-openai(?:[:@]|$)/;
const VARIABLE = /^(?:HF_|HUGGING_?FACE_)?MODEL_ID$/;

/**
 * Models that services of Compose files load or fetch: what their `entrypoint` and `command` name, and
 * the `MODEL_ID` of inference servers. Images and the `models` of a file are read by container/compose.
 */
export const modelCompose: Extractor = {
  id: 'model/compose',
  files: ['compose*.yml', 'compose*.yaml', 'docker-compose*.yml', 'docker-compose*.yaml'],
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
  const { lookup } = environmentOf(path, tree);
  const mentions = parsed.value
    .flatMap((root) => servicesOf(root) ?? [])
    .map(([, { value }]) => mentionsOf(value, path, lookup));
  const components = referenced(
    path,
    mentions.flatMap(({ references }) => references),
    tree,
  );
  return {
    components: isDevelopmentPath(path) ? components.map(asDevelopment) : components,
    diagnostics: [],
    signals: mentions.flatMap(({ signals }) => signals),
  };
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
  const variables = settingsOf(get(service, 'environment')).flatMap(({ name, value, line }) =>
    VARIABLE.test(name) ? [{ id: interpolate(value, lookup).text, line }] : [],
  );
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
  const set: Reference[] = variables.flatMap(
    ({ id, line: at }) =>
      shellMentions(script([`--model-id=${quoted(id)}`]), { path, line: () => at }).references,
  );
  return { references: [...started.references, ...set], signals: started.signals };
}

/** A word as a shell reads it whole. */
function quoted(word: string): string {
  return `"${word.replaceAll('"', '\\"')}"`;
}
