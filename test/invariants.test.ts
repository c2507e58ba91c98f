import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge, survey } from '../src/audit.ts';
import { EXTRACTORS } from '../src/extract/registry.ts';
import type { Component, Inventory } from '../src/model/component.ts';
import type { Config } from '../src/model/config.ts';
import type { Report } from '../src/model/report.ts';
import type { Answer } from '../src/model/usage.ts';
import { json } from '../src/report/json.ts';
import { KNOWN_TEXTS } from './identify/texts.ts';
import { KNOWLEDGE } from './knowledge.ts';
import { config, inventory, made, usage } from './make.ts';
import { memoryTree } from './tree.ts';

const OPTIONS = { width: 80, color: false, verbose: false };

const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'story',
    license: 'Apache-2.0',
    dependencies: { gsap: '^3.12.0', 'left-pad': '1.3.0' },
    devDependencies: { vitest: '^4' },
  }),
  'node_modules/gsap/package.json': JSON.stringify({
    name: 'gsap',
    version: '3.12.5',
    license: "Standard 'no charge' license: https://gsap.example/standard-license",
  }),
  'node_modules/left-pad/package.json': JSON.stringify({
    name: 'left-pad',
    version: '1.3.0',
    license: 'WTFPL',
  }),
  'compose.yaml':
    'services:\n  cache:\n    image: redis:7\n  search:\n    image: elasticsearch:8.1.0\n',
  'services/Dockerfile': 'FROM node:20\nENV COQUI_TOS_AGREED=1\n',
  'services/requirements.txt': 'ultralytics==8.1.0\nrequests>=2\n',
  'services/voice.py':
    'from TTS.api import TTS\ntts = TTS("tts_models/multilingual/multi-dataset/xtts_v2")\n',
  LICENSE: 'All rights are reserved by us, and nobody may do anything at all with any of this.',
};

const ENTRIES = Object.entries(FILES);

const USAGE = usage({
  commercial: 'yes',
  production: 'yes',
  hosted: 'yes',
  distributed: 'no',
  proprietary: 'yes',
});

function surveyed(files: Readonly<Record<string, string>>): Inventory {
  return survey(memoryTree(files), { extractors: EXTRACTORS, texts: KNOWN_TEXTS });
}

function judged(found: Inventory, more: Partial<Config> = {}): Report {
  return judge(found, KNOWLEDGE, config({ usage: USAGE, ...more }));
}

function audit(files: Readonly<Record<string, string>>, more: Partial<Config> = {}): Report {
  return judged(surveyed(files), more);
}

describe('same bytes in, same bytes out', () => {
  const expected = json.render(audit(FILES), OPTIONS);

  test('the story says something', () => {
    const { summary, components } = audit(FILES);
    expect(summary.violations + summary.needsReview).toBeGreaterThan(2);
    expect(components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['gsap', 'redis', 'elasticsearch', 'ultralytics', 'story']),
    );
  });

  test('in any order of files', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ENTRIES, { minLength: ENTRIES.length }), (entries) => {
        expect(json.render(audit(Object.fromEntries(entries)), OPTIONS)).toBe(expected);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test('in any order of components and evidence', () => {
    const found = surveyed(FILES);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...found.components], { minLength: found.components.length }),
        (components) => {
          expect(json.render(judged({ ...found, components }), OPTIONS)).toBe(expected);
        },
      ),
      { numRuns: 15, seed: 2 },
    );
  });

  test('in any order of extractors', () => {
    const reversed = survey(memoryTree(FILES), {
      extractors: EXTRACTORS.toReversed(),
      texts: KNOWN_TEXTS,
    });
    const { coverage, ...report } = judged(reversed);
    const { coverage: _, ...same } = audit(FILES);
    expect(report).toEqual(same);
    expect(coverage.claimed).toBe(audit(FILES).coverage.claimed);
  });
});

const EXPRESSIONS = Object.keys(KNOWLEDGE.licenses).filter((id) => !id.includes(' '));
const license = fc.constantFrom(...EXPRESSIONS);
const answer = fc.constantFrom<Answer>('yes', 'no', 'unknown');
const QUESTIONS = Object.values(KNOWLEDGE.vocabulary.questions);
const ASKED = QUESTIONS.filter(({ kind }) => kind === 'usage' || kind === 'component').map(
  ({ id }) => id,
);
const METRICS = QUESTIONS.filter(({ kind }) => kind === 'scale').map(({ id }) => id);
const answers = fc.dictionary(fc.constantFrom(...ASKED), answer);
const role = fc.constantFrom<Component['role']>(
  'library',
  'service',
  'model-weights',
  'build-tool',
);

