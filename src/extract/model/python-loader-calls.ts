import {
  type Argument,
  argumentsOf,
  type Call,
  type Code,
  callsIn,
  chainOf,
  isName,
  isOp,
  type Span,
} from './calls.ts';
import { hubDataset, hubModel, type Reader } from './ids.ts';
import { qualified } from './python-imports.ts';
import { LOADERS, type Loader } from './python-loaders.ts';
import { lookUp, type Names } from './python-names.ts';
import type { Token } from './tokens.ts';

/** A call that loads something: by which loader, with which arguments, and its first token. */
export interface LoaderCall {
  readonly loader: Loader;
  readonly args: readonly Argument[];
  readonly start: number;
}

const LOADERS_BY_NAME = new Map<string, Loader[]>();
for (const loader of LOADERS) {
  for (const name of loader.names) {
    LOADERS_BY_NAME.set(name, [...(LOADERS_BY_NAME.get(name) ?? []), loader]);
  }
}

/** True if tokens hold the name of a loader: without one, no other name can stand for it. */
export function mayLoad(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === 'name' && LOADERS_BY_NAME.has(text));
}

/**
 * The calls of a file that load models, also under other names: `import … as`, `load = X.from_pretrained`,
 * `partial(X.from_pretrained, …)`, and those that another function is to make: `to_thread(download, …)`.
 */
export function* loaderCalls(names: Names): Generator<LoaderCall> {
  const { code } = names;
  for (const call of callsIn(code)) {
    const loaders = chainsOf(names, call).flatMap((chain) => loadersOf(names, chain));
    if (loaders.length > 0) {
      const args = argumentsOf(code, call.open);
      for (const loader of new Set(loaders)) yield { loader, args, start: call.start };
    }
    yield* handedOver(names, call);
  }
}

// The loaders that a chain of names may be, as it is written or as it is imported.
function loadersOf({ imports }: Names, chain: string): Loader[] {
  const whole = qualified(chain, imports);
  return [chain, whole].flatMap((called) =>
    (LOADERS_BY_NAME.get(called.slice(called.lastIndexOf('.') + 1)) ?? []).filter(
      (loader) => !loader.chain || loader.chain.test(called),
    ),
  );
}

// A call's own chain, and what its name was assigned.
function chainsOf(names: Names, call: Call): string[] {
  const bindings = call.chain.includes('.')
    ? names.attributes.get(call.name)
    : lookUp(names, call.start, call.chain);
  const assigned = (bindings ?? []).flatMap((binding) =>
    binding.each || binding.path.length > 0 ? [] : (aliasOf(names.code, binding) ?? []),
  );
  return [call.chain, ...assigned];
}

// `X.from_pretrained`, or that as the first argument of `partial`.
function aliasOf(code: Code, span: Span): string | undefined {
  const chain = chainOf(code, span);
  if (chain) return chain.join('.');
  const open = isOp(code.tokens[span.start + 1], '.') ? span.start + 3 : span.start + 1;
  if (!isName(code.tokens[open - 1], 'partial') || !isOp(code.tokens[open], '(')) return undefined;
  const [first] = argumentsOf(code, open);
  return first ? chainOf(code, first)?.join('.') : undefined;
}

// `partial(X.from_pretrained, "id")`, `loop.run_in_executor(None, snapshot_download, "id")`.
function* handedOver(names: Names, { open, start }: Call): Generator<LoaderCall> {
  const { code } = names;
  const first = code.tokens[open + 1];
  if (first?.kind !== 'name') return;
  let from = isOp(code.tokens[open + 2], ',') && isName(first, 'None') ? open + 3 : open + 1;
  const begin = from;
  while (
    code.tokens[from]?.kind === 'name' &&
    isOp(code.tokens[from + 1], '.') &&
    from < begin + 12
  ) {
    from += 2;
  }
  if (!isOp(code.tokens[from + 1], ',')) return;
  const chain = chainOf(code, { start: begin, end: from + 1 })?.join('.');
  const loaders = chain === undefined ? [] : loadersOf(names, chain);
  if (loaders.length === 0) return;
  const args = argumentsOf(code, open).filter(({ start: at }) => at > from);
  for (const loader of new Set(loaders)) yield { loader, args, start };
}

/** The same call with another reader where `repo_type="dataset"` or `"space"` says so. */
export function readerFor(loader: Loader, repoType: string | undefined): Reader {
  if (repoType === 'dataset' && loader.read === hubModel) return hubDataset;
  return repoType === 'space' ? () => undefined : loader.read;
}
