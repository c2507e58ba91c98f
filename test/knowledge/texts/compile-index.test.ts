import { describe, expect, test } from 'vitest';
import { ANCHOR } from '../../../src/identify/anchors.ts';
import { identifyText } from '../../../src/identify/recognize.ts';
import { packIndex, viewIndex } from '../../../src/identify/text-index.ts';
import { compileIndex } from '../../../src/knowledge/texts/compile-index.ts';
import { readSpdxXml } from '../../../src/knowledge/texts/spdx-xml.ts';

/** A license nobody has, as SPDX's license-list-XML would write it. */
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<SPDXLicenseCollection xmlns="http://www.spdx.org/license">
  <license licenseId="Acme-1.0" name="Acme &#34;Plain&#34; License 1.0">
    <crossRefs><crossRef>https://acme.example/license</crossRef></crossRefs>
    <text>
      <titleText><p>Acme License</p></titleText>
      <copyrightText><p>Copyright (c) &lt;year&gt; &lt;owner&gt;</p></copyrightText>
      <p>Whoever holds these <alt match="papers|pages" name="what">papers</alt> may carry them
      anywhere, fold them, and hand them on, as long as the
      <optional>blue</optional> ribbon stays around them.</p>
      <list><item><bullet>1.</bullet> Neither ink nor water shall be put on them.</item></list>
      <p>THE PAPERS COME FROM <alt match=".+" name="maker">ACME</alt> WITHOUT ANY PROMISE THAT THEY
      CAN BE READ BY DAY OR BY NIGHT.</p>
    </text>
  </license>
</SPDXLicenseCollection>`;

const entry = readSpdxXml(XML);
const INDEX = viewIndex(
  packIndex({
    ...compileIndex(entry?.templates ?? []).parts,
    references: { ids: {}, names: {}, urls: {}, recorded: {} },
  }),
);

function text({ what = 'papers', ribbon = 'ribbon', maker = 'ACME', more = '' } = {}): string {
  return `Copyright (c) 2024 Jane Roe

Whoever holds these ${what} may carry them anywhere, fold them, and
hand them on, as long as the ${ribbon} stays around them.${more}

  1. Neither ink nor water shall be put on them.

THE PAPERS COME FROM ${maker} WITHOUT ANY PROMISE THAT THEY CAN BE READ BY DAY OR BY NIGHT.`;
}

test('reads names, addresses, blanks and choices', () => {
  expect(entry).toMatchObject({
    id: 'Acme-1.0',
    name: 'Acme "Plain" License 1.0',
    obsolete: false,
    urls: ['https://acme.example/license'],
  });
  expect(entry?.templates[0]?.blanks.map(({ kind }) => kind)).toEqual([
    'optional',
    'optional',
    'choice',
    'optional',
    'variable',
  ]);
});

test('finds its anchors where they were put', () => {
  const places = [...INDEX.anchors().places].slice(1);
  const templates = [...INDEX.offsets]
    .slice(1)
    .map((end, at) => ({ start: INDEX.offsets[at] ?? 0, end }));
  expect(templates.length).toBeGreaterThan(0);
  for (const { start, end } of templates) {
    const inside = places.filter((place) => place >= start && place < end);
    // The rarest of every few windows, from the first on, and none that reaches out of the template.
    expect(Math.min(...inside) - start).toBeLessThan(8);
    expect(end - ANCHOR - Math.max(...inside)).toBeLessThan(8);
    expect(Math.max(...inside) + ANCHOR).toBeLessThanOrEqual(end);
  }
});

test.each(['', '<html></html>', '<license name="no id"><text>a</text></license>'])(
  'is no entry: %s',
  (xml) => {
    expect(readSpdxXml(xml)).toBeUndefined();
  },
);

describe('a text with blanks', () => {
  test.each([
    ['as most copies have it', text()],
    ['with the optional word', text({ ribbon: 'blue ribbon' })],
    ['with the other choice', text({ what: 'pages' })],
    ['with another name', text({ maker: 'The Example Works of Springfield' })],
    ['under its title', `Acme License\n\n${text()}`],
    ['in one line', text().replace(/\s+/g, ' ')],
  ])('matches %s', (_, copy) => {
    expect(identifyText(copy, INDEX)).toMatchObject({ verdict: 'match', expression: 'Acme-1.0' });
  });

  test.each([
    ['a wording that is no choice', text({ what: 'contracts' })],
    ['another ribbon', text({ ribbon: 'red string' })],
    ['a name that is a condition', text({ maker: 'ACME for customers only' })],
    ['a sentence more', text({ more: ' They may not be sold.' })],
    ['a sentence behind', `${text()}\n\nThey may not be sold.`],
  ])('does not match %s', (_, copy) => {
    const { verdict, expression, matches } = identifyText(copy, INDEX);
    expect({ verdict, expression }).toEqual({ verdict: 'modified', expression: undefined });
    expect(matches.map(({ license }) => license)).toEqual(['Acme-1.0']);
  });
});

test('the same texts in any order of reading give the same bytes', () => {
  const pack = () =>
    packIndex({
      ...compileIndex(entry?.templates ?? []).parts,
      references: { ids: {}, names: {}, urls: {}, recorded: {} },
    });
  expect(Buffer.compare(pack(), pack())).toBe(0);
});
