import type { Component, Scope } from '../../model/component.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { component } from '../component.ts';
import type { Target } from './ids.ts';

/** A model or dataset that a file names, and the line it is named on. */
export interface Reference {
  readonly target: Target;
  readonly line: number | undefined;
}

const DEVELOPMENT =
  /(?:^|\/)(?:tests?|testing|__tests__|e2e|specs?|examples?|docs?|benchmarks?|[\w-]*fixtures?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.pyw?$|\.(?:test|spec)\.[cm]?[jt]sx?$/i;

/** `development` for tests, fixtures, examples, documentation and benchmarks; all else is `runtime`. */
export function scopeOf(path: string): Scope {
  return DEVELOPMENT.test(path) ? 'development' : 'runtime';
}

/** The folder of a path, `''` at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

// `from_pretrained("acme/voice")` loads the folder `acme/voice` where there is one.
function isOwn(target: Target, path: string, tree: Tree): boolean {
  const folder = folderOf(path);
  const places = folder === '' ? [target.name] : [target.name, `${folder}/${target.name}`];
  return places.some((place) => tree.directory(place) !== undefined || tree.has(place));
}

/**
 * One component for each model or dataset a file names, with every line it is named on, in the
 * order of first mention. Names that are folders of the tree are our own and left out.
 */
export function referenced(
  path: string,
  references: readonly Reference[],
  tree: Tree,
): readonly Component[] {
  const byPurl = new Map<string, { target: Target; lines: Set<number | undefined> }>();
  for (const { target, line } of references) {
    const known = byPurl.get(target.purl);
    if (known) known.lines.add(line);
    else if (!isOwn(target, path, tree))
      byPurl.set(target.purl, { target, lines: new Set([line]) });
  }
  return [...byPurl.values()].map(({ target, lines }) => {
    const seenAt: Place[] = [...lines]
      .sort((a, b) => (a ?? 0) - (b ?? 0))
      .map((line) => (line === undefined ? { path } : { path, line }));
    return component({ ...target, scope: scopeOf(path), relation: 'direct', seenAt });
  });
}
