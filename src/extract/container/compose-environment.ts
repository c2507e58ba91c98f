import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { dotenvLookup, type EnvEntry, parseDotenv } from '../../syntax/dotenv.ts';
import type { Lookup } from '../../syntax/interpolate.ts';

/** What the variables of a Compose file mean, as far as files beside it tell. */
export interface Environment {
  readonly lookup: Lookup;
  /** How a person gives a variable its value. */
  readonly remedy: (variable: string) => string;
  /** The variables of another `.env`-like file, none if it is not there. */
  readonly entriesOf: (path: string) => readonly { name: string; value: string; where: Place }[];
}

/**
 * Templates people copy to `.env`, which itself is seldom committed. Their values are the ones the
 * project proposes, so they stand in where `.env` says nothing.
 */
const TEMPLATES = ['.env.example', '.env.sample', '.env.template', '.env.dist', 'env.example'];

/** The environment of the Compose file at a path: `.env` beside it, then templates of `.env`. */
export function environmentOf(path: string, tree: Tree): Environment {
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  const lookups = ['.env', ...TEMPLATES].map((name) => dotenvLookup(read(tree, directory + name)));
  return {
    lookup: (name) => {
      for (const lookup of lookups) {
        const value = lookup(name);
        if (value) return value;
      }
      return undefined;
    },
    remedy: (variable) =>
      `set ${variable} in ${directory}.env or give it a default, \`\${${variable}:-…}\``,
    entriesOf: (file) =>
      read(tree, file).map(({ name, value, line }) => ({
        name,
        value: value.text,
        where: { path: file, line },
      })),
  };
}

function read(tree: Tree, path: string): readonly EnvEntry[] {
  const reading = tree.read(path);
  return reading?.status === 'ok' ? parseDotenv(reading.text) : [];
}

/** A path relative to the directory of a file; undefined when it is absolute or leaves the tree. */
export function resolvePath(from: string, target: string): string | undefined {
  if (target === '' || target.startsWith('/')) return undefined;
  const segments = from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
