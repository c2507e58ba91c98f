import type { Difference, Identification, LicenseMatch } from '../model/identification.ts';
import type { ReporterOptions } from '../model/reporter.ts';
import { escapeJson, prose } from './escape.ts';
import { type Page, pageOf, row, type Style, unbroken } from './layout.ts';

/** One file and what it was identified as. */
export interface Identified {
  readonly path: string;
  readonly answer: Identification;
}

/** Words for each verdict, and how they are set off. */
const VERDICTS: Readonly<Record<Identification['verdict'], readonly [string, Style]>> = {
  match: ['match', 'green'],
  modified: ['modified', 'red'],
  unknown: ['unknown', 'yellow'],
  none: ['none', 'dim'],
};

const LABEL = 12;

/** What files were identified as, for a terminal. */
export function prettyIdentifications(
  identified: readonly Identified[],
  options: Pick<ReporterOptions, 'width' | 'color'>,
): string {
  const page = pageOf(options);
  const lines = identified.flatMap((one) => [...blockOf(page, one), '']);
  return lines.map((line) => `${line}\n`).join('');
}

function blockOf(page: Page, { path, answer }: Identified): string[] {
  const [verdict, style] = VERDICTS[answer.verdict];
  const said = answer.expression ?? headlineOf(answer);
  const limits = answer.residue.filter(
    ({ kind }) => kind === 'restriction' || kind === 'carve-out',
  );
  const rest = limits.length - PASSAGES_SHOWN;
  return [
    ...row(page, { indent: 0, text: unbroken(prose(path)), style: 'bold' }),
    ...row(page, { indent: 2, label: verdict, labelWidth: LABEL, text: prose(said), style }),
    ...answer.matches.flatMap((match) => matchRows(page, match)),
    ...limits.slice(0, PASSAGES_SHOWN).flatMap(({ kind, startLine, endLine, text }) =>
      row(page, {
        indent: 2,
        label: kind,
        labelWidth: LABEL,
        text: `${linesOf({ startLine, endLine })}: ${shortened(prose(text))}`,
      }),
    ),
    ...(rest > 0
      ? row(page, {
          indent: 2,
          label: 'and',
          labelWidth: LABEL,
          text: `${rest} more such ${rest === 1 ? 'passage' : 'passages'}; --format json has all`,
        })
      : []),
    ...Object.entries(answer.parameters ?? {}).flatMap(([name, value]) =>
      row(page, {
        indent: 2,
        label: 'filled in',
        labelWidth: LABEL,
        text: `${name}: ${prose(value)}`,
      }),
    ),
  ];
}

/** Passages of one file that are shown: a file with more is no license, and its reader has it at hand. */
const PASSAGES_SHOWN = 12;

/** What a reader of a terminal sees of a passage; the JSON has all of it. */
const MAX_PASSAGE = 600;

function shortened(passage: string): string {
  return passage.length <= MAX_PASSAGE ? passage : `${passage.slice(0, MAX_PASSAGE)}…`;
}

function headlineOf({ verdict, matches, note }: Identification): string {
  if (verdict === 'none') return 'says nothing of licenses';
  if (verdict === 'unknown') return note ?? 'a text nobody here knows';
  const [nearest] = [...matches].sort((a, b) => b.similarity - a.similarity);
  if (!nearest) return note ?? 'a text with terms of its own';
  const isChanged = (nearest.differences ?? []).length > 0;
  return isChanged
    ? `${nearest.license} with words changed`
    : `${nearest.license} with more beside it`;
}

const KINDS: Readonly<Record<LicenseMatch['kind'], string>> = {
  text: 'text',
  notice: 'notice',
  reference: 'reference',
  tag: 'tag',
};

function matchRows(page: Page, match: LicenseMatch): string[] {
  const { license, aliases = [], coverage, similarity, differences = [] } = match;
  const also = aliases.length > 0 ? `, the same words as ${aliases.map(unbroken).join(', ')}` : '';
  const share = similarity < 1 ? `, ${percent(similarity)} the same words` : '';
  const part = coverage < 1 ? `, ${percent(coverage)} of it there` : '';
  return [
    ...row(page, {
      indent: 2,
      label: KINDS[match.kind],
      labelWidth: LABEL,
      text: `${linesOf(match)}: ${unbroken(license)}${also}${share}${part}`,
    }),
    ...differences.flatMap((difference) => differenceRows(page, difference)),
  ];
}

function differenceRows(page: Page, { found, expected, ...where }: Difference): string[] {
  const rows: string[] = [];
  const at = linesOf(where);
  if (expected !== '')
    rows.push(
      ...row(page, { indent: 4, label: '-', labelWidth: 2, text: prose(expected), style: 'red' }),
    );
  if (found !== '') {
    const text = `${prose(found)} (${at})`;
    rows.push(...row(page, { indent: 4, label: '+', labelWidth: 2, text, style: 'green' }));
  } else if (expected !== '') {
    rows.push(...row(page, { indent: 6, text: `left out at ${at}`, style: 'dim' }));
  }
  return rows;
}

function linesOf({ startLine, endLine }: { startLine: number; endLine: number }): string {
  return startLine === endLine ? `line ${startLine}` : `lines ${startLine}-${endLine}`;
}

/** Rounded down, so that only the same words are 100 %. */
function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** What files were identified as, as JSON; the shape is part of the API. */
export function jsonIdentifications(identified: readonly Identified[]): string {
  const entries = identified.map(({ path, answer }) => {
    const { verdict, expression, matches, parameters, residue, note } = answer;
    return {
      path,
      verdict,
      expression: expression ?? null,
      matches,
      parameters: parameters ?? {},
      residue,
      ...(note === undefined ? {} : { note }),
    };
  });
  return escapeJson(`${JSON.stringify(entries, null, 2)}\n`);
}
