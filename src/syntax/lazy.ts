import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A value that is made when first asked for. Parsers are loaded by it: importing `yaml` alone costs
 * about half of an empty Node start, most repositories need only some, and `survey` is synchronous, so
 * that `import()` is not at hand.
 * @param load makes the value; never undefined
 */
export function lazy<T>(load: (require: NodeJS.Require) => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= load(require);
    return value;
  };
}
