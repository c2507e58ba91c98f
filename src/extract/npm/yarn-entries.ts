/** One entry of a yarn.lock: the descriptors it answers, its fields, and what it needs. */
export interface YarnEntry {
  readonly line: number;
  /** `chalk@^4.1.0`, or in the newer format `chalk@npm:^4.1.0`. */
  readonly descriptors: readonly string[];
  /** `version`, `resolved` or `resolution`, as written without quotes. */
  readonly fields: ReadonlyMap<string, string>;
  readonly dependencies: ReadonlyMap<string, string>;
  /** Names among its dependencies that an install may leave out. */
  readonly optional: ReadonlySet<string>;
}

/** A yarn.lock of either format. */
export interface YarnLock {
  /** Written by yarn 2 or newer, which puts `__metadata` first. */
  readonly berry: boolean;
  /** The file says that it is a yarn lockfile, or has entries. */
  readonly recognized: boolean;
  readonly entries: readonly YarnEntry[];
  /** Lines that belong to no entry. */
  readonly strayLines: readonly number[];
}

interface Draft {
  readonly line: number;
  readonly descriptors: readonly string[];
  readonly fields: Map<string, string>;
  readonly dependencies: Map<string, string>;
  readonly optional: Set<string>;
}

/**
 * Scans a yarn.lock line by line. Both formats indent by two spaces: an entry's descriptors stand
 * at the margin, its fields one step in, its dependencies two; the older one writes `name "value"`
 * where the newer one writes YAML, `name: value`.
 */
export function scanYarn(text: string): YarnLock {
  const entries: Draft[] = [];
  const strayLines: number[] = [];
  let recognized = false;
  let berry = false;
  let entry: Draft | undefined;
  let section = '';
  let member = '';
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const source = text.slice(start, end);
    start = end + 1;
    line++;
    const content = source.trim();
    if (content.startsWith('#')) recognized ||= /^# yarn lockfile v\d/.test(content);
    if (content === '' || content.startsWith('#')) continue;
    const indent = source.length - source.trimStart().length;
    if (indent === 0) {
      section = '';
      entry = undefined;
      if (content === '__metadata:') berry = true;
      else if (content.endsWith(':')) {
        entry = draft(content.slice(0, -1), line);
        entries.push(entry);
      } else strayLines.push(line);
      continue;
    }
    if (!entry) continue;
    const [key, value] = pair(content);
    if (indent <= 2) {
      section = value === '' ? key : '';
      if (value !== '') entry.fields.set(key, value);
    } else if (indent <= 4) {
      member = key;
      if (section === 'dependencies' || section === 'optionalDependencies')
        entry.dependencies.set(key, value);
      if (section === 'optionalDependencies') entry.optional.add(key);
    } else if (section === 'dependenciesMeta' && key === 'optional' && value === 'true') {
      entry.optional.add(member);
    }
  }
  return { berry, recognized: recognized || berry || entries.length > 0, entries, strayLines };
}

function draft(heading: string, line: number): Draft {
  return {
    line,
    descriptors: heading.split(',').map((part) => part.trim().replace(/^"|"$/g, '')),
    fields: new Map(),
    dependencies: new Map(),
    optional: new Set(),
  };
}

// `"@s/n" "^1"`, `chalk "^2"`, `chalk: "npm:^2"`, `"@s/n": ^1`, `dependencies:`
function pair(content: string): readonly [string, string] {
  const close = content.startsWith('"') ? content.indexOf('"', 1) : -1;
  const end = close > 0 ? close + 1 : content.search(/:?\s|:$/);
  if (end < 0) return [content, ''];
  const key = content.slice(0, end).replace(/^"|"$/g, '');
  const value = content.slice(end).replace(/^:/, '').trim();
  return [key, value.replace(/^"|"$/g, '')];
}
