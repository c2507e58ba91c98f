import { matchesOf, narrow } from './ready.ts';
import { type Guarded, type GuardedSource, guarded, mayMatch } from './residue-guard.ts';
import { hasOperativeWord } from './residue-words.ts';

/** Longest line of a notice. */
export const MAX_NOTICE = 200;

/** Sentences by which stewards have a work put under their license, and what goes with them. */
const NOTICES: readonly GuardedSource[] = [
  [
    'you|may|can|permission',
    String.raw`(?:you (?:can|may)|(?:which |that |it |and )?(?:may|can) be|permission is granted to)(?: freely)?,?(?: (?:use[d]?|cop(?:y|ied)|redistributed?|distributed?|modif(?:y|ied)|and\/or|and|or|it|this (?:file|code|program|software)),?){1,9}(?=\s*$)`,
  ],
  [
    'redistribute',
    String.raw`(?:(?<![\w-])[\w-]{1,60} )?(?:is free software[;:,] )?you can redistribute it and\/or modify it(?: under the terms of either or both of the following licen[cs]es)?`,
  ],
  [
    'distributed',
    String.raw`(?:this (?:program|library|file|software|package|code)|(?<![\w-])[\w-]{1,60}) is distributed (?:in the hope that it will be useful,? )?(?:\.?as is\.? )?,?(?:but )?without any warranty(?: of any kind)?(?:, whether express or implied|,? expressed or implied)?[;:,.]?(?: without even the implied warrant(?:y|ies) of merchantability,?(?: satisfactory quality,?)? or fitness for a particular purpose\.?)?(?:[^.]{0,12}?including the implied warranties of merchantability or fitness for a particular purpose\.?)?(?: see (?:the )?(?:.{0,60} )?for more details\.?)?`,
  ],
  [
    'should',
    String.raw`you should (?:have received|find) (?:a )?(?:copy of)?(?:the .{0,90}|in file)?(?: along with .{0,60})?(?=[;.]|\s*$)`,
  ],
  ['along', String.raw`along with (?:this|the) (?:program|library|software|package|file)\b`],
  [
    'not',
    String.raw`if not,? (?:see|write to|contact(?: to)?|go to|visit)(?: the free software foundation[^.]*(?:inc\.)?,? ?[^.]{0,90})?`,
  ],
  [
    'hocevar',
    String.raw`this work is free\. you can redistribute it and\/or modify it under the terms of the do what the \S{1,10} you want to public license, version 2, as published by sam hocevar`,
  ],
  ['search', '(?:,)? ?(?:try using|use) a search engine'],
  [
    'compliance',
    String.raw`\(the "(?:license|mpl|npl|agreement)"\)[;,] you may not use this (?:file|work|software|material|code)(?: except)? (?:except )?in compliance with the (?:license|[mn]pl)`,
  ],
  [
    'compliance',
    'you may not use this (?:file|work|software|material|code) except in compliance with the license',
  ],
  [
    'distributed',
    'this file is distributed on an "?as is"? basis,? without warrant(?:y|ies) (?:or conditions )?of any kind,? either express(?:ed)? or implied',
  ],
  [
    'possible',
    String.raw`to the extent possible under law,? (?:the person who associated cc0 with this [\w' -]{1,60}|([^.]{1,120}?)) has waived all copyright(?: and (?:all )?related (?:or|and) neighbou?ring rights)? (?:to|in) (?:this|the|its) ([\w' -]{1,60})`,
  ],
  [
    'clarification',
    String.raw`certain source files distributed by oracle(?: america)?,?(?: inc\.?,?)? and or its affiliates are subject to the following clarification and special exception to the gpl[^.]{0,12}, but only where oracle has expressly included in the particular source file's header the words "oracle designates this particular file as subject to the "classpath" exception as provided by oracle in the license file that accompanied this code\.?"`,
  ],
  // Jackson's, and the one of projects in Rust
  ['copy', String.raw`this copy of (.{1,80}?) is(?:(?= licensed)|\s*$)`],
  [
    'distribution',
    'see the license for details about distribution rights,? and the specific rights regarding derivat(?:iv)?e works',
  ],
  [
    'distributed',
    'all files in the project carrying such notice may not be copied, modified,? or distributed except according to those terms',
  ],
  [
    'contributors',
    'copyrights in the (.{1,60}?) project are retained by (?:their|its) contributors',
  ],
  ['assignment', 'no copyright assignment is required to contribute to the (.{1,60}?) project'],
  [
    'intentionally',
    'unless you explicitly state otherwise,? any contribution intentionally submitted for inclusion in (?:the work|(.{1,40}?))(?: by you)?,? as defined in the apache-2.0 license,? shall be dual licensed as above,? without any additional terms or conditions',
  ],
  [
    'obtain',
    'you may obtain a copy of (?:the|this) (?:license|[mn]pl)(?: in the license file, or)?(?: at:?)?',
  ],
  [
    'distributed',
    'unless required by applicable law or agreed to in writing,? (?:software|materials?) distributed under the (?:license|[mn]pl) is distributed on an "?as is"? basis,? without warrant(?:y|ies) (?:or conditions )?of any kind,? either express(?:ed)? or implied',
  ],
  [
    'limitations',
    'see the (?:license|[mn]pl) for the specific language governing (?:permissions|rights) and limitations(?: under(?: the)?(?: (?:license|[mn]pl))?)?',
  ],
  [
    'distributed|licenses',
    'see the notice file distributed with this work for additional information regarding copyright ownership|the asf licenses this file to you',
  ],
  ['notices', 'do not alter or remove copyright notices or this (?:file )?header'],
  ['use', '(?:the )?use (?:and distribution )?of this source code is|use is'],
  [
    'distributed',
    '(?:software|driver) is distributed as is,? without any warranty of any kind,? either express or implied(?: as further)?',
  ],
  [
    'warranty',
    'this (?:program|software) is licensed "?as is"? without any warranty of any kind,? whether express or implied',
  ],
  [
    'contributions',
    String.raw`this software consists of voluntary contributions made by many individuals(?: \([^()]*\))?(?: on behalf of the apache software foundation)?`,
  ],
  ['contribution', 'for (?:the )?exact contribution history, see the revision history'],
  [
    'distribution|available|conditions|details|full',
    '(?:which|that) accompan(?:y|ies) this distribution,? and is available at|available at|for (?:the )?(?:license conditions|legal details|full license)',
  ],
  ['directory|details', 'in the main directory of this archive|for more details'],
  [
    'trademark',
    '["“”]?business source license["“”]? is a trademark of mariadb (?:corporation ab|plc)',
  ],
  // tqdm's: what is stated otherwise is listed there, with its license.
  [
    'chronological',
    String.raw`unless otherwise stated,? all authors \(see commit logs\) retain copyright for their respective work,? and release the work under the ([\w.-]{1,20}) licen[cs]e \(text below\)\. exceptions or notable authors are listed below in reverse chronological order`,
  ],
  [
    'following',
    '(?:modif(?:y|ies|ied)|includes?|bundles?|contains?|uses?) (?:some )?code (?:with|from|under) the following licen[cs]es?',
  ],
];

