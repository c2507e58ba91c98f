// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text is what is tested
import { expect, test } from 'vitest';
import { acceptanceSignals, acceptsTerms } from '../../src/extract/acceptance.ts';

const where = { path: 'setup.sh', line: 3 };

test.each([
  ['COQUI_TOS_AGREED', '1', true],
  ['COQUI_TOS_AGREED', '0', false],
  ['COQUI_TOS_AGREED', '', false],
  ['ACCEPT_EULA', 'Y', true],
  ['ACCEPT_EULA', '"yes"', true],
  ['accept_eula', 'y', true],
  ['ACCEPT_EULA', 'N', false],
  ['MSSQL_ACCEPT_EULA', 'true', true],
  ['ACCEPT_LICENSE', 'Accept', true],
  ['NEO4J_ACCEPT_LICENSE_AGREEMENT', 'yes', true],
  ['NEO4J_ACCEPT_LICENSE_AGREEMENT', 'eval', false],
  ['NVIDIA_EULA', 'accept', true],
  ['EULA', 'TRUE', true],
  ['LICENSE', 'accept', true],
  ['LICENSE', '1', false],
  ['LICENSE', 'MIT', false],
  ['CONDA_PLUGINS_AUTO_ACCEPT_TOS', 'yes', true],
  ['SPLUNK_START_ARGS', '--accept-license', true],
  ['REQUIRE_ACCEPT_TERMS', 'true', false],
  ['SHOW_EULA', 'true', false],
  ['DEBUG', '1', false],
  ['ACCEPT_LANGUAGE', 'yes', false],
  ['TERMS', 'true', false],
])('%s=%s accepts terms: %s', (name, value, expected) => {
  expect(acceptsTerms(name, value)).toBe(expected);
});

test.each([
  ['export COQUI_TOS_AGREED=1', 'COQUI_TOS_AGREED', '1'],
  ['ACCEPT_EULA=Y apt-get install -y msodbcsql18', 'ACCEPT_EULA', 'Y'],
  ['docker run -e "ACCEPT_EULA=Y" db', 'ACCEPT_EULA', 'Y'],
  ['os.environ["COQUI_TOS_AGREED"] = "1"', 'COQUI_TOS_AGREED', '1'],
  ["os.environ['COQUI_TOS_AGREED']='1'", 'COQUI_TOS_AGREED', '1'],
  ['os.environ.setdefault("COQUI_TOS_AGREED", "1")', 'COQUI_TOS_AGREED', '1'],
  ['env = {"COQUI_TOS_AGREED": "1"}', 'COQUI_TOS_AGREED', '1'],
  ["process.env.COQUI_TOS_AGREED = '1';", 'COQUI_TOS_AGREED', '1'],
  ['  NEO4J_ACCEPT_LICENSE_AGREEMENT: "yes"', 'NEO4J_ACCEPT_LICENSE_AGREEMENT', 'yes'],
  ['./splunk start --accept-license --no-prompt', '--accept-license', 'true'],
])('%s is a signal', (line, name, value) => {
  expect(acceptanceSignals(line, where)).toEqual([{ kind: 'terms-accepted', name, value, where }]);
});

test.each([
  ['# export COQUI_TOS_AGREED=1'],
  ['run() # ACCEPT_EULA=Y'],
  ['// process.env.ACCEPT_EULA = "Y"'],
  ['export COQUI_TOS_AGREED=0'],
  ['if [ "$ACCEPT_EULA" = "Y" ]; then'],
  ['echo ${ACCEPT_EULA:-Y}'],
  ['if os.environ["COQUI_TOS_AGREED"] == "1":'],
  ['os.environ.get("COQUI_TOS_AGREED", "1")'],
  ['os.getenv("COQUI_TOS_AGREED", "1")'],
  ['LICENSE=MIT'],
  ['--accept-license-server host'],
])('%s is none', (line) => {
  expect(acceptanceSignals(line, where)).toEqual([]);
});

test('a long line takes linear time', () => {
  expect(() => acceptanceSignals('ACCEPT_EULA = '.repeat(100_000), where)).not.toThrow();
  expect(acceptanceSignals(`ACCEPT_EULA${' '.repeat(1_000_000)}`, where)).toEqual([]);
});
