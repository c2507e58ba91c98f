import { lazy } from '../../syntax/lazy.ts';

/*
 * The phrases by which cards limit, permit, and tell what they speak of, for English. All match whole
 * words in text with single spaces, and hold no open repetition.
 */

const phrase = (...sources: readonly string[]): (() => RegExp) =>
  lazy(() => new RegExp(`(?<![\\p{L}\\d-])(?:${sources.join('|')})(?![\\p{L}\\d])`, 'iu'));

const GAP = String.raw`(?:[^\s]+ ){0,6}?`;
const SOME = String.raw`(?:[^\s]+ ){0,3}?`;
const COMMERCE =
  '(?:for-?profit|commercial(?:ly|i[sz]ed?|i[sz]ation)?)(?= (?:or|and|use|usage|uses|us(?:ed|ing)|purposes?|applications?|exploitation|deployments?|settings?|products?|projects?|services?|gain|(?:re)?distribution|reproduction|activit\\w+|ends?|setting|profit|benefit|entit\\w+|without|in any|by|unless)(?![\\p{L}])|[^\\p{L} -]| *$)';
const KIND = String.raw`(?:research(?:ers)?|academi(?:a|c|cs)|educat\w+|scientific|study|teaching|students?|personal|private|hobby\w*|individuals?|non-?profit|not-for-profit|non-?\s?commercial(?:ly)?|universit(?:y|ies))`;
const KINDS = String.raw`${KIND}(?:(?:,|,? and|,? or|\/| and\/or| &) ?${KIND})*`;
const USE =
  '(?:use|usage|uses|users?|purposes?|research|work|projects?|institutions?|exploration|community|studies)';
const BANNED =
  '(?:(?:strictly |expressly |explicitly |hereby |also )?(?:prohibited|forbidden|banned|disallowed|excluded|unauthori[sz]ed|restricted|not (?:be )?(?:allowed|permitted|granted|licensed|covered|included|authori[sz]ed|possible|free)))';
const NOT =
  "(?:not|never|cannot|can't|mustn't|shouldn't|don't|isn't|aren't|no|without|prohibit(?:s|ed)?|forbid(?:s|den)?|disallow(?:s|ed)?|exclud(?:es|ed|ing)|except)";

export const NON_COMMERCIAL = phrase(
  // "non-commercial", but for data, and not where it is denied.
  String.raw`non-?\s?commercial(?:ly)?(?! (?:data\w*|users?(?! only)|entit\w+|organi[sz]ations?|sectors?|actors?|corpus|corpora|images?|content|texts?|licensed data))`,
  `${NOT} ${GAP}${COMMERCE}`,
  String.raw`commercial (?:use|usage|purposes?|exploitation|(?:re)?distribution|applications?|deployment|projects?|products?)(?: of (?:[^\s]+ ){1,4}?)? ?${GAP}${BANNED}`,
  String.raw`(?:❌|✗|✖|🚫)[^\p{L}]{0,6}(?:no )?commercial|commercial(?: use| usage)?[^\p{L}\d.,;]{1,8}(?:❌|✗|✖|🚫|no(?! (?:restrict|limit|need))(?![\p{L}])|not (?:allowed|permitted)|prohibited|forbidden)`,
  // "For commercial use a license is required", "contact us for commercial use".
  String.raw`commercial (?:use|usage|users?|licens\w+|applications?|deployment|purposes?|entities|customers),? ${GAP}(?:requires?|required|needs? (?:an?|to|prior|our|permission)|must (?:obtain|contact|apply|request|purchase|get|have)|(?:please )?(?:contact|e-?mail|reach out|get in touch|write to|apply)(?![\p{L}])|obtain|permission|upon request|on request|separate)`,
  String.raw`commercial licen[cs]es? (?:[^\s]+ ){0,3}?(?:purchased?|bought|available|required|obtained|sold|offered|needed)`,
  String.raw`(?:requires?|required|needs?|must|obtain|get|purchase|buy|request|apply for) (?:[^\s]+ ){0,3}?(?:licen[cs]e|permission|approval|agreement|authori[sz]ation) ${SOME}for ${SOME}commercial`,
  String.raw`(?:use|using|deploy\w*) ${SOME}commercially,? ${GAP}(?:contact|get in touch|reach out|e-?mail|write to|ask)`,
  String.raw`(?:contact|e-?mail|write to|reach out to|get in touch with) ${GAP}(?:for|to obtain|to get|about|regarding|if you (?:want|wish|plan)) ${SOME}commercial(?:ly|i[sz]\w+)?(?! support)`,
  // "For research only", "only for research", "only be used by academics".
  `(?:for|to) ${SOME}${KINDS}(?: ${USE})? only`,
  String.raw`${KINDS}(?:[- ]${USE})?[- ]only(?! (?:on|in|with|the|a|when|if)(?![\p{L}]))`,
  `only ${KINDS}(?: ${USE})? (?:may|can|are|is)(?! (?:be )?(?:found|seen|shown))`,
  String.raw`only (?:permit|allow|grant|licen[cs]e|authori[sz]e)\w* ${SOME}${KINDS}`,
  // "Free for research": then not for all.
  `(?:free|licensed) (?:of charge )?(?:to use )?for (?:use in |use for )?${KINDS}(?: ${USE})?`,
  `(?:only|solely|exclusively|strictly|purely|just) (?:for|to) ${SOME}${KINDS}`,
  `(?:only|solely|exclusively|strictly|purely|just) (?:be |is |are |to be )?(?:used|intended|meant|licensed|available|released|provided|shared|allowed|permitted|free|granted|distributed|accessible|made available|open|designed) (?:for|to|by|in|within) ${SOME}${KINDS}`,
  String.raw`(?:used|intended|meant|licensed|available|released|provided|shared|allowed|permitted|granted|distributed|accessible) (?:[^\s]+ )?(?:only|solely|exclusively|strictly|purely) (?:for|to|by|in|within) ${SOME}${KINDS}`,
  String.raw`(?:use|usage|access|license|licence|licensed|rights?) (?:[^\s]+ ){0,4}?(?:limited|restricted|confined) to ${SOME}${KINDS}`,
  `(?:limited|restricted|confined) to ${SOME}${KINDS} (?:use|usage|purposes?|users?|institutions?)`,
  `(?:outside|other than|beyond) (?:of )?(?:for )?${SOME}${KINDS} (?:use|usage|purposes?)`,
);

