import type { Scope } from '../../model/component.ts';

/** A way from one locked package to another; `optional` may be left out of an install. */
export interface Edge {
  readonly to: string;
  readonly optional: boolean;
}

/**
 * The strongest scope by which each node is needed, for every node the roots lead to.
 *
 * What a runtime dependency needs is runtime, or optional by an optional edge; what an optional one
 * needs is optional; what a development one needs is development, whatever the edge.
 */
export function reach(
  roots: Iterable<{ readonly to: string; readonly scope: Scope }>,
  edgesOf: (node: string) => readonly Edge[],
): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  const queues = { runtime: [] as string[], optional: [] as string[], development: [] as string[] };
  for (const { to, scope } of roots) queues[scope === 'unknown' ? 'runtime' : scope].push(to);
  for (const scope of ['runtime', 'optional', 'development'] as const) {
    const queue = queues[scope];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (scopes.has(next)) continue;
      scopes.set(next, scope);
      for (const { to, optional } of edgesOf(next)) {
        (scope === 'runtime' && optional ? queues.optional : queue).push(to);
      }
    }
  }
  return scopes;
}
