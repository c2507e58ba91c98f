import { type Line, linesOf } from './parameters-lines.ts';

/** What a block of parameters says, by the names this project gives them. */
export type BlockKey =
  | 'licensor'
  | 'licensedWork'
  | 'additionalUseGrant'
  | 'changeDate'
  | 'changeLicense'
  | 'usageLimitation'
  /** `License: BSL 1.1`: ends the value above it. */
  | 'label'
  /** `For information about alternative licensing arrangements, please …` */
  | 'contact'
  /** `On the date above, … use of this software will be governed by …` */
  | 'conversion';

const NAMES: readonly (readonly [string, BlockKey])[] = [
  ['licensors?', 'licensor'],
  ['licensed works?', 'licensedWork'],
  ['software', 'licensedWork'],
  ['additional (?:use|usage) grants?', 'additionalUseGrant'],
  ['change date', 'changeDate'],
  ['changed? licen[sc]e', 'changeLicense'],
  ['(?:use|usage) limitations?', 'usageLimitation'],
  ['licen[sc]e', 'label'],
];

const NAME = NAMES.map(([name]) => name)
  .join('|')
  .replaceAll(' ', '[ \\t]+');

/** `- Change Date (of this version): …`, `2. Change Date: …`, `| Change Date | … |`. */
const KEY = new RegExp(
  `^(?:[-+•|]+[ \\t]*|\\(?[0-9a-z]{1,2}[.)][ \\t]+)?(${NAME})(?:[ \\t]*\\([^()]{0,40}\\))?[ \\t]*(?:[:：][ \\t|]*|\\|[ \\t]*)(.*)$`,
  'i',
);
const KEY_ALONE = new RegExp(`^(${NAME})$`, 'i');
const EXACT = NAMES.map(([name, key]) => [new RegExp(`^(?:${name})$`, 'i'), key] as const);

/** The first sentence of the terms. Above it stands the block, or else below them. */
const TERMS =
  /^(?:the licensor hereby grants you the right to copy\b|you are granted limited license)/i;

