import { hubDataset, hubModel, type Target } from './ids.ts';

// Only addresses that deliver something are use; a link to a page is documentation.
const HUB_URL =
  /https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})\/(resolve|raw|blob)\/([\w.-]{1,100})\/([^\s"'<>`)\]}]{0,300})/g;
// A mirror, or a host that is a variable: `resolve` before a branch or commit is the hub's own form.
const MIRROR_URL =
  /(?:https?:\/\/[\w.-]{1,200}(?::\d{1,5})?|[})]|\$\w{1,60}|^)\/(?:models\/)?(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})\/(resolve)\/(main|master|[0-9a-f]{40})\/([^\s"'<>`)\]}]{0,300})/g;
const INFERENCE_URL =
  /https:\/\/(?:api-inference\.huggingface\.co|router\.huggingface\.co\/hf-inference)\/(?:models|pipeline\/[\w-]+)\/([\w.-]{1,96}\/[\w.-]{1,96})/g;
const HUB_PREFIX = /^(?:hf-hub|hf_hub):([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w.-]{1,100}))?$/;
const HUB_SCHEME = /^hf:\/\/(datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})(?:@([\w.-]{1,100}))?(?:\/|$)/;

// Pictures and pages of a repository are looked at, not run.
const SHOWN = /(?:\.(?:png|jpe?g|gif|webp|svg|mp4|md|html?|pdf|txt)|LICENSE[\w.-]*)(?:\?.*)?$/i;

const PICTURES = /(?:docs?|documentation|testing)-images$/;

/** A model or dataset named by an address inside a text, and where in that text. */
export interface UrlTarget {
  readonly target: Target;
  readonly at: number;
}

/**
 * The models and datasets whose files the addresses in a text deliver: `/resolve/` and `/raw/`
 * anywhere in it, `/blob/` where the address is the whole text, the inference API, `hf://` and `hf-hub:`; mirrors too.
 */
export function urlTargets(text: string): UrlTarget[] {
  if (!/hugging|hf\.co|hf:\/\/|hf[-_]hub:|\/resolve\//.test(text)) return [];
  const found: UrlTarget[] = [];
  const add = (target: Target | undefined, at: number) => {
    if (target) found.push({ target, at });
  };
  for (const match of [...text.matchAll(HUB_URL), ...text.matchAll(MIRROR_URL)]) {
    const [whole, dataset, id = '', verb, revision, file = ''] = match;
    if (SHOWN.test(file) || PICTURES.test(id) || (verb === 'blob' && whole !== text.trim()))
      continue;
    add(dataset ? hubDataset(id, revision) : hubModel(id, revision), match.index);
  }
  for (const match of text.matchAll(INFERENCE_URL)) add(hubModel(match[1] ?? ''), match.index);
  const [, timm = '', commit] = HUB_PREFIX.exec(text) ?? [];
  add(hubModel(timm, commit), 0);
  const [, dataset, id = '', revision] = HUB_SCHEME.exec(text) ?? [];
  add(dataset ? hubDataset(id, revision) : hubModel(id, revision), 0);
  return found;
}

/** The repository that `git clone` of a hub address brings: `https://huggingface.co/org/name`. */
export function cloneTarget(address: string): Target | undefined {
  const pattern =
    /^(?:https?:\/\/(?:[^/@\s]{1,200}@)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/|git@hf\.co:)(datasets\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;
  const [, dataset, id = ''] = pattern.exec(address) ?? [];
  return dataset ? hubDataset(id) : hubModel(id);
}
