import type { Ignore } from 'ignore';
import { lazy } from '../syntax/lazy.ts';

const ignore = lazy((require) => require('ignore') as typeof import('ignore'));

/** Tells whether ignore files hide a path, given relative to the root. */
export interface Ignored {
  file(path: string): boolean;
  directory(path: string): boolean;
}

export const NOTHING_IGNORED: Ignored = { file: () => false, directory: () => false };

/**
 * Adds one `.gitignore` to those above it. As in git, the deepest file that has an opinion decides,
 * and its patterns are relative to its own directory. Files that are tracked although they are
 * ignored cannot be told from here; they are skipped.
 */
export function withIgnoreFile(outer: Ignored, directory: string, text: string): Ignored {
  let matcher: Ignore;
  try {
    matcher = ignore()().add(text);
  } catch {
    return outer;
  }
  const prefix = directory ? `${directory}/` : '';
  const decide = (path: string, fallback: () => boolean): boolean => {
    const { ignored, unignored } = matcher.test(path.slice(prefix.length));
    return ignored || (!unignored && fallback());
  };
  return {
    file: (path) => decide(path, () => outer.file(path)),
    directory: (path) => decide(`${path}/`, () => outer.directory(path)),
  };
}

/** Patterns alone, relative to the root: what they hide is hidden with everything below it. */
export function ignoreRules(patterns: string): Ignored {
  return withIgnoreFile(NOTHING_IGNORED, '', patterns);
}
