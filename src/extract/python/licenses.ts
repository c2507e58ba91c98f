import type { LicenseText } from '../../model/component.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Place } from '../../model/place.ts';

/** What a file states of a license: the words, or a whole text in their place. */
export interface LicenseStatements {
  readonly evidence: readonly Evidence[];
  readonly licenseTexts: readonly LicenseText[];
}

// Longer than any name or expression in use; texts start with a sentence.
const LONGEST_NAME = 200;

/** A field that holds an SPDX expression, however long; `undefined` when it is empty. */
export function licenseExpression(raw: string, where: Place): Evidence | undefined {
  const text = raw.trim();
  return text === '' || text.toUpperCase() === 'UNKNOWN'
    ? undefined
    : { kind: 'declared', in: 'license-field', raw: text, where };
}

/**
 * A field of free words: a short value is declared evidence, several lines or a long value are a
 * license text pasted into it. Empty values and `UNKNOWN`, which setuptools wrote for a missing
 * license, state nothing.
 */
export function licenseField(raw: string, where: Place): LicenseStatements {
  const text = raw.trim();
  if (text === '' || text.toUpperCase() === 'UNKNOWN') return { evidence: [], licenseTexts: [] };
  return text.includes('\n') || (text.length > LONGEST_NAME && !isExpression(text))
    ? { evidence: [], licenseTexts: [{ kind: 'inline', text, where }] }
    : { evidence: [{ kind: 'declared', in: 'legacy-field', raw: text, where }], licenseTexts: [] };
}

// Distributions that bundle many others list them all: only ids and operators, no sentence.
function isExpression(text: string): boolean {
  return /\s(?:AND|OR)\s/.test(text) && /^[\w\s().+-]+$/.test(text) && !/\sthe\s/i.test(text);
}

/** A trove classifier as evidence; `undefined` if it is not about a license. */
export function licenseClassifier(classifier: string, where: Place): Evidence | undefined {
  const raw = classifier.trim();
  return raw.startsWith('License ::')
    ? { kind: 'declared', in: 'classifier', raw, dialect: 'pypi', where }
    : undefined;
}

/** Joins statements in their order. */
export function joinStatements(parts: readonly LicenseStatements[]): LicenseStatements {
  return {
    evidence: parts.flatMap(({ evidence }) => evidence),
    licenseTexts: parts.flatMap(({ licenseTexts }) => licenseTexts),
  };
}
