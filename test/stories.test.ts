import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge, survey } from '../src/audit.ts';
import { openTree } from '../src/collect/disk-tree.ts';
import { loadConfig } from '../src/config/load.ts';
import { gate } from '../src/evaluate/gate.ts';
import { EXTRACTORS } from '../src/extract/registry.ts';
import type { Finding, Report, ReportComponent } from '../src/model/report.ts';
import { KNOWN_TEXTS } from './identify/texts.ts';
import { KNOWLEDGE } from './knowledge.ts';

/*
 * Whole repositories: each folder of `fixtures/repos` is scanned as its user would scan it, in every
 * way its EXPECT.md names, and the block of YAML at the end of that file is what must come out.
 */

/** A finding to come out; `because` and `remedy` are parts of the words. */
interface ExpectedFinding {
  readonly name?: string;
  readonly purl?: string;
  readonly rule: string;
  readonly verdict: Finding['verdict'];
  readonly because?: string;
  readonly remedy?: string;
}

interface ExpectedComponent {
  readonly name?: string;
  readonly purl?: string;
  readonly verdict?: ReportComponent['verdict'];
  readonly license?: string;
  readonly chosen?: string;
}

interface ExpectedDuty {
  readonly duty: string;
  readonly purl?: string;
  readonly text?: string;
}

/** What must come out of one run. Lists are exact, unless `more` or `moreDuties` says otherwise. */
interface Expectation {
  readonly exit?: number;
  readonly summary?: Partial<Report['summary']>;
  readonly findings?: readonly ExpectedFinding[];
  readonly more?: boolean;
  readonly components?: readonly ExpectedComponent[];
  readonly duties?: readonly ExpectedDuty[];
  readonly moreDuties?: boolean;
  /** Package URLs that must have no duty. */
  readonly withoutDuties?: readonly string[];
  readonly questions?: readonly string[];
  /** Rules, names and package URLs that must have no finding. */
  readonly none?: readonly string[];
  readonly diagnostics?: readonly string[];
}

interface Run {
  readonly name: string;
  readonly profile?: string;
  readonly config?: string;
  readonly asOf?: string;
  readonly noDev?: boolean;
  readonly expect: Expectation;
}

const KEYS = new Set<string>(
  (
    'exit summary findings more components duties moreDuties withoutDuties questions none ' +
    'diagnostics'
  ).split(' '),
);

const REPOSITORIES = fileURLToPath(new URL('../fixtures/repos/', import.meta.url));
const STORIES = readdirSync(REPOSITORIES).sort();
const RUNS = STORIES.flatMap((story) => runsOf(story).map((run) => ({ story, run })));

function runsOf(story: string): Run[] {
  const text = readFileSync(join(REPOSITORIES, story, 'EXPECT.md'), 'utf8');
  const block = /^```yaml\n(.*?)^```$/ms.exec(text)?.[1];
  if (block === undefined) throw new Error(`${story}/EXPECT.md has no block of YAML`);
  return parse(block);
}

function scan(story: string, run: Run): { report: Report; exit: number } {
  const root = join(REPOSITORIES, story);
  const { config, failOn = 'violation' } = loadConfig(root, KNOWLEDGE, {
    asOf: run.asOf ?? '2026-11-22',
    toolVersion: '0.0.0',
    includeDevelopment: run.noDev !== true,
    ...(run.profile ? { profile: run.profile } : {}),
    ...(run.config ? { config: join(root, run.config) } : {}),
  });
  const { tree, diagnostics } = openTree(root);
  const inventory = survey(tree, { extractors: EXTRACTORS, texts: KNOWN_TEXTS, diagnostics });
  const report = judge(inventory, KNOWLEDGE, config);
  return { report, exit: gate(report, { failOn, strict: false }) };
}

/** The names of components by package URL, which findings do not carry. */
function namesOf({ components }: Report): ReadonlyMap<string, string> {
  return new Map(components.map(({ purl, name }) => [purl, name]));
}

interface About {
  readonly name?: string;
  readonly purl?: string;
}

