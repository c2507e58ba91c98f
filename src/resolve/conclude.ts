import type { Component } from '../model/component.ts';
import type { Basis, ResolutionFact } from '../model/determination.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Knowledge } from '../model/knowledge.ts';
import {
  alternatives,
  combine,
  parseExpression,
  print,
  type SingleLicense,
} from '../spdx/expression.ts';
import { kinOf } from '../spdx/kin.ts';
import { type Declaration, declaredOf } from './declared.ts';
import { type Detection, detectedOf, stemOf } from './detected.ts';
import {
  bracketed,
  type Concluded,
  concluded,
  type Draft,
  FREE_TO_RELABEL,
  families,
  idsOf,
  type Sources,
} from './draft.ts';
import { inherit } from './inherit.ts';

/** Weighs all evidence on one component. */
export function conclude(component: Component, sources: Sources): Draft {
  const asserted = component.evidence.findLast((evidence) => evidence.kind === 'asserted');
  if (asserted) return concluded(asserted.expression, 'high', 'text');
  const curated = component.evidence.find((evidence) => evidence.kind === 'curated');
  const declared = declaredOf(component.evidence, sources.knowledge.aliases);
  const detected = detectedOf(component.evidence);
  const stated = weigh(declared, detected, sources.knowledge);
  const own = curated ? withCurated(curated, stated) : limited(stated, detected, sources.knowledge);
  return component.lineage.length > 0 ? inherit(component.lineage, own, sources) : own;
}

/** Licenses of which a word beside them that limits their use takes something away. */
const UNLIMITED = new Set([...FREE_TO_RELABEL, 'weak-copyleft']);

/**
 * A text beside a free license that limits its use, so that a person should look. Who offers strong
 * copyleft sells other terms to those who cannot live with it, and says so in the same places.
 */
function limited(draft: Draft, detected: Detection, { licenses }: Knowledge): Draft {
  if (!detected.limited || draft.status === 'unknown') return draft;
  const isFree =
    draft.status === 'conflicting' ||
    idsOf(draft.expression).every((id) => UNLIMITED.has(licenses[id]?.family ?? ''));
  return isFree
    ? { ...draft, facts: [...new Set([...draft.facts, 'modified-text' as const])] }
    : draft;
}

/** What authors declare against the texts they ship. */
function weigh(declared: Declaration, detected: Detection, knowledge: Knowledge): Draft {
  const facts: ResolutionFact[] = detected.modified ? ['modified-text'] : [];
  switch (declared.status) {
    case 'expression':
      return weighExpression(declared, detected, knowledge);
    case 'conflicting':
      return { status: 'conflicting', candidates: declared.candidates, facts, basis: [] };
    case 'undecidable': {
      const settled = declared.candidates.filter((candidate) =>
        agrees(candidate, detected.expressions),
      );
      const [only] = settled;
      if (only && detected.expressions.length > 0) {
        return concluded(only, 'medium', 'text', { ...parametersOf(only, detected), facts });
      }
      const basis: Basis[] = [{ kind: 'normalized', text: declared.why }];
      return { status: 'conflicting', candidates: declared.candidates, facts, basis };
    }
    default:
      return fromTexts(declared, detected, facts);
  }
}

