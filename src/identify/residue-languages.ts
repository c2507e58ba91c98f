import { matchesOf, ready } from './ready.ts';
import type { Row } from './residue-row.ts';

/**
 * Restrictions in other languages than English: the words that carry them, not their grammar. A
 * sentence in another script that is long enough to say something, and is no notice, is held to.
 */

/** Chinese and Japanese write without spaces, Korean and Russian inflect: no word borders here. */
const OTHER_SCRIPTS: readonly Row[] = [
  ['no hosted service', /多租[户戶]|托管服务|マルチテナント|SaaS\s*(?:服务|服務|サービス)/i],
  [
    'no commercial use',
    /非商[业業用]|(?:禁止|不得|不可|不能|未经|未經|勿).{0,12}(?:商用|商[业業]|[营營営]利)|(?:商用|商[业業]|[营營営]利).{0,12}(?:禁止|不可|不得|禁ず)|非[営营營]利|不得用于商业|비상업|상업적|некоммерческ|коммерческ/i,
  ],
  [
    'a license to be bought',
    /商[业業](?:授[权權]|许可|許可|版)|商用.{0,4}(?:授[权權]|ライセンス)|(?:授[权權]|许可).{0,8}(?:费|費)|[购購][买買]|付[费費]|收[费費]|有料|有償|유료/,
  ],
  ['a name or logo to be shown', /LOGO|徽标|标识|标志|署名|クレジット|表記|로고/i],
  [
    'permission to be asked',
    /未[经經]|授[权權]|书面|書面|同意|许可后|許可を|許諾を|無断|허가|동의|разрешени|согласи/,
  ],
  ['conditions of its own', /附加|[条條]件|[条條]款|[条條]項|修改版|限制|制限|제한|условия/],
  ['the last word kept by the licensor', /解[释釋]权|解釈権/],
  [
    'a ban',
    /不得|禁止|不可|不能|不允许|不允許|不准|严禁|嚴禁|请勿|請勿|謝絶|できません|ては(?:いけ|なり|なら)|ないでください|금지|запрещ|нельзя|не\s+(?:допуска|разреша|мож)/i,
  ],
  [
    'for some only',
    /[仅僅](?:供|限|用|可|允)|只(?:能|限|供|可)|限り|のみ|に限|学习|學習|個人|个人|私的|만\s|только|исключительно/i,
  ],
  [
    'a duty',
    /必[须須]|[须須]|需(?!求)|[应應](?:当|當|遵|在|保)|务必|しなければ|必要|必ず|てください|반드시|필요|должн|обязан|необходим|требует/i,
  ],
];

const word = (source: string) => new RegExp(`(?<![\\p{L}])(?:${source})(?![\\p{L}])`, 'iu');

/** German, French, Spanish, Portuguese, Italian, Dutch: words of a kind, each with its reason. */
const LATIN: readonly Row[] = [
  [
    'no commercial use',
    word(
      'nicht-?\\s?kommerziell\\w*|(?:kommerziell|gewerblich)\\p{L}*|non commercia(?:l|le|li|ux)|(?:no|não) comercial(?:es)?|commerciale?s?|commerciaux|comercia(?:l|les|is)|commercieel|commerciële',
    ),
  ],
  [
    'permission to be asked',
    word(
      '(?:einwilligung|genehmigung|zustimmung|erlaubnis)|autorisation|autorizaci[oó]n|autoriza[cç][aã]o|autorizzazione|permiso|permissão|toestemming',
    ),
  ],
  [
    'a price',
    word(
      'kostenpflichtig\\p{L}*|lizenzgebühr\\p{L}*|entgelt\\p{L}*|gebühren?|payante?s?|redevance|de pago|pago|tarifa|a pagamento|betaald',
    ),
  ],
  [
    'a ban',
    word(
      'verboten|untersagt|dürfen|darf|nicht|keine?[rnms]?|interdite?s?|défense|ne (?:peut|peuvent|doit|doivent)|prohibid[oa]s?|proibid[oa]s?|vietat[oaie]|niet|verboden',
    ),
  ],
  [
    'for some only',
    word(
      'nur|ausschließlich|lediglich|privat\\p{L}*|uniquement|seulement|exclusivement|réservée?s? (?:à|aux)|usage|solo|sólo|únicamente|exclusivamente|soltanto|somente|apenas|alleen|uitsluitend',
    ),
  ],
  [
    'a duty',
    word(
      'muss|müssen|erforderlich|bedarf|bedürfen|verpflichtet|doit|doivent|obligatoires?|debe|deben|deberá|obligatori[oa]s?|deve|devem|devono|obrigatóri[oa]|moet|moeten|verplicht',
    ),
  ],
];

