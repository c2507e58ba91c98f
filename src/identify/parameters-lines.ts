/**
 * A text as lines that can be asked for keys: tags, comment marks and emphasis are taken off, words
 * are left alone.
 */
export interface Line {
  /** Its words, trimmed. Cells of a table keep their bars. */
  readonly words: string;
  /** How far it is moved in, behind the mark of a comment. */
  readonly indent: number;
  /** It stands in a comment of one line (`//`, `--`, `;`), which the next line may not. */
  readonly inComment: boolean;
  /** It is set as a heading: with `#`, or wholly in bold. */
  readonly isHeading: boolean;
  /** It ends a comment of many lines. */
  readonly endsComment: boolean;
}

/** Tags that end a line, and those that end a cell. Words in angle brackets are no tags. */
const BLOCK_TAG = /<\/?(?:p|br|tr|li|ul|ol|dl|div|h[1-6]|table|thead|tbody|pre)\b[^<>]{0,200}>/gi;
const CELL_TAG = /<\/(?:td|th|dt)\b[^<>]{0,20}>/gi;
const INLINE_TAG = /<\/?(?:td|th|dt|dd|u|b|i|em|strong|span|code|small|a)\b[^<>]{0,400}>/gi;

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&nbsp;', ' '],
  ['\u00a0', ' '],
  ['\ufeff', ''],
  ['&quot;', '"'],
  ['&ldquo;', '"'],
  ['&rdquo;', '"'],
  ['&#39;', "'"],
  ['&rsquo;', "'"],
  ['&copy;', '©'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];

/** What a comment puts before a line. Marks may stand one behind the other: ` *  * Change Date:`. */
const MARKS =
  /^(?:[ \t]*(?:\/\/+!?|\/\*+|\*+\/|\*+(?=[ \t]|$)|#+(?=[ \t]|$)|--(?=[ \t])|;+|>+|<!--))+/;

const OPENING = /(^|[\s(|:>-])[*_`]{1,3}(?=\S)/g;
const CLOSING = /(\S)[*_`]{1,3}(?=[\s:.,;)|]|$)/g;

/** Cuts a text into lines. Linear in its size, whatever it holds. */
export function linesOf(text: string): readonly Line[] {
  let plain = text;
  if (text.includes('<')) {
    plain = plain.replace(BLOCK_TAG, '\n').replace(CELL_TAG, ' | ').replace(INLINE_TAG, '');
  }
  for (const [entity, character] of ENTITIES) plain = plain.replaceAll(entity, character);
  return plain.split(/\r\n?|\n/).map(lineOf);
}

const BLANK: Line = {
  words: '',
  indent: 0,
  inComment: false,
  isHeading: false,
  endsComment: false,
};

function lineOf(raw: string): Line {
  if (raw === '') return BLANK;
  const mark = MARKS.exec(raw)?.[0] ?? '';
  const rest = raw.slice(mark.length);
  const trimmed = rest.replace(/(?:\*\/|-->)\s*$/, '').trim();
  const isBold = /^(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)$/.test(trimmed);
  return {
    words: trimmed.replace(OPENING, '$1').replace(CLOSING, '$1'),
    indent: rest.length - rest.trimStart().length,
    inComment: /^[ \t]*(?:\/\/|--|;)/.test(mark),
    isHeading: isBold || mark.trim().startsWith('#'),
    endsComment: raw.includes('*/') || raw.includes('-->'),
  };
}
