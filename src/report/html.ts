import type { Report } from '../model/report.ts';
import type { Reporter } from '../model/reporter.ts';
import type { Answer } from '../model/usage.ts';
import { absentSection, findingsSection, namesOf } from './html-findings.ts';
import { HTML_STYLE } from './html-style.ts';
import { componentsSection, diagnosticsSection } from './html-tables.ts';
import { each, type Markup, markup, when } from './markup.ts';
import { askedQuestions } from './questions.ts';
import { groupAccepted, groupDuties, worstVerdict } from './view.ts';
import {
  answerKey,
  conclusion,
  count,
  coverageLine,
  grouped,
  scaleWords,
  sentence,
  verdictNumbers,
} from './words.ts';

/**
 * The report as one page for people who do not use a terminal: no script, no request to anywhere,
 * folded parts are open in print.
 */
export const html: Reporter = {
  id: 'html',
  mediaType: 'text/html',
  render(report) {
    const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>License audit: ${conclusion(report)}</title>
<style>${{ html: HTML_STYLE }}</style>
</head>
<body>
${header(report)}
<main>
${profile(report)}${findingsSection(report, 'violation')}${findingsSection(report, 'needs-review')}${absentSection(report)}${questions(report)}${duties(report)}${accepted(report)}${componentsSection(report)}${diagnosticsSection(report)}</main>
${footer(report)}
</body>
</html>
`;
    return page.html;
  },
};

function header(report: Report): Markup {
  const { summary } = report;
  const { forbidden, review, absent, clear } = verdictNumbers(report);
  // Of what is not installed the license is unknown by that alone.
  const unknown = summary.unknown - absent;
  const verdict = worstVerdict(report) ?? '';
  const tile = (
    name: string,
    value: number,
  ) => markup`<div><dt>${name}</dt><dd>${grouped(value)}</dd></div>
`;
  return markup`<header>
<h1>License audit</h1>
<p class="quiet">As of ${report.asOf}, under usage profile “${report.profile.name}”.</p>
<p class="lead ${verdict}">${conclusion(report)}</p>
<dl class="tiles">
${tile('Components', summary.components)}${tile('In violation', forbidden)}${tile('To review', review)}${when(absent > 0, () => tile('Not installed', absent))}${tile('Clear', clear)}${tile('License unknown', unknown)}${tile('Findings accepted', summary.waived)}</dl>
</header>`;
}

/** What a person means by each question of a profile; one without words here is shown by its id. */
const PROFILE_WORDS: ReadonlyMap<string, string> = new Map([
  ['commercial', 'It is used for a business'],
  ['production', 'It runs in production'],
  ['hosted', 'People outside use the product over a network'],
  ['distributed', 'Copies of the product are given to others'],
  ['proprietary', 'Your own source code stays closed'],
  ['research', 'The use is research or teaching only'],
  ['modified', 'Components are changed'],
  ['exposed', 'Customers get a component’s own functionality'],
  ['integrated', 'A component is part of what is offered to others'],
  ['client-side', 'A component is part of code sent to browsers or apps'],
  ['competing', 'The product competes with a component or its licensor'],
  ['trains-models', 'Outputs of models are used to train or improve other models'],
  ['trains-its-kind', 'Models trained with such outputs are of the same kind'],
  ['paid-features', 'Features of components that are sold are used'],
  ['agreement', 'You own the components, or hold a written license from their owners'],
  ['mau', 'Monthly active users'],
  ['users', 'Users'],
  ['revenue-year', 'Revenue in the last year (USD)'],
  ['revenue-month', 'Revenue in the last month (USD)'],
  ['finances-year', 'Finances in the last 12 months (USD)'],
  ['funding', 'Funding raised in all (USD)'],
  ['headcount', 'People who work for you'],
  ['nodes', 'Nodes, servers or instances'],
]);

const ANSWER_LABELS: Readonly<Record<Answer, string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not said',
};

function profile(report: Report): Markup {
  const { answers, scale, regions } = report.profile;
  const { established = [], served = [] } = regions;
  const rows = [
    ...Object.entries(answers).map(([id, answer]) => ({
      name: PROFILE_WORDS.get(id) ?? id,
      value: ANSWER_LABELS[answer],
    })),
    ...Object.entries(scale).map(([id, value]) => ({
      name: PROFILE_WORDS.get(id) ?? id,
      value: scaleWords(value),
    })),
    { name: 'Countries you are established in', value: established.join(', ') || 'Not said' },
    { name: 'Countries you serve', value: served.join(', ') || 'Not said' },
  ];
  return markup`<section aria-labelledby="profile">
<h2 id="profile">What was assumed about your use</h2>
<table class="narrow">
<caption>Usage profile “${report.profile.name}”. What was not said is never taken for a no: it becomes a question.</caption>
<thead><tr><th scope="col">Statement</th><th scope="col">Answer</th></tr></thead>
<tbody>
${each(
  rows,
  ({ name, value }) => markup`<tr><td>${name}</td><td>${value}</td></tr>
`,
)}</tbody>
</table>
</section>
`;
}

function questions(report: Report): Markup {
  const asked = askedQuestions(report);
  return when(
    asked.length > 0,
    () => markup`<section aria-labelledby="questions">
<h2 id="questions">Questions that would settle findings</h2>
<ol class="questions">
${each(asked, ({ question, ids, settled }) => {
  const key = answerKey(ids);
  const { findings, subjects } = settled;
  return markup`<li><p class="ask">${question}</p>
<div>Settles ${count(findings, 'finding')}${when(findings > 0, () => markup`: ${namesOf(subjects)}`)}</div>
<p class="quiet">The answer goes into <code>fineprint.yaml</code> (${key.values}):</p>
<pre>${each(
    key.lines,
    (line) => markup`${line}
`,
  )}</pre></li>
`;
})}</ol>
</section>
`,
  );
}

function duties(report: Report): Markup {
  const groups = groupDuties(report);
  return when(
    groups.length > 0,
    () => markup`<section aria-labelledby="duties">
<h2 id="duties">Duties: what the licenses ask of you</h2>
${each(
  groups,
  ({ duty, lines }) => markup`<h3 class="duty">${duty.replaceAll('-', ' ')}</h3>
<ul>
${each(
  lines,
  (line) => markup`<li>${sentence(line.text)}
<ul>
${each(
  line.licenses,
  (one) => markup`<li>${namesOf(one.subjects, sentence(one.license))}
<div class="quiet">${sentence(one.because.join('; '))}</div></li>
`,
)}</ul></li>
`,
)}</ul>
`,
)}</section>
`,
  );
}

function accepted(report: Report): Markup {
  const groups = [...groupAccepted(report, 'waived'), ...groupAccepted(report, 'baseline')];
  return when(
    groups.length > 0,
    () => markup`<section aria-labelledby="accepted">
<h2 id="accepted">Accepted: not counted</h2>
<ul>
${each(groups, ({ first, subjects }) => {
  const { title, waiver } = first;
  const why = waiver
    ? markup`${waiver.reason} <span class="quiet">(${waiver.owner}, until ${waiver.until})</span>`
    : markup`<span class="quiet">accepted in the baseline</span>`;
  return markup`<li><strong>${title}</strong>: ${why}
<div>${namesOf(subjects)}</div></li>
`;
})}</ul>
</section>
`,
  );
}

function footer(report: Report): Markup {
  const { name, version, knowledge } = report.tool;
  return markup`<footer>
<p>${coverageLine(report)}.</p>
<p>Made with ${name} ${version}, knowledge of ${knowledge}. This is not legal advice: it tells what license texts say and where, for a person to decide.</p>
</footer>`;
}
