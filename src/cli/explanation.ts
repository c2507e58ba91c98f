import { sectionIn } from '../evaluate/clause.ts';
import { openLicense, opennessOfFamily } from '../evaluate/openness.ts';
import type { Version } from '../model/component.ts';
import type { Knowledge, License, ModelFamily, Product, Rule } from '../model/knowledge.ts';
import type { Finding, OpenAnswer, Openness, Report, ReportComponent } from '../model/report.ts';
import { reasonsOf } from '../report/reasons.ts';
import { grouped, sentence, shortLicenses } from '../report/words.ts';
import { possibleRows } from '../version/range.ts';
import { field, wrap } from './explanation-fields.ts';
import { kindUnder, type UnderProfile } from './license-profiles.ts';

/** What is told of a license beside what it says itself. */
export interface LicenseContext {
  readonly profiles: readonly UnderProfile[];
  /** Ids of licenses that are easily taken for it. */
  readonly alike: readonly string[];
}

/**
 * What we know of a license: family and grade, what each profile may do under it, then every term
 * with its clause. What most people come for stands first; long licenses have twenty terms.
 */
export function licenseText(
  license: License,
  { vocabulary }: Knowledge,
  { profiles, alike }: LicenseContext,
): string {
  const family = vocabulary.families[license.family];
  const lines = [
    ...wrap(`${license.id}: ${license.name}`, ''),
    '',
    ...field('family', family ? `${family.title}. ${family.definition}` : license.family),
    ...field('grounds', `${GRADES[license.grade]} (${license.path})`),
    ...(license.licensor === 'defunct'
      ? field('licensor', 'no longer exists: no other license can be had')
      : []),
    ...(license.url ? field('text', license.url) : []),
    ...openLicenseField(license, openLicense(license, vocabulary.openness)),
    ...(alike.length > 0
      ? ['', ...wrap(`Not to be confused with ${alike.map(shortLicenses).join(', ')}`, '')]
      : []),
    ...profileLines(license, profiles),
    '',
    license.terms.length > 0 ? 'Terms' : noTerms(license),
  ];
  for (const { term, value, clause, threshold, region, text, grade } of license.terms) {
    const limit = threshold
      ? ` when ${threshold.metric} ${threshold.op} ${grouped(threshold.value)}${threshold.moment === 'now' ? '' : ` at ${threshold.date}`}`
      : '';
    const where = region ? ` (${region.of} in ${region.excluded.join(', ')})` : '';
    const said = `${term}: ${value}${limit}${where}${text ? ` "${text}"` : ''}`;
    lines.push('', ...wrap(said, '  '));
    lines.push(...wrap(`${sectionIn(clause.section, license.id)}: ${clause.summary}`, '    '));
    if (grade !== 'text')
      lines.push(
        ...wrap(`caution: ${GRADES[grade]}; it can raise a question, never forbid`, '    '),
      );
  }
  return `${lines.join('\n')}\n`;
}

const VERDICT_WORDS = {
  violation: 'forbidden',
  'needs-review': 'to review',
  clear: 'clear',
} as const;

/** What each profile may do with something under a license. */
function profileLines(license: License, profiles: readonly UnderProfile[]): readonly string[] {
  const kind = kindUnder(license);
  const width = Math.max(0, ...profiles.map(({ profile }) => profile.length)) + 2;
  return [
    '',
    `Under each profile, as ${kind === 'image' ? 'an' : 'a'} ${kind}, while nothing else is said`,
    '',
    ...profiles.flatMap(({ profile, verdict, titles }) => {
      const why = titles.length > 0 ? `: ${titles.join('; ')}` : '';
      const [first = '', ...rest] = wrap(`${VERDICT_WORDS[verdict]}${why}`, ' '.repeat(width + 2));
      return [`  ${profile.padEnd(width)}${first.trimStart()}`, ...rest];
    }),
  ];
}

/** Families whose licenses limit; one of them without a term has not been read. */
const UNREAD = new Set(['proprietary', 'unclassified']);

function noTerms({ family }: License): string {
  return UNREAD.has(family)
    ? 'Nobody here has read its terms: what is under it asks for a person.'
    : 'It limits nothing and asks for nothing that we track.';
}

/** Whether a license can license an open part. Its clauses stand below, so only their places are told. */
function openLicenseField({ terms }: License, { answer, because }: OpenAnswer): string[] {
  const reasons = because.map(({ path: _, line: __, ...reason }) => {
    const term = terms.find(({ clause }) => reason.text.endsWith(`: ${clause.summary}`));
    if (!term) return reason;
    const end = reason.text.length - term.clause.summary.length - ': '.length;
    return { ...reason, text: `${reason.text.slice(0, end)} (${term.term})` };
  });
  return openField('can license an open part (OSAID 1.0)', { answer, because: reasons });
}

/** One part of an open AI system: whether it is one, and why. */
function openField(what: string, { answer, because }: OpenAnswer): string[] {
  return [
    ...field('openness', `${what}: ${answer === 'unknown' ? 'not known' : answer}`),
    ...because.flatMap(({ text, path, line }) => field('', `${text}${place(path, line)}`)),
  ];
}

