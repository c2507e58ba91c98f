/** Names that libraries have for the models they fetch: `yolov8n.pt`, `large-v3`, `buffalo_l`. */

import { generic, hub, hubModel, ollamaModel, type Reader, type Target } from './ids.ts';

/** Weights that the ultralytics package downloads by their file name, whatever the folder: `yolov8n.pt`. */
export function ultralyticsModel(text: string): Target | undefined {
  const file = text.slice(text.lastIndexOf('/') + 1);
  const known = /^((?:yolo(?:v?\d+|-?e|_nas)|rtdetr-|FastSAM-|mobile_sam|sam2?_)[\w.-]{0,40})\.pt$/;
  const name = known.exec(file)?.[1];
  return name === undefined
    ? undefined
    : { kind: 'model', name: `ultralytics/${name}`, purl: generic('ultralytics', name) };
}

/** A model pack of insightface, or the face swapper that it loads by file: `buffalo_l`. */
export function insightFaceModel(text: string): Target | undefined {
  const file = text.slice(text.lastIndexOf('/') + 1);
  const name = /^(buffalo_(?:l|m|s|sc)|antelopev2|inswapper_128(?:_fp16)?)(?:\.onnx)?$/.exec(
    file,
  )?.[1];
  return name === undefined
    ? undefined
    : { kind: 'model', name: `insightface/${name}`, purl: generic('insightface', name) };
}

const WHISPER = /^(?:tiny|base|small|medium)(?:\.en)?$|^large(?:-v[123](?:-turbo)?)?$|^turbo$/;

/** The names of openai-whisper: `large-v3` is `openai/whisper-large-v3`. */
export function whisperModel(text: string): Target | undefined {
  if (!WHISPER.test(text)) return undefined;
  return hub('model', `openai/whisper-${text === 'turbo' ? 'large-v3-turbo' : text}`, undefined);
}

/** The names of faster-whisper: converted copies under an organization of their own. */
export function fasterWhisperModel(text: string, revision?: string): Target | undefined {
  const distil = /^distil-((?:small|medium)\.en|large-v[23])$/.exec(text)?.[1];
  if (distil) return hub('model', `Systran/faster-distil-whisper-${distil}`, undefined);
  if (!WHISPER.test(text)) return hubModel(text, revision);
  if (text.endsWith('turbo')) {
    return hub('model', 'mobiuslabsgmbh/faster-whisper-large-v3-turbo', undefined);
  }
  return hub('model', `Systran/faster-whisper-${text === 'large' ? 'large-v3' : text}`, undefined);
}

/** The names of audiocraft's MusicGen: `melody` is `facebook/musicgen-melody`. */
export function musicGenModel(text: string, revision?: string): Target | undefined {
  const known = /^(?:small|medium|large|melody|melody-large|stereo-[\w-]+|style)$/;
  return hubModel(known.test(text) ? `facebook/musicgen-${text}` : text, revision);
}

/** A pipeline of spaCy's publisher, which also lies on the hub: `it_core_news_sm`. */
export function spacyModel(text: string): Target | undefined {
  const known =
    /^[a-z]{2}_(?:core_(?:web|news)|dep_(?:web|news)|ent_wiki|sent_ud)_(?:sm|md|lg|trf)$/;
  return known.test(text) ? hub('model', `spacy/${text}`, undefined) : undefined;
}

/** A model of a router, with the provider before it; only those that run the weights count. */
export function routedModel(text: string): Target | undefined {
  const [, provider = '', name = ''] =
    /^(huggingface|ollama|ollama_chat)[/:](.{1,200})$/.exec(text) ?? [];
  if (provider === '') return undefined;
  // A provider may stand between: `huggingface/together/acme/llm`.
  return provider === 'huggingface'
    ? hubModel(name.split('/').slice(-2).join('/'))
    : ollamaModel(name);
}

/** An architecture of open_clip, where the weights have terms of their own: `MobileCLIP-S1`. */
export function openClipModel(text: string, revision?: string): Target | undefined {
  if (/^MobileCLIP2?-[\w.-]{1,30}$/.test(text)) return hub('model', `apple/${text}`, undefined);
  return /^hf[-_]hub:/.test(text) ? hubModel(text, revision) : undefined;
}

/** A background remover of rembg whose weights are not free. */
export function rembgModel(text: string): Target | undefined {
  return text === 'bria-rmbg' ? hub('model', 'briaai/RMBG-2.0', undefined) : undefined;
}

/** A library that loads one model, whatever variant its argument names. */
export function always(id: string): Reader {
  return () => hub('model', id, undefined);
}

/** A model that web-llm is built with; its weights lie on the hub under that name. */
export function webLlmModel(text: string): Target | undefined {
  return /^[\w.-]{3,90}-MLC(?:-[\w.]{1,10})?$/.test(text)
    ? hub('model', `mlc-ai/${text.replace(/-MLC-.*$/, '-MLC')}`, undefined)
    : undefined;
}
