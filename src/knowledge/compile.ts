import {
  type Aliases,
  type Condition,
  type DutyRule,
  type Exception,
  type Knowledge,
  type License,
  leavesOf,
  type ModelFamily,
  type Product,
  type Rule,
  type Vocabulary,
} from '../model/knowledge.ts';
import { compareText } from '../syntax/compare.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { parseYaml, type YamlNode } from '../syntax/yaml.ts';
import { type Issue, YamlReader } from '../syntax/yaml-reader.ts';
import { readAliases } from './read-aliases.ts';
import { type LicenseNames, readExceptions, readFamily, readLicense } from './read-license.ts';
import { readModels, readProducts } from './read-product.ts';
import { type RuleTest, readDuty, readProfile, readRule } from './read-rule.ts';
import { readVocabulary } from './read-vocabulary.ts';

/** A file of `rules/`, as text. */
export interface RulesFile {
  /** `rules/risks/non-commercial.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** What `rules/` says, the tests in it, and everything wrong with it. */
export interface Compiled {
  readonly knowledge: Knowledge;
  readonly tests: readonly RuleTest[];
  readonly issues: readonly Issue[];
}

/**
 * Compiles `rules/` into knowledge, checking every name, shape and reference.
 * @param files all YAML files below `rules/`, in any order
 * @param names SPDX id → the license's full name, for licenses known by family only
 * @param version a date that names this state of knowledge
 */
export function compileKnowledge(
  files: readonly RulesFile[],
  names: Readonly<Record<string, string>>,
  version: string,
): Compiled {
  const issues: Issue[] = [];
  const sorted = [...files].sort((a, b) => compareText(a.path, b.path));
  const inFolder = <T>(
    folder: string,
    read: (node: YamlNode | undefined, reader: YamlReader) => T,
  ): T[] =>
    sorted
      .filter(({ path }) => path.startsWith(`rules/${folder}`))
      .map((file) => readFile(file, issues, read));
  const [vocabulary = EMPTY] = inFolder('vocabulary.yaml', readVocabulary);
  const own = inFolder('licenses/', (node, reader) =>
    checkedName(readLicense(node, reader, vocabulary), reader),
  );
  const nameOf = (id: string) => names[id] ?? id;
  const families = inFolder('families/', (node, reader) =>
    readFamily(node, reader, { vocabulary, nameOf }),
  );
  const licenses = licensesById(
    families.flat(),
    own.map(({ license }) => license),
    issues,
  );
  const rules = inFolder('risks/', (node, reader) => readRule(node, reader, vocabulary));
  const [exceptions = {}] = inFolder('exceptions.yaml', (node, reader) =>
    readExceptions(node, reader, vocabulary),
  );
  const [aliases = NO_ALIASES] = inFolder('aliases.yaml', readAliases);
  const profiles = inFolder('profiles/', (node, reader) => readProfile(node, reader, vocabulary));
  const knowledge: Knowledge = {
    version,
    vocabulary,
    licenses,
    exceptions,
    aliases: withNames(
      aliases,
      own.map(({ names }) => names),
    ),
    rules: rules.map(({ rule }) => rule),
    duties: inFolder('duties/', (node, reader): DutyRule => readDuty(node, reader, vocabulary)),
    products: inFolder('products/', (node, reader): Product[] =>
      readProducts(node, reader, { vocabulary, licenses }),
    ).flat(),
    models: inFolder('models/', (node, reader): ModelFamily[] =>
      readModels(node, reader, { licenses }),
    ).flat(),
    profiles: Object.fromEntries(profiles.map((profile) => [profile.id, profile])),
  };
  checkIdentity(knowledge, issues);
  const tests = rules.flatMap((rule) => rule.tests);
  checkTests(knowledge.rules, tests, knowledge, issues);
  return { knowledge, tests, issues };
}

const EMPTY: Vocabulary = {
  terms: {},
  questions: {},
  families: {},
  grants: {},
  openness: { families: [], limits: {}, depends: {} },
};
const NO_ALIASES: Aliases = { names: {}, guesses: {}, undecidable: {} };

/** Reads one file; what is wrong with it goes to `issues`. */
export function readFile<T>(
  file: RulesFile,
  issues: Issue[],
  read: (node: YamlNode | undefined, reader: YamlReader) => T,
): T {
  const reader = new YamlReader(file.path);
  const parsed = parseYaml(file.text, { uniqueKeys: true });
  if (!parsed.ok) reader.issue(parsed.line, `not YAML: ${parsed.message}`);
  else if (parsed.value.length > 1) reader.issue(1, 'one file holds one document');
  // An unparseable file was reported; what its reader would say on top is noise.
  const value = read(
    parsed.ok ? parsed.value[0] : undefined,
    parsed.ok ? reader : new YamlReader(file.path),
  );
  issues.push(...reader.issues);
  return value;
}

/** Checks that a license stands in the file of its name. */
export function checkedName(
  read: { license: License; names: LicenseNames },
  reader: YamlReader,
): { license: License; names: LicenseNames } {
  const expected = fileNameOf(read.license.id);
  const actual = reader.path.slice(reader.path.lastIndexOf('/') + 1, -'.yaml'.length);
  if (read.license.id && expected !== actual)
    reader.issue(1, `the file of ${read.license.id} must be ${expected}.yaml`);
  return read;
}

/** The name of a license's file: its id in lower case without `LicenseRef-` and `scancode-`. */
function fileNameOf(id: string): string {
  return id
    .replace(/^LicenseRef-(?:scancode-)?/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-');
}

function licensesById(
  families: readonly License[],
  own: readonly License[],
  issues: Issue[],
): Record<string, License> {
  const byId = new Map<string, License>();
  for (const license of families) {
    const other = byId.get(license.id);
    if (other)
      issues.push({
        path: license.path,
        line: 1,
        message: `${license.id} is also in ${other.path}`,
      });
    byId.set(license.id, license);
  }
  const seen = new Set<string>();
  for (const license of own) {
    if (seen.has(license.id))
      issues.push({ path: license.path, line: 1, message: `${license.id} has two files` });
    seen.add(license.id);
    byId.set(license.id, license);
  }
  return Object.fromEntries([...byId].sort(([a], [b]) => compareText(a, b)));
}

/** Adds the names license files give themselves to the table of aliases. */
export function withNames(aliases: Aliases, own: readonly LicenseNames[]): Aliases {
  const any: Record<string, string> = { ...aliases.names['any'] };
  const huggingface: Record<string, string> = { ...aliases.names['huggingface'] };
  for (const { id, aliases: other, hub } of own) {
    for (const name of other) any[name.toLowerCase()] ??= id;
    for (const name of hub) huggingface[name.toLowerCase()] ??= id;
  }
  return { ...aliases, names: { ...aliases.names, any, huggingface } };
}

function checkIdentity(
  { rules, duties, profiles, products, models }: Knowledge,
  issues: Issue[],
): void {
  const expectFile = (folder: string, id: string, path?: string) => {
    if (path !== undefined && path !== `rules/${folder}/${id}.yaml`) {
      issues.push({
        path,
        line: 1,
        message: `the file of ${id} must be rules/${folder}/${id}.yaml`,
      });
    }
  };
  for (const { id, path } of rules) expectFile('risks', id, path);
  for (const [what, list] of Object.entries({ rules, duties, products, models })) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id))
        issues.push({ path: 'rules', line: 1, message: `two ${what} are called ${id}` });
      seen.add(id);
    }
  }
  if (Object.keys(profiles).length === 0)
    issues.push({ path: 'rules', line: 1, message: 'there are no profiles' });
}