function opennessFields({ parameters, code, data, mof }: Openness): string[] {
  return [
    ...openField('parameters (OSAID 1.0)', parameters),
    ...openField('code (OSAID 1.0)', code),
    ...openField('data information (OSAID 1.0)', data),
    ...openField('a class of the Model Openness Framework', mof),
  ];
}

const GRADES = {
  text: 'read in the text of the license',
  secondary: 'from what others quote or class',
  exists: 'the license exists; its terms are from memory',
  memory: 'from memory',
} as const;

/** Under which license each version of a product is, and what to take instead. */
export function productText(product: Product, version?: string): string {
  const { id, title, versions, alternative, note, newest, grade, path } = product;
  const meant = version === undefined ? [] : possibleRows(read(version), versions, newest);
  const licenses = [...new Set(meant.map(({ license }) => license))];
  const lines = [
    `${id}: ${title}`,
    '',
    ...(version === undefined
      ? []
      : field(
          `of ${version}`.slice(0, 11),
          sentence(`${version} is under ${licenses.join(' or ')}, by the ranges below`),
        )),
    ...versions.flatMap(({ range, flavor, license, pin }) =>
      field(
        'license',
        sentence(
          `${range === '*' ? 'every version' : range}${flavor ? ` with ${flavor} in its tag` : ''}: ${license}${pin ? ` (pin ${pin} to stay there)` : ''}`,
        ),
      ),
    ),
    ...(newest?.['latest'] ? field('newest', newest['latest']) : []),
    ...(note ? field('note', note) : []),
    ...(alternative ? field('instead', alternative) : []),
    ...field('grounds', `${GRADES[grade]} (${path})`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Which models a family stands for, and the license they are under. */
export function modelText(family: ModelFamily, knowledge: Knowledge): string {
  const { id, title, license, match, note, alternative, guess, grade, path } = family;
  const lines = [
    `${id}: ${title}`,
    '',
    ...field('license', shortLicenses(license)),
    ...field(
      'models',
      `${match.join(', ')}${guess ? '; a guess from the name, which can only ask' : ''}`,
    ),
    ...(note ? field('note', note) : []),
    ...(alternative ? field('instead', alternative) : []),
    ...field('grounds', `${GRADES[grade]} (${path})`),
    ...opennessFields(opennessOfFamily(family, knowledge)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a rule says, why, and what to do. */
export function ruleText(rule: Rule): string {
  const lines = [
    ...wrap(`${rule.id}: ${rule.title}`, ''),
    '',
    ...field('severity', `${rule.severity}; its condition leads to ${rule.verdict}`),
    ...field('says', rule.message),
    ...field('why', rule.rationale),
    ...field('remedy', rule.remedy),
    ...rule.references.flatMap((reference) => field('see', reference)),
    ...field('stated in', rule.path),
  ];
  return `${lines.join('\n')}\n`;
}

/** How a finding came about, back to lines of the repository and files of ours. */
export function findingText(finding: Finding, { rules }: Knowledge): string {
  const rule = rules.find(({ id }) => id === finding.rule);
  const lines = [
    ...wrap(`${finding.fingerprint}: ${finding.title}`, ''),
    '',
    ...field('verdict', `${finding.verdict}, ${finding.severity}, ${finding.disposition}`),
    ...field('component', finding.purl),
    ...field('license', finding.license),
    ...field('says', finding.message),
    ...reasonsOf(finding.because).flatMap(({ label, text, path, line }) =>
      field(label, `${sentence(text)}${place(path, line)}`),
    ),
    ...finding.locations.flatMap(({ path, line }) => field('where', placeOf(path, line))),
    ...field('remedy', finding.remedy),
    ...(rule ? field('rule', `${rule.id} (${rule.path})`) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was found of a component, and the findings on it. */
export function componentText(component: ReportComponent, report: Report): string {
  const { license } = component;
  const findings = report.findings.filter(({ purl }) => purl === component.purl);
  const lines = [
    `${component.purl}`,
    '',
    ...field(
      'is',
      `${component.kind}, ${component.role}, ${component.relation}, ${component.scope}`,
    ),
    ...field(
      'license',
      `${license.expression ?? license.status}${license.chosen ? `, of which ${license.chosen} is used` : ''}`,
    ),
    ...(license.confidence ? field('confidence', license.confidence) : []),
    ...license.basis.flatMap(({ text, path, line, by }) =>
      field('basis', `${sentence(text)}${by ? `, says ${by}` : ''}${place(path, line)}`),
    ),
    ...component.seenAt.flatMap(({ path, line }) => field('seen at', placeOf(path, line))),
    ...(component.openness ? opennessFields(component.openness) : []),
    ...field('verdict', component.verdict),
    ...findings.flatMap(({ fingerprint, title, verdict }) =>
      field('finding', `${fingerprint} ${title} (${verdict})`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function place(path: string | undefined, line: number | undefined): string {
  return path === undefined ? '' : ` [${placeOf(path, line)}]`;
}

function placeOf(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** A version somebody asks about: `7` is any of 7, `7.4.1` is one. */
function read(text: string): Version {
  return { text, precision: /^v?\d+(?:\.\d+){2}/.test(text) ? 'exact' : 'range' };
}
