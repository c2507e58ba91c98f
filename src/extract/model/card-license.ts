import type { LicenseText } from '../../model/component.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Tree } from '../../model/tree.ts';
import { get, itemsOf, textOf, type YamlNode } from '../../syntax/yaml.ts';
import { isLicenseFile } from '../license-file.ts';

/** What a card declares, and the file that `license_link` names, if it is one. */
export interface CardLicense {
  readonly evidence: readonly Evidence[];
  readonly linked: string | undefined;
}

/**
 * The licenses a card declares, in the hub's own words. `license: other` defers to `license_name`;
 * a list gives one statement for each entry.
 */
export function licenseEvidence(
  root: YamlNode,
  path: string,
  diagnostics: Diagnostic[],
): CardLicense {
  const entry = root.kind === 'map' ? root.entries.get('license') : undefined;
  const name = root.kind === 'map' ? root.entries.get('license_name') : undefined;
  const givenName = textOf(name?.value);
  const evidence: Evidence[] = [];
  const declare = (raw: string, line: number) =>
    evidence.push({
      kind: 'declared',
      in: 'model-card',
      raw,
      dialect: 'huggingface',
      where: { path, line },
    });
  for (const item of itemsOf(entry?.value)) {
    const raw = textOf(item);
    const isList = entry?.value.kind === 'list';
    const line = isList ? item.line : (entry?.keyLine ?? item.line);
    if (raw !== undefined) declare(raw === 'other' && givenName ? givenName : raw, line);
    else if (item.kind !== 'scalar') {
      const advice = 'The license of this card is not a text and was left out; write its id.';
      diagnostics.push(diagnostic('malformed-entry', 'warning', { path, line }, advice));
    }
  }
  if (evidence.length === 0 && givenName && name) declare(givenName, name.keyLine);
  // A name beside an id that is not `other` is a second statement: `mit`, and `cc-by-nc-4.0`.
  else if (
    givenName &&
    name &&
    !evidence.some((one) => one.kind === 'declared' && one.raw === givenName)
  )
    declare(givenName, name.keyLine);
  const link = textOf(get(root, 'license_link'));
  return { evidence, linked: link && !/^\w+:\/\//.test(link) ? link : undefined };
}

/** The license files of a card's folder, and the one that the card links to, if it is in the tree. */
export function licenseTextsBeside(
  tree: Tree,
  folder: string,
  linked: string | undefined,
): LicenseText[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const beside = (tree.directory(folder)?.files ?? []).filter(isLicenseFile);
  const target = linked === undefined ? undefined : joined(folder, linked);
  const paths = new Set(beside.map((name) => prefix + name));
  if (target !== undefined && tree.has(target)) paths.add(target);
  return [...paths].map((path) => ({ kind: 'file', path }));
}

// A relative link from a folder, without leaving the tree.
function joined(folder: string, link: string): string | undefined {
  if (link.startsWith('/')) return undefined;
  const segments = folder === '' ? [] : folder.split('/');
  for (const segment of link.replace(/[?#].*$/s, '').split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
