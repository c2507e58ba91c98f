import type { Grade } from '../model/evidence.ts';
import type {
  Exception,
  License,
  RegionLimit,
  Term,
  Threshold,
  ThresholdScope,
  Vocabulary,
} from '../model/knowledge.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { textOf, type YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';
import { readRegionCodes } from './read-usage.ts';

export const GRADES: readonly Grade[] = ['text', 'secondary', 'exists', 'memory'];

/** Other names of a license, found in its file. */
export interface LicenseNames {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly hub: readonly string[];
}

const LICENSE_KEYS = {
  required: ['id', 'name', 'family', 'verified', 'terms'],
  optional: ['read', 'url', 'aliases', 'hub', 'licensor', 'acceptedBy'],
} as const;

/** Reads one `rules/licenses/<id>.yaml`. */
export function readLicense(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): { license: License; names: LicenseNames } {
  const found = reader.shape(node, 'a license', LICENSE_KEYS);
  const id = reader.text(found.id, 'id');
  const grade = reader.oneOf(found.verified, GRADES, 'grade') ?? 'memory';
  if (grade === 'text' && !found.read) {
    reader.issue(found.verified, 'verified: text needs "read", the name of the text that was read');
  }
  const acceptedBy = reader.texts(found.acceptedBy, 'acceptedBy');
  const license: License = {
    id,
    name: reader.text(found.name, 'name'),
    family:
      reader.oneOf(found.family, Object.keys(vocabulary.families), 'family') ?? 'unclassified',
    grade,
    detail: 'complete',
    terms: readTerms(found.terms, reader, { grade, vocabulary }),
    ...(found.licensor
      ? { licensor: reader.oneOf(found.licensor, ['active', 'defunct'], 'licensor') ?? 'active' }
      : {}),
    ...(acceptedBy.length > 0 ? { acceptedBy } : {}),
    ...(found.url ? { url: reader.text(found.url, 'url') } : {}),
    path: reader.path,
  };
  const names = {
    id,
    aliases: reader.texts(found.aliases, 'aliases'),
    hub: reader.texts(found.hub, 'hub'),
  };
  return { license, names };
}

/**
 * Reads one `rules/families/<family>.yaml`: licenses that share their terms, group by group. What
 * all ids of a group begin with may be said once, as its `prefix`.
 */
export function readFamily(
  node: YamlNode | undefined,
  reader: YamlReader,
  { vocabulary, nameOf }: { vocabulary: Vocabulary; nameOf: (id: string) => string },
): License[] {
  const { family, groups } = reader.shape(node, 'a family', { required: ['family', 'groups'] });
  const id = reader.oneOf(family, Object.keys(vocabulary.families), 'family') ?? 'unclassified';
  return reader.list(groups, 'groups').flatMap((group) => {
    const { terms, verified, prefix, licenses } = reader.shape(group, 'a group', {
      required: ['terms', 'verified', 'licenses'],
      optional: ['prefix'],
    });
    const grade = reader.oneOf(verified, GRADES, 'grade') ?? 'memory';
    const shared = readTerms(terms, reader, { grade, vocabulary });
    const begin = prefix ? reader.text(prefix, 'prefix') : '';
    return reader.texts(licenses, 'licenses').map((rest) => {
      const license = begin + rest;
      return {
        id: license,
        name: nameOf(license),
        family: id,
        grade,
        detail: 'family' as const,
        terms: shared,
        path: reader.path,
      };
    });
  });
}

const DETAILS = [
  'section',
  'summary',
  'verified',
  'text',
  'metric',
  'op',
  'value',
  'moment',
  'date',
  'of',
  'regions',
  'years',
  'to',
  'binds',
  'indexed-since',
] as const;

type Context = { readonly grade: Grade; readonly vocabulary: Vocabulary };

/** Reads the terms of a license: a list of maps whose first key is the term. */
function readTerms(node: YamlNode | undefined, reader: YamlReader, context: Context): Term[] {
  return reader.list(node, 'terms').flatMap((item) => readTerm(item, reader, context) ?? []);
}

