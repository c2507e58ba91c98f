import { combine, parseExpression, print } from '../spdx/expression.ts';
import type { Found } from './references-absorb.ts';

/** How far before a notice "Alternatively," may stand. */
const ALTERNATIVELY = 150;

/**
 * "… MPL 1.1. Alternatively, … under the terms of the GPL" is a choice, as in Mozilla's tri-license:
 * each notice of it gets the whole expression. The list need not be sorted; the result is.
 */
export function joinAlternatives(text: string, found: readonly Found[]): readonly Found[] {
  const joined = [...found].sort((a, b) => a.start - b.start);
  let run: number[] = [];
  joined.forEach((each, index) => {
    if (each.kind !== 'notice') return;
    const before = text.slice(Math.max(0, each.start - ALTERNATIVELY), each.start);
    if (/\balternatively\b/i.test(before)) run.push(index);
    else {
      chooseAmong(joined, run);
      run = [index];
    }
  });
  chooseAmong(joined, run);
  return joined;
}

/** Makes one choice of what one list offers: "under the terms of either:", then each below. */
export function joinLists(found: readonly Found[]): readonly Found[] {
  const joined = [...found];
  const lists = new Map<number, number[]>();
  joined.forEach((each, index) => {
    if (each.list !== undefined) lists.set(each.list, [...(lists.get(each.list) ?? []), index]);
  });
  for (const indexes of lists.values()) chooseAmong(joined, indexes);
  return joined;
}

function chooseAmong(found: Found[], indexes: readonly number[]): void {
  const expressions = new Set(indexes.map((index) => found[index]?.expression ?? ''));
  if (expressions.size < 2) return;
  const parts = [...expressions].flatMap((each) => parseExpression(each) ?? []);
  if (parts.length < 2) return;
  const choices = parts.flatMap((part) => (part.op === 'or' ? part.of : [part]));
  const distinct = new Map(choices.map((part) => [print(part), part]));
  const expression = print(combine('or', [...distinct.values()]));
  for (const index of indexes) {
    const each = found[index];
    if (!each) continue;
    const { open: _open, ...rest } = each;
    found[index] = { ...rest, expression };
  }
}
