import { expect, test } from 'vitest';
import { modelCard } from '../../src/extract/model/card.ts';
import { modelJavascript } from '../../src/extract/model/javascript.ts';
import { modelNotebook } from '../../src/extract/model/notebook.ts';
import { modelPython } from '../../src/extract/model/python.ts';
import { modelShell } from '../../src/extract/model/shell.ts';
import type { Extractor } from '../../src/model/extractor.ts';
import { memoryTree } from '../tree.ts';

function extract(extractor: Extractor, path: string, text: string, tree = memoryTree({})) {
  return extractor.extract({ path, text }, tree);
}

function names(extractor: Extractor, path: string, text: string): string[] {
  return extract(extractor, path, text).components.map(({ name }) => name);
}

/** Source of Python → the names it loads. */
const PYTHON: [string, string[]][] = [
  ['AutoModel.from_pretrained("acme/voice")', ['acme/voice']],
  ['AutoModel.from_pretrained(pretrained_model_name_or_path="acme/voice")', ['acme/voice']],
  ['AutoModel.from_pretrained(\n  # which\n  "acme/"\n  "voice",\n)', ['acme/voice']],
  ['AutoModel.from_pretrained("gpt2")', ['gpt2']],
  ['AutoModel.from_pretrained("bert-base-uncased")', ['bert-base-uncased']],
  ['PeftModel.from_pretrained(base, "acme/adapter")', ['acme/adapter']],
  ['pipeline("ner", "acme/ner")', ['acme/ner']],
  ['pipeline(model="acme/ner")', ['acme/ner']],
  ['hf_hub_download(repo_id="acme/voice", filename="a/b")', ['acme/voice']],
  ['snapshot_download("acme/calls", repo_type="dataset")', ['acme/calls']],
  ['SentenceTransformer("all-MiniLM-L6-v2")', ['sentence-transformers/all-MiniLM-L6-v2']],
  ['CrossEncoder("cross-encoder/ms-marco")', ['cross-encoder/ms-marco']],
  ['TTS("tts_models/en/ljspeech/vits")', ['tts_models/en/ljspeech/vits']],
  ['TTS(model_name="tts_models/en/ljspeech/vits")', ['tts_models/en/ljspeech/vits']],
  ['whisper.load_model("large-v3")', ['openai/whisper-large-v3']],
  ['WhisperModel("large-v3")', ['Systran/faster-whisper-large-v3']],
  ['load_dataset("acme/calls", "de")', ['acme/calls']],
  ['load_dataset("squad")', ['squad']],
  ['LLM(model="acme/llm")', ['acme/llm']],
  ['InferenceClient("acme/llm")', ['acme/llm']],
  ['HuggingFaceEmbeddings(model_name="BAAI/bge-m3")', ['BAAI/bge-m3']],
  ['ChatOllama(model="llama3.2:3b")', ['ollama/llama3.2']],
  ['YOLO("yolov8n.pt")', ['ultralytics/yolov8n']],
  ['FaceAnalysis(name="buffalo_l")', ['insightface/buffalo_l']],
  ['FaceAnalysis(providers=[])', ['insightface/buffalo_l']],
  ['torch.hub.load("acme/vad:v4", "vad")', ['acme/vad']],
  ['MusicGen.get_pretrained("facebook/musicgen-small")', ['facebook/musicgen-small']],
  ['MusicGen.get_pretrained("melody")', ['facebook/musicgen-melody']],
  ['pipe.load_lora_weights("acme/lora", weight_name="a.safetensors")', ['acme/lora']],
  ['u = f"https://huggingface.co/acme/voice/resolve/main/{name}"', ['acme/voice']],
  ['M = "acme/voice"\nAutoModel.from_pretrained(M)', ['acme/voice']],
  ['M: str = "acme/voice"\ndef f():\n  return X.from_pretrained(M)', ['acme/voice']],
  ['def f(m="acme/voice", n: str = "acme/two"):\n  X.from_pretrained(n)', ['acme/two']],
  ['X.from_pretrained(os.environ.get("M", "acme/voice"))', ['acme/voice']],
  ['X.from_pretrained(m or "acme/voice")', ['acme/voice']],
  ['X.from_pretrained("acme/a" if big else "acme/b")', ['acme/a', 'acme/b']],
  ['p.add_argument("--model-id", default="acme/v")\nX.from_pretrained(a.model_id)', ['acme/v']],
  ['class C:\n  m: str = Field("acme/v")\nX.from_pretrained(c.m)', ['acme/v']],
  ['self.m = "acme/v"\nX.from_pretrained(self.m)', ['acme/v']],
  ['D = {"a": "acme/a", "b": "acme/b"}\nX.from_pretrained(D["b"])', ['acme/b']],
  ['timm.create_model("hf_hub:acme/vit", pretrained=True)', ['acme/vit']],
  // Names and parts
  ['from huggingface_hub import hf_hub_download as h\nh("acme/voice", "a")', ['acme/voice']],
  ['import huggingface_hub as hh\nhh.snapshot_download("acme/voice")', ['acme/voice']],
  ['from transformers import (\n  pipeline as p,\n)\np("ner", "acme/ner")', ['acme/ner']],
  ['import transformers as t\nt.pipeline("ner", "acme/ner")', ['acme/ner']],
  ['from whisper import load_model as lm\nlm("tiny")', ['openai/whisper-tiny']],
  ['import torch.hub as th\nth.load("acme/vad", "vad")', ['acme/vad']],
  ['load = AutoModel.from_pretrained\nload("acme/voice")', ['acme/voice']],
  ['load = partial(AutoModel.from_pretrained, revision="x")\nload("acme/voice")', ['acme/voice']],
  ['f = partial(AutoModel.from_pretrained, "acme/voice")', ['acme/voice']],
  ['await asyncio.to_thread(hf_hub_download, "acme/voice", "a")', ['acme/voice']],
  ['loop.run_in_executor(None, hub.snapshot_download, "acme/voice")', ['acme/voice']],
  ['for m in ["acme/a", "acme/b"]:\n  X.from_pretrained(m)', ['acme/a', 'acme/b']],
  ['MS = ("acme/a", "acme/b")\nl = [X.from_pretrained(m) for m in MS]', ['acme/a', 'acme/b']],
  ['MS = ["acme/a"]\nMS.append("acme/b")\nX.from_pretrained(MS[0])', ['acme/a', 'acme/b']],
  ['for i, (k, m) in enumerate([("a", "acme/a")]):\n  X.from_pretrained(m)', ['acme/a']],
  ['D = {"a": "acme/a"}\nfor k, m in D.items():\n  X.from_pretrained(m)', ['acme/a']],
  ['D = {"a": {"id": "acme/a", "to": "x/y"}}\nX.from_pretrained(D[size]["id"])', ['acme/a']],
  ['D = dict(a="acme/a", b="acme/b")\nX.from_pretrained(D[size])', ['acme/a', 'acme/b']],
  ['D = {}\nD["a"] = "acme/a"\nX.from_pretrained(D[size])', ['acme/a']],
  ['L = [C(id="acme/a", to="x/y")]\nfor c in L:\n  X.from_pretrained(c.id)', ['acme/a']],
  ['class M(str, Enum):\n  A = "acme/a"\nX.from_pretrained(M.A.value)', ['acme/a']],
  ['ORG, NAME = "acme", "voice"\nX.from_pretrained(ORG + "/" + NAME)', ['acme/voice']],
  ['X.from_pretrained("acme/" + "voice")', ['acme/voice']],
  ['ORG = "acme"\nX.from_pretrained(f"{ORG}/voice")', ['acme/voice']],
  ['for s in ("a", "b"):\n  X.from_pretrained(f"acme/v-{s}")', ['acme/v-a', 'acme/v-b']],
  ['X.from_pretrained("%s/voice" % "acme")', ['acme/voice']],
  ['X.from_pretrained("%s/%s" % ("acme", "voice"))', ['acme/voice']],
  ['X.from_pretrained("%(org)s/voice" % {"org": "acme"})', ['acme/voice']],
  ['X.from_pretrained("{}/voice".format("acme"))', ['acme/voice']],
  ['X.from_pretrained("{o}/{0}".format("voice", o="acme"))', ['acme/voice']],
  ['X.from_pretrained("/".join(["acme", "voice"]))', ['acme/voice']],
  ['def load(name):\n  return X.from_pretrained(name)\nload("acme/voice")', ['acme/voice']],
  [
    'class A:\n  def __init__(self, m):\n    self.m = X.from_pretrained(m)\nA(m="acme/v")',
    ['acme/v'],
  ],
  ['def name():\n  return "acme/voice"\nX.from_pretrained(name())', ['acme/voice']],
  ['if big: m = "acme/a"\nelse: m = "acme/b"\nX.from_pretrained(m)', ['acme/a', 'acme/b']],
  ['m = m or "acme/voice"\nX.from_pretrained(m)', ['acme/voice']],
  ['X.from_pretrained(cfg.get("model", "acme/voice"))', ['acme/voice']],
  ['X.from_pretrained(getattr(args, "model", "acme/voice"))', ['acme/voice']],
  ['X.from_pretrained(env.str("MODEL", default="acme/voice"))', ['acme/voice']],
  [
    'p.add_argument("--m", choices=["acme/a", "acme/b"])\nX.from_pretrained(a.m)',
    ['acme/a', 'acme/b'],
  ],
  ['X.from_pretrained(st.selectbox("Model", ["acme/a", "acme/b"]))', ['acme/a', 'acme/b']],
  // Libraries
  ['spacy.load("it_core_news_sm")', ['spacy/it_core_news_sm']],
  ['from mlx_lm import load\nload("acme/voice-4bit")', ['acme/voice-4bit']],
  ['litellm.completion(model="huggingface/acme/llm")', ['acme/llm']],
  ['litellm.completion(model="ollama/llama3.2")', ['ollama/llama3.2']],
  ['init_chat_model("ollama:qwen2.5:3b")', ['ollama/qwen2.5']],
  ['open_clip.create_model("ViT-B-32", pretrained="hf-hub:acme/clip")', ['acme/clip']],
  [
    'open_clip.create_model_and_transforms("MobileCLIP-S1", pretrained="x")',
    ['apple/MobileCLIP-S1'],
  ],
  ['from timm import create_model\ncreate_model("hf_hub:acme/vit")', ['acme/vit']],
  ['import outlines\noutlines.models.transformers("acme/llm")', ['acme/llm']],
  ['SparseTextEmbedding("acme/splade")', ['acme/splade']],
  ['SentenceTransformersTextEmbedder(model="acme/e5")', ['acme/e5']],
  ['insightface.model_zoo.get_model("models/inswapper_128.onnx")', ['insightface/inswapper_128']],
  ['YOLO("weights/yolov8n.pt")', ['ultralytics/yolov8n']],
  ['from rembg import new_session\nnew_session("bria-rmbg")', ['briaai/RMBG-2.0']],
  ['from f5_tts.api import F5TTS\nF5TTS()', ['SWivid/F5-TTS']],
  ['import ChatTTS\nChatTTS.Chat()', ['2noise/ChatTTS']],
  ['u = "https://hf-mirror.com/acme/voice/resolve/main/a.bin"', ['acme/voice']],
  ['u = f"{HF_ENDPOINT}/acme/voice/resolve/main/a.bin"', ['acme/voice']],
  // Tables and settings of a project's own
  ['StarterModel(name="V", source="acme/voice::fp16")', ['acme/voice']],
  ['Spec(hf_repo_id="acme/voice")', ['acme/voice']],
  ['D = {"repo_id": "acme/voice"}', ['acme/voice']],
  ['get(repo_id="acme/calls", repo_type="dataset")', ['acme/calls']],
  ['HF_MODEL_ID = "acme/voice"', ['acme/voice']],
  ['class S:\n  hf_repo: str = Field(default="acme/voice")', ['acme/voice']],
  ['p.add_argument("--hf-repo", default="acme/voice")', ['acme/voice']],
  ['os.environ["HF_MODEL_ID"] = "acme/voice"', ['acme/voice']],
  ['EMBEDDING_MODEL = "BAAI/bge-m3"', ['BAAI/bge-m3']],
  ['tts = load_tts_model("coqui/XTTS-v2")', ['coqui/XTTS-v2']],
  // NOT
  ['# X.from_pretrained("acme/comment")', []],
  ['"""X.from_pretrained("acme/doc")"""\nfrom_pretrained = 1', []],
  ['def f():\n  """https://huggingface.co/acme/x/resolve/main/y.bin"""', []],
  ['x = "X.from_pretrained(\'acme/quoted\')"', []],
  ['def from_pretrained(name="acme/voice"): pass', []],
  ['X.from_pretrained("./local/model")', []],
  ['X.from_pretrained("/opt/model")', []],
  ['X.from_pretrained("~/model")', []],
  ['X.from_pretrained("checkpoints/best")', []],
  ['X.from_pretrained("efficientnet-b0")', []],
  ['X.from_pretrained("your-org/your-model")', []],
  ['X.from_pretrained(path)', []],
  ['X.from_pretrained(f"acme/{name}")', []],
  ['X.from_pretrained("acme/" + name)', []],
  ['X.from_pretrained("acme/model.bin")', []],
  ['X.from_pretrained("application/json")', []],
  ['load_dataset("csv", data_files="x.csv")', []],
  ['sns.load_dataset("iris")', []],
  ['YOLO("best.pt")', []],
  ['whisper.load_model("runs/best.pt")', []],
  ['keras.models.load_model("acme/model")', []],
  ['sklearn.pipeline("a", "acme/b")', []],
  ['LLM(model="openai/gpt-4o")', []],
  ['TTS("hello world/and/more/text of it")', []],
  ['torch.hub.load("acme/vad", "vad", source="local")', []],
  ['m = "acme/module"\ndef f(m="x"): return X.from_pretrained(m)', []],
  ['link = "https://huggingface.co/acme/page"  # from_pretrained', []],
  ['p = "https://huggingface.co/datasets/acme/pictures/resolve/main/a.png"', []],
  ['X.from_pretrained("acme/" + name + "/x")', []],
  ['X.from_pretrained("%s/voice" % name)', []],
  ['X.from_pretrained("{}/voice".format(name))', []],
  ['X.from_pretrained(lambda: "acme/voice")', []],
  ['X.from_pretrained(Path("acme/voice"))', []],
  ['cfg = read("acme/settings")\nX.from_pretrained(cfg[name])', []],
  ['from .data import load_dataset as ld\nimport seaborn as s\ns.load_dataset("iris")', []],
  ['torch.load("acme/voice")  # torch.hub', []],
  ['spacy.load("./it_core_news_sm")', []],
  ['spacy.load("en_ours")', []],
  ['new_session("u2net")  # rembg', []],
  ['litellm.completion(model="groq/acme/llm")', []],
  ['api.upload_folder(repo_id="acme/ours")', []],
  ['api.create_repo(repo_id="acme/ours")', []],
  ['ChatOpenAI(model_id="meta-llama/Llama-3.1-8B")', []],
  ['Model(model_id="meta-llama/Llama-3.1-8B", base_url=u)', []],
  ['x = {"model": "meta-llama/Llama-3.1-8B"}  # model_id', []],
  ['EMBEDDING_MODEL = "acme/bge"', []],
  ['get_repo(repo="facebook/react")  # repo_id', []],
  ['Image(source="acme/voice")', []],
  ['Model(source="images/voice.png")', []],
  ['Model(source="image/png")', []],
  ['REPO_ID = "acme/voice" + suffix', []],
  ['u = "https://hub.example/spaces/acme/app/resolve/main/a.bin"', []],
];

