/**
 * What is known of how licenses are named, as plain JSON compiled at build time. Facts only: names
 * and addresses, each of which belongs to one license.
 */
export interface ReferenceTables {
  /** Identifier in lower case → SPDX id or `LicenseRef-…`. */
  readonly ids: Readonly<Record<string, string>>;
  /** Name as `foldReferenceName` gives it → SPDX id or `LicenseRef-…`. */
  readonly names: Readonly<Record<string, string>>;
  /** Address as `foldAddress` gives it → SPDX id or `LicenseRef-…`. */
  readonly urls: Readonly<Record<string, string>>;
  /**
   * `addressKey` of an address → what others found there once. A file in somebody's repository may
   * be another one today.
   */
  readonly recorded: Readonly<Record<string, string>>;
}
