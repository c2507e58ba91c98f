import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Directory, Tree } from '../model/tree.ts';
import { ignoreRules } from './ignore-rules.ts';

/** A tree with a part left out, and the word on it that keeps the leaving-out visible. */
export interface Excluded {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Leaves out what our user excludes, by patterns as `.gitignore` writes them. Excluded files are not
 * claimed; a file that is kept may still name one, and then it is read.
 * @param patterns none leave the tree as it is
 * @param where the place in the configuration they stand at
 */
export function exclude(tree: Tree, patterns: readonly string[], where: Place): Excluded {
  if (patterns.length === 0) return { tree, diagnostics: [] };
  const rules = ignoreRules(patterns.join('\n'));
  let left = 0;
  const directories: Directory[] = [];
  for (const directory of tree.directories) {
    const hidden = directory.path !== '' && rules.directory(directory.path);
    const files = hidden
      ? []
      : directory.files.filter(
          (name) => !rules.file(directory.path ? `${directory.path}/${name}` : name),
        );
    left += directory.files.length - files.length;
    if (!hidden)
      directories.push(
        files.length === directory.files.length ? directory : { ...directory, files },
      );
  }
  const byPath = new Map(directories.map((directory) => [directory.path, directory]));
  const message =
    left > 0
      ? `${left} files were left out as \`exclude\` says`
      : '`exclude` fits nothing; remove it, or correct its patterns';
  return {
    tree: { ...tree, directories, directory: (path) => byPath.get(path) },
    diagnostics: [
      diagnostic(
        left > 0 ? 'excluded' : 'config-unused',
        left > 0 ? 'info' : 'warning',
        where,
        message,
      ),
    ],
  };
}