test.each(PYTHON)('python: %s', (source, ids) => {
  expect(names(modelPython, 'app/main.py', source)).toEqual(ids);
});

const JAVASCRIPT: [string, string[]][] = [
  ["import '@xenova/transformers'; pipeline('ner', 'acme/ner')", ['acme/ner']],
  ["import '@huggingface/transformers'; X.from_pretrained(`acme/voice`)", ['acme/voice']],
  ["import '@huggingface/transformers'; const M = 'acme/m'\nawait pipeline('ner', M)", ['acme/m']],
  ["import '@huggingface/inference'; c.textToImage({ model: 'acme/draw' })", ['acme/draw']],
  ["import '@huggingface/hub'; downloadFile({ repo: 'acme/m' })", ['acme/m']],
  [
    "import '@huggingface/hub'; downloadFile({ repo: { type: 'dataset', name: 'acme/d' } })",
    ['acme/d'],
  ],
  ["import ollama from 'ollama'; ollama.chat({ model: 'llama3.2' })", ['ollama/llama3.2']],
  ["const u = 'https://huggingface.co/acme/voice/resolve/main/a.onnx'", ['acme/voice']],
  ["import '@xenova/transformers'; const r = /[`'\"]/; pipeline('ner', 'acme/ner')", ['acme/ner']],
  [
    "import { pipeline as p } from '@xenova/transformers'; const m = process.env.M ?? 'acme/ner'; p('ner', m)",
    ['acme/ner'],
  ],
  [
    "const { pipeline: p } = await import('@xenova/transformers'); p('ner', 'acme/ner')",
    ['acme/ner'],
  ],
  ["import * as t from '@huggingface/transformers'; t.pipeline('ner', 'acme/ner')", ['acme/ner']],
  ["import '@xenova/transformers'; const load = pipeline; load('ner', 'acme/ner')", ['acme/ner']],
  ["import '@xenova/transformers'; pipeline('ner', process.env.M || 'acme/ner')", ['acme/ner']],
  [
    "import '@xenova/transformers'; const M = small ? 'acme/a' : 'acme/b'; pipeline('ner', M)",
    ['acme/a', 'acme/b'],
  ],
  [
    `import '@xenova/transformers'; const ORG = 'acme'; pipeline('ner', \`\${ORG}/ner\`)`,
    ['acme/ner'],
  ],
  [`import '@xenova/transformers'; const M = \`acme/\${'ner'}\`; pipeline('ner', M)`, ['acme/ner']],
  [
    "import '@xenova/transformers'; const ORG = 'acme'; pipeline('ner', ORG + '/ner')",
    ['acme/ner'],
  ],
  [
    "import '@xenova/transformers'; const M = { a: 'acme/a', b: 'acme/b' } as const; pipeline('ner', M.b)",
    ['acme/b'],
  ],
  [
    "import '@xenova/transformers'; const M: Record<string, string> = { a: 'acme/a' }; pipeline('ner', M[size])",
    ['acme/a'],
  ],
  [
    "import '@xenova/transformers'; for (const m of ['acme/a', 'acme/b']) await pipeline('ner', m)",
    ['acme/a', 'acme/b'],
  ],
  [
    "import '@xenova/transformers'; const MS = ['acme/a']; MS.map(async (m) => pipeline('ner', m))",
    ['acme/a'],
  ],
  ["import '@xenova/transformers'; ['acme/a'].forEach(m => pipeline('ner', m))", ['acme/a']],
  [
    "import '@xenova/transformers'; const M = { a: 'acme/a' }; for (const [k, m] of Object.entries(M)) pipeline('ner', m)",
    ['acme/a'],
  ],
  [
    "import '@xenova/transformers'; const L = [{ id: 'acme/a' }]; for (const c of L) pipeline('ner', c.id)",
    ['acme/a'],
  ],
  [
    "import '@xenova/transformers'; class P { static model = 'acme/a'; static get() { return pipeline('ner', this.model) } }",
    ['acme/a'],
  ],
  [
    "import '@xenova/transformers'; function f(m: string = 'acme/a') { return pipeline('ner', m) }",
    ['acme/a'],
  ],
  [
    "import { resolveModelFile } from 'node-llama-cpp'; resolveModelFile('hf:acme/llm-GGUF:Q4_K_M')",
    ['acme/llm-GGUF'],
  ],
  [
    "import { CreateMLCEngine } from '@mlc-ai/web-llm'; CreateMLCEngine('Llama-3.1-8B-Instruct-q4f32_1-MLC')",
    ['mlc-ai/Llama-3.1-8B-Instruct-q4f32_1-MLC'],
  ],
  [`const u = \`\${HOST}/acme/voice/resolve/main/a.onnx\``, ['acme/voice']],
  // NOT
  ["pipeline('ner', 'acme/ner') // @huggingface", []],
  ["import '@xenova/transformers'; /* pipeline('ner', 'acme/ner') */", []],
  ["import '@xenova/transformers'; pipeline('ner', 'acme/' + name)", []],
  ["import '@xenova/transformers'; stream.pipeline(a, 'models/x')", []],
  ["import '@huggingface/inference'; openai.create({ model: 'acme/other' })", []],
  ["const u = 'https://huggingface.co/acme/voice'", []],
  [`import '@xenova/transformers'; pipeline('ner', \`acme/\${name}\`)`, []],
  ["import '@xenova/transformers'; pipeline('ner', () => 'acme/ner')", []],
  ["import '@xenova/transformers'; const model = 'acme/a'; pipeline('ner', process.env.model)", []],
  ["import { resolveModelFile } from 'node-llama-cpp'; resolveModelFile('models/llm.gguf')", []],
];

