import type { AliasDoubt, Aliases, AliasGuess } from '../model/knowledge.ts';
import type { YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';

const DIALECTS = ['any', 'npm', 'pypi', 'huggingface'] as const;

/** Reads `rules/aliases.yaml`: names, guesses and undecidable names, each by dialect. */
export function readAliases(node: YamlNode | undefined, reader: YamlReader): Aliases {
  const top = reader.shape(node, 'the aliases', { required: ['names', 'guesses', 'undecidable'] });
  return {
    names: byDialect(top.names, reader, (value, name) => reader.text(value, name)),
    guesses: byDialect(top.guesses, reader, (value, name): AliasGuess => {
      const found = reader.shape(value, `guess ${name}`, {
        required: ['expression', 'candidates', 'why'],
        optional: ['confidence'],
      });
      const confidence = found.confidence
        ? reader.oneOf(found.confidence, ['medium', 'low'], 'confidence')
        : undefined;
      return {
        expression: reader.text(found.expression, 'expression'),
        candidates: reader.texts(found.candidates, 'candidates'),
        why: reader.text(found.why, 'why'),
        ...(confidence ? { confidence } : {}),
      };
    }),
    undecidable: byDialect(top.undecidable, reader, (value, name): AliasDoubt => {
      const found = reader.shape(value, `undecidable ${name}`, { required: ['candidates', 'why'] });
      return {
        candidates: reader.texts(found.candidates, 'candidates'),
        why: reader.text(found.why, 'why'),
      };
    }),
  };
}

function byDialect<T>(
  node: YamlNode | undefined,
  reader: YamlReader,
  read: (value: YamlNode, name: string) => T,
): Record<string, Record<string, T>> {
  const found = reader.shape(node, 'a table by dialect', { optional: DIALECTS });
  const tables: Record<string, Record<string, T>> = {};
  for (const dialect of DIALECTS) {
    const entries = reader
      .record(found[dialect], dialect)
      .map(([name, value]) => [name, read(value, name)] as const);
    tables[dialect] = Object.fromEntries(entries);
  }
  return tables;
}
