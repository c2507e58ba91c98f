import type { Diagnostic } from '../model/diagnostic.ts';
import type { Report, Verdict } from '../model/report.ts';
import type { Reporter } from '../model/reporter.ts';
import { groupRemedies, type RemedyGroup, sortedDiagnostics } from './diagnostics.ts';
import { prose, visible } from './escape.ts';
import { type Page, pageOf, row, type Style, section, unbroken, verbatim } from './layout.ts';
import {
  absentBlock,
  type Context,
  componentBlock,
  foldedBlock,
  LABEL_WIDTH,
  names,
  words,
} from './pretty-findings.ts';
import { type Asked, askedQuestions } from './questions.ts';
import {
  type AcceptedGroup,
  acceptedFindings,
  type DutyLicense,
  foldFindings,
  groupAccepted,
  groupByComponent,
  groupDuties,
  openLists,
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
  shortLicenses,
  subjectName,
  summaryLine,
} from './words.ts';

/** How many diagnostics, and how many questions, are shown unless all are asked for. */
const DIAGNOSTICS_SHOWN = 10;
const QUESTIONS_SHOWN = 8;

/** How many places of one error are shown. */
const ERROR_PLACES = 3;

/** How many components a question lists, and a duty; of a longer list of a duty, how many. */
const ASKED_SHOWN = 6;
const BOUND_SHOWN = 6;
const BOUND_FOLDED = 3;

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
    const asked = askedQuestions(report);
    const { verbose } = options;
    const askedShown = verbose ? asked.length : QUESTIONS_SHOWN;
    const context: Context = { page, verbose, report, asked, askedShown };
    const lines = [
      ...header(page, report),
      ...violations(context),
      ...reviews(context),
      ...absent(context),
      ...cleared(context),
      ...accepted(context),
      ...questions(context),
      ...duties(context),
      ...diagnostics(context),
      ...footer(page, report),
    ];
    return `${lines.join('\n')}\n`;
  },
};

function header(page: Page, report: Report): Lines {
  const { name, version, knowledge } = report.tool;
  const tool = `${name} ${version}, knowledge ${knowledge}, as of ${report.asOf}`;
  const anything = report.findings.some(({ disposition }) => disposition === 'open');
  return [
    ...row(page, { indent: 0, text: prose(tool), style: 'dim' }),
    ...row(page, { indent: 0, text: prose(profileLine(report)) }),
    ...(anything ? row(page, { indent: 0, text: summaryLine(report), style: 'bold' }) : []),
    '',
  ];
}

function violations(context: Context): Lines {
  const { page, report } = context;
  const groups = groupByComponent(openLists(report).violations, subjectsOf(report));
  return section(
    page,
    `VIOLATIONS: ${count(groups.length, 'component')}`,
    groups.map((group) => componentBlock(group, context)),
  );
}

function reviews(context: Context): Lines {
  const { page, report } = context;
  const open = openLists(report).reviews;
  const components = new Set(open.map(({ purl }) => purl)).size;
  return section(
    page,
    `NEEDS REVIEW: ${count(components, 'component')}`,
    foldFindings(open, subjectsOf(report)).map((group) =>
      group.kind === 'component' ? componentBlock(group, context) : foldedBlock(group, context),
    ),
  );
}

/** What is not installed: one heading, one remedy, and the files that name it. */
function absent(context: Context): Lines {
  const findings = openLists(context.report).absent;
  const packages = count(
    new Set(findings.map(({ purl }) => purl)).size,
    'package, so its license was',
    'packages, so their licenses were',
  );
  const heading = `NOT INSTALLED: ${packages} not read`;
  return section(
    context.page,
    heading,
    findings.length > 0 ? [absentBlock(findings, context)] : [],
  );
}

