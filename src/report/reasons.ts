import type { Basis, Confidence } from '../model/determination.ts';
import type { Place } from '../model/place.ts';
import type { Because, Finding } from '../model/report.ts';
import type { ComponentGroup, Subject } from './view.ts';

/** One reason as people read it: what sort it is, in a word, and its text. */
export interface Reason {
  readonly label: string;
  readonly text: string;
  readonly path?: string;
  readonly line?: number;
}

/** A finding with the reasons that are its own. */
export interface ToldFinding {
  readonly finding: Finding;
  readonly reasons: readonly Reason[];
  /** Where it was found; empty where that is told for the whole component. */
  readonly where: readonly Place[];
  /** What to do about it, without what is told for the whole component. */
  readonly remedy: string;
}

/** A component's findings, with what they share told once. */
export interface Told {
  readonly shared: readonly Reason[];
  readonly where: readonly Place[];
  readonly findings: readonly ToldFinding[];
}

/** What is said of how sure we are, where that is not high: ` (how sure: medium)`. */
export function howSure(findings: readonly Finding[]): string {
  const all: readonly Confidence[] = findings.map(({ confidence }) => confidence);
  const worst = (['low', 'medium'] as const).find((level) => all.includes(level));
  return worst === undefined ? '' : ` (how sure: ${worst})`;
}

/** Tells a component's findings: what all of them rest on, then what each has of its own. */
export function tellComponent({ subject, findings }: ComponentGroup): Told {
  const [first] = findings;
  const where = commonPlaces(findings);
  const shared = first?.because.filter((because) => isShared(because, findings)) ?? [];
  const basis = basisOf(subject, findings);
  const above = new Set([...shared, ...basis.map(factOf)].map(keyOf));
  const ending = sharedEnding(findings.map(({ remedy }) => remedy));
  const clauses = new Set<string>();
  return {
    shared: [
      ...sharedReasons(basis, shared),
      ...(ending === '' ? [] : [{ label: 'way out', text: ending }]),
    ],
    where,
    findings: findings.map((finding) => {
      const reasons = ownReasons(
        finding.because.filter((because) => !above.has(keyOf(because))),
        clauses,
      );
      const told = samePlaces(finding.locations, where) || arePlaced(finding.locations, reasons);
      return {
        finding,
        where: told ? [] : finding.locations,
        reasons,
        remedy: finding.remedy.slice(0, finding.remedy.length - ending.length).trim(),
      };
    }),
  };
}

/** Whether reasons that are told with their places name all of these already. */
function arePlaced(places: readonly Place[], reasons: readonly Reason[]): boolean {
  return places.every((place) =>
    reasons.some(
      ({ path, line, label }) => label !== 'clause' && path === place.path && line === place.line,
    ),
  );
}

/** The places that most findings have, where more than one has them or there is but one. */
function commonPlaces(findings: readonly Finding[]): readonly Place[] {
  const having = (places: readonly Place[]) =>
    findings.filter(({ locations }) => samePlaces(locations, places)).length;
  const most = Math.max(...findings.map(({ locations }) => having(locations)));
  if (most === 1 && findings.length > 1) return [];
  return findings.find(({ locations }) => having(locations) === most)?.locations ?? [];
}

