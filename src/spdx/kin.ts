/** Groups of licenses whose texts share their operative opening, however they vary. */
export type Kin = 'MIT' | 'ISC' | 'BSD' | 'Apache' | 'GNU' | 'MPL';

const KIN: readonly (readonly [RegExp, Kin])[] = [
  [/^(?:MIT|X11)\b/, 'MIT'],
  [/^(?:ISC|0BSD)$/, 'ISC'],
  [/^BSD-/, 'BSD'],
  [/^Apache-/, 'Apache'],
  [/^[AL]?GPL-/, 'GNU'],
  [/^MPL-/, 'MPL'],
];

/** The group a license belongs to; undefined for those whose texts have no common words. */
export function kinOf(id: string): Kin | undefined {
  return KIN.find(([pattern]) => pattern.test(id))?.[1];
}
