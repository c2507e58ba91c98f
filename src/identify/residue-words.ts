import { ready } from './ready.ts';

/**
 * Words that may change what a license grants or asks. Wide on purpose: beside a license text a
 * sentence with one of these is held to say something until it is known that it does not.
 */

/** Stems: `\w*` stands for every ending. */
const HARD: readonly string[] = [
  // may and may not
  ...['not?', 'non', 'none', 'never', 'neither', 'nor', 'nobody', 'cannot', "\\w+n't", 'must'],
  ...['shall', 'should', 'need\\w*', 'ought', 'only', 'solely', 'exclusive\\w*', 'strict\\w*'],
  ...['except\\w*', 'unless', 'without', 'until', 'provided', 'providing', 'subject', 'otherwise'],
  ...['instead', 'prohibit\\w*', '(?:un)?restrict\\w*', 'permi(?:t|ssion)\\w*', 'forbid\\w*'],
  ...['forbidden', '(?:dis)?allow\\w*', 'ban', 'bans', 'banned', 'exclud\\w*', 'requir\\w*'],
  ...['oblig\\w*', 'mandatory', 'agree\\w*', 'consent\\w*', 'approv\\w*', 'authori[sz]\\w*'],
  ...['revo[ck]\\w*', 'terminat\\w*', 'expir\\w*', 'obtain', 'comply', 'compliance', 'waive\\w*'],
  ...['(?:in)?eligib\\w*', 'entitle\\w*', 'void', 'valid', 'invalid', 'illegal', 'unlawful\\w*'],
  ...['discourag\\w*', 'refrain', 'avoid', 'abstain', 'cease', 'refus\\w*', 'den(?:y|ied)'],
  // money
  ...['pay', 'pays', 'paying', 'payment\\w*', 'payable', 'paid', 'unpaid', 'fees?', 'charg\\w*'],
  ...[
    'pric(?:e|es|ed|ing)',
    'costs?',
    'royalt\\w*',
    'purchas\\w*',
    'buy\\w*',
    'bought',
    'sell\\w*',
  ],
  ...['sold', 'sale', 'sales', 'resale', 'resell\\w*', 'rent', 'rents', 'rental', 'renting'],
  ...['leas(?:e|es|ing)', 'loan\\w*', 'donat\\w*', 'money', 'monetary', 'moneti[sz]\\w*', 'usd'],
  ...[
    'eur',
    'gbp',
    'dollars?',
    'euros?',
    'seats?',
    'subscri(?:b|pti)\\w*',
    'invoice\\w*',
    'compensat\\w*',
  ],
  ...['gratis', 'revenue\\w*', 'turnover', 'income', 'earn\\w*', 'funding', 'bill(?:ed|ing)'],
  ...['\\w*profit\\w*', 'fined?'],
  // who and what for
  ...['(?:non)?commerc\\w*', 'personal', 'personally', 'private', 'privately', 'internal\\w*'],
  ...[
    'academi(?:a|c|cs)',
    'educational',
    'students?',
    'teacher\\w*',
    'school\\w*',
    'classroom\\w*',
  ],
  ...['evaluat\\w*', 'trial\\w*', 'hobby\\w*', 'amateur\\w*', 'employe\\w*', 'staff', 'headcount'],
  ...['enterprise\\w*', 'business\\w*', 'anyone', 'everyone', 'military', 'weapon\\w*', 'police'],
  ...['surveil\\w*', 'nuclear', 'ethic\\w*', 'evil', 'harm\\w*', 'purposes?', 'usage', 'use'],
  ...['used', 'users?', 'customers?', 'licensees?', 'purpose', 'production', 'deploy\\w*'],
  ...['host', 'hosts', 'hosted', 'hosting', 'saas', 'paas', 'tenan\\w*', 'compet\\w*', 'rival\\w*'],
  ...['embed\\w*', 'train', 'trained', 'training', 'llms?', 'ai', 'benchmark\\w*', 'telemetry'],
  ...[
    'spyware',
    'malware',
    'gambl\\w*',
    'porn\\w*',
    'adults?',
    'minors',
    'residents?',
    'citizens?',
  ],
  ...['countr(?:y|ies)', 'regions?', 'territor\\w*', 'sanction\\w*', 'embargo\\w*', 'export\\w*'],
  ...['jurisdiction\\w*', 'laws?', 'lawful\\w*', 'capacity'],
  // what may be done, and what must be
  ...['modif(?:y|ies|ied|ying|ication|ications)', 'alter', 'altered', 'chang(?:e|ed|ing)'],
  ...['(?:re)?distribut(?:e|es|ing|ion)', 'redistributed', '(?:sub|re)licens\\w*', 'republish\\w*'],
  ...[
    'transfer\\w*',
    'reproduc\\w*',
    'decompil\\w*',
    'disassembl\\w*',
    'circumvent\\w*',
    'bypass\\w*',
  ],
  ...['conditions?', 'conditional\\w*', 'additional', 'addendum', 'rider', 'commons', 'custom'],
  ...['customi[sz]ed', 'amend\\w*', 'supersed\\w*', 'overrid\\w*', 'notwithstanding', 'logos?'],
  ...[
    'brand',
    'branded',
    'branding',
    'watermark\\w*',
    'badges?',
    'banners?',
    'display\\w*',
    'visible',
  ],
  ...[
    'visibly',
    'prominent\\w*',
    'powered',
    'credit',
    'credits',
    'credited',
    'attribut\\w*',
    'cite',
  ],
  ...['cited', 'citing', 'citation\\w*', 'backlinks?', 'notif(?:y|ies|ied|ication|ications)'],
  ...['inform', 'informs', 'informed', 'informing', 'regist(?:er|ered|ering|ration)', 'report'],
  ...['disclos\\w*', 'confidential\\w*', 'proprietary', 'indemni\\w*', 'warrant\\w*', 'liab\\w*'],
  ...[
    'disclaim\\w*',
    'patent',
    'patents',
    'patented',
    'trademark\\w*',
    'retain\\w*',
    'preserv\\w*',
  ],
  ...[
    'remov(?:e|es|ed|ing|al)',
    'delet(?:e|es|ed|ing)',
    'destroy\\w*',
    'infring\\w*',
    'promot\\w*',
  ],
  ...['endors\\w*', 'advertis\\w*', 'activat\\w*', 'audit', 'audits', 'audited', 'upgrade\\w*'],
  ...['interpretation', 'discretion', 'prevail\\w*', 'quota\\w*', 'throttl\\w*', 'renew\\w*'],
  // kinds of terms
  ...[
    '(?:share|sponsor|charity|nag|donation|care|postcard|guilt|cripple|trial|ad|beg)ware',
    'eula',
    'nc',
  ],
  ...[
    'unlicensed',
    'prerequisites?',
    'accounts?',
    'inspection',
    'peace\\w*',
    'cryptocurrenc(?:y|ies)',
  ],
  ...['splash', 'mandatory', 'sponsor', 'sponsors', 'sponsorship'],
  // more and less
  ...[
    'than',
    'fewer',
    'less',
    'exceed\\w*',
    'maximum',
    'minimum',
    'limits?',
    'limiting',
    'limitations?',
  ],
  ...['threshold\\w*', 'cap', 'capped', 'per', 'beyond'],
];