test.each(JAVASCRIPT)('javascript: %s', (source, ids) => {
  expect(names(modelJavascript, 'src/a.ts', source)).toEqual(ids);
});

test('declarations and minified files are not read', () => {
  const source = "import '@xenova/transformers'; pipeline('ner', 'acme/ner')";
  expect(names(modelJavascript, 'src/a.d.ts', source)).toEqual([]);
  expect(names(modelJavascript, 'dist/a.min.js', source)).toEqual([]);
});

const SHELL: [string, string[]][] = [
  ['huggingface-cli download acme/voice', ['acme/voice']],
  ['hf download --repo-type dataset acme/calls', ['acme/calls']],
  ['git clone https://huggingface.co/acme/voice', ['acme/voice']],
  ['git clone git@hf.co:acme/voice', ['acme/voice']],
  ['ollama run hf.co/acme/voice-GGUF:Q4_K_M', ['acme/voice-GGUF']],
  ['wget https://huggingface.co/acme/voice/resolve/main/m.bin?download=true', ['acme/voice']],
  ['exec vllm serve "acme/llm"', ['acme/llm']],
  ['python train.py --model_name_or_path acme/llm', ['acme/llm']],
  ['sh -c "hf download acme/voice"', ['acme/voice']],
  ['tts --model_name tts_models/en/ljspeech/vits', ['tts_models/en/ljspeech/vits']],
  // NOT
  ['# hf download acme/voice', []],
  ['hf download ./here', []],
  ['hf upload acme/voice', []],
  ['hf download --repo-type space acme/app', []],
  ['git clone https://huggingface.co/spaces/acme/app', []],
  ['ollama pull "$MODEL"', []],
  ['ollama list', []],
  ['aider --model acme/llm', []],
  ['echo huggingface vllm acme/llm', []],
  ['curl https://huggingface.co/acme/voice', []],
];

