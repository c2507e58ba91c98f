import type { Part, Piece } from './piece.ts';

/** The first line of the block that a Business Source License is filled in with. */
const PARAMETERS =
  /^[^\w\n]*(?:licensor|licensed work|additional use grant|change date|change license)\b/im;

/**
 * Where the parameters of a Business Source License stand, which are judged as such: above its terms,
 * or below a notice.
 */
export function parameterZone(text: string, pieces: readonly Part[]): Part | undefined {
  const [terms] = pieces;
  if (!terms) return undefined;
  const start = text.search(PARAMETERS);
  if (start < 0) return undefined;
  return { start, end: start < terms.start ? terms.start : text.length };
}

export function businessSource(pieces: readonly Piece[]): Piece[] {
  return pieces.filter(({ expression }) => /^BUSL-/.test(expression));
}

export function isParameters({ start, end }: Part, zone: Part | undefined): boolean {
  return zone !== undefined && start < zone.end && end > zone.start && end <= zone.end;
}
