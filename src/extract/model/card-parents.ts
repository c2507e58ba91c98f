import type { CardRemark } from '../../model/component.ts';
import type { Tree } from '../../model/tree.ts';
import { shortened } from './card-prose.ts';
import { isHubId } from './ids.ts';

/*
 * Models that a card names in its prose as what it was made from. A sentence may tell of others'
 * models as well, so what is found here is asked about, never taken for `base_model`.
 */

/** What stands between the verb and "from", so that the name behind is what it was made from. */
const BETWEEN =
  '(?: (?:versions?|variants?|cop(?:y|ies)|checkpoints?|weights|models?|release|port|format|directly|further|and|quantized|instruction|chat|lora|adapters?|tuned|fine-tuned|derived|merged|is|was|were|the)){0,4}';

/** Words before a name that make it the one a model comes from. */
const MADE_FROM = new RegExp(
  [
    String.raw`(?<![\p{L}-])fine-?tuned from(?: model)?(?: \[optional\])?\W{0,4}:`,
    String.raw`(?<![\p{L}-])(?:fine-?\s?tun(?:ed|e|es|ing)|finetun(?:ed|e|es|ing)|adapted|adaptation|quanti[sz](?:ed|ations?)|converted|conversion|distill?(?:ed|ation)|deriv(?:ed|ative|ation)|merged?|pruned|abliterated|initiali[sz]ed|trained|delta|deltas|started|continued|q?lora|adapters?)${BETWEEN} (?:on top of|from|off|of|with the weights of)(?![\p{L}])`,
    String.raw`(?<![\p{L}-])(?:q?lora|adapters?)${BETWEEN} for(?![\p{L}])`,
    String.raw`(?<![\p{L}-])(?:based|built|build|builds) (?:on top of|upon|on|with)(?![\p{L}])`,
    String.raw`(?<![\p{L}-])(?:base|parent|backbone|foundation)[- ]models?(?: \[optional\])?(?: is| was|\W{0,6}:)`,
    '基于|基於|以(?=.{1,40}(?:为基座|为底座|微调))|basiert auf|basé sur|basada? en|baseado em',
  ].join('|'),
  'giu',
);

/** Before those words: then something beside the weights was taken over. */
const OTHER_THING =
  /\b(?:tokeni[sz]ers?|code|codebase|architectures?|templates?|datasets?|data|format|scripts?|implementation|recipe|card|section|vocabulary|prompts?|readme|demo|app|space)\b[^.。]{0,30}$/i;

/** Between those words and the name. */
const FILLER =
  /^(?:[\s:*_`"'“(|-]|\b(?:the|a|an|our|its|original|base|pre-?trained|open[- ]?(?:source|weights?)|foundation|large|language|model|models|llm|two|meta['’]s|meta ai['’]s|google['’]s|official|excellent|popular|powerful|latest)\b)*/i;

/** A word that ends a name: what follows tells of something else. */
const GOES_ON =
  '(?:on|with|using|for|by|and|or|to|in|at|from|via|over|that|which|where|is|was|has|trained|fine-?tuned)';

/** Behind the name: then it is a design that was taken over, and no weights. */
const DESIGN = new RegExp(
  String.raw`^[\s\x60*_"')\]-]{0,4}(?:(?!${GOES_ON}\b)[\w.+'’-]+ ){0,4}(?:architectures?|tokeni[sz]ers?|codebase|code|recipe|papers?|format|implementation|style|datasets?|data|templates?|prompts?|repository|script|framework|vocabulary|configuration|cards?)\b`,
  'i',
);

const NAME = new RegExp(
  String.raw`^[A-Za-z][\w+]*(?:[-.]\w[\w+]*){0,8}(?: (?!${GOES_ON}\b)[\w+]+(?:[-.]\w[\w+]*){0,4}){0,3}`,
  'i',
);
const HUB_ADDRESS =
  /^<?https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]{1,96}\/[\w-][\w.-]{0,95})/i;
const BARE_ID = /^[\w-][\w.-]{0,95}\/[\w.-]{0,95}[\w-]/;
const MAX_LINE = 4000;
const MAX_FOUND = 20;

