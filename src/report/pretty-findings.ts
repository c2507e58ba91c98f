import type { Place } from '../model/place.ts';
import type { Finding, Report } from '../model/report.ts';
import { prose, visible } from './escape.ts';
import { type Page, row, type Style, unbroken } from './layout.ts';
import { type Asked, askedBy, questionStem } from './questions.ts';
import { commonReasons, howSure, type Reason, tellComponent } from './reasons.ts';
import {
  ABSENT_RULE,
  type ComponentGroup,
  type FoldedGroup,
  type Subject,
  subjectsOf,
} from './view.ts';
import { count, findingLicense, placeText, sentence, severityWords, subjectName } from './words.ts';

/** Columns of the labels `clause`, `you said`, `where` … */
export const LABEL_WIDTH = 10;

/** How many places of one finding, licenses and names of a folded one, are shown by default. */
const PLACES_SHOWN = 3;
const LICENSES_SHOWN = 3;
const NAMES_SHOWN = 10;

/** What is shown, how much of it, and on what. */
export interface Context {
  readonly page: Page;
  readonly verbose: boolean;
  readonly report: Report;
  readonly asked: readonly Asked[];
  /** How many of the questions are printed. */
  readonly askedShown: number;
}

const MARKS: Readonly<
  Record<Finding['verdict'], { readonly mark: string; readonly style: Style }>
> = {
  violation: { mark: '✗ ', style: 'red' },
  'needs-review': { mark: '? ', style: 'yellow' },
};

/** Words of a report for one line: licenses in short, nothing unseen. */
export function words(text: string): string {
  return prose(sentence(text));
}

/** Up to `most` names, then how many more there are. */
export function names(subjects: readonly Subject[], most: number): string {
  const all = subjects.map((subject) => unbroken(visible(subjectName(subject))));
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? `${shown} and ${count(all.length - most, 'more', 'more')}` : shown;
}

/** The licenses of findings, each once, and how sure that is. */
function licensesOf(findings: readonly Finding[]): string {
  const all = [...new Set(findings.map(findingLicense))].map(visible);
  const shown = all.slice(0, LICENSES_SHOWN).join('; ');
  const more = all.length > LICENSES_SHOWN ? ` and ${all.length - LICENSES_SHOWN} more` : '';
  return `${shown}${more}${unbroken(howSure(findings)).replace('\u00a0', ' ')}`;
}

/** One component: what all its findings rest on, then each finding. */
export function componentBlock(group: ComponentGroup, context: Context): readonly string[] {
  const { page } = context;
  const name = unbroken(visible(subjectName(group.subject)));
  const told = tellComponent(group);
  return [
    ...row(page, { indent: 0, text: `${name}: ${licensesOf(group.findings)}`, style: 'bold' }),
    ...where(told.where, context),
    ...told.shared.flatMap((reason) => reasonRow(reason, context)),
    ...told.findings.flatMap(({ finding, reasons, where: places, remedy }) => [
      ...title(page, finding),
      ...row(page, { indent: 4, text: words(finding.message) }),
      ...reasons.flatMap((reason) => reasonRow(reason, context)),
      ...where(places, context),
      ...whatNext([finding], remedy, context),
      ...(context.verbose ? labeled(page, 'id', visible(finding.fingerprint)) : []),
    ]),
  ];
}

/** One finding that many components share, with their names. */
export function foldedBlock(group: FoldedGroup, context: Context): readonly string[] {
  const { page, verbose, report } = context;
  const { first, subjects, findings } = group;
  const heading = `${count(subjects.length, 'component')}: ${licensesOf(findings)}`;
  const message = `${group.sameMessage ? '' : 'for example: '}${words(first.message)}`;
  const which = verbose ? eachOne(findings, report, page) : someNames(subjects, page);
  const places = findings.flatMap(({ locations }) => locations);
  return [
    ...row(page, { indent: 0, text: heading, style: 'bold' }),
    ...title(page, first),
    ...row(page, { indent: 4, text: message }),
    ...commonReasons(findings).flatMap((reason) => reasonRow(reason, context)),
    ...which,
    ...(verbose ? [] : whereFiles(places, context)),
    ...whatNext(findings, first.remedy, context),
  ];
}

/** Packages that are not installed: the files that name them, and how to have them read. */
export function absentBlock(findings: readonly Finding[], context: Context): readonly string[] {
  const { page, verbose, report } = context;
  const subjectOf = subjectsOf(report);
  const subjects = [...new Set(findings.map(({ purl }) => purl))].map(subjectOf);
  const places = findings.flatMap(({ locations }) => locations);
  const remedies = [...new Set(findings.map(({ remedy }) => remedy))];
  const few = subjects.length <= NAMES_SHOWN;
  const brief = [...(few ? someNames(subjects, page) : []), ...whereFiles(places, context)];
  const hint = verbose || few ? '' : '; --verbose names each package';
  return [
    ...(verbose ? eachOne(findings, report, page) : brief),
    ...remedies.flatMap((remedy) => labeled(page, 'do', words(remedy))),
    ...labeled(page, 'rule', ABSENT_RULE + hint),
  ];
}

