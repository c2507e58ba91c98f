import { type Instruction, splitWords } from '../../syntax/dockerfile.ts';
import { interpolate } from '../../syntax/interpolate.ts';
import { givesOn, mountsOf, shellOf } from './dockerfile-mounts.ts';
import type { Stage, stageFinder } from './dockerfile-stages.ts';

/** What of a Dockerfile is in the image it makes. */
export interface Shipped {
  /** Stages that are in it whole: the one that is built, those it is built from, and images that are copied from. */
  readonly whole: ReadonlySet<Stage>;
  /** Other stages that something is taken from, directly or by way of another; see `Taken`. */
  readonly taken: ReadonlyMap<Stage, Taken>;
  /** True if what a COPY of a stage brings along is, or may be, in the image. */
  readonly ships: (stage: Stage, copy: Instruction) => boolean;
  /** True if what the package manager of the distribution puts into a stage is, or may be, in the image. */
  readonly shipsSystem: (stage: Stage) => boolean;
}

/** `globals` where the paths taken may hold what `npm install --global` installs. */
type Taken = 'globals' | 'files';

/**
 * The stage a build targets is the image, by name or number: the last one where nothing, or nothing
 * that is there, is named. The stages it is built from ship with it. Of the others only what
 * is copied ships: from one that changes nothing that is a part of its base image, as if the COPY
 * named the image; from one that builds, what it built, installed or copied itself.
 */
export function shippedOf(
  stages: readonly Stage[],
  find: ReturnType<typeof stageFinder>,
  target?: string,
): Shipped {
  const whole = new Set<Stage>();
  for (let one = targetOf(stages, target); one; one = one.parent) whole.add(one);
  const unchanged = unchangedOf(stages);
  const taken = new Map<Stage, Taken>();
  const paths = new Map<Stage, Set<string>>();
  const queue = [...whole];
  for (let stage = queue.pop(); stage; stage = queue.pop()) {
    for (const { from, what, paths: copied } of copiesIn(stage)) {
      let source = find(from, stage);
      if (source) add(paths, source, copied);
      // Where as much was taken before, the stages it is built from were seen too.
      while (source && taken.get(source) !== what && taken.get(source) !== 'globals') {
        if (!taken.has(source)) queue.push(source);
        taken.set(source, what);
        if (unchanged.has(source)) whole.add(source);
        source = source.parent;
      }
    }
  }
  // A stage comes after the one it is built from, whose files are taken with its own.
  for (let at = stages.length - 1; at >= 0; at--) {
    const stage = stages[at];
    if (stage?.parent) add(paths, stage.parent, paths.get(stage) ?? []);
  }
  const ships = (stage: Stage, copy: Instruction) =>
    whole.has(stage) || (taken.has(stage) && isTaken(stage, copy, paths.get(stage)));
  const shipsSystem = (stage: Stage) =>
    whole.has(stage) || (taken.has(stage) && isSystem(paths.get(stage)));
  return { whole, taken, ships, shipsSystem };
}

/** Most paths of one stage that are told apart; of more, everything counts as taken. */
const MAX_PATHS = 100;

function add(paths: Map<Stage, Set<string>>, stage: Stage, more: Iterable<string>): void {
  const known = paths.get(stage) ?? new Set();
  for (const path of more) {
    if (known.size >= MAX_PATHS) {
      known.clear();
      known.add('/');
      break;
    }
    if (!known.has('/')) known.add(path);
  }
  paths.set(stage, known);
}

/**
 * True if something a stage is taken from may hold what one of its COPYs put there, or a later RUN of
 * the stage gives that on.
 */
function isTaken(stage: Stage, copy: Instruction, taken: Iterable<string> = ['/']): boolean {
  const target = splitWords(copy.args).at(-1) ?? '';
  if (!target.startsWith('/')) return true;
  for (const path of taken) {
    if (overlap(path.startsWith('/') ? path : `/${path}`, target)) return true;
  }
  return givesOn(stage.instructions, target);
}

/** Where distributions put what their packages hold. */
const SYSTEM = [
  'bin',
  'lib',
  'lib64',
  'opt',
  'sbin',
  'usr/bin',
  'usr/lib',
  'usr/sbin',
  'usr/share',
];

function isSystem(taken: Iterable<string> = ['/']): boolean {
  for (const path of taken) {
    const full = path.startsWith('/') ? path : `/${path}`;
    if (SYSTEM.some((folder) => overlap(full, `/${folder}`))) return true;
  }
  return false;
}

/** True if one path may be, or be in, the other. Of a path with a wildcard the start is compared. */
function overlap(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((path) => path.split(/[$*?[]/, 1)[0]);
  if (a.length < one.length || b.length < other.length) return a.startsWith(b) || b.startsWith(a);
  const [c, d] = [`${a.replace(/\/+$/, '')}/`, `${b.replace(/\/+$/, '')}/`];
  return c.startsWith(d) || d.startsWith(c);
}

function targetOf(stages: readonly Stage[], target: string | undefined): Stage | undefined {
  const name = target?.toLowerCase();
  const named = stages.find((stage) => stage.name === name || String(stage.index) === name);
  return (name === undefined ? undefined : named) ?? stages.at(-1);
}

/** Where npm installs globally in the images people build on. */
const GLOBAL_MODULES = '/usr/local/lib/node_modules';

/** What is taken from elsewhere, and from where. */
interface Copied {
  readonly from: string;
  readonly what: Taken;
  readonly paths: readonly string[];
}

/** What the instructions of a stage take from elsewhere: COPY, and RUN from what it mounts. */
function copiesIn({ instructions, lookup }: Stage): Copied[] {
  return instructions.flatMap((one) =>
    sourcesOf(one).map(({ from, paths }) => ({
      from: interpolate(from, lookup, 'backslash').text,
      what: paths.some(mayHoldGlobals) ? 'globals' : 'files',
      paths,
    })),
  );
}

function sourcesOf(one: Instruction): { from: string; paths: readonly string[] }[] {
  if (one.keyword === 'RUN') {
    const taking = mountsOf(one, shellOf(one)).filter(({ taken }) => taken.length > 0);
    return taking.map(({ from, taken }) => ({ from, paths: taken }));
  }
  const from = one.keyword === 'COPY' ? one.flags.find(({ name }) => name === 'from') : undefined;
  return from ? [{ from: from.value, paths: splitWords(one.args).slice(0, -1) }] : [];
}

function mayHoldGlobals(path: string): boolean {
  return (
    /[$*]/.test(path) ||
    `${GLOBAL_MODULES}/`.startsWith(`${path.replace(/\/+$/, '')}/`) ||
    path.startsWith(GLOBAL_MODULES)
  );
}

/** Stages that change no file: what is in them is what is in the image they begin with. */
function unchangedOf(stages: readonly Stage[]): Set<Stage> {
  const unchanged = new Set<Stage>();
  for (const stage of stages) {
    const isBuilt = stage.instructions.some(({ keyword }) => /^(?:RUN|COPY|ADD)$/.test(keyword));
    if (!isBuilt && (!stage.parent || unchanged.has(stage.parent))) unchanged.add(stage);
  }
  return unchanged;
}
