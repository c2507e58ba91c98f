import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Tree } from '../model/tree.ts';

/** Files that name what a project uses, of ecosystems nothing here reads yet. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  Go: ['go.mod'],
  Rust: ['cargo.toml', 'cargo.lock'],
  'Java and Kotlin': ['pom.xml', 'build.gradle', 'build.gradle.kts', 'gradle.lockfile'],
  Ruby: ['gemfile', 'gemfile.lock'],
  PHP: ['composer.json', 'composer.lock'],
  '.NET': ['packages.config', 'packages.lock.json', 'directory.packages.props'],
  Swift: ['package.swift', 'package.resolved', 'podfile', 'podfile.lock'],
  Dart: ['pubspec.yaml', 'pubspec.lock'],
  Elixir: ['mix.exs', 'mix.lock'],
  'C and C++': ['conanfile.txt', 'conanfile.py', 'vcpkg.json'],
  Helm: ['chart.yaml', 'chart.lock'],
  conda: ['environment.yml', 'environment.yaml'],
  Terraform: ['.terraform.lock.hcl'],
};

const ENDINGS: Readonly<Record<string, string>> = { '.csproj': '.NET', '.fsproj': '.NET' };

const ECOSYSTEMS = new Map(
  Object.entries(UNREAD).flatMap(([ecosystem, names]) => names.map((name) => [name, ecosystem])),
);

/**
 * Says which manifests of a tree are passed over, once for each ecosystem: what they name is not in
 * the report, and that must not read as if there were nothing.
 */
export function unreadManifests(tree: Tree): Diagnostic[] {
  const found = new Map<string, string[]>();
  for (const { path, zone, files } of tree.directories) {
    if (zone !== 'project') continue;
    for (const name of files) {
      const lower = name.toLowerCase();
      const dot = lower.lastIndexOf('.');
      const ecosystem = ECOSYSTEMS.get(lower) ?? ENDINGS[lower.slice(Math.max(0, dot))];
      if (ecosystem === undefined) continue;
      const list = found.get(ecosystem) ?? [];
      list.push(path ? `${path}/${name}` : name);
      found.set(ecosystem, list);
    }
  }
  return [...found].map(([ecosystem, paths]) => {
    const [first = ''] = paths;
    const more = paths.length > 1 ? ` and ${paths.length - 1} more like it` : '';
    const message = `manifests of ${ecosystem} are not read yet: what this file${more} names is not in the report; check it by "fineprint check", or with another tool`;
    return diagnostic('unsupported-format', 'warning', first, message);
  });
}
