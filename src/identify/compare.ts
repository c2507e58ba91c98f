import type { Alignment, Hunk } from './align.ts';
import { isHarmless, isInSlot } from './harmless.ts';
import type { Reading } from './reading.ts';
import { slotsBetween } from './slots.ts';
import { formsOf } from './spelling.ts';
import { SLOT } from './text-index.ts';

/** What an alignment comes to, once every difference that changes nothing is set aside. */
export interface Comparison {
  /** Differences that may change what the license says. */
  readonly differences: readonly Hunk[];
  /** How many words differ that way, on both sides. */
  readonly changed: number;
  /** Words of the template that are neither there nor free to be left out. */
  readonly missing: number;
  /** How many of those are missing from its beginning or end. */
  readonly missingAtEnds: number;
  /** How many are missing from its beginning. */
  readonly headless: number;
}

/** @param template the number of the template */
export function compare(reading: Reading, alignment: Alignment, template: number): Comparison {
  const { offsets } = reading.index;
  const start = offsets[template] ?? 0;
  const end = offsets[template + 1] ?? 0;
  const differences: Hunk[] = [];
  let changed = 0;
  let missing = 0;
  let missingAtEnds = 0;
  let headless = 0;
  const all = [
    ...edge(start, alignment.templateStart, alignment.textStart),
    ...alignment.hunks.flatMap((hunk) => refine(reading, hunk)),
    ...edge(alignment.templateEnd, end, alignment.textEnd),
  ];
  for (const hunk of joinBySlot(reading, all, template)) {
    if (isHarmless(reading, hunk, template)) continue;
    differences.push(hunk);
    changed += hunk.textEnd - hunk.textStart;
    const left = hunk.templateEnd - hunk.templateStart;
    missing += left;
    if (hunk.templateStart === start || hunk.templateEnd === end) missingAtEnds += left;
    if (hunk.templateStart === start) headless += left;
  }
  return { differences, changed: changed + missing, missing, missingAtEnds, headless };
}

/** Words of the template before or behind what was found, as a difference with nothing in the text. */
function edge(templateStart: number, templateEnd: number, place: number): Hunk[] {
  if (templateStart >= templateEnd) return [];
  return [{ textStart: place, textEnd: place, templateStart, templateEnd }];
}

/** Longest side of a difference that is looked at word by word. */
const MAX_REFINED = 64;

/** Splits a difference at the words both sides have in common, in order. */
function refine(reading: Reading, hunk: Hunk): Hunk[] {
  const { index } = reading;
  const { textStart, textEnd, templateStart, templateEnd } = hunk;
  const [rows, columns] = [textEnd - textStart, templateEnd - templateStart];
  if (rows < 1 || columns < 1 || rows + columns < 3 || rows > MAX_REFINED || columns > MAX_REFINED)
    return [hunk];
  const forms = Array.from({ length: rows }, (_, row) => formsOf(reading, textStart + row));
  const same = (row: number, column: number) =>
    forms[row]?.includes(index.stream[templateStart + column] ?? 0) ?? false;
  const width = columns + 1;
  const lengths = new Uint8Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row * width + column] = same(row, column)
        ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
        : Math.max(
            lengths[(row + 1) * width + column] ?? 0,
            lengths[row * width + column + 1] ?? 0,
          );
    }
  }
  const result: Hunk[] = [];
  let [row, column, fromRow, fromColumn] = [0, 0, 0, 0];
  const close = () => {
    if (row > fromRow || column > fromColumn) {
      result.push({
        textStart: textStart + fromRow,
        textEnd: textStart + row,
        templateStart: templateStart + fromColumn,
        templateEnd: templateStart + column,
      });
    }
  };
  while (row < rows && column < columns) {
    if (same(row, column)) {
      close();
      row++;
      column++;
      [fromRow, fromColumn] = [row, column];
    } else if (
      (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)
    )
      row++;
    else column++;
  }
  row = rows;
  column = columns;
  close();
  return result;
}

/** Differences inside one blank are one, as wide as the blank, where that is a way to fill it in. */
function joinBySlot(reading: Reading, hunks: readonly Hunk[], template: number): Hunk[] {
  let result = [...hunks];
  for (const slot of slotsBetween(reading.index, template)) {
    if (slot.kind === SLOT.optional) continue;
    const inside = result.filter(
      ({ templateStart, templateEnd }) => templateStart <= slot.end && templateEnd >= slot.start,
    );
    const [first] = inside;
    const last = inside.at(-1);
    if (!first || !last) continue;
    const before = Math.max(0, first.templateStart - slot.start);
    const behind = Math.max(0, slot.end - last.templateEnd);
    const joined: Hunk = {
      textStart: first.textStart - before,
      textEnd: last.textEnd + behind,
      templateStart: Math.min(first.templateStart, slot.start),
      templateEnd: Math.max(last.templateEnd, slot.end),
    };
    if (!isInSlot(reading, joined, template)) continue;
    result = [...result.filter((one) => !inside.includes(one)), joined].sort(
      (a, b) => a.templateStart - b.templateStart || a.textStart - b.textStart,
    );
  }
  return result;
}
