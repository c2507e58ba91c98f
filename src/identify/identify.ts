import type { Component, LicenseText } from '../model/component.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Place } from '../model/place.ts';
import type { Tree } from '../model/tree.ts';
import { stripFrame } from './normalize.ts';
import { type Recognition, recognize } from './recognize.ts';
import type { TextIndex } from './text-index.ts';

/** Components with what their license texts say added to their evidence. */
export interface Identified {
  readonly components: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the license texts components point to, each distinct text once, and adds `detected` evidence.
 * @param index digests of known texts, from the compiled knowledge.
 */
export function identify(
  components: readonly Component[],
  tree: Tree,
  index: TextIndex,
): Identified {
  const diagnostics: Diagnostic[] = [];
  const failed = new Set<string>();
  const recognizeOnce = recognizer(index);
  const read = (text: string, where: Place): Evidence => {
    const recognition = recognizeOnce(text);
    const missing = missingParameters(recognition);
    if (missing.length > 0 && !failed.has(where.path)) {
      failed.add(where.path);
      const message = `no ${missing.join(' and no ')} was found in this Business Source License, so it is judged as if it never converts; read the text, and assert what holds in fineprint.yaml`;
      diagnostics.push(diagnostic('terms-parameter-missing', 'warning', where, message));
    }
    return { kind: 'detected', ...recognition, where };
  };
  const evidenceOf = (source: LicenseText): Evidence | undefined => {
    if (source.kind === 'inline') return read(source.text, source.where);
    const reading = tree.read(source.path);
    if (reading?.status === 'ok') return read(reading.text, { path: source.path });
    if (reading && !failed.has(source.path)) {
      failed.add(source.path);
      diagnostics.push(
        diagnostic(reading.code, 'warning', source.path, `license text: ${reading.message}`),
      );
    }
    return undefined;
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
function missingParameters({ verdict, expression, parameters }: Recognition): string[] {
  if (verdict !== 'match' || expression !== 'BUSL-1.1') return [];
  return Object.entries({ changeDate: 'Change Date', changeLicense: 'Change License' })
    .filter(([key]) => !parameters?.[key])
    .map(([, name]) => name);
}

/**
 * Recognizes each distinct text once. Equal texts are equal strings, so a map over the text is the
 * table of digests; most distinct files have equal bodies, so a second one catches those. The
 * parameters of a license may stand in its frame: such a text is never answered for another.
 */
function recognizer(index: TextIndex): (text: string) => Recognition {
  const byText = new Map<string, Recognition>();
  const byBody = new Map<string, Recognition>();
  return (text) => {
    const known = byText.get(text);
    if (known) return known;
    const frameless = stripFrame(text);
    const recognition = byBody.get(frameless) ?? recognize(text, index, frameless);
    byText.set(text, recognition);
    if (recognition.expression !== 'BUSL-1.1') byBody.set(frameless, recognition);
    return recognition;
  };
}
