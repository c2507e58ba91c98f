/**
 * Lays the words of a text beside the words of a template, from a place where both agree to both
 * sides, and tells where they part. Greedy: at a difference it looks for the nearest place where
 * three words agree again, then further away for five. Linear but for a bounded look around each
 * difference, so that hostile texts cost no more than long ones.
 */

/** Words of a text and of a template that stand for each other and differ; ends exclusive. */
export interface Hunk {
  readonly textStart: number;
  readonly textEnd: number;
  readonly templateStart: number;
  readonly templateEnd: number;
}

export interface Alignment {
  readonly textStart: number;
  readonly textEnd: number;
  /** What of the template was reached; words outside were not found. */
  readonly templateStart: number;
  readonly templateEnd: number;
  /** How many words agree. */
  readonly matched: number;
  readonly hunks: readonly Hunk[];
}

/** The words of a text and of one template, with their bounds. */
export interface Pair {
  readonly text: Uint16Array;
  readonly textStart: number;
  readonly textEnd: number;
  readonly template: Uint16Array;
  readonly templateStart: number;
  readonly templateEnd: number;
}

/** Words that may differ on both sides together before the search is a jump. */
const NEAR = 48;
/** Words on one side that a jump may pass. */
const FAR = 1200;
/** More differences than this, beside one in twelve words, are another text. */
const MAX_HUNKS = 60;

/**
 * @param textSeed a place in the text that agrees with `templateSeed` in the template
 * @param budget words that may be apart, in all
 * @returns undefined when the texts differ too often to be compared
 */
export function align(
  pair: Pair,
  textSeed: number,
  templateSeed: number,
  budget = Number.POSITIVE_INFINITY,
): Alignment | undefined {
  const hunks = MAX_HUNKS + (pair.templateEnd - pair.templateStart) / 12;
  const ahead = extend(pair, textSeed, templateSeed, 1, { hunks, words: budget });
  if (!ahead) return undefined;
  const back = extend(pair, textSeed - 1, templateSeed - 1, -1, {
    hunks: hunks - ahead.hunks.length,
    words: budget - ahead.apart,
  });
  if (!back) return undefined;
  return {
    textStart: back.text + 1,
    textEnd: ahead.text,
    templateStart: back.template + 1,
    templateEnd: ahead.template,
    matched: ahead.matched + back.matched,
    hunks: [...back.hunks.reverse(), ...ahead.hunks],
  };
}

interface Extension {
  /** First places not reached. */
  readonly text: number;
  readonly template: number;
  readonly matched: number;
  readonly hunks: Hunk[];
  /** Words in its hunks, on both sides. */
  readonly apart: number;
}

interface Allowed {
  readonly hunks: number;
  readonly words: number;
}

function extend(
  pair: Pair,
  textFrom: number,
  templateFrom: number,
  step: 1 | -1,
  allowed: Allowed,
): Extension | undefined {
  const { text, template } = pair;
  const textLimit = step > 0 ? pair.textEnd : pair.textStart - 1;
  const templateLimit = step > 0 ? pair.templateEnd : pair.templateStart - 1;
  let a = textFrom;
  let b = templateFrom;
  let matched = 0;
  const hunks: Hunk[] = [];
  let apart = 0;
  for (;;) {
    while (a !== textLimit && b !== templateLimit && text[a] === template[b] && text[a] !== 0) {
      a += step;
      b += step;
      matched++;
    }
    if (a === textLimit || b === templateLimit) break;
    const there = resume(pair, a, b, step, allowed.words - apart);
    if (!there) break;
    hunks.push(
      step > 0
        ? { textStart: a, textEnd: there.a, templateStart: b, templateEnd: there.b }
        : {
            textStart: there.a + 1,
            textEnd: a + 1,
            templateStart: there.b + 1,
            templateEnd: b + 1,
          },
    );
    apart += Math.abs(there.a - a) + Math.abs(there.b - b);
    if (hunks.length > allowed.hunks || apart > allowed.words) return undefined;
    a = there.a;
    b = there.b;
  }
  return { text: a, template: b, matched, hunks, apart };
}

interface Meeting {
  readonly a: number;
  readonly b: number;
}

/**
 * Where text and template agree again.
 * @param budget words that may lie between
 */
function resume(
  pair: Pair,
  a: number,
  b: number,
  step: 1 | -1,
  budget: number,
): Meeting | undefined {
  const { text, template } = pair;
  const textLeft = step > 0 ? pair.textEnd - a : a - pair.textStart + 1;
  const templateLeft = step > 0 ? pair.templateEnd - b : b - pair.templateStart + 1;
  const near = Math.min(NEAR, budget, textLeft + templateLeft);
  for (let distance = 1; distance <= near; distance++) {
    const most = Math.min(distance, textLeft);
    for (let skipped = Math.max(0, distance - templateLeft); skipped <= most; skipped++) {
      const other = distance - skipped;
      if (text[a + step * skipped] !== template[b + step * other]) continue;
      const left = Math.min(textLeft - skipped, templateLeft - other);
      if (left <= 0) continue;
      if (agree(pair, a + step * skipped, b + step * other, step, Math.min(3, left))) {
        // One word in common at the very end is chance, unless little was skipped.
        if (left < 3 && distance > left + 1) continue;
        return { a: a + step * skipped, b: b + step * other };
      }
    }
  }
  const far = Math.min(FAR, budget);
  return far < NEAR
    ? undefined
    : jump(pair, a, b, step, {
        text: Math.min(far, textLeft - 5),
        template: Math.min(far, templateLeft - 5),
      });
}

/** Words passed on the other side of a jump. */
const MAX_OTHER = 12;

/**
 * Over a paragraph that was added, or one that was left out.
 * @param reach words that may be passed on each side
 */
function jump(
  pair: Pair,
  a: number,
  b: number,
  step: 1 | -1,
  reach: { readonly text: number; readonly template: number },
): Meeting | undefined {
  const { text, template } = pair;
  for (let other = 0; other < Math.min(MAX_OTHER, reach.template); other++) {
    const wanted = template[b + step * other];
    for (let skipped = NEAR - other; skipped < reach.text; skipped++) {
      if (
        text[a + step * skipped] === wanted &&
        agree(pair, a + step * skipped, b + step * other, step, 5)
      )
        return { a: a + step * skipped, b: b + step * other };
    }
  }
  for (let skipped = 0; skipped < Math.min(MAX_OTHER, reach.text); skipped++) {
    const wanted = text[a + step * skipped];
    for (let other = NEAR - skipped; other < reach.template; other++) {
      if (
        template[b + step * other] === wanted &&
        agree(pair, a + step * skipped, b + step * other, step, 5)
      )
        return { a: a + step * skipped, b: b + step * other };
    }
  }
  return undefined;
}

function agree(
  { text, template }: Pair,
  a: number,
  b: number,
  step: number,
  count: number,
): boolean {
  for (let word = 0; word < count; word++) {
    const one = text[a + step * word];
    if (one === 0 || one !== template[b + step * word]) return false;
  }
  return true;
}
