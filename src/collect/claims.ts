import type { Claim, Claimant } from '../model/extractor.ts';
import type { Tree, Zone } from '../model/tree.ts';

/** Decides by names alone who claims a file. */
type Matcher<T> = (directory: string, name: string) => readonly T[];

/** Every claim on the files of a tree, in the order of paths; a file may have several claimants. */
export function claims<T extends Claimant>(tree: Tree, claimants: readonly T[]): Claim<T>[] {
  const matchers: Readonly<Record<Zone, Matcher<T> | undefined>> = {
    project: matcherOf(claimants.filter(({ zone }) => zone === 'project')),
    installed: matcherOf(claimants.filter(({ zone }) => zone === 'installed')),
  };
  const found: Claim<T>[] = [];
  for (const directory of tree.directories) {
    const match = matchers[directory.zone];
    if (!match) continue;
    for (const name of directory.files) {
      for (const claimant of match(directory.path, name)) {
        found.push({ claimant, path: directory.path ? `${directory.path}/${name}` : name });
      }
    }
  }
  return found;
}

// Most names are decided by one map look-up: a whole name or an extension. Only globs with a `*`
// inside the name or a `/` need a regular expression, and those are tried by a first-letter check.
function matcherOf<T extends Claimant>(claimants: readonly T[]): Matcher<T> | undefined {
  if (claimants.length === 0) return undefined;
  const byName = new Map<string, T[]>();
  const byExtension = new Map<string, T[]>();
  const patterns: { test: RegExp; whole: boolean; claimant: T }[] = [];
  for (const claimant of claimants) {
    for (const glob of claimant.files) {
      if (!/[*/]/.test(glob)) push(byName, glob.toLowerCase(), claimant);
      else if (/^\*\.[^*/.]+$/.test(glob)) push(byExtension, glob.slice(2).toLowerCase(), claimant);
      else patterns.push({ test: globExpression(glob), whole: glob.includes('/'), claimant });
    }
  }
  return (directory, name) => {
    const lower = name.toLowerCase();
    const found = new Set<T>(byName.get(lower));
    const dot = lower.lastIndexOf('.');
    const extension = dot < 0 ? [] : (byExtension.get(lower.slice(dot + 1)) ?? []);
    for (const one of extension) found.add(one);
    for (const { test, whole, claimant } of patterns) {
      if (test.test(whole ? `${directory}/${name}` : name)) found.add(claimant);
    }
    return found.size === 0 ? NONE : [...found];
  };
}

const NONE: readonly never[] = [];

function push<T>(map: Map<string, T[]>, key: string, claimant: T): void {
  const list = map.get(key);
  if (list) list.push(claimant);
  else map.set(key, [claimant]);
}

/** A glob as a regular expression: `*` stays within a segment, a `/` anchors at the end of the path. */
function globExpression(glob: string): RegExp {
  const body = glob.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(glob.includes('/') ? `(?:^|/)${body}$` : `^${body}$`, 'i');
}