function samePlaces(a: readonly Place[], b: readonly Place[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What findings of different components have in common beside their rule. */
export function commonReasons(findings: readonly Finding[]): readonly Reason[] {
  return reasonsOf(findings[0]?.because.filter((because) => isInAll(because, findings)) ?? []);
}

/** What a component's license is known from, but for what only some of its findings rest on. */
function basisOf({ component }: Subject, findings: readonly Finding[]): readonly Basis[] {
  const all = component?.license.basis.filter(({ text }) => !isNoise(text)) ?? [];
  return all.filter((basis) => {
    const key = keyOf(factOf(basis));
    const resting = findings.filter(({ because }) => because.some((one) => keyOf(one) === key));
    return resting.length === 0 || resting.length === findings.length;
  });
}

/** A basis as findings quote it. */
function factOf(basis: Basis): Because {
  return { kind: 'fact', text: basis.text, ...placeOf(basis) };
}

/** The last sentences that all remedies have in common: a pin or a replacement. */
function sharedEnding(remedies: readonly string[]): string {
  const [first = '', ...others] = remedies;
  if (others.length === 0) return '';
  const starts = [...first.matchAll(/(?<=[.!?]) (?=[^ ])/g)].map(({ index }) => index);
  const start = starts.find((index) => others.every((other) => other.endsWith(first.slice(index))));
  return start === undefined ? '' : first.slice(start + 1);
}

function keyOf({ kind, text, path, line }: Because): string {
  return JSON.stringify([kind, text, path, line]);
}

/** Whether a reason belongs to the component: how it was judged, or what all its findings say. */
function isShared(because: Because, findings: readonly Finding[]): boolean {
  const { kind, text } = because;
  if (kind === 'choice' || kind === 'version') return isInAll(because, findings);
  // Cautions about which license it is hold for all that is found under it.
  if (kind === 'unverified' && /^(?:which|the) license /.test(text))
    return isInAll(because, findings);
  return findings.length > 1 && isInAll(because, findings);
}

function isInAll(because: Because, findings: readonly Finding[]): boolean {
  const key = keyOf(because);
  return findings.every((finding) => finding.because.some((other) => keyOf(other) === key));
}

function sharedReasons(basis: readonly Basis[], shared: readonly Because[]): readonly Reason[] {
  const version = shared.find(({ kind }) => kind === 'version');
  const same = basis.find(({ text }) => version !== undefined && saysTheSame(text, version.text));
  const known = new Set(basis.map((entry) => keyOf(factOf(entry))));
  const others = shared
    .filter((because) => !known.has(keyOf(because)))
    .map((one) =>
      one === version && one.path === undefined && same ? { ...one, ...placeOf(same) } : one,
    )
    .sort((a, b) => rank(a) - rank(b));
  const all = [...basis.filter((entry) => entry !== same).map(basisReason), ...reasonsOf(others)];
  // Versions that several licenses span have the same said of each of them.
  return [...new Map(all.map((reason) => [JSON.stringify(reason), reason])).values()];
}

function rank({ kind }: Because): number {
  return ['choice', 'version', 'clause', 'answer', 'fact', 'unverified'].indexOf(kind);
}

/** Whether a basis lists the same versions and licenses as the reason about the version. */
function saysTheSame(basis: string, version: string): boolean {
  const list = basis.slice(basis.indexOf(': ') + 2);
  return list.length > 2 && list !== basis && version.includes(list);
}

function placeOf({ path, line }: Because | Basis): Partial<Place> {
  return { ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) };
}

function basisReason(basis: Basis): Reason {
  const by = basis.by === undefined ? '' : `, by ${basis.by}`;
  const label = basis.kind === 'accepted' ? 'fact' : 'license';
  return { label, text: basis.text + by, ...placeOf(basis) };
}

/** Whether a text only tells that a name was written in other case than its license id. */
function isNoise(text: string): boolean {
  const read = /^"([^"]*)" read as (.+)$/s.exec(text);
  return read?.[1] !== undefined && read[1].toLowerCase() === read[2]?.toLowerCase();
}

/** The reasons of one finding: the license's words, then ours; what was told before is only named. */
function ownReasons(because: readonly Because[], told: Set<string>): readonly Reason[] {
  const ordered = [...because].sort((a, b) => Number(isOurs(a)) - Number(isOurs(b)));
  const shortened = ordered.map((one) => {
    const end = one.kind === 'clause' ? ': ' : one.kind === 'unverified' ? '; ' : undefined;
    const start = end === undefined ? '' : one.text.slice(0, Math.max(0, one.text.indexOf(end)));
    if (start !== '' && told.has(one.text)) return { ...one, text: `${start}, as above` };
    told.add(one.text);
    return one;
  });
  return reasonsOf(shortened);
}

/** Whether a reason is of our making; clauses and their cautions are not, and belong together. */
function isOurs({ kind }: Because): boolean {
  return kind !== 'clause' && kind !== 'unverified';
}

/** Reasons with their labels; what the profile says is one of them. */
export function reasonsOf(because: readonly Because[]): readonly Reason[] {
  const labeled = because.filter(({ text }) => !isNoise(text)).map(reasonOf);
  const profile = labeled.filter(({ label }) => label === 'profile').map(({ text }) => text);
  const at = labeled.findIndex(({ label }) => label === 'profile');
  return labeled.flatMap((reason, i) => {
    if (reason.label !== 'profile') return [reason];
    return i === at ? [{ label: 'profile', text: [...new Set(profile)].join(', ') }] : [];
  });
}

const LABELS: Readonly<Record<Exclude<Because['kind'], 'answer'>, string>> = {
  clause: 'clause',
  fact: 'fact',
  choice: 'choice',
  version: 'version',
  unverified: 'caution',
};

function reasonOf(because: Because): Reason {
  const place = placeOf(because);
  return because.kind === 'answer'
    ? { ...answerReason(because.text), ...place }
    : { label: LABELS[because.kind], text: because.text, ...place };
}

const FROM_CONFIGURATION = [
  ' (said for this component in the configuration)',
  ' (said in the configuration)',
];

/** An answer by where it comes from: what we said, what the profile says, what the place shows. */
function answerReason(text: string): Reason {
  const source = FROM_CONFIGURATION.find((ending) => text.endsWith(ending));
  if (source) return { label: 'you said', text: text.slice(0, -source.length) };
  if (text.endsWith('not known')) return { label: 'open', text };
  const profile = text.lastIndexOf(' (profile ');
  if (profile >= 0 && text.endsWith(')')) return { label: 'profile', text: text.slice(0, profile) };
  // Numbers and countries, which carry no source in brackets, come from the configuration alone.
  return { label: text.endsWith(')') ? 'fact' : 'you said', text };
}
