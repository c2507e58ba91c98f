import { type GuardedRow, reasonIn, row } from './residue-row.ts';

/**
 * Sentences that take something away or ask for something, by the words they share. All patterns are
 * for lower-case words with single spaces between, and hold no open repetition: a hostile text costs
 * no more than a long one.
 */

/** A few words between two others. */
const GAP = String.raw`(?:\S+ ){0,8}?`;
const SOME = String.raw`(?:\S+ ){0,3}?`;
const NOT = String.raw`(?:(?:may|must|shall|can|could|should|do|does|will|are|is) ?(?:not|never)|cannot|can't|don't|won't|mustn't|not (?:be )?(?:allowed|permitted|licensed|entitled|authori[sz]ed)|no right|not|never|without|prohibit\w*|forbidden|disallow\w*)`;
const FORBIDDEN =
  '(?:(?:strictly|expressly|explicitly|absolutely|hereby|also) )?(?:prohibited|forbidden|banned|disallowed|excluded|restricted|not (?:be )?(?:allowed|permitted|granted|licensed|covered|included|authori[sz]ed))';
const ASKED =
  '(?:requires?|required|needs?|must|have to|has to|shall|purchase|buy|obtain(?:ed)?|acquire|get|hold)';
const MANY = String.raw`(?:[$€£]? ?\d[\d,.' ]*(?:k|m|mm|bn|\+)?(?: (?:thousand|million|billion))?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|a hundred|one hundred|thousand)`;

const USE: readonly GuardedRow[] = [
  row('a Commons Clause', 'commons', 'commons clause'),
  row(
    'no commercial use',
    'commercial',
    `${NOT} ${SOME}(?:used?|usage|permitted|allowed|licensed)? ?(?:for|in) ${SOME}commercial(?:ly)?`,
    String.raw`${NOT} ${SOME}(?:use|sell|exploit)\w* ${SOME}commercially`,
    `commercial (?:use|usage|purposes?|exploitation|(?:re)?distribution|projects?|products?|applications?) ${GAP}${FORBIDDEN}`,
    'no commercial (?:use|usage|exploitation|purposes?|(?:re)?distribution)',
    String.raw`non-?\s?commercial(?:ly)? (?:use|usage|purposes?|research|projects?|only|licen[cs]e|basis|applications?|users?|settings?)`,
    String.raw`only ${SOME}non-?\s?commercial(?:ly)?`,
  ),
  row(
    'no commercial use',
    'commercial|profit',
    String.raw`non-?\s?commercial\w*|not-for-profit use|commercial (?:use|usage) excluded`,
  ),
  row(
    'for personal use',
    '',
    String.raw`(?:free|licensed|available|only|solely|exclusively|intended|limited|restricted|granted) ${SOME}(?:for|to) (?:your )?(?:own )?(?:(?:personal|private|individual|home|hobby|internal|educational|academic|student|classroom|research)(?:,|,? and|,? or|\/)? ?)+ ?(?:use|usage|purposes?|users?|projects?)?(?: only)?`,
  ),
  row(
    'for personal use',
    'personal|private|home|internal|individual|hobby|student|household',
    `(?:personal|private|home|internal|individual|hobby|student|household) (?:use|usage|purposes|projects)(?: ${SOME}only)?`,
  ),
  row(
    'for research and teaching',
    'research|academic|educational|scientific|teaching|classroom',
    String.raw`(?:research|academic|educational|scientific|teaching|classroom)(?:[,/]? (?:and |or |and\/or )?(?:research|academic|educational|teaching|learning|scientific|non-?\s?commercial))* (?:use|usage|purposes?|institutions?|users?)(?: only)?`,
  ),
  row(
    'for evaluation',
    'evaluation|trial|test|demo|review|development|beta|limited',
    String.raw`(?:evaluation|testing|trial|test|demonstration|demo|preview|review|development|beta)(?:,? (?:and|or|and\/or) (?:evaluation|testing|trial|test|development|demonstration))? (?:purposes?|use|version|license|period|copy)(?: only)?|(?:trial|evaluation) ${SOME}(?:expires?|ends?|days)|time-?limited`,
  ),
  row(
    'no production use',
    'production',
    `${NOT} ${GAP}(?:in|for) ${SOME}production|non-?production|production use ${GAP}${FORBIDDEN}|no production use`,
  ),
];

