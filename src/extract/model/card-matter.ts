import { entries, get, type YamlNode } from '../../syntax/yaml.ts';

/** The front matter of a Markdown file. */
export interface FrontMatter {
  /** Its YAML, after empty lines in place of what stands before it, so that lines are those of the file. */
  readonly text: string;
  readonly closed: boolean;
}

/** More than this is no front matter; cards with long results have about 100 kB. */
const MAX_LENGTH = 1_000_000;

/**
 * The first `---` block of a file that begins with one, else undefined. White space may stand before
 * it, as in the hub's own reader: huggingface_hub, REGEX_YAML_BLOCK.
 */
export function frontMatter(text: string): FrontMatter | undefined {
  const opening = /^\ufeff?\s{0,200}---[ \t]*\r?\n/.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const before = opening.replace(/[^\n]+/g, '').slice(1);
  const rest = before + text.slice(opening.length - 1, opening.length + MAX_LENGTH);
  const end = /\n(?:---|\.\.\.)[ \t]*\r?(?:\n|$)/.exec(rest);
  if (end) return { text: rest.slice(0, end.index + 1), closed: true };
  // A page may begin with a rule; what could be keys ends with the first empty line.
  const blank = rest.search(/\n[ \t\r]{0,20}\n/);
  return { text: blank < 0 ? rest : rest.slice(0, blank + 1), closed: false };
}

/**
 * True if some line of the text begins with a key that cards have: spares other pages the parsing.
 * A template that cards are made of is no card.
 */
export function looksLikeCard(matter: string): boolean {
  if (/\{[{%]/.test(matter)) return false;
  return /^["']?(?:license|base[-_ ]?models?|task_categories|annotations_creators|dataset_info|size_categories|sdk)["']?[ \t]*:/m.test(
    matter,
  );
}

const DATASET = [
  'task_categories',
  'task_ids',
  'annotations_creators',
  'language_creators',
  'source_datasets',
  'dataset_info',
  'size_categories',
];
const MODEL_ONLY = ['base_model', 'library_name', 'pipeline_tag', 'model-index', 'model_name'];
const WITH_LICENSE = [
  ...MODEL_ONLY,
  'tags',
  'datasets',
  'license_name',
  'language',
  'metrics',
].concat(['extra_gated_prompt', 'extra_gated_fields', 'extra_gated_heading', 'license_link']);

/**
 * What a front matter describes: a license alone says nothing, since pages of documentation carry
 * one too; it takes a key that only cards have, or weights in the folder.
 */
export function cardKind(
  root: YamlNode,
  besideWeights = false,
): 'model' | 'dataset' | 'space' | undefined {
  const has = (key: string) => get(root, key) !== undefined;
  if (has('sdk') && (has('app_file') || has('title'))) return 'space';
  const isModel = MODEL_ONLY.some(has);
  if (!isModel && (DATASET.some(has) || get(root, 'configs')?.kind === 'list')) return 'dataset';
  if (entries(root).some(([key]) => /^base[-_ ]?models?$/i.test(key))) return 'model';
  const isCard = besideWeights || WITH_LICENSE.some(has);
  return has('license') && isCard ? 'model' : undefined;
}
