import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../src/audit.ts';
import { samplePurl } from '../../src/cli/rule-tests.ts';
import type { Component, ComponentKind, Relation, Role } from '../../src/model/component.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import type { Answer, UsageProfile } from '../../src/model/usage.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { config, inventory, made, usage } from '../make.ts';

/*
 * What license texts say of a use of a component, with certain numbers and places. The rows were
 * written from the texts before this program was asked; `why` names the section, in words of its
 * own. A row is changed only when the text says so.
 */

/** One row of `fixtures/evaluate/*.yaml`. */
interface Row {
  readonly name: string;
  /** SPDX expression that the component declares. */
  readonly license: string;
  /** What it is; a package if nothing is said. */
  readonly kind?: ComponentKind;
  readonly role?: Role;
  readonly relation?: Relation;
  /** The profile of `rules/profiles/` that the answers start from. */
  readonly use: string;
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly scale?: UsageProfile['scale'];
  readonly regions?: UsageProfile['regions'];
  /** The blanks of a Business Source License, as its text at hand fills them in. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly asOf?: string;
  readonly expect: Verdict;
  /** Rules that must be among the findings, with the verdict of the row among them. */
  readonly rules?: readonly string[];
  /** Rules and duties that must not be among what is found. */
  readonly without?: readonly string[];
  /** Duties that must be owed. */
  readonly duties?: readonly string[];
  readonly why: string;
}

const KEYS: readonly (keyof Row)[] = [
  ...(['name', 'license', 'kind', 'role', 'relation', 'use', 'answers', 'scale'] as const),
  ...(['regions', 'parameters', 'asOf', 'expect', 'rules', 'without', 'duties', 'why'] as const),
];

const FOLDER = fileURLToPath(new URL('../../fixtures/evaluate/', import.meta.url));

const THEMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ file, rows: parse(readFileSync(FOLDER + file, 'utf8')) as readonly Row[] }));

function componentOf({ license, kind = 'package', parameters, ...row }: Row): Component {
  const where = { path: 'sample.json', line: 1 };
  const evidence: Evidence[] = [{ kind: 'declared', in: 'license-field', raw: license, where }];
  if (parameters)
    evidence.push({ kind: 'detected', verdict: 'match', expression: license, parameters, where });
  return made('sample', {
    purl: samplePurl(kind),
    kind,
    scope: 'runtime',
    evidence,
    ...(row.role ? { role: row.role } : {}),
    ...(row.relation ? { relation: row.relation } : {}),
  });
}

function reportOn(row: Row): Report {
  const answers = { ...KNOWLEDGE.profiles[row.use]?.answers, ...row.answers };
  const { scale = {}, regions = {}, asOf = '2026-11-22' } = row;
  return judge(
    inventory(componentOf(row)),
    KNOWLEDGE,
    config({ asOf, usage: usage(answers, { name: row.use, scale, regions }) }),
  );
}

/** All a report says of the one component, as far as rows speak of it. */
function told({ components, findings, duties }: Report) {
  return {
    verdict: components[0]?.verdict,
    rules: findings.map(({ rule }) => rule),
    worst: findings.filter(({ verdict }) => verdict === components[0]?.verdict),
    duties: duties.map(({ duty }) => duty),
  };
}

describe.each(THEMES)('$file', ({ rows }) => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const { verdict, rules, worst, duties } = told(reportOn(row));
    expect(verdict, `${row.why}; findings: ${rules.join(', ') || 'none'}`).toBe(row.expect);
    expect(rules).toEqual(expect.arrayContaining([...(row.rules ?? [])]));
    if (row.rules) expect(worst.some(({ rule }) => row.rules?.includes(rule))).toBe(true);
    expect([...rules, ...duties].filter((said) => row.without?.includes(said))).toEqual([]);
    expect(duties).toEqual(expect.arrayContaining([...(row.duties ?? [])]));
  });
});

describe('the rows themselves', () => {
  const rows = THEMES.flatMap((theme) => theme.rows);

  test('have names of their own', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  // A word misspelled would make a row say less than it seems to.
  test('speak of what exists', () => {
    const { vocabulary, rules, duties, profiles } = KNOWLEDGE;
    const known = new Set([
      ...['yes', 'no', 'unknown', ...KEYS],
      ...Object.keys(profiles),
      ...Object.keys(vocabulary.questions),
      ...[...rules, ...duties].map(({ id }) => id),
    ]);
    const unknown = rows.flatMap((row) => {
      const { answers = {}, scale = {}, regions = {}, rules = [], without = [] } = row;
      const asked = [answers, scale, regions].flatMap(Object.keys);
      const named = [row.use, ...rules, ...without, ...(row.duties ?? [])];
      const words = [...Object.keys(row), ...asked, ...Object.values(answers), ...named];
      return words.filter((word) => !known.has(word)).map((word) => `${row.name}: ${word}`);
    });
    expect(unknown).toEqual([]);
    expect(rows.filter(({ why }) => !why)).toEqual([]);
  });
});
