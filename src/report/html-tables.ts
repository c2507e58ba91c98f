import type { Basis } from '../model/determination.ts';
import type { Report, ReportComponent, Verdict } from '../model/report.ts';
import { each, type Markup, markup, placeMarkup, when } from './markup.ts';
import { sortedComponents, sortedDiagnostics } from './view.ts';
import { componentLicense, diagnosticCounts, LEVEL_WORDS, placeText, sortOf } from './words.ts';

/** How many places of one component a table row shows before it folds them. */
const PLACES_SHOWN = 2;

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  violation: '✗ violation',
  'needs-review': '? to review',
  clear: '✓ clear',
};

/** Every component with its license, what that rests on, and its verdict. */
export function componentsSection(report: Report): Markup {
  const accepted = new Set(
    report.findings.filter(({ disposition }) => disposition !== 'open').map(({ purl }) => purl),
  );
  return when(
    report.components.length > 0,
    () => markup`<section aria-labelledby="components">
<h2 id="components">All components</h2>
<div class="table">
<table>
<caption>Every component counts once, by its worst open finding.</caption>
<thead><tr><th scope="col">Component</th><th scope="col">Verdict</th><th scope="col">License</th><th scope="col">What that rests on</th><th scope="col">Seen at</th></tr></thead>
<tbody>
${each(sortedComponents(report), (component) => componentRow(component, accepted))}</tbody>
</table>
</div>
</section>
`,
  );
}

function componentRow(component: ReportComponent, accepted: ReadonlySet<string>): Markup {
  const { license, verdict } = component;
  const version = component.version === null ? '' : ` ${component.version}`;
  const chosen = license.chosen !== null && license.chosen !== license.expression;
  return markup`<tr><th scope="row">${component.name}${version} <span class="quiet">${sortOf(component)}</span></th><td class="verdict ${verdict}">${VERDICT_WORDS[verdict]}${when(accepted.has(component.purl), () => markup`<br><span class="quiet">finding accepted</span>`)}</td><td class="license">${componentLicense(component)}${when(chosen, () => markup`<br><span class="quiet">judged as ${license.chosen ?? ''}</span>`)}</td><td>${each(license.basis, basisLine)}</td><td class="place">${places(component)}</td></tr>
`;
}

function basisLine(basis: Basis): Markup {
  const by = basis.by === undefined ? '' : `, by ${basis.by}`;
  return markup`<p>${basis.kind}${by}: ${basis.text}${when(
    basis.path !== undefined,
    () => markup` <span class="place quiet">${placeMarkup(placeText(basis))}</span>`,
  )}</p>`;
}

function places({ seenAt }: ReportComponent): Markup {
  const texts = [...new Set(seenAt.map(placeText))];
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
<div class="table">
<table>
<caption>${diagnosticCounts(diagnostics)}. What is in an unread file is missing from this report.</caption>
<thead><tr><th scope="col">Level</th><th scope="col">What</th><th scope="col">Where</th><th scope="col">Code</th></tr></thead>
<tbody>
${each(
  sortedDiagnostics(report),
  (
    entry,
  ) => markup`<tr><td class="level">${LEVEL_WORDS[entry.level]}</td><td>${entry.message}</td><td class="place">${placeMarkup(placeText(entry))}</td><td><code>${entry.code}</code></td></tr>
`,
)}</tbody>
</table>
</div>
</section>
`,
  );
}
