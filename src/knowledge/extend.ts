import type { Knowledge, Product } from '../model/knowledge.ts';
import { compareText } from '../syntax/compare.ts';
import type { YamlNode } from '../syntax/yaml.ts';
import type { Issue, YamlReader } from '../syntax/yaml-reader.ts';
import {
  type Compiled,
  checkedName,
  checkTests,
  type RulesFile,
  readFile,
  withNames,
} from './compile.ts';
import { readLicense } from './read-license.ts';
import { readModels, readProducts } from './read-product.ts';
import { readDuty, readProfile, readRule } from './read-rule.ts';
import { withoutSlash } from './sources.ts';

/** Folders a user's rules may have; the same files as in `rules/`. */
const FOLDERS = ['risks', 'licenses', 'duties', 'products', 'models', 'profiles'] as const;

/**
 * Adds a user's rules to ours: same schema, same checks, same tests. A license of theirs takes the
 * place of ours; everything else must have a name of its own, so that none of our rules is replaced
 * unseen.
 * @param folder the folder the files lie in, as it is shown
 * @param files its YAML files
 * @returns the knowledge of both, with the tests and issues of theirs
 */
export function extendKnowledge(
  base: Knowledge,
  folder: string,
  files: readonly RulesFile[],
): Compiled {
  const { vocabulary } = base;
  const issues: Issue[] = [];
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const below = withoutSlash(folder);
  const inFolder = <T>(
    name: (typeof FOLDERS)[number],
    read: (node: YamlNode | undefined, reader: YamlReader) => T,
  ): { readonly value: T; readonly path: string }[] =>
    sorted
      .filter(({ path }) => path.startsWith(`${below}/${name}/`))
      .map((file) => ({ value: readFile(file, issues, read), path: file.path }));
  for (const { path } of sorted) {
    const [top = '', ...rest] = path.slice(below.length + 1).split('/');
    if (rest.length === 0 || !FOLDERS.some((name) => name === top)) {
      const message = `this file is in none of the folders that are read: ${FOLDERS.join(', ')}`;
      issues.push({ path, line: 1, message });
    }
  }
  const own = inFolder('licenses', (node, reader) =>
    checkedName(readLicense(node, reader, vocabulary), reader),
  );
  const rules = inFolder('risks', (node, reader) => readRule(node, reader, vocabulary));
  const duties = inFolder('duties', (node, reader) => readDuty(node, reader, vocabulary));
  const licenses = {
    ...base.licenses,
    ...Object.fromEntries(own.map(({ value }) => [value.license.id, value.license])),
  };
  const words = { vocabulary, licenses };
  const products = inFolder('products', (node, reader) => readProducts(node, reader, words));
  const models = inFolder('models', (node, reader) => readModels(node, reader, words));
  const profiles = inFolder('profiles', (node, reader) => readProfile(node, reader, vocabulary));
  const each = <T extends { readonly id: string }>(
    read: readonly { readonly value: readonly T[]; readonly path: string }[],
  ) => read.flatMap(({ value, path }) => value.map((one) => ({ id: one.id, path })));
  const alone = (
    read: readonly { readonly value: { readonly id: string }; readonly path: string }[],
  ) => read.map(({ value, path }) => ({ id: value.id, path }));
  checkNames(
    'rule',
    base.rules,
    rules.map(({ value, path }) => ({ id: value.rule.id, path })),
    issues,
  );
  checkNames('duty', base.duties, alone(duties), issues);
  checkNames('product', base.products, each(products), issues);
  checkNames('model family', base.models, each(models), issues);
  checkNames(
    'profile',
    Object.keys(base.profiles).map((id) => ({ id })),
    alone(profiles),
    issues,
  );
  checkProductNames(base.products, products, issues);
  const knowledge: Knowledge = {
    ...base,
    licenses,
    aliases: withNames(
      base.aliases,
      own.map(({ value }) => value.names),
    ),
    rules: [...base.rules, ...rules.map(({ value }) => value.rule)],
    duties: [...base.duties, ...duties.map(({ value }) => value)],
    products: [...base.products, ...products.flatMap(({ value }) => value)],
    models: [...base.models, ...models.flatMap(({ value }) => value)],
    profiles: {
      ...base.profiles,
      ...Object.fromEntries(profiles.map(({ value }) => [value.id, value])),
    },
  };
  const tests = rules.flatMap(({ value }) => value.tests);
  checkTests(
    rules.map(({ value }) => value.rule),
    tests,
    knowledge,
    issues,
  );
  return { knowledge, tests, issues };
}

/** What a product goes by belongs to one product. */
function checkProductNames(
  ours: readonly Product[],
  theirs: readonly { readonly value: readonly Product[]; readonly path: string }[],
  issues: Issue[],
): void {
  const owners = new Map<string, string>();
  const each = (product: Product) =>
    Object.entries(product.names).flatMap(([place, names]) =>
      names.map((name) => `${place} ${name.toLowerCase()}`),
    );
  for (const product of ours) for (const name of each(product)) owners.set(name, product.id);
  for (const { value, path } of theirs) {
    for (const product of value) {
      for (const name of each(product)) {
        const owner = owners.get(name);
        if (owner !== undefined && owner !== product.id) {
          const message = `${name} is a name of ${owner} already; to say what license you hold, use components: in fineprint.yaml`;
          issues.push({ path, line: 1, message });
        }
        owners.set(name, product.id);
      }
    }
  }
}

/** Every name is given once, by us or by them. */
function checkNames(
  what: string,
  ours: readonly { readonly id: string }[],
  theirs: readonly { readonly id: string; readonly path: string }[],
  issues: Issue[],
): void {
  const known = new Set(ours.map(({ id }) => id));
  for (const { id, path } of theirs) {
    if (id === '') continue;
    if (known.has(id))
      issues.push({
        path,
        line: 1,
        message: `there is a ${what} called ${id} already; choose another id`,
      });
    known.add(id);
  }
}