const BUSINESS: readonly GuardedRow[] = [
  row(
    'no hosted service',
    'hosted|managed|cloud|saas|tenant|service|hosting|provider|multi',
    String.raw`${NOT} ${GAP}(?:hosted|managed|cloud|saas|multi-?\s?tenant|as a service|as-a-service|service bureau)`,
    `(?:hosting|saas|software as a service|managed services?|hosted services?|cloud providers?) ${GAP}(?:${FORBIDDEN}|${ASKED})`,
    String.raw`multi-?\s?tenan\w+`,
    String.raw`\w+-as-a-service ${GAP}${FORBIDDEN}`,
  ),
  row(
    'no hosted service',
    'host|others|parties|customers|service|network|saas|self',
    String.raw`${NOT} ${GAP}host\w*|host\w* ${GAP}(?:by|for) ${SOME}(?:others|third parties|customers)|as a (?:paid |hosted |managed |cloud |commercial |network )*service|over a network|saas|self-?host\w* only`,
  ),
  row(
    'no competing use',
    'compet',
    String.raw`${NOT} ${GAP}compet\w+|compet(?:ing|itive) (?:product|service|software|offering|use|purpose|business|work)s?|compet(?:e|es) with|competitors?`,
  ),
  row(
    'a limit of size',
    '',
    String.raw`${MANY}(?:\+)? (?:or (?:more|fewer|less) )?(?:\S+ )?(?:employees|users|developers|seats|people|persons|staff|engineers|devices|machines|servers|nodes|cores|cpus|installations|instances|customers|requests|downloads|monthly active|members|students|workers|sites|domains|workspaces|concurrent|end-?users)`,
    String.raw`(?:monthly|daily) active users|(?:annual|gross|total|yearly|net|combined|company) (?:\S+ )?(?:revenues?|turnover|income|sales)|revenues?|turnover`,
    String.raw`(?:fewer|less|more|greater|larger|smaller) than ${MANY}|(?:at most|up to|no more than|a maximum of|exceed\w*|over|above|below|under) ${MANY} ?(?:employees|users|developers|seats|people|usd|eur|dollars|euros|[$€£]|in revenue|million)`,
    '(?:big|large|small|medium|larger|smaller|fortune 500|publicly traded) (?:compan(?:y|ies)|enterprises?|businesses|corporations?|organi[sz]ations?)',
  ),
  row(
    'a license to be bought',
    '',
    String.raw`${ASKED} ${GAP}(?:paid|commercial|enterprise|proprietary|professional|separate|business|pro|oem|developer) (?:\S+ )?(?:licen[cs]es?|subscription|agreement|plan)`,
    String.raw`(?:commercial|enterprise|paid|separate) (?:\S+ )?(?:licen[cs]e|subscription|agreement) ${GAP}(?:requir\w+|needed|necessary|must be|mandatory)`,
    String.raw`(?:purchase|buy) (?:a|an|your|the) (?:\S+ ){0,2}(?:licen[cs]e|subscription)`,
    String.raw`commercial (?:users?|licens(?:es|ing|e)|use|usage|entities|projects|customers) ${GAP}(?:contact|e-?mail|${ASKED}|inquir\w+|available (?:from|at))`,
    String.raw`(?:valid|active|paid) (?:\S+ ){0,3}(?:licen[cs]e key|subscription)`,
  ),
  row(
    'a price',
    '',
    String.raw`(?:licen[cs]e|license|subscription|usage|annual|monthly|yearly|runtime) fees?|royalt(?:y|ies) (?!-?free)|${ASKED} ${SOME}(?:pay|payment|paid|fee)|pay (?:a|the|us|for|per)|payments?|paid (?:plan|tier|license|subscription|version)|price|pricing|per (?:seat|user|developer|core|year|month|server|installation)|(?:usd|eur|gbp|dollars?|euros?)|donat\w+ (?:is|are|${ASKED})|subscription`,
  ),
  row(
    'no sale',
    'sell|sold|rent|lease|loan|moneti|sale|sublicen|charge',
    String.raw`${NOT} ${GAP}(?:sell|sold|resell|resold|rent|rented|lease|leased|loan|loaned|moneti[sz]e\w*|sale|resale|reselling|selling|sublicen[cs]e\w*|charge)|(?:resale|reselling|selling|sublicensing) ${GAP}${FORBIDDEN}|no (?:resale|reselling|selling)`,
  ),
];

