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
  // NOT
  ["pipeline('ner', 'acme/ner') // @huggingface", []],
  ["import '@xenova/transformers'; /* pipeline('ner', 'acme/ner') */", []],
  ["import '@xenova/transformers'; pipeline('ner', 'acme/' + name)", []],
  ["import '@xenova/transformers'; stream.pipeline(a, 'models/x')", []],
  ["import '@huggingface/inference'; openai.create({ model: 'acme/other' })", []],
  ["const u = 'https://huggingface.co/acme/voice'", []],
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
