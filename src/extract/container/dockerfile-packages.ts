import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Instruction } from '../../syntax/dockerfile.ts';
import { interpolate, type Lookup } from '../../syntax/interpolate.ts';
import { listed } from '../../syntax/listed.ts';
import { component } from '../component.ts';
import { shellOf } from './dockerfile-mounts.ts';
import type { Shipped } from './dockerfile-shipped.ts';
import { type Stage, stageVariables } from './dockerfile-stages.ts';
import { isDevelopmentPath } from './image.ts';
import { installedPackages } from './packages.ts';
import { systemPackages } from './system-packages.ts';

/** A Dockerfile, as far as its packages ask. */
interface Read {
  readonly place: (line: number) => Place;
  readonly stages: readonly Stage[];
  readonly shipped: Shipped;
}

/** The packages of languages that an instruction installs by name. */
export function packagesOf(
  reader: Read,
  stage: Stage,
  one: Instruction,
  variables: Lookup,
): Extraction {
  if (one.keyword !== 'RUN') return { components: [], diagnostics: [] };
  const { text } = interpolate(shellOf(one), variables, 'backslash');
  const components = installedPackages(text).map((found) => {
    const place = reader.place(lineNaming(one, found.name));
    const shipped = shipsPackage(found.purl, stage, reader.shipped);
    return component({
      kind: 'package',
      ...found,
      scope: shipped && !isDevelopmentPath(place.path) ? 'runtime' : 'development',
      relation: 'direct',
      role: shipped ? 'library' : 'build-tool',
      modified: 'no',
      seenAt: [place],
    });
  });
  return { components, diagnostics: [] };
}

/**
 * True if a package installed in a stage is, or may be, in the image. What pip installs is copied
 * from wherever it was put; a tool of npm is only where its own folder is taken.
 */
function shipsPackage(purl: string, stage: Stage, { whole, taken }: Shipped): boolean {
  if (whole.has(stage)) return true;
  const what = taken.get(stage);
  return what === 'globals' || (what === 'files' && !purl.startsWith('pkg:npm/'));
}

/** Most lines of one instruction that are searched for a name. */
const MAX_SEARCHED = 500;

/** The line of an instruction that has a name in it; its first where none has. */
export function lineNaming(one: Instruction, name: string): number {
  const found = one.lines.slice(0, MAX_SEARCHED).find(({ text }) => hasWord(text, name));
  return found?.line ?? one.line;
}

/** True if a name begins a word of a text: `torch` of `torch==2`, not of `x[torch]` or `pytorch`. */
function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    if (/[\s"']/.test(before) && !/[\w.-]/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}

/** Most names that are told of; of more, their number. */
const MAX_TOLD = 12;

/**
 * The packages that a Dockerfile takes from its distribution by name. Each is judged if our rules know
 * it; that the others in the image are not read is said once.
 */
export function systemPackagesOf({ place, stages, shipped }: Read): Extraction {
  const told = new Map<string, Place>();
  const components = stages.flatMap((stage) => {
    const variables = stageVariables(stage);
    const ships = shipped.shipsSystem(stage);
    return stage.instructions.flatMap((one) => {
      if (one.keyword !== 'RUN') return [];
      const { text } = interpolate(shellOf(one), variables, 'backslash');
      return systemPackages(text).map((found) => {
        const where = place(lineNaming(one, found.name));
        if (ships && !told.has(found.name)) told.set(found.name, where);
        return component({
          kind: 'product',
          ...found,
          scope: ships && !isDevelopmentPath(where.path) ? 'runtime' : 'development',
          relation: 'direct',
          role: ships ? 'base-image' : 'build-tool',
          modified: 'no',
          ifKnown: true,
          seenAt: [where],
        });
      });
    });
  });
  const [where] = told.values();
  if (!where) return { components, diagnostics: [] };
  const names = [...told.keys()];
  const are = names.length > 1 ? 'system packages are' : 'system package is';
  const message = `${names.length} ${are} installed by name (${listed(names, MAX_TOLD)}): only what the rules know by its name is judged; read the licenses of the rest in the image`;
  return { components, diagnostics: [diagnostic('system-packages', 'info', where, message)] };
}
