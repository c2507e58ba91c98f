import { lazy } from '../../syntax/lazy.ts';
import type { Setting } from './limiting-words.ts';

/*
 * The same in other languages: words that say "only" or "not" of research and commerce, and those that
 * name both or allow, before which nothing is taken away.
 */

interface Language {
  readonly limits: () => RegExp;
  readonly permits: () => RegExp;
  readonly data: () => RegExp;
  readonly model: () => RegExp;
}

const GAP = '[^。！？；\n]{0,14}?';
const joined = (...sources: readonly string[]) => lazy(() => new RegExp(sources.join('|'), 'iu'));

const CHINESE: Language = {
  limits: joined(
    '非商[用业業](?!字)',
    `(?:[仅僅]|只)(?:供|限|用于|用於|可|能|允许|允許|作|对|對|面向|授[权權])${GAP}(?:研究|学术|學術|学习|學習|科研|教育|教学|个人|個人|非[营營盈]利|交流)`,
    `(?:研究|学术|學術|学习|學習|科研|教育|个人|個人)(?:用途|使用|目的|性质)?(?:[仅僅]限|为限|為限)`,
    `(?:禁止|严禁|嚴禁|不得|不可|不能|不允许|不允許|不准|请勿|請勿|切勿|勿|未经|未經)${GAP}(?:商用|商[业業]|[营營盈]利)`,
    `(?:商用|商[业業](?:用途|使用|化|目的|行为|應用|应用|场景)?|[营營盈]利)${GAP}(?:禁止|不得|不可|不允许|不允許|不被允许|需(?!求)|须|須|必须|必須|申请|申請|[联聯][系繫絡络]|[购購][买買]|另行|授[权權]许可)`,
    `(?:申请|申請|获取|獲取|获得|獲得|取得)${GAP}商[用业業]${GAP}(?:授[权權]|许可|許可)`,
    `(?:禁止|严禁|不得|不可|不允许|未经)${GAP}(?:转载|分发|再分发|二次分发|传播|出售|转售)`,
  ),
  permits: joined(
    '(?<![不非未勿])(?:免费|免費|可以?|支持|允许|允許|均可|开放|開放|同意|可自由|能)(?:直接|自由|免费|用于|用於|进行|進行|完全)*商[用业業]',
    '商[用业業](?:用途|使用|利用)?(?:[和与與及或、]|以及)(?:非商|研究|学术|學術|个人|個人)',
    '(?:非商[用业業]|研究|学术|學術|科研|个人|個人)(?:用途|使用|目的)?(?:[和与與及或、]|以及|还是|還是)(?:免费)?商[用业業]',
    '(?:不限|无限制|不禁止|没有限制|不限制)',
  ),
  data: joined('数据|數據|数据集|语料|語料|資料集|训练集|标注'),
  model: joined('模型|权重|權重|参数|參數|本项目|本專案|本仓库|许可|許可|协议|協議'),
};

const JAPANESE: Language = {
  limits: joined(
    '非商用|非営利|非商業',
    `(?:研究|学術|教育|個人|学習)${GAP}(?:のみ|に限|限り|限定|だけ|専用)`,
    `(?:商用|商業|営利)${GAP}(?:不可|禁止|禁じ|できません|できない|認め(?:られ)?(?:ない|ません|て(?:い)?ません)|許可(?:され|し)て(?:い)?(?:ない|ません)|お断り|ご遠慮|お問い合わせ|要相談|別途|許諾が必要|ライセンスが必要|しないで)`,
    `再配布${GAP}(?:不可|禁止|禁じ|できません|ご遠慮)`,
  ),
  permits: joined(
    `(?:商用|商業)(?:利用|目的|用途)?(?:・|や|および|及び|、|/|／|でも|も|と)?(?:非商用|研究)?${GAP}(?:可能(?!性)|できます|許可されて(?:い)?ます|OK|自由)`,
    '(?:商用|商業)(?:利用)?(?:・|／|/|、|問わず|を問わ)',
    '非商用(?:・|／|/|、|および|及び|または)商用',
  ),
  data: joined('データ|コーパス'),
  model: joined('モデル|重み|ライセンス|本リポジトリ|利用規約'),
};

