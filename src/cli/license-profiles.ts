import { judge } from '../audit.ts';
import { askedFor, inventoryOf, type LICENSED_KINDS } from '../extract/asked.ts';
import type { Knowledge, License } from '../model/knowledge.ts';
import type { Verdict } from '../model/report.ts';
import { isVersionlessGnu, replacementOf } from '../spdx/names.ts';

type Kind = (typeof LICENSED_KINDS)[number];

/** What something under a license comes to under a profile. */
export interface UnderProfile {
  readonly profile: string;
  readonly verdict: Verdict;
  /** Titles of what speaks against it, the worst first. */
  readonly titles: readonly string[];
}

/** What works of a family mostly are; a package where nothing is listed. */
const KINDS: Readonly<Record<string, Kind>> = {
  'attribution-content': 'dataset',
  'share-alike-content': 'dataset',
  'no-derivatives': 'dataset',
  'community-ai': 'model',
  'non-commercial': 'model',
  'research-only': 'model',
  'use-restricted': 'model',
  'delayed-open': 'image',
  'service-copyleft': 'image',
  'source-available': 'image',
};

/** The kind of thing that is mostly under a license. */
export function kindUnder({ family }: License): Kind {
  return KINDS[family] ?? 'package';
}

/** What each preset may do with something under a license, nothing else being said. */
export function underProfiles(
  { id, ...license }: License,
  knowledge: Knowledge,
  context: { readonly asOf: string; readonly toolVersion: string },
): readonly UnderProfile[] {
  const asked = askedFor(id, knowledge, kindUnder({ id, ...license }));
  if (!asked.ok) return [];
  return Object.entries(knowledge.profiles).map(([profile, { answers, scale }]) => {
    const { components, findings } = judge(inventoryOf([asked.component]), knowledge, {
      ...context,
      usage: { name: profile, answers, scale, regions: {} },
      answered: [],
      components: [],
      assertions: [],
      waivers: [],
      includeDevelopment: true,
    });
    return {
      profile,
      verdict: components[0]?.verdict ?? 'clear',
      titles: [...new Set(findings.map(({ title }) => title))],
    };
  });
}

/** Ids that SPDX has replaced by others: nobody should learn them. */
function isDeprecated(id: string): boolean {
  return replacementOf(id) !== undefined || isVersionlessGnu(id.replace(/\+$/, ''));
}

/** Longest list of licenses with nearly the same id. */
const MOST_ALIKE = 8;

/** Ids that differ from one in numbers or "only" and "or later" alone: other licenses, easily mistaken. */
export function alikeIds(id: string, ids: readonly string[]): readonly string[] {
  const stem = (text: string) =>
    text
      .toLowerCase()
      .replace(/-(?:only|or-later)$|\+$/, '')
      .replace(/\d+(?:\.\d+)*/g, '#');
  const wanted = stem(id);
  if (!wanted.includes('#')) return [];
  return ids
    .filter((other) => other !== id && stem(other) === wanted && !isDeprecated(other))
    .slice(0, MOST_ALIKE);
}
