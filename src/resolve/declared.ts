import type { Confidence } from '../model/determination.ts';
import type { DeclaredIn, Evidence } from '../model/evidence.ts';
import type { Aliases } from '../model/knowledge.ts';
import { type Normalized, normalizeLicense } from '../spdx/normalize.ts';
import { families } from './draft.ts';

/** What a component's authors declare, all their statements taken together. */
export type Declaration =
  | {
      readonly status: 'expression';
      readonly expression: string;
      readonly confidence: Confidence;
      readonly steps: readonly string[];
      /** It came from words that name a family rather than a license. */
      readonly vague: boolean;
      /** Its parts are read as a choice though nothing says that they are one. */
      readonly isAssumedChoice: boolean;
      /** What else the words could mean. */
      readonly candidates: readonly string[];
    }
  | { readonly status: 'conflicting'; readonly candidates: readonly string[] }
  | { readonly status: 'undecidable'; readonly candidates: readonly string[]; readonly why: string }
  | { readonly status: 'no-license'; readonly reason: string }
  | { readonly status: 'see-file'; readonly raw: string; readonly file: string }
  /** `qualified`: the words add terms to a license, so no other source may speak for them. */
  | { readonly status: 'unknown'; readonly raw: string; readonly qualified: boolean }
  | { readonly status: 'absent' };

/** Which statement is believed first: a field made for the purpose over copies and categories. */
const WEIGHT: Readonly<Record<DeclaredIn, number>> = {
  'license-field': 0,
  'model-card': 0,
  'image-label': 1,
  'legacy-field': 2,
  lockfile: 3,
  classifier: 4,
};

type Declared = Extract<Evidence, { kind: 'declared' }>;
type Read = { readonly evidence: Declared; readonly normalized: Normalized };
type Expression = Extract<Normalized, { status: 'expression' }> & { readonly in: DeclaredIn };

// Thousands of packages write a few dozen strings.
const normalizedBefore = new WeakMap<Aliases, Map<string, Normalized>>();

function normalizedOnce({ raw, dialect }: Declared, aliases: Aliases): Normalized {
  const table = normalizedBefore.get(aliases) ?? new Map<string, Normalized>();
  normalizedBefore.set(aliases, table);
  const key = `${dialect ?? ''} ${raw}`;
  const normalized = table.get(key) ?? normalizeLicense(raw, aliases, dialect);
  if (table.size < 10_000) table.set(key, normalized);
  return normalized;
}

const LISTED = 'a list does not say whether it is a choice; read as one, as npm once meant it';

/** A list that an extractor joined as a choice, which its author did not write. */
function asListed({ assumed }: Declared, normalized: Normalized): Normalized {
  if (assumed !== 'choice' || normalized.status !== 'expression') return normalized;
  return { ...normalized, isAssumedChoice: true, steps: [...normalized.steps, LISTED] };
}

/** Words that add terms to the license they stand beside: "Apache 2.0 with Commons Clause". */
const QUALIFIED =
  /\b(?:commons[ -]clause|non[ -]?commercial|commercial|proprietary|additional|restrict\w*|modified|eula|addendum|except\w*|conditions?|evaluation|personal|academic|education\w*|home use|research)\b/i;

/**
 * True if a statement names no license known here and takes something away, or stands beside others on
 * a card: its author wrote both, while registries add classifiers of their own to a field.
 */
function isQualified({ evidence, normalized }: Read, isBeside: boolean): boolean {
  const isOpen =
    normalized.status === 'unknown' ||
    (normalized.status === 'undecidable' && normalized.candidates.length === 0);
  const isOfCard = isBeside && evidence.in === 'model-card';
  return isOpen && (isOfCard || QUALIFIED.test(evidence.raw));
}

/** Classifiers that say something of a license without naming one, and nothing against any. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'License :: OSI Approved',
  'License :: DFSG approved',
  'License :: Freely Distributable',
]);

/**
 * True for a classifier that names something other than a license known here: it was picked from a list,
 * so its author meant it, and a license beside it says the whole of nothing.
 */
function isOpenClassifier({ evidence, normalized }: Read): boolean {
  if (evidence.in !== 'classifier' || SAYS_NOTHING.has(evidence.raw)) return false;
  return (
    normalized.status === 'unknown' ||
    (normalized.status === 'undecidable' && normalized.candidates.length === 0)
  );
}

