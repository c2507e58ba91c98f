import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A parser that is loaded when first used. Importing `yaml` alone costs about half of an empty
 * Node start, and most repositories need only some of the parsers; `survey` is synchronous, so
 * `import()` is not at hand.
 */
export function lazy<T>(load: (require: NodeJS.Require) => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= load(require);
    return value;
  };
}
