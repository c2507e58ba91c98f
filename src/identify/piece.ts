import type { LicenseMatch } from '../model/identification.ts';
import type { Found } from './search.ts';
import type { IndexedLicense } from './text-index.ts';

/** A license in a text, by characters, end exclusive. */
export interface Piece {
  readonly kind: LicenseMatch['kind'];
  readonly license: IndexedLicense;
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  readonly found?: Found;
  /** A detail the words leave open was taken to be the usual one. */
  readonly assumed?: boolean;
}
