import type { Confidence } from '../model/determination.ts';
import type { Aliases } from '../model/knowledge.ts';
import { aliasIndex, type Dialect } from './alias-index.ts';
import {
  combine,
  type Expression,
  licenseIds,
  mapLicenses,
  parseExpression,
  print,
} from './expression.ts';
import { idIgnoringCase, idIgnoringPunctuation, isVersionlessGnu, replacementOf } from './names.ts';
import { splitParenthesis, stripNoise, urlLicense } from './written.ts';

/** What a license field says. `steps` tells, in words, each change made on the way. */
export type Normalized =
  | {
      readonly status: 'expression';
      /** A canonical SPDX expression. */
      readonly expression: string;
      readonly confidence: Confidence;
      readonly steps: readonly string[];
      /** What else the words could mean, when they were guessed. */
      readonly candidates?: readonly string[];
      /** That its parts are a choice is how such fields are mostly meant, and not what it says. */
      readonly isAssumedChoice?: true;
    }
  /** The author grants nothing: `UNLICENSED`, `proprietary`. */
  | { readonly status: 'no-license'; readonly reason: string }
  /** The license stands in a file: `SEE LICENSE IN LICENSE.md`. */
  | { readonly status: 'see-file'; readonly file: string }
  /** The field holds an entire license text, to be identified as one. */
  | { readonly status: 'text' }
  | { readonly status: 'undecidable'; readonly candidates: readonly string[]; readonly why: string }
  | { readonly status: 'unknown'; readonly why: string };

/** Longer than the name of any license; a field that is longer holds prose or a text. */
const MAX_NAME = 200;
const MAX_EXPRESSION = 4000;
const MAX_PARTS = 12;

/**
 * Reads what an author wrote into a license field. Never throws, takes time linear in the input,
 * and never rounds: a name with words that change its license is unknown, not that license.
 */
export function normalizeLicense(raw: string, aliases: Aliases, dialect?: Dialect): Normalized {
  const text = raw.replace(/^\uFEFF/, '').trim();
  if (text === '') return { status: 'unknown', why: 'the field is empty' };
  if (text.length <= MAX_EXPRESSION) {
    const expression = parseExpression(text);
    if (expression && !dialectSays(text, aliases, dialect)) return concluded(expression, []);
  }
  if (isText(text)) return { status: 'text' };
  const name = text.replace(/\s+/g, ' ');
  if (name.length > MAX_NAME) {
    return { status: 'unknown', why: 'the field is too long for a name and no license text' };
  }
  return (
    (dialect && alias(name, aliases, dialect)) ??
    fixedMeaning(name) ??
    named(name, aliases, dialect) ??
    structured(name, aliases, dialect)
  );
}

function dialectSays(text: string, aliases: Aliases, dialect: Dialect | undefined): boolean {
  return dialect !== undefined && aliasIndex(aliases, dialect).has(text);
}

/** A whole text pasted into the field: long or of several lines, in the words of licenses. */
function isText(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  if (text.length <= MAX_NAME && lines < 3) return false;
  const head = text.slice(0, 20_000).toLowerCase();
  const words = ['copyright', 'permission', 'license', 'warranty', 'redistribut', 'grant'];
  return words.filter((word) => head.includes(word)).length >= 2;
}

const NOTHING_GRANTED = new Map([
  ['unlicensed', 'UNLICENSED means that no license is granted; it is not the Unlicense'],
  ['proprietary', 'the author calls it proprietary'],
  ['proprietary license', 'the author calls it proprietary'],
  ['commercial', 'the author sells licenses, and gives none here'],
  ['commercial license', 'the author sells licenses, and gives none here'],
  ['closed source', 'the author calls it closed source'],
  ['private', 'the author calls it private'],
  ['all rights reserved', 'the author reserves all rights'],
  ['copyright all rights reserved', 'the author reserves all rights'],
  ['no license', 'the author says that there is no license'],
  ['none', 'the author says that there is no license'],
  ['license :: other/proprietary license', 'the author calls it proprietary'],
]);

const SAYS_NOTHING = new Set([
  ...['unknown', 'noassertion', 'n/a', 'na', 'tbd', 'todo', 'other', 'custom', 'undefined', 'null'],
  ...['license', 'licence', 'free', 'freeware', 'open source', 'opensource', 'dual license', '-'],
]);

