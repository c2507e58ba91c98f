import { type Instruction, splitWords } from '../../syntax/dockerfile.ts';
import { type Interpolated, interpolate, type Lookup } from '../../syntax/interpolate.ts';

/** One FROM and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name?: string;
  /** What it is built from, with variables filled in; absent for `scratch`. */
  readonly base?: Interpolated;
  /** The earlier stage it is built from. */
  readonly parent?: Stage;
  readonly line: number;
  readonly instructions: readonly Instruction[];
  readonly lookup: Lookup;
  /** Arguments that take the place of defaults. */
  readonly overriding: Lookup;
}

/** What builds give to the ARGs of a Dockerfile. */
export interface BuildArguments {
  readonly lookup: Lookup;
  /** They are of the one build that is read, and take the place of defaults; else they fill in for none. */
  readonly override?: true;
}

/** BuildKit sets these for every build; the values are those of the commonest platform. */
const PLATFORM: Readonly<Record<string, string>> = Object.fromEntries(
  ['TARGET', 'BUILD'].flatMap((side) => [
    [`${side}PLATFORM`, 'linux/amd64'],
    [`${side}OS`, 'linux'],
    [`${side}ARCH`, 'amd64'],
    [`${side}VARIANT`, ''],
  ]),
);

/** The stages of a Dockerfile, in order. */
export function stagesOf(instructions: readonly Instruction[], given: BuildArguments): Stage[] {
  const starts = instructions.flatMap(({ keyword }, at) => (keyword === 'FROM' ? [at] : []));
  const overriding = overridesOf(given);
  const lookup = globalArguments(instructions.slice(0, starts[0] ?? instructions.length), {
    fallback: given.lookup,
    overriding,
  });
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  for (const [index, start] of starts.entries()) {
    const from = instructions[start];
    if (!from) continue;
    const [written = '', as, name] = splitWords(from.args);
    const base = interpolate(written, lookup, 'backslash');
    // Stage names are compared without case; the last of two stages with one name counts.
    const parent = byName.get(base.text.toLowerCase());
    const stage: Stage = {
      index,
      ...(as?.toLowerCase() === 'as' && name ? { name: name.toLowerCase() } : {}),
      ...(base.text === 'scratch' ? {} : { base }),
      ...(parent ? { parent } : {}),
      line: from.line,
      instructions: instructions.slice(start + 1, starts[index + 1]),
      lookup,
      overriding,
    };
    stages.push(stage);
    if (stage.name) byName.set(stage.name, stage);
  }
  return stages;
}

/** The index of the first stage of each name. */
function firstNamed(stages: readonly Stage[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { name, index } of stages) if (name && !first.has(name)) first.set(name, index);
  return first;
}

/** Finds the earlier stage that `--from` and `from=` of a stage's instructions mean, by name or number. */
export function stageFinder(
  stages: readonly Stage[],
): (from: string, stage: Stage) => Stage | undefined {
  const first = firstNamed(stages);
  return (from, stage) => {
    const index = /^\d+$/.test(from) ? Number(from) : first.get(from.toLowerCase());
    return index !== undefined && index < stage.index ? stages[index] : undefined;
  };
}

// An argument whose own variables have no value says nothing, so that the default stands.
function overridesOf({ lookup, override }: BuildArguments): Lookup {
  if (!override) return () => undefined;
  return (name) => {
    const value = lookup(name);
    return value && value.text !== '' && value.unresolved.length === 0 ? value : undefined;
  };
}

/** The ARGs before the first FROM: the only variables a FROM can use. */
function globalArguments(
  instructions: readonly Instruction[],
  { fallback, overriding }: { readonly fallback: Lookup; readonly overriding: Lookup },
): Lookup {
  const values = new Map<string, Interpolated>(
    Object.entries(PLATFORM).map(([name, text]) => [name, { text, unresolved: [] }]),
  );
  const declared = new Set<string>();
  const lookup: Lookup = (name) =>
    values.get(name) ?? (declared.has(name) ? fallback(name) : undefined);
  for (const { keyword, args } of instructions) {
    if (keyword !== 'ARG') continue;
    for (const word of splitWords(args)) declared.add(word);
    for (const [name, value] of assignments(args)) {
      values.set(name, overriding(name) ?? interpolate(value, lookup, 'backslash'));
    }
  }
  return lookup;
}

/** `A=1 B="2 3"` as pairs; words without `=` set nothing. */
function assignments(args: string): [string, string][] {
  return splitWords(args).flatMap((word) => {
    const equals = word.indexOf('=');
    return equals > 0 ? [[word.slice(0, equals), word.slice(equals + 1)]] : [];
  });
}

/** The ARGs and ENVs of a stage; an ARG without value takes that of the global one. */
export function stageVariables(stage: Stage): Lookup {
  const values = new Map<string, Interpolated>();
  const lookup: Lookup = (name) => values.get(name);
  for (const one of stage.instructions) {
    const { keyword, args } = one;
    if (keyword !== 'ARG' && keyword !== 'ENV') continue;
    for (const [name, value] of assignmentsOf(one)) {
      const given = keyword === 'ARG' ? stage.overriding(name) : undefined;
      values.set(name, given ?? interpolate(value, lookup, 'backslash'));
    }
    const inherited =
      keyword === 'ARG' && !args.includes('=')
        ? (stage.overriding(args) ?? stage.lookup(args))
        : undefined;
    if (inherited) values.set(args, inherited);
  }
  return lookup;
}

/** What an ENV or ARG sets; `ENV NAME value` is the old form for one variable. */
export function assignmentsOf({ keyword, args }: Instruction): [string, string][] {
  const old = keyword === 'ENV' ? /^(\w+)\s+(\S.*)$/s.exec(args) : null;
  return old?.[1] ? [[old[1], old[2] ?? '']] : assignments(args);
}
