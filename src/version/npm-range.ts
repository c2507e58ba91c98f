import { lazy } from '../syntax/lazy.ts';

const semver = lazy((require) => require('semver') as typeof import('semver'));

/** True if a constraint in npm's grammar allows a version; false for anything that is not semver. */
export function npmRangeAllows(range: string, version: string): boolean {
  try {
    return semver().satisfies(version, range, { includePrerelease: true, loose: true });
  } catch {
    return false;
  }
}