const KOREAN: Language = {
  limits: joined(
    '비상업|비영리',
    '(?:연구|학술|교육|개인)[^.。]{0,14}?(?:목적으로만|용도로만|만 (?:사용|허용|가능)|에 ?한(?:정|하|해)|전용)',
    '상업적?[^.。]{0,16}?(?:금지|불가|할 수 없|허용(?:되지|하지)|허가|문의|별도)',
  ),
  permits: joined(
    '상업적?[^.。]{0,10}?(?:가능|허용(?:됩|합|하며|되며)|자유)',
    '(?:연구|비상업)[^.。]{0,8}?(?:및|와|과|또는|,) ?상업',
  ),
  data: joined('데이터|말뭉치'),
  model: joined('모델|가중치|라이선스'),
};

const RUSSIAN: Language = {
  limits: joined(
    'некоммерческ',
    'только[^.]{0,30}?(?:исследоват|научн|учебн|образоват|личн)',
    'коммерческ[^.]{0,40}?(?:запрещ|не допуск|не разреш|требует)|(?:запрещ|нельзя|не допуск|не разреш)[^.]{0,40}?коммерч',
  ),
  permits: joined(
    '(?:коммерческ|некоммерческ)\\p{L}* (?:и|или) (?:не)?коммерческ',
    'разреш[^.]{0,20}коммерч',
  ),
  data: joined('данны|датасет|корпус'),
  model: joined('модел|веса|лицензи'),
};

const ARABIC: Language = {
  limits: joined('غير (?:ال)?تجاري', 'للبحث(?: العلمي)? فقط', 'لأغراض (?:ال)?بحث\\p{L}* فقط'),
  permits: joined('تجاري\\p{L}* و ?غير'),
  data: joined('بيانات'),
  model: joined('نموذج|ترخيص'),
};

const word = (...sources: readonly string[]) =>
  lazy(() => new RegExp(`(?<!\\p{L})(?:${sources.join('|')})(?!\\p{L})`, 'iu'));
const FEW = '(?:[^\\s]+ ){0,5}?';

/** German, French, Spanish, Portuguese, Italian, Dutch and Polish: their words differ enough. */
const LATIN: Language = {
  limits: word(
    'nicht-?\\s?kommerziell\\p{L}*|non[- ]commercia(?:le?s?|li|ux)|no[- ]comercial(?:es)?|não[- ]comercia(?:l|is)|niet-?commercie\\p{L}+|niekomercyjn\\p{L}+',
    `(?:nur|ausschließlich|lediglich|ausschliesslich) ${FEW}(?:für|zu|zum|zur|im) ${FEW}(?:\\p{L}*forschung\\p{L}*|wissenschaft\\p{L}*|akademisch\\p{L}*|private?\\p{L}*|lehr\\p{L}*|bildung\\p{L}*|studien\\p{L}*)`,
    `(?:forschung\\p{L}*|wissenschaft\\p{L}*) ${FEW}(?:beschränkt|vorbehalten)`,
    `(?:kommerziell|gewerblich)\\p{L}* ${FEW}(?:nicht|untersagt|verboten|ausgeschlossen|genehmigung|lizenz|zustimmung|erlaubnis)|(?:nicht|keine?\\p{L}*|verboten|untersagt) ${FEW}(?:kommerziell|gewerblich)\\p{L}*`,
    `(?:uniquement|seulement|exclusivement|réservée?s?|limitée?s?|strictement) ${FEW}(?:recherche|académiques?|scientifiques?|personnel\\p{L}*|pédagogiques?|éducati\\p{L}+)|(?:recherche|académiques?|éducati\\p{L}+) ${FEW}(?:uniquement|seulement|exclusivement)`,
    `commercia(?:le?s?|ux) ${FEW}(?:interdite?s?|prohibée?s?|exclue?s?|non autorisée?s?|n['’]est pas)|(?:interdite?s?|aucune?|pas|sans) ${FEW}(?:à des )?(?:fins|usage|utilisation)s? commercia(?:le?s?|ux)|interdite?s? ${FEW}commercia(?:le?s?|ux)`,
    `(?:exclusiv[oa]|s[oó]lo|únicamente|exclusivamente|solamente|apenas|somente|unicamente|soltanto|esclusivamente|solo) ${FEW}(?:investigaci[oó]n|acad[eé]mic\\p{L}+|acadêmic\\p{L}+|pesquisa|ricerca|accademic\\p{L}+|uso p(?:ersonal|essoal|ersonale)|educativ\\p{L}+|educacional|did[aá]ttic\\p{L}+)`,
    `comercia(?:l|les|is|lmente) ${FEW}(?:prohibid\\p{L}+|proibid\\p{L}+|no (?:est[aá] )?(?:permitid|autorizad)\\p{L}+|não (?:é |está )?(?:permitid|autorizad)\\p{L}+)|(?:prohib|proib|viet)\\p{L}+ ${FEW}com+ercia\\p{L}+|(?:no|não|non) (?:se )?(?:permite|pode|puede|può|debe|deve|è consentito|est[aá] permitid\\p{L}+) ${FEW}com+ercia\\p{L}+|commerciale ${FEW}(?:vietat\\p{L}+|non (?:è )?(?:consentit|permess)\\p{L}+)`,
    `ticari (?:kullanım|amaç)\\p{L}* ${FEW}(?:yasak\\p{L}*|değil\\p{L}*)|phi thương mại|chỉ (?:dành )?cho ${FEW}nghiên cứu`,
    `(?:alleen|uitsluitend) ${FEW}(?:onderzoek\\p{L}*|academisch\\p{L}*|persoonlijk\\p{L}*)|commercieel gebruik ${FEW}(?:verboten|verboden|niet)`,
  ),
  permits: word(
    'kommerziell\\p{L}* (?:und|oder|sowie|als auch) (?:auch )?nicht-?\\s?kommerziell\\p{L}*|nicht-?\\s?kommerziell\\p{L}* (?:und|oder|sowie|als auch)[^.]{0,20} kommerziell\\p{L}*',
    'nicht (?:nur|auf)|non (?:seulement|solo)|no (?:solo|sólo)|não (?:só|apenas)|keine (?:einschränkung|beschränkung)\\p{L}*|sans restrictions?|sin restricci\\p{L}+|sem restri\\p{L}+',
    'commercia(?:l|le|les|ux) (?:et|ou) non[- ]commercia\\p{L}+|non[- ]commercia\\p{L}+ (?:et|ou|e|o) commercia\\p{L}+|comercia(?:l|les|is) [yeou] n[oã]o?[- ]comercia\\p{L}+|n[oã]o?[- ]comercia(?:l|les|is) [yeou] comercia\\p{L}+',
  ),
  data: word('daten\\p{L}*|korpus|donn[ée]+es|corpus|datos|dados|dati|gegevens'),
  model: word(
    'modelle?\\p{L}*|mod[eè]les?|modelos?|modell[oi]|gewichte|poids|pesos|pesi|lizenz\\p{L}*|licence|licencia|licença|licenza',
  ),
};

