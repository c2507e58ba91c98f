import type { ResidueKind } from '../model/identification.ts';
import { ready } from './ready.ts';
import { carveOut } from './residue-carve-outs.ts';
import { withoutHarmless, withoutPaths } from './residue-harmless.ts';
import { foreignRestriction, UNCLASSED } from './residue-languages.ts';
import { restrictionInProse, SUSPECT } from './residue-prose.ts';
import { knownRestriction } from './residue-restrictions.ts';
import { type Unit, unitsOf } from './residue-units.ts';
import { hasOperativeWord } from './residue-words.ts';

/** A run of lines or sentences of one kind, by offsets into the text it was found in. */
export interface Classified {
  readonly kind: ResidueKind;
  readonly start: number;
  readonly end: number;
  /** For a restriction or a carve-out: what it is about, in a few words. */
  readonly reason?: string;
}

interface Judgement {
  readonly kind: ResidueKind;
  readonly reason?: string;
}

/** How closely words are read. */
export interface ResidueOptions {
  /**
   * True where the file is a license file, and the words beside the license are few: then every
   * sentence that could add, limit or ask is a restriction, known or not. False for a README or
   * source code: then only what hardly anything but a license says is one.
   */
  readonly strict: boolean;
  /** False where it is enough that something restricts; why is then left open. */
  readonly reasons?: boolean;
  /** It is known that nothing restricts: only notices are told from the rest. */
  readonly isSettled?: boolean;
}

/**
 * Says what the words beside a license are: notices, titles, restrictions, carve-outs or anything
 * else. Runs come in the order of the text and do not overlap; white space and marks alone are in none.
 */
export function classifyResidue(
  text: string,
  { strict, reasons = true, isSettled = false }: ResidueOptions,
): readonly Classified[] {
  if (!/[\p{L}\p{N}]/u.test(text)) return whole(text, 'preamble');
  if (!strict && !SUSPECT.test(text) && !MENTION.test(text)) return whole(text, 'other');
  const result: Classified[] = [];
  let last: ResidueKind | undefined;
  for (const unit of unitsOf(text)) {
    const isNext = !unit.isFirst && last === 'copyright';
    const closely = isSettled ? judgeSettled : judge;
    const judgement = strict ? closely(unit, isNext, reasons) : judgeProse(unit);
    last = judgement.kind;
    add(result, unit, judgement);
  }
  return result;
}

/** Words of carve-outs and notices; a text without one, or one of a restriction, is read no closer. */
const MENTION = /licensed|prioriti[sz]ed rules|copyright|©|\(c\)|in their (?:file|dir)name/i;

function whole(text: string, kind: ResidueKind): readonly Classified[] {
  const body = text.trim();
  if (body === '') return [];
  const start = text.indexOf(body);
  return [{ kind, start, end: start + body.length }];
}

/** Appends a part, to the run before where it is of the same kind and reason. */
function add(runs: Classified[], { start, end }: Unit, { kind, reason }: Judgement): void {
  const last = runs.at(-1);
  if (last && last.kind === kind && last.reason === reason)
    runs[runs.length - 1] = { ...last, end };
  else runs.push({ kind, start, end, ...(reason === undefined ? {} : { reason }) });
}

/**
 * Why words take something away or ask for something, or undefined if they do neither. For words
 * put into a license: one sentence or a few words, in any case.
 */
export function restrictionIn(words: string): string | undefined {
  for (const unit of unitsOf(words)) {
    const { kind, reason } = judge(unit, false, true);
    if (kind === 'restriction' || kind === 'carve-out') return reason ?? UNCLASSED;
  }
  return undefined;
}

/** What a text plainly forbids or asks, whichever license it is: restrictions of a known kind. */
export function plainRestrictions(text: string): readonly Classified[] {
  return classifyResidue(text, { strict: true }).filter(
    ({ kind, reason }) => kind === 'restriction' && reason !== UNCLASSED,
  );
}

/** Longest sentence that introduces something; a longer one is prose. */
const MAX_PREAMBLE = 240;

