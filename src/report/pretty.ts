import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, OpenQuestion, Report, Verdict } from '../model/report.ts';
import type { Reporter, ReporterOptions } from '../model/reporter.ts';
import { prose, visible } from './escape.ts';
import { type Page, pageOf, row, type Style, section, unbroken } from './layout.ts';
import { componentBlock, foldedBlock, LABEL_WIDTH, names } from './pretty-findings.ts';
import {
  acceptedFindings,
  foldFindings,
  groupByComponent,
  groupDuties,
  openFindings,
  type Settled,
  settledIn,
  sortedDiagnostics,
  subjectsOf,
  worstVerdict,
} from './view.ts';
import {
  answerKey,
  conclusion,
  count,
  coverageLine,
  diagnosticCounts,
  LEVEL_WORDS,
  placeText,
  profileLine,
  subjectName,
} from './words.ts';

/** How many diagnostics, and how many questions, are shown unless all are asked for. */
const SHOWN = 10;

type Lines = readonly string[];

/**
 * The report for a person at a terminal: what is forbidden, what is open, what to answer, what to
 * do; the last line decides. Reads the same without color, and when piped.
 */
export const pretty: Reporter = {
  id: 'pretty',
  mediaType: 'text/plain',
  render(report, options) {
    const page = pageOf(options);
    const context = { page, verbose: options.verbose };
    const lines = [
      ...header(page, report),
      ...violations(report, context),
      ...reviews(report, context),
      ...accepted(report, context),
      ...questions(report, context),
      ...duties(report, context),
      ...diagnostics(report, context),
      ...footer(page, report),
    ];
    return `${lines.join('\n')}\n`;
  },
};

interface Context {
  readonly page: Page;
  readonly verbose: ReporterOptions['verbose'];
}

function header(page: Page, report: Report): Lines {
  const { name, version, knowledge } = report.tool;
  const tool = `${name} ${version}, knowledge ${knowledge}, as of ${report.asOf}`;
  return [
    ...row(page, { indent: 0, text: prose(tool), style: 'dim' }),
    ...row(page, { indent: 0, text: prose(profileLine(report)) }),
    '',
  ];
}

function violations(report: Report, context: Context): Lines {
  const open = openFindings(report, 'violation');
  const groups = groupByComponent(open, subjectsOf(report));
  return section(
    context.page,
    `VIOLATIONS: ${count(open.length, 'finding')} in ${count(groups.length, 'component')}`,
    groups.map((group) => componentBlock(group, report, context)),
  );
}

function reviews(report: Report, context: Context): Lines {
  const open = openFindings(report, 'needs-review');
  const components = new Set(open.map(({ purl }) => purl)).size;
  return section(
    context.page,
    `NEEDS REVIEW: ${count(open.length, 'finding')} in ${count(components, 'component')}`,
    foldFindings(open, subjectsOf(report)).map((group) =>
      group.kind === 'component'
        ? componentBlock(group, report, context)
        : foldedBlock(group, report, context),
    ),
  );
}

function accepted(report: Report, { page, verbose }: Context): Lines {
  const waived = acceptedFindings(report, 'waived');
  const baseline = acceptedFindings(report, 'baseline');
  const subjectOf = subjectsOf(report);
  const line = (finding: Finding) => {
    const { waiver } = finding;
    const why = waiver ? `: ${waiver.reason} (${waiver.owner}, until ${waiver.until})` : '';
    const name = unbroken(visible(subjectName(subjectOf(finding.purl))));
    return row(page, { indent: 2, label: '- ', text: `${name}, ${prose(finding.title + why)}` });
  };
  const known = `${count(baseline.length, 'finding')} accepted in the baseline`;
  const inBaseline = verbose
    ? baseline.flatMap(line)
    : row(page, { indent: 2, label: '- ', text: `${known}; --verbose lists them` });
  const lines = [...waived.flatMap(line), ...(baseline.length > 0 ? inBaseline : [])];
  const heading = `ACCEPTED: ${count(waived.length + baseline.length, 'finding')}, not counted`;
  return section(page, heading, lines.length > 0 ? [lines] : []);
}

