import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import { listed } from '../syntax/listed.ts';
import type { Ignored } from './ignore-rules.ts';

/** Names of files that say what a project uses, whoever reads them. */
const MANIFEST =
  /^(?:(?:docker-)?compose[^/]*\.ya?ml|(?:[^/]*\.)?(?:docker|container)file|(?:package|package-lock|npm-shrinkwrap)\.json|(?:yarn|bun|uv|poetry|pdm|pipfile)\.lock|pnpm-lock\.yaml|requirements[^/]*\.txt|pyproject\.toml|pipfile)$/i;

/** The paths of the manifests in a folder that a `.gitignore` hides. */
export function ignoredManifests(
  folder: string,
  files: readonly string[],
  ignored: Ignored,
): string[] {
  return files.flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    return MANIFEST.test(name) && ignored.file(path) ? [path] : [];
  });
}

/** Most paths that one diagnostic tells of. */
const MAX_TOLD = 5;

/**
 * Says which manifests are passed over: what git ignores is seldom part of a project, but may have been
 * committed all the same.
 * @param paths sorted, at least one
 */
export function tellIgnored(paths: readonly string[]): Diagnostic {
  const message = `not read, since .gitignore leaves it out: ${listed(paths, MAX_TOLD)}; take what is part of the project out of .gitignore`;
  return diagnostic('excluded', 'info', paths[0] ?? '.', message);
}