function isAbout(expected: About, purl: string, name: string | undefined): boolean {
  return expected.purl === undefined ? expected.name === name : expected.purl === purl;
}

/** Compares as one text a line, so that a failure reads as a difference of lists. */
function checkFindings({ findings, ...report }: Report, { expect: wanted }: Run): void {
  if (!wanted.findings) return;
  const names = namesOf({ findings, ...report });
  const left = new Set(findings);
  const met = wanted.findings.map((one) => {
    const found = [...left].find(
      ({ rule, purl }) => rule === one.rule && isAbout(one, purl, names.get(purl)),
    );
    if (found) left.delete(found);
    return [one, found] as const;
  });
  const line = (rule: string, verdict: string, about?: string) => `${about}: ${rule}, ${verdict}`;
  const rest = wanted.more ? [] : [...left];
  expect([
    ...met.flatMap(([one, found]) =>
      found ? [line(found.rule, found.verdict, one.purl ?? one.name)] : [],
    ),
    ...rest.map(({ rule, verdict, purl }) => line(rule, verdict, purl)),
  ]).toEqual(wanted.findings.map((one) => line(one.rule, one.verdict, one.purl ?? one.name)));
  for (const [{ because = '', remedy = '' }, found] of met) {
    expect(found?.because.map(({ text }) => text).join('\n')).toContain(because);
    expect(found?.remedy).toContain(remedy);
  }
}

function checkComponents(report: Report, { expect: { components = [] } }: Run): void {
  for (const component of components) {
    const { verdict, license, chosen } = component;
    const found = report.components.find((one) => isAbout(component, one.purl, one.name));
    expect(found, component.purl ?? component.name).toMatchObject({
      ...(verdict ? { verdict } : {}),
      ...(license || chosen
        ? {
            license: {
              ...(license ? { expression: license } : {}),
              ...(chosen ? { chosen } : {}),
            },
          }
        : {}),
    });
  }
}

function checkDuties(report: Report, { expect: wanted }: Run): void {
  if (wanted.duties) {
    const left = new Set(report.duties);
    const missing = wanted.duties.filter(({ duty, purl, text }) => {
      const found = [...left].find(
        (one) => one.duty === duty && (!purl || one.purl === purl) && one.text.includes(text ?? ''),
      );
      if (found) left.delete(found);
      return !found;
    });
    expect({ missing, unexpected: wanted.moreDuties ? [] : [...left] }).toEqual({
      missing: [],
      unexpected: [],
    });
  }
  const burdened = report.duties.map(({ purl }) => purl);
  expect(burdened.filter((purl) => wanted.withoutDuties?.includes(purl))).toEqual([]);
}

function checkAbsent(report: Report, { expect: { none = [] } }: Run): void {
  const names = namesOf(report);
  for (const { rule, purl } of report.findings) {
    expect(none).not.toContain(rule);
    expect(none).not.toContain(purl);
    expect(none).not.toContain(names.get(purl));
  }
}

test('every story has runs, and only words this test knows', () => {
  expect(STORIES.length).toBeGreaterThan(0);
  for (const { story, run } of RUNS) {
    const unknown = Object.keys(run.expect).filter((key) => !KEYS.has(key));
    expect(unknown, `${story}: ${run.name}`).toEqual([]);
  }
});

test.each(RUNS.map(({ story, run }) => [story, run.name, run] as const))(
  '%s: %s',
  (story, _name, run) => {
    const { report, exit } = scan(story, run);
    const { exit: code, summary, questions, diagnostics } = run.expect;
    checkFindings(report, run);
    checkComponents(report, run);
    checkDuties(report, run);
    checkAbsent(report, run);
    if (summary) expect(report.summary).toMatchObject(summary);
    if (questions) expect(report.questions.map(({ id }) => id)).toEqual(questions);
    if (diagnostics) expect(report.diagnostics.map((one) => one.code)).toEqual(diagnostics);
    if (code !== undefined) expect(exit).toBe(code);
  },
);