/** What was asked for by name is answered by name; in a repository the clear ones are only counted. */
function cleared({ report, page }: Context): Lines {
  if (report.coverage.claimed > 0) return [];
  const clear = report.components.filter(({ verdict }) => verdict === 'clear');
  const subjectOf = subjectsOf(report);
  const lines = clear.flatMap(({ purl, license: { chosen, expression, status } }) => {
    const license = chosen ?? expression ?? status;
    const name = unbroken(visible(subjectName(subjectOf(purl))));
    return row(page, { indent: 2, label: '- ', text: `${name}: ${prose(shortLicenses(license))}` });
  });
  return section(
    page,
    `CLEAR: ${count(clear.length, 'component')}`,
    lines.length > 0 ? [lines] : [],
  );
}

function accepted({ report, page, verbose }: Context): Lines {
  const waived = acceptedFindings(report, 'waived');
  const baseline = acceptedFindings(report, 'baseline');
  const line = ({ first, subjects }: AcceptedGroup) => {
    const { title, waiver } = first;
    const why = waiver ? `: ${waiver.reason} (${waiver.owner}, until ${waiver.until})` : '';
    const folded = !verbose && subjects.length > BOUND_FOLDED;
    const whose = folded
      ? [count(subjects.length, 'component')]
      : subjects.map((one) => names([one], 1));
    return whose.flatMap((who) =>
      row(page, { indent: 2, label: '- ', text: `${who}, ${prose(title + why)}` }),
    );
  };
  const known = `${count(baseline.length, 'finding')} accepted in the baseline`;
  const inBaseline = verbose
    ? groupAccepted(report, 'baseline').flatMap(line)
    : row(page, { indent: 2, label: '- ', text: `${known}; --verbose lists them` });
  const lines = [
    ...groupAccepted(report, 'waived').flatMap(line),
    ...(baseline.length > 0 ? inBaseline : []),
  ];
  const heading = `ACCEPTED: ${count(waived.length + baseline.length, 'finding')}, not counted`;
  return section(page, heading, lines.length > 0 ? [lines] : []);
}

function questions({ page, asked, askedShown, verbose }: Context): Lines {
  const shown = asked.slice(0, askedShown);
  const blocks = shown.map((one) => questionBlock(one, page, verbose));
  const rest = `and ${asked.length - shown.length} more (--verbose)`;
  const more = shown.length < asked.length ? [row(page, { indent: 2, text: rest })] : [];
  return section(page, 'QUESTIONS: answer them in fineprint.yaml', [...blocks, ...more]);
}

function questionBlock(asked: Asked, page: Page, verbose: boolean): Lines {
  const { question, number, ids, perComponent, settled } = asked;
  const most = verbose ? Number.POSITIVE_INFINITY : ASKED_SHOWN;
  const key = answerKey(ids, most);
  const label = `${number}. `;
  const detail = { indent: 2 + label.length, labelWidth: LABEL_WIDTH };
  const whose = names(settled.subjects, most);
  const settles = count(settled.findings, 'finding');
  const about = perComponent && whose !== '' ? [{ label: 'about', text: whose }] : [];
  const what = perComponent || whose === '' ? settles : `${settles}: ${whose}`;
  return [
    ...row(page, { indent: 2, label, text: prose(question), style: 'bold' }),
    ...about.flatMap((line) => row(page, { ...detail, ...line })),
    ...row(page, { ...detail, label: 'settles', text: what }),
    ...row(page, { ...detail, label: 'answer', text: `${key.values}:` }),
    ...key.lines.map((line) => verbatim(detail.indent + LABEL_WIDTH, visible(line))),
  ];
}

function duties({ page, verbose, report }: Context): Lines {
  const blocks = groupDuties(report).map(({ duty, lines }) => [
    ...row(page, { indent: 2, text: visible(duty.replaceAll('-', ' ')), style: 'bold' }),
    ...lines.flatMap((line) => [
      ...row(page, { indent: 4, text: words(line.text) }),
      ...line.licenses.flatMap((one) => boundLines(one, page, verbose)),
    ]),
  ]);
  return section(page, 'DUTIES: what the licenses ask of you', blocks);
}