export const LIMITED = phrase(
  'for internal (?:use|usage|purposes?) only|internal use only',
  `(?:models?|weights|checkpoints?|lora|licensed|license) ${GAP}for (?:internal )?(?:evaluation|trial) (?:use|purposes?) only|for (?:internal )?(?:evaluation|trial) (?:use|purposes?) only,`,
  `not (?:licensed|permitted|allowed|authori[sz]ed) ${SOME}(?:for|in) production`,
  String.raw`(?:may|must|shall|can) ?not be used ${SOME}(?:in|by|within|inside) ${SOME}(?:eu|european union|countr\w+|territor\w+|governments?|militar\w+|entit\w+|compan\w+)`,
  `(?:may|must|shall|can) ?not be used ${GAP}(?:military|weapons?|warfare|surveillance|law enforcement|police)`,
  String.raw`(?:military|surveillance|government\w*|use by governments) (?:use )?${SOME}${BANNED}`,
  String.raw`(?:may|must|shall|do|can) ?not (?:re-?distribute|re-?upload|resell|sublicen[cs]e|merge)(?= *[.!]?$| (?:it|them)(?![\p{L}]))`,
  String.raw`(?:annual |yearly |gross |total )?(?:revenues?|turnover) ${SOME}(?:of|over|above|below|under|exceed\w*|less|more|greater|up to|than|[<>≥≤]) ?${SOME}[$€£¥]?\d`,
  'monthly active users',
  String.raw`(?:less|more|greater|fewer|up to|over|under|above|below|exceed\w*) (?:than )?[$€£¥]?\d[^\s]* (?:[^\s]+ ){0,3}?(?:revenues?|turnover|employees)`,
  String.raw`(?:may|must|shall|can|should|do|are|is)? ?not ${SOME}(?:re-?distribut\w+|re-?upload\w*|sell|sold|resell|resold|sublicen[cs]\w*|share|shared|publish\w*|mirror\w*|merge) (?:[^\s]+ ){0,2}?(?:models?|weights|checkpoints?|parameters|derivatives?|images|outputs?)`,
  String.raw`(?:models?|weights|checkpoints?|parameters|derivatives?) (?:may|must|shall|can|should) ?not be (?:[^\s]+ )?(?:re-?distribut|re-?upload|sold|resold|sublicen|shared|published|modified|fine-?tuned|merged)\w*`,
  `(?:re-?distribution|re-?uploading|resale|selling) ${GAP}${BANNED}`,
  'no (?:re-?distribution|re-?uploads?|resale|derivatives?|derivative works|merges)',
  String.raw`(?:models?|weights|checkpoints?) (?:is|are) (?:[^\s]+ )?proprietary`,
  'no (?:licen[cs]e|rights?) (?:is|are) granted',
  `(?:not|never|cannot) ${GAP}compet(?:e|es|ing|itors?)`,
  `(?:only|solely|exclusively) (?:be )?(?:used|available|accessible|licensed|granted|provided) ${SOME}(?:by|to|for) ${SOME}(?:members?|employees?|partners?|customers?|subscribers?|registered|authori[sz]ed|approved|internal|selected)`,
  String.raw`(?:prior |explicit |express )?(?:written )?(?:permission|consent|approval|authori[sz]ation) (?:[^\s]+ ){0,5}?(?:is |must be |has to be |needs to be |should be )(?:required|needed|necessary|obtained)`,
  String.raw`without (?:[^\s]+ )?(?:prior|written|explicit|express|our) (?:[^\s]+ )?(?:permission|consent|approval|authori[sz]ation)`,
  String.raw`(?:agree\w*|accept\w*|bound|subject|comply|abide|govern\w*|adhere) (?:[^\s]+ ){0,6}?(?:community licen[cs]e|acceptable use policy|(?:prohibited )?use policy|terms of (?:use|service)|model agreement|user agreement|eula|end user licen[cs]e)`,
);

