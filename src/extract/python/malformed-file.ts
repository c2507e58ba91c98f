import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';

/** A `malformed-file` for a text that did not parse. */
export function malformedFile(
  path: string,
  { message, line }: { readonly message: string; readonly line?: number },
): Diagnostic {
  const where = line === undefined ? { path } : { path, line };
  return diagnostic('malformed-file', 'error', where, `nothing was read; correct: ${message}`);
}
