import type { Version } from '../../model/component.ts';
import { purl } from '../../purl/purl.ts';
import { splitWords } from '../../syntax/dockerfile.ts';
import { MAY_STAND_BEFORE } from './packages.ts';

/** A package that a command takes from the distribution, or from a vendor's repository for it. */
export interface SystemPackage {
  readonly purl: string;
  /** As written where a variable hides the name: `$PACKAGES`. */
  readonly name: string;
  readonly version: Version;
}

/** What a package manager is called, what its purls are, and how its command line reads. */
interface Manager {
  readonly programs: RegExp;
  readonly type: 'deb' | 'apk' | 'rpm';
  readonly verb: RegExp;
  /** Flags whose value is the next word. */
  readonly takesValue: RegExp;
}

const MANAGERS: readonly Manager[] = [
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    type: 'deb',
    verb: /^(?:install|reinstall|build-dep)$/,
    takesValue: /^(?:-[tocq]*[toc]|--(?:target-release|default-release|option|config-file))$/,
  },
  {
    programs: /^dpkg$/,
    type: 'deb',
    verb: /^(?:-i|--install)$/,
    takesValue: /^--(?:root|admindir)$/,
  },
  {
    programs: /^apk$/,
    type: 'apk',
    verb: /^add$/,
    takesValue:
      /^(?:-[tXp]|--(?:virtual|repository|root|arch|keys-dir|repositories-file|cache-dir|wait))$/,
  },
  {
    programs: /^(?:yum|dnf5?|microdnf|tdnf)$/,
    type: 'rpm',
    verb: /^(?:install|localinstall|reinstall)$/,
    takesValue:
      /^(?:-[cxd]|--(?:enablerepo|disablerepo|repo|repoid|installroot|releasever|setopt|config|exclude))$/,
  },
  {
    programs: /^zypper$/,
    type: 'rpm',
    verb: /^(?:install|in)$/,
    takesValue: /^(?:-[rtR]|--(?:repo|from|type|root|installroot))$/,
  },
  { programs: /^rpm$/, type: 'rpm', verb: /^-[ivhFU]*[iFU][ivhFU]*$/, takesValue: /^--root$/ },
];

/** The packages that `apt-get install`, `apk add`, `dnf install` and their like name in a shell text. */
export function systemPackages(shell: string): SystemPackage[] {
  if (!/\b(?:install|add|in|dpkg|rpm)\b/.test(shell)) return [];
  // What a command prints is known to nobody here; it must not be read for words of this one.
  const plain = shell.replace(/\\\r?\n/g, ' ').replace(/\$\([^()]*\)|`[^`]*`/g, '$()');
  return plain.split(/&&|\|\||[;|&\n]/).flatMap((command) => {
    const words = splitWords(command);
    while (words[0] !== undefined && MAY_STAND_BEFORE.test(words[0])) words.shift();
    const program = (words[0] ?? '').replace(/^.*\//, '');
    const manager = MANAGERS.find(({ programs }) => programs.test(program));
    return manager ? installed(words.slice(1), manager) : [];
  });
}

function installed(words: readonly string[], { type, verb, takesValue }: Manager): SystemPackage[] {
  const found: SystemPackage[] = [];
  let installs = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^(?:\d?>|<)/.test(word)) break;
    if (!installs && verb.test(word)) installs = true;
    else if (takesValue.test(word)) at++;
    else if (!word.startsWith('-')) {
      if (!installs) return [];
      const one = packageOf(word, type);
      if (one) found.push(one);
    }
  }
  return found;
}

/** Which release a distribution has of a package is not known from its name. */
const ANY: Version = { text: '*', precision: 'range' };

const NAME = /^([A-Za-z0-9][\w.+-]{0,100}?)(?::[a-z0-9]+)?$/;

function packageOf(word: string, type: Manager['type']): SystemPackage | undefined {
  const file = /(?:^|\/)([^/]+)\.(?:deb|rpm|apk)$/.exec(word)?.[1];
  if (file) return named(file.replace(/(?:_|-(?=\d)).*$/s, ''), ANY, type);
  if (/^[./~!@]|:\/\//.test(word)) return undefined;
  if (word.startsWith('$')) return { purl: purl({ type, name: word }), name: word, version: ANY };
  const [, name = '', operator = '', rest = ''] = /^([^=<>~@/]+)([=<>~@/]*)(.*)$/s.exec(word) ?? [];
  // `curl/bookworm` and `redis@edge` say where a package comes from.
  if (operator === '' || /[@/]/.test(operator) || rest === '') {
    const [, base = '', number] =
      type === 'rpm' ? (/^(.+?)-(\d+\.\d[\w.]*)(?:-[\w.]+)?$/.exec(name) ?? []) : [];
    return number ? named(base, exact(number), type) : named(name, ANY, type);
  }
  const one = operator === '=' || operator === '==';
  const text = one ? rest : operator + rest;
  if (rest.includes('$') || rest.includes('*')) {
    return named(name, { text: rest.includes('$') ? '*' : rest, precision: 'range' }, type);
  }
  return named(name, one ? exact(text) : { text, precision: 'range' }, type);
}

function exact(text: string): Version {
  return { text, precision: 'exact' };
}

function named(word: string, version: Version, type: Manager['type']): SystemPackage | undefined {
  const name = NAME.exec(word)?.[1]?.replace(/-$/, '');
  if (!name) return undefined;
  const release = version.precision === 'exact' ? { version: version.text } : {};
  return { purl: purl({ type, name, ...release }), name, version };
}