export const BAN = phrase(BANNED);

/** A duty that a gate puts on whoever opens it. */
export const GATED = phrase(
  String.raw`(?:agree\w*|promise|undertake|commit|confirm|certify|warrant) (?:[^\s]+ ){0,4}?(?:not to|to not|never|not)`,
  String.raw`(?:you|users?|i|we agree that i|licensees?|recipients?) (?:[^\s]+ )?(?:must|may|shall|can|will|should|am|are) ?not`,
  'i will not|cannot be used|may not be used|must not be used',
  BANNED,
);

/** Licenses that limit, by the names cards give them. */
export const TERMS = phrase(
  String.raw`(?:https?:\/\/)?(?:www\.)?creativecommons\.org\/licenses\/by-n[cd][\w./-]*`,
  String.raw`cc[- ]?by(?:[- ]?sa)?[- ]?n[cd](?:[- ]?(?:sa|nd|nc))?(?:[- ]?\d\.\d)?`,
  String.raw`(?:creative commons )?(?:attribution[- ])non-?\s?commercial(?:[- ]?(?:no ?deriv\w*|share ?alike))?(?: \d\.\d)?|creative commons non-?\s?commercial`,
  String.raw`(?:meta[- ])?(?:code )?llama[- ]?(?:\d(?:\.\d)?)? ?(?:[^\s]+ )?(?:community )?(?:licen[cs]\w+|terms)`,
  String.raw`gemma(?: \d)? (?:terms|licen[cs]e|prohibited use)|health ai developer foundations`,
  String.raw`(?:creativeml |bigscience |bigcode )?open[- ]?rail(?:\+\+)?(?:[- ]?m)?|(?:bloom |responsible ai |ai pubs )?rail licen[cs]e`,
  'coqui public model licen[cs]e|cpml',
  String.raw`stability ?ai (?:[^\s]+ ){0,3}?(?:licen[cs]e|agreement|membership)`,
  '(?:tongyi )?(?:qianwen|qwen) (?:research |community )?(?:licen[cs]e|agreement)',
  String.raw`(?:deepseek|yi|falcon|baichuan\d?|chatglm\d?|exaone|jamba|grok|hunyuan|kimi|skywork|internlm\d?|xverse|minicpm|lfm|solar|hyperclova|kanana|flux) (?:[^\s]+ ){0,3}?licen[cs]e`,
  'mistral (?:ai )?(?:research|non-?production) licen[cs]e',
  String.raw`nvidia (?:[^\s]+ ){0,4}?licen[cs]e|apple (?:[^\s]+ ){0,2}?research (?:[^\s]+ )?licen[cs]e`,
  '(?:microsoft )?(?:non-?commercial |academic )?research(?:[- ]only)?(?:[- ]use)? licen[cs]e|evaluation licen[cs]e|proprietary licen[cs]e',
  String.raw`business source licen[cs]e|busl|sspl|polyform|a(?:ffero )?gpl(?:[- ]?v?3(?:\.0)?)?|commons clause`,
);

