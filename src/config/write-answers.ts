import type { YAMLSeq, Document as YamlDocument } from 'yaml';
import { lazy } from '../syntax/lazy.ts';

const yaml = lazy((require) => require('yaml') as typeof import('yaml'));

/** An answer to one question of a report. */
export interface GivenAnswer {
  /** As the report calls the question: `exposed`, `scale.mau`, `served`, `exposed@pkg:docker/redis`. */
  readonly id: string;
  readonly value: 'yes' | 'no' | number | readonly string[];
}

/**
 * The text of a configuration with answers put in. Everything else of it stays, comments too.
 * @param text the configuration so far; empty for a new one
 */
export function withAnswers(text: string, answers: readonly GivenAnswer[]): string {
  const { parseDocument, isMap, isSeq } = yaml();
  const document: YamlDocument = parseDocument(text.replaceAll('\r\n', '\n'));
  if (!isMap(document.contents)) document.contents = document.createNode({});
  for (const { id, value } of answers) {
    const at = id.indexOf('@');
    const stem = at < 0 ? id : id.slice(0, at);
    const [, metric] = /^scale\.(.+)$/.exec(stem) ?? [];
    const [, region] = /^(?:regions?\.)?(established|served)$/.exec(stem) ?? [];
    if (at >= 0) {
      if (!isSeq(document.get('components'))) document.set('components', document.createNode([]));
      const components = document.get('components') as YAMLSeq;
      const match = id.slice(at + 1);
      const known = components.items.find((item) => isMap(item) && item.get('match') === match);
      const entry = isMap(known) ? known : document.createNode({ match });
      if (!known) components.items.push(entry);
      if (isMap(entry)) entry.setIn(['answers', stem], value);
    } else if (metric !== undefined) document.setIn(['scale', metric], value);
    else if (region !== undefined)
      document.setIn(['regions', region], document.createNode(value, { flow: true }));
    else document.setIn(['answers', stem], value);
  }
  const written = document.toString({
    lineWidth: 0,
    // As most of the file has it: `{exposed: no}` or `{ exposed: no }`.
    flowCollectionPadding: !/\{\S/.test(text),
  });
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}