/** Phrases that count as much: limits, money, and what is written with a space. */
const PHRASE =
  /(?<![\p{L}\p{N}_])(?:at least|at most|up to|hands off|source[- ]available|within (?:an?|one|two|seven|ten|thirty|sixty|ninety|\d+))(?![\p{L}\p{N}_])|[$€£¥]\s?\d|\d\s?[€£%]/u;

/** The same, of words that are parts of names too: a capital at their beginning makes them one. */
const SOFT: readonly string[] = [
  ...['may', 'can', 'will', 'might', 'free', 'freely', 'grants?', 'granted', 'granting', 'limited'],
  ...['if', 'but', 'however', 'unlimited', 'research\\w*', 'education', 'testing'],
  ...[
    'demos?',
    'demonstration',
    'compan(?:y|ies)',
    'corporate',
    'corporations',
    'organi[sz]ations?',
  ],
  ...['institutions?', 'universities', 'individuals?', 'people', 'persons?', 'teams?'],
  ...['developers?', 'govern\\w*', 'agenc(?:y|ies)', 'defen[cs]e', 'medical', 'services?', 'cloud'],
  ...['managed', 'servers?', 'devices?', 'machines?', 'websites?', 'merge', 'publish', 'copy'],
  ...['copies', 'share', 'shared', 'sharing', 'against', 'over', 'terms', 'rules'],
  ...['days?', 'months?', 'ask', 'necessary'],
  ...['asked', 'tell', 'send', 'submit\\w*', 'sign', 'signed', 'return', 'returned', 'contribute'],
  ...['keep', 'kept', 'show', 'shows', 'shown', 'link', 'linking'],
  ...[
    'request',
    'requested',
    'accept\\w*',
    'own',
    'owned',
    'rights?',
    'property',
    'ownership',
    'assign\\w*',
  ],
  ...['keys?', 'enable\\w*', 'apply', 'applies', 'claims?', 'hereby', 'you', 'your', 'yourself'],
  ...['recommend\\w*', 'choose', 'official\\w*', 'family', 'families', 'whoever', 'whom'],
  ...['instances?', 'installations', 'cpus?', 'stop\\w*', 'wait', 'apart', 'outside'],
  ...['duration', 'improvements', 'models?', 'vendors?', 'bots?', 'back', 'revert'],
  ...['good', 'safety', 'clause', 'modified', 'consult\\w*', 'consumers?', 'charity', 'charities'],
];