/** Lines that are no part of any value. */
const END =
  /^(?:text of (?:the )?bu?sl\b|license text copyright|"business source license" is a trademark|the business source license \(this document)/i;
const POINTER = /^(?:full license text|see https?:)/i;

/** Headings that are no part of a value, where they do stand alone. */
const END_ALONE =
  /^(?:terms|notice|definitions|license(?: text| terms)?|parameters|the text of .{0,80}|business source license(?: 1\.[01])?)[:.]?$/i;

const RULE = /^[-=_*~]{3,}$/;
const SCOPE = /^this license does not apply\b/i;
const CONTACT =
  /^for (?:more information (?:about|on) licensing|information (?:about|on|regarding) (?:alternative|licensing|commercial)|commercial licens)/i;
const CONVERSION = /^on the (?:change )?date(?: specified)?(?: above)?, in accordance\b/i;

/** Values beyond this size are cut, and end with `…`. */
const MAX_VALUE = 8000;

interface Entry {
  readonly key: BlockKey;
  /** The first cell of its row, in a table with one row per version. */
  readonly label?: string;
  readonly parts: string[];
  readonly indent: number;
  readonly inComment: boolean;
  size: number;
}

/**
 * Reads the `Key: value` lines of a text, in any layout, above its terms or else below them.
 * @returns values with white space folded. Where a key stands several times with several values,
 * all of them, joined with `; `: who reads a date of them must see that there is a choice.
 */
export function blockOf(text: string): ReadonlyMap<BlockKey, string> {
  const reader = new BlockReader();
  for (const line of linesOf(text)) if (!reader.take(line)) break;
  return valuesOf(reader.entries);
}

class BlockReader {
  readonly entries: Entry[] = [];
  private current: Entry | undefined;
  private columns: readonly (BlockKey | undefined)[] | undefined;
  private isAfterBlank = true;

  /** Takes the next line; false when the block is over. */
  take(line: Line): boolean {
    if (line.words === '') {
      this.columns = undefined;
    } else if (TERMS.test(line.words)) {
      this.current = undefined;
      if (this.entries.some(({ key }) => key === 'changeDate' || key === 'changeLicense'))
        return false;
    } else if (!this.takeRow(line)) this.takeLine(line);
    if (line.endsComment) this.current = undefined;
    this.isAfterBlank = line.words === '' || RULE.test(line.words);
    return true;
  }

  private takeLine(line: Line): void {
    const key = this.keyOf(line);
    if (key) this.open(key.key, line, key.value);
    else if (CONTACT.test(line.words)) this.open('contact', line, line.words);
    else if (CONVERSION.test(line.words)) this.open('conversion', line, line.words);
    else if (this.current && endsValue(this.current, line, this.isAfterBlank)) {
      this.current = undefined;
    } else if (this.current && !RULE.test(line.words)) push(this.current, line.words);
  }

  private keyOf(line: Line): { key: BlockKey; value: string } | undefined {
    const mayStandAlone = line.isHeading || this.isAfterBlank;
    const found =
      KEY.exec(line.words) ??
      (mayStandAlone ? KEY_ALONE.exec(line.words.replace(/:$/, '')) : undefined);
    if (!found) return undefined;
    const [, name = '', value = ''] = found;
    const key = named(name);
    // Words that are common in grants too.
    if (key === 'label' && !/\b(?:bu?sl|business)\b/i.test(value)) return undefined;
    if (/^software$/i.test(name) && this.current && isGrant(this.current)) return undefined;
    return { key, value };
  }

  private open(key: BlockKey, { indent, inComment }: Line, value: string): void {
    this.current = { key, parts: [], indent, inComment, size: 0 };
    this.entries.push(this.current);
    push(this.current, value);
  }

  /** A row of a table whose columns, not rows, are the parameters: `| 2.1 | 2027-01-01 | MIT |`. */
  private takeRow(line: Line): boolean {
    const cells = line.words.includes('|') ? cellsOf(line.words) : [];
    if (cells.length < 2) {
      this.columns = undefined;
      return false;
    }
    if (!this.columns) {
      const columns = cells.map(exactKey);
      const isHeader = columns[0] === undefined && columns.some((key) => key !== undefined);
      this.columns = isHeader ? columns : undefined;
      if (isHeader) this.current = undefined;
      return isHeader;
    }
    if (/^[|: \t-]+$/.test(line.words)) return true;
    for (const [index, key] of this.columns.entries()) {
      if (!key) continue;
      this.entries.push({
        key,
        label: cells[0] ?? '',
        parts: [(cells[index] ?? '').slice(0, MAX_VALUE)],
        indent: 0,
        inComment: false,
        size: 0,
      });
    }
    return true;
  }
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|', 40)
    .map((cell) => cell.trim());
}

function exactKey(cell: string): BlockKey | undefined {
  return EXACT.find(([name]) => name.test(cell))?.[1];
}

function named(name: string): BlockKey {
  return exactKey(name.replace(/\s+/g, ' ')) ?? 'label';
}

function isGrant({ key }: Entry): boolean {
  return key === 'additionalUseGrant' || key === 'usageLimitation';
}

/**
 * A grant goes on until something begins that is surely not part of it: to cut its conditions off
 * would allow what is forbidden. Other values are short, and a text that says more under them
 * follows at once.
 */
function endsValue(entry: Entry, line: Line, afterBlank: boolean): boolean {
  const { key, parts, indent, inComment } = entry;
  const { words } = line;
  const plain = words.replaceAll(/[“”]/g, '"');
  if (inComment && !line.inComment) return true;
  if (END.test(plain)) return true;
  if (END_ALONE.test(plain)) return !isGrant(entry) || afterBlank || line.isHeading;
  if (isGrant(entry) || parts.length === 0) return false;
  if (SCOPE.test(words) || POINTER.test(words) || RULE.test(words) || line.isHeading) return true;
  const isShort = key === 'changeLicense' || key === 'licensor' || key === 'contact';
  return (isShort || key === 'conversion') && afterBlank && line.indent <= indent;
}

function push(entry: Entry, words: string): void {
  const part = (words.endsWith('|') ? words.slice(0, -1) : words).trim();
  if (part === '' || entry.size > MAX_VALUE) return;
  entry.size += part.length + 1;
  const excess = entry.size - MAX_VALUE;
  entry.parts.push(excess > 0 ? `${part.slice(0, Math.max(0, part.length - excess))}…` : part);
}

/** More values of one key than anybody reads; what is left out must not look as if all was said. */
const MAX_VALUES = 20;

function valuesOf(entries: readonly Entry[]): ReadonlyMap<BlockKey, string> {
  const byKey = new Map<BlockKey, { label: string | undefined; value: string }[]>();
  for (const { key, label, parts } of entries) {
    const value = tidy(parts.join(' '), key);
    const all = byKey.get(key) ?? [];
    if (value === '' || all.length > MAX_VALUES) continue;
    all.push(all.length < MAX_VALUES ? { label, value } : { label: undefined, value: '…' });
    byKey.set(key, all);
  }
  const values = new Map<BlockKey, string>();
  for (const [key, all] of byKey) {
    const distinct = new Set(all.map(({ value }) => value));
    const labeled = all.map(({ label, value }) => (label ? `${label}: ${value}` : value));
    values.set(key, [...(distinct.size > 1 ? new Set(labeled) : distinct)].join('; '));
  }
  return values;
}

const LINK = /\[([^\][]{0,200})\]\(((?:\\.|[^()\s\\]){0,400})\)/g;

/** Folds white space. Links lose their address, but in a grant it may be all there is. */
function tidy(written: string, key: BlockKey): string {
  return written
    .replace(LINK, key === 'additionalUseGrant' ? '$1 ($2)' : '$1')
    .replace(/^[*_`]{1,3}(?=\S)/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
