/**
 * Organizations of the hub that publish well-known models: of an id of theirs no more is asked than a
 * word beside it that speaks of models. Those that `rules/models/` judge are all here, but for names
 * that GitHub, Docker and others use alike.
 */
export const PUBLISHERS: ReadonlySet<string> = new Set(
  (
    '01-ai 2noise AI-Sweden-Models BAAI CohereForAI CohereLabs CompVis Deci DeepFloyd Efficient-Large-Model ' +
    'FacebookAI HuggingFaceTB HuggingFaceM4 Hcompany IndexTeam InstantX Kwai-Kolors LGAI-EXAONE LLM360 Laxhar ' +
    'Lightricks Linq-AI-Research LiquidAI MahmoodLab MiniMaxAI NousResearch OnomaAIResearch OpenGVLab ' +
    'OpenVoiceOS OrionStarAI OuteAI Qwen ResembleAI SWivid Salesforce Skywork Snowflake SparkAudio Systran ' +
    'THUDM TheBloke Tele-AI Tencent-Hunyuan Tongyi-MAI Ultralytics Unbabel UsefulSensors Wan-AI Writer Xenova ' +
    'ai21labs allenai amphion apple audeering baichuan-inc baidu bartowski bigcode bigscience black-forest-labs ' +
    'bosonai briaai cagliostrolab canopylabs capleaf chavinlo codellama coqui cross-encoder cstr databricks ' +
    'datalab-to dbmdz decapoda-research deepseek-ai deepset depth-anything distil-whisper distilbert ' +
    'dreamlike-art ezioruan facebook fishaudio fixie-ai google google-bert google-t5 guozinan h94 hakurei ' +
    'hexgrad huggyllama ibm-granite ideogram-ai internlm intfloat jinaai k2-fsa kakaocorp krea ' +
    'krutrim-ai-labs laion liuhaotian livekit llava-hf lllyasviel lmsys meta-llama microsoft mistralai ' +
    'mixedbread-ai mlx-community moonshotai naver-hyperclovax nielsr nomic-ai nvidia onnx-community openai ' +
    'openai-community openbmb perplexity-ai playgroundai prs-eth pyannote riffusion runwayml sarvamai sczhou ' +
    'sentence-transformers snakers4 speechbrain stabilityai stable-diffusion-v1-5 suno tatsu-lab tencent ' +
    'thenlper tiiuae timm unsloth upstage vikhyatk vikp xai-org xverse zai-org'
  ).split(' '),
);