/** Checks that each rule has a test that expects its verdict, and one that expects none. */
export function checkTests(
  rules: readonly Rule[],
  tests: readonly RuleTest[],
  {
    licenses,
  }: {
    licenses: Readonly<Record<string, License>>;
    exceptions?: Readonly<Record<string, Exception>>;
  },
  issues: Issue[],
): void {
  for (const { license, path, line } of tests) {
    if (license !== undefined && !licenses[license]) {
      const message = `unknown license "${license}"${didYouMean(license, Object.keys(licenses))}`;
      issues.push({ path, line, message });
    }
  }
  for (const { id, path, verdict, when } of rules) {
    const expected = new Set(tests.filter(({ rule }) => rule === id).map(({ expect }) => expect));
    const open = asksUser(when) ? (['needs-review'] as const) : [];
    for (const wanted of new Set([verdict, 'none', ...open] as const)) {
      if (!expected.has(wanted))
        issues.push({ path, line: 1, message: `no test of ${id} expects "${wanted}"` });
    }
  }
}

/** Leaves that are open until somebody answers. */
const ASKING: ReadonlySet<Condition['op']> = new Set([
  ...(['usage', 'threshold', 'scale', 'region', 'beyond-grant'] as const),
]);

/** True if a condition asks how things are used, so that it is open until somebody answers. */
function asksUser(condition: Condition): boolean {
  return leavesOf(condition).some(({ op }) => ASKING.has(op));
}