const DUTIES: readonly GuardedRow[] = [
  row(
    'a name or logo to be shown',
    '',
    `${NOT} ${GAP}(?:logo|logos|branding|brand|watermark|credits?|attribution|powered|badge|footer|backlink|link back)`,
    String.raw`"?(?:powered|built|made) (?:by|with)"? ${GAP}(?:${ASKED}|display\w*|shown?|visible|appear\w*|notice|text|badge|logo|link|footer)`,
    `(?:display|show|include|retain|keep|add|place|put|leave|preserve|feature|mention) ${GAP}(?:logo|logos|branding|badge|watermark|"?powered by|"?built with|"?made with|link back|backlink|footer|about (?:box|page|screen|dialog)|user interface|splash)`,
    String.raw`attribution ${SOME}(?:requir\w+|mandatory|must|in the|notice|on every)|logo and copyright information|(?:must|should|shall|please|have to|required to) (?:\S+ ){0,2}(?:credit|mention|attribute|cite|acknowledge|reference)`,
  ),
  row(
    'permission to be asked',
    '',
    String.raw`(?:prior|express|explicit|written|advance|our|specific) (?:\S+ ){0,4}?(?:permission|consent|authori[sz]ation|approval|agreement)`,
    String.raw`(?:permission|consent|authori[sz]ation|approval)(?: \S+){0,6} (?:is |be )?(?:requir\w+|needed|necessary|obtained)`,
    String.raw`(?:ask|contact|request|obtain|seek|get) ${SOME}(?:us|me|the author|the authors|permission|consent|authori[sz]ation|approval) ${GAP}(?:before|prior|first|if you|to use|for permission|for any)|unless (?:\S+ )?(?:explicitly |expressly )?authori[sz]ed|in writing`,
  ),
  row(
    'something to be reported',
    '',
    String.raw`(?:must|should|shall|required to|have to|please|need to|agree to|obliged to) (?:\S+ ){0,2}?(?:notify|inform|tell|register|report|email|e-mail|send|submit|let us know|disclose|publish|share|contribute|return|provide us|send us)|registration|telemetry|usage (?:data|statistics)|contribute\w* back|send (?:us|me|back)|phone home`,
  ),
  row(
    'conditions of its own',
    '',
    String.raw`(?:additional|extra|special|further|supplementary|certain) (?:licen[cs]e )?(?:conditions?|restrictions?|limitations?|requirements?|clauses?)|(?:additional|special|supplemental|supplementary) terms|(?:modified|changed|amended|customi[sz]ed|custom|restricted|extended) (?:version|form|copy|variant|mit|apache|bsd|gpl|isc|licen[cs]e)|plus the following|with the following (?:exceptions?|modifications?|changes)|as (?:amended|modified) (?:by|below|here)|basically (?:the )?(?:\S+ )?(?:licen[cs]e|apache|mit)`,
  ),
  row(
    'the last word kept by the licensor',
    'interpretation|discretion|reserve|adjust',
    String.raw`(?:final |right of )?interpretation (?:\S+ ){0,6}?(?:belongs?|prerogative|reserved|rights?|rests?)|(?:at|in) (?:our|its|the \S+) (?:sole )?discretion|reserves? the right|adjust(?:ed)? (?:\S+ ){0,4}(?:agreement|licen[cs]e)`,
  ),
];

