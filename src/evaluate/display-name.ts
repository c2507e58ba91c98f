import type { License } from '../model/knowledge.ts';

/** What people call a license: its SPDX id, or its name where the id is our own and says little. */
export function displayName({ id, name }: License): string {
  return id.startsWith('LicenseRef-') ? name : id;
}
