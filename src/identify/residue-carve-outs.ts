import { type GuardedRow, reasonIn, row } from './residue-row.ts';

/**
 * Sentences that put parts of a work under something else than the license beside them.
 */

const GAP = String.raw`(?:\S+ ){0,12}?`;
const PLACE =
  '(?:sub-?)?(?:director(?:y|ies)|folders?|branch(?:es)?|modules?|packages?|paths?|trees?|workspaces?)';
const PART =
  '(?:files?|code|source code|content|software|portions?|parts?|components?|packages?|everything|anything|material|modules?|features?|assets?|images?|logos?|icons?|fonts?|artwork|documentation|docs)';

/** Said in licenses alone: counts in prose and code too. */
const PHRASES: readonly GuardedRow[] = [
  row(
    'parts under other terms',
    'follows|reside|located|found|live|variously|folder|director|defined|specified|contain|outside|within|mentioned',
    `(?:portions|parts) of (?:this|the|our) ${GAP}(?:are|is) licensed as follows`,
    '(?:content|software|code|files) (?:that|which) (?:resides?|is located|are located|is found|live|lives) (?:under|in|within|at)',
    'variously licensed',
    String.raw`(?:folders?|director(?:y|ies))(?: or (?:sub-?folders?|subdirector(?:y|ies)))? named "?[\w.-]+"? `,
    'licensed under the license (?:as )?(?:defined|found|specified|contained) in',
    String.raw`contain "?\.ee\.?"?,? in their (?:filename|dirname)`,
    `(?:outside|within) (?:of )?(?:the )+(?:top-level )?"[^"]{1,60}" ${PLACE}`,
    'content outside of the above[- ]mentioned',
  ),
  row(
    'folders with a license of their own',
    'except|precedence|following',
    String.raw`except (?:for |in )?(?:the |those |any |all )?(?:\S+ ){0,3}?(?:(?:sub-?)?(?:director(?:y|ies)|folders?)|files|packages) ${GAP}(?:own|different|separate|another|other) ${GAP}licen[cs]es?`,
    'licen[cs]e file in the (?:sub-?)?(?:folder|directory) takes precedence',
    '(?:defined|determined) with (?:the )?following prioriti[sz]ed rules',
  ),
];

const SENTENCES: readonly GuardedRow[] = [
  row(
    'a folder under other terms',
    '',
    String.raw`(?:ee|enterprise|premium|proprietary|commercial|pro|saas|cloud|x-?pack|tsl|ccl)\/ ${GAP}(?:licen[cs]\w+|terms|subject|covered|governed|available|proprietary|excluded|belongs?)`,
    String.raw`(?:under|in|within|inside|outside|from|of) (?:of )?(?:the |any |an |a |our )?(?:\S+ ){0,2}?(?:"|\x60)?[\w.@~*/-]{1,60}(?:\/|\/\*+)?(?:"|\x60)?,? ?(?:\S+ )?(?:${PLACE} )?(?:\S+ )?(?:is|are|has|have|uses?|falls?|remains?|may be) (?:\S+ ){0,5}?(?:under (?:the |a |an )?(?:\S+ ){0,4}?(?:enterprise|commercial|proprietary|different|separate|another|other|different)|(?:the |a |an )?(?:enterprise|commercial|proprietary) licen[cs]e|not (?:licensed|covered|included|open source|free|under)|proprietary|their own licen[cs]es?|its own licen[cs]e)`,
    String.raw`(?:this|the) licen[cs]e does not (?:apply to|cover|extend to|include) (?:\S+ ){0,4}?(?:${PLACE}|files?|[\w.-]+\/\S*)`,
    String.raw`(?:certain|some|other) (?:files|parts|portions|packages|components|modules|features|folders|directories) (?:of \S+ (?:\S+ )?)?(?:are|is|may be) (?:\S+ ){0,3}?(?:licensed|covered|governed|not|available|under|subject|proprietary|released)`,
    '(?:certain|some) parts of th(?:is|e) (?:codebase|code base|repository|project|software)',
    'enterprise[- ]licensed|enterprise (?:software|edition|features?|code|modules?)',
    'licensed according to the terms in their respective',
    String.raw`(?:folders?|director(?:y|ies)|packages?|modules?|plugins?|code|files)\b(?: \S+){0,4}?[: ]+see (?:the (?:file )?)?[\w.-]+\/licen[cs]e`,
    'binaries located at|shared object (?:files|binaries)',
  ),
  row(
    'parts under other terms',
    '',
    String.raw`${PART} (?:\S+ ){0,6}?(?:is|are) (?:\S+ ){0,2}?(?:not (?:licensed|covered|included|under|open)|excluded|licensed separately|separately licensed|proprietary|subject to (?:a |an |the )?(?:\S+ ){0,2}?(?:different|separate|other|commercial|enterprise))`,
    '(?:unless|except (?:where|as|when|if)|where not|if not) (?:it is |explicitly |otherwise |is |are )*(?:otherwise )?(?:explicitly |expressly |specifically )?(?:noted|stated|specified|indicated|mentioned|marked|documented|provided)(?: otherwise)?',
    String.raw`except (?:\S+ ){0,6}?(?:files?|director(?:y|ies)|folders?|packages?|parts?|portions?|code|components?|icons?|images?|fonts?|logos?)`,
    'dual[- ]license (?:model|per)|uses multiple licen[cs]es|under different licen[cs]es|license for a particular (?:work|file)|defaults to',
    'solely under the|found only in the',
  ),
];

/** All of them. */
export const CARVE_OUTS: readonly GuardedRow[] = [...PHRASES, ...SENTENCES];

/**
 * What a sentence says of parts under other terms, or undefined.
 * @param words lower case, white space folded
 * @param anywhere true where nearly all else is no license: only phrases that licenses alone use count
 */
export function carveOut(words: string, anywhere: boolean): string | undefined {
  return reasonIn(anywhere ? PHRASES : CARVE_OUTS, words);
}