test.each(SHELL)('shell: %s', (source, ids) => {
  expect(names(modelShell, 'run.sh', source)).toEqual(ids);
});

const CARDS: [string, string[]][] = [
  ['license: mit\ntags: [x]', ['models/m']],
  ['base_model: acme/base', ['models/m']],
  ['license: mit\ntask_categories: [x]', ['models/m']],
  // NOT
  ['title: Guide', []],
  ['license: mit\ntitle: Guide', []],
  ['{{ card_data }}', []],
  ['title: App\nsdk: gradio\nlicense: mit\ntags: [x]', []],
];

test.each(CARDS)('card: %s', (matter, ids) => {
  const text = `---\n${matter}\n---\n# M\n`;
  expect(names(modelCard, 'models/m/README.md', text)).toEqual(ids);
});

/** Front matter → the parents that the model has. */
const PARENTS: [string, string[]][] = [
  ['base_model: acme/base', ['acme/base']],
  ['base_model: hf://acme/base', ['acme/base']],
  ['base_model: acme/base@main', ['acme/base']],
  ['base_model: "acme/base, acme/other"', ['acme/base', 'acme/other']],
  ['base_model:\n  name: acme/base', ['acme/base']],
  ['base_model: ./local/base', ['./local/base']],
  ['base_model:\n  path: x', ['a parent without a name']],
  ['license: mit\ntags: ["base_model:finetune:acme/base"]', ['acme/base']],
  ['license: mit\ntags: ["base_model:acme/base", "base_model:adapter:acme/base"]', ['acme/base']],
  // NOT
  ['base_model:', []],
  ['license: mit\ntags: [base_model, "other:acme/base"]', []],
];

