import { lazy } from '../syntax/lazy.ts';

const nodeCrypto = lazy((require) => require('node:crypto') as typeof import('node:crypto'));

/** Longer grants than this are none we know. */
const MAX_GRANT = 6000;

/** A shape of a use grant: how it begins, and all that may follow. */
interface Shape {
  /** Its id in `rules/vocabulary.yaml`. */
  readonly id: string;
  /** The grant itself, from its first word. */
  readonly grant: RegExp;
  /** Sentences that may follow in any order: definitions, and permissions beyond the shape. */
  readonly glosses?: readonly RegExp[];
  /** Digests of longer text that may follow, word for word, with the licensor's name taken out. */
  readonly digests?: readonly string[];
}

/**
 * One word of a name: none that could bring in a condition of its own. Each pattern below is bounded
 * and anchored, so that a hostile grant costs no more than a long one.
 */
const WORD =
  '(?!(?:not|no|only|or|and|except|unless|provided|may|must|shall|more|less|than|for|to|in|if|with|any|all|users?)\\b)[\\w&@-][\\w&.@-]{0,39}';
const NAME = `${WORD}(?:,? ${WORD}){0,4}`;
/** What a service or product is called; a definition or the shape bounds what it means. */
const KIND = '[a-z][a-z/-]{0,30}(?: [a-z][a-z/-]{0,30}){0,7}';
/** A kind of software. A commercial one, or one that is hosted, is no kind but a condition. */
const SOFTWARE =
  '(?:[a-z-]{2,20} ){0,3}(?:store|database|broker|queue|cache|server|engine)(?: or an? (?:[a-z-]{2,20} ){0,3}(?:store|database|broker|queue|cache|server|engine))?';
const THINGS = '[a-z]{3,20}(?: (?:and|or) [a-z]{3,20})?';

const SERVICE = `you may make use of the licensed work, provided that you (?:may|do) not use the licensed work for an? (?<service>${KIND} service)\\. an? \\k<service> is a commercial offering that allows third parties \\(other than your (?:own |direct )?employees and (?:individual )?contractors\\) to access the functionality of the licensed work `;

