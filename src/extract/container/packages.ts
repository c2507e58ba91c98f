import type { Version } from '../../model/component.ts';
import { npmPurl, purl } from '../../purl/purl.ts';
import { splitWords } from '../../syntax/dockerfile.ts';

/** A package that a shell command installs by name. */
export interface InstalledPackage {
  readonly purl: string;
  readonly name: string;
  readonly version?: Version;
}

/** Words that may stand before the command itself. */
export const MAY_STAND_BEFORE =
  /^(?:sudo|env|if|then|do|else|exec|time|!|\(|\{|--\S*|[A-Za-z_][A-Za-z0-9_]*=.*)$/;

/**
 * The packages that `pip install` and `npm install --global` name in a shell text.
 * Only what is plain: requirement files, paths, URLs and words with substitutions are passed over.
 */
export function installedPackages(shell: string): InstalledPackage[] {
  return shell.split(/&&|\|\||[;|\n]/).flatMap((command) => {
    if (!/install|add|\bi\b/.test(command) || /\$\(|`|<\(|<</.test(command)) return [];
    const words = splitWords(command);
    while (words[0] !== undefined && MAY_STAND_BEFORE.test(words[0])) words.shift();
    return pipPackages(words) ?? npmPackages(words) ?? [];
  });
}

const PIP_VALUE_FLAG =
  /^(?:-[rceift]|--(?:requirement|constraint|editable|index-url|extra-index-url|find-links|target|prefix|root|src|python|progress-bar|timeout|retries|trusted-host|cache-dir|proxy|upgrade-strategy|no-binary|only-binary|platform|python-version|implementation|abi|log|cert|client-cert|use-feature|report|config-settings|global-option|default-index|index|index-strategy|torch-backend))$/;

function pipPackages(words: readonly string[]): InstalledPackage[] | undefined {
  const [tool = '', ...rest] = words;
  const base = tool.slice(tool.lastIndexOf('/') + 1);
  const plain =
    (/^python[0-9.]*$/.test(base) && rest[0] === '-m' && /^pip\d?$/.test(rest[1] ?? '')) ||
    (base === 'uv' && rest[0] === 'pip');
  const from = plain ? rest.slice(base === 'uv' ? 1 : 2) : /^pip[0-9.]*$/.test(base) ? rest : [];
  const verb = from.findIndex((word) => !word.startsWith('-'));
  if (verb < 0 || from[verb] !== 'install') return undefined;
  return names(from.slice(verb + 1), PIP_VALUE_FLAG).flatMap(pipPackage);
}

const PIP_SPEC =
  /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[A-Za-z0-9,._ -]*\])?\s*((?:===?|[<>~!]=|[<>])[A-Za-z0-9.*+!,<>=~ ${}-]+)?$/;

function pipPackage(word: string): InstalledPackage[] {
  const [, name, constraint] = PIP_SPEC.exec(word) ?? [];
  if (!name || !/[A-Za-z]/.test(name) || /\.(?:whl|zip|gz|txt|toml)$/.test(name)) return [];
  if (!constraint) return [{ purl: purl({ type: 'pypi', name }), name }];
  const text = /^={2,3}\s*([A-Za-z0-9.+!-]+)$/.exec(constraint)?.[1];
  if (text) {
    const version: Version = { text, precision: 'exact' };
    return [{ purl: purl({ type: 'pypi', name, version: text }), name, version }];
  }
  const precision = constraint.includes('$') ? 'floating' : 'range';
  return [{ purl: purl({ type: 'pypi', name }), name, version: { text: constraint, precision } }];
}

const NPM_VALUE_FLAG = /^--(?:prefix|registry|cache|loglevel|omit|include|tag|store-dir)$/;

function npmPackages(words: readonly string[]): InstalledPackage[] | undefined {
  const [tool = '', ...args] = words;
  const isGlobal = args.some((word) => /^(?:-g|--global|--location=global)$/.test(word));
  if (tool === 'yarn' && args[0] === 'global' && args[1] === 'add') {
    return names(args.slice(2), NPM_VALUE_FLAG).flatMap(npmPackage);
  }
  const verb = args.findIndex((word) => !word.startsWith('-'));
  if (!isGlobal || !/^(?:npm|pnpm|bun)$/.test(tool)) return undefined;
  if (!/^(?:i|install|add)$/.test(args[verb] ?? '')) return undefined;
  return names(args.slice(verb + 1), NPM_VALUE_FLAG).flatMap(npmPackage);
}

const NPM_SPEC = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:@([^\s/:@$]+))?$/;

function npmPackage(word: string): InstalledPackage[] {
  const [, name, written] = NPM_SPEC.exec(word) ?? [];
  if (!name || /^-/.test(name) || /\.tgz$/.test(name)) return [];
  if (!written) return [{ purl: npmPurl(name), name }];
  if (/^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(written)) {
    const text = written.replace(/^v/, '');
    return [{ purl: npmPurl(name, text), name, version: { text, precision: 'exact' } }];
  }
  const precision = /^[a-z]/i.test(written) ? 'floating' : 'range';
  return [{ purl: npmPurl(name), name, version: { text: written, precision } }];
}

/** The words that are neither flags nor values of flags, up to a redirection. */
function names(words: readonly string[], takesValue: RegExp): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^(?:\d?>|&|<)/.test(word)) break;
    if (takesValue.test(word)) at++;
    else if (!word.startsWith('-')) out.push(word);
  }
  return out;
}
