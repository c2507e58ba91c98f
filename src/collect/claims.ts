import type { Claim, Extractor } from '../model/extractor.ts';
import type { Tree, Zone } from '../model/tree.ts';

/** Decides by names alone which extractors claim a file. */
type Matcher = (directory: string, name: string) => readonly Extractor[];

/** Every claim on the files of a tree, in the order of paths; a file may have several claimants. */
export function claims(tree: Tree, extractors: readonly Extractor[]): Claim[] {
  const matchers: Record<Zone, Matcher> = {
    project: matcherOf(extractors.filter((extractor) => extractor.zone === 'project')),
    installed: matcherOf(extractors.filter((extractor) => extractor.zone === 'installed')),
  };
  const found: Claim[] = [];
  for (const directory of tree.directories) {
    const match = matchers[directory.zone];
    for (const name of directory.files) {
      for (const extractor of match(directory.path, name)) {
        found.push({ extractor, path: directory.path ? `${directory.path}/${name}` : name });
      }
    }
  }
  return found;
}

// Most names are decided by one map look-up: a whole name or an extension. Only globs with a `*`
// inside the name or a `/` need a regular expression, and those are tried by a first-letter check.
function matcherOf(extractors: readonly Extractor[]): Matcher {
  const byName = new Map<string, Extractor[]>();
  const byExtension = new Map<string, Extractor[]>();
  const patterns: { test: RegExp; whole: boolean; extractor: Extractor }[] = [];
  for (const extractor of extractors) {
    for (const glob of extractor.files) {
      if (!/[*/]/.test(glob)) push(byName, glob.toLowerCase(), extractor);
      else if (/^\*\.[^*/.]+$/.test(glob))
        push(byExtension, glob.slice(2).toLowerCase(), extractor);
      else patterns.push({ test: globExpression(glob), whole: glob.includes('/'), extractor });
    }
  }
  return (directory, name) => {
    const lower = name.toLowerCase();
    const found = new Set<Extractor>(byName.get(lower));
    const dot = lower.lastIndexOf('.');
    const extension = dot < 0 ? [] : (byExtension.get(lower.slice(dot + 1)) ?? []);
    for (const one of extension) found.add(one);
    for (const { test, whole, extractor } of patterns) {
      if (test.test(whole ? `${directory}/${name}` : name)) found.add(extractor);
    }
    return found.size === 0 ? NONE : [...found];
  };
}

const NONE: readonly Extractor[] = [];

function push(map: Map<string, Extractor[]>, key: string, extractor: Extractor): void {
  const list = map.get(key);
  if (list) list.push(extractor);
  else map.set(key, [extractor]);
}

/** A glob as a regular expression: `*` stays within a segment, a `/` anchors at the end of the path. */
function globExpression(glob: string): RegExp {
  const body = glob.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(glob.includes('/') ? `(?:^|/)${body}$` : `^${body}$`, 'i');
}