/** Narrower shapes than `hosted` come first: the first that explains the whole grant is it. */
const SHAPES: readonly Shape[] = [
  {
    id: 'none',
    grant: sentence(
      'none|n/a|not applicable|no additional use grant(?: is (?:made|given|granted))?',
    ),
    glosses: [
      sentence(
        `(?:any )?production use (?:of the licensed work )?requires a (?:separate )?commercial licen[sc]e(?: agreement)?(?: (?:with|from) (?:the )?${NAME})?`,
      ),
    ],
  },
  {
    id: 'none',
    grant: sentence(
      `you may (?:use|make use of|use, modify, and distribute) the licensed work for (?:(?:auditing|testing|development|evaluation),? (?:and )?){0,3}non-production purposes only(?:, such as (?:(?:or )?(?:auditing|testing|development|evaluation)(?:, )?){1,4})?`,
    ),
    glosses: [
      sentence(
        `(?:any )?production use (?:of the licensed work )?requires a (?:separate )?commercial licen[sc]e(?: agreement)?(?: (?:with|from) (?:the )?${NAME})?`,
      ),
      sentence(`contact [\\w.+-]{1,60}@[\\w.-]{1,60} for licensing`),
    ],
  },
  {
    id: 'third-party-schema-control',
    grant: sentence(
      `${SERVICE}by creating (?:or managing )?${THINGS} whose (?:schemas|definitions) are controlled (?:or managed )?by such third parties`,
    ),
  },
  {
    id: 'third-party-schema-control',
    grant: sentence(
      `${SERVICE}by performing an action directly or indirectly that causes the creation of a topic in the licensed work`,
    ),
    glosses: [
      sentence(
        "for clarity, a streaming or queuing service would include providers of infrastructure services, such as cloud services, hosting services, data center services and similarly situated third parties \\(including affiliates of such entities\\) that would offer the licensed work in connection with a broader service offering to customers or subscribers of such of such third party's core services",
      ),
    ],
  },
  {
    id: 'third-party-access',
    grant: sentence(
      `${SERVICE}(?:so that such third parties directly benefit from the ${KIND} features of the licensed work|by creating ${THINGS} controlled by such third parties)`,
    ),
  },
  {
    id: 'hosted',
    grant: sentence(
      'you may make production use of the licensed work, provided (?:that )?(?:such|your) use does not include offering the licensed work to third parties (?:as a (?:commercially |commercial )?(?:hosted|managed|hosted or managed) service|on a hosted basis)(?:,? where the service provides users with access to any substantial set of the features or functionality of the licensed work)?',
    ),
  },
  {
    id: 'hosted-or-embedded-competing',
    grant: sentence(
      `you may make production use of the licensed work, provided such use does not include offering the licensed work to third parties on a hosted or embedded basis which is competitive with ${NAME}'s products`,
    ),
  },
  {
    id: 'hosted-or-embedded-competing',
    grant: sentence(
      `you may make production use of the licensed work, provided your use does not include offering the licensed work to third parties on a hosted or embedded basis in order to compete with (?<name>${NAME})'s paid version\\(s\\) of the licensed work`,
    ),
    digests: ['f6deae584ffc1bde'],
  },
  {
    id: 'standalone-or-competing',
    grant: sentence(
      `you may make use of the licensed work \\(i\\) only as part of your own product or service, provided it is not an? (?![a-z -]{0,80}\\b(?:commercial|paid|hosted|managed|cloud|profit)\\b)${SOFTWARE} product or service; and \\(ii\\) provided that you do not use, provide, distribute, or make available the licensed work as a service`,
    ),
    digests: ['79a6b9f323aaf6fb'],
  },
  {
    id: 'single-node',
    grant: sentence(
      '(?:a\\. )?you may make production use of a single node of the licensed work, provided your use does not include offering the licensed work to third parties on a hosted or embedded basis',
    ),
    digests: ['949017d2354de2c6'],
  },
  {
    id: 'small-finances',
    grant: sentence(
      `you may use the licensed work in production as long as your total finances do not exceed us ?\\$ ?5,000,000 for the most recent 12-month period, provided that (?<name>${NAME}) will not be liable to you in any way, including for any damages, including general, special, incidental or consequential damages, arising out of such use`,
    ),
    digests: ['adac7ba496bf9e3f'],
  },
];

/** A whole sentence at the start of what is left, with its end. */
function sentence(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})(?:\\.(?= |$)|$) ?`);
}

/**
 * The shape of an Additional Use Grant.
 * @param words the whole grant, as written
 * @returns the id of its shape in `rules/vocabulary.yaml`, if every sentence is explained by it;
 * undefined for any other grant, however near: a person must read that.
 */
export function grantOf(words: string): string | undefined {
  if (words.length > MAX_GRANT) return undefined;
  const text = normalized(words);
  for (const { id, grant, glosses = [], digests = [] } of SHAPES) {
    const match = grant.exec(text);
    if (!match) continue;
    const rest = text.slice(match[0].length);
    if (isExplained(rest, glosses)) return id;
    if (digests.includes(digestOf(rest, match.groups?.['name']))) return id;
  }
  return undefined;
}

function isExplained(text: string, glosses: readonly RegExp[]): boolean {
  let rest = text;
  while (rest !== '') {
    const gloss = glosses.map((one) => one.exec(rest)?.[0]).find((found) => found);
    if (!gloss) return false;
    rest = rest.slice(gloss.length);
  }
  return true;
}

/** The words alone: quotes and the case of letters say nothing here, every other mark may. */
function normalized(words: string): string {
  return words
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/["“”]/g, '')
    .replaceAll('queueing', 'queuing')
    .replace(/\s+/g, ' ')
    .trim();
}

/** An address at the end is where to ask, and the name is whose license it is: neither is a condition. */
function digestOf(rest: string, name: string | undefined): string {
  const bare = rest.replace(/ ?\(https?:[^\s()]{1,300}\)$/, '').trim();
  const words = name ? bare.replaceAll(name, '@') : bare;
  return nodeCrypto().createHash('sha256').update(words).digest('hex').slice(0, 16);
}
