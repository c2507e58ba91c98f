import type { TextIndex } from './text-index.ts';

/** A part of a template that may differ; see `SLOT`. Places in the stream, end exclusive. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  readonly kind: number;
  /** Where its choices begin, for choices. */
  readonly choices: number;
}

const cache = new WeakMap<TextIndex, Map<number, readonly Slot[]>>();

/** The slots of a template, by start. */
export function slotsBetween(index: TextIndex, template: number): readonly Slot[] {
  let byTemplate = cache.get(index);
  if (!byTemplate) {
    byTemplate = new Map();
    cache.set(index, byTemplate);
  }
  const known = byTemplate.get(template);
  if (known) return known;
  const { slots, offsets } = index;
  const end = offsets[template + 1] ?? 0;
  const found: Slot[] = [];
  for (let at = firstSlot(slots, offsets[template] ?? 0); at < slots.length; at += 4) {
    const start = slots[at] ?? 0;
    if (start >= end) break;
    found.push({
      start,
      end: slots[at + 1] ?? 0,
      kind: slots[at + 2] ?? 0,
      choices: slots[at + 3] ?? 0,
    });
  }
  byTemplate.set(template, found);
  return found;
}

/** The first slot that begins at a place or behind it. */
function firstSlot(slots: Int32Array, place: number): number {
  let low = 0;
  let high = slots.length >> 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slots[middle * 4] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low * 4;
}
