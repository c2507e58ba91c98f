import { type Row, word } from './residue-row.ts';

/**
 * What licenses alone say, for files with much else in them: a README, source code. Here a sentence
 * is taken for a restriction only where hardly anything but a license could say it.
 */

const GAP = String.raw`(?:\S+ ){0,8}?`;
const THING =
  '(?:software|library|project|package|product|program|work|models?|weights|checkpoints?|datasets?|plugin|theme|fonts?|source code|code|repository|template|framework)';
const KIND = String.raw`(?:non-?\s?commercial|personal|private|academic|educational|research|individual|student|hobby|evaluation|non-?\s?profit|charitable)`;

const ROWS: readonly Row[] = [
  [
    'a Commons Clause',
    word(
      String.raw`(?<!(?:no|without) )(?:the )?commons clause (?:license )?condition|(?:with|under|and|plus|\+|by) (?:the |a )?"?commons clause`,
    ),
  ],
  [
    'no commercial use',
    word(
      [
        String.raw`(?:for|to|under) ${KIND.replace('personal|', '').replace('private|', '').replace('|evaluation', '')}(?:,? (?:and|or|and\/or|\/) ${KIND})? (?:use|usage|purposes?|projects?) only`,
        String.raw`non-?\s?commercial (?:use|usage|purposes?|research purposes|license) ?(?:only)?`,
        'not (?:be )?(?:licensed |available |intended |allowed |used |free )?(?:for|in) (?:any )?commercial (?:use|usage|purposes?|projects?|products?)',
        String.raw`commercial (?:use|usage) (?:of \S+ (?:\S+ )?)?(?:is|are) (?:strictly |expressly |explicitly )?(?:prohibited|forbidden|not (?:allowed|permitted))`,
        'no commercial (?:use|usage) (?:allowed|permitted)',
      ].join('|'),
    ),
  ],
  [
    'for some only',
    word(
      [
        String.raw`free (?:of charge )?(?:to use )?(?:for|in) (?:all )?${KIND}(?:,? (?:and|or|and\/or|,) ${KIND}){0,3}(?: \S+)? ?(?:use|usage|purposes?|projects?|users?|institutions?)?`,
        'free (?:of charge )?(?:to use )?for (?:companies|businesses|organi[sz]ations|teams|individuals|students|startups) (?:with|under|that|of|making|whose|earning|below|and|up)',
        `(?:licensed|licenses?) ${GAP}for (?:personal|internal|private|evaluation|trial) (?:use|purposes?) only`,
        'for (?:internal )?(?:evaluation|trial|demonstration) purposes only',
      ].join('|'),
    ),
  ],
  [
    'a license to be bought',
    word(
      [
        String.raw`(?:requires?|required|must|need to|needs? to|have to|has to|need|needs) (?:\S+ ){0,4}?(?:(?:purchase|buy|obtain|acquire|get|hold|have) )?(?:a |an |the )?(?:valid |separate )?(?:commercial|paid|enterprise|proprietary) licen[cs]es?`,
        String.raw`(?:commercial|paid|enterprise) licen[cs]es? (?:is|are|must be|will be) (?:\S+ )?(?:required|needed|necessary|obtained|purchased)`,
        `commercial (?:use|usage|users?|projects?|products?|applications?) ${GAP}(?:requires?|must|need|needs) ${GAP}(?:licen[cs]e|contact|permission|subscription)`,
        String.raw`(?:contact|email|e-mail) (?:us|me|\S+@\S+) (?:for|to (?:obtain|get|purchase|buy)) (?:a )?commercial (?:use|licen[cs]\w+)`,
      ].join('|'),
    ),
  ],
  [
    'a ban',
    word(
      [
        String.raw`(?:this|the) (?:\S+ )?${THING} (?:may|must|shall|can) ?not be (?:used|offered|provided|sold|resold|hosted|redistributed|distributed|repackaged) (?:for|as|to|by|in|commercially|without|with)`,
        String.raw`you (?:may|must|shall) ?not (?:use|offer|provide|sell|resell|host|redistribute) (?:this|the|our) (?:\S+ )?${THING}`,
        String.raw`(?:may|must|shall) ?not ${GAP}(?:as a (?:hosted|managed|cloud|commercial)(?: or managed)? service|as part of a (?:commercial|competing) \S+)`,
        'used? for good,? (?:and )?not (?:for )?evil',
      ].join('|'),
    ),
  ],
  [
    'conditions of its own',
    word(
      [
        String.raw`licen[cs]\w+ ${GAP}(?:with|subject to|and) (?:the following |some |these |certain )?(?:additional|extra|special) (?:conditions|terms|restrictions|limitations|requirements)`,
        'the following additional (?:conditions|restrictions|terms)',
        '(?:a |an )?(?:modified|customi[sz]ed|amended) (?:version|form|variant) of the (?:apache|mit|bsd|gnu|a?gpl|isc|mozilla)',
        String.raw`(?:modified|custom) (?:apache|mit|a?gpl)(?: 2\.0)? licen[cs]e`,
      ].join('|'),
    ),
  ],
];

const FOREIGN: readonly Row[] = [
  [
    'no commercial use',
    /禁止商[用业業]|非商[业業](?:用途|性|使用|目的)|(?:不得|不可|请勿)(?:用于|用於|进行)?(?:任何)?(?:商[业業]|商用)|商用(?:利用)?(?:は|を)?(?:禁止|不可)|非営利(?:目的)?(?:で|に|の)|仅供(?:个人)?(?:学习|研究|非商)|nicht(?:-|\s)?kommerziell(?:e[nrs]?)? (?:zwecke?|nutzung|gebrauch)|usage non commercial|uso no comercial/i,
  ],
  [
    'a license to be bought',
    /商[业業](?:用途|使用|场景)?[^。\n]{0,12}(?:需|请|須|须)[^。\n]{0,12}授[权權]|(?:购买|獲取|获取|取得|获得)商[业業](?:授[权權]|许可)|商用[^。\n]{0,6}(?:需|请)[^。\n]{0,8}授[权權]/,
  ],
  ['conditions of its own', /附加(?:以下)?[条條]件|修改版的?\s?(?:Apache|MIT)/i],
];

/** Words of which every pattern here has one; a text with none is read no closer. */
export const SUSPECT =
  /licen[cs]|commercial|commons clause|use only|free (?:of|for|to|in)|purposes only|not be|may not|must not|shall not|evil|商|非営利|仅供|附加|修改版|comercial|kommerziell/i;

/**
 * The reason a sentence of a README or a source file restricts the license it speaks of.
 * @param words white space folded, capitals as written
 */
export function restrictionInProse(words: string): string | undefined {
  if (!SUSPECT.test(words)) return undefined;
  const lower = words.toLowerCase();
  return (
    ROWS.find(([, pattern]) => pattern.test(lower))?.[0] ??
    FOREIGN.find(([, pattern]) => pattern.test(words))?.[0]
  );
}
