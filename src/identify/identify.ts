import type { Component, LicenseText } from '../model/component.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Place } from '../model/place.ts';
import type { Tree } from '../model/tree.ts';
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
  // Equal texts are equal strings: a map over the text itself is the digest table.
  const known = new Map<string, Recognition>();
  const recognizeOnce = (text: string): Recognition => {
    let recognition = known.get(text);
    if (!recognition) {
      recognition = recognize(text, index);
      known.set(text, recognition);
    }
    return recognition;
  };
  const evidenceOf = (source: LicenseText): Evidence | undefined => {
    if (source.kind === 'inline') return detected(recognizeOnce(source.text), source.where);
    const reading = tree.read(source.path);
    if (reading?.status === 'ok')
      return detected(recognizeOnce(reading.text), { path: source.path });
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

function detected(recognition: Recognition, where: Place): Evidence {
  return { kind: 'detected', ...recognition, where };
}