const FIELDS: readonly GuardedRow[] = [
  row(
    'good, not evil',
    'good|evil|harm',
    'good,? (?:and )?not (?:for )?evil|not (?:be used )?for evil|do no (?:evil|harm)|no evil',
  ),
  row(
    'a field of use',
    '',
    String.raw`military|warfare|weapons?|weaponry|armed forces|surveillance|law enforcement|nuclear|missiles?|human rights|ethical\w*|unethical|harmful|fossil fuels?|oil and gas|gambling|casinos?|pornograph\w*|adult content|tobacco|animal testing|high[- ]risk|life[- ]support|safety[- ]critical|deepfakes?|hate speech|illegal (?:activit\w+|purposes?)|unlawful`,
  ),
  row(
    'no training of models',
    '',
    String.raw`(?:train|training|trained|fine-?tun\w+|develop|improve|feed|ingest\w*) ${GAP}(?:ai|a\.i\.|llms?|machine learning|artificial intelligence|neural|models?|language models?|generative)|(?:ai|machine[- ]learning|llm|generative ai|artificial intelligence|model) (?:training|models?|systems?|datasets?|purposes)|(?:text and )?data mining`,
  ),
  row(
    'no benchmarks',
    'benchmark|performance',
    'benchmark\\w*|performance (?:tests?|results?|comparisons?)',
  ),
  row(
    'a region',
    '',
    String.raw`(?:in|from|within|outside|outside of|inside|to|by) (?:\S+ ){0,3}?(?:countr(?:y|ies)|territor(?:y|ies)|european union|e\.?u\.?|united states|usa|u\.s\.|china|russia|iran|north korea|cuba|syria|belarus|israel|japan|india|germany|california)(?: ${GAP}(?:${FORBIDDEN}|only))|sanction(?:s|ed)|embargo\w*|export (?:control|law|regulation|restriction)\w*`,
  ),
  row(
    'an end',
    '',
    String.raw`expir\w+|(?:valid|ends?|terminates?|lapses?|good) (?:\S+ )?(?:until|till|through|on|for|after) (?:\S+ ){0,3}?(?:\d{1,4}|one|two|thirty|january|february|march|april|june|july|august|september|october|november|december)|for (?:a period of )?\d+ (?:days?|months?|years?)|(?:may|can|will) (?:be )?(?:revoked?|terminated?|withdrawn?|cancel\w+)|revocable`,
  ),
  row(
    'no copies passed on',
    '',
    String.raw`${NOT} ${GAP}(?:re-?distribut\w+|distribut\w+|copy|copied|copies|publish\w*|share|shared|sharing|upload\w*|mirror\w*|fork\w*|transfer\w*|repackag\w*|bundl\w*|embed\w*|forward\w*|pass(?:ed)? on)|(?:re-?distribut(?:ion|ing)|copying|sharing|forking|sublicensing|re-?uploading) ${GAP}${FORBIDDEN}|no (?:re-?distribution|copying|forks?|derivatives?|derivative works)`,
  ),
  row(
    'no changes',
    '',
    String.raw`${NOT} ${GAP}(?:modif\w+|alter\w*|change|changed|changes|reverse|decompil\w+|disassembl\w+|circumvent\w*|remove|removed|disable\w*|obscure\w*|tamper\w*|bypass\w*)|reverse[- ]engineer\w*|no (?:modifications?|changes)`,
  ),
];

/** A condition or ban of no field above: said of the software, in words of licenses. */
const GENERAL: readonly GuardedRow[] = [
  row(
    'a ban',
    '',
    String.raw`(?:you|users?|licensees?|companies|nobody|no one|software|program|library|code|work|project|use) ${SOME}(?:may|must|shall|can) ?(?:not|never)|${FORBIDDEN}|(?:is|are) not (?:free|open source)|not for \w+`,
  ),
  row(
    'an exception',
    'except|unless|exclud|apply|extend|cover|include|grant',
    'except (?:for|by|in|that|as|where|when|if)|unless|exclud(?:es|ed|ing)|does not (?:apply|extend|cover|include|grant)',
  ),
  row(
    'a duty',
    'must|shall|need|have|has|required|agree',
    `(?:you|users?|licensees?|companies|distributors?|anyone|everyone|derivatives?|forks?) ${SOME}(?:must|shall|need to|have to|has to|are required|is required|agree)|required to`,
  ),
  row(
    'for some only',
    'only|solely|exclusively',
    String.raw`\w+ only|only (?:for|by|to|in|if|when|with)|solely|exclusively`,
  ),
  row(
    'free for some',
    'free',
    String.raw`free (?:of charge )?(?:for|to) \w+|free (?:up to|until|if|when|unless)`,
  ),
];

/** All of them, the more telling first. */
export const RESTRICTIONS: readonly GuardedRow[] = [
  ...USE,
  ...BUSINESS,
  ...DUTIES,
  ...FIELDS,
  ...GENERAL,
];

/**
 * The reason a sentence restricts, by the words it shares with other restrictions.
 * @param words lower case, white space folded
 */
export function knownRestriction(words: string): string | undefined {
  const plain = words.replace(/[":;(),]/g, ' ').replace(/ {2,}/g, ' ');
  return reasonIn(RESTRICTIONS, plain);
}
