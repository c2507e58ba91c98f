import type { Component, Lineage } from '../model/component.ts';
import type { Basis, Confidence, Determination, ResolutionFact } from '../model/determination.ts';
import type { CuratedLicense, Evidence, Grade } from '../model/evidence.ts';
import type { Knowledge, ModelFamily } from '../model/knowledge.ts';
import { licenseIds, parseExpression } from '../spdx/expression.ts';
import { type Declaration, declaredOf } from './declared.ts';
import { type Detection, detectedOf } from './detected.ts';

/** A determination before conversions and the facts its licenses bring. */
export type Draft = Determination;

type Concluded = Extract<Determination, { status: 'concluded' }>;

interface Sources {
  readonly knowledge: Knowledge;
  readonly model: (id: string) => ModelFamily | undefined;
}

/** Weighs all evidence on one component. */
export function conclude(component: Component, sources: Sources): Draft {
  const asserted = component.evidence.findLast((evidence) => evidence.kind === 'asserted');
  if (asserted) return concluded(asserted.expression, 'high', 'text');
  const curated = component.evidence.find((evidence) => evidence.kind === 'curated');
  const declared = declaredOf(component.evidence, sources.knowledge.aliases);
  const detected = detectedOf(component.evidence);
  const stated = weigh(declared, detected);
  if (component.lineage.length > 0) return inherit(component.lineage, curated, stated, sources);
  return curated ? withCurated(curated, stated) : stated;
}

function concluded(
  expression: string,
  confidence: Confidence,
  grade: Grade,
  more: Partial<Concluded> = {},
): Concluded {
  return {
    status: 'concluded',
    expression,
    possible: [{ expression, versions: '*' }],
    others: [],
    confidence,
    grade,
    facts: [],
    basis: [],
    ...more,
  };
}

/** What authors declare against the texts they ship. */
function weigh(declared: Declaration, detected: Detection): Draft {
  const facts: ResolutionFact[] = detected.modified ? ['modified-text'] : [];
  switch (declared.status) {
    case 'expression':
      return weighExpression(declared, detected, facts);
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
  facts: readonly ResolutionFact[],
): Draft {
  const { expression, confidence, steps } = declared;
  const basis: Basis[] = steps.map((text) => ({ kind: 'normalized', text }));
  const guessed: ResolutionFact[] = confidence === 'low' ? ['guessed'] : [];
  const more = { ...parametersOf(expression, detected), facts: [...facts, ...guessed], basis };
  if (detected.expressions.length === 0 && detected.modified) {
    // The name is of one license and the text of another: neither can be relied upon.
    return { status: 'unknown', reason: 'text-modified', raw: expression, facts: [], basis };
  }
  if (detected.expressions.length === 0) {
    return concluded(expression, confidence === 'high' ? 'medium' : confidence, 'text', more);
  }
  if (agrees(expression, detected.expressions)) {
    return concluded(expression, confidence === 'low' ? 'medium' : 'high', 'text', more);
  }
  // A guess gives way to a text that was read: the field named a family, the file the license.
  if (confidence === 'low' || declared.vague) {
    return fromTexts({ status: 'absent' }, detected, facts);
  }
  return {
    status: 'conflicting',
    candidates: [expression, ...detected.expressions],
    facts,
    basis,
  };
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
  if (detected.modified) return { status: 'unknown', reason: 'text-modified', ...known, facts: [] };
  if (declared.status === 'unknown') return { status: 'unknown', reason: 'unparseable', ...known };
  if (detected.texts > 0) return { status: 'unknown', reason: 'text-unrecognized', ...known };
  if (declared.status === 'see-file')
    return { status: 'unknown', reason: 'not-distributed', ...known };
  return { status: 'unknown', reason: 'nothing-declared', ...known };
}

function bracketed(expression: string): string {
  return / OR /.test(expression) ? `(${expression})` : expression;
}

/** True if every text that was read is among the licenses an expression names. */
function agrees(expression: string, detected: readonly string[]): boolean {
  const named = new Set(families(expression));
  const read = detected.flatMap(families);
  // A package may ship the texts of what it bundles beside its own: one of its own is enough.
  return read.some((id) => named.has(id));
}

/** License ids without what a text cannot tell: only or later, and the exception. */
function families(expression: string): string[] {
  const parsed = parseExpression(expression);
  if (!parsed) return [expression];
  return licenseIds(parsed).map((id) => id.replace(/(?:-only|-or-later|\+)$/, ''));
}

function parametersOf(expression: string, { parameters }: Detection): Partial<Concluded> {
  return parameters && /\bBUSL-/.test(expression)
    ? { possible: [{ expression, versions: '*', parameters }] }
    : {};
}

type Curated = Extract<Evidence, { kind: 'curated' }>;

/** What our rules know of a product outweighs its metadata, if somebody read it; else they must agree. */
function withCurated(curated: Curated, stated: Draft): Draft {
  const fromRules = fromCurated(curated);
  if (stated.status === 'unknown' || curated.grade === 'text') return fromRules;
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

/** Families whose license a derivative may leave behind, as long as it keeps notices. */
const FREE_TO_RELABEL = new Set(['public-domain', 'permissive', 'attribution-content']);

/**
 * A derived model carries its parents' licenses, whatever its card says: what was made from Llama
 * is under Llama's terms. A card that claims less is `relabeled`.
 */
function inherit(
  lineage: readonly Lineage[],
  own: Curated | undefined,
  stated: Draft,
  { knowledge, model }: Sources,
): Draft {
  const base = own ? withCurated(own, stated) : stated;
  const basis: Basis[] = [];
  const inherited: { license: string; family: ModelFamily }[] = [];
  for (const { base: parent, relation, where } of lineage) {
    const family = model(parent);
    const word = relation === 'unknown' ? 'made from' : `${relation} of`;
    if (!family) {
      basis.push({
        kind: 'inherited',
        text: `${word} ${parent}, whose license is not known to us`,
        ...where,
      });
      continue;
    }
    basis.push({
      kind: 'inherited',
      text: `${word} ${parent}, which is under ${family.license}`,
      ...where,
    });
    const first = knowledge.licenses[idsOf(family.license)[0] ?? ''];
    if (!FREE_TO_RELABEL.has(first?.family ?? ''))
      inherited.push({ license: family.license, family });
  }
  if (inherited.length === 0) return { ...base, basis: [...basis, ...base.basis] };
  return addInherited(base, inherited, basis);
}

function addInherited(
  base: Draft,
  inherited: readonly { license: string; family: ModelFamily }[],
  basis: readonly Basis[],
): Draft {
  const claimed = base.status === 'concluded' ? idsOf(base.expression) : [];
  const missing = inherited.filter(
    ({ license }) => !idsOf(license).some((id) => claimed.includes(id)),
  );
  if (missing.length === 0) return { ...base, basis: [...basis, ...base.basis] };
  const expressions = [...new Set(missing.map(({ license }) => bracketed(license)))];
  const own = base.status === 'concluded' ? [bracketed(base.expression)] : [];
  const grades = missing.map(({ family }) => family.grade);
  const relabeled: ResolutionFact[] = base.status === 'concluded' ? ['relabeled'] : [];
  const possible: CuratedLicense[] = [
    { expression: [...expressions, ...own].join(' AND '), versions: '*' },
  ];
  return concluded(
    possible[0]?.expression ?? '',
    'medium',
    grades.find((grade) => grade !== 'text') ?? 'text',
    {
      possible,
      facts: [...base.facts, ...relabeled],
      basis: [...basis, ...base.basis],
    },
  );
}

function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [];
}