function readTerm(
  node: YamlNode,
  reader: YamlReader,
  { grade, vocabulary }: Context,
): Term | undefined {
  const names = Object.keys(vocabulary.terms);
  const term =
    node.kind === 'map' ? [...node.entries.keys()].find((key) => names.includes(key)) : undefined;
  if (term === undefined || node.kind !== 'map') {
    const [first] = node.kind === 'map' ? node.entries.keys() : [];
    reader.issue(
      node,
      `a term needs a name from the vocabulary${first ? didYouMean(first, names) : ''}`,
    );
    return undefined;
  }
  const found = reader.shape(node, `term ${term}`, {
    required: [term, 'section', 'summary'],
    optional: DETAILS,
  });
  const value = reader.oneOf(
    found[term],
    Object.keys(vocabulary.terms[term]?.values ?? {}),
    `value of ${term}`,
  );
  return {
    term,
    value: value ?? '',
    clause: {
      section: reader.text(found['section'], 'section'),
      summary: reader.text(found['summary'], 'summary'),
    },
    grade: found['verified'] ? (reader.oneOf(found['verified'], GRADES, 'grade') ?? grade) : grade,
    ...(term === 'threshold' ? { threshold: readThreshold(found, reader, vocabulary) } : {}),
    ...(term === 'region' ? { region: readRegion(found, reader) } : {}),
    ...(found['text'] ? { text: reader.text(found['text'], 'text') } : {}),
    ...(found['to'] ? { to: reader.text(found['to'], 'to') } : {}),
    ...(found['years'] ? { years: reader.number(found['years'], 'years') } : {}),
  };
}

type Details = Partial<Record<string, YamlNode>>;

const SCOPES = ['commercial-use', 'production-use', 'direct-dependencies'] as const;

function readBinds(node: YamlNode, reader: YamlReader): readonly ThresholdScope[] {
  return reader
    .list(node, 'binds')
    .flatMap((item) => reader.oneOf(item, SCOPES, 'scope of a threshold') ?? []);
}

function readThreshold(found: Details, reader: YamlReader, vocabulary: Vocabulary): Threshold {
  const metrics = Object.values(vocabulary.questions)
    .filter(({ kind }) => kind === 'scale')
    .map(({ id }) => id);
  const moment = found['moment']
    ? reader.oneOf(found['moment'], ['now', 'at-release-date'], 'moment')
    : 'now';
  if (moment === 'at-release-date' && !found['date']) {
    reader.issue(found['moment'], 'a threshold at a release date needs its "date"');
  }
  return {
    metric: reader.oneOf(found['metric'], metrics, 'metric') ?? '',
    op: reader.oneOf(found['op'], ['>', '>='], 'op') ?? '>',
    value: reader.number(found['value'], 'value'),
    moment: moment ?? 'now',
    ...(found['date'] ? { date: reader.date(found['date'], 'date') } : {}),
    ...(found['binds'] ? { binds: readBinds(found['binds'], reader) } : {}),
    ...(found['indexed-since']
      ? { indexedSince: reader.number(found['indexed-since'], 'indexed-since') }
      : {}),
  };
}

function readRegion(found: Details, reader: YamlReader): RegionLimit {
  const excluded = readRegionCodes(found['regions'], reader, 'regions');
  return {
    of: reader.oneOf(found['of'], ['established', 'served'], 'of') ?? 'established',
    excluded,
  };
}

/** Reads `rules/exceptions.yaml`. */
export function readExceptions(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Vocabulary,
): Record<string, Exception> {
  const exceptions: Record<string, Exception> = {};
  for (const [id, value] of reader.record(node, 'exceptions')) {
    const { copyleft, summary, terms, verified } = reader.shape(value, `exception ${id}`, {
      required: ['summary', 'verified'],
      optional: ['copyleft', 'terms'],
    });
    const grade = reader.oneOf(verified, GRADES, 'grade') ?? 'memory';
    const remains = textOf(copyleft);
    exceptions[id] = {
      id,
      summary: reader.text(summary, 'summary'),
      ...(remains ? { copyleft: remains } : {}),
      terms: terms ? readTerms(terms, reader, { grade, vocabulary }) : [],
    };
  }
  return exceptions;
}
