import type { Role, Signal } from '../../model/component.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor, SourceFile } from '../../model/extractor.ts';
import type { Place } from '../../model/place.ts';
import type { Tree } from '../../model/tree.ts';
import { type Dockerfile, type Instruction, parseDockerfile } from '../../syntax/dockerfile.ts';
import { type Interpolated, interpolate } from '../../syntax/interpolate.ts';
import { acceptanceSignal, acceptanceSignals } from '../acceptance.ts';
import { argumentsFor } from './compose-file.ts';
import { mountsOf, shellOf } from './dockerfile-mounts.ts';
import { lineNaming, packagesOf, systemPackagesOf } from './dockerfile-packages.ts';
import { type Shipped, shippedOf } from './dockerfile-shipped.ts';
import {
  assignmentsOf,
  type BuildArguments,
  type Stage,
  stageFinder,
  stagesOf,
  stageVariables,
} from './dockerfile-stages.ts';
import { isDevelopmentPath, joined, readImage } from './image.ts';

/** The names of Dockerfiles and Containerfiles. */
export const DOCKERFILES: readonly string[] = [
  'Dockerfile',
  'Containerfile',
  '*.Dockerfile',
  '*.Containerfile',
  'Dockerfile.*',
  'Dockerfile-*',
  'Dockerfile_*',
  'Containerfile.*',
  'Containerfile-*',
];

/** Dockerfiles and Containerfiles: base images, images copied from, named package installs. */
export const dockerfile: Extractor = {
  id: 'container/dockerfile',
  files: DOCKERFILES,
  zone: 'project',
  knows: {
    title: 'Dockerfile, Containerfile',
    ecosystem: 'containers',
    version: 'floating',
    relation: false,
    scope: true,
    license: false,
  },
  extract,
};

/**
 * Files whose names begin like a Dockerfile's and are none: `Dockerfile.dockerignore` is a list of
 * patterns, `dockerfile.ts` a program about Dockerfiles.
 */
const OTHER_FILE =
  /\.(?:dockerignore|md|sh|txt|[cm]?[jt]sx?|py|go|rs|rb|java|kt|cs|json|ya?ml|toml|html|snap|lock|log|orig|bak)$/i;

const NAMED =
  /(?:^|\/)(?:(?:[^/]*\.)?(?:docker|container)file|dockerfile[._-][^/]*|containerfile[.-][^/]*)$/i;

/** True for a file that is read as a Dockerfile for its name alone. */
export function isDockerfilePath(path: string): boolean {
  return NAMED.test(path) && !OTHER_FILE.test(path);
}

function extract(file: SourceFile, tree: Tree): Extraction {
  if (OTHER_FILE.test(file.path)) return { components: [], diagnostics: [] };
  const given = { lookup: argumentsFor(file.path, tree) };
  return readDockerfile(file.text, (line) => ({ path: file.path, line }), given);
}

/**
 * Reads a Dockerfile's text. `place` tells where its lines are, since Compose files may hold one;
 * `given` has the build arguments; `target` is the stage that a build asks for.
 */
export function readDockerfile(
  text: string,
  place: (line: number) => Place,
  given: BuildArguments,
  target?: string,
): Extraction {
  const parsed = parseDockerfile(text);
  if (!parsed.instructions.some(({ keyword }) => keyword === 'FROM' || keyword === 'ARG')) {
    const message = 'no FROM was found: this is not a Dockerfile, or it is a fragment of one';
    const where = place(parsed.problems[0]?.line ?? 1);
    return { components: [], diagnostics: [diagnostic('malformed-file', 'error', where, message)] };
  }
  const stages = stagesOf(parsed.instructions, given);
  const find = stageFinder(stages);
  const reader: Reader = { parsed, place, stages, find, shipped: shippedOf(stages, find, target) };
  const problems = parsed.problems.map(({ line, message }) =>
    diagnostic('malformed-entry', 'error', place(line), `${message}: correct it or remove it`),
  );
  return joined([
    { components: [], diagnostics: problems },
    frontend(reader),
    ...reader.stages.flatMap((stage) => readStage(reader, stage)),
    systemPackagesOf(reader),
  ]);
}

interface Reader {
  readonly parsed: Dockerfile;
  readonly place: (line: number) => Place;
  readonly stages: readonly Stage[];
  readonly find: ReturnType<typeof stageFinder>;
  readonly shipped: Shipped;
}

/** The build frontend named in `# syntax=`: it runs at build and ships nothing. */
function frontend({ parsed, place }: Reader): Extraction {
  const syntax = parsed.directives.get('syntax');
  if (!syntax) return { components: [], diagnostics: [] };
  return readImage({
    written: { text: syntax.text, unresolved: [] },
    where: place(syntax.line),
    role: 'build-tool',
    scope: 'development',
    modified: 'no',
    remedy: argRemedy,
  });
}

function argRemedy(variable: string): string {
  return `give it a default before the first FROM, \`ARG ${variable}=…\``;
}

function readStage(reader: Reader, stage: Stage): Extraction[] {
  const shipped = reader.shipped.whole.has(stage);
  const where = reader.place(stage.line);
  const scope = shipped && !isDevelopmentPath(where.path) ? 'runtime' : 'development';
  const parts: Extraction[] = [];
  if (stage.base && !stage.parent) {
    const role = shipped ? 'base-image' : 'build-tool';
    parts.push(readImage({ written: stage.base, where, role, scope, remedy: argRemedy }));
  }
  const variables = stageVariables(stage);
  for (const one of stage.instructions) {
    parts.push(
      ...imagesOf(reader, stage, one).map(({ written, role }) =>
        readImage({
          written,
          where: reader.place(one.line),
          role,
          scope: role === 'build-tool' || isDevelopmentPath(where.path) ? 'development' : 'runtime',
          remedy: argRemedy,
        }),
      ),
      packagesOf(reader, stage, one, variables),
      { components: [], diagnostics: [], signals: signalsOf(reader, one) },
    );
  }
  return parts;
}

interface NamedImage {
  readonly written: Interpolated;
  readonly role: Role;
}

/** Images an instruction takes files from. What a RUN mounts and does not copy is a tool of the build. */
function imagesOf(reader: Reader, stage: Stage, one: Instruction): NamedImage[] {
  const sources: { readonly text: string; readonly role: Role }[] = [];
  const { whole, taken: takenFrom, ships } = reader.shipped;
  const copied = one.keyword === 'COPY' ? one.flags.find(({ name }) => name === 'from') : undefined;
  if (copied) {
    sources.push({ text: copied.value, role: ships(stage, one) ? 'base-image' : 'build-tool' });
  }
  for (const { from, taken } of mountsOf(one, shellOf(one))) {
    const ships = taken.length > 0 && (whole.has(stage) || takenFrom.has(stage));
    sources.push({ text: from, role: ships ? 'base-image' : 'build-tool' });
  }
  return sources.flatMap(({ text, role }) => {
    const written = interpolate(text, stage.lookup, 'backslash');
    const isStage = /^\d+$/.test(written.text) || reader.find(written.text, stage) !== undefined;
    return isStage || written.text === 'scratch' ? [] : [{ written, role }];
  });
}

function signalsOf(reader: Reader, one: Instruction): Signal[] {
  if (one.keyword === 'RUN') {
    return one.lines.flatMap(({ line, text }) => acceptanceSignals(text, reader.place(line)));
  }
  if (one.keyword !== 'ENV' && one.keyword !== 'ARG') return [];
  return assignmentsOf(one).flatMap(([name, value]) => {
    const signal = acceptanceSignal(name, value, reader.place(lineNaming(one, name)));
    return signal ? [signal] : [];
  });
}
