import type { Basis } from '../model/determination.ts';
import type { Report, ReportComponent, Verdict } from '../model/report.ts';
import { sortedDiagnostics, type ToldDiagnostic } from './diagnostics.ts';
import { each, type Markup, markup, placeMarkup, when } from './markup.ts';
import { absentPurls, sortedComponents } from './view.ts';
import {
  componentLicense,
  count,
  diagnosticCounts,
  LEVEL_WORDS,
  nameAndVersion,
  placeText,
  sentence,
  sortOf,
} from './words.ts';

/** How many places of one component a table row shows before it folds them. */
const PLACES_SHOWN = 2;

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  violation: '✗ violation',
  'needs-review': '? to review',
  clear: '✓ clear',
};

/**
 * Every component with its license, what that rests on, and its verdict. Packages that are not
 * installed, of which there is nothing to tell but where they are named, are a list of their own.
 */
export function componentsSection(report: Report): Markup {
  const accepted = new Set(
    report.findings.filter(({ disposition }) => disposition !== 'open').map(({ purl }) => purl),
  );
  const notInstalled = absentPurls(report);
  const all = sortedComponents(report);
  const told = all.filter(({ purl }) => !notInstalled.has(purl));
  const absent = all.filter(({ purl }) => notInstalled.has(purl));
  return when(
    all.length > 0,
    () => markup`<section aria-labelledby="components">
<h2 id="components">All components</h2>
${when(told.length > 0, () => toldTable(told, accepted))}${when(absent.length > 0, () => absentTable(absent))}</section>
`,
  );
}

function toldTable(components: readonly ReportComponent[], accepted: ReadonlySet<string>): Markup {
  return markup`<div class="table" tabindex="0" role="region" aria-label="Components, by verdict">
<table>
<caption>Every component counts once, by its worst open finding.</caption>
<thead><tr><th scope="col">Component</th><th scope="col">Verdict</th><th scope="col">License</th><th scope="col">What that rests on</th><th scope="col">Seen at</th></tr></thead>
<tbody>
${each(components, (component) => componentRow(component, accepted))}</tbody>
</table>
</div>
`;
}

function absentTable(components: readonly ReportComponent[]): Markup {
  const packages = count(components.length, 'package that is', 'packages that are');
  return markup`<details><summary>${packages} not installed here</summary>
<div class="table" tabindex="0" role="region" aria-label="Packages that are not installed">
<table class="plain">
<caption>Their licenses were not read; each is open until it is.</caption>
<thead><tr><th scope="col">Package</th><th scope="col">Seen at</th></tr></thead>
<tbody>
${each(
  components,
  (component) => markup`<tr>${nameCell(component)}<td class="place">${places(component)}</td></tr>
`,
)}</tbody>
</table>
</div></details>
`;
}

function nameCell(component: ReportComponent): Markup {
  return markup`<th scope="row">${placeMarkup(nameAndVersion(component))} <span class="quiet">${sortOf(component)}</span></th>`;
}

function componentRow(component: ReportComponent, accepted: ReadonlySet<string>): Markup {
  const { license, verdict } = component;
  const chosen = license.chosen !== null && license.chosen !== license.expression;
  return markup`<tr>${nameCell(component)}<td class="verdict ${verdict}">${VERDICT_WORDS[verdict]}${when(accepted.has(component.purl), () => markup`<br><span class="quiet">finding accepted</span>`)}</td><td class="license">${componentLicense(component)}${when(chosen, () => markup`<br><span class="quiet">judged as ${license.chosen ?? ''}</span>`)}</td><td class="basis">${each(license.basis, basisLine)}</td><td class="place">${places(component)}</td></tr>
`;
}

function basisLine(basis: Basis): Markup {
  const by = basis.by === undefined ? '' : `, by ${basis.by}`;
  return markup`<p>${basis.kind}${by}: ${sentence(basis.text)}${when(
    basis.path !== undefined,
    () => markup` <span class="place quiet">${placeMarkup(placeText(basis))}</span>`,
  )}</p>`;
}

function places({ seenAt }: ReportComponent): Markup {
  return folded(seenAt.map(placeText));
}

/** Places, a line each; of many, the first few and the rest to unfold. */
function folded(all: readonly string[]): Markup {
  const texts = [...new Set(all)].filter((text) => text !== '');
  const line = (text: string) => markup`<p>${placeMarkup(text)}</p>`;
  if (texts.length <= PLACES_SHOWN + 1) return each(texts, line);
  const rest = texts.slice(PLACES_SHOWN);
  return markup`${each(texts.slice(0, PLACES_SHOWN), line)}<details><summary>${rest.length} more</summary>${each(rest, line)}</details>`;
}

/** What could not be read, or not as it was meant, and how much was. */
export function diagnosticsSection(report: Report): Markup {
  const { diagnostics } = report;
  return when(
    diagnostics.length > 0,
    () => markup`<section aria-labelledby="diagnostics">
<h2 id="diagnostics">Trouble in reading</h2>
<div class="table" tabindex="0" role="region" aria-label="Trouble in reading, as a table">
<table class="plain">
<caption>${diagnosticCounts(diagnostics)}. What is in an unread file is missing from this report.</caption>
<thead><tr><th scope="col">Level</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Code</th></tr></thead>
<tbody>
${each(sortedDiagnostics(report), diagnosticRow)}</tbody>
</table>
</div>
</section>
`,
  );
}

function diagnosticRow({ first, all }: ToldDiagnostic): Markup {
  const { level, message, code } = first;
  return markup`<tr><td class="level">${LEVEL_WORDS[level]}</td><td>${message}</td><td class="place">${folded(all.map(placeText))}</td><td><code>${code}</code></td></tr>
`;
}