function questions(report: Report, { page, verbose }: Context): Lines {
  const all = report.questions;
  const shown = verbose ? all : all.slice(0, SHOWN);
  const settledBy = settledIn(report);
  const blocks = shown.map((question, i) =>
    questionBlock({ question, number: i + 1, settled: settledBy(question) }, page),
  );
  const rest = `and ${count(all.length - shown.length, 'more question')}; --verbose lists all`;
  const more = shown.length < all.length ? [row(page, { indent: 2, text: rest })] : [];
  return section(page, 'QUESTIONS: answer them in fineprint.yaml', [...blocks, ...more]);
}

function questionBlock(
  asked: {
    readonly question: OpenQuestion;
    readonly number: number;
    readonly settled: Settled;
  },
  page: Page,
): Lines {
  const { question, number, settled } = asked;
  const { findings, subjects } = settled;
  const key = answerKey(question.id);
  const label = `${number}. `;
  const detail = { indent: 2 + label.length, labelWidth: LABEL_WIDTH };
  const settles = `${count(findings, 'finding')}${findings > 0 ? `: ${names(subjects, 3)}` : ''}`;
  return [
    ...row(page, { indent: 2, label, text: prose(question.question), style: 'bold' }),
    ...row(page, { ...detail, label: 'settles', text: settles }),
    ...row(page, { ...detail, label: 'answer', text: key.values }),
    ...key.lines.flatMap((line) =>
      row(page, { ...detail, label: '', text: unbroken(visible(line)) }),
    ),
  ];
}

function duties(report: Report, { page, verbose }: Context): Lines {
  const groups = groupDuties(report);
  const blocks = groups.map(({ duty, lines }) => [
    ...row(page, { indent: 2, text: visible(duty.replaceAll('-', ' ')), style: 'bold' }),
    ...lines.flatMap((line) => {
      const whose = `${names(line.subjects, verbose ? Number.POSITIVE_INFINITY : 3)}; ${visible(line.licenses.join(', '))}`;
      const because = verbose ? ` ${prose(line.because.join(' '))}` : '';
      return row(page, {
        indent: 4,
        label: '- ',
        text: `${prose(line.text)} [${whose}]${because}`,
      });
    }),
  ]);
  return section(page, 'DUTIES: what the licenses ask of you', blocks);
}

const LEVEL_STYLES: Readonly<Record<Diagnostic['level'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'plain',
};

function diagnostics(report: Report, { page, verbose }: Context): Lines {
  const all = report.diagnostics;
  const ranked = sortedDiagnostics(report);
  const serious = ranked.filter(({ level }) => level !== 'info');
  const shown = verbose ? ranked : serious.slice(0, SHOWN);
  const lines = shown.flatMap((entry) => diagnosticLines(entry, page));
  const rest = diagnosticCounts(ranked.slice(shown.length));
  const heading = `DIAGNOSTICS: ${diagnosticCounts(all)}`;
  if (all.length > 0 && shown.length === 0) {
    return [
      ...row(page, { indent: 0, text: `${heading}; --verbose lists all`, style: 'bold' }),
      '',
    ];
  }
  const hint = row(page, { indent: 2, text: `and ${rest}; --verbose lists all` });
  return section(page, heading, all.length > 0 ? [[...lines, ...(rest === '' ? [] : hint)]] : []);
}

function diagnosticLines(entry: Diagnostic, page: Page): Lines {
  const where = entry.path === undefined ? '' : `${unbroken(visible(placeText(entry)))}: `;
  return row(page, {
    indent: 2,
    label: LEVEL_WORDS[entry.level],
    labelWidth: LABEL_WIDTH,
    text: `${where}${prose(entry.message)} [${entry.code}]`,
    style: LEVEL_STYLES[entry.level],
  });
}

const VERDICT_STYLES: Readonly<Record<Verdict, Style>> = {
  violation: 'red',
  'needs-review': 'yellow',
  clear: 'green',
};

function footer(page: Page, report: Report): Lines {
  const verdict = worstVerdict(report);
  const style = verdict ? VERDICT_STYLES[verdict] : 'bold';
  return [
    ...row(page, { indent: 0, text: coverageLine(report) }),
    ...row(page, { indent: 0, text: prose(conclusion(report)), style }),
  ];
}
