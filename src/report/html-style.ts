/**
 * The look of the HTML report. Color never speaks alone: each verdict has its word beside it. Text
 * colors keep a contrast of 4.5:1 or more on every background they meet, in both schemes
 * (WCAG 2.2, 1.4.3), which a test computes from the variables below.
 */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f7f9; --line: #d5d9e0;
  --text: #1b1f24; --quiet: #545b66; --link: #0b57a4;
  --violation: #a3122a; --review: #7a4b00; --clear: #1c6632;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181d; --panel: #1f242b; --line: #3a424d;
    --text: #e7eaee; --quiet: #aab2bd; --link: #8ec1ff;
    --violation: #ff9a9a; --review: #f0bd58; --clear: #86d59c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem;
  background: var(--page); color: var(--text); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin: 0; }
h4 { font-size: 1rem; margin: .9rem 0 .2rem; }
p { margin: .3rem 0; max-width: 46rem; }
a { color: var(--link); }
code, .place { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.quiet { color: var(--quiet); }
.lead { font-size: 1.15rem; margin: .75rem 0 0; font-weight: 600; }
.violation { color: var(--violation); }
.needs-review { color: var(--review); }
.clear { color: var(--clear); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; }
.tiles div { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; }
.tiles dt { color: var(--quiet); font-size: .88rem; }
.tiles dd { margin: 0; font-size: 1.6rem; font-weight: 650; line-height: 1.2; }
.card { background: var(--panel); border: 1px solid var(--line); border-left: .3rem solid; border-radius: .3rem; padding: .9rem 1.1rem; margin: 0 0 1rem; }
.card.violation { border-left-color: var(--violation); }
.card.needs-review { border-left-color: var(--review); }
h3.duty { margin-top: .9rem; }
h3.duty::first-letter { text-transform: uppercase; }
.card p { max-width: none; }
.card > * { color: var(--text); }
.card > h4.violation { color: var(--violation); }
.card > h4.needs-review { color: var(--review); }
.card > .quiet, .card .quiet { color: var(--quiet); }
.facts { display: grid; grid-template-columns: 6.5rem 1fr; gap: .2rem .9rem; margin: .5rem 0 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
.facts .do { font-weight: 600; }
ul, ol { padding-left: 1.3rem; margin: .3rem 0; }
li { margin: .2rem 0; }
ol.questions > li { margin: 0 0 1.1rem; }
.questions .ask { font-weight: 600; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .3rem; padding: .45rem .7rem; margin: .4rem 0; white-space: pre-wrap; }
details > summary { cursor: pointer; color: var(--link); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
td p:first-child { margin-top: 0; }
table.narrow { width: auto; }
table.narrow td:last-child { min-width: 7rem; }
table.narrow td { padding: .2rem 2rem .2rem 0; }
.table table { min-width: 52rem; }
.table table.plain { min-width: 0; }
.table:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.table td { max-width: 22rem; }
td.license { min-width: 9rem; }
td.basis { min-width: 16rem; }
td.place { min-width: 11rem; }
td.level { padding-right: 1.5rem; }
caption { text-align: left; color: var(--quiet); padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; border-bottom-width: 2px; }
tbody th { font-weight: 600; }
td.verdict, td.level { white-space: nowrap; font-weight: 600; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9rem; }
@media (max-width: 40rem) {
  .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: .3rem; }
  /* A row becomes a block: five columns side by side leave no room for words. */
  .table table { min-width: 0; }
  .table table, .table tbody, .table tr, .table th, .table td, .table caption { display: block; }
  .table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .table td, .table th { max-width: none; padding: .1rem 0; border: 0; }
  .table td:empty { display: none; }
  td.license::before { content: 'License: '; }
  .table tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
}
@media print {
  :root { --page: #fff; --panel: #fff; --line: #999; --text: #000; --quiet: #444; --link: #000; --violation: #7a0d20; --review: #5c3900; --clear: #124a23; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, h4 { break-after: avoid; }
  tr, .facts > *, .questions > li { break-inside: avoid; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  .table table { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