/** One license of a duty, and the components that bring it. */
function boundLines(
  { license, because, subjects }: DutyLicense,
  page: Page,
  verbose: boolean,
): Lines {
  const folded = !verbose && subjects.length > BOUND_SHOWN;
  const whose = names(subjects, folded ? BOUND_FOLDED : Number.POSITIVE_INFINITY);
  const clause = verbose ? ` (${words(because.join(' '))})` : '';
  const name = unbroken(visible(shortLicenses(license)));
  const text = `${name}${folded ? ` (${subjects.length})` : ''}: ${whose}${clause}`;
  return row(page, { indent: 4, label: '- ', text });
}

const LEVEL_STYLES: Readonly<Record<Diagnostic['level'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'plain',
};

function diagnostics(context: Context): Lines {
  const { report, page, verbose } = context;
  // That nothing was found to audit is the last line already.
  const ranked = sortedDiagnostics(report).filter(({ first }) => first.code !== 'empty-repository');
  const all = ranked.flatMap((told) => told.all);
  const serious = ranked.filter(({ first }) => first.level !== 'info');
  const shown = verbose ? ranked : serious.slice(0, DIAGNOSTICS_SHOWN);
  const lines = groupRemedies(shown).flatMap((group) => diagnosticLines(group, context));
  const unshown = ranked.slice(shown.length).flatMap((told) => told.all);
  const codes = [...new Set(unshown.map(({ code }) => code))].join(', ');
  const rest = `${diagnosticCounts(unshown)}; --verbose lists all [${codes}]`;
  const heading = `DIAGNOSTICS: ${diagnosticCounts(all)}`;
  if (all.length > 0 && shown.length === 0) {
    return [...row(page, { indent: 0, text: `DIAGNOSTICS: ${rest}`, style: 'bold' }), ''];
  }
  const hint = unshown.length > 0 ? row(page, { indent: 2, text: `and ${rest}` }) : [];
  return section(page, heading, all.length > 0 ? [[...lines, ...hint]] : []);
}

/** Trouble of one kind, one after the other; what to do about it is told once, behind the last. */
function diagnosticLines({ told, remedy }: RemedyGroup, { page, verbose }: Context): Lines {
  return told.flatMap(({ first, all }, i) => {
    const { level, code, message } = first;
    const places = all.filter(({ path }) => path !== undefined).map(placeText);
    // What an unread file names is missing from the report, so that its place matters most.
    const most = verbose ? all.length : level === 'error' ? ERROR_PLACES : 1;
    const where = named([...new Set(places)], most);
    const what = remedy === '' ? message : message.slice(0, -remedy.length);
    const end = i < told.length - 1 ? '' : ` [${code}]`;
    const text = `${where}${where === '' ? '' : ': '}${prose(what)}`;
    const label = { indent: 2, labelWidth: LABEL_WIDTH, style: LEVEL_STYLES[level] };
    const front = i === 0 ? LEVEL_WORDS[level] : '';
    if (remedy === '') return row(page, { ...label, label: front, text: text + end });
    return [
      ...row(page, { ...label, label: front, text }),
      ...(end === '' ? [] : row(page, { ...label, text: `each: ${prose(remedy.slice(2))}${end}` })),
    ];
  });
}

/** Up to `most` places in a line, then how many more there are. */
function named(places: readonly string[], most: number): string {
  const shown = places
    .slice(0, most)
    .map((place) => unbroken(visible(place)))
    .join(', ');
  const rest = places.length - most;
  return rest > 0 ? `${shown} and ${count(rest, 'more place')}` : shown;
}

const VERDICT_STYLES: Readonly<Record<Verdict, Style>> = {
  violation: 'red',
  'needs-review': 'yellow',
  clear: 'green',
};

function footer(page: Page, report: Report): Lines {
  const verdict = worstVerdict(report);
  const style = verdict ? VERDICT_STYLES[verdict] : 'bold';
  const isEmpty = report.components.length === 0 && report.coverage.claimed === 0;
  return [
    ...(isEmpty ? [] : row(page, { indent: 0, text: coverageLine(report) })),
    ...row(page, { indent: 0, text: prose(conclusion(report)), style }),
  ];
}
