import { endOf } from './heredocs.ts';

const INSTRUCTION =
  /^\s*(?:ONBUILD\s+)?(RUN|CMD|ENTRYPOINT|ADD|COPY|ENV|ARG)\s+(?:--[\w-]+=\S+\s+)*(.*)$/is;

/**
 * A Dockerfile as the script its instructions make, each character at its old place; `RUN` leaves
 * its command and here-documents, `COPY` the latter, and `["vllm", "serve"]` the words it lists.
 */
export function dockerfileScript(text: string): string {
  const lines = text.split('\n');
  let continued = false;
  let takesDocuments = false;
  let document = -1;
  return lines
    .map((line, at) => {
      if (at <= document) return line;
      const inside = continued;
      // A comment between continued lines does not end the instruction.
      if (/^\s*#/.test(line)) return inside ? `${blank(line.slice(1))}\\` : blank(line);
      continued = /\\\s*$/.test(line);
      const [, verb = '', rest = ''] = (inside ? undefined : INSTRUCTION.exec(line)) ?? [];
      if (!inside) takesDocuments = /^(?:RUN|COPY|ADD)$/i.test(verb);
      if (takesDocuments) document = endOf(lines, at) ?? -1;
      if (inside) return line;
      const prefix = blank(line.slice(rest.length));
      if (/^(?:ENV|ARG|ADD)$/i.test(verb)) return line;
      // What is copied is no command; a line with a here-document says which program reads it.
      if (/^COPY$/i.test(verb)) return document < 0 ? blank(line) : line;
      if (verb === '') return blank(line);
      return prefix + (rest.startsWith('[') ? listed(rest) : rest);
    })
    .join('\n');
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

// ["a", "b"] becomes  "a"  "b"  of the same length.
function listed(rest: string): string {
  return rest.replace(/"(?:[^"\\]|\\.)*"|[[\],]/g, (part) => (part.length === 1 ? ' ' : part));
}
