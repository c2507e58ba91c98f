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

const validRange = lazy(
  (require) => require('semver/ranges/valid') as typeof import('semver').validRange,
);

/** True only if both are semver and the constraint does not allow the version. */
export function npmRangeExcludes(range: string, version: string): boolean {
  return validRange()(range, { loose: true }) !== null && !npmRangeAllows(range, version);
}
