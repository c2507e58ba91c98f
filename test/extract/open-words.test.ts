import { describe, expect, test } from 'vitest';
import { callsModelOpen, nameWords } from '../../src/extract/model/open-words.ts';

const NAMES = nameWords(['Heron-7B-Chat', 'Heron 7B']);

describe('sentences that call the model open source', () => {
  test.each([
    'Heron-7B is an open-source large language model developed by Acme.',
    'Heron is a fully open language model.',
    'Heron 7B Chat is the best open source model currently available.',
    'Heron is one of the most powerful open-source LLMs.',
    'Heron is a family of open-source vision-language models for documents.',
    'Heron-7B, an open-source LLM, speaks 14 languages.',
    'Heron: Open-Source Speech Models',
    'This is an open source text-to-speech model.',
    'This model is open source and free for research.',
    'The model is fully open-sourced under the Acme License.',
    'The model weights are open-sourced.',
    'The model is released under an open source license.',
    'We open-source the model and its tokenizer.',
    "We're proud to open-source Heron-7B.",
    'We release Heron-7B as open source.',
    'To foster research, we have made Heron 7B Base and Heron 7B Chat open source for all.',
    'We present Heron, an open-source Vision-Language (VL) Model designed for documents.',
    'We introduce Heron, an open-source multimodal model.',
    'Today we are releasing an open-source model of 7B parameters.',
    'Heron is open-source, decoder-only and multilingual.',
    'Heron-7B ist ein quelloffenes Sprachmodell mit 7 Milliarden Parametern.',
    'Heron ist ein Open-Source-Sprachmodell für Deutsch.',
    'Heron est un modèle de langage open source de 7 milliards de paramètres.',
    'Heron es un modelo de lenguaje de código abierto.',
    'Este modelo é de código aberto.',
    'Heron è un modello linguistico open source.',
    'Heron — это языковая модель с открытым исходным кодом.',
    'Heron 2 是由 Acme 推出的新一代开源大语言模型。',
    '我们开源了 Heron-7B 系列模型。',
    'Heronは、オープンソースの大規模言語モデルです。',
    'Heron은 오픈소스 언어 모델입니다.',
  ])('%s', (sentence) => {
    expect(callsModelOpen(sentence, NAMES)).toBe(true);
  });
});

describe('sentences that speak of something else', () => {
  test.each([
    'Built with open source tools.',
    'Heron was trained on open source data.',
    'Heron-7B is built on the open-source library Transformers.',
    'Heron outperforms all open-source models of its size.',
    'Heron is competitive with open source models.',
    'Heron is as good as open-source models twice its size.',
    'Among open-source models, Heron is the fastest.',
    'Heron is a fine-tuned version of the open-source model Llama.',
    'Heron is not open source.',
    "Heron isn't an open-source model: its use is limited.",
    'Heron will be open-sourced soon.',
    'We have not made Heron open source.',
    'We have made the code of Heron open source.',
    'We plan to open-source the model next year.',
    'Is Heron open source?',
    'The code is open source.',
    'The training code of Heron is open source.',
    'The code is released under an open-source license.',
    'We thank the open-source community.',
    'We use open-source models for filtering.',
    'We open-source the evaluation code.',
    'Heron is an open-source model serving library.',
    'Heron is an open-source Large Language Model (LLM) application development platform.',
    'Heron is an open-source large language model scheduling and task management tool.',
    'Heron works with open source inference engines such as vLLM.',
    'Heron is an open-weight model.',
    'Heron is an open model that anyone may download.',
    'Whisper is an open-source model by OpenAI.',
    'Prompt: write an open source license.',
    'Heron steht der Open-Source-Gemeinschaft zur Verfügung.',
    'Heron wurde mit Open-Source-Daten trainiert.',
    'Heron est entraîné sur des données open source.',
    'Heron se basa en herramientas de código abierto.',
    'Heron 基于开源模型 Qwen 训练。',
    'Heron 在多项评测中优于其他开源模型。',
    '感谢开源社区的支持。',
    '我们开源了训练代码。',
    'Heronはオープンソースのデータで学習しました。',
    'Heron은 오픈소스 데이터로 학습했습니다.',
    'Heron обучена на открытых данных.',
  ])('%s', (sentence) => {
    expect(callsModelOpen(sentence, NAMES)).toBe(false);
  });
});

test('names of models are told by what no other model shares', () => {
  expect(nameWords(['Heron-7B-Chat'])).toEqual(['heron']);
  expect(nameWords(['XTTS v2'])).toEqual(['xtts']);
  expect(nameWords(['1. Introduction of Deepseek LLM'])).toEqual(['deepseek']);
  expect(nameWords(['DeepSeek-VL: Towards Real-World Understanding'])).toEqual(['deepseek']);
  expect(nameWords(['Model Card', '.', 'base-7b', 'v2.1'])).toEqual([]);
});
