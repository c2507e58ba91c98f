import type { Signal } from '../model/component.ts';
import type { Place } from '../model/place.ts';

/*
 * Some vendors let a variable or a flag stand for a person who accepts their terms. A build that
 * sets one has accepted a license, perhaps without anybody having read it.
 */

const YES = /^(?:1|y|yes|true|on|accept|accepted|agree|agreed)$/i;
const ACCEPTS = /^(?:ACCEPT|ACCEPTS|ACCEPTED|AGREE|AGREES|AGREED)$/;
const TERMS = /^(?:EULAS?|LICEN[SC]ES?|TOS|TOU|TERMS|AGREEMENTS?)$/;
// `REQUIRE_ACCEPT_TERMS=true` asks our own users; it accepts nothing.
const ASKS = /^(?:CHECK|ENABLED?|FORCE|MUST|NEEDS?|REQUIRED?|SHOW|URL|VERIFY)$/;
const FLAG = /--(?:[a-z]+-)?accept-(?:eula|licen[sc]es?|licen[sc]e-agreement|tos|terms)(?![\w-])/;

/**
 * True if setting this variable to this value accepts terms: `COQUI_TOS_AGREED=1`, `ACCEPT_EULA=Y`,
 * `LICENSE=accept`, `SPLUNK_START_ARGS=--accept-license`. Names and values are read without case;
 * quotes around the value do not matter.
 */
export function acceptsTerms(name: string, value: string): boolean {
  const said = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (FLAG.test(said)) return true;
  if (!YES.test(said)) return false;
  const words = name.toUpperCase().split('_');
  if (words.some((word) => ASKS.test(word))) return false;
  if (words.length === 1 && /^LICEN[SC]E$/.test(name.toUpperCase())) {
    return /^(?:accept|agree)/i.test(said);
  }
  return (
    words.at(-1) === 'EULA' ||
    (words.some((word) => ACCEPTS.test(word)) && words.some((word) => TERMS.test(word)))
  );
}

/** The signal of one variable with its value, or nothing when it accepts nothing. */
export function acceptanceSignal(name: string, value: string, where: Place): Signal | undefined {
  return acceptsTerms(name, value) ? { kind: 'terms-accepted', name, value, where } : undefined;
}

/**
 * The signals in one line of shell, Python, YAML or JavaScript: assignments (`export X=1`,
 * `os.environ["X"] = "1"`, `{"X": "1"}`, `setdefault("X", "1")`) and flags (`--accept-license`).
 * Comments and tests (`[ "$X" = 1 ]`, `getenv("X", "1")`) set nothing.
 */
export function acceptanceSignals(line: string, where: Place): Signal[] {
  const code = withoutComment(line);
  const signals: Signal[] = [];
  for (const match of code.matchAll(/(?<![\w$])[A-Z][A-Z0-9_]{2,}/g)) {
    const value = valueAfter(code, match.index + match[0].length);
    if (value === undefined || isRead(code, match.index)) continue;
    const signal = acceptanceSignal(match[0], value, where);
    if (signal) signals.push(signal);
  }
  const flag = FLAG.exec(code);
  if (flag && signals.length === 0) {
    signals.push({ kind: 'terms-accepted', name: flag[0], value: 'true', where });
  }
  return signals;
}

const ASSIGNED =
  /["'`]?\]?[ \t]{0,8}(?:=(?!=)|:|,)[ \t]{0,8}(?:"([^"]{0,200})"|'([^']{0,200})'|(\w+))/y;

function valueAfter(code: string, from: number): string | undefined {
  ASSIGNED.lastIndex = from;
  const match = ASSIGNED.exec(code);
  return match ? (match[1] ?? match[2] ?? match[3]) : undefined;
}

/** True if what stands before the name reads the variable instead of setting it. */
function isRead(code: string, at: number): boolean {
  return /\$\{$|(?:\bget|getenv|\benv)\(\s{0,8}["'`]$/i.test(code.slice(Math.max(0, at - 24), at));
}

/** A line up to the `#` or `//` that starts a comment outside quotes. */
function withoutComment(line: string): string {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (quote) {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (startsComment(line, at)) return line.slice(0, at);
  }
  return line;
}

function startsComment(line: string, at: number): boolean {
  const opens = line[at] === '#' || line.startsWith('//', at);
  return opens && (at === 0 || /\s/.test(line[at - 1] ?? ''));
}
