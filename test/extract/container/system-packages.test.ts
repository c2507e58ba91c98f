// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text is what is tested
import { expect, test } from 'vitest';
import { systemPackages } from '../../../src/extract/container/system-packages.ts';

/** Shell text → the packages it installs, each as its purl, with what else its version may be. */
const COMMANDS: [string, string[]][] = [
  [
    'apt-get update && apt-get install -y --no-install-recommends redis-server curl',
    ['deb/redis-server *', 'deb/curl *'],
  ],
  ['DEBIAN_FRONTEND=noninteractive sudo apt-get -qq -o A::B=1 install -y a', ['deb/a *']],
  ['apt install -t bookworm-backports a b:i386 c/bookworm', ['deb/a *', 'deb/b *', 'deb/c *']],
  [
    'apt-get install redis=5:7.0.15-1 a=1.* b=$B',
    ['deb/redis@5:7.0.15-1 5:7.0.15-1', 'deb/a 1.*', 'deb/b *'],
  ],
  ['apt-get install -y ./google-chrome-stable_current_amd64.deb', ['deb/google-chrome-stable *']],
  [
    'wget x.example/a.deb; dpkg -i /tmp/mongodb-org-server_7.0.2_amd64.deb',
    ['deb/mongodb-org-server *'],
  ],
  ['apt-get install linux-headers-$(uname -r) make', ['deb/make *']],
  ['apt-get install $PACKAGES ${MORE}', ['deb/%24PACKAGES *', 'deb/%24%7BMORE%7D *']],
  ['apt-get install -y \\\n  a \\\n  b', ['deb/a *', 'deb/b *']],
  ['if [ -n "$X" ]; then apt-get install a; fi', ['deb/a *']],
  ['apt-get install a > /dev/null b', ['deb/a *']],
  [
    'apk add --no-cache --virtual .build redis~=7.2 "a<2" b=1.2.3-r0 c@edge',
    ['apk/redis ~=7.2', 'apk/a <2', 'apk/b@1.2.3-r0 1.2.3-r0', 'apk/c *'],
  ],
  ['apk -U add -X https://mirror.example/edge a !b', ['apk/a *']],
  [
    'dnf install -y --enablerepo epel mongodb-org-7.0.12 gcc-toolset-13',
    ['rpm/mongodb-org@7.0.12 7.0.12', 'rpm/gcc-toolset-13 *'],
  ],
  [
    'microdnf -y install a && yum -q install b && zypper --non-interactive in -t pattern c',
    ['rpm/a *', 'rpm/b *', 'rpm/c *'],
  ],
  [
    'rpm -Uvh https://x.example/mysql80-community-release-el9-1.noarch.rpm',
    ['rpm/mysql80-community-release-el9 *'],
  ],
  // NOT
  ['apt-get update && apt-get upgrade -y && apt-get remove a && apt-get clean', []],
  ['apk del a && apk update && apk info add', []],
  ['pip install a && npm install b && make install c && go install d', []],
  ['echo apt-get install a && # apt-get install b', []],
  ['dpkg -l a && rpm -qi b && rpm --import https://x.example/key', []],
  ['apt-get install -y', []],
];

test.each(COMMANDS)('%s', (shell, expected) => {
  const found = systemPackages(shell).map(({ purl, version }) => `${purl} ${version.text}`);
  expect(found).toEqual(expected.map((one) => `pkg:${one}`));
});

test.each([
  `apt-get install ${'a '.repeat(100_000)}`,
  'apt-get install a; '.repeat(50_000),
  `apt-get install ${'$('.repeat(100_000)}`,
  `apt-get install ${'`'.repeat(100_001)}`,
  `apt-get install ${'a'.repeat(1_000_000)}`,
  `apt-get install ${'a-1.'.repeat(100_000)} ${'a_'.repeat(100_000)}.deb`,
  `dnf install ${'a-1.'.repeat(100_000)}`,
])('hostile text %# is read in bounded time', (shell) => {
  const start = performance.now();
  systemPackages(shell);
  expect(performance.now() - start).toBeLessThan(2000);
});
