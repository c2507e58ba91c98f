import { posix } from 'node:path';
import { KNOWLEDGE_VERSION } from '../../src/knowledge/sources.ts';
import { COMPILED, KNOWLEDGE } from '../knowledge.ts';
import { table } from '../markdown.ts';
import { LICENSES, OWN } from './all-licenses.ts';
import { grouped } from './conditions.ts';
import { exceptionsSection, familiesSection, gradesSection, licensesSection } from './licenses.ts';
import { dutiesSection, rulesSection } from './risks.ts';
import { grantsSection, opennessSection, questionsSection, termsSection } from './vocabulary.ts';

const { vocabulary, rules, duties, exceptions, products, models, profiles } = KNOWLEDGE;

/**
 * All of `rules/` but products, models and names, for people to read: pages by their paths in `rules/`.
 * Two, because GitHub cuts a page at 500 KiB.
 */
export function rulesPages(): ReadonlyMap<string, string> {
  return linkedPages(
    new Map([
      [
        'README.md',
        page(
          head(),
          gradesSection(),
          questionsSection(),
          termsSection(),
          grantsSection(),
          opennessSection(),
          rulesSection(),
          dutiesSection(),
          familiesSection(),
          exceptionsSection(),
        ),
      ],
      ['licenses/README.md', page(licensesHead(), licensesSection())],
    ]),
  );
}

function page(...sections: readonly string[]): string {
  return `${sections.join('\n\n')}\n`;
}

/** The places of a page that can be linked to. */
export function placesOf(text: string): readonly string[] {
  const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  const headings = [...text.matchAll(/^## (\w+)$/gm)].map(([, title = '']) => title.toLowerCase());
  return [...anchors, ...headings];
}

/** Links to places on another page lead there, and to files from where the page is. */
function linkedPages(pages: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const pageOf = new Map(
    [...pages].flatMap(([path, text]) => placesOf(text).map((place) => [place, path] as const)),
  );
  return new Map(
    [...pages].map(([path, text]) => {
      const from = posix.dirname(path);
      const links = text.replace(/\]\(([^<)]+)\)/g, (link, target: string) => {
        if (/^[a-z]+:/.test(target)) return link;
        if (!target.startsWith('#')) return `](${posix.relative(from, target)})`;
        const there = pageOf.get(target.slice(1)) ?? path;
        return there === path ? link : `](${posix.relative(from, there)}${target})`;
      });
      return [path, links];
    }),
  );
}

function licensesHead(): string {
  return [
    '# Licenses, term by term',
    '',
    `Made from the files beside it by \`npm run readme\`, as of ${KNOWLEDGE_VERSION}; do not edit. It is not legal`,
    'advice: the words about a license are ours, the section beside them is where to read its own.',
  ].join('\n');
}

const PARTS = [
  ['Grades', 'how well a license was read, and what follows from that'],
  ['Questions', 'what is asked about how you use things'],
  ['Terms', 'the words licenses are told in'],
  ['Grants', 'what Business Source Licenses allow in production'],
  ['Openness', 'which licenses can be those of an open part of an AI system'],
  ['Rules', 'what becomes a finding'],
  ['Duties', 'what must be done in order to be allowed'],
  ['Families', 'what licenses do, seen from afar, with their SPDX ids'],
  ['Exceptions', 'what may follow WITH'],
  ['Licenses', 'every license with a file of its own, term by term'],
] as const;

function head(): string {
  const cases = COMPILED.tests.length;
  return [
    '# What fineprint knows of licenses',
    '',
    `Made from the files beside it by \`npm run readme\`, as of ${KNOWLEDGE_VERSION}; do not edit. It is not legal`,
    'advice: the words about a license are ours, the section beside them is where to read its own.',
    '',
    table(
      ['What', 'How many'],
      [
        ['licenses with a file of their own', grouped(OWN.length)],
        ['licenses known by the terms of their family', grouped(LICENSES.length - OWN.length)],
        ['terms of licenses with a clause', grouped(OWN.flatMap(({ terms }) => terms).length)],
        ['exceptions', grouped(Object.keys(exceptions).length)],
        ['families', grouped(Object.keys(vocabulary.families).length)],
        ['terms in the vocabulary', grouped(Object.keys(vocabulary.terms).length)],
        ['questions', grouped(Object.keys(vocabulary.questions).length)],
        ['rules', grouped(rules.length)],
        ['cases inside the rules', grouped(cases)],
        ['duties', grouped(duties.length)],
        ['[products](products) whose license depends on the version', grouped(products.length)],
        ['[groups of models](models) under one license', grouped(models.length)],
        ['[profiles](profiles)', grouped(Object.keys(profiles).length)],
      ],
    ),
    '',
    ...PARTS.map(([title, about]) => `- [${title}](#${title.toLowerCase()}): ${about}`),
  ].join('\n');
}
