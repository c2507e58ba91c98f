import { readAnswers, readRegionCodes, readScale } from '../knowledge/read-usage.ts';
import type { Assertion, Waiver } from '../model/config.ts';
import type { Knowledge, Vocabulary } from '../model/knowledge.ts';
import type { Place } from '../model/place.ts';
import type { Answer, ComponentUsage, Region, ScaleValue } from '../model/usage.ts';
import { parseExpression } from '../spdx/expression.ts';
import { parseYaml, type YamlNode } from '../syntax/yaml.ts';
import { type Issue, YamlReader } from '../syntax/yaml-reader.ts';

/** `fineprint.yaml`, checked: every name in it is known, every value has its type. */
export interface ConfigFile {
  readonly profile?: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly scale: Readonly<Record<string, ScaleValue>>;
  readonly regions: {
    readonly established?: readonly Region[];
    readonly served?: readonly Region[];
  };
  readonly components: readonly ComponentUsage[];
  readonly assertions: readonly Assertion[];
  readonly waivers: readonly Waiver[];
  readonly failOn?: 'violation' | 'needs-review' | 'never';
  /** Paths that are not audited, as `.gitignore` writes them, and where that is said. */
  readonly exclude: { readonly patterns: readonly string[]; readonly where: Place };
}

export const EMPTY_CONFIG: ConfigFile = {
  answers: {},
  scale: {},
  regions: {},
  components: [],
  assertions: [],
  waivers: [],
  exclude: { patterns: [], where: { path: 'fineprint.yaml' } },
};

type Words = Pick<Knowledge, 'vocabulary' | 'profiles' | 'rules'>;

const KEYS = [
  'profile',
  'exclude',
  'answers',
  'scale',
  'regions',
  'components',
  'waivers',
  'failOn',
  // Read before the rest, since the rest is checked against it: see `rulesFolder`.
  'rules',
] as const;

/**
 * Reads the text of a configuration file.
 * @returns the configuration, and every issue with its line; a file with issues must not be used
 */
export function readConfig(
  text: string,
  path: string,
  words: Words,
): { config: ConfigFile; issues: readonly Issue[] } {
  const reader = new YamlReader(path);
  const parsed = parseYaml(text, { uniqueKeys: true });
  if (!parsed.ok) {
    reader.issue(parsed.line, `not YAML: ${parsed.message}`);
    return { config: EMPTY_CONFIG, issues: reader.issues };
  }
  const [node] = parsed.value;
  if (!node || (node.kind === 'scalar' && node.text === ''))
    return { config: EMPTY_CONFIG, issues: [] };
  const found = reader.shape(node, 'the configuration', { optional: KEYS });
  const { vocabulary } = words;
  // Used by `rulesFolder`; here its shape is checked with the rest.
  if (found.rules) reader.text(found.rules, 'rules');
  const components = reader
    .list(found.components, 'components')
    .map((item) => readComponent(item, reader, vocabulary));
  const config: ConfigFile = {
    ...(found.profile ? profileOf(found.profile, reader, words) : {}),
    ...readUsage(found, reader, vocabulary),
    components: components.flatMap(({ usage }) => usage ?? []),
    assertions: components.flatMap(({ assertion }) => assertion ?? []),
    waivers: reader.list(found.waivers, 'waivers').map((item) => readWaiver(item, reader, words)),
    exclude: {
      patterns: reader.texts(found.exclude, 'exclude'),
      where: { path, ...(found.exclude ? { line: found.exclude.line } : {}) },
    },
    ...(found.failOn ? failOnOf(found.failOn, reader) : {}),
  };
  return { config, issues: reader.issues };
}

function profileOf(node: YamlNode, reader: YamlReader, { profiles }: Words): { profile?: string } {
  const profile = reader.oneOf(node, Object.keys(profiles), 'profile');
  return profile ? { profile } : {};
}

function failOnOf(node: YamlNode, reader: YamlReader): Pick<ConfigFile, 'failOn'> {
  const failOn = reader.oneOf(node, ['violation', 'needs-review', 'never'], 'failOn');
  return failOn ? { failOn } : {};
}

type Usage = Pick<ConfigFile, 'answers' | 'scale' | 'regions'>;

/** Reads the part that is also a profile file of its own: answers, scale and regions. */
export function readUsage(
  found: Partial<Record<'answers' | 'scale' | 'regions', YamlNode>>,
  reader: YamlReader,
  vocabulary: Vocabulary,
): Usage {
  const regions = reader.shape(found.regions ?? EMPTY_MAP, 'regions', {
    optional: ['established', 'served'],
  });
  return {
    answers: readAnswers(found.answers, reader, vocabulary),
    scale: readScale(found.scale, reader, vocabulary),
    regions: {
      ...(regions.established
        ? { established: readRegionCodes(regions.established, reader, 'established') }
        : {}),
      ...(regions.served ? { served: readRegionCodes(regions.served, reader, 'served') } : {}),
    },
  };
}

const EMPTY_MAP: YamlNode = { kind: 'map', entries: new Map(), line: 1, column: 1 };

function readComponent(
  node: YamlNode,
  reader: YamlReader,
  vocabulary: Vocabulary,
): { usage?: ComponentUsage; assertion?: Assertion } {
  const found = reader.shape(node, 'a component', {
    required: ['match'],
    optional: ['answers', 'license'],
  });
  const match = reader.text(found.match, 'match');
  if (match && !match.startsWith('pkg:') && !match.startsWith('*')) {
    reader.issue(
      found.match,
      `"match" is a package URL without version, such as pkg:docker/redis or pkg:npm/%40acme/*`,
    );
  }
  const at = { path: reader.path, line: node.line };
  const answers = readAnswers(found.answers, reader, vocabulary);
  return {
    ...(found.answers ? { usage: { match, answers, ...at } } : {}),
    ...(found.license
      ? { assertion: { match, ...readAssertion(found.license, reader), ...at } }
      : {}),
  };
}

function readAssertion(
  node: YamlNode,
  reader: YamlReader,
): Pick<Assertion, 'expression' | 'reason' | 'by'> {
  const found = reader.shape(node, 'a license', { required: ['expression', 'reason', 'by'] });
  const expression = reader.text(found.expression, 'expression');
  if (expression && !parseExpression(expression)) {
    reader.issue(
      found.expression,
      `"${expression}" is no SPDX license expression; other licenses are LicenseRef-…`,
    );
  }
  return {
    expression,
    reason: reader.text(found.reason, 'reason'),
    by: reader.text(found.by, 'by'),
  };
}

function readWaiver(node: YamlNode, reader: YamlReader, { rules }: Words): Waiver {
  const found = reader.shape(node, 'a waiver', {
    required: ['reason', 'owner', 'until'],
    optional: ['fingerprint', 'rule', 'component'],
  });
  if (!found.fingerprint && !found.rule)
    reader.issue(node, 'a waiver needs a "fingerprint", or a "rule" and a "component"');
  if (found.rule && !found.component)
    reader.issue(node, 'a waiver by "rule" needs a "component", * for all');
  const ids = rules.map(({ id }) => id);
  const rule = found.rule ? reader.oneOf(found.rule, ids, 'rule') : undefined;
  return {
    ...(found.fingerprint ? { fingerprint: reader.text(found.fingerprint, 'fingerprint') } : {}),
    ...(rule ? { rule } : {}),
    ...(found.component ? { component: reader.text(found.component, 'component') } : {}),
    reason: reader.text(found.reason, 'reason'),
    owner: reader.text(found.owner, 'owner'),
    until: reader.date(found.until, 'until'),
    path: reader.path,
    line: node.line,
  };
}