test.each(PARENTS)('parents: %s', (matter, bases) => {
  const { components } = extract(modelCard, 'm/README.md', `---\n${matter}\n---\n`);
  expect(components[0]?.lineage.map(({ base }) => base)).toEqual(bases);
  expect(components[0]?.modified).toBe(bases.length > 0 ? 'yes' : undefined);
});

test('a name of a license beside another id is a second statement', () => {
  const card = (matter: string) =>
    extract(modelCard, 'm/README.md', `---\ntags: []\n${matter}\n---\n`).components[0]?.evidence;
  expect(card('license: mit\nlicense_name: cc-by-nc-4.0')).toMatchObject([
    { raw: 'mit', where: { line: 3 } },
    { raw: 'cc-by-nc-4.0', where: { line: 4 } },
  ]);
  expect(card('license: other\nlicense_name: acme')).toMatchObject([{ raw: 'acme' }]);
});

test('empty lines may stand before a front matter', () => {
  const { components } = extract(
    modelCard,
    'm/README.md',
    '\n\n---\nlicense: mit\ntags: []\n---\n',
  );
  expect(components[0]?.seenAt).toEqual([{ path: 'm/README.md', line: 4 }]);
});

test('a rule further down a page is no front matter', () => {
  const text = '# Title\n---\nlicense: mit\nbase_model: acme/base\n---\n';
  expect(names(modelCard, 'README.md', text)).toEqual([]);
});

