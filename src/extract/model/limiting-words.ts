import { speaksForeign, takesAwayAbroad } from './limiting-languages.ts';
import {
  ADVISED,
  BAN,
  COMPARED,
  DATA,
  DENIED,
  FORMERLY,
  FREE,
  GATED,
  LIMITED,
  MODEL,
  NON_COMMERCIAL,
  OTHER,
  PAIRED,
  PERMITS,
  TERMED,
  TERMS,
} from './limiting-phrases.ts';

/*
 * Whether a sentence of a card takes something away that the license field may grant. Most cards of
 * free models speak of research, of commerce and of uses they do not recommend, so words count only if
 *
 * 1. they say "not" or "only" of commerce, research or the like, or name terms that limit;
 * 2. they are said of the model, not of its data, of its results or of other models;
 * 3. nothing beside them says the opposite: "for research and commercial use".
 */

/**
 * What a sentence takes away. `non-commercial`: use for money, or all but research and teaching
 * · `limit`: sale, copies, firms of a size, a field of use · `terms`: it names a license that limits.
 */
export type Limit =
  | { readonly about: 'non-commercial' | 'limit' }
  | { readonly about: 'terms'; readonly names: string };

const NON_COMMERCIAL_USE: Limit = { about: 'non-commercial' };

/** Where a sentence stands. */
export interface Setting {
  /** The words of the heading above it, `''` where there is none. */
  readonly heading: string;
  /** It is part of what has to be agreed to before files are given out. */
  readonly gate: boolean;
  /** The card is one of data: words about data are words about it. */
  readonly dataset: boolean;
}

/** Letters of which every pattern for English has a run; a sentence without is read no closer. */
const SUSPECT =
  /commerc|free (?:of|for|to)|profit|only|solely|exclusiv|strictly|purely|limited|restrict|outside|other than|beyond|revenue|turnover|active users|distribut|internal|evaluation|trial|military|surveillance|government|merge|upload|sell|sold|resale|sublicen|proprietary|granted|compet|permission|consent|approval|authori|policy|terms|agree|licen|cc[- ]?by|rail|cpml|busl|sspl|polyform|gpl|clause|shared|publish|mirror|merge|derivative|prohibit|forbid|not/i;

/**
 * What a sentence of a card takes away, or undefined.
 * @param sentence plain words, white space folded
 */