/** Whom a notice names. What stands in a group must be a name: see `withoutNotices`. */
const PARTY = String.raw`([\w ,.&()'"-]{1,160}?)`;
const MARKS = `["'\`“”‘’]{0,2}`;

/**
 * Disclaimers of BSD's and MIT's kind: beside a license they ask for nothing. A last line "THE SOFTWARE." may
 * be gone as a title.
 */
const DISCLAIMERS: readonly GuardedSource[] = [
  [
    'disclaimed',
    String.raw`(?:this|the) (?:software|program|library|code|work|file|material) is provided (?:by ${PARTY} )?${MARKS}as is${MARKS},? and (?:with )?any express(?:ed)? or implied warranties,? including,? but not limited to,? the implied warranties of merchantability(?:,| and|, and) (?:satisfactory quality,? )?(?:and )?fitness for a particular purpose(?:,? and non-?infringement)? are (?:hereby )?disclaimed\.`,
  ],
  [
    'consequential',
    String.raw`in no event shall ${PARTY} be liable for any direct, indirect, incidental, special, exemplary,? or consequential damages \(?including,? but not limited to,? procurement of substitute goods or services; loss of use, data,? or profits; or business interruption\)? however caused and on any theory of liability, whether in contract, strict liability,? or tort \(?including negligence or otherwise\)? arising in any way out of the use of this (?:software|program|library|code|work|file|material)(?:,? even if advised of the possibility of such damages?)?`,
  ],
  [
    'merchantability',
    `(?:this|the) (?:software|program|library|code|work|file|material)s? (?:is|are) provided ${MARKS}as is${MARKS},? without warranty of any kind,? express or implied,? including,? but not limited to,? the warranties of merchantability, fitness for a particular purpose,? and non-?infringement`,
  ],
  [
    'dealings',
    `in no event shall ${PARTY} be liable for any claim, damages or other liability, whether in an action of contract, tort or otherwise, arising from, out of or in connection with the (?:software|materials|work) or the use or other dealings in(?: the (?:software|materials|work))?`,
  ],
];

let notices: readonly Guarded[] | undefined;

/** The sentences, each to be looked for in lower case with single spaces. */
export function noticePatterns(): readonly Guarded[] {
  notices ??= [...NOTICES, ...DISCLAIMERS].map(([runs, source]) =>
    guarded(runs, new RegExp(source, 'g')),
  );
  return notices;
}

/**
 * Words before and behind a notice that belong to it, blanked out; offsets stay. A notice that has a word
 * of terms where a name should stand is none.
 */
export function withoutNotices(part: string): string {
  const plain = part.toLowerCase();
  const likely = noticePatterns().filter((notice) => mayMatch(notice, plain));
  if (likely.length === 0) return part;
  // Marks of comments and wrapping stand between words; they are blanked for the search alone.
  const flat = part.replace(/[\s*#/>|]+/g, (marks) =>
    marks.includes('\n') || marks.length > 1 ? ` ${' '.repeat(marks.length - 1)}` : marks,
  );
  const loose = collapse(flat);
  const lower = narrow(loose.text.toLowerCase());
  // A few letters change their length with their case; then no place can be told.
  if (lower.length !== loose.text.length) return part;
  let result = part;
  for (const { pattern } of likely) {
    for (const match of matchesOf(pattern, lower)) {
      const [found, ...names] = match;
      const isTerm = names.some((name = '') => {
        const [start, end] = loose.span(match.index + found.indexOf(name), name.length);
        return name !== '' && hasOperativeWord(part.slice(start, end), true);
      });
      if (isTerm) continue;
      const [from, to] = loose.span(match.index, found.length);
      result =
        result.slice(0, from) + result.slice(from, to).replace(/\S/g, ' ') + result.slice(to);
    }
  }
  return result;
}

interface Collapsed {
  readonly text: string;
  /** Where characters from an offset on stand in the text that was collapsed, end exclusive. */
  span(offset: number, length: number): readonly [from: number, to: number];
}

/** A text with single spaces, and the way back. */
function collapse(text: string): Collapsed {
  const places: number[] = [];
  let result = '';
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === ' ' && last === ' ') continue;
    places.push(at);
    result += character;
    last = character;
  }
  const at = (offset: number) => places[offset] ?? text.length;
  return { text: result, span: (offset, length) => [at(offset), at(offset + length - 1) + 1] };
}
