import type { Component, Relation, Role, Scope } from '../model/component.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Place } from '../model/place.ts';
import { isInstalled } from '../model/tree.ts';
import { withoutVersion } from '../purl/purl.ts';
import { compareText } from '../syntax/compare.ts';
import { npmRangeAllows, npmRangeExcludes } from '../version/npm-range.ts';

/**
 * Merges what several files say of one component, by purl: all places, all evidence, the strongest
 * scope and relation. A manifest's constraint (`^7`) joins the version its lockfile or installed tree
 * resolved it to; where nothing resolves it, it stays as it is.
 * @returns components sorted by purl, each purl once
 */
export function merge(components: readonly Component[]): Component[] {
  const byPurl = new Map<string, Component[]>();
  const resolved = new Map<string, Component[]>();
  for (const component of components) push(byPurl, component.purl, component);
  for (const [purl, [first]] of byPurl) {
    if (first?.version?.precision === 'exact') push(resolved, withoutVersion(purl), first);
  }
  const named = new Set<string>();
  for (const component of components) {
    if (component.kind !== 'package' || component.version?.precision === 'exact') continue;
    const targets = resolutionsOf(component, resolved.get(withoutVersion(component.purl)) ?? []);
    if (targets.length === 0) continue;
    named.add(ecosystemOf(component.purl));
    drop(byPurl, component);
    // The constraint gives its place and standing; version, license and texts are the resolved one's.
    const { version: constraint, ...standing } = component;
    const permits = constraint ? [constraint.text] : [];
    for (const { purl } of targets) {
      byPurl.get(purl)?.push({ ...standing, permits, evidence: [], licenseTexts: [] });
    }
  }
  return [...byPurl.values()]
    .filter((group) => group.length > 0)
    .map((group) => combine(group, named))
    .sort((a, b) => compareText(a.purl, b.purl));
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function drop(byPurl: Map<string, Component[]>, component: Component): void {
  const group = byPurl.get(component.purl) ?? [];
  byPurl.set(
    component.purl,
    group.filter((other) => other !== component),
  );
}

function ecosystemOf(purl: string): string {
  return purl.slice(0, purl.indexOf('/'));
}

/**
 * Which exact versions a constraint stands for. A lockfile that knows its direct dependencies has
 * said it; else the copy installed beside the manifest; else those the constraint allows; else all.
 */
function resolutionsOf(manifest: Component, all: readonly Component[]): readonly Component[] {
  if (all.length === 0) return all;
  const directory = manifest.seenAt[0]?.path.replace(/[^/]*$/, '') ?? '';
  const isBeside = ({ seenAt }: Component) =>
    seenAt.some(({ path }) => path === `${directory}node_modules/${manifest.name}/package.json`);
  // A version that the constraint excludes, and that nothing says is the direct one, is another's.
  const exact = all.filter(
    (one) => one.relation === 'direct' || isBeside(one) || !isExcluded(manifest, one),
  );
  if (exact.length <= 1) return exact;
  const beside = exact.filter(isBeside);
  const allowed = exact.filter(
    ({ version }) => version && npmRangeAllows(manifest.version?.text ?? '*', version.text),
  );
  const direct = (allowed.length > 0 ? allowed : exact).filter(
    ({ relation }) => relation === 'direct',
  );
  return [beside, direct, allowed].find((candidates) => candidates.length > 0) ?? exact;
}

function isExcluded({ purl, version }: Component, { version: resolved }: Component): boolean {
  if (!purl.startsWith('pkg:npm/') || version?.precision !== 'range' || !resolved) return false;
  return npmRangeExcludes(version.text, resolved.text);
}

function combine(group: readonly Component[], named: ReadonlySet<string>): Component {
  const [first] = group;
  if (!first) throw new Error('API misuse: an empty group has no component');
  if (group.length === 1 && !needsRelation(first, named)) return first;
  const relation = strongest(group, ({ relation }) => relation, RELATIONS);
  const modified = modifiedOf(group);
  const claims = group.flatMap(({ claims }) => claims ?? []);
  const remarks = group.flatMap(({ remarks }) => remarks ?? []);
  const permits = group.flatMap(({ permits }) => permits ?? []);
  const { modified: _said, ...rest } = first;
  const version = group.find(({ version }) => version)?.version;
  return {
    ...rest,
    // A part of the project that another part depends on is no less of it.
    ...(relation === 'self' && group.some(({ kind }) => kind === 'project')
      ? { kind: 'project' as const }
      : {}),
    ...(version ? { version } : {}),
    ...(modified ? { modified } : {}),
    ...(group.some(({ native }) => native) ? { native: true } : {}),
    ...(permits.length > 0 ? { permits: [...new Set(permits)] } : {}),
    scope: strongest(group, ({ scope }) => scope, SCOPES),
    // Where manifests name the direct dependencies, what they do not name was brought along.
    relation:
      relation === 'unknown' && named.has(ecosystemOf(first.purl)) ? 'transitive' : relation,
    role: strongest(group, ({ role }) => role, ROLES),
    evidence: distinct(
      group.flatMap(({ evidence }) => evidence),
      evidenceKey,
    ),
    licenseTexts: distinct(
      group.flatMap(({ licenseTexts }) => licenseTexts),
      (text) => (text.kind === 'file' ? text.path : JSON.stringify(text)),
    ),
    lineage: distinct(
      group.flatMap(({ lineage }) => lineage),
      JSON.stringify,
    ),
    ...(claims.length > 0 ? { claims: distinct(claims, JSON.stringify) } : {}),
    ...(remarks.length > 0 ? { remarks: distinct(remarks, JSON.stringify) } : {}),
    seenAt: places(group.flatMap(({ seenAt }) => seenAt)),
  };
}

function needsRelation({ relation, purl, seenAt }: Component, named: ReadonlySet<string>): boolean {
  return (relation === 'unknown' && named.has(ecosystemOf(purl))) || seenAt.length > 1;
}

const RELATIONS: readonly Relation[] = ['self', 'direct', 'transitive', 'unknown'];
const SCOPES: readonly Scope[] = ['runtime', 'optional', 'development', 'unknown'];
/** By how much of the component reaches customers. */
const ROLES: readonly Role[] = [
  'application',
  'service',
  'base-image',
  'library',
  'model-weights',
  'dataset',
  'build-tool',
];

function strongest<T>(
  group: readonly Component[],
  of: (component: Component) => T,
  order: readonly T[],
): T {
  const present = group.map(of);
  const found = order.find((value) => present.includes(value));
  if (found === undefined) throw new Error('API misuse: a value is missing from its order');
  return found;
}

/** A change anywhere counts; "unchanged" counts for an image only if every place shows it. */
function modifiedOf(group: readonly Component[]): 'yes' | 'no' | undefined {
  const said = group.map(({ modified }) => modified);
  if (said.includes('yes')) return 'yes';
  const [first] = group;
  if (first?.kind === 'package') return said.includes('no') ? 'no' : undefined;
  return said.includes(undefined) ? undefined : 'no';
}

function evidenceKey(evidence: Evidence): string {
  if (evidence.kind !== 'declared') return JSON.stringify(evidence);
  const { in: field, raw, where } = evidence;
  return `${field} ${where.path} ${where.line ?? ''} ${raw}`;
}

function distinct<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = keyOf(value);
    return !seen.has(key) && seen.add(key);
  });
}

// Reports point at the first place: one that people write and review, before what an install put there.
function places(all: readonly Place[]): Place[] {
  const rank = ({ path }: Place) => (isInstalled(path) ? 1 : 0);
  if (all.length < 2) return [...all];
  return [...distinct(all, ({ path, line }) => `${path}:${line ?? ''}`)].sort(
    (a, b) => rank(a) - rank(b) || compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0),
  );
}