function weighExpression(
  declared: Extract<Declaration, { status: 'expression' }>,
  detected: Detection,
  knowledge: Knowledge,
): Draft {
  const { expression, confidence, steps } = declared;
  const readings = readingsOf(declared, detected, knowledge);
  if (readings.length > 0) {
    const known: Basis[] = steps.map((text) => ({ kind: 'normalized', text }));
    const changed: readonly ResolutionFact[] = detected.modified ? ['modified-text'] : [];
    return { status: 'conflicting', candidates: readings, facts: changed, basis: known };
  }
  const facts: readonly ResolutionFact[] = detected.modified ? ['modified-text'] : [];
  const basis: Basis[] = steps.map((text) => ({ kind: 'normalized', text }));
  const guessed: ResolutionFact[] = confidence === 'low' ? ['guessed'] : [];
  const more = { ...parametersOf(expression, detected), facts: [...facts, ...guessed], basis };
  if (detected.expressions.length === 0 && detected.modified) {
    // The name is of one license and the text of another: neither can be relied upon.
    return { status: 'unknown', reason: 'text-modified', raw: expression, facts: [], basis };
  }
  if (detected.expressions.length === 0) {
    // An exception to the GPL beside "MIT" tells of another license.
    const isStray = detected.excepts && !/GPL-/.test(expression);
    const isUnread = detected.unread || isStray || isForeign(expression, detected);
    const unread: ResolutionFact[] = isUnread ? ['text-unread'] : [];
    return concluded(expression, confidence === 'high' ? 'medium' : confidence, 'text', {
      ...more,
      facts: [...more.facts, ...unread],
    });
  }
  if (agrees(expression, detected.expressions)) {
    const beside = stricterThan(expression, detected.expressions, knowledge);
    if (beside.length > 0) {
      const both = [expression, ...beside].map(bracketed).join(' AND ');
      return { status: 'conflicting', candidates: [expression, both], facts, basis };
    }
    return concluded(expression, confidence === 'low' ? 'medium' : 'high', 'text', more);
  }
  // A guess gives way to a text that was read: the field named a family, the file the license.
  if (detected.expressions.every((one) => agrees(one, declared.candidates))) {
    return fromTexts({ status: 'absent' }, detected, facts);
  }
  return {
    status: 'conflicting',
    candidates: [expression, ...detected.expressions],
    facts,
    basis,
  };
}

/**
 * What a choice that is only assumed could mean: one of its licenses, or all of them. None where it is
 * the same to us, or a text says that it is a choice.
 */
function readingsOf(
  { expression, isAssumedChoice }: Extract<Declaration, { status: 'expression' }>,
  { expressions }: Detection,
  { licenses }: Knowledge,
): readonly string[] {
  const ids = idsOf(expression);
  if (!isAssumedChoice) return [];
  if (ids.every((id) => FREE_TO_RELABEL.has(licenses[id]?.family ?? ''))) return [];
  const named = new Set(families(expression));
  const isSaid = expressions.some(
    (one) => / OR /.test(one) && families(one).every((id) => named.has(id)),
  );
  const parsed = parseExpression(expression);
  if (isSaid || !parsed) return [];
  const all = alternatives(parsed).choices.flat();
  return [expression, print(combine('and', distinct(all)))];
}

function distinct(all: readonly SingleLicense[]): readonly SingleLicense[] {
  return [...new Map(all.map((one) => [print(one), one])).values()];
}

/**
 * True if a text ships beside the field that has none of the words of the license the field names:
 * an agreement of its own, more likely than a variant. Licenses without words in common are spared.
 */
function isForeign(expression: string, { texts, kin }: Detection): boolean {
  const named = idsOf(expression).map(kinOf);
  if (texts === 0 || kin.length < texts || named.includes(undefined)) return false;
  return kin.every((words) => !named.some((one) => one !== undefined && words.includes(one)));
}

/** Nothing usable was declared: the texts speak alone. */
function fromTexts(
  declared: Exclude<Declaration, { status: 'expression' | 'conflicting' | 'undecidable' }>,
  detected: Detection,
  facts: readonly ResolutionFact[],
): Draft {
  if (declared.status === 'no-license') {
    if (detected.expressions.length > 0) {
      const candidates = ['LicenseRef-all-rights-reserved', ...detected.expressions];
      return { status: 'conflicting', candidates, facts, basis: [] };
    }
    const basis: Basis[] = [{ kind: 'normalized', text: declared.reason }];
    return concluded('LicenseRef-all-rights-reserved', 'high', 'text', { facts, basis });
  }
  const unread = unreadOf(declared, detected, facts);
  if (unread) return unread;
  if (detected.expressions.length > 0) {
    // Several texts without a word on how they relate: all of them, the reading that forgets nothing.
    const expression = detected.expressions.map(bracketed).join(' AND ');
    const confidence =
      detected.expressions.length > 1 || declared.status === 'unknown' ? 'medium' : 'high';
    return concluded(expression, confidence, 'text', {
      ...parametersOf(expression, detected),
      facts,
    });
  }
  const raw = 'raw' in declared ? declared.raw : undefined;
  const known = { ...(raw ? { raw } : {}), facts, basis: [] };
  // A field that points to a file names no license that the file could differ from.
  const isOwn = declared.status === 'see-file' && !detected.altered;
  if (detected.modified) {
    const reason = isOwn ? 'text-unrecognized' : 'text-modified';
    return { status: 'unknown', reason, ...known, facts: [] };
  }
  if (declared.status === 'unknown') return { status: 'unknown', reason: 'unparseable', ...known };
  if (detected.texts > 0) return { status: 'unknown', reason: 'text-unrecognized', ...known };
  if (declared.status === 'see-file')
    return { status: 'unknown', reason: 'not-distributed', ...known };
  return { status: 'unknown', reason: 'nothing-declared', ...known };
}