const HARD_WORD = new RegExp(`^(?:${HARD.join('|')})$`);
const SOFT_WORD = new RegExp(`^(?:${SOFT.join('|')})$`);

/** What a word counts for. */
type Force = 'none' | 'soft' | 'hard';

/** Texts have few words, again and again. */
const forces = new Map<string, Force>();
const MAX_FORCES = 20_000;
/** No word of the lists is as long. */
const MAX_WORD = 40;

/** @param word in lower case */
function forceOf(word: string): Force {
  const known = forces.get(word);
  if (known) return known;
  let force: Force = 'none';
  if (word.length < MAX_WORD) {
    if (ready(HARD_WORD).test(word)) force = 'hard';
    else if (ready(SOFT_WORD).test(word)) force = 'soft';
  }
  if (forces.size >= MAX_FORCES) forces.clear();
  forces.set(word, force);
  return force;
}

/** True for a word of either list, in lower case. */
export function isOperativeWord(word: string): boolean {
  return forceOf(word) !== 'none';
}

/**
 * True for a word of either list where names may stand: "Developers" and "Research" are parts of
 * names, "developers" and "Commercial" are not.
 * @param word as written
 * @param isCaseless true in a text without capitals, whose names have none either
 */
export function isOperativeInName(word: string, isCaseless = false): boolean {
  const force = forceOf(word.toLowerCase());
  return force === 'hard' || (force === 'soft' && !isCaseless && !/^\p{Lu}/u.test(word));
}

const WORDS = /[\p{L}\p{N}_][\p{L}\p{N}_']*/gu;

/** A word that is several: with an apostrophe, or joined with one that denies. */
const APART = /'|(?:^|_)(?:not?|non|never|only)(?:_|$)/;

/**
 * True if a text has a word that may change what a license grants or asks.
 * @param names true where words with a capital may be parts of names: copyright lines and titles
 */
export function hasOperativeWord(text: string, names: boolean): boolean {
  const lower = text.toLowerCase();
  if (ready(PHRASE).test(lower)) return true;
  // A few letters change their length with their case; then capitals are not looked for.
  const written = lower.length === text.length ? text : lower;
  for (const { 0: word, index } of lower.matchAll(WORDS)) {
    const isName = () => names && /^\p{Lu}\p{Ll}/u.test(written.slice(index, index + 4));
    // "don't" is a word, "user's", "'free'" and "not_free" are two; "http_server" is a name.
    for (const part of APART.test(word) ? [word, ...word.split(/['_]/)] : [word]) {
      const force = forceOf(part);
      if (force === 'hard' || (force === 'soft' && !isName())) return true;
    }
  }
  return false;
}
