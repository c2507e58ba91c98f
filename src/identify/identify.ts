import type { Component, LicenseText } from '../model/component.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Place } from '../model/place.ts';
import type { Tree } from '../model/tree.ts';
import { kinIn } from './kin.ts';
import { limitBeside } from './limits.ts';
import { type KnownTexts, type Recognition, recognizer } from './recognize.ts';
import { classifyResidue, plainRestrictions } from './residue.ts';

/** Components with what their license texts say added to their evidence. */
export interface Identified {
  readonly components: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What one text says of its component's license, without the place it was read. */
type Detected = Omit<Extract<Evidence, { kind: 'detected' }>, 'where'>;

/**
 * Reads the license texts components point to, each distinct text once, and adds `detected` evidence.
 */
export function identify(
  components: readonly Component[],
  tree: Tree,
  texts: KnownTexts,
): Identified {
  const diagnostics: Diagnostic[] = [];
  const failed = new Set<string>();
  const detect = detector(texts);
  const read = (text: string, where: Place): Evidence => {
    const detected = detect(text);
    const missing = missingParameters(detected);
    if (missing.length > 0 && !failed.has(where.path)) {
      failed.add(where.path);
      const message = `no ${missing.join(' and no ')} was found in this Business Source License, so it is judged as if it never converts; read the text, and assert what holds in fineprint.yaml`;
      diagnostics.push(diagnostic('terms-parameter-missing', 'warning', where, message));
    }
    return { ...detected, where };
  };
  const limit = limiter();
  const evidenceOf = (source: LicenseText): Evidence | undefined => {
    const where = source.kind === 'inline' ? source.where : { path: source.path };
    const reading =
      source.kind === 'inline'
        ? ({ status: 'ok', text: source.text } as const)
        : tree.read(source.path);
    if (!reading) return undefined;
    if (reading.status === 'ok') {
      if (source.beside) return limit(reading.text, where);
      const evidence = read(reading.text, where);
      return source.kind === 'file' ? asFile(evidence, reading.text) : evidence;
    }
    if (!failed.has(where.path)) {
      failed.add(where.path);
      const message = `license text: ${reading.message}`;
      diagnostics.push(diagnostic(reading.code, 'warning', where, message));
    }
    return source.beside ? undefined : { kind: 'detected', verdict: 'unread', where };
  };
  return {
    components: components.map((component) => {
      if (component.licenseTexts.length === 0) return component;
      const found = component.licenseTexts
        .map(evidenceOf)
        .filter((evidence) => evidence !== undefined);
      return { ...component, evidence: [...component.evidence, ...found] };
    }),
    diagnostics,
  };
}

/** What a Business Source License says nothing without. */
function missingParameters({ verdict, expression, parameters }: Detected): string[] {
  if (verdict !== 'match' || expression !== 'BUSL-1.1') return [];
  return Object.entries({ changeDate: 'Change Date', changeLicense: 'Change License' })
    .filter(([key]) => !parameters?.[key])
    .map(([, name]) => name);
}

/** Identifies each distinct text once: equal texts are equal strings. */
function detector(texts: KnownTexts): (text: string) => Detected {
  const recognize = recognizer(texts);
  const byText = new Map<string, Detected>();
  return (text) => {
    const known = byText.get(text);
    if (known) return known;
    const detected = detectedOf(text, recognize(text));
    byText.set(text, detected);
    return detected;
  };
}

/** Reads each distinct text that stands beside a license once. */
function limiter(): (text: string, where: Place) => Evidence | undefined {
  const byText = new Map<string, string | undefined>();
  return (text, where) => {
    if (!byText.has(text)) byText.set(text, limitBeside(text));
    const note = byText.get(text);
    return note === undefined
      ? undefined
      : { kind: 'detected', verdict: 'modified', beside: true, note, where };
  };
}

/** Fewer words than this refer to a license rather than state one. */
const MIN_STATEMENT = 60;

function detectedOf(
  text: string,
  { verdict, expression, nearest, parameters, note }: Recognition,
): Detected {
  if (verdict === 'match' || verdict === 'modified') {
    const id = expression ?? (nearest.length === 1 ? nearest[0] : undefined);
    return {
      kind: 'detected',
      verdict,
      ...(id === undefined ? {} : { expression: id }),
      ...(note === undefined ? {} : { note }),
      ...(parameters === undefined ? {} : { parameters }),
    };
  }
  const isStatement = text.split(/\s+/, MIN_STATEMENT).length >= MIN_STATEMENT;
  const limit = limitIn(text);
  if (limit !== undefined) return { kind: 'detected', verdict: 'modified', note: limit };
  const isForeign = isStatement || saysNothing(text);
  return { kind: 'detected', verdict: 'unknown', ...(isForeign ? { kin: kinIn(text) } : {}) };
}

/** An address of terms, which are then somewhere else, or signs without a word. */
const ADDRESS = /^\W*(?:https?:\/\/|www\.)\S+\W*$/i;
/** The file itself, in the repository that it comes from. */
const OWN_FILE = /\/(?:licen[cs]e|copying|unlicense)(?:[-._][\w-]*)*\W*$/i;

/** True for a text that stands for a license and has no words of one: nobody could read it. */
function saysNothing(text: string): boolean {
  const words = text.trim();
  if (words === '') return false;
  return ADDRESS.test(words) ? !OWN_FILE.test(words) : !/[\p{L}\p{N}]/u.test(words);
}

/** What was detected in a file that stands where a license should. */
function asFile(evidence: Evidence, text: string): Evidence {
  if (evidence.kind !== 'detected' || evidence.verdict !== 'unknown' || evidence.kin)
    return evidence;
  const denial = denialIn(text);
  return denial === undefined ? evidence : { ...evidence, verdict: 'modified', note: denial };
}

/**
 * What a license file of a few words says that is no name and no pointer: "No license is granted."
 * A file that stands where a license should, and holds a word that may be a term, is read by a person.
 */
function denialIn(text: string): string | undefined {
  const found = classifyResidue(text, { strict: true }).find(
    ({ kind }) => kind === 'restriction' || kind === 'carve-out',
  );
  return found && text.slice(found.start, found.end).replace(/\s+/g, ' ');
}

/** Characters of an unknown text that are looked through for limits. */
const MAX_UNKNOWN = 200_000;

/**
 * Why a license text nobody knows restricts, if it plainly does: beside a field that names a free
 * license that is another license.
 */
function limitIn(text: string): string | undefined {
  return plainRestrictions(text.slice(0, MAX_UNKNOWN))[0]?.reason;
}