/** Letters of other scripts: enough of them in a row of words to be a sentence. */
const FOREIGN =
  /[\u0370-\u052f\u0590-\u0dff\u0e00-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const MIN_FOREIGN = 16;

const NOTICE =
  /^(?:版[权權]所有|著作[权權]所有|著作権|保留所有[权權]利|保留一切[权權]利|作者|维护者|联系|聯絡|网址|网站|项目|项目名称|版本|日期|著者|作成者)?[\s:：]*[^，。；！？]{0,40}(?:版[权權]所有|著作[权權]所有|著作権|保留所有[权權]利)?[。.]?$/u;

/** Titles and references: "MIT 许可证", "本项目基于 MIT 协议开源", "著作権表示". */
const REFERENCE =
  /^(?:本(?:项目|软件|專案|軟體|程序|代码|仓库)|このソフトウェアは|本ソフトウェアは)?(?:采用|採用|使用|基于|基於|遵循|遵守|按照|依据)?(?:了)?\s*(?:the )?[\w .+-]{0,40}(?:开源|開源|自由|オープンソース)?(?:许可证?|授[权權](?:条款|協議|协议)?|协议|協議|ライセンス|使用許諾|許諾)?(?:书|書|契約書?|全文|中文版|译文|翻译|发布|發佈|开源|授权|の下で公開されています)?[。.]?$/iu;

/**
 * The reason a sentence in another language than English restricts, or undefined.
 * @param words white space folded, capitals as written
 */
export function foreignRestriction(words: string): string | undefined {
  const foreign = words.match(FOREIGN)?.length ?? 0;
  if (foreign >= 2) {
    if (words.length < 120 && REFERENCE.test(words)) return undefined;
    const found = OTHER_SCRIPTS.find(([, pattern]) => pattern.test(words));
    if (found) return found[0];
    if (foreign < MIN_FOREIGN || (words.length < 160 && NOTICE.test(words))) return undefined;
    return UNCLASSED;
  }
  return ready(SURE).test(words) || isLatinForeign(words)
    ? LATIN.find(([, pattern]) => ready(pattern).test(words))?.[0]
    : undefined;
}

/** The reason of a sentence whose words may restrict, in a way that no pattern here knows. */
export const UNCLASSED = 'words nobody here classed';

/** Words that are none of English. */
const SURE = word(
  'verboten|untersagt|kommerziell\\p{L}*|gewerblich\\p{L}*|nur für|kostenpflichtig\\p{L}*|genehmigung|erlaubnis|zustimmung|interdite?s?|uniquement|strictement|payante?s?|prohibid[oa]s?|proibid[oa]s?|únicamente|sólo|comerciale?s?|comerciais|autorizaci[oó]n|vietat[oaie]|soltanto|commerciale|verboden|uitsluitend|commercieel|toestemming',
);

/** Articles and prepositions of other languages: two different ones make a sentence theirs. */
const FUNCTION_WORDS =
  /(?<!\p{L})(?:der|die|das|des|dem|den|und|für|ist|sind|mit|von|zur?|bei|eine[rnms]?|wird|werden|diese[rnms]?|le|la|les|du|une?|est|sont|pour|avec|et|sans|cette?|ce|el|los|las|una|es|son|para|con|por|y|este|esta|o|os|as|um|uma|são|em|il|lo|gli|che|per|di|het|een|voor|zijn|en|van)(?!\p{L})/giu;

function isLatinForeign(words: string): boolean {
  const found = new Set<string>();
  for (const [one] of matchesOf(FUNCTION_WORDS, words)) {
    found.add(one.toLowerCase());
    if (found.size > 1) return true;
  }
  return false;
}

/** True for a word by which a sentence in another European language is known to speak of terms. */
export function isForeignTerm(word: string): boolean {
  return SURE.test(word);
}
