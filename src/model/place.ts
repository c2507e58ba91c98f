/**
 * Where something was read, as a path and line a person can open.
 *
 * Paths are relative to the scanned root, with `/` between segments; lines count from 1.
 * Knowledge of our own is placed as `rules/licenses/cpml-1.0.0.yaml`.
 */
export interface Place {
  readonly path: string;
  readonly line?: number;
}
