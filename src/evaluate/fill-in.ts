/** Templates of messages cut at their blanks: text, name of a blank, text, … */
const cut = new Map<string, readonly string[]>();

/**
 * Fills in the blanks of a message: `{name}` becomes the value of that name. What is filled in is not
 * looked through for blanks, and a blank without a value stays as it is.
 */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  let parts = cut.get(template);
  if (!parts) {
    parts = template.split(/\{(\w+)\}/);
    cut.set(template, parts);
  }
  if (parts.length === 1) return template;
  let result = '';
  parts.forEach((part, at) => {
    if (at % 2 === 0) result += part;
    else result += Object.hasOwn(values, part) ? values[part] : `{${part}}`;
  });
  return result;
}
