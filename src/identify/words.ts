/**
 * Kinds of words, for telling a change of wording from a change of terms. Lower case throughout.
 */

/** Words that carry no term: articles, prepositions, pronouns, forms of "be" and "have". */
export const FILLERS: readonly string[] = [
  ...['a', 'an', 'the', 'this', 'that', 'these', 'those', 'such', 'said', 'its', 'it', 'their'],
  ...['our', 'my', 'his', 'her', 'of', 'in', 'on', 'to', 'for', 'by', 'with', 'from', 'at', 'as'],
  ...['be', 'is', 'are', 'was', 'were', 'been', 'being', 'has', 'have', 'had', 'also', 'which'],
  ...['hereby', 'herein', 'hereof', 'thereof', 'therein', 'above', 'following', 'below', 's', 'c'],
  ...['etc', 'e', 'g', 'i', 'so', 'then', 'there', 'here', 'arising'],
];

export const CONJUNCTIONS: readonly string[] = ['and', 'or'];

/** What a license is about; copies name it as it suits them. */
export const OBJECTS: readonly string[] = [
  ...['software', 'program', 'programs', 'library', 'libraries', 'package', 'packages', 'code'],
  ...['work', 'works', 'material', 'materials', 'file', 'files', 'documentation', 'document'],
  ...['documents', 'product', 'products', 'module', 'modules', 'font', 'fonts', 'data', 'theme'],
  ...['script', 'scripts', 'application', 'applications', 'project', 'plugin', 'distribution'],
  ...['source', 'sources', 'header', 'headers', 'tool', 'tools', 'system', 'systems', 'content'],
  ...['author', 'authors', 'holder', 'holders', 'owner', 'owners', 'contributor', 'contributors'],
  ...['copyright', 'developer', 'developers', 'company', 'foundation', 'university', 'regents'],
];

/** Spellings of one word: British, American, and mistakes that have spread. By SPDX's guidelines, §8. */
export const SPELLINGS: readonly (readonly [string, ...string[]])[] = [
  ['license', 'licence'],
  ['licensed', 'licenced'],
  ['licenses', 'licences'],
  ['sublicense', 'sublicence'],
  ['acknowledgment', 'acknowledgement'],
  ['acknowledgments', 'acknowledgements'],
  ['analog', 'analogue'],
  ['analyze', 'analyse'],
  ['artifact', 'artefact'],
  ['authorization', 'authorisation'],
  ['authorized', 'authorised'],
  ['catalog', 'catalogue'],
  ['center', 'centre'],
  ['favor', 'favour'],
  ['fulfill', 'fulfil'],
  ['judgment', 'judgement'],
  ['labor', 'labour'],
  ['merchantability', 'merchantibility', 'merchantabilty'],
  ['offense', 'offence'],
  ['organization', 'organisation'],
  ['organizations', 'organisations'],
  ['organize', 'organise'],
  ['percent', 'percentage'],
  ['practice', 'practise'],
  ['program', 'programme'],
  ['realize', 'realise'],
  ['recognize', 'recognise'],
  ['utilization', 'utilisation'],
  ['shall', 'must'],
  ['while', 'whilst'],
  ['willful', 'wilful', 'wilfull'],
  ['express', 'expressed'],
  ['noninfringement', 'noninfringment'],
];
