import type {
  License,
  ModelFamily,
  Product,
  ProductVersions,
  Vocabulary,
} from '../model/knowledge.ts';
import { licenseIds, parseExpression } from '../spdx/expression.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { textOf, type YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { isRange } from '../version/range.ts';
import { ROLES } from './condition.ts';
import { GRADES } from './read-license.ts';

/** What product files are checked against. */
export interface ProductWords {
  readonly vocabulary: Vocabulary;
  readonly licenses: Readonly<Record<string, License>>;
}

/** Where a product's names may be from. */
const PLACES: readonly string[] = [
  ...['action', 'apt', 'brew', 'cargo', 'composer', 'crd', 'gem', 'generic', 'go', 'helm', 'image'],
  ...['maven', 'npm', 'nuget', 'pypi', 'winget'],
];

/** A license expression of licenses that are known, so that none clears by a slip of the pen. */
function readExpression(
  node: YamlNode | undefined,
  reader: YamlReader,
  licenses: Readonly<Record<string, License>>,
): string {
  const text = reader.text(node, 'license');
  if (text === '') return text;
  const expression = parseExpression(text);
  if (!expression) {
    const ids = Object.keys(licenses);
    reader.issue(node, `"${text}" is no license expression${didYouMean(text, ids)}`);
    return text;
  }
  for (const id of licenseIds(expression)) {
    if (Object.hasOwn(licenses, id)) continue;
    reader.issue(node, `unknown license "${id}"${didYouMean(id, Object.keys(licenses))}`);
  }
  return text;
}

const PRODUCT_KEYS = {
  required: ['id', 'title', 'verified', 'names', 'versions'],
  optional: ['newest', 'role', 'alternative', 'note', 'evidence'],
} as const;

/** Reads one `rules/products/<family>.yaml`. */
export function readProducts(
  node: YamlNode | undefined,
  reader: YamlReader,
  words: ProductWords,
): Product[] {
  const { products } = reader.shape(node, 'a product file', { required: ['products'] });
  return reader.list(products, 'products').map((item) => {
    const found = reader.shape(item, 'a product', PRODUCT_KEYS);
    const names = reader.record(found.names, 'names').map(([place, list, at]) => {
      if (!PLACES.includes(place))
        reader.issue(at, `unknown place of names "${place}"${didYouMean(place, PLACES)}`);
      return [place, reader.texts(list, place)];
    });
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
        .map((row) => readVersions(row, reader, words)),
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

function readVersions(
  node: YamlNode,
  reader: YamlReader,
  { vocabulary, licenses }: ProductWords,
): ProductVersions {
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
  const range = reader.text(found.range, 'range');
  if (range !== '' && !isRange(range)) {
    const hint = 'write one such as ">=7.4.0-0 <8.0.0-0", "date:<2021-04-23" or "*"';
    reader.issue(found.range, `"${range}" is no range of versions; ${hint}`);
  }
  return {
    range,
    license: readExpression(found.license, reader, licenses),
    ...optionalTexts(found, ['flavor', 'pin'], reader),
    ...(found.parameters ? { parameters } : {}),
  };
}

const MODEL_KEYS = {
  required: ['id', 'title', 'verified', 'license', 'match'],
  optional: ['except', 'guess', 'alternative', 'note', 'evidence'],
} as const;

/** Reads one `rules/models/<publisher>.yaml`. */
export function readModels(
  node: YamlNode | undefined,
  reader: YamlReader,
  { licenses }: Pick<ProductWords, 'licenses'>,
): ModelFamily[] {
  const { models } = reader.shape(node, 'a model file', { required: ['models'] });
  return reader.list(models, 'models').map((item) => {
    const found = reader.shape(item, 'a model family', MODEL_KEYS);
    return {
      id: reader.text(found.id, 'id'),
      title: reader.text(found.title, 'title'),
      grade: reader.oneOf(found.verified, GRADES, 'grade') ?? 'memory',
      license: readExpression(found.license, reader, licenses),
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
