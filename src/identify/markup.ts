/** Tags and entities of HTML and XML in a text, and blanks in pointed brackets. */

const TAG_END = /[<>\n]/g;
/** Words in a tag that are no markup: they may say something. */
const SPEAKING =
  /\b(?:not?|non|may|must|shall|only|except|unless|without|never|prohibit\w*|restrict\w*|permi\w*|forbid\w*|provided|however|test\w*|(?:non)?commercial\w*|academi\w*|educat\w*|personal\w*|research\w*|students?|evaluat\w*|internal\w*)\b|^\/?(?:del|s|strike)\b/i;
/** Parts of a tag that are read by machines. */
const ATTRIBUTES =
  /\s(?:href|src|class|style|id|name|rel|xmlns[\w:]*|lang|type|target|property|about|resource|width|height)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*)/gi;

/** What stands between `<` and `>` on one line is markup or a blank such as `<year>`, unless it speaks. */
export function afterTag(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const opens = first === 47 || first === 33 || (first | 32) - 97 < 26;
  if (!opens) return at;
  TAG_END.lastIndex = at;
  let found = TAG_END.exec(text);
  // Markup may be wrapped once, as in `<a\n href="…">`.
  if (found?.[0] === '\n' && found.index - at < 200) found = TAG_END.exec(text);
  if (found?.[0] !== '>' || found.index - at > 400) return at;
  const inside = text.slice(at, found.index);
  if (inside.startsWith('!--')) return at;
  const markup = /^\/?[a-z][a-z0-9]{0,12}(?:\s+[a-z-]{1,24}\s*=[^<>]*|\s*\/?)$/i.test(inside);
  if (!markup && (inside.length > 80 || SPEAKING.test(inside))) return at;
  if (markup && SPEAKING.test(inside.replace(ATTRIBUTES, ' '))) return at;
  return found.index + 1;
}

const ENTITY = /#?[a-z0-9]{2,8};/iy;

/** `&nbsp;`, `&quot;`, `&#169;`: a sign, or one letter that few licenses write so. */
export function afterEntity(text: string, at: number): number {
  ENTITY.lastIndex = at;
  return ENTITY.test(text) ? ENTITY.lastIndex : at;
}