/** `1`, `1 and 2`, `1, 2 and 3`. */
function listed(numbers: readonly number[]): string {
  const last = numbers.length - 1;
  return last > 0 ? `${numbers.slice(0, last).join(', ')} and ${numbers[last]}` : numbers.join();
}

function labeled(page: Page, label: string, text: string): readonly string[] {
  return row(page, { indent: 4, label, labelWidth: LABEL_WIDTH, text });
}

function someNames(subjects: readonly Subject[], page: Page): readonly string[] {
  const hint = subjects.length > NAMES_SHOWN ? '; --verbose lists all' : '';
  return labeled(page, 'which', names(subjects, NAMES_SHOWN) + hint);
}

/** Each finding of a folded group with what tells it from the others: component, places, id. */
function eachOne(findings: readonly Finding[], report: Report, page: Page): readonly string[] {
  const subjectOf = subjectsOf(report);
  return findings.flatMap((finding, i) => {
    const places = finding.locations.map((place) => unbroken(visible(placeText(place))));
    const text = [
      names([subjectOf(finding.purl)], 1),
      ...places,
      visible(finding.fingerprint),
    ].join(', ');
    return labeled(page, i === 0 ? 'which' : '', text);
  });
}

function title(page: Page, finding: Finding): readonly string[] {
  const { mark, style } = MARKS[finding.verdict];
  const rule = unbroken(`[${visible(finding.rule)}]`);
  const text = `${words(finding.title)}: ${severityWords(finding)} ${rule}`;
  return row(page, { indent: 2, label: mark, text, style });
}

function reasonRow(reason: Reason, { page, verbose }: Context): readonly string[] {
  const { path, line } = reason;
  // A clause is placed in our own data; its section, which the text names, is what a reader opens.
  const placed = path !== undefined && (verbose || reason.label !== 'clause');
  const at = placed ? placeText({ path, ...(line === undefined ? {} : { line }) }) : '';
  const place = placed ? ` (${unbroken(visible(at))})` : '';
  return labeled(page, reason.label, words(reason.text) + place);
}

function where(places: readonly Place[], { page, verbose }: Context): readonly string[] {
  const all = [...new Set(places.map(placeText))].map((text) => unbroken(visible(text)));
  // "And one more" takes the line that the one would.
  const shown = verbose || all.length === PLACES_SHOWN + 1 ? all : all.slice(0, PLACES_SHOWN);
  const rest = all.length - shown.length;
  const rows = rest > 0 ? [...shown, `and ${count(rest, 'more place')}`] : shown;
  return rows.flatMap((text, i) => labeled(page, i === 0 ? 'where' : '', text));
}

/** For folded findings: the files, each with the number of places in it. */
function whereFiles(places: readonly Place[], context: Context): readonly string[] {
  const perFile = new Map<string, { readonly first: Place; readonly n: number }>();
  for (const place of places) {
    const known = perFile.get(place.path);
    perFile.set(place.path, { first: known?.first ?? place, n: (known?.n ?? 0) + 1 });
  }
  const most = [...perFile.values()].sort((a, b) => b.n - a.n);
  return where(
    most.map(({ first, n }) => (n > 1 ? { path: `${first.path} (${count(n, 'place')})` } : first)),
    context,
  );
}

/** What to answer and what to do about findings that are told as one. */
function whatNext(
  findings: readonly Finding[],
  remedy: string,
  { page, asked, askedShown }: Context,
): readonly string[] {
  const waiting = new Set(findings.flatMap((finding) => askedBy(finding, asked)));
  const numbers = asked.filter((one) => waiting.has(one)).map(({ number }) => number);
  const which = `${numbers.length === 1 ? 'question' : 'questions'} ${listed(numbers)}`;
  const place = numbers.every((number) => number <= askedShown) ? 'below' : '(--verbose lists it)';
  const keys = [...new Set(findings.flatMap(({ questions }) => questions.map(questionStem)))];
  const key = `[${visible(keys.join(', '))}]`;
  const before = numbers.length > 0 ? `Answer ${which}. If that does not settle it: ` : '';
  return [
    ...(keys.length > 0
      ? labeled(page, 'ask', numbers.length > 0 ? `${which} ${place} ${key}` : key)
      : []),
    ...labeled(page, 'do', before + words(remedy)),
  ];
}
