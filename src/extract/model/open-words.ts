import { lazy } from '../../syntax/lazy.ts';

/*
 * Whether a sentence of a model card calls the model open source. Cards speak more often of open
 * source data, tools, code and of other people's models, so a sentence counts only if
 *
 * 1. it names the model: by its own name, as "this model", or as what "we" do;
 * 2. a word such as "is" or "released as" links that to the words, and nothing between them speaks of
 *    something else: a comparison, a parent, a negation, a plan;
 * 3. the noun behind the words, if there is one, is a model.
 *
 * "Open weights", "open model" and "openly available" say less, and are not meant.
 */

/** Whole words of languages that put spaces between them, and parts of those that do not. */
function wordsOf(spaced: readonly string[], unspaced: readonly string[] = []): () => RegExp {
  const whole = `(?<![\\p{L}\\d])(?:${spaced.join('|')})(?![\\p{L}\\d])`;
  // Made when first used: most repositories hold no model card.
  return lazy(() => new RegExp([whole, ...unspaced].join('|'), 'iu'));
}

const OPEN = wordsOf(
  [
    '(?:(?:fully|completely|truly)[- ])?open[- ]?sourc(?:ed?|ing)',
    '(?:fully|completely|truly)[- ]open',
    'quelloffene?[mnrs]?',
    'code source ouvert',
    'c[oó]digo (?:abierto|aberto)',
    'codice aperto',
    'открыт\\p{L}+ (?:исходн\\p{L}+ )?код\\p{L}*',
  ],
  ['开源', '開源', 'オープンソース', '오픈 ?소스'],
);

const MODEL = wordsOf(
  [
    '(?:ll|vl|sl|mll)ms?',
    'models?',
    'weights|checkpoints?',
    '\\p{L}*modelle?',
    'mod[eè]les?|modelos?|modell[oi]',
    'модел\\p{L}+',
  ],
  ['模型', '权重', '權重', 'モデル', '모델'],
);

/** What may follow "model" and still be one: "model family". */
const KIN = wordsOf(['family|series|suite|collection|variants?|versions?|releases?']);

const OTHER = wordsOf(
  [
    'codes?|codebase|tools?|toolkits?|librar(?:y|ies)|frameworks?|software|packages?|engines?|apps?',
    'datasets?|data|corpus|corpora|benchmarks?|scripts?|recipes?|implementations?|pipelines?',
    'communit(?:y|ies)|projects?|ecosystem|platforms?|repositor(?:y|ies)|repo|stack|serving|zoo|hub',
    'daten|werkzeuge?n?|bibliothek(?:en)?|donn[eé]es|outils?|datos|herramientas?|dados|dati',
    'данны\\p{L}+|инструмент\\p{L}*|библиотек\\p{L}*|сообществ\\p{L}*',
  ],
  [
    '社区',
    '数据',
    '代码',
    '工具',
    '框架',
    '项目',
    'データ',
    'ツール',
    'コード',
    'コミュニティ',
  ].concat(['ライブラリ', '데이터', '도구', '코드', '커뮤니티']),
);

/** "The training code of Heron": then the model only tells which code it is. */
const OTHER_OF = lazy(
  () =>
    new RegExp(
      `(?:${OTHER().source})\\s+(?:of|for|behind|around|to|von|de|di)\\s+(?:\\p{L}+\\s+){0,2}$`,
      'iu',
    ),
);

/** Between the model and the words: they are said of others, of a parent, or not at all. */
const ELSE = wordsOf(
  [
    "not|\\p{L}+n[’']t|never|no|neither|nor|non|without",
    'will|would|plans?|planning|soon|hopes?|intends?|should|may|might|could|aims?|towards?|step|goal',
    'than|outperform\\p{L}*|compar\\p{L}+|surpass\\p{L}*|exceed\\p{L}*|beats?|rivals?|match\\p{L}*|versus|vs',
    'good|better|competitive|close|closed|par|among|alongside|between|other|others|existing|previous',
    'many|like|unlike|such|thank\\p{L}*|inspired|compatible|supports?|integrat\\p{L}+|runs?',
    'based|built|builds?|trained|tuned|fine-?tuned?|derived|distill?ed|powered|using|uses?|used|from',
    'for|with|on|(?<!one )of (?:the|an?)',
    'nicht|kein\\p{L}*|basier\\p{L}*|trainiert|pas|bas[eé]e?|entra[iî]n[eé]e?|basado|entrenado',
    'baseado|treinado|basato|addestrato|não|supera|не|основ\\p{L}+|обучен\\p{L}*|превосход\\p{L}*',
  ],
  [
    '基于',
    '优于',
    '超越',
    '超过',
    '相比',
    '其他',
    '使用',
    '不是',
    '并非',
    '尚未',
    '将',
    '训练',
  ].concat(['ベース', '基づ', 'ではな', '他の', '기반', '아니', '아닙', '다른']),
);