/** The model itself, whatever stands near it. */
export const MODEL = phrase(
  'models?|weights|check-?points?|parameters|loras?|adapters?|embeddings?|voices?|llms?|releases?|artifacts?|materials?|this (?:repo|repository|work|project|software|package|version)',
);
/** Words that speak of terms or of those who are bound by them, where nothing else is named. */
export const TERMED = phrase(
  String.raw`licen[cs]\w*|terms|it|they|use|usage|code|you|your|users?|by (?:using|downloading|accessing)|commercial`,
);
export const DATA = phrase(
  'data|datasets?|data ?sets?|corpus|corpora|annotations?|images|recordings|transcripts|training (?:set|texts)|test sets?|splits?|benchmarks?',
);
/** What a model gives, and what stands around it, which may be limited without it. */
export const OTHER = phrase(
  'outputs?|results?|content|information|predictions?|advice|demos?|figures?|papers?|article|scores?|website|service preview|library|dependenc(?:y|ies)|tools?',
);
/** Both sides are named together: nothing is taken away. */
export const PAIRED = lazy(
  () =>
    /(?:non-?\s?commercial|research|academic|personal|private|educational|scientific)[\p{L}\s,/()-]{0,40}?(?:\band\b|\bor\b|as well as|but also|&|\/)\s*(?:also )?(?:for |in )?(?:the )?(?:any )?commercial|(?<!non-)(?<!non )(?<!non)\bcommercial(?:ly)?[\p{L}\s,/()-]{0,30}?(?:\band\b|\bor\b|as well as|&|\/)\s*(?:for )?(?:non-?\s?commercial|research|academic|personal|private|educational|scientific)/iu,
);
export const PERMITS = phrase(
  `welcom\\w* ${SOME}commercial`,
  'commercial(?:ly)?(?:[- ](?:use|usage|purposes?|applications?))? (?:(?:is|are|also|now|fully|freely|explicitly|both|even|be) ){0,3}(?:allowed|permitted|free|fine|ok(?:ay)?|welcome|possible|granted|supported|friendly|usable|viable|ready|included|encouraged)',
  String.raw`(?:allow|permit|enabl|support|grant|includ|suitabl|free|open|ready|availabl|licensed|licensing)\w* (?:(?:for|to|of|all|any|both|full|unrestricted|the|use|you|used|be|research|and|academic) ){0,4}commercial`,
  String.raw`(?:can|may) (?:also )?(?:be )?(?:freely )?(?:used?|deployed?|sold|sell) (?:[^\s]+ ){0,2}?commercial(?:ly)?`,
);
/** "Not only for research", "no restriction on commercial use", "we do not recommend commercial use". */
export const DENIED = phrase(
  String.raw`(?:not|n't|no longer|never|without|isn't|nothing) (?:[^\s]+ ){0,2}?(?:only|just|merely|solely|exclusively|limited|restricted|restrict|limit|prevent|prohibit|forbid|exclude|affect|preclude)\w*`,
  String.raw`(?:no|without|zero|any|lifts?|lifted|remov\w+|drop\w*|free of) (?:[^\s]+ ){0,3}?(?:restrictions?|limitations?|limits?|barriers?|fees?|obstacles?|non-?commercial)`,
  String.raw`(?:not|n't|never|without|no) (?:[^\s]+ ){0,4}?(?:recommend\w*|test\w*|evaluat\w*|validat\w*|advis\w*|suit\w*|optimi[sz]\w*|ready|verif\w*|audit\w*|safe|guarantee\w*|warrant\w*|require\w*|need|necess\w*|rely|depend\w*|us(?:e|ing) any|compar\w*|includ\w*|match\w*|affiliat\w*)`,
);
/** Advice, which binds nobody. */
export const ADVISED = phrase('recommend(?:ed|s)?|encouraged?|suggest(?:ed)?|advised?|prefer\\w*');
export const FORMERLY = phrase(
  'previously|formerly|used to be|initially|originally|no longer|in the past|earlier versions?|older versions?',
);
export const COMPARED = phrase(
  String.raw`unlike|than(?! \W?\d| an? | one )|compar\w+|in contrast to|rather than|instead of|outperform\w*|baselines?|such as|competitors?|alternatives?`,
);
export const FREE = phrase(
  String.raw`apache(?:[- ]2(?:\.0)?)?|mit(?: licen[cs]e)?|bsd(?:-\d)?|cc[- ]by[- ]\d|cc0|openmdw`,
);
