import { type Dependency, isAddress, requirementDependency, urlDependency } from './dependency.ts';
import { parseRequirement } from './requirement.ts';

/** One logical line of a requirements file: continuations joined, its comments set aside. */
export interface RequirementLine {
  /** Without comment; `''` for a line that is only a comment. */
  readonly text: string;
  readonly comment: string;
  /** Starts with a blank, as the comments do that pip-compile puts under an entry. */
  readonly indented: boolean;
  readonly line: number;
}

/** Splits a requirements file as pip does: `\` at the end joins lines, `#` after a blank comments. */
export function requirementLines(text: string): RequirementLine[] {
  const found: RequirementLine[] = [];
  let parts: string[] = [];
  let start = 1;
  let number = 0;
  for (const raw of text.split('\n')) {
    number += 1;
    const row = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (parts.length === 0) start = number;
    const comment = /^\s*#/.test(row);
    if (row.endsWith('\\') && !comment) {
      parts.push(row.slice(0, -1));
      continue;
    }
    // A comment line inside a continuation ends it for pip; its words are still only a comment.
    parts.push(comment && parts.length > 0 ? ` ${row}` : row);
    found.push(splitComment(parts.join(''), start));
    parts = [];
  }
  if (parts.length > 0) found.push(splitComment(parts.join(''), start));
  return found.filter(({ text: words, comment }) => words !== '' || comment !== '');
}

function splitComment(text: string, line: number): RequirementLine {
  const indented = /^\s/.test(text);
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at > 0 && !/\s/.test(text[at - 1] ?? '')) continue;
    return { text: text.slice(0, at).trim(), comment: text.slice(at + 1).trim(), indented, line };
  }
  return { text: text.trim(), comment: '', indented, line };
}

/**
 * What a line asks for: a dependency, another file, code of ours or an option (both nothing to
 * report), or words that were not understood.
 */
export type RequirementItem =
  | { readonly kind: 'dependency'; readonly dependency: Dependency }
  | { readonly kind: 'include' | 'constraint'; readonly file: string }
  | { readonly kind: 'own' | 'option' | 'malformed' };

const FILE_OPTION =
  /^(-r|--requirement|-c|--constraint|-e|--editable)(?:\s*=\s*|\s+|(?=[^-\s]))(.*)$/s;

/** Reads one logical line. Options other than `-r`, `-c` and `-e` name no dependency. */
export function readRequirementLine(text: string): RequirementItem {
  if (text.startsWith('-')) {
    const [, option = '', rest = ''] = FILE_OPTION.exec(text) ?? [];
    const value = rest.trim().replace(/^(["'])(.*)\1$/s, '$2');
    if (value === '') return { kind: 'option' };
    if (option === '-r' || option === '--requirement') return { kind: 'include', file: value };
    if (option === '-c' || option === '--constraint') return { kind: 'constraint', file: value };
    return readAddressOrName(value, true);
  }
  return readAddressOrName(withoutOptions(text), false);
}

// `--hash`, `--config-settings` and the like follow the requirement, each after a blank.
function withoutOptions(text: string): string {
  const option = /\s--?[a-z]/.exec(text);
  return option === null ? text : text.slice(0, option.index).trim();
}

function readAddressOrName(text: string, editable: boolean): RequirementItem {
  const requirement = parseRequirement(text);
  if (requirement && !(editable && requirement.url === undefined) && !isArchive(text)) {
    const dependency = requirementDependency(requirement);
    return dependency ? { kind: 'dependency', dependency } : { kind: 'own' };
  }
  if (!editable && !isAddress(text)) return { kind: 'malformed' };
  const marker = text.indexOf(' ;');
  const dependency = urlDependency(marker < 0 ? text : text.slice(0, marker));
  return dependency ? { kind: 'dependency', dependency } : { kind: 'own' };
}

function isArchive(text: string): boolean {
  return /^[^@\s]*\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/i.test(text);
}
