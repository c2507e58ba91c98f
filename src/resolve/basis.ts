import type { Basis } from '../model/determination.ts';
import type { Evidence } from '../model/evidence.ts';

const FIELD = {
  'license-field': 'license field',
  'legacy-field': 'legacy license field',
  classifier: 'classifier',
  lockfile: 'lockfile',
  'model-card': 'model card',
  'image-label': 'image label',
} as const;

/** How long a quotation from a field may be; more is a text, which has its own place. */
const MAX_QUOTE = 120;

/** One piece of evidence as a step a person can follow. */
export function basisOf(evidence: Evidence): Basis {
  switch (evidence.kind) {
    case 'declared': {
      const raw = evidence.raw.replace(/\s+/g, ' ').trim();
      const quote = raw.length > MAX_QUOTE ? `${raw.slice(0, MAX_QUOTE)}…` : raw;
      return { kind: 'declared', text: `${FIELD[evidence.in]} says "${quote}"`, ...evidence.where };
    }
    case 'detected':
      return { kind: 'detected', text: detectedText(evidence), ...evidence.where };
    case 'curated':
      return {
        kind: evidence.inheritedFrom ? 'inherited' : 'curated',
        text: `${evidence.because}: ${evidence.possible.map(({ expression, versions }) => (versions === '*' ? expression : `${expression} (${versions})`)).join('; ')}`,
        ...evidence.where,
      };
    case 'asserted':
      return {
        kind: 'asserted',
        text: `${evidence.expression}: ${evidence.reason}`,
        by: evidence.by,
        ...evidence.where,
      };
  }
}

function detectedText({
  verdict,
  expression,
  note,
}: Extract<Evidence, { kind: 'detected' }>): string {
  if (verdict === 'unread') return 'the text could not be read';
  const what = expression ? `the text is ${expression}` : 'the text was not recognized';
  if (verdict === 'modified') return note ?? `${what}, changed`;
  return note ? `${what}; ${note}` : what;
}