function under(expression: string, more: Partial<Component> = {}): Inventory {
  const where = { path: 'package.json', line: 1 };
  const evidence = [
    { kind: 'asserted', expression, reason: 'the test', by: 'the test', where } as const,
  ];
  return inventory(made('sample', { evidence, ...more }));
}

const RANK = { clear: 0, 'needs-review': 1, violation: 2 } as const;

function rankOf(report: Report): number {
  return RANK[report.components[0]?.verdict ?? 'clear'];
}

function rulesOf(report: Report, verdict: string): string[] {
  return report.findings.filter((finding) => finding.verdict === verdict).map(({ rule }) => rule);
}

const RUNS = { numRuns: 400, seed: 3 };

describe('unknown never rounds to no', () => {
  test('each component is counted once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(license, role), { maxLength: 6 }),
        answers,
        (licenses, given) => {
          const components = licenses.flatMap(
            ([expression, as], at) =>
              under(expression, { purl: `pkg:npm/p${at}`, id: `p${at}`, role: as }).components,
          );
          const { summary } = judged(inventory(...components), { usage: usage(given) });
          expect(summary.components).toBe(components.length);
          expect(summary.violations + summary.needsReview + summary.clear).toBe(components.length);
        },
      ),
      { ...RUNS, numRuns: 100 },
    );
  });

  test('a component whose license nobody knows is never clear', () => {
    const { components } = judged(inventory(made('sample')));
    expect(components.map(({ verdict }) => verdict)).not.toContain('clear');
  });

  test('while nothing is answered, nothing is forbidden', () => {
    const forbidden = EXPRESSIONS.flatMap((expression) =>
      rulesOf(judged(under(expression), { usage: usage() }), 'violation').map(
        (rule) => `${expression}: ${rule}`,
      ),
    );
    expect(forbidden).toEqual([]);
  });

  test('another alternative never makes it worse', () => {
    fc.assert(
      fc.property(license, license, answers, role, (one, other, given, as) => {
        const profile = { usage: usage(given) };
        const alone = rankOf(judged(under(one, { role: as }), profile));
        expect(
          rankOf(judged(under(`${one} OR ${other}`, { role: as }), profile)),
        ).toBeLessThanOrEqual(alone);
      }),
      RUNS,
    );
  });

  test('another license on top never makes it better', () => {
    fc.assert(
      fc.property(license, license, answers, role, (one, other, given, as) => {
        const profile = { usage: usage(given) };
        const alone = rankOf(judged(under(one, { role: as }), profile));
        const both = rankOf(judged(under(`${one} AND ${other}`, { role: as }), profile));
        expect(both).toBeGreaterThanOrEqual(alone);
      }),
      RUNS,
    );
  });

  test('an answer never turns a violation into a question', () => {
    const settled = fc.constantFrom<Answer>('yes', 'no');
    const question = fc.constantFrom(...ASKED);
    fc.assert(
      fc.property(license, answers, question, settled, (expression, given, id, said) => {
        const { [id]: _, ...open } = given;
        const before = judged(under(expression), { usage: usage(open) });
        const after = judged(under(expression), { usage: usage({ ...open, [id]: said }) });
        const asked = rulesOf(after, 'needs-review');
        const lost = rulesOf(before, 'violation').filter((rule) => asked.includes(rule));
        expect(lost).toEqual([]);
      }),
      RUNS,
    );
  });

  test('what is forbidden while a usage question is open stays so unless a license of ours allows it', () => {
    fc.assert(
      fc.property(license, answers, fc.constantFrom(...ASKED), (expression, given, id) => {
        // These answers say that the license is not what binds us, or what the use is for.
        fc.pre(!['agreement', 'owned', 'research'].includes(id));
        const { [id]: _, ...open } = given;
        const before = rulesOf(judged(under(expression), { usage: usage(open) }), 'violation');
        for (const said of ['yes', 'no'] as const) {
          const profile = { usage: usage({ ...open, [id]: said }) };
          const after = rulesOf(judged(under(expression), profile), 'violation');
          expect(before.filter((rule) => !after.includes(rule))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('a larger number never makes it milder', () => {
    const limited = Object.values(KNOWLEDGE.licenses)
      .filter(({ terms }) => terms.some(({ threshold }) => threshold))
      .map(({ id }) => id);
    const number = fc.nat({ max: 2_000_000_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...limited),
        fc.constantFrom(...METRICS),
        number,
        number,
        (expression, metric, a, b) => {
          const at = (value: number) =>
            rankOf(
              judged(under(expression), {
                usage: { ...USAGE, scale: { [metric]: value } },
              }),
            );
          expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
        },
      ),
      { ...RUNS, numRuns: 200 },
    );
  });
});

test('every conclusion walks back to a line of the repository or a file in rules/', () => {
  const { components, findings } = audit(FILES);
  for (const { license: found, seenAt, purl } of components) {
    expect(seenAt.length, purl).toBeGreaterThan(0);
    if (found.status !== 'concluded') continue;
    const places = found.basis.flatMap(({ path }) => path ?? []);
    expect(places.length, purl).toBeGreaterThan(0);
    for (const path of places)
      expect(path in FILES || path.startsWith('rules/'), `${purl}: ${path}`).toBe(true);
  }
  for (const { locations, because, fingerprint } of findings) {
    expect(locations.length, fingerprint).toBeGreaterThan(0);
    expect(because.length, fingerprint).toBeGreaterThan(0);
  }
});

test('a waiver stays visible, and an expired or unused one is reported', () => {
  const plain = audit(FILES);
  const [first] = plain.findings;
  const fingerprint = first?.fingerprint ?? '';
  const base = { reason: 'known', owner: 'me', path: 'fineprint.yaml', line: 2 };
  const waived = audit(FILES, { waivers: [{ ...base, fingerprint, until: '2027-01-01' }] });
  expect(waived.findings).toHaveLength(plain.findings.length);
  expect(waived.findings.filter(({ disposition }) => disposition === 'waived')).toHaveLength(
    waived.summary.waived,
  );
  expect(waived.summary.waived).toBeGreaterThan(0);
  const expired = audit(FILES, { waivers: [{ ...base, fingerprint, until: '2026-01-01' }] });
  expect(expired.summary).toEqual(plain.summary);
  expect(expired.diagnostics.map(({ code }) => code)).toContain('waiver-expired');
  const unused = audit(FILES, { waivers: [{ ...base, fingerprint: 'f', until: '2027-01-01' }] });
  expect(unused.summary).toEqual(plain.summary);
  expect(unused.diagnostics.map(({ code }) => code)).toContain('config-unused');
});

describe('nothing is lost silently', () => {
  test.each(['package.json', 'compose.yaml', 'node_modules/gsap/package.json'])(
    'a malformed %s costs itself, and is told',
    (path) => {
      const broken = audit({ ...FILES, [path]: '{{{: [\n\t- ' });
      expect(broken.diagnostics.map(({ code, path: at }) => `${code} ${at}`)).toContain(
        `malformed-file ${path}`,
      );
      const kept = new Set(broken.components.map(({ purl }) => purl.replace(/@[^/]*$/, '')));
      const { [path]: _, ...rest } = FILES;
      for (const { purl } of audit(rest).components)
        expect(kept, purl).toContain(purl.replace(/@[^/]*$/, ''));
    },
  );

  test('any text in any file ends in a report', () => {
    const path = fc.constantFrom(
      ...['package.json', 'compose.yaml', 'Dockerfile', 'requirements.txt', 'pyproject.toml'],
      ...['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'README.md', 'a.py', 'a.ipynb'],
    );
    const text = fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.dictionary(path, text), (files) => {
        const report = audit(files);
        const { summary, coverage, diagnostics } = report;
        expect(summary.violations + summary.needsReview + summary.clear).toBe(summary.components);
        expect(coverage.parsed + coverage.failed).toBe(coverage.claimed);
        expect(diagnostics.filter(({ message }) => /please report it/.test(message))).toEqual([]);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  test('an empty repository says so', () => {
    const { diagnostics, summary } = audit({});
    expect(diagnostics.map(({ code }) => code)).toEqual(['empty-repository']);
    expect(summary.components).toBe(0);
  });

  test('of system packages, those that rules or our user know are judged and all are told of', () => {
    const files = { Dockerfile: 'FROM debian:12.5\nRUN apt-get install -y redis curl jq\n' };
    const assertion = {
      match: 'pkg:deb/jq',
      expression: 'MIT',
      reason: 'read',
      by: 'legal',
      path: 'fineprint.yaml',
      line: 1,
    };
    const { components, diagnostics } = audit(files, { assertions: [assertion] });
    expect(components.map(({ purl }) => purl)).toEqual([
      'pkg:deb/jq',
      'pkg:deb/redis',
      'pkg:docker/debian@12.5',
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '3 system packages are installed by name (redis, curl, jq): only what the rules know by its name is judged; read the licenses of the rest in the image',
    ]);
  });

  test('without development, what only development needs is left out', () => {
    const names = (report: Report) => report.components.map(({ name }) => name);
    expect(names(audit(FILES))).toContain('vitest');
    expect(names(audit(FILES, { includeDevelopment: false }))).not.toContain('vitest');
  });
});
