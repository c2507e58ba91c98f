import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type GivenAnswer, withAnswers } from '../config/write-answers.ts';
import type { Report } from '../model/report.ts';
import { withoutVersion } from '../purl/purl.ts';
import { prose } from '../report/escape.ts';
import { type Page, pageOf, row, unbroken } from '../report/layout.ts';
import { type Asked, askedQuestions, questionPurl } from '../report/questions.ts';
import { subjectsOf } from '../report/view.ts';
import { answerKey, count, subjectName } from '../report/words.ts';
import { isRegion } from '../syntax/regions.ts';

/** A person at a terminal. */
export interface Person {
  /** Asks, and gives the line typed; undefined when there is nobody any more. */
  ask(prompt: string): Promise<string | undefined>;
  tell(text: string): void;
  /** Columns of the terminal; 80 where unknown. */
  readonly width?: number;
}

/**
 * Offers the open questions of a report to the person at the terminal, and writes what they answer
 * into the configuration.
 * @returns true when something was written
 */
export async function askAndWrite(report: Report, path: string): Promise<boolean> {
  // stdout is the report; talk goes to stderr.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  const ask = (prompt: string) =>
    Promise.race([new Promise<string>((resolve) => lines.question(prompt, resolve)), ended]);
  const tell = (text: string) => void process.stderr.write(text);
  let isStopped = false;
  // Ctrl-C gives up what was said so far; Ctrl-D and q keep it.
  lines.once('SIGINT', () => {
    isStopped = true;
    lines.close();
  });
  const width = process.stderr.columns || 80;
  const answers = await askPerson(report, { ask, tell, width });
  lines.close();
  if (isStopped) tell('\nNothing was written.\n');
  if (isStopped || answers.length === 0) return false;
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // Written beside and renamed, so that the file is never half written.
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, withAnswers(text, answers));
  renameSync(temporary, path);
  tell(`\n${count(answers.length, 'answer')} written to ${path}.\n`);
  return true;
}

/** Asked this often, a question that gets no answer it understands is left open. */
const MAX_TRIES = 3;

/**
 * Puts the open questions of a report to a person, the most useful first.
 * @returns the answers given; a question passed over has none
 */
export async function askPerson(report: Report, person: Person): Promise<readonly GivenAnswer[]> {
  const asked = askedQuestions(report);
  if (asked.length === 0) return [];
  const many = count(asked.length, 'question');
  const begin = await person.ask(
    `Answer the ${asked.length === 1 ? 'question' : many} now? [y/N] `,
  );
  if (yesOrNo(begin) !== 'yes') return [];
  const how = 'Enter alone passes a question over; q ends.';
  person.tell(`${row(pageFor(person), { indent: 0, text: how }).join('\n')}\n`);
  const answers: GivenAnswer[] = [];
  for (const one of asked) {
    const { given, ended } = await answersTo(one, report, person);
    answers.push(...given);
    if (ended) break;
  }
  return answers;
}

async function answersTo(
  { question, ids, number, perComponent }: Asked,
  report: Report,
  person: Person,
): Promise<{ readonly given: readonly GivenAnswer[]; readonly ended: boolean }> {
  const label = `${number}. `;
  const text = prose(question);
  person.tell(`\n${row(pageFor(person), { indent: 0, label, text }).join('\n')}\n`);
  const given: GivenAnswer[] = [];
  for (const id of ids) {
    const about = perComponent ? `${nameOf(id, report)}: ` : '';
    const value = await answerTo(id, about, person);
    if (value === 'ended') return { given, ended: true };
    if (value !== undefined) given.push({ id, value });
  }
  return { given, ended: false };
}

/** Color would carry nothing here that the words do not. */
function pageFor({ width = 80 }: Person): Page {
  return pageOf({ width, color: false });
}

/** Columns before what belongs to a question. */
const INDENT = 3;

/** A prompt that fits its lines: the answer is typed after the last of them. */
function promptOf(text: string, person: Person): string {
  return `${row(pageFor(person), { indent: INDENT, text }).join('\n')} `;
}

function nameOf(id: string, report: Report): string {
  const purl = questionPurl(id);
  const component = report.components.find((one) => withoutVersion(one.purl) === purl);
  return component ? prose(subjectName(subjectsOf(report)(component.purl))) : purl;
}

async function answerTo(
  id: string,
  about: string,
  person: Person,
): Promise<GivenAnswer['value'] | 'ended' | undefined> {
  const { values } = answerKey([id]);
  const what = values.startsWith('a number')
    ? 'a number'
    : values.startsWith('country')
      ? 'country codes'
      : 'y/n';
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const line = await person.ask(promptOf(`${unbroken(about)}[${what}]`, person));
    if (line === undefined || line.trim().toLowerCase() === 'q') return 'ended';
    if (line.trim() === '') return undefined;
    const value = readValue(line.trim(), what);
    if (value !== undefined) return value;
    const hint = `That is no answer here; ${HINTS[what]}, or Enter alone to pass it over.`;
    person.tell(`${row(pageFor(person), { indent: INDENT, text: hint }).join('\n')}\n`);
  }
  person.tell('   Passed over.\n');
  return undefined;
}

const HINTS = {
  'y/n': 'type y or n',
  'a number': 'type a number such as 250000, 20k or 1.5 million',
  'country codes': 'type codes such as DE, US or EU',
} as const;

function readValue(line: string, what: keyof typeof HINTS): GivenAnswer['value'] | undefined {
  if (what === 'y/n') return yesOrNo(line);
  if (what === 'a number') return readNumber(line);
  const codes = line.toUpperCase().split(/[\s,;]+/);
  return codes.every(isRegion) ? codes : undefined;
}

function yesOrNo(line: string | undefined): 'yes' | 'no' | undefined {
  const text = line?.trim().toLowerCase();
  if (text === 'y' || text === 'yes') return 'yes';
  return text === 'n' || text === 'no' ? 'no' : undefined;
}

const SCALES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  billion: 1e9,
};

/** `250000`, `1,000,000`, `700_000_000`, `20k`, `1.5 million`. */
function readNumber(line: string): number | undefined {
  const found = /^(\d{1,3}(?:[,_ ]\d{3})+|\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(line);
  const scale = SCALES[found?.[2]?.toLowerCase() ?? ''];
  if (!found || scale === undefined) return undefined;
  const value = Number(found[1]?.replace(/[,_ ]/g, '')) * scale;
  return Number.isSafeInteger(Math.round(value)) ? Math.round(value) : undefined;
}
