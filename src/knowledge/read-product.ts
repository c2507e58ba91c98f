import type { ModelFamily, Product, ProductVersions, Vocabulary } from '../model/knowledge.ts';
import { textOf, type YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { ROLES } from './condition.ts';
import { GRADES } from './read-license.ts';

const PRODUCT_KEYS = {
  required: ['id', 'title', 'verified', 'names', 'versions'],
  optional: ['newest', 'role', 'alternative', 'note', 'evidence'],
} as const;

/** Reads one `rules/products/<family>.yaml`. */
export function readProducts(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): Product[] {
  const { products } = reader.shape(node, 'a product file', { required: ['products'] });
  return reader.list(products, 'products').map((item) => {
    const found = reader.shape(item, 'a product', PRODUCT_KEYS);
    const names = reader
      .record(found.names, 'names')
      .map(([place, list]) => [place, reader.texts(list, place)]);
    const newest = reader
      .record(found.newest, 'newest')
      .map(([tag, value]) => [tag, reader.text(value, tag)]);
    return {
      id: reader.text(found.id, 'id'),
      title: reader.text(found.title, 'title'),
      grade: reader.oneOf(found.verified, GRADES, 'grade') ?? 'memory',
      names: Object.fromEntries(names),
      versions: reader
        .list(found.versions, 'versions')
        .map((row) => readVersions(row, reader, vocabulary)),
      ...(found.role ? { role: reader.oneOf(found.role, ROLES, 'role') ?? 'service' } : {}),
      ...(newest.length > 0 ? { newest: Object.fromEntries(newest) } : {}),
      ...optionalTexts(found, ['alternative', 'note', 'evidence'], reader),
      path: reader.path,
    };
  });
}

const PARAMETERS = {
  optional: ['grant', 'changeLicense', 'changeDate', 'years', 'releases', 'additionalUseGrant'],
} as const;

function readVersions(node: YamlNode, reader: YamlReader, vocabulary: Vocabulary): ProductVersions {
  const found = reader.shape(node, 'a row of versions', {
    required: ['range', 'license'],
    optional: ['flavor', 'pin', 'parameters'],
  });
  const parameters: Record<string, string> = {};
  if (found.parameters) {
    const shape = reader.shape(found.parameters, 'parameters', PARAMETERS);
    for (const [key, value] of Object.entries(shape)) parameters[key] = reader.text(value, key);
    if (shape.grant) reader.oneOf(shape.grant, Object.keys(vocabulary.grants), 'grant');
  }
  return {
    range: reader.text(found.range, 'range'),
    license: reader.text(found.license, 'license'),
    ...optionalTexts(found, ['flavor', 'pin'], reader),
    ...(found.parameters ? { parameters } : {}),
  };
}

const MODEL_KEYS = {
  required: ['id', 'title', 'verified', 'license', 'match'],
  optional: ['except', 'guess', 'alternative', 'note', 'evidence'],
} as const;

/** Reads one `rules/models/<publisher>.yaml`. */
export function readModels(node: YamlNode | undefined, reader: YamlReader): ModelFamily[] {
  const { models } = reader.shape(node, 'a model file', { required: ['models'] });
  return reader.list(models, 'models').map((item) => {
    const found = reader.shape(item, 'a model family', MODEL_KEYS);
    return {
      id: reader.text(found.id, 'id'),
      title: reader.text(found.title, 'title'),
      grade: reader.oneOf(found.verified, GRADES, 'grade') ?? 'memory',
      license: reader.text(found.license, 'license'),
      guess: textOf(found.guess) === 'true',
      match: reader.texts(found.match, 'match'),
      except: reader.texts(found.except, 'except'),
      ...optionalTexts(found, ['alternative', 'note', 'evidence'], reader),
      path: reader.path,
    };
  });
}

function optionalTexts<K extends string>(
  found: Partial<Record<string, YamlNode>>,
  keys: readonly K[],
  reader: YamlReader,
): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const node = found[key];
    if (node && textOf(node) !== undefined) texts[key] = reader.text(node, key);
  }
  return texts;
}
