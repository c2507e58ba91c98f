import type { Role } from '../model/component.ts';
import type { Knowledge, License, Term } from '../model/knowledge.ts';
import type { Because } from '../model/report.ts';
import type { SingleLicense } from '../spdx/expression.ts';
import { displayName } from './display-name.ts';

/** The clause of a term, as a reason: which license says it where, in our words. */
export function clauseOf({ clause }: Term, license: License | undefined): Because {
  return {
    kind: 'clause',
    text: license
      ? `${displayName(license)}, ${sectionIn(clause.section, license.id)}: ${clause.summary}`
      : `${clause.section}: ${clause.summary}`,
    ...(license ? { path: license.path } : {}),
  };
}

/**
 * Where a clause stands in one license. Licenses that share their terms share the note on where they
 * stand: "EPL-2.0 §3.1; EPL-1.0 and CPL-1.0 §3" is "§3" for CPL-1.0. A note that names none of them
 * stays as it is.
 */
export function sectionIn(section: string, id: string): string {
  const parts = section.split('; ');
  const own = plainId(id.replace(/ WITH .*$/s, '').replace(/(?:-only|-or-later|\+)$/, ''));
  for (const part of parts) {
    const [, names = '', places] = /^([^§(]*?),? ([§(].*)$/s.exec(part) ?? [];
    if (places && names.split(/, | and /).some((name) => isCalled(name, own))) return places;
  }
  return section;
}

/** Whether a note means a license by a name: by its id, or by its version alone, as in "4.0 §3(a)". */
function isCalled(name: string, own: string): boolean {
  return plainId(name) === own || (/^\d+\.\d+$/.test(name) && /\d+\.\d+$/.exec(own)?.[0] === name);
}

/** "CC BY 4.0" is CC-BY-4.0. */
function plainId(name: string): string {
  return name.toLowerCase().replace(/[ -]/g, '');
}

/** That nobody read a term in the license, and what it rests on instead. */
export function unreadOf({ grade }: Term, license: License | undefined): Because {
  return {
    kind: 'unverified',
    text: `this term rests on ${GRADE_WORDS[grade]}; nobody has read it in the license for us`,
    ...(license ? { path: license.path } : {}),
  };
}

const GRADE_WORDS = {
  text: 'the text',
  secondary: 'what others quote',
  exists: 'memory',
  memory: 'memory',
} as const;

/** Copyleft that is not about linking: no exception written for the GPL speaks of it. */
const BEYOND_LINKING = new Set([
  'service',
  'deployment',
  'file-network',
  'file-deployment',
  'file-use',
]);

/**
 * The license a single SPDX license names, relaxed by its exception; an unknown id is unclassified.
 * @param role the part its component plays
 */
export function licenseOf(
  { id, exception }: SingleLicense,
  { licenses, exceptions }: Knowledge,
  role: Role = 'library',
): License {
  const license = Object.hasOwn(licenses, id) ? licenses[id] : undefined;
  const base = license ?? {
    id,
    name: id,
    family: 'unclassified',
    grade: 'memory',
    detail: 'family',
    terms: [],
    path: 'rules/licenses',
  };
  if (exception === undefined) return base;
  const known = Object.hasOwn(exceptions, exception) ? exceptions[exception] : undefined;
  const remains = known?.copyleft;
  // What is run or loaded as it is, is not linked: there the exception has nothing to relax.
  const isRelaxed = remains !== undefined && role === 'library';
  const relinks = base.terms.some(({ term, value }) => term === 'copyleft' && value === 'library');
  const terms = isRelaxed
    ? base.terms.flatMap((term) => relaxed(term, remains, relinks))
    : base.terms;
  return { ...base, id: `${id} WITH ${exception}`, terms: [...terms, ...(known?.terms ?? [])] };
}

/** What an exception leaves of a term for a program that links the work. */
function relaxed(term: Term, remains: string, relinks: boolean): readonly Term[] {
  // What installs a changed work goes with its source, or with the means to relink.
  if (term.term === 'installation') return remains === 'none' || relinks ? [] : [term];
  if (term.term !== 'copyleft' || BEYOND_LINKING.has(term.value)) return [term];
  if (remains === 'none') return [];
  const rest = { ...term, value: remains };
  // Users over a network are still owed the source of the library itself.
  return term.value === 'network'
    ? [rest, { ...term, term: 'hosting-counts-as-distribution', value: 'yes' }]
    : [rest];
}
