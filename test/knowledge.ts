import { type Compiled, compileKnowledge } from '../src/knowledge/compile.ts';
import { readRules, spdxNames } from '../src/knowledge/sources.ts';
import type { Knowledge } from '../src/model/knowledge.ts';

/** `rules/` as it stands in the checkout, compiled from source rather than read from `dist/`. */
export const COMPILED: Compiled = compileKnowledge(readRules(), spdxNames(), '2026-01-01');

export const KNOWLEDGE: Knowledge = COMPILED.knowledge;