function judge({ words, isLine }: Unit, isNextToNotice: boolean, reasons: boolean): Judgement {
  const isNotice = ready(COPYRIGHT).test(words);
  if (isSilent(words, isLine)) {
    if (isNotice || RESERVED.test(words)) return { kind: 'copyright' };
    if (isNextToNotice && isNameLike(words)) return { kind: 'copyright' };
    return { kind: words.length > MAX_PREAMBLE ? 'other' : 'preamble' };
  }
  if (RESERVED.test(words) || (isNextToNotice && isHolder(words))) return { kind: 'copyright' };
  const rest = withoutHarmless(words);
  const lower = rest.toLowerCase();
  const carved = carveOut(words.toLowerCase(), true) ?? carveOut(lower, false);
  if (carved !== undefined) return { kind: 'carve-out', reason: carved };
  const reason =
    foreignRestriction(rest) ??
    (isHarmlessLine(rest, isNotice, isLine) ? undefined : restrictionOf(rest, lower, reasons));
  if (reason !== undefined) return { kind: 'restriction', reason };
  if (isNotice || (isNextToNotice && isNameLike(words))) return { kind: 'copyright' };
  if (!isLine && rest === words && isStatement(words))
    return { kind: 'restriction', reason: UNCLASSED };
  return { kind: rest.length > MAX_PREAMBLE ? 'other' : 'preamble' };
}

/** The same of words that are known not to restrict. */
function judgeSettled({ words, isLine }: Unit, isNextToNotice: boolean): Judgement {
  const isNotice = RESERVED.test(words) || ready(COPYRIGHT).test(words);
  if (isNotice || (isNextToNotice && isNameLike(words))) return { kind: 'copyright' };
  if (words.length <= MAX_PREAMBLE) return { kind: 'preamble' };
  const rest = isSilent(words, isLine) ? words : withoutHarmless(words);
  return { kind: rest.length > MAX_PREAMBLE ? 'other' : 'preamble' };
}

/** The name of a holder that goes on below a notice, with words a name may have: "Research". */
function isHolder(words: string): boolean {
  return (
    isNameLike(words) &&
    !ready(QUIET).test(words) &&
    !hasOperativeWord(words, true) &&
    foreignRestriction(words) === undefined
  );
}

/**
 * Words without force of their own by which parts are told apart and duties laid down. Where neither
 * these nor an operative word stand, the long lists of phrasings need not be gone through.
 */
const QUIET =
  /portions|reside|variously|precedence|director(?:y|ies)|folder|different|separate|(?<!\w)(?:ee|ha(?:s|ve) to)(?!\w)/i;

/** True for words of which none could be a term, whatever phrases they are part of. */
function isSilent(words: string, isLine: boolean): boolean {
  if (!isLine && isStatement(words)) return false;
  if (ready(QUIET).test(words) || hasOperativeWord(words, false)) return false;
  return foreignRestriction(words) === undefined;
}

const MAX_TITLE = 120;

/**
 * A whole sentence of which nothing is known, neither that it restricts nor that it does not. What
 * tells where a work comes from and what is in it does not count.
 */