/** What the field says or points to and nobody could read: no other text may speak for it. */
function unreadOf(
  declared: Declaration,
  { expressions, files, modified }: Detection,
  facts: readonly ResolutionFact[],
): Draft | undefined {
  if (declared.status === 'unknown' && declared.qualified && !modified) {
    return { status: 'unknown', reason: 'unparseable', raw: declared.raw, facts, basis: [] };
  }
  if (declared.status !== 'see-file' || modified || expressions.length === 0) return undefined;
  const stem = stemOf(declared.file);
  if (declared.file.includes('://') || stem === 'readme') return undefined;
  const named = files.filter((file) => file.stem.startsWith(stem));
  if (named.some(({ recognized }) => recognized)) return undefined;
  const reason = named.length > 0 ? 'text-unrecognized' : 'not-distributed';
  return { status: 'unknown', reason, raw: declared.raw, facts, basis: [] };
}

/** Licenses read beside the declared one that ask more than notices. */
function stricterThan(
  expression: string,
  detected: readonly string[],
  { licenses }: Knowledge,
): string[] {
  const named = new Set(families(expression));
  return detected.filter(
    (one) =>
      !families(one).some((id) => named.has(id)) &&
      !idsOf(one).every((id) => FREE_TO_RELABEL.has(licenses[id]?.family ?? '')),
  );
}

/** True if one of the licenses that were read is among those an expression names. */
function agrees(expression: string, detected: readonly string[]): boolean {
  const named = new Set(families(expression));
  const read = detected.flatMap(families);
  // A package may ship the texts of what it bundles beside its own: one of its own is enough.
  return read.some((id) => named.has(id));
}

function parametersOf(expression: string, { parameters }: Detection): Partial<Concluded> {
  return parameters && /\bBUSL-/.test(expression)
    ? { possible: [{ expression, versions: '*', parameters }] }
    : {};
}

type Curated = Extract<Evidence, { kind: 'curated' }>;

/** Nothing that could be read was said, so nothing speaks against what is known from elsewhere. */
const SILENT: ReadonlySet<string> = new Set(['nothing-declared', 'not-distributed']);

/**
 * What our rules know of a product outweighs its metadata, if somebody read it; else they must
 * agree, and words or a text of its own that nobody could read stay a question.
 */
function withCurated(curated: Curated, stated: Draft): Draft {
  const fromRules = fromCurated(curated);
  if (curated.grade === 'text') return changedLike(fromRules, stated);
  if (stated.status === 'unknown') return SILENT.has(stated.reason) ? fromRules : stated;
  if (stated.status === 'conflicting') {
    return { ...stated, candidates: [...stated.candidates, fromRules.expression] };
  }
  if (curated.possible.some(({ expression }) => agrees(expression, [stated.expression]))) {
    return {
      ...stated,
      others: curated.others,
      ...(curated.alternative ? { alternative: curated.alternative } : {}),
    };
  }
  const candidates = [stated.expression, ...curated.possible.map(({ expression }) => expression)];
  return { status: 'conflicting', candidates, facts: stated.facts, basis: stated.basis };
}

/** That the text at hand was changed is not lost when the rules know the product. */
function changedLike(fromRules: Concluded, stated: Draft): Concluded {
  const changed =
    stated.facts.includes('modified-text') ||
    (stated.status === 'unknown' && stated.reason === 'text-modified');
  return changed ? { ...fromRules, facts: [...fromRules.facts, 'modified-text'] } : fromRules;
}

function fromCurated(curated: Curated): Concluded {
  const [first] = curated.possible;
  return concluded(
    first?.expression ?? '',
    curated.grade === 'text' ? 'high' : 'medium',
    curated.grade,
    {
      possible: curated.possible,
      others: curated.others,
      facts: curated.guess ? ['inferred-from-name'] : [],
      ...(curated.alternative ? { alternative: curated.alternative } : {}),
    },
  );
}
