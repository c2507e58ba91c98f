import type { CardClaim, Component } from '../model/component.ts';
import type { Basis, Determination } from '../model/determination.ts';
import type { CuratedLicense } from '../model/evidence.ts';
import type { Place } from '../model/place.ts';
import type { Because, Finding, Openness, ReportComponent, Verdict } from '../model/report.ts';
import { withoutVersion } from '../purl/purl.ts';
import { type Assessment, type Hit, isTrained } from './assess.ts';
import { asksFact, questionsOf } from './condition.ts';
import { displayName } from './display-name.ts';
import { fillIn } from './fill-in.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Judgement, WayOut } from './judgement.ts';

/** One component judged: how the report tells it, and its findings. */
export interface Judged {
  readonly component: Component;
  readonly judgement: Judgement;
  readonly findings: readonly Finding[];
  readonly license: ReportComponent['license'];
  readonly openness?: Openness;
}

/** How the report tells a component. */
export function reportComponent(
  { component, license, openness }: Judged,
  verdict: Verdict,
): ReportComponent {
  const { purl, kind, name, version, scope, relation, role, seenAt } = component;
  return {
    purl,
    kind,
    name,
    version: version?.text ?? null,
    scope,
    relation,
    role,
    seenAt,
    license,
    ...(openness ? { openness } : {}),
    verdict,
  };
}

/** Tells one component's judgement in the words of the report. */
export function tell(
  component: Component,
  determination: Determination,
  { judgement, openness }: { readonly judgement: Judgement; readonly openness?: Openness },
): Judged {
  const { assessment, hits, wayOut, permitted } = judgement;
  const expression = expressionOf(determination, assessment);
  const scene = {
    component,
    determination,
    expression,
    wayOut,
    ...(assessment ? { assessment } : {}),
    ...(permitted ? { permitted } : {}),
  };
  const license = {
    status: determination.status,
    expression: determination.status === 'concluded' ? expression : null,
    chosen: assessment?.chosen ?? null,
    confidence: determination.status === 'concluded' ? determination.confidence : null,
    basis: determination.basis,
  };
  return {
    component,
    judgement,
    findings: hits.map((hit) => findingOf(hit, scene)),
    license,
    ...(openness ? { openness } : {}),
  };
}

/** What stands for the license in words: the expression judged, else what was read. */
function expressionOf(determination: Determination, assessment: Assessment | undefined): string {
  switch (determination.status) {
    case 'concluded':
      return assessment?.possible.expression ?? determination.expression;
    case 'conflicting':
      return determination.candidates.join(' / ');
    case 'unknown':
      return determination.raw
        ? `"${determination.raw.replace(/\s+/g, ' ').slice(0, 120)}"`
        : 'unknown';
  }
}

interface Scene {
  readonly component: Component;
  readonly determination: Determination;
  readonly expression: string;
  readonly assessment?: Assessment;
  readonly permitted?: CuratedLicense;
  readonly wayOut: WayOut;
}

function findingOf(hit: Hit, scene: Scene): Finding {
  const { component, determination, expression } = scene;
  const { rule, license, verdict } = hit;
  const name = license ? displayName(license) : expression;
  const ids = license ? [license.id] : [];
  const named = { name: component.name, license: name };
  return {
    fingerprint: fingerprintOf({
      rule: rule.id,
      component: withoutVersion(component.purl),
      licenses: ids,
      questions: questionsOf(rule.when),
    }),
    rule: rule.id,
    title: rule.title,
    verdict,
    severity: rule.severity,
    confidence: determination.status === 'concluded' ? determination.confidence : 'high',
    purl: component.purl,
    license: expression,
    message: fillIn(rule.message, named),
    remedy: fillIn(rule.remedy, named) + wayOutText(scene),
    because: becauseOf(hit, scene),
    locations: locationsOf(hit, scene),
    questions: verdict === 'needs-review' ? hit.questions : [],
    disposition: 'open',
  };
}