/** What the lines of a body say the model was made from, by id or by name. */
export function parentsInProse(
  lines: readonly string[],
  start: number,
  path: string,
): CardRemark[] {
  const found = new Map<string, CardRemark>();
  for (let at = start; at < lines.length && found.size < MAX_FOUND; at++) {
    const line = (lines[at] ?? '').slice(0, MAX_LINE);
    for (const match of line.matchAll(MADE_FROM)) {
      if (OTHER_THING.test(line.slice(Math.max(0, match.index - 60), match.index))) continue;
      const named = nameIn(line.slice(match.index + match[0].length));
      if (named === undefined || found.has(named.names)) continue;
      const words = shortened(
        line
          .slice(Math.max(0, match.index - 60))
          .replace(/\s+/g, ' ')
          .trim(),
      );
      found.set(named.names, { about: 'parent', words, ...named, where: { path, line: at + 1 } });
    }
  }
  return [...found.values()];
}

interface Named {
  readonly names: string;
  readonly stated?: true;
}

/** The model that words begin with: a link to its page, its id, or a name. */
function nameIn(words: string): Named | undefined {
  const text = words.slice(FILLER.exec(words)?.[0].length ?? 0);
  const link = /^\[([^\][\n]{1,150})\]\(([^)\s]{1,300})\)/.exec(text);
  if (link) {
    const [whole, label = '', address = ''] = link;
    if (DESIGN.test(text.slice(whole.length)) || DESIGN.test(label)) return undefined;
    const id = HUB_ADDRESS.exec(address)?.[1];
    return id !== undefined && isModelId(id) ? { names: id, stated: true } : byName(label);
  }
  const id = HUB_ADDRESS.exec(text)?.[1] ?? BARE_ID.exec(text)?.[0];
  if (id !== undefined) {
    const behind = text.slice(text.indexOf(id) + id.length);
    return isModelId(id) && !DESIGN.test(behind) ? { names: id, stated: true } : undefined;
  }
  return byName(text);
}

/** Pages of the hub that are no models. */
function isModelId(id: string): boolean {
  return isHubId(id) && !/^(?:datasets|spaces|docs|papers|collections|blog|models)\//.test(id);
}

/** Families go by numbers, or by a few words that no task and no library is called by. */
export function mayNameModel(name: string): boolean {
  return /\d|gemma|llama|xtts|flux/i.test(name);
}

function byName(text: string): Named | undefined {
  const words = text.replace(/^[`*_]+/, '');
  const name = NAME.exec(words)?.[0];
  if (name === undefined || DESIGN.test(words)) return undefined;
  return mayNameModel(name) ? { names: name } : undefined;
}

/** The base that an adapter was trained for, from `adapter_config.json` in a folder. */
export function adapterBase(
  tree: Tree,
  folder: string,
): { base: string; path: string; line: number } | undefined {
  return keyOf(tree, folder, { file: 'adapter_config.json', key: 'base_model_name_or_path' });
}

/** The model that the weights of a folder were loaded from before they were saved, from `config.json`. */
export function loadedFrom(
  tree: Tree,
  folder: string,
): { base: string; path: string; line: number } | undefined {
  return keyOf(tree, folder, { file: 'config.json', key: '_name_or_path' });
}

/** Longer files are none that a library for models wrote. */
const MAX_CONFIG = 1_000_000;

function keyOf(
  tree: Tree,
  folder: string,
  { file, key }: { readonly file: string; readonly key: string },
): { base: string; path: string; line: number } | undefined {
  if (!tree.directory(folder)?.files.includes(file)) return undefined;
  const path = folder === '' ? file : `${folder}/${file}`;
  const reading = tree.read(path);
  if (reading?.status !== 'ok' || reading.text.length > MAX_CONFIG) return undefined;
  const match = new RegExp(`"${key}"\\s{0,20}:\\s{0,20}"([^"\\n]{1,200})"`).exec(reading.text);
  const base = match?.[1];
  if (match === null || base === undefined) return undefined;
  return { base, path, line: reading.text.slice(0, match.index).split('\n').length };
}
