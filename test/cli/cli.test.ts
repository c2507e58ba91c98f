import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/fineprint.js', import.meta.url));
const EMPTY = mkdtempSync(join(tmpdir(), 'fineprint-cli-'));
const REPO = mkdtempSync(join(tmpdir(), 'fineprint-cli-'));

beforeAll(() => {
  mkdirSync(join(REPO, 'sub'));
  writeFileSync(
    join(REPO, 'compose.yaml'),
    'services:\n  search:\n    image: docker.elastic.co/elasticsearch/elasticsearch:7.17.0\n',
  );
  writeFileSync(
    join(REPO, 'requirements.txt'),
    Array.from({ length: 3000 }, (_, at) => `package-${at}==1.0.${at}\n`).join(''),
  );
  writeFileSync(join(REPO, 'sub', 'package.json'), '{{{');
});

afterAll(() => {
  for (const path of [EMPTY, REPO]) rmSync(path, { recursive: true });
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    cwd: EMPTY,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

test('--version prints that of package.json', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  expect(run('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help tells the exit codes, on stdout', () => {
  const { status, stdout, stderr } = run('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('Exit codes');
  expect(stdout).toContain('explain');
});

describe('what cannot be is refused with 2, a hint, and nothing on stdout', () => {
  test.each([
    ['an unknown flag', ['--profil', 'saas'], /--profile/],
    ['an unknown profile', ['scan', '.', '--profile', 'sass'], /did you mean "saas"/],
    ['an unknown format', ['scan', '.', '--format', 'jsn'], /did you mean "json"/],
    ['a format without its file', ['scan', '.', '--format', 'json='], /names no file/],
    [
      'two reports on stdout',
      ['scan', '.', '--format', 'json', '--format', 'pretty'],
      /cannot share stdout/,
    ],
    ['a day that is none', ['scan', '.', '--as-of', '2026-02-30'], /YYYY-MM-DD/],
    ['a date in another order', ['scan', '.', '--as-of', '22.11.2026'], /YYYY-MM-DD/],
    ['a gate that is none', ['scan', '.', '--fail-on', 'always'], /violation/],
    ['a directory that is not there', ['scan', 'nowhere/at/all'], /no directory/],
    ['a command misspelled', ['scna'], /did you mean "scan"/],
    ['a file for a directory', ['scan', BIN], /not a directory/],
    ['a configuration that is not there', ['scan', '.', '--config', 'gone.yaml'], /gone\.yaml/],
    [
      'a finding that is not here',
      ['explain', '0123456789abcdef'],
      /no finding in \. has .* profile saas/,
    ],
    ['a subject nobody knows', ['explain', 'Apachee-2.0'], /did you mean "Apache-2\.0"/],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/internal error|\n\s+at /);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

test('an empty directory says so and passes', () => {
  const { status, stdout } = run('scan', EMPTY);
  expect(status).toBe(0);
  expect(stdout).toMatch(/nothing to audit/i);
});

test('a report in a pipe has no color, and the gate has the last word', () => {
  const { status, stdout } = run(REPO, '--profile', 'managed-service');
  expect(status).toBe(1);
  expect(stdout).toContain('elasticsearch');
  expect(stdout).not.toContain('\u001b[');
});

test('each --fail-on has its code', () => {
  const args = [REPO, '--profile', 'managed-service', '--format', 'json'];
  expect(run(...args, '--fail-on', 'never').status).toBe(0);
  expect(run(...args, '--fail-on', 'never', '--strict').status).toBe(3);
  expect(run(...args, '--fail-on', 'needs-review', '--strict').status).toBe(1);
});

test('a report to a file is written whole, beside the one on stdout', () => {
  const file = join(EMPTY, 'report.json');
  const { stdout } = run(REPO, '--format', `json=${file}`, '--format', 'sarif');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schemaVersion: 1 });
  expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0' });
  rmSync(file);
  expect(readdirSync(EMPTY)).toEqual([]);
});

test('a file that cannot be written is told', () => {
  const { status, stderr } = run(REPO, '--format', 'json=/nowhere/at/all/report.json');
  expect(status).toBe(2);
  expect(stderr).toMatch(/cannot be written \(ENOENT\)/);
});

test('a run whose reports all go to files says what it came to, and where', () => {
  const file = join(REPO, 'out.json');
  const { stdout, stderr } = run(REPO, '--format', `json=${file}`, '--fail-on', 'never');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^fineprint: .*needs a person\..* Written: .*out\.json\n$/);
  rmSync(file);
});

test.each([
  ['needs-review', [], /exit code 1: this run is to fail on needs-review/],
  ['never', ['--strict'], /exit code 3: 1 error in reading may hide components/],
])('an exit code that the last line does not explain is explained: %s', (failOn, more, why) => {
  const { stderr } = run(REPO, '--fail-on', failOn, ...more);
  expect(stderr).toMatch(why);
});

test.each([
  ['a folder for a configuration', ['scan', '.', '--config', REPO], /\(EISDIR\): it is a folder/],
  [
    'a report in a folder that is not there',
    ['scan', '.', '--format', 'json=no/where.json'],
    /\(ENOENT\): there is no folder no\n/,
  ],
  ['an option misspelled', ['scan', '--profil', 'saas'], /^fineprint: unknown option/],
])('%s is told with its cause', (_, args, message) => {
  const { status, stderr } = run(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

test('a reader that stops early ends the run in peace', () => {
  const command = `"${process.execPath}" "${BIN}" "${REPO}" --format json --fail-on never | head -n 1`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '{\n', stderr: '' });
});

test('as-of is in the report, and so is the profile', () => {
  const { stdout } = run(
    REPO,
    '--as-of',
    '2024-01-31',
    '--profile',
    'internal',
    '--format',
    'json',
  );
  expect(JSON.parse(stdout)).toMatchObject({ asOf: '2024-01-31', profile: { name: 'internal' } });
});

test.each([
  ['a rule', 'hosted-service-forbidden', /rules\/risks\/hosted-service-forbidden\.yaml/],
  ['a license', 'elastic-2.0', /Elastic-2\.0: Elastic License 2\.0/],
  [
    'what each profile may do, before its terms',
    'llama3.1',
    /Under each profile[\s\S]*\n {2}saas +to review[\s\S]*\nTerms\n/,
  ],
  [
    'a clause in one place only',
    'llama3.1',
    /openness [^[]*: no\n.* §2 \(threshold\)\n[\s\S]*threshold: separate-license when mau > 700,000,000/,
  ],
  [
    'what each profile may do',
    'SSPL-1.0',
    /as an image[\s\S]*distributed +clear\n[\s\S]*managed-service +forbidden: Offering it as a service/,
  ],
  [
    'licenses easily mistaken',
    'llama3.1',
    /Not to be confused with [\s\S]*llama-3\.3-license-2024/,
  ],
  ['a question', 'exposed', /a question about one component[\s\S]*hosted-service-forbidden/],
  ['a term', 'hosting', /forbidden-if-paid: [\s\S]*\(\d+ licenses\)/],
  ['a duty', 'ship-notices', /a duty: [\s\S]*asked by +\d+ licenses, as notice: on-distribution/],
  ['a profile', 'saas', /answers +commercial: yes/],
  ['a version of a product', 'redis@7.2.4', /7\.2\.4 is under BSD-3-Clause, by/],
  ['a tag of a product', 'redis@7', /7 is under BSD-3-Clause or rsalv2 OR SSPL-1\.0, by/],
  ['a product', 'redis', /<7\.4\.0: BSD-3-Clause[\s\S]*2024-07-29[\s\S]*Valkey/],
  ['a model', 'coqui/XTTS-v2', /license +cpml-1\.0\.0[\s\S]*rules\/models\/coqui\.yaml/],
  ['an open license', 'MIT', /openness +can license an open part \(OSAID 1\.0\): yes/],
  [
    'a license that is not',
    'CC-BY-NC-4.0',
    /openness +can license an open part[^:]*: no\s+CC-BY-NC/,
  ],
  [
    'the openness of a model',
    'coqui/XTTS-v2',
    /openness +parameters[^:]*: no[\s\S]*code[^:]*: not known/,
  ],
])('explain tells of %s where it is stated', (_, subject, expected) => {
  const { status, stdout } = run('explain', subject);
  expect(status).toBe(0);
  expect(stdout).toMatch(expected);
});

test('explain tells of a model here what is open of it', () => {
  const repository = fileURLToPath(new URL('../../fixtures/repos/open-in-name', import.meta.url));
  const { stdout } = run('explain', 'models/parrot', repository);
  expect(stdout).toMatch(/openness +parameters \(OSAID 1\.0\): yes/);
  expect(stdout).toMatch(/data information \(OSAID 1\.0\): not known[\s\S]*README\.md:6\]/);
});

test('explain tells of a component and its finding where they come from', () => {
  const report = JSON.parse(
    run(REPO, '--profile', 'managed-service', '--format', 'json').stdout,
  ) as { findings: { fingerprint: string; verdict: string }[] };
  const fingerprint = report.findings[0]?.fingerprint ?? '';
  const { status, stdout } = run('explain', fingerprint, REPO, '--profile', 'managed-service');
  expect(status).toBe(0);
  expect(stdout).toContain('compose.yaml:3');
  expect(stdout).toMatch(/rules\//);
  expect(stdout).toMatch(/\nclause +Elastic/);
  expect(stdout).toMatch(/\nprofile +exposed, hosted/);
});

test.each(['exposed', 'llama3.1', 'hosting', 'service-source-disclosure'])(
  'explain %s fits 80 columns',
  (subject) => {
    for (const line of run('explain', subject).stdout.split('\n'))
      if (!line.includes('http')) expect(line.length).toBeLessThanOrEqual(80);
  },
);
