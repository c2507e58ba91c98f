/**
 * Whose files a directory holds: the `project`'s own, or those of `installed` dependencies
 * (`node_modules`, `site-packages`), which are read for what they say of themselves and only there.
 */
export type Zone = 'project' | 'installed';

/** Folders of installed dependencies: ignored by every `.gitignore`, and read on purpose. */
export const INSTALLED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'site-packages',
  'dist-packages',
]);

/**
 * Folders of a package that hold its licenses: `LICENSES/` of the REUSE layout, `licenses/` of Python
 * wheels, where PEP 639 keeps the paths of the source tree below it.
 */
export function isLicenseFolder(name: string): boolean {
  return /^(?:licen[cs]es?|license_files)$/i.test(name);
}

const INSTALLED_PATH = new RegExp(`(?:^|/)(?:${[...INSTALLED_FOLDERS].join('|')})/`);

/** True if a path relative to the root lies in what an install put there. */
export function isInstalled(path: string): boolean {
  return INSTALLED_PATH.test(path);
}

/** One directory of a tree: its path relative to the root (`''` is the root), and its file names, sorted. */
export interface Directory {
  readonly path: string;
  readonly zone: Zone;
  readonly files: readonly string[];
  /** Names of sub-directories and of symlinks to directories inside the root (`linked`), sorted. */
  readonly directories: readonly string[];
  readonly linked: readonly string[];
}

/** What reading a file gave: its text (BOM removed, UTF-16 decoded), or why not. */
export type Reading =
  | { readonly status: 'ok'; readonly text: string }
  | {
      readonly status: 'failed';
      readonly code: 'binary-file' | 'file-too-large' | 'unreadable' | 'symlink-outside-root';
      readonly message: string;
    };

/** A repository as fineprint sees it: list and read, nothing else. In memory in tests. */
export interface Tree {
  /** All directories, sorted by path. */
  readonly directories: readonly Directory[];
  /** The directory at a path, if it is in the tree. */
  directory(path: string): Directory | undefined;
  /** True if the path is a file of the tree. */
  has(path: string): boolean;
  /**
   * Reads a file by its path relative to the root; also files that ignore rules hide, such as `.env`.
   * `undefined`: there is no such file.
   */
  read(path: string): Reading | undefined;
}
