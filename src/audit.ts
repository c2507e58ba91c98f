import { claims } from './collect/claims.ts';
import { missingSubmodules } from './collect/submodules.ts';
import { UNREAD_FORMATS, unreadManifests } from './collect/unread.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { complete } from './extract/complete.ts';
import { extract } from './extract/extract.ts';
import { identify } from './identify/identify.ts';
import type { KnownTexts } from './identify/recognize.ts';
import type { Inventory } from './model/component.ts';
import type { Config } from './model/config.ts';
import { type Diagnostic, diagnostic } from './model/diagnostic.ts';
import type { Extractor } from './model/extractor.ts';
import type { Knowledge } from './model/knowledge.ts';
import type { Report } from './model/report.ts';
import type { Tree } from './model/tree.ts';
import { isOfInterest, resolver } from './resolve/resolve.ts';

/**
 * The whole program, in the order it happens:
 *
 *   disk → openTree → **survey** (collect, extract, complete, identify) → Inventory
 *        → **judge** (resolve, evaluate) → Report → render → gate
 *
 * What holds, always (each has a test in `test/invariants.test.ts`):
 * 1. Same bytes in, same bytes out: any machine, locale, file order.
 * 2. Nothing is lost silently: each entry of each claimed file is a component or a diagnostic.
 * 3. Unknown never rounds to no: violations + needs-review + clear count every component once.
 * 4. Every conclusion walks back to a line of the scanned repository or a file in `rules/`.
 * 5. A waiver stays visible; an expired or unused one is reported.
 * 6. A malformed entry costs that entry, a malformed file that file, never the run.
 */

/** What survey needs to know beside the tree. */
export interface SurveyOptions {
  readonly extractors: readonly Extractor[];
  /** Known license texts; loaded when the first text is met. */
  readonly texts: KnownTexts;
  /** Trouble met while the tree was opened. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Finds what a repository uses and what is said of licenses. Reads through the tree, and nothing else. */
export function survey(
  tree: Tree,
  { extractors, texts, diagnostics = [] }: SurveyOptions,
): Inventory {
  const claimed = claims(tree, extractors);
  const extracted = extract(claimed, tree);
  const identified = identify(complete(extracted.components, tree), tree, texts);
  const unread = unreadManifests(claims(tree, UNREAD_FORMATS), tree);
  const empty =
    identified.components.length === 0 && unread.length === 0
      ? [
          diagnostic(
            'empty-repository',
            'info',
            '.',
            'nothing to audit: no manifest, image, model or license file was found',
          ),
        ]
      : [];
  return {
    components: identified.components,
    signals: extracted.signals,
    diagnostics: [
      ...diagnostics,
      ...extracted.diagnostics,
      ...identified.diagnostics,
      ...unread,
      ...missingSubmodules(tree),
      ...empty,
    ],
    coverage: extracted.coverage,
  };
}

/** Decides what follows from an inventory under a usage profile. Pure: no disk, clock or network. */
export function judge(inventory: Inventory, knowledge: Knowledge, config: Config): Report {
  const { assertions, asOf, includeDevelopment } = config;
  const resolve = resolver({ knowledge, assertions, signals: inventory.signals, asOf });
  const determined = inventory.components
    .filter(({ scope }) => includeDevelopment || scope !== 'development')
    .map((component) => resolve(component))
    .filter(isOfInterest);
  return evaluate(determined, inventory, { knowledge, config });
}
