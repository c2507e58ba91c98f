import type { Basis } from '../model/determination.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import { mapLicenses, parseExpression, print } from '../spdx/expression.ts';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A license after time has passed over it, and a word on that where there is one to say. */
export interface Converted {
  readonly license: CuratedLicense;
  readonly basis?: Basis;
}

/**
 * Applies the change date of a Business Source License: from that day the version is under its
 * change license. The date that counts is the earlier of the one in the parameters and four years
 * after the version's release; where the release is not known, the date in the parameters alone
 * decides, so a conversion is never claimed too early.
 * @param asOf today, `YYYY-MM-DD`
 * @param read turns a change license as written into an SPDX expression
 */
export function convert(
  license: CuratedLicense,
  asOf: string,
  read: (name: string) => string | undefined,
): Converted {
  const date = license.parameters?.['changeDate'];
  if (!date || !DAY.test(date)) return { license };
  const named = license.parameters?.['changeLicense'] ?? '';
  const changed = read(named);
  const expression = parseExpression(license.expression);
  if (!expression || !mentionsBusinessSource(license.expression)) return { license };
  if (asOf < date) {
    return {
      license,
      basis: { kind: 'curated', text: `converts to ${changed ?? named} on ${date}` },
    };
  }
  const target = changed ? parseExpression(changed) : undefined;
  if (!target) {
    const text = `its change date ${date} has passed, but the change license "${named}" was not understood`;
    return { license, basis: { kind: 'curated', text } };
  }
  const converted = print(
    mapLicenses(expression, (single) => (single.id.startsWith('BUSL-') ? target : single)),
  );
  return {
    license: { ...license, expression: converted },
    basis: { kind: 'curated', text: `BUSL-1.1 converted to ${changed} on ${date}` },
  };
}

function mentionsBusinessSource(expression: string): boolean {
  return /\bBUSL-1\.[01]\b/.test(expression);
}
