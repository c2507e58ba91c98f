import { EXTRACTORS } from '../src/extract/registry.ts';
import { REPORTERS } from '../src/report/registry.ts';
import { KNOWLEDGE } from './knowledge.ts';
import { table } from './markdown.ts';

/** The tables of README.md that are made of the program itself, by the name in their markers. */
export const TABLES: Readonly<Record<string, () => string>> = {
  formats: formatsTable,
  rules: rulesTable,
  reports: reportsTable,
};

/**
 * The text with what stands between `<!-- table:name -->` and `<!-- /table -->` made anew.
 * @throws Error for a marker that names no table
 */
export function withTables(text: string): string {
  return text.replace(
    /(<!-- table:([\w-]+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (_, open: string, name: string, close: string) => {
      const table = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
      if (!table)
        throw new Error(`README.md has a marker for "${name}", and there is no such table`);
      return `${open}\n${table()}\n\n${close}`;
    },
  );
}

function formatsTable(): string {
  const yes = (known: boolean) => (known ? 'yes' : 'no');
  return table(
    ['Ecosystem', 'Format', 'Files', 'Version', 'Direct or not', 'Scope', 'License'],
    EXTRACTORS.map(({ files, knows }) => [
      knows.ecosystem,
      knows.title,
      files.map((glob) => `\`${glob}\``).join(', '),
      knows.version,
      yes(knows.relation),
      yes(knows.scope),
      yes(knows.license),
    ]),
  );
}

function rulesTable(): string {
  return table(
    ['Rule', 'What it says', 'Severity', 'At worst'],
    KNOWLEDGE.rules.map(({ id, title, severity, verdict, path }) => [
      `[\`${id}\`](${path})`,
      title,
      severity,
      verdict,
    ]),
  );
}

function reportsTable(): string {
  return table(
    ['Format', 'Media type'],
    REPORTERS.map(({ id, mediaType }) => [`\`${id}\``, mediaType]),
  );
}
