import { packageList } from './package-list.ts';
import { type Settled, settledAnswer } from './settled.ts';

/** Longest list that is looked up. */
const MAX_LIST = 1_000_000;

/** Licenses that what stands beside them may make another one, or that are read out of a family. */
const OF_A_FAMILY = /GPL|GFDL|Artistic|LicenseRef-|exception/;

/**
 * The license of a list of packages, each of whose texts is settled, and so is what stands before it:
 * lists differ with every release, what is in them seldom does.
 * @param body the text without its copyright lines
 * @returns the expression that reading it would give
 */
export function settledList(body: string, settled: Settled): string | undefined {
  if (settled.owners.length === 0 || body.length > MAX_LIST || !body.includes(LABEL))
    return undefined;
  const list = packageList(body);
  const preface = list && settledAnswer(prefaceKey(list.preface), settled);
  if (!list || typeof preface !== 'string') return undefined;
  // The license whose text stands before the list, and those that are named there.
  const [own = '', ...named] = preface.split(' AND ');
  const texts = new Set([own]);
  const labels = new Set<string>();
  for (const { license, text } of list.entries) {
    labels.add(license);
    if (!WORD.test(text)) continue;
    // A text may name another license beside its own: "documentation is under CC0".
    const answer = settledAnswer(text, settled);
    const licenses = typeof answer === 'string' ? answer.split(' AND ') : [];
    if (!licenses.includes(license)) return undefined;
    for (const one of licenses) labels.add(one);
    texts.add(license);
  }
  const all = [...[...labels].filter((license) => !texts.has(license)), ...texts];
  const isKnown = all.every((one) => !OF_A_FAMILY.test(one) && settled.answers.includes(one));
  return isKnown && named.every((one) => all.includes(one)) ? all.join(' AND ') : undefined;
}

const WORD = /[\p{L}\p{N}]/u;
const LABEL = '\nLicense: ';

/** What the digest is taken of for words that stand before a list: alone they may say something else. */
export function prefaceKey(preface: string): string {
  return `${preface}\n## list of packages`;
}
