import type { Component, ComponentKind, Role } from '../model/component.ts';

/** What an extractor must say of a component; everything else has an honest default. */
export type ComponentDraft = Pick<Component, 'purl' | 'kind' | 'name' | 'seenAt'> &
  Partial<Component>;

const DEFAULT_ROLE: Record<ComponentKind, Role> = {
  package: 'library',
  image: 'service',
  model: 'model-weights',
  dataset: 'dataset',
  vendored: 'library',
  product: 'service',
  project: 'application',
};

/**
 * Completes a draft. What the file did not say is `unknown`, never guessed; the id is the purl.
 */
export function component(draft: ComponentDraft): Component {
  return {
    id: draft.purl,
    scope: 'unknown',
    relation: 'unknown',
    role: DEFAULT_ROLE[draft.kind],
    evidence: [],
    licenseTexts: [],
    lineage: [],
    ...draft,
  };
}
