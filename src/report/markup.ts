import { escapeHtml } from './escape.ts';

/** HTML that is safe to print: everything interpolated into it was escaped, or is markup itself. */
export interface Markup {
  readonly html: string;
}

type Value = Markup | string | number | readonly Markup[];

function printed(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

/**
 * Writes HTML with text in it; strings are escaped, so forgetting to is not possible.
 * @example markup`<b>${'<i>'}</b>`.html // '<b>&lt;i&gt;</b>'
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const html = parts.map((part, i) => {
    const value = values[i];
    return value === undefined ? part : part + printed(value);
  });
  return { html: html.join('') };
}

/** Markup for each value of a list. */
export function each<T>(values: readonly T[], print: (value: T) => Markup): Markup {
  return { html: values.map((value) => print(value).html).join('') };
}

/** Markup if a condition holds. */
export function when(condition: boolean, print: () => Markup): Markup {
  return condition ? print() : { html: '' };
}

/** A path and line that may break after its slashes, and only there if it can; copies as it is. */
export function placeMarkup(text: string): Markup {
  const segments = text.split('/');
  const last = segments.length - 1;
  return {
    html: segments.map((segment, i) => escapeHtml(segment) + (i < last ? '/<wbr>' : '')).join(''),
  };
}