test('a page that begins with a rule is no unfinished card', () => {
  const text = '---\n\n# Title\n\n```yaml\nlicense: mit\nbase_model: acme/base\n```\n';
  const { components, diagnostics } = extract(modelCard, 'README.md', text);
  expect([...components, ...diagnostics]).toEqual([]);
});

test('a folder of the tree is our own, not a model of the hub', () => {
  const tree = memoryTree({ 'acme/voice/config.json': '{}', 'app/other/voice/config.json': '{}' });
  const source = 'X.from_pretrained("acme/voice")\nX.from_pretrained("other/voice")';
  expect(extract(modelPython, 'app/main.py', source, tree).components).toEqual([]);
  expect(extract(modelPython, 'main.py', source, tree).components).toHaveLength(1);
});

test('terms are accepted where a variable is set, not where it is read or tested', () => {
  const signals = (source: string) =>
    extract(modelPython, 'a.py', source).signals?.map(({ name, value }) => `${name}=${value}`);
  expect(signals('os.environ["COQUI_TOS_AGREED"] = "1"')).toEqual(['COQUI_TOS_AGREED=1']);
  expect(signals('os.environ.setdefault("COQUI_TOS_AGREED", "1")')).toHaveLength(1);
  expect(signals('image.env({"COQUI_TOS_AGREED": "1"})')).toHaveLength(1);
  expect(signals('os.environ.get("COQUI_TOS_AGREED", "1")')).toEqual([]);
  expect(signals('os.environ["COQUI_TOS_AGREED"] == "1"')).toEqual([]);
  expect(signals('os.environ["COQUI_TOS_AGREED"] = "0"')).toEqual([]);
});

