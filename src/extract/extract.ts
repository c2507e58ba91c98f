import type { Component, Coverage, Signal } from '../model/component.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Claim, Extraction } from '../model/extractor.ts';
import type { Tree } from '../model/tree.ts';

/** What all claimed files speak of, not yet merged. */
export interface Extracted {
  readonly components: readonly Component[];
  readonly signals: readonly Signal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage;
}

/**
 * Runs each claim's extractor on its file. A file that cannot be read, or that an extractor fails
 * on, costs itself and leaves a diagnostic; the run goes on.
 */
export function extract(claimed: readonly Claim[], tree: Tree): Extracted {
  const components: Component[] = [];
  const signals: Signal[] = [];
  const diagnostics: Diagnostic[] = [];
  const counts: Record<string, { parsed: number; failed: number }> = {};
  const files = new Set<string>();
  const failures = new Set<string>();
  const unreadable = new Set<string>();
  for (const claim of claimed) {
    const extraction = run(claim, tree, unreadable);
    const failed = !extraction || extraction.diagnostics.some(isFailure);
    const count = counts[claim.claimant.id] ?? { parsed: 0, failed: 0 };
    count[failed ? 'failed' : 'parsed']++;
    counts[claim.claimant.id] = count;
    files.add(claim.path);
    if (failed) failures.add(claim.path);
    if (!extraction) continue;
    // Loops, since a spread of a huge lockfile's components would exhaust the stack.
    for (const component of extraction.components) {
      if (isNamed(component)) components.push(component);
      else diagnostics.push(unnamed(component, claim.path));
    }
    for (const signal of extraction.signals ?? []) signals.push(signal);
    for (const one of extraction.diagnostics) diagnostics.push(one);
  }
  const coverage = {
    claimed: files.size,
    parsed: files.size - failures.size,
    failed: failures.size,
    byExtractor: counts,
  };
  return { components, signals, diagnostics, coverage };
}

/** Longer than any registry allows: such a name is no name, and would be carried through every stage. */
const MAX_NAME = 1000;

function isNamed({ purl, name, version }: Component): boolean {
  const longest = Math.max(purl.length, name.length, version?.text.length ?? 0);
  return name !== '' && longest <= MAX_NAME;
}

function unnamed({ name, seenAt: [place] }: Component, path: string): Diagnostic {
  const message = `\`${name.slice(0, 60)}…\` is too long for a name or version, and the entry is left out; correct it`;
  return diagnostic('malformed-entry', 'error', place ?? path, message);
}

function isFailure({ code, level }: Diagnostic): boolean {
  return level === 'error' && (code === 'malformed-file' || code === 'unsupported-format');
}

function run(claim: Claim, tree: Tree, unreadable: Set<string>): Extraction | undefined {
  const { claimant: extractor, path } = claim;
  const reading = tree.read(path);
  if (reading === undefined) return NOTHING; // gone since it was listed, or a pipe
  if (reading.status === 'failed') {
    if (unreadable.has(path)) return undefined;
    unreadable.add(path);
    return {
      components: [],
      diagnostics: [diagnostic(reading.code, 'error', path, reading.message)],
    };
  }
  try {
    return extractor.extract({ path, text: reading.text }, tree);
  } catch (error) {
    // A defect of ours must cost one file and be seen, not end the audit of all others.
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${extractor.id} failed on this file (${reason}); please report it with the file`;
    return { components: [], diagnostics: [diagnostic('malformed-file', 'error', path, message)] };
  }
}

const NOTHING: Extraction = { components: [], diagnostics: [] };
