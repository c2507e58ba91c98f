import type { Kin } from '../spdx/kin.ts';

/** Words by which a text of a group can be told, even if it was changed, cut or joined with others. */
const MARKS: readonly (readonly [Kin, RegExp])[] = [
  ['MIT', /permission\s+is\s+hereby\s+granted|\bmit\b|\bx11\b|\bexpat\b/i],
  ['ISC', /permission\s+to\s+use,?\s+copy,?\s+modify|\bisc\b|\b0bsd\b/i],
  ['BSD', /redistribution\s+and\s+use|redistributions\s+of\s+source\s+code|\bbsd\b/i],
  ['Apache', /\bapache\b/i],
  ['GNU', /\bgnu\b|\b[al]?gpl/i],
  ['MPL', /\bmozilla\b|\bmpl\b/i],
];

/** Characters that are looked through. */
const LENGTH = 100_000;

/** The groups of licenses whose words or names a text has. */
export function kinIn(text: string): Kin[] {
  const part = text.slice(0, LENGTH);
  return MARKS.filter(([, mark]) => mark.test(part)).map(([kin]) => kin);
}