const HAN = /[\u3400-\u9fff]/;
const KANA = /[\u3040-\u30ff]/;
const HANGUL = /[\uac00-\ud7af]/;
const ARAB = /[\u0600-\u06ff]/;
const CYRILLIC = /[\u0400-\u04ff]/;
/** Words by which a sentence in Latin letters may be none of English, and limit. */
const LATIN_HINT =
  /kommerziell|gewerblich|forschung|wissenschaft|akademisch|commercia(?:le|les|ux|li)\b|comercia|recherche|académi|acad[eé]mic[oa]|acadêmic|investigaci|pesquisa|ricerca|commercieel|onderzoek|niekomercyjn|ticari|thương mại|nghiên cứu|nur für|ausschlie(?:ß|ss)lich|interdite?s?\b|uso personal|uso pessoal/i;

/** True if a sentence may limit in another language than English. */
export function speaksForeign(sentence: string): boolean {
  return (
    HAN.test(sentence) ||
    KANA.test(sentence) ||
    HANGUL.test(sentence) ||
    CYRILLIC.test(sentence) ||
    ARAB.test(sentence) ||
    LATIN_HINT.test(sentence)
  );
}

function languageOf(sentence: string): Language {
  if (KANA.test(sentence)) return JAPANESE;
  if (HANGUL.test(sentence)) return KOREAN;
  if (HAN.test(sentence)) return CHINESE;
  if (ARAB.test(sentence)) return ARABIC;
  return CYRILLIC.test(sentence) ? RUSSIAN : LATIN;
}

/** True if a sentence that is not in English takes use for money, or all but research, away. */
export function takesAwayAbroad(sentence: string, { dataset, gate }: Setting): boolean {
  const { limits, permits, data, model } = languageOf(sentence);
  for (const clause of sentence.split(/[;；]|(?<=\p{L})[,，] ?(?:但|aber|mais|pero|mas|ma) ?/u)) {
    const found = limits().exec(clause);
    if (!found || permits().test(clause)) continue;
    const isData = !dataset && !gate && data().test(clause) && !model().test(clause);
    if (!isData) return true;
  }
  return false;
}