/** Where to look: the component, or the words or the variable that the rule is about. */
function locationsOf({ rule }: Hit, { component, determination }: Scene): readonly Place[] {
  const called = callsOpen(rule, component).map(({ where }) => where);
  if (called.length > 0) return called;
  if (asksFact(rule.when, 'card-restricts')) return placesOf('remark', determination, component);
  if (!asksFact(rule.when, 'terms-accepted-by-automation')) return component.seenAt;
  return placesOf('accepted', determination, component);
}

/** Where the steps of one kind were read, else where the component is named. */
function placesOf(
  kind: Basis['kind'],
  { basis }: Determination,
  { seenAt }: Component,
): readonly Place[] {
  const places = basis.flatMap(({ kind: other, path, line }) =>
    other === kind && path !== undefined ? [{ path, ...(line ? { line } : {}) }] : [],
  );
  return places.length > 0 ? places : seenAt;
}

/** Where its card calls a model open source, for a rule that is about that. */
function callsOpen({ when }: Hit['rule'], { claims = [] }: Component): readonly CardClaim[] {
  if (!asksFact(when, 'called-open-source')) return [];
  return claims.filter(({ about }) => about === 'open-source');
}

function wayOutText({ component, wayOut }: Scene): string {
  const parts: string[] = [];
  const { free, alternative } = wayOut;
  if (free)
    parts.push(`${component.name} ${free.pin ?? free.versions} is under ${free.expression}.`);
  if (alternative) parts.push(`A replacement: ${alternative}.`);
  return parts.length > 0 ? ` ${parts.join(' ')}` : '';
}

const NOTHING_READ =
  'no license field, no license text and no entry in rules/ was found for what is named here';

function becauseOf(hit: Hit, scene: Scene): Because[] {
  const { component, determination, assessment, permitted } = scene;
  if (permitted && asksFact(hit.rule.when, 'stricter-license-permitted')) {
    const { permittedBy = '*', versions, expression } = permitted;
    const text = `"${permittedBy}" permits versions under ${expression} too (${versions})`;
    return [{ kind: 'version', text }, ...hit.outcome.because];
  }
  const called = callsOpen(hit.rule, component).map(
    ({ words, where }): Because => ({ kind: 'fact', text: `the card says: "${words}"`, ...where }),
  );
  const because: Because[] = [...called, ...hit.outcome.because];
  if (hit.rule.about === 'component') {
    for (const { text, path, line } of determination.basis) {
      because.push({ kind: 'fact', text, ...(path ? { path } : {}), ...(line ? { line } : {}) });
    }
    const silent = because.length === 0 && determination.status === 'unknown';
    return silent ? [{ kind: 'fact', text: NOTHING_READ, ...component.seenAt[0] }] : because;
  }
  if (assessment?.chosen) {
    because.push({
      kind: 'choice',
      text: `judged under ${assessment.chosen}, the mildest alternative for this use`,
    });
  }
  if (component.scope === 'development' && isTrained(component)) {
    because.push({ kind: 'fact', text: 'it is named in tests, examples or documentation only' });
  }
  if (determination.status !== 'concluded') return because;
  if (determination.possible.length > 1) {
    const spans = determination.possible
      .map(({ expression, versions }) => `${expression} (${versions})`)
      .join('; ');
    const version = component.version?.text ?? 'no version';
    because.push({
      kind: 'version',
      text: `"${version}" can mean versions under ${spans}; judged as the worst of them`,
    });
  }
  if (determination.grade !== 'text') {
    const text =
      'which license this is rests on our memory or on what others say; nobody has read it at the source for us';
    because.push({ kind: 'unverified', text });
  } else if (determination.confidence === 'low') {
    because.push({
      kind: 'unverified',
      text: 'the license was guessed from words that leave room for doubt',
    });
  }
  for (const { kind, text, path, line } of determination.basis) {
    if (kind === 'inherited' || kind === 'curated' || kind === 'normalized') {
      because.push({ kind: 'fact', text, ...(path ? { path } : {}), ...(line ? { line } : {}) });
    }
  }
  return because;
}

/** The verdict of a component: that of its worst finding that still counts. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const open = findings.filter(({ disposition }) => disposition === 'open');
  if (open.some(({ verdict }) => verdict === 'violation')) return 'violation';
  return open.length > 0 ? 'needs-review' : 'clear';
}
