import type { Instruction } from '../../syntax/dockerfile.ts';
import { commandsOf } from '../model/shell-words.ts';

/** A `RUN --mount` that shows a step the files of an image or of an earlier stage. */
export interface Mount {
  /** The image or stage, variables as written. */
  readonly from: string;
  /**
   * The paths in it, of its own file system, that the step may leave copies of in the image. None:
   * what is mounted only runs.
   */
  readonly taken: readonly string[];
}

/** Programs that copy what they are given; any other one may, if it is given a file. */
const COPIES = /^(?:cp|mv|install|rsync|tar|ln|dd|cpio|scp|unzip)$/;
/** Those of them that write to the last word. */
const TO_LAST = /^(?:cp|mv|install|rsync|ln|scp)$/;

/** Words that may stand before the program of a command. */
const BEFORE = /^(?:sudo|then|do|else|elif|if|while|exec|time|env|!|\{|[A-Za-z_]\w*=.*)$/;

/** Programs that only look. */
const LOOKS =
  /^(?:\[|\[\[|test|ls|stat|file|find|du|wc|sha\d+sum|md5sum|echo|printf|which|true|:)$/;

/** Most commands of one step, and mounts, that are looked at; what is left may take everything. */
const MAX_COMMANDS = 2000;
const MAX_MOUNTS = 50;

/**
 * The mounts of a RUN whose files come from elsewhere (`from=`), with what the step takes from them.
 * A mounted file is taken where a command is given it: `cp /m/bin/x /usr/bin`, `pip install /m/*.whl`.
 * A program that is only started from there (`/m/bin/x build`) or found by way of a variable
 * (`PATH=/m/bin:$PATH`) is a tool of the build.
 */
export function mountsOf(one: Instruction, shell: string): Mount[] {
  if (one.keyword !== 'RUN') return [];
  const mounts = one.flags.flatMap(({ name, value }) => (name === 'mount' ? [value] : []));
  const foreign = mounts.map(optionsOf).filter((options) => options.has('from'));
  if (foreign.length === 0) return [];
  const commands = argumentsIn(shell);
  return foreign.map((options, index) => {
    if (index >= MAX_MOUNTS) return { from: options.get('from') ?? '', taken: ['/'] };
    const source = options.get('source') ?? options.get('src') ?? '/';
    const target = options.get('target') ?? options.get('dst') ?? options.get('destination') ?? '';
    return { from: options.get('from') ?? '', taken: takenFrom(commands, target, source) };
  });
}

/**
 * The script of a RUN: its command, be it listed as `["cp", "/m/a", "/b"]`, and its here-documents,
 * variables as written.
 */
export function shellOf({ args, heredocs }: Instruction): string {
  return (
    (listed(args) ?? args) +
    heredocs.flatMap((body) => ['', ...body.map(({ text }) => text)]).join('\n')
  );
}

function optionsOf(value: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) options.set(part.slice(0, equals).toLowerCase(), part.slice(equals + 1));
  }
  return options;
}

/** What one command is given. */
interface Given {
  readonly words: readonly string[];
  /** It copies, and a variable hides what. */
  readonly hidden: boolean;
  readonly copies: boolean;
}

function argumentsIn(shell: string): Given[] {
  const given: Given[] = [];
  const pending = [shell];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const { words } of commandsOf(text)) {
      if (given.length >= MAX_COMMANDS) {
        return [...given, { words: [], hidden: true, copies: true }];
      }
      const at = words.findIndex((word) => !BEFORE.test(word));
      const program = (words[at] ?? '').replace(/^.*\//, '');
      if (at < 0 || LOOKS.test(program)) continue;
      const rest = words.slice(at + 1);
      const copies = COPIES.test(program);
      const sources = TO_LAST.test(program) ? rest.slice(0, -1) : rest;
      const hidden = copies && sources.some((word) => word.includes('$'));
      given.push({ words: rest, hidden, copies });
      // `sh -c "…"` carries a script of its own, whose words are no paths.
      const script = /sh$/.test(program) ? rest[rest.indexOf('-c') + 1] : undefined;
      if (rest.includes('-c') && script && script.length < text.length) pending.push(script);
    }
  }
  return given;
}

function listed(shell: string): string | undefined {
  if (!shell.startsWith('[')) return undefined;
  const parts = shell.match(/"(?:[^"\\]|\\.)*"/g);
  return parts?.join(' ');
}

function takenFrom(commands: readonly Given[], target: string, source: string): string[] {
  const inside = target.replace(/^\.?\/+|\/+$/g, '');
  const root = source.replace(/\/+$/, '');
  const taken = new Set<string>();
  for (const { words, hidden, copies } of commands) {
    // Where the mount lies, or what is copied, is not told, all of it may be.
    if (hidden || (copies && (inside === '' || target.includes('$')))) taken.add(root || '/');
    if (inside === '') continue;
    for (const word of words) {
      const rest = below(word, inside);
      if (rest !== undefined) taken.add(root + rest || '/');
    }
  }
  return [...taken];
}

/** What follows a folder in a word that names a path in it: `/a` of `--from=/m/a` for `m`. */
function below(word: string, folder: string): string | undefined {
  const path = word.replace(/^(?:\d?[<>]+|--?[\w-]+=|-[A-Za-z](?=[./]))?(?:file:)?\.?\/*/, '');
  if (!path.startsWith(folder)) return undefined;
  const rest = path.slice(folder.length);
  return rest === '' || rest.startsWith('/') || /^[*?]/.test(rest) ? rest : undefined;
}

/** Most COPYs and RUNs of a stage that are laid beside each other; more may give everything on. */
const MAX_INSTRUCTIONS = 100;

/** True if a step among instructions copies what lies at a path. */
export function givesOn(instructions: readonly Instruction[], path: string): boolean {
  if (instructions.length > MAX_INSTRUCTIONS) return true;
  const inside = path.replace(/^\/+|\/+$/g, '');
  return instructions.some(
    (one) =>
      one.keyword === 'RUN' &&
      argumentsIn(shellOf(one)).some(
        ({ words, copies }) => copies && words.some((word) => below(word, inside) !== undefined),
      ),
  );
}
