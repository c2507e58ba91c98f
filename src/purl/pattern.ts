/** Compiled patterns, since the same few are tried on every component. */
const compiled = new Map<string, RegExp>();

/** True if a pattern with `*` for anything matches the whole text, without regard to case. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*'))
    return pattern.length === text.length && pattern.toLowerCase() === text.toLowerCase();
  let expression = compiled.get(pattern);
  if (!expression) {
    const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    expression = new RegExp(`^${parts.join('.*')}$`, 'is');
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
