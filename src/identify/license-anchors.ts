import { type Anchors, denseAnchors } from './anchors.ts';
import type { TextIndex } from './text-index.ts';

/** Files of a run are under few licenses; of more the anchors are made again. */
const MAX_KNOWN = 50;

const byIndex = new WeakMap<TextIndex, Map<string, Anchors>>();

/** Anchors of the licenses and exceptions that an expression names, of whichever later versions. */
export function anchorsOfLicense(expression: string, index: TextIndex): Anchors {
  const known = byIndex.get(index) ?? new Map<string, Anchors>();
  byIndex.set(index, known);
  const found = known.get(expression);
  if (found) return found;
  const ids = expression.split(/[\s()]+/).flatMap((id) => {
    const family = id.replace(/-(?:only|or-later)$|\+$/, '');
    return [family, `${family}-only`, `${family}-or-later`];
  });
  const isNamed = index.licenses.map(
    ({ id, aliases }) => ids.includes(id) || aliases?.some((alias) => ids.includes(alias)) === true,
  );
  const ranges: [number, number][] = [];
  index.owners.forEach((owner, template) => {
    const [start = 0, end = 0] = index.offsets.subarray(template, template + 2);
    if (isNamed[owner]) ranges.push([start, end]);
  });
  const anchors = denseAnchors(ranges, index.stream);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(expression, anchors);
  return anchors;
}