/** Takes all `declared` evidence together. */
export function declaredOf(evidence: readonly Evidence[], aliases: Aliases): Declaration {
  const read: Read[] = evidence
    .filter((one) => one.kind === 'declared')
    .map((one) => ({ evidence: one, normalized: asListed(one, normalizedOnce(one, aliases)) }))
    .sort((a, b) => WEIGHT[a.evidence.in] - WEIGHT[b.evidence.in]);
  const expressions = read.flatMap(({ normalized, evidence: { in: field } }) =>
    normalized.status === 'expression' ? [{ ...normalized, in: field }] : [],
  );
  const refused = read.some(({ normalized }) => normalized.status === 'no-license');
  const qualified = read.find(
    (one) =>
      isQualified(one, expressions.length > 0) || (expressions.length > 0 && isOpenClassifier(one)),
  );
  if (qualified && !refused) {
    return { status: 'unknown', raw: qualified.evidence.raw, qualified: true };
  }
  if (expressions.length > 0) {
    const doubts = doubtsOf(read, expressions);
    return (doubts.length === 0 && listed(expressions)) || agreed(expressions, read, doubts);
  }
  const [first] = read.filter(({ normalized }) => normalized.status !== 'text');
  return first ? spoken(first) : { status: 'absent' };
}

/** What statements that name a family could mean, of families that no other statement is of. */
function doubtsOf(read: readonly Read[], expressions: readonly Expression[]): readonly string[] {
  const named = new Set(expressions.flatMap(({ expression }) => families(expression)));
  return read.flatMap(({ normalized }) => {
    if (normalized.status !== 'undecidable') return [];
    const isNamed = normalized.candidates.flatMap(families).some((id) => named.has(id));
    return isNamed ? [] : normalized.candidates;
  });
}

/**
 * Several classifiers and nothing better: a list that does not say whether it is a choice. All of
 * them is the reading that forgets nothing, and it is labeled a guess.
 */
function listed(expressions: readonly Expression[]): Declaration | undefined {
  const distinct = [...new Set(expressions.map(({ expression }) => expression))];
  if (distinct.length < 2 || expressions.some((one) => one.in !== 'classifier')) return undefined;
  return {
    status: 'expression',
    expression: distinct.map((one) => (/ OR /.test(one) ? `(${one})` : one)).join(' AND '),
    confidence: 'low',
    steps: ['several classifiers do not say whether they are a choice; read as all of them'],
    vague: true,
    isAssumedChoice: false,
    candidates: [],
  };
}

function agreed(
  expressions: readonly Expression[],
  read: readonly Read[],
  doubts: readonly string[],
): Declaration {
  const best = expressions.find(({ confidence }) => confidence !== 'low') ?? expressions[0];
  if (!best) return { status: 'absent' };
  const refusal = read.find(({ normalized }) => normalized.status === 'no-license');
  const others = expressions.filter((other) => other !== best && !compatible(best, other));
  if (others.length > 0 || refusal || doubts.length > 0) {
    const said = [best, ...others].map(({ expression }) => expression);
    const candidates = new Set([...said, ...doubts]);
    if (refusal) candidates.add('LicenseRef-all-rights-reserved');
    return { status: 'conflicting', candidates: [...candidates] };
  }
  const { expression, confidence, steps } = best;
  return {
    status: 'expression',
    expression,
    confidence,
    steps,
    vague: best.candidates !== undefined,
    isAssumedChoice: best.isAssumedChoice === true,
    candidates: best.candidates ?? [],
  };
}

/** A guess agrees with anything it could have meant; else one must name all licenses of the other. */
function compatible(best: Expression, other: Expression): boolean {
  const mine = new Set(families(best.expression));
  const theirs = [other.expression, ...(other.candidates ?? [])].flatMap(families);
  return other.confidence === 'low' || other.candidates !== undefined
    ? theirs.some((id) => mine.has(id))
    : theirs.every((id) => mine.has(id)) || [...mine].every((id) => theirs.includes(id));
}

function spoken({ evidence, normalized }: Read): Declaration {
  switch (normalized.status) {
    case 'no-license':
      return { status: 'no-license', reason: normalized.reason };
    case 'undecidable':
      return { status: 'undecidable', candidates: normalized.candidates, why: normalized.why };
    case 'see-file':
      return { status: 'see-file', raw: evidence.raw, file: normalized.file };
    case 'unknown':
      return { status: 'unknown', raw: evidence.raw, qualified: QUALIFIED.test(evidence.raw) };
    default:
      return { status: 'absent' };
  }
}
