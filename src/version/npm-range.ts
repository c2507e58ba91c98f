import { lazy } from '../syntax/lazy.ts';

/** The one function that is needed: all of semver takes three times as long to load. */
const satisfies = lazy(
  (require) => require('semver/functions/satisfies') as typeof import('semver').satisfies,
);

/** True if a constraint in npm's grammar allows a version; false for anything that is not semver. */
export function npmRangeAllows(range: string, version: string): boolean {
  try {
    return satisfies()(version, range, { includePrerelease: true, loose: true });
  } catch {
    return false;
  }
}
