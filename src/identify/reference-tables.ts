import { type NameTable, nameTable } from './name-table.ts';

/**
 * What is known of how licenses are named, as it is compiled. Facts only: names and addresses, each of
 * which belongs to one license.
 */
export type ReferenceNames = Readonly<
  Record<keyof ReferenceTables, Readonly<Record<string, string>>>
>;

/** The same, to be looked up. */
export interface ReferenceTables {
  /** Identifier in lower case → SPDX id or `LicenseRef-…`. */
  readonly ids: NameTable;
  /** Name as `foldReferenceName` gives it → SPDX id or `LicenseRef-…`. */
  readonly names: NameTable;
  /** Address as `foldAddress` gives it → SPDX id or `LicenseRef-…`. */
  readonly urls: NameTable;
  /**
   * `addressKey` of an address → what others found there once. A file in somebody's repository may
   * be another one today.
   */
  readonly recorded: NameTable;
}

/** @param linesOf what `nameLines` wrote of each */
export function viewTables(linesOf: (table: keyof ReferenceTables) => string): ReferenceTables {
  const table = (name: keyof ReferenceTables) => nameTable(() => linesOf(name));
  return {
    ids: table('ids'),
    names: table('names'),
    urls: table('urls'),
    recorded: table('recorded'),
  };
}
