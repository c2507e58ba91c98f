import type { Component, Signal } from './component.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Tree, Zone } from './tree.ts';

/** What a format can tell of its components; the README's table is made of it. */
interface Capabilities {
  /** What people call the format: `package-lock.json v1–v3`. */
  readonly title: string;
  readonly ecosystem: 'npm' | 'Python' | 'containers' | 'AI';
  /** `exact`: one release each. `range`: constraints. `floating`: tags. */
  readonly version: 'exact' | 'range' | 'floating' | 'none';
  /** Tells direct from transitive. */
  readonly relation: boolean;
  /** Tells runtime from development. */
  readonly scope: boolean;
  /** States licenses. */
  readonly license: boolean;
}

/** A file an extractor claimed, already decoded. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What one file speaks of. */
export interface Extraction {
  readonly components: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
  readonly signals?: readonly Signal[];
}

/** What claims files by their names alone. */
export interface Claimant {
  /**
   * Globs over the file name (`package.json`, `*.ipynb`, `requirements*.txt`) or, with a `/`, over
   * the end of the path (`requirements/*.txt`). `*` matches within a segment.
   */
  readonly files: readonly string[];
  readonly zone: Zone;
}

/**
 * Reads one format: is the file mine (data), and what is in it (pure, synchronous)?
 *
 * It may read neighbors through the tree (a lockfile its manifest, a compose file its `.env`).
 * It never matches license texts, never throws for bad input: a malformed entry is a
 * `malformed-entry` diagnostic, a malformed file one `malformed-file`.
 */
export interface Extractor extends Claimant {
  /** `ecosystem/format`, the path of its module under `src/extract/`. */
  readonly id: string;
  readonly knows: Capabilities;
  extract(file: SourceFile, tree: Tree): Extraction;
}

/** A file and what claimed it by its name. */
export interface Claim<T extends Claimant = Extractor> {
  readonly claimant: T;
  readonly path: string;
}
