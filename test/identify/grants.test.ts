import { describe, expect, test } from 'vitest';
import { grantOf } from '../../src/identify/grants.ts';
import { KNOWLEDGE } from '../knowledge.ts';

const OFFERING =
  'is a commercial offering that allows third parties (other than your employees and contractors) to access the functionality of the Licensed Work';

const service = (name: string, how: string) =>
  `You may make use of the Licensed Work, provided that you may not use the Licensed Work for a ${name}. A “${name}” ${OFFERING} ${how}.`;

const TABLES = service(
  'Database Service',
  'by creating tables whose schemas are controlled by such third parties',
);
const TOPICS = service(
  'Streaming or Queuing Service',
  'by performing an action directly or indirectly that causes the creation of a topic in the Licensed Work',
).replace('A “Streaming or Queuing', 'A "Streaming or Queueing');
const MONITORING = service(
  'Watching Service',
  'so that such third parties directly benefit from the error-reporting features of the Licensed Work',
);
const DOCUMENTS = service(
  'Document Service',
  'by creating teams and documents controlled by such third parties',
);
const MANAGED =
  'You may make production use of the Licensed Work, provided such use does not include offering the Licensed Work to third parties as a hosted or managed service';
const COMPETING =
  "You may make production use of the Licensed Work, provided such use does not include offering the Licensed Work to third parties on a hosted or embedded basis which is competitive with Acme's products";
const PAID =
  "You may make production use of the Licensed Work, provided Your use does not include offering the Licensed Work to third parties on a hosted or embedded basis in order to compete with Acme Corp.'s paid version(s) of the Licensed Work.";
const NODE =
  'You may make production use of a single node of the Licensed Work, provided your use does not include offering the Licensed Work to third parties on a hosted or embedded basis.';
const FINANCES =
  'You may use the Licensed Work in production as long as your Total Finances do not exceed US $5,000,000 for the most recent 12-month period, provided that Acme, Inc. will not be liable to you in any way, including for any damages, including general, special, incidental or consequential damages, arising out of such use.';
const PART =
  'You may make use of the Licensed Work (i) only as part of your own product or service, provided it is not an in-memory data store product or service; and (ii) provided that you do not use, provide, distribute, or make available the Licensed Work as a Service.';
const TRYING =
  'You may use, modify, and distribute the Licensed Work for non-production purposes only, such as testing, development, or evaluation.';

const KNOWN: readonly [string, string][] = [
  ['None', 'none'],
  ['"None".', 'none'],
  ['None. Production use requires a commercial license.', 'none'],
  ['No additional use grant', 'none'],
  [TRYING, 'none'],
  [
    `${TRYING} Production use of the Licensed Work requires a commercial license agreement with Acme. Contact us@acme.example for licensing.`,
    'none',
  ],
  [TABLES, 'third-party-schema-control'],
  [TABLES.replaceAll(' ', '\n\t'), 'third-party-schema-control'],
  [TABLES.replace('creating', 'creating or managing'), 'third-party-schema-control'],
  [TOPICS, 'third-party-schema-control'],
  [MONITORING, 'third-party-access'],
  [DOCUMENTS, 'third-party-access'],
  [MANAGED, 'hosted'],
  [
    `${MANAGED}, where the service provides users with access to any substantial set of the features or functionality of the Licensed Work.`,
    'hosted',
  ],
  [COMPETING, 'hosted-or-embedded-competing'],
  [PAID, 'hosted-or-embedded-competing'],
  [NODE, 'single-node'],
  [`a. ${NODE}`, 'single-node'],
  [FINANCES, 'small-finances'],
  [PART, 'standalone-or-competing'],
];

describe('a grant of a known shape', () => {
  test.each(KNOWN)('%s', (words, shape) => {
    expect(grantOf(words)).toBe(shape);
    expect(KNOWLEDGE.vocabulary.grants).toHaveProperty(shape);
  });

  test('has an example for every shape there is', () => {
    const shapes = new Set(KNOWN.map(([, shape]) => shape));
    expect([...shapes].sort()).toEqual(Object.keys(KNOWLEDGE.vocabulary.grants).sort());
  });
});

/** Each makes a grant another one: narrower, wider, or not to be known without reading it. */
const ADDED = [
  'You may not use it for anything else.',
  'except on Sundays',
  'provided that you pay',
  'For clarity, hosting is not permitted.',
  'This grant is limited to 3 users.',
  'See the annex.',
  '; None',
  'and more',
  '…',
  'A',
];

describe('a grant of no known shape', () => {
  test.each(ADDED)('is one with "%s" behind it', (added) => {
    for (const [words] of KNOWN) expect(grantOf(`${words} ${added}`)).toBeUndefined();
  });

  test.each(ADDED)('is one with "%s" before it', (added) => {
    for (const [words] of KNOWN) expect(grantOf(`${added} ${words}`)).toBeUndefined();
  });

  test.each([
    ['another amount', FINANCES.replace('5,000,000', '1,000,000')],
    ['another number', NODE.replace('a single node', 'two nodes')],
    ['no definition', TABLES.slice(0, TABLES.indexOf(' A “'))],
    ['another definition', TABLES.replace('by creating tables', 'by reading tables')],
    ['a definition of something else', TABLES.replace('A “Database', 'A “Backup')],
    ['competition left out', COMPETING.replace(/ which is.*/, '')],
    [
      'a condition as a name',
      COMPETING.replace('Acme', 'anything, and not more than 3 users of Acme'),
    ],
    ['a name too long', COMPETING.replace('Acme', 'a b c d e f g h')],
    ['no commerce', PART.replace('an in-memory data store', 'a commercial')],
    ['any product', TABLES.replace('is a commercial offering', 'is any product')],
    [
      'a total of instances',
      'You may use the Licensed Work with a total of less than three server instances in production.',
    ],
    ['an address', 'Any uses listed and defined at grants.acme.eth'],
    ['research', 'Students and educators are granted right to copy for research or education.'],
    ['everything', 'You may make production use of the Licensed Work.'],
    ['words of objects', '__proto__'],
    ['nothing', ''],
    ['none of some', 'None of the below apply'],
  ])('is one with %s', (_, words) => {
    expect(grantOf(words)).toBeUndefined();
  });

  test.each(['None ', 'a, ', 'you may ', 'x', ' ', '"'])('is a megabyte of "%s"', (piece) => {
    const text = piece.repeat(Math.ceil((1 << 20) / piece.length));
    for (const [words] of KNOWN) expect(grantOf(words + text)).toBeUndefined();
  });

  test('is a long name at the end of patience', () => {
    const name = 'a '.repeat(2500);
    for (const [words] of KNOWN) {
      const named = words.replace(/Acme|Database|tables|error|in-memory/g, name);
      if (named !== words) expect(grantOf(named)).toBeUndefined();
    }
  });
});