export function limitIn(sentence: string, setting: Setting): Limit | undefined {
  if (isOtherRow(sentence)) return undefined;
  if (speaksForeign(sentence)) {
    if (takesAwayAbroad(sentence, setting)) return NON_COMMERCIAL_USE;
  }
  if (!SUSPECT.test(sentence) || /\?["')]*$/.test(sentence)) return undefined;
  for (const clause of clausesOf(sentence)) {
    const found = limitOfClause(clause, setting);
    if (found) return found;
  }
  return undefined;
}

const ITEM_OF_MODEL =
  /^\|[\s*]*(?:the |this |our )?(?:models?|(?:model )?weights|check-?points?|parameters|licen[cs]es?|(?:model|weights?) licen[cs]es?|(?:non-?)?commercial[\p{L}\s-]{0,20}|usage|use|restrictions?|[\w.-]+\.(?:safetensors|bin|gguf|pth?|ckpt|onnx|h5|tflite|nemo)|模型[^|]{0,8}|权重[^|]{0,8}|許可[^|]{0,8}|许可[^|]{0,8}|モデル[^|]{0,8}|ライセンス|商用[^|]{0,8}|모델|라이선스|modell|gewichte|lizenz|mod[eè]le|poids|licence|modelo|pesos|licencia)[\s*]*\|/iu;

/** True for a row of a table that is about something else than this model: other models, data. */
function isOtherRow(sentence: string): boolean {
  return sentence.startsWith('|') && !ITEM_OF_MODEL.test(sentence);
}

/** The parts of a sentence that may speak of different things. */
function clausesOf(sentence: string): string[] {
  return sentence
    .replace(/[’‘]/g, "'")
    .replace(/[‐‑–]/g, '-')
    .replace(/\bnon- (?=commercial)/gi, 'non-')
    .split(/;|—| - |, (?=(?:but|while|whereas|although|however|though|yet)\b)/)
    .map((clause) =>
      clause
        .replace(/["“”()[\]]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

function limitOfClause(clause: string, setting: Setting): Limit | undefined {
  const isSubject = aboutModel(clause, setting);
  if (!isSubject) return undefined;
  if (isOutOfScope(clause, setting)) return NON_COMMERCIAL_USE;
  const commerce = NON_COMMERCIAL().exec(clause);
  if (commerce && !isTakenBack(clause, commerce, setting)) return NON_COMMERCIAL_USE;
  const terms = TERMS().exec(clause);
  const isAlone = terms !== null && terms[0].length * 2 > clause.length;
  if (
    terms &&
    (isAlone || bindsBy(clause, setting)) &&
    !isElsewhere(clause, terms.index, setting)
  ) {
    return { about: 'terms', names: terms[0] };
  }
  const limit = LIMITED().exec(clause) ?? (setting.gate ? GATED().exec(clause) : null);
  const isLimit = limit !== null && !isElsewhere(clause, limit.index, setting);
  return isLimit && !isFreeAgreement(clause) && !OF_NAMES.test(clause)
    ? { about: 'limit' }
    : undefined;
}

const LICENSE_HEADING = /licen[cs]|terms|restriction|copyright|legal|usage rights/i;
const DATA_HEADING = /\bdata(?:sets?)?\b|corpus|corpora/i;
const SCOPE_HEADING =
  /out[- ]of[- ]scope|prohibit|forbid|not (?:allowed|permitted)|restrict|misuse/i;

function aboutModel(clause: string, { heading, gate, dataset }: Setting): boolean {
  if (gate || LICENSE_HEADING.test(heading)) return true;
  if (dataset && DATA().test(clause)) return true;
  if (MODEL().test(clause) || TERMED().test(clause)) return true;
  // "For research purposes only." alone, or below a heading that speaks of no data.
  return clause.length < 120 && !DATA_HEADING.test(heading) && !DATA().test(clause);
}

/** An item below "Out-of-scope use" needs no verb: "Commercial use". */
function isOutOfScope(clause: string, { heading }: Setting): boolean {
  return (
    SCOPE_HEADING.test(heading) &&
    /^(?:any |all )?commercial (?:use|usage|purposes?|applications?|deployment|exploitation)[^\p{L}]{0,3}(?:of (?:the|this) (?:model|weights))?[^\p{L}]*$/iu.test(
      clause,
    )
  );
}

/** True if what stands beside a limit says the opposite, or that it is one of something else. */
function isTakenBack(
  clause: string,
  { 0: found, index }: RegExpExecArray,
  setting: Setting,
): boolean {
  if (isElsewhere(clause, index, setting)) return true;
  const around = clause.slice(Math.max(0, index - 60), index + found.length + 40);
  if (DENIED().test(around) || FORMERLY().test(clause)) return true;
  if (ADVISED().test(clause.slice(0, index))) return true;
  const isBan =
    /^(?:not|never|cannot|can't|no|prohibit|forbid)(?!n-)/i.test(found) || BAN().test(found);
  return !isBan && (PAIRED().test(clause) || PERMITS().test(clause));
}

/** True if the words are said of data, of results or of other models than the card's. */
function isElsewhere(clause: string, at: number, { heading, gate, dataset }: Setting): boolean {
  if (gate) return false;
  const before = clause.slice(0, at);
  const compared = lastIndex(COMPARED(), before);
  if (compared >= 0 && !/, (?:this|the|our|it|we|these)\b/i.test(before.slice(compared)))
    return true;
  const model = lastIndex(MODEL(), before);
  if (model < 0 && lastIndex(OTHER(), before) >= 0) return true;
  if (dataset) return false;
  const data = lastIndex(DATA(), before);
  if (model < 0 && (data >= 0 || DATA_HEADING.test(heading)))
    return !/\b(?:models?|weights|checkpoints?)\b/i.test(clause.slice(at));
  return data > model && !TRAINED.test(before);
}

/** "Models trained on this data may only …" speaks of the models. */
const TRAINED =
  /\b(?:models?|weights|checkpoints?)\s+(?!(?:is|was|were|are|has|have|had)\s)(?:\S+\s+)?(?:trained|fine-?tuned|built|derived|obtained|based)\b/i;

const everywhere = new WeakMap<RegExp, RegExp>();

function lastIndex(pattern: RegExp, text: string): number {
  const all = everywhere.get(pattern) ?? new RegExp(pattern.source, 'giu');
  everywhere.set(pattern, all);
  let last = -1;
  for (const { index } of text.matchAll(all)) last = index;
  return last;
}

/** Longer than what stands in a cell or in an item that is no sentence. */
const MAX_ENTRY = 50;

/** True if a license that is named is said to hold: by a verb, a colon, or a heading above it. */
function bindsBy(clause: string, { heading, gate }: Setting): boolean {
  if (gate || LICENSE_HEADING.test(heading)) return true;
  // "Weights CC BY-NC 4.0", as the cells of a table have it.
  if (clause.length < MAX_ENTRY && MODEL().test(clause)) return true;
  return /licen[cs]e[ds]?\b|\bunder\b|inherit|subject|govern|agree|accept|abide|comply|adher|bound|[:|]/i.test(
    clause,
  );
}

/** Names and marks stay with their owners under free licenses too. */
const OF_NAMES = /endors|promote|trade ?marks?|service marks?/i;

/** "You agree to the terms of the Apache 2.0 license" takes nothing away. */
function isFreeAgreement(clause: string): boolean {
  return FREE().test(clause) && !TERMS().test(clause);
}