const HOSTILE: [string, string][] = [
  ['one long line', 'X.from_pretrained("acme/voice") '.repeat(300_000)],
  ['open brackets', `X.from_pretrained(${'('.repeat(300_000)}`],
  ['nested calls', 'from_pretrained('.repeat(200_000)],
  ['nested closed calls', `${'LLM('.repeat(300_000)}${')'.repeat(300_000)}`],
  ['escaped quotes', `from_pretrained('${"\\'".repeat(400_000)}`],
  ['quotes of two sorts', `from_pretrained ${`'"`.repeat(400_000)}`],
  ['backticks', `from_pretrained @huggingface/transformers ${'`${'.repeat(200_000)}`],
  ['regex beginnings', `from_pretrained @huggingface/transformers ${'=/['.repeat(200_000)}`],
  ['dots', `from_pretrained ${'a.'.repeat(300_000)}`],
  ['names that name each other', 'a = b or b\nb = a or a\nX.from_pretrained(a)\n'.repeat(4_000)],
  [
    'deep indents',
    Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}def f():LLM(x)`).join('\n'),
  ],
  [
    'names in names',
    `${Array.from({ length: 3000 }, (_, n) => `a${n + 1} = a${n} + a${n}\nX.from_pretrained(a${n})`).join('\n')}`,
  ],
  ['sums', `a = "${'"+"'.repeat(200_000)}"\nX.from_pretrained(a)`],
  [
    'a long table',
    `D = {${'"k": "acme/v", '.repeat(60_000)}}\n${'X.from_pretrained(D["k"])\n'.repeat(5000)}`,
  ],
  ['loops', 'for a in b:\n for b in a:\n  X.from_pretrained(f"{a}/{b}")\n'.repeat(5000)],
  ['parameters', `def f(a): return f(a)\n${'f(f(f(a)))\n'.repeat(20_000)}X.from_pretrained(f(a))`],
  ['placeholders', `X.from_pretrained("${'{}'.repeat(150_000)}".format(a))`],
  ['imports', `from_pretrained\n${'from a import (b as c, '.repeat(60_000)}`],
  ['keywords', `repo_id=(${'a["repo_id"]="acme/v",'.repeat(60_000)})`],
  ['mirrors', `/resolve/${'$a/acme/voice/resolve/'.repeat(60_000)}`],
  [
    'templates',
    `@xenova/transformers const a = \`${['$', '{a}'].join('').repeat(100_000)}\`; pipeline('x', a)`,
  ],
  ['constants', `@xenova/transformers ${'a = a + a || a; pipeline(a, a);'.repeat(20_000)}`],
  ['maps', `@xenova/transformers ${'a.map((a) => pipeline(a, a[a]));'.repeat(20_000)}`],
  ['addresses', `hf.co ${'https://huggingface.co/'.repeat(300_000)}`],
  ['one address', `x = "https://huggingface.co/acme/voice/resolve/main/${'a'.repeat(200_000)}"`],
  ['dollars', `ollama pull ${'$('.repeat(300_000)}`],
  ['defaults', `ollama pull ${'${a-'.repeat(200_000)}`],
  ['ampersands', `hf download ${'a&'.repeat(200_000)}`],
];

test.each(HOSTILE)(
  '%s: read in linear time, without an exception',
  (_, text) => {
    for (const [extractor, path] of [
      [modelPython, 'a.py'],
      [modelJavascript, 'a.ts'],
      [modelShell, 'a.sh'],
      [modelShell, 'Dockerfile'],
      [modelCard, 'README.md'],
    ] as const) {
      expect(() => extract(extractor, path, text)).not.toThrow();
    }
  },
  60_000,
);

test('hostile notebooks and cards', () => {
  const cells = [
    null,
    { cell_type: 'code' },
    { cell_type: 'code', source: [1] },
    { cell_type: 'code', source: ['X.from_pretrained("acme/v")'] },
  ];
  const { components, diagnostics } = extract(
    modelNotebook,
    'a.ipynb',
    JSON.stringify({ cells, __proto__: 1 }),
  );
  expect(components.map(({ name }) => name)).toEqual(['acme/v']);
  expect(diagnostics.map(({ code }) => code)).toEqual(['malformed-entry', 'malformed-entry']);
  for (const text of ['[]', 'null', '"from_pretrained"', '{"from_pretrained": ']) {
    expect(() => extract(modelNotebook, 'a.ipynb', text)).not.toThrow();
  }
  const bomb = `---\nlicense: mit\ntags: ${'['.repeat(5000)}\n---\n`;
  expect(extract(modelCard, 'README.md', bomb).diagnostics[0]?.code).toBe('malformed-file');
});
