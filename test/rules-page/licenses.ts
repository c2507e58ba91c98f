import { GRADES } from '../../src/knowledge/read-license.ts';
import type { Grade } from '../../src/model/evidence.ts';
import type { Exception, Family, License, Term } from '../../src/model/knowledge.ts';
import { compareText } from '../../src/syntax/compare.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { anchored, linked, plain, table, webLink } from '../markdown.ts';
import { LICENSES, OWN, shortened } from './all-licenses.ts';
import { code, grouped } from './conditions.ts';

const { vocabulary, exceptions } = KNOWLEDGE;

const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  text: 'somebody read the clause in the text of the license',
  secondary: 'what others quote of it, or class it as',
  exists: 'the license is known to exist; its terms are from memory',
  memory: 'from memory',
};

export function gradesSection(): string {
  const count = (licenses: readonly License[], grade: Grade) =>
    grouped(licenses.filter((license) => license.grade === grade).length);
  const shared = LICENSES.filter((license) => !OWN.includes(license));
  return [
    '## Grades',
    '',
    'Every term carries the grade of its license unless it names one of its own. Only a term of the',
    'grade `text` can forbid; any other can raise a question. A license that was guessed, and a model that',
    'only tests and examples name, can raise a question at most.',
    '',
    table(
      ['Grade', 'What it rests on', 'Can lead to', 'Own file', 'By family'],
      GRADES.map((grade) => [
        code(grade),
        GRADE_WORDS[grade],
        grade === 'text' ? 'violation' : 'needs-review',
        count(OWN, grade),
        count(shared, grade),
      ]),
    ),
  ].join('\n');
}

export function familiesSection(): string {
  return [
    '## Families',
    '',
    'A license without a file of its own has the terms of its group here, and the grade of the group.',
    ...Object.values(vocabulary.families).flatMap((family) => ['', familyText(family)]),
  ].join('\n');
}

function familyText({ id, title, definition }: Family): string {
  const members = LICENSES.filter(({ family }) => family === id);
  const own = OWN.filter(({ family }) => family === id);
  // Licenses of one group share one list of terms.
  const groups = new Map<readonly Term[], License[]>();
  for (const license of members.filter((one) => !own.includes(one)))
    groups.set(license.terms, [...(groups.get(license.terms) ?? []), license]);
  const lines = [`### ${anchored('family', id, title)}`, '', plain(definition)];
  if (own.length > 0)
    lines.push(
      '',
      `With a file of their own (${own.length}): ${own.map(linkedLicense).join(', ')}`,
    );
  for (const [terms, licenses] of groups) {
    const [first] = licenses;
    lines.push('', `By these terms (${licenses.length}), grade \`${first?.grade ?? ''}\`:`);
    lines.push('', terms.length === 0 ? noTerms(first?.family) : termList(terms, first?.grade));
    lines.push(...idLines(licenses));
  }
  return lines.join('\n');
}

/** Ids of SPDX in one paragraph, others by what they begin with. */
function idLines(licenses: readonly License[]): readonly string[] {
  const ids = licenses.map(({ id }) => id).sort(compareText);
  return ['', 'LicenseRef-', 'LicenseRef-scancode-'].flatMap((prefix) => {
    const mine = ids.filter((id) => id === prefix + shortened(id));
    if (mine.length === 0) return [];
    const begin = prefix === '' ? '' : `${code(prefix)} and: `;
    return ['', begin + mine.map((id) => plain(shortened(id))).join(', ')];
  });
}

function linkedLicense({ id }: License): string {
  return linked('license', id, shortened(id));
}

export function exceptionsSection(): string {
  return [
    '## Exceptions',
    '',
    'What follows `WITH`, and how far the copyleft of the base license still reaches for a program that',
    'only links or uses the work. An exception that is not here relaxes nothing.',
    '',
    table(
      ['Exception', 'Copyleft that remains', 'In our words'],
      Object.values(exceptions)
        .sort((a, b) => compareText(a.id, b.id))
        .map((exception) => [
          anchored('exception', exception.id),
          remains(exception),
          plain(exception.summary),
        ]),
    ),
  ].join('\n');
}

function remains({ copyleft }: Exception): string {
  if (copyleft === undefined) return 'as without it';
  return copyleft === 'none' ? 'none' : code(copyleft);
}

const NO_TERMS = 'It limits nothing and asks for nothing that we track.';
const UNREAD_TERMS = 'Nobody here has read its terms: what is under it asks for a person.';

function noTerms(family: string | undefined): string {
  return family === 'proprietary' || family === 'unclassified' ? UNREAD_TERMS : NO_TERMS;
}

export function licensesSection(): string {
  return [
    '## Licenses',
    '',
    'In the order of their files. `LicenseRef-scancode-` begins the ids that ScanCode gave, `LicenseRef-`',
    'others that are not in the list of SPDX. What a term and its value mean stands under [Terms](#terms).',
    ...OWN.flatMap((license) => ['', licenseText(license)]),
  ].join('\n');
}

function licenseText(license: License): string {
  const { id, name, family, grade, terms, licensor, acceptedBy, url, path } = license;
  const facts = [
    linked('family', family, vocabulary.families[family]?.title),
    `grade \`${grade}\``,
    `[file](${path.slice('rules/'.length)})`,
    ...(url ? [webLink('text', url)] : []),
    ...(licensor === 'defunct' ? ['its licensor no longer exists'] : []),
    ...(acceptedBy ?? []).map((variable) => `accepted by ${code(variable)}`),
  ];
  return [
    `### ${anchored('license', id)}`,
    '',
    `${plain(name)}: ${facts.join(', ')}`,
    '',
    terms.length === 0 ? noTerms(family) : termList(terms, grade),
  ].join('\n');
}

// No tables and no links to terms: both cost a tenth of the page.
function termList(terms: readonly Term[], grade: Grade | undefined): string {
  return terms
    .map((term) => {
      const { section, summary } = term.clause;
      const graded = term.grade === grade ? '' : ` (grade \`${term.grade}\`)`;
      const what = `${code(`${term.term}: ${term.value}`)}${details(term)}`;
      return `- ${what}, ${plain(section)}: ${plain(summary)}${graded}`;
    })
    .join('\n');
}

/** The numbers, places and words that come with a term. */
function details({ threshold, region, text, to, years }: Term): string {
  const parts = [
    threshold &&
      `${threshold.metric} ${plain(threshold.op)} ${grouped(threshold.value)}${threshold.date ? ` at ${threshold.date}` : ''}`,
    region && `${region.of} in ${region.excluded.join(', ')}`,
    text && `“${plain(text)}”`,
    years !== undefined && `${years} years`,
    to && `to ${plain(to)}`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}
