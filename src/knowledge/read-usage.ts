import type { Vocabulary } from '../model/knowledge.ts';
import type { Answer, Region, ScaleValue } from '../model/usage.ts';
import { didYouMean } from '../syntax/nearest.ts';
import { isRegion, regionHint } from '../syntax/regions.ts';
import { textOf, type YamlNode } from '../syntax/yaml.ts';
import type { YamlReader } from '../syntax/yaml-reader.ts';

/** Reads `{question: yes|no|unknown}`; `true` and `false` are understood. */
export function readAnswers(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Pick<Vocabulary, 'questions'>,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  const questions = Object.values(vocabulary.questions)
    .filter(({ kind }) => kind === 'usage' || kind === 'component')
    .map(({ id }) => id);
  for (const [question, value, line] of reader.record(node, 'answers')) {
    if (!questions.includes(question)) {
      reader.issue(line, `unknown usage question "${question}"${didYouMean(question, questions)}`);
      continue;
    }
    answers[question] = readAnswer(value, reader, question);
  }
  return answers;
}

function readAnswer(node: YamlNode, reader: YamlReader, question: string): Answer {
  const text = textOf(node)?.toLowerCase();
  if (text === 'yes' || text === 'true') return 'yes';
  if (text === 'no' || text === 'false') return 'no';
  if (text !== 'unknown') reader.issue(node, `${question} must be yes, no or unknown`);
  return 'unknown';
}

/** Reads `{metric: number}` or `{metric: {now: number, '2024-07': number}}`. */
export function readScale(
  node: YamlNode | undefined,
  reader: YamlReader,
  vocabulary: Pick<Vocabulary, 'questions'>,
): Record<string, ScaleValue> {
  const scale: Record<string, ScaleValue> = {};
  const metrics = Object.values(vocabulary.questions)
    .filter(({ kind }) => kind === 'scale')
    .map(({ id }) => id);
  for (const [metric, value, line] of reader.record(node, 'scale')) {
    if (!metrics.includes(metric)) {
      reader.issue(line, `unknown number "${metric}"${didYouMean(metric, metrics)}`);
    } else if (value.kind === 'map') {
      const dated = reader.record(value, metric).map(([date, number, dateLine]) => {
        if (date !== 'now' && !/^\d{4}-\d{2}$/.test(date)) {
          reader.issue(dateLine, `"${date}" must be "now" or a month, YYYY-MM`);
        }
        return [date, readAmount(number, reader, `${metric} ${date}`)] as const;
      });
      scale[metric] = Object.fromEntries(dated);
    } else scale[metric] = readAmount(value, reader, metric);
  }
  return scale;
}

/** More than any money, users or machines there are: a slip of the pen would be above every threshold. */
const MAX_AMOUNT = 1e15;

function readAmount(node: YamlNode, reader: YamlReader, what: string): number {
  const amount = reader.number(node, what);
  if (amount < 0)
    reader.issue(node, `${what} must not be negative; write the number, or leave it out`);
  else if (amount > MAX_AMOUNT)
    reader.issue(node, `${what} is more than there can be (${MAX_AMOUNT}); correct the number`);
  return amount;
}

/** Reads a list of region codes: ISO 3166-1 alpha-2, EU or EEA. */
export function readRegionCodes(
  node: YamlNode | undefined,
  reader: YamlReader,
  what: string,
): readonly Region[] {
  const codes = reader.texts(node, what);
  for (const code of codes) {
    if (!isRegion(code))
      reader.issue(node, `"${code}" is no region code such as DE, US or EU${regionHint(code)}`);
  }
  return codes;
}