function isStatement(words: string): boolean {
  if (!/[.!]["')]*$/.test(words) || /^an? /i.test(words) || ready(STORY).test(words)) return false;
  return (words.match(/(?<![\p{L}-])\p{Ll}{2,}/gu)?.length ?? 0) > 2;
}

const STORY =
  /(?<![\w-])(?:was|were|had|has been|have been|began|started|created|moved|thanks?|thanked|derived|converted|imported|adapted|taken|based|includes?|incorporates?|contains?|bundles?|repository|repositories|fonts?|files?|licen[cs]e[ds]?|licensing|copyrights?|project|versions?|release[ds]?|listed|dependency|parser|library|libraries|implementation|algorithm|overlap|members?|fork|work|public domain|contributed|modules?|extensions?)(?![\w-])/i;

/** A notice, or a title, without a word that says something. */
function isHarmlessLine(rest: string, isNotice: boolean, isLine: boolean): boolean {
  if (ready(HEADING).test(rest)) return true;
  const isNamed = isNotice || isNames(rest);
  if (!isNamed && (!isLine || rest.length > MAX_TITLE)) return false;
  const names = withoutPaths(isNamed ? rest.replace(ready(HOLDERS), ' ') : rest);
  if (hasOperativeWord(names, true)) return false;
  // No known restriction goes without a word that is quiet or, in names, excused.
  if (!ready(QUIET).test(names) && !hasOperativeWord(names, false)) return true;
  return knownRestriction(names.toLowerCase()) === undefined;
}

/** Who else holds a copyright, in words that may also say who may do something. */
const HOLDERS =
  /(?<![\w-])(?:the|these|its|other|many|all|various|and|individual|respective|original)? ?(?:developers?|people|teams?|compan(?:y|ies)|contributions?|organi[sz]ations?|individuals?|agenc(?:y|ies)|universit(?:y|ies)|members?|persons?|corporations?|(?<=[\w-] )enterprises(?=\W*$|\. all rights)|(?<=\d )until|research(?=,? (?:inc|ltd|corp|llc|labs?|laborator(?:y|ies)|group|institute|cent(?:er|re)|foundation)\b))(?![\w-])|(?<!\w)(?!non-|not-|no-)[a-z\d]+(?:-[a-z\d]+)+|&copy;/gi;

/** A list of names: hardly a word without a capital. */
function isNames(words: string): boolean {
  const all = words.match(/\p{L}[\p{L}'.-]*/gu) ?? [];
  const small = all.filter(
    (one) => /^\p{Ll}/u.test(one) && !/^(?:and|of|the|de|da|van|von|der|for|le|la)$/.test(one),
  );
  return (
    all.length > 3 &&
    small.length * 8 < all.length &&
    !/(?<!inc|ltd|co|corp|llc|al)\.$/i.test(words)
  );
}

/** Headings of one word that say something only where more follows. */
const HEADING =
  /^\W*(?:(?:\S+ )?(?:logos?|artwork)|credits?|acknowledge?ments?|attributions?|disclaimers?|licen[cs]ing|terms|conditions|permissions?|warranty|patents?|trademarks?|contact|usage|purpose|citation|(?:copyright and )?(?:permission|license) notice)\W*$/i;

function restrictionOf(rest: string, lower: string, reasons: boolean): string | undefined {
  const isOperative = hasOperativeWord(withoutPaths(rest), false);
  if (!isOperative && !ready(QUIET).test(rest)) return undefined;
  if (isOperative && !reasons) return UNCLASSED;
  return knownRestriction(lower) ?? (isOperative ? UNCLASSED : undefined);
}

function judgeProse({ words }: Unit): Judgement {
  const carved = carveOut(words.toLowerCase(), true);
  if (carved !== undefined) return { kind: 'carve-out', reason: carved };
  const reason = restrictionInProse(words);
  if (reason !== undefined) return { kind: 'restriction', reason };
  return { kind: words.length < 200 && ready(COPYRIGHT).test(words) ? 'copyright' : 'other' };
}

const COPYRIGHT =
  /^[^\p{L}\p{N}©(]*(?:(?:[^.]|\.\d){0,60}?(?:\b|(?=[©(])))??(?:copyright(?:ed)?\b|\(c\)|©|&copy;|spdx-filecopyrighttext)|^\(?(?:authors?|contributors?|maintainers?|written by|author\(s\))\b|^(?:19|20)\d\d(?:\s?[-,–]\s?(?:(?:19|20)?\d\d|present))*[,\s]/iu;

const RESERVED = /^\W*(?:all )?rights (?:are )?reserved\W*$/i;

/** Names, addresses, years: what goes on after "Copyright". */
function isNameLike(words: string): boolean {
  return (
    words.length < 160 && /^[\p{Lu}\p{N}<(&]/u.test(words) && !/licen[cs]|[a-z]\.$/i.test(words)
  );
}
