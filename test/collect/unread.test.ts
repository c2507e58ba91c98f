import { expect, test } from 'vitest';
import { claims } from '../../src/collect/claims.ts';
import { UNREAD_FORMATS, unreadManifests } from '../../src/collect/unread.ts';
import { EXTRACTORS } from '../../src/extract/registry.ts';
import { memoryTree } from '../tree.ts';

function toldOf(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  return unreadManifests(claims(tree, UNREAD_FORMATS), tree);
}

test.each([
  ['go.mod', 'module acme\n\nrequire example.test/b v1.0.0\n', 'module acme\n'],
  ['Cargo.toml', '[dev-dependencies]\na = "1"\n', '[workspace]\nmembers = ["a"]\n'],
  ['a/pom.xml', '<project><dependency/><dependency></dependency></project>', '<project/>'],
  ['x/Acme.csproj', '<PackageReference Include="B" />', '<Project Sdk="a" />'],
  ['composer.json', '{"require-dev": {}}', '{"name": "acme/b"}'],
  ['pubspec.yaml', 'name: a\ndev_dependencies:\n  b: 1\n', 'name: a\n'],
  ['Chart.yaml', 'name: a\ndependencies:\n  - name: b\n', 'name: a\n'],
  ['environment.yml', 'name: a\ndependencies: [b]\n', 'stages: [test, production]\n'],
  ['conda/env-gpu.yaml', 'name: a\ndependencies:\n  - b\n', 'DEBUG: 1\n'],
  ['conda/meta.yaml', 'package:\n  name: a\nrequirements:\n  run: [b]\n', 'title: a\n'],
  ['pixi.toml', '[pypi-dependencies]\nb = "*"\n', '[project]\nname = "a"\n'],
  ['deno.json', '{"imports": {"b": "npm:b@1"}}', '{"tasks": {}}'],
  ['bower.json', '{"dependencies": {"b": "1"}}', '{"name": "a"}'],
  ['build.sbt', 'libraryDependencies += "b" % "b" % "1"\n', 'name := "a"\n'],
  ['a.cabal', 'library\n  build-depends: b\n', 'name: a\n'],
  ['deps.edn', '{:deps {b/b {:mvn/version "1"}}}', '{:paths ["src"]}'],
  ['rebar.config', '{deps, [b]}.\n', '{erl_opts, [debug_info]}.\n'],
  ['DESCRIPTION', 'Package: a\nImports: b\n', 'Package: a\n'],
  ['Project.toml', '[deps]\nb = "1"\n', 'name = "a"\n'],
  ['cpanfile', "requires 'b';\n", '# none\n'],
  ['main.tf', 'module "a" {\n  source = "acme/b"\n}\n', 'variable "a" {}\n'],
  ['db/main.tf', 'resource "x" "a" {\n  image = "redis:7"\n}\n', 'output "a" {\n}\n'],
  [
    'deploy/pod.yaml',
    'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: redis:7}]}\n',
    'apiVersion: v1\nkind: Service\nspec: {ports: [80]}\n',
  ],
  [
    'deploy/release.yaml',
    'apiVersion: acme/v2\nkind: HelmRelease\nspec:\n  chart: redis\n',
    'apiVersion: v1\nkind: Secret\n',
  ],
  [
    'deploy/web.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nspec:\n  containers:\n  - image: redis:7\n',
    'apiVersion: v1\nkind: ConfigMap\ndata: {}\n',
  ],
  [
    'chart/templates/web.yml',
    'apiVersion: apps/v1\nkind: Deployment\n      image: "{{ .Values.image }}"\n',
    'services:\n  a:\n    image: redis:7\n',
  ],
  ['setup.py', 'setup(install_requires=["a"])', 'setup()'],
])('%s is told of where it names something', (path, naming, silent) => {
  expect(toldOf({ [path]: naming })).toMatchObject([
    { level: 'error', code: 'unsupported-format', path },
  ]);
  expect(toldOf({ [path]: silent })).toEqual([]);
});

test.each([
  'Gemfile.lock',
  'Cargo.lock',
  'bun.lockb',
  'mix.exs',
  'build.gradle.kts',
  '.terraform.lock.hcl',
])('%s always names something', (path) => {
  expect(toldOf({ [path]: '' })).toMatchObject([{ path }]);
});

test('many files of a format are told of once, and those of installed packages not at all', () => {
  const require = 'module a\nrequire b v1\n';
  const found = toldOf({
    'go.mod': require,
    'tools/go.mod': require,
    'node_modules/a/go.mod': require,
  });
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toContain('this file and 1 more like it name is not');
});

test('what cannot be read may name anything', () => {
  const tree = memoryTree({ 'go.mod': '' });
  const claimed = claims(tree, UNREAD_FORMATS);
  const failing = {
    ...tree,
    read: () => ({ status: 'failed', code: 'unreadable', message: '' }) as const,
  };
  expect(unreadManifests(claimed, failing)).toHaveLength(1);
});

test('a format that is read is not said to be unread', () => {
  // Python and YAML are read for other things than dependencies.
  const names = UNREAD_FORMATS.flatMap(({ files }) => files).filter(
    (name) => !name.includes('*') && !/\.(?:py|ya?ml)$/.test(name),
  );
  const tree = memoryTree(Object.fromEntries(names.map((name) => [name, ''])));
  expect(claims(tree, EXTRACTORS).map(({ path }) => path)).toEqual([]);
});
