import type { Place } from '../model/place.ts';
import type { Finding, Report } from '../model/report.ts';
import { each, type Markup, markup, placeMarkup, when } from './markup.ts';
import {
  type FoldedGroup,
  foldFindings,
  type Group,
  groupByComponent,
  openFindings,
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

/** Longer lists are folded. */
const OPEN_LIST = 5;

const HEADINGS: Readonly<Record<Finding['verdict'], string>> = {
  violation: 'Violations',
  'needs-review': 'Needs review',
};

/** The open findings of one verdict, as cards by component; nothing if there are none. */
export function findingsSection(report: Report, verdict: Finding['verdict']): Markup {
  const open = openFindings(report, verdict);
  const subjectOf = subjectsOf(report);
  const groups =
    verdict === 'violation' ? groupByComponent(open, subjectOf) : foldFindings(open, subjectOf);
  return when(
    groups.length > 0,
    () => markup`<section aria-labelledby="${verdict}">
<h2 id="${verdict}">${HEADINGS[verdict]} (${open.length})</h2>
${each(groups, (group) => card(group, verdict, report))}</section>
`,
  );
}

/** Names of components; a long list is folded. */
export function namesOf(subjects: readonly Subject[]): Markup {
  const items = subjects.map(subjectName);
  if (items.length <= OPEN_LIST) return markup`${items.join(', ')}`;
  return markup`<details><summary>${count(items.length, 'component')}</summary>
<ul>
${each(
  items,
  (item) => markup`<li>${item}</li>
`,
)}</ul></details>`;
}

function card(group: Group, verdict: Finding['verdict'], report: Report): Markup {
  const body =
    group.kind === 'folded'
      ? foldedBody(group, report)
      : markup`${heading(group.subject, group.findings)}${each(group.findings, (finding) => findingBody(finding, report))}`;
  return markup`<article class="card ${verdict}">
${body}</article>
`;
}

function heading(subject: Subject, findings: readonly Finding[]): Markup {
  const licenses = [...new Set(findings.map(findingLicense))].join('; ');
  return markup`<h3>${subjectName(subject)}</h3>
<p class="quiet">${licenses}</p>
`;
}

function findingTitle(finding: Finding): Markup {
  const mark = finding.verdict === 'violation' ? 'Violation' : 'To review';
  return markup`<h4 class="${finding.verdict}">${mark}: ${finding.title}</h4>
<p class="quiet">${severityWords(finding)}; rule <code>${finding.rule}</code></p>
`;
}

function findingBody(finding: Finding, report: Report): Markup {
  return markup`${findingTitle(finding)}<p>${finding.message}</p>
<dl class="facts">
${each(
  finding.because,
  (because) => markup`<dt>${BECAUSE_LABELS[because.kind]}</dt><dd>${because.text}${when(
    because.path !== undefined,
    () => markup` <span class="place quiet">${placeMarkup(placeText(because))}</span>`,
  )}</dd>
`,
)}<dt>where</dt><dd>${placesOf(finding.locations)}</dd>
${whatNext(finding, report)}<dt>id</dt><dd><code class="quiet">${finding.fingerprint}</code></dd>
</dl>
`;
}

function foldedBody(group: FoldedGroup, report: Report): Markup {
  const { first, subjects, findings } = group;
  return markup`<h3>${count(subjects.length, 'component')}: ${findingLicense(first)}</h3>
${findingTitle(first)}<p>${group.sameMessage ? '' : 'For example: '}${first.message}</p>
<dl class="facts">
<dt>which</dt><dd>${namesOf(subjects)}</dd>
<dt>where</dt><dd>${placesOf(findings.flatMap(({ locations }) => locations))}</dd>
${whatNext(first, report)}</dl>
`;
}

function whatNext(finding: Finding, report: Report): Markup {
  return markup`${each(finding.questions, (id) => {
    const asked = report.questions.find((question) => question.id === id);
    return markup`<dt>ask</dt><dd>${asked?.question ?? id}</dd>
`;
  })}<dt>do</dt><dd class="do">${finding.remedy}</dd>
`;
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