/** Phrases whose meaning is not the name of a license. */
function fixedMeaning(name: string): Normalized | undefined {
  const lower = name.toLowerCase().replace(/[.!]+$/, '');
  const reason = NOTHING_GRANTED.get(lower.replace(/\(c\) ?|[(),©]/g, '').trim());
  if (reason !== undefined) return { status: 'no-license', reason };
  const file = /^see (?:the )?licen[cs]es? (?:file )?in (.+)$/i.exec(name)?.[1] ?? fileAlone(name);
  if (file !== undefined) return { status: 'see-file', file: file.replace(/^["'<]+|["'>]+$/g, '') };
  if (SAYS_NOTHING.has(lower)) return { status: 'unknown', why: `"${name}" names no license` };
  return undefined;
}

function fileAlone(name: string): string | undefined {
  const file = name.replace(/^(?:see|file:) ?(?:the )?/i, '').replace(/ file$/i, '');
  const bare = file.replace(/^\.\//, '');
  const isFile = /^(?:licen[cs]e|copying|unlicense|notice)[\w-]*\.(?:md|txt|rst|html)$/i.test(bare);
  // The bare word "license" says nothing, LICENSE in capitals is the usual file.
  return isFile || /^(?:LICEN[CS]E|COPYING)$/.test(bare) ? file : undefined;
}

/** Looks a whole name up: what its registry means by it, SPDX ids, then other names. */
function named(name: string, aliases: Aliases, dialect?: Dialect): Normalized | undefined {
  return (
    (dialect && alias(name, aliases, dialect)) ??
    spdxName(name) ??
    alias(name, aliases, 'any') ??
    spdxLoosely(name)
  );
}

function alias(name: string, aliases: Aliases, dialect: Dialect): Normalized | undefined {
  const entry = aliasIndex(aliases, dialect).get(name);
  if (!entry) return undefined;
  if (entry.kind === 'undecidable') {
    return { status: 'undecidable', candidates: entry.candidates, why: entry.why };
  }
  const expression = parseExpression(entry.expression);
  if (!expression) return undefined;
  const step = `"${name}" read as ${entry.expression}`;
  if (entry.kind === 'name') return concluded(expression, [step]);
  const guess = concluded(expression, [`${step}, a guess: ${entry.why}`], entry.confidence);
  return { ...guess, candidates: entry.candidates };
}

function spdxName(name: string): Normalized | undefined {
  const id = idIgnoringCase(name);
  const expression = parseExpression(id ?? name);
  if (!expression) return undefined;
  return concluded(expression, id !== undefined && id !== name ? [`"${name}" is ${id}`] : []);
}

function spdxLoosely(name: string): Normalized | undefined {
  const id = idIgnoringPunctuation(name);
  const expression = id === undefined ? undefined : parseExpression(id);
  return expression && concluded(expression, [`"${name}" is ${id}`]);
}

/** Takes apart what is more than one name: parentheses, choices, lists. */
function structured(name: string, aliases: Aliases, dialect?: Dialect): Normalized {
  const word = qualifierIn(name);
  if (word !== undefined) {
    return { status: 'unknown', why: `"${word}" may change the license that is named` };
  }
  const look = (text: string): Normalized | undefined => named(text, aliases, dialect);
  return (
    cased(name) ??
    fromUrl(name) ??
    withoutNoise(name, look) ??
    joined(name, look) ?? { status: 'unknown', why: `"${name}" is no license name known here` }
  );
}

const QUALIFIERS = new RegExp(
  String.raw`\b(?:${[
    ...['modified', 'modification', 'modifications', 'commons clause', 'except', 'exceptions?'],
    ...['non-?commercial', 'custom', 'additional', 'addendum', 'amended', 'restricted', 'but'],
    ...['restrictions?', 'conditions?', 'like', 'style', 'styled', 'based', 'derived', 'variant'],
    ...['similar', 'plus', 'see', 'not', 'no', 'without', 'proprietary', 'commercial', 'dual'],
    ...['with', 'unless', 'academic', 'educational', 'research', 'contact', 'ethical', 'evil'],
  ].join('|')})\b`,
  'i',
);

/** A word that makes the license another than the one beside it: "Apache-2.0 with Commons Clause". */
function qualifierIn(name: string): string | undefined {
  return QUALIFIERS.exec(stripExceptions(name))?.[0];
}

/** `WITH` and an exception id of SPDX qualify nothing by themselves: SPDX knows what they mean. */
function stripExceptions(name: string): string {
  return name.replace(/ with [a-z0-9-]+-(?:exception|note)(?:-[\d.]+)?(?=[ )]|$)/gi, '');
}

/** An SPDX expression but for the case of its ids: `(mit OR apache-2.0)`. */
function cased(name: string): Normalized | undefined {
  const fixed = name
    .split(/([\s()]+)/)
    .map((token) => idIgnoringCase(token) ?? plusFixed(token) ?? token)
    .join('');
  const expression = parseExpression(fixed);
  return expression && concluded(expression, [`"${name}" is ${print(expression)}`]);
}

function plusFixed(token: string): string | undefined {
  const id = token.endsWith('+') ? idIgnoringCase(token.slice(0, -1)) : undefined;
  return id === undefined ? undefined : `${id}+`;
}

function fromUrl(name: string): Normalized | undefined {
  const id = urlLicense(name);
  const found = id === undefined ? undefined : idIgnoringCase(id);
  const expression = found === undefined ? undefined : parseExpression(found);
  return expression && concluded(expression, [`the address is that of ${found}`]);
}

type Look = (text: string) => Normalized | undefined;

/** `MIT (https://…)`, `ISC License (ISCL)`, `MIT License (MIT)`. */
function withoutNoise(name: string, look: Look): Normalized | undefined {
  const bare = stripNoise(name);
  if (bare !== name) {
    const found = bare === '' ? undefined : (look(bare) ?? withoutNoise(bare, look));
    if (found) return noted(found, `left out an address or file name in "${name}"`);
  }
  const parts = splitParenthesis(bare);
  if (!parts) return undefined;
  const outer = look(parts.outer);
  const inner = look(parts.inner);
  if (outer?.status !== 'expression') return undefined;
  if (inner?.status !== 'expression') return undefined;
  // The short form in parentheses may be the more exact one, and must not be another license.
  if (inner.expression === outer.expression) return outer;
  const [sure, other] = inner.candidates ? [outer, inner] : [inner, outer];
  if (!other.candidates?.includes(sure.expression)) return undefined;
  return noted(sure, `"${parts.outer}" and "${parts.inner}" agree on ${sure.expression}`);
}

const SEPARATORS: readonly (readonly [RegExp, 'and' | 'or' | 'either' | 'slash', string])[] = [
  [/ and\/or |[,;]| \+ |\n/i, 'either', 'a list does not say whether all of it applies'],
  [/ or /i, 'or', 'read "or" as the licensee\'s choice'],
  [/ and | & /i, 'and', 'read "and" as both, though authors may mean a choice'],
  [/ ?[/|] ?/, 'slash', 'read the slash as a choice, as older manifests use it'],
];

/** Words before a list that say no more than its "or". */
const LEAD = /^(?:(?:licensed|available) under |either |(?:your )?choice of )/i;

/** Several names with something between them, each of which must be known by itself. */
function joined(name: string, look: Look): Normalized | undefined {
  const inner = /^\((.*)\)$/.exec(name)?.[1] ?? name;
  const kept = inner
    .replace(LEAD, '')
    .replace(/(?:,? )?or (?:any )?(?:later|newer)(?: version)?/gi, '+');
  for (const [separator, op, step] of SEPARATORS) {
    const parts = kept.split(separator).map((part) => part.trim());
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const found = parts.map((part) => look(part) ?? joined(part, look));
    const read = found.filter((part) => part?.status === 'expression');
    if (read.length !== parts.length) continue;
    if (op === 'either') return list(read, step);
    if (op !== 'slash') return chain(op, read, step);
    if (read.some(isForContent)) return list(read, SLASHED);
    return { ...chain('or', read, step), isAssumedChoice: true };
  }
  return undefined;
}

const SLASHED =
  'a slash beside a license for content, or one of its own, may put parts under one each';

/** True for licenses that stand beside one for code rather than in its place: of text, data and fonts. */
function isForContent({ expression }: Read): boolean {
  const parsed = parseExpression(expression);
  return parsed !== undefined && licenseIds(parsed).some((id) => CONTENT.test(id));
}

const CONTENT = /^(?:CC-(?!PDDC)|GFDL-|OFL-|ODbL-|ODC-|CDLA-|LicenseRef-)/;

type Read = Extract<Normalized, { status: 'expression' }>;

function list(parts: readonly Read[], why: string): Normalized {
  const [first] = parts;
  if (first && parts.every((part) => part.expression === first.expression)) return first;
  const expressions = parts.flatMap((part) => parseExpression(part.expression) ?? []);
  const candidates = [print(combine('and', expressions)), print(combine('or', expressions))];
  return { status: 'undecidable', candidates, why };
}

function chain(op: 'and' | 'or', parts: readonly Read[], step: string): Read {
  const expressions = parts.flatMap((part) => parseExpression(part.expression) ?? []);
  const steps = [...parts.flatMap((part) => part.steps), step];
  const isLow = parts.some((part) => part.confidence === 'low') || op === 'and';
  return {
    status: 'expression',
    expression: print(combine(op, expressions)),
    confidence: isLow ? 'low' : 'medium',
    steps,
    ...(parts.some((part) => part.isAssumedChoice) ? { isAssumedChoice: true } : {}),
  };
}

function noted(found: Normalized, step: string): Normalized {
  return found.status === 'expression' ? { ...found, steps: [...found.steps, step] } : found;
}

/** Brings an expression into today's ids: SPDX took some back, and says what stands in their place. */
function concluded(
  expression: Expression,
  steps: readonly string[],
  confidence: Confidence = 'high',
): Read {
  const changes: string[] = [];
  let isOpen = false;
  const modern = mapLicenses(expression, (license) => {
    if (isVersionlessGnu(license.id)) {
      const id = `${license.id}${license.orLater ? '-or-later' : '-only'}`;
      isOpen ||= !license.orLater;
      changes.push(`SPDX replaced ${license.id}${license.orLater ? '+' : ''} by ${id}`);
      return { ...license, id, orLater: false };
    }
    const replacement = parseExpression(replacementOf(license.id) ?? '');
    if (!replacement || license.exception !== undefined) return license;
    changes.push(`SPDX replaced ${license.id} by ${print(replacement)}`);
    return replacement;
  });
  if (isOpen) changes.push('an author who wrote no suffix may mean "or later"');
  return {
    status: 'expression',
    expression: print(modern),
    confidence: isOpen && confidence === 'high' ? 'medium' : confidence,
    steps: [...steps, ...changes],
  };
}
