import type { Extractor } from '../model/extractor.ts';

/** Every extractor, one line each, sorted by id. */
export const EXTRACTORS: readonly Extractor[] = [];
