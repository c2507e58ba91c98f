import type { Evidence } from '../model/evidence.ts';

/** What all license texts of a component were recognized as. */
export interface Detection {
  /** Distinct expressions, in the order of the texts. */
  readonly expressions: readonly string[];
  /** How many texts there are, recognized or not. */
  readonly texts: number;
  /** A text differs from its license or carries a restriction of its own. */
  readonly modified: boolean;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Sums up `detected` evidence. */
export function detectedOf(evidence: readonly Evidence[]): Detection {
  const detected = evidence.filter((one) => one.kind === 'detected');
  const matched = detected.filter(({ verdict }) => verdict === 'match');
  const expressions = new Set(matched.flatMap(({ expression }) => expression ?? []));
  const parameters = matched.find((one) => one.parameters)?.parameters;
  return {
    expressions: [...expressions],
    texts: detected.length,
    modified: detected.some(({ verdict }) => verdict === 'modified'),
    ...(parameters ? { parameters } : {}),
  };
}
