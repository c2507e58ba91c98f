import type { Place } from '../model/place.ts';
import type { Finding, Report } from '../model/report.ts';
import { each, type Markup, markup, placeMarkup, when } from './markup.ts';
import { type Asked, askedBy, askedQuestions } from './questions.ts';
import { commonReasons, howSure, type Reason, type ToldFinding, tellComponent } from './reasons.ts';
import {
  type ComponentGroup,
  type FoldedGroup,
  foldFindings,
  type Group,
  groupByComponent,
  openLists,
  type Subject,
  subjectsOf,
} from './view.ts';
import { count, findingLicense, placeText, sentence, severityWords, subjectName } from './words.ts';

/** Longer lists are folded. */
const OPEN_LIST = 5;

const HEADINGS: Readonly<Record<Finding['verdict'], string>> = {
  violation: 'Violations',
  'needs-review': 'Needs review',
};

/** The components of one verdict with their open findings, as cards; nothing if there are none. */
export function findingsSection(report: Report, verdict: Finding['verdict']): Markup {
  const { violations, reviews } = openLists(report);
  const open = verdict === 'violation' ? violations : reviews;
  const subjectOf = subjectsOf(report);
  const groups =
    verdict === 'violation' ? groupByComponent(open, subjectOf) : foldFindings(open, subjectOf);
  const asked = askedQuestions(report);
  const components = new Set(open.map(({ purl }) => purl)).size;
  return when(
    groups.length > 0,
    () => markup`<section aria-labelledby="${verdict}">
<h2 id="${verdict}">${HEADINGS[verdict]}: ${count(components, 'component')}</h2>
${each(groups, (group) => card(group, verdict, asked))}</section>
`,
  );
}

/** Packages that are not installed: one card for all of them; nothing if there are none. */
export function absentSection(report: Report): Markup {
  const { absent } = openLists(report);
  const [first] = absent;
  if (!first) return { html: '' };
  const subjects = [...new Set(absent.map(({ purl }) => purl))].map(subjectsOf(report));
  const remedies = [...new Set(absent.map(({ remedy }) => remedy))];
  const packages = count(
    subjects.length,
    'package, so its license was',
    'packages, so their licenses were',
  );
  return markup`<section aria-labelledby="not-installed">
<h2 id="not-installed">Not installed: ${packages} not read</h2>
<article class="card needs-review">
<p class="quiet">${severityWords(first)}; rule <code>${first.rule}</code></p>
${facts(markup`<dt>which</dt><dd>${namesOf(subjects)}</dd>
<dt>where</dt><dd>${filesOf(absent)}</dd>
${each(
  remedies,
  (remedy) => markup`<dt>do</dt><dd class="do">${sentence(remedy)}</dd>
`,
)}`)}</article>
</section>
`;
}

/** The files that name what was found, each with how often; the most telling first. */
function filesOf(findings: readonly Finding[]): Markup {
  const perFile = new Map<string, number>();
  for (const { path } of findings.flatMap(({ locations }) => locations)) {
    perFile.set(path, (perFile.get(path) ?? 0) + 1);
  }
  const files = [...perFile].sort(([, a], [, b]) => b - a);
  const list = markup`<ul>
${each(
  files,
  ([
    path,
    n,
  ]) => markup`<li><span class="place">${placeMarkup(path)}</span> (${count(n, 'place')})</li>
`,
)}</ul>`;
  if (files.length <= OPEN_LIST) return list;
  return markup`<details><summary>${count(files.length, 'file')}</summary>
${list}</details>`;
}

/** Names of components, after what they have in common; a long list is folded. */
export function namesOf(subjects: readonly Subject[], lead = ''): Markup {
  const items = subjects.map(subjectName);
  const before = lead === '' ? '' : `${lead}: `;
  if (items.length <= OPEN_LIST) return markup`${before}${items.join(', ')}`;
  return markup`<details><summary>${before}${count(items.length, 'component')}</summary>
<ul>
${each(
  items,
  (item) => markup`<li>${item}</li>
`,
)}</ul></details>`;
}

function card(group: Group, verdict: Finding['verdict'], asked: readonly Asked[]): Markup {
  const body = group.kind === 'folded' ? foldedBody(group, asked) : componentBody(group, asked);
  return markup`<article class="card ${verdict}">
${body}</article>
`;
}

function componentBody(group: ComponentGroup, asked: readonly Asked[]): Markup {
  const { findings } = group;
  const told = tellComponent(group);
  return markup`<h3>${subjectName(group.subject)}</h3>
<p class="quiet">${licensesOf(findings)}</p>
${facts(markup`${where(told.where)}${each(told.shared, reasonItem)}`)}${each(
  told.findings,
  (one) => markup`${findingTitle(one.finding)}<p>${sentence(one.finding.message)}</p>
${facts(markup`${each(one.reasons, reasonItem)}${where(one.where)}${whatNext(one, asked)}<dt>id</dt><dd><code class="quiet">${one.finding.fingerprint}</code></dd>
`)}`,
)}`;
}

function licensesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(findingLicense))].join('; ') + howSure(findings);
}

function facts(items: Markup): Markup {
  return when(
    items.html !== '',
    () => markup`<dl class="facts">
${items}</dl>
`,
  );
}

function reasonItem({ label, text, path, line }: Reason): Markup {
  const place = {
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
  };
  return markup`<dt>${label}</dt><dd>${sentence(text)}${when(
    path !== undefined,
    () => markup` <span class="place quiet">${placeMarkup(placeText(place))}</span>`,
  )}</dd>
`;
}

function findingTitle(finding: Finding): Markup {
  const mark = finding.verdict === 'violation' ? 'Violation' : 'To review';
  return markup`<h4 class="${finding.verdict}">${mark}: ${sentence(finding.title)}</h4>
<p class="quiet">${severityWords(finding)}; rule <code>${finding.rule}</code></p>
`;
}

function foldedBody(group: FoldedGroup, asked: readonly Asked[]): Markup {
  const { first, subjects, findings } = group;
  return markup`<h3>${count(subjects.length, 'component')}: ${licensesOf(findings)}</h3>
${findingTitle(first)}<p>${group.sameMessage ? '' : 'For example: '}${sentence(first.message)}</p>
${facts(markup`${each(commonReasons(findings), reasonItem)}<dt>which</dt><dd>${namesOf(subjects)}</dd>
${where(findings.flatMap(({ locations }) => locations))}${whatNext({ finding: first, remedy: first.remedy }, asked)}`)}`;
}

function whatNext(
  { finding, remedy }: Pick<ToldFinding, 'finding' | 'remedy'>,
  asked: readonly Asked[],
): Markup {
  return markup`${each(
    askedBy(finding, asked),
    ({ number, question }) => markup`<dt>ask</dt><dd>question ${number}: ${question}</dd>
`,
  )}<dt>do</dt><dd class="do">${sentence(remedy)}</dd>
`;
}

function where(places: readonly Place[]): Markup {
  return when(
    places.length > 0,
    () => markup`<dt>where</dt><dd>${placesOf(places)}</dd>
`,
  );
}

function placesOf(places: readonly Place[]): Markup {
  const texts = [...new Set(places.map(placeText))];
  const item = (text: string) => markup`<li class="place">${placeMarkup(text)}</li>
`;
  if (texts.length === 1) return markup`<span class="place">${placeMarkup(texts[0] ?? '')}</span>`;
  const list = markup`<ul>
${each(texts, item)}</ul>`;
  if (texts.length <= OPEN_LIST) return list;
  return markup`<details><summary>${count(texts.length, 'place')}</summary>
${list}</details>`;
}
