import type { Place } from '../model/place.ts';
import type { Because, Finding, Report } from '../model/report.ts';
import { prose, visible } from './escape.ts';
import { type Page, row, type Style, unbroken } from './layout.ts';
import {
  type ComponentGroup,
  type FoldedGroup,
  questionStem,
  type Subject,
  subjectsOf,
} from './view.ts';
import {
  BECAUSE_LABELS,
  count,
  findingLicense,
  placeText,
  severityWords,
  subjectName,
} from './words.ts';

/** Columns of the labels `clause`, `you said`, `where` … */
export const LABEL_WIDTH = 10;

/** How many places of one finding, and how many names of a folded one, are shown by default. */
const PLACES_SHOWN = 3;
const NAMES_SHOWN = 10;

/** How much is shown, and on what. */
interface Context {
  readonly page: Page;
  readonly verbose: boolean;
}

const MARKS: Readonly<
  Record<Finding['verdict'], { readonly mark: string; readonly style: Style }>
> = {
  violation: { mark: '✗ ', style: 'red' },
  'needs-review': { mark: '? ', style: 'yellow' },
};

/** Up to `most` names, then how many more there are. */
export function names(subjects: readonly Subject[], most: number): string {
  const all = subjects.map((subject) => unbroken(visible(subjectName(subject))));
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? `${shown} and ${all.length - most} more` : shown;
}

/** One component and its findings. */
export function componentBlock(
  group: ComponentGroup,
  report: Report,
  context: Context,
): readonly string[] {
  const { page } = context;
  const licenses = [...new Set(group.findings.map(findingLicense))].map(visible).join('; ');
  const name = unbroken(visible(subjectName(group.subject)));
  return [
    ...row(page, { indent: 0, text: `${name}: ${licenses}`, style: 'bold' }),
    ...group.findings.flatMap((finding) => [
      ...title(page, finding),
      ...row(page, { indent: 4, text: prose(finding.message) }),
      ...finding.because.flatMap((because) => reason(because, context)),
      ...where(finding.locations, context),
      ...whatNext(finding, report, context),
      ...(context.verbose ? labeled(page, 'id', visible(finding.fingerprint)) : []),
    ]),
  ];
}

/** One finding that many components share, with their names. */
export function foldedBlock(
  group: FoldedGroup,
  report: Report,
  context: Context,
): readonly string[] {
  const { page, verbose } = context;
  const { first, subjects, findings } = group;
  const heading = `${count(subjects.length, 'component')}: ${visible(findingLicense(first))}`;
  const message = `${group.sameMessage ? '' : 'for example: '}${prose(first.message)}`;
  const which = verbose ? eachOne(findings, report, page) : someNames(subjects, page);
  const places = findings.flatMap(({ locations }) => locations);
  return [
    ...row(page, { indent: 0, text: heading, style: 'bold' }),
    ...title(page, first),
    ...row(page, { indent: 4, text: message }),
    ...which,
    ...(verbose ? [] : whereFiles(places, context)),
    ...whatNext(first, report, context),
  ];
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
  const text = `${prose(finding.title)}: ${severityWords(finding)} [${visible(finding.rule)}]`;
  return row(page, { indent: 2, label: mark, text, style });
}

function reason(because: Because, { page, verbose }: Context): readonly string[] {
  // A clause is placed in our own data; its section, which the text names, is what a reader opens.
  const placed = because.path !== undefined && (verbose || because.kind !== 'clause');
  const place = placed ? ` (${unbroken(visible(placeText(because)))})` : '';
  return labeled(page, BECAUSE_LABELS[because.kind], prose(because.text) + place);
}

function where(places: readonly Place[], { page, verbose }: Context): readonly string[] {
  const all = [...new Set(places.map(placeText))].map((text) => unbroken(visible(text)));
  const shown = verbose ? all : all.slice(0, PLACES_SHOWN);
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
  return where(
    [...perFile.values()].map(({ first, n }) =>
      n > 1 ? { path: `${first.path} (${count(n, 'place')})` } : first,
    ),
    context,
  );
}

function whatNext(finding: Finding, report: Report, context: Context): readonly string[] {
  const { page } = context;
  return [
    ...finding.questions.flatMap((id) => {
      const asked = report.questions.find((question) => question.id === id);
      const text = `${asked ? `${prose(asked.question)} ` : ''}[${visible(questionStem(id))}]`;
      return labeled(page, 'ask', text);
    }),
    ...labeled(page, 'do', prose(finding.remedy)),
  ];
}
