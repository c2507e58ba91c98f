import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Claim, Claimant } from '../model/extractor.ts';
import type { Tree } from '../model/tree.ts';

/** A format that names what a project uses and that nothing here reads yet. */
export interface UnreadFormat extends Claimant {
  /** What people call its files, in the plural. */
  readonly title: string;
  /** What a file of the format has in it where it names anything, all of it; none where all files do. */
  readonly naming: readonly RegExp[];
}

/** Every such format, until there is an extractor for it. */
export const UNREAD_FORMATS: readonly UnreadFormat[] = [
  unread('Go modules', ['go.mod'], /^\s*require\b/m),
  unread('manifests of Rust', ['Cargo.toml'], /^\s*\[.*dependencies/m),
  unread('lockfiles of Rust', ['Cargo.lock']),
  unread('manifests of Maven', ['pom.xml'], /<(?:dependency|plugin)>/),
  unread('manifests of Gradle', ['build.gradle', 'build.gradle.kts', 'gradle.lockfile']),
  unread('manifests of Ruby', ['Gemfile', 'Gemfile.lock']),
  unread('manifests of PHP', ['composer.json', 'composer.lock'], /"(?:require|packages)/),
  unread(
    'manifests of .NET',
    ['*.csproj', '*.fsproj', 'Directory.Packages.props', 'packages.config', 'packages.lock.json'],
    /package/i,
  ),
  unread('manifests of Swift', ['Package.swift', 'Package.resolved', 'Podfile', 'Podfile.lock']),
  unread(
    'manifests of Dart',
    ['pubspec.yaml', 'pubspec.lock'],
    /^(?:dev_)?(?:dependencie|package)s:/m,
  ),
  unread('manifests of Elixir', ['mix.exs', 'mix.lock']),
  unread('manifests of C and C++', ['conanfile.txt', 'conanfile.py', 'vcpkg.json']),
  unread('charts of Helm', ['Chart.yaml', 'Chart.lock'], /^dependencies:/m),
  unread(
    'environments of conda',
    ['environment*', '*environment', '*conda*', 'env', 'env-*', 'env_*', '*-env', '*_env'].flatMap(
      (name) => [`${name}.yml`, `${name}.yaml`],
    ),
    /^dependencies:/m,
  ),
  unread('lockfiles of conda', ['conda-lock.yml', '*.conda-lock.yml']),
  unread('recipes of conda', ['meta.yaml', 'recipe.yaml'], /^requirements:/m, /^package:/m),
  unread('manifests of Pixi', ['pixi.toml', 'pixi.lock'], /^\[[^\]]*dependencies|^packages:/m),
  unread('manifests of Deno', ['deno.json', 'deno.jsonc', 'deno.lock'], /["'](?:npm|jsr):/),
  unread('binary lockfiles of Bun', ['bun.lockb']),
  unread('manifests of Bower', ['bower.json'], /"(?:devD|d)ependencies"/),
  unread('manifests of Scala', ['build.sbt'], /%/),
  unread('manifests of Haskell', ['*.cabal', 'stack.yaml'], /depends|^extra-deps:/m),
  unread('manifests of Clojure', ['project.clj', 'deps.edn'], /:(?:dependencies|deps)\b/),
  unread('manifests of Erlang', ['rebar.config', 'rebar.lock'], /\bdeps\b|pkg/),
  unread('manifests of R', ['renv.lock', 'DESCRIPTION'], /^(?:Imports|Depends):|"Packages"/m),
  unread('manifests of Julia', ['Project.toml', 'Manifest.toml'], /^\[+deps\b/m),
  unread('manifests of Perl', ['cpanfile'], /^\s*requires\b/m),
  unread('setup scripts of Python', ['setup.py'], /\b(?:install|setup|extras)_requires?\b/),
  unread('lockfiles of Terraform', ['.terraform.lock.hcl']),
  unread(
    'configurations of Terraform',
    ['*.tf', '*.tofu'],
    /^\s*(?:module\s+"|required_providers\b|provider\s+")|\bimage\w*"?\s*[=:]|"(?:docker_image|helm_release)"/m,
  ),
  // Of YAML only what is inside tells, templates of Helm included.
  unread(
    'manifests of Kubernetes',
    ['*.yaml', '*.yml'],
    /^apiVersion:\s*\S/m,
    /^kind:\s*\S/m,
    /(?:^\s*(?:-\s+)?|[{,]\s*)["']?(?:image|chart)["']?:\s*\S/m,
  ),
];

function unread(
  title: string,
  files: readonly string[],
  ...naming: readonly RegExp[]
): UnreadFormat {
  return { title, files, zone: 'project', naming };
}

/**
 * Says which manifests of a tree are passed over, once for each format: what they name is not in the
 * report, and that must not read as if there were nothing.
 */
export function unreadManifests(claimed: readonly Claim<UnreadFormat>[], tree: Tree): Diagnostic[] {
  const found = new Map<UnreadFormat, string[]>();
  for (const { claimant, path } of claimed) {
    if (!namesAnything(path, claimant, tree)) continue;
    const paths = found.get(claimant);
    if (paths) paths.push(path);
    else found.set(claimant, [path]);
  }
  return [...found].map(([{ title }, paths]) => {
    const [first = ''] = paths;
    const more = paths.length > 1 ? ` and ${paths.length - 1} more like it` : '';
    const names = paths.length > 1 ? 'name' : 'names';
    const message = `${title} are not read yet: what this file${more} ${names} is not in the report; ask about it with "fineprint check", or use another tool for it`;
    return diagnostic('unsupported-format', 'error', first, message);
  });
}

/** A file that cannot be read may name anything. */
function namesAnything(path: string, { naming }: UnreadFormat, tree: Tree): boolean {
  if (naming.length === 0) return true;
  const reading = tree.read(path);
  return reading?.status !== 'ok' || naming.every((pattern) => pattern.test(reading.text));
}