const LINK = wordsOf(
  [
    'is|are|was|were|been|being|as|remains?|became',
    'ist|sind|wurde|est|sont|es|son|é|são|è|sono|это',
  ],
  ['^\\s*[,:–—(|-]', '—', '是', '为', '已', 'は', '이', '은', '는'],
);

const RELEASE = wordsOf(
  [
    'releas\\p{L}+|introduc\\p{L}+|present\\p{L}*|announc\\p{L}+|publish\\p{L}*|shar(?:e|ing)',
    'veröffentlich\\p{L}*|publions|présentons|publicamos|presentamos|lançamos',
  ],
  ['发布', '推出'],
);

/** What may stand between "we" and "open-source" where that is what we do. */
const ADVERBS =
  /^\s*(?:(?:have|has|are|also|now|fully|hereby|proudly|officially|already|[’'](?:ve|re)|haben|avons|hemos|happy to|excited to|proud to|已|正式|全面|首次|也)\s*)*$/iu;

/** "We have made Heron open source." */
const MADE =
  /(?:have|has|are|and|[’']ve) (?:also |now )?(?:made|making) (?:the )?(?:[^,;]{0,60} )?$/iu;

const WE = wordsOf(['we|wir|nous|nosotros'], ['我们', '我們']);

const THIS = wordsOf(
  [
    '(?:this|the|our|these|all|both|dieses?|das|unser\\p{L}*|ce|cette|notre|este|el|nuestro|o|nosso|questo|il|nostro)\\s+(?:[\\p{L}\\d.-]+\\s+){0,2}?(?:(?:ll|vl)ms?|models?|weights|checkpoints?|\\p{L}*modelle?|mod[eè]les?|modelos?|modello)',
    'эта модель|наша модель',
  ],
  [
    '^(?:this|it)(?=\\s+is\\s)',
    '^(?:dies|es)(?=\\s+ist\\s)',
    '本模型',
    '该模型',
    '本モデル',
    'このモデル',
  ].concat(['이 모델', '본 모델']),
);

/** Words of names that do not tell one model from another. */
const GENERIC = wordsOf([
  'the|and|for|card|readme|base|chat|instruct|large|small|mini|tiny|open|source|opensource|language',
  'vision|speech|voice|text|image|video|audio|series|family|version|introduction|overview|about|summary',
  'how|use|usage|using|what|quick|start|getting|license|details|table|contents|with|from|this|our',
  '(?:ll|vl|ml)ms?|tts|asr|model ?cards?|models?|description|welcome|fine|tuned|finetuned|gguf|awq|gptq|v?[\\d.]+[bmk]?|[fi]p?\\d+|bf16',
]);

/** The first words of names that are a model's own: `falcon` of `Falcon-180B`, `xtts` of `XTTS v2`. */
export function nameWords(names: readonly string[]): readonly string[] {
  const words = names.flatMap((name) =>
    (name.split(/[:|(,–—]/)[0] ?? '').split(/[^\p{L}\d.]+/u).slice(0, 5),
  );
  const own = words.filter((word) => {
    const generic = GENERIC().exec(word);
    return word.length >= 3 && /\p{L}/u.test(word) && generic?.[0] !== word;
  });
  return [...new Set(own.map((word) => word.toLowerCase()))];
}

/**
 * Whether a sentence calls the model open source.
 * @param sentence without markup
 * @param names what the model is called, from `nameWords`
 */
export function callsModelOpen(sentence: string, names: readonly string[]): boolean {
  const open = /[?？]\s*$/.test(sentence) ? null : OPEN().exec(sentence);
  if (!open) return false;
  const subject = subjectOf(sentence.slice(0, open.index), names);
  if (!subject || ELSE().test(subject.between)) return false;
  const head = headOf(sentence.slice(open.index + open[0].length), names);
  if (head === 'other') return false;
  const { isWe, isMade, between } = subject;
  if (isWe) return head === 'model' && (ADVERBS.test(between) || RELEASE().test(between));
  return (LINK().test(between) || (isMade && head === 'none')) && !OTHER().test(between);
}

interface SentenceSubject {
  readonly isWe: boolean;
  /** Whether somebody has made it what follows. */
  readonly isMade: boolean;
  /** What stands between it and the words. */
  readonly between: string;
}

/** What is nearest before the words: the model by name, "this model", or "we". */
function subjectOf(left: string, names: readonly string[]): SentenceSubject | undefined {
  const ends: { readonly at: number; readonly end: number; readonly isWe: boolean }[] = [];
  const add = (match: RegExpExecArray | null, isWe: boolean) => {
    if (match) ends.push({ at: match.index, end: match.index + match[0].length, isWe });
  };
  add(THIS().exec(left), false);
  add(WE().exec(left), true);
  const lower = left.toLowerCase();
  for (const name of names) {
    const at = lower.lastIndexOf(name);
    if (at < 0 || /[\p{Script=Latin}\p{Script=Cyrillic}\d]/u.test(left[at - 1] ?? '')) continue;
    // The rest of the name goes with it: `Falcon-180B`, `Foo 2 Chat`.
    const rest = /^[\p{Script=Latin}\d._-]*(?:\s(?:v?[\d.]+[bm]?|chat|instruct|base))*/iu;
    const end = at + name.length;
    ends.push({ at, end: end + (rest.exec(left.slice(end))?.[0].length ?? 0), isWe: false });
  }
  const [last] = ends.sort((a, b) => b.at - a.at);
  if (!last) return undefined;
  const before = left.slice(0, last.at);
  if (OTHER_OF().test(before)) return undefined;
  return { isWe: last.isWe, isMade: MADE.test(before), between: left.slice(last.end) };
}

/** A word after which no noun that belongs to "open source" follows. */
const FUNCTION = wordsOf([
  'of|for|that|which|with|from|by|in|on|to|at|and|or|but|under|via|as|so|since|through|thanks|while',
  'trained|built|developed|designed|released|based|capable|available|currently|today|yet|ever|optimi[sz]ed|created|made|here|now',
  'de|du|des|da|do|di|del|par|para|per|pour|für|von|vom|mit|das|die|der|que|qui|che|e|y|et|und|unter',
  'для|с|на|от|и|котор\\p{L}+',
]);

/** What the words are said of, if a noun follows: a model, something else, or no noun follows. */
function headOf(right: string, names: readonly string[]): 'model' | 'other' | 'none' {
  const noun = right.replace(/\([^)]{0,60}\)/g, ' ');
  const near = /^[\s-]*([^.,;:!?()。，、；：！|–—]{0,100})/u.exec(noun)?.[1] ?? '';
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(near))
    return headOfUnspaced(near, names);
  const tokens: string[] = [];
  for (const token of near.split(/\s+/)) {
    if (token === '' || FUNCTION().exec(token)?.[0] === token) break;
    tokens.push(token);
  }
  const [first = ''] = tokens;
  if (first === '' || /^(?:licen[sc]es?|lizenz)$/i.test(first)) return 'none';
  const last = tokens.findLast((token) => KIN().exec(token)?.[0] !== token) ?? first;
  const isNamed = tokens.some((token) => names.some((name) => token.toLowerCase().includes(name)));
  if (OTHER().test(last)) return 'other';
  return MODEL().test(last) || isNamed ? 'model' : 'other';
}

function headOfUnspaced(near: string, names: readonly string[]): 'model' | 'other' | 'none' {
  const model = MODEL().exec(near);
  const other = OTHER().exec(near);
  const isNamed = names.some((name) => near.toLowerCase().includes(name));
  if (other && (!model || other.index <= model.index + model[0].length)) return 'other';
  if (model || isNamed) return 'model';
  return /^(?:的|です|である|だ|입니다|이며|로|으로)/u.test(near) ? 'none' : 'other';
}
