// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text is what is tested
import { expect, test } from 'vitest';
import { installedPackages } from '../../../src/extract/container/packages.ts';

test.each([
  ['pip install TTS==0.22.0', ['pkg:pypi/tts@0.22.0']],
  ['pip3 --no-cache-dir install -U "a[b,c]>=1,<2" d', ['pkg:pypi/a', 'pkg:pypi/d']],
  ['PIP_ROOT=1 sudo python3.12 -m pip install -q x', ['pkg:pypi/x']],
  ['uv pip install --system x==1.0', ['pkg:pypi/x@1.0']],
  ['cd /app && /opt/venv/bin/pip install x; echo done', ['pkg:pypi/x']],
  ['if true; then pip install x; fi', ['pkg:pypi/x']],
  ['pip install x > /dev/null y', ['pkg:pypi/x']],
  ['pip install -r requirements.txt -c limits.txt -i https://pypi.example/simple', []],
  ['pip install -e . ./x ../y /z own.whl https://x.example/a.zip a@https://x.example/b', []],
  ['pip install $LIST ${MORE} $(cat list) x', []],
  ['pip download x && pip uninstall y && apt-get install z && apk add w', []],
  ['npm i -g a @b/c@1.2.3 d@latest', ['pkg:npm/a', 'pkg:npm/%40b/c@1.2.3', 'pkg:npm/d']],
  ['npm --global install --registry https://npm.example a', ['pkg:npm/a']],
  ['pnpm add -g a && yarn global add b && bun install --global c', ['a', 'b', 'c'].map(npm)],
  ['npm install a && npm ci -g && npm run install -g b', []],
  ['npm i -g ./a a/b git+https://x.example/a.git file:a a.tgz', []],
])('%s', (shell, purls) => {
  expect(installedPackages(shell).map(({ purl }) => purl)).toEqual(purls);
});

function npm(name: string): string {
  return `pkg:npm/${name}`;
}
