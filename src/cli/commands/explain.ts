import { productCalled } from '../../extract/asked.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import { UsageError } from '../../model/usage-error.ts';
import { withoutVersion } from '../../purl/purl.ts';
import { curator } from '../../resolve/curate.ts';
import { licenseCalled } from '../../spdx/called.ts';
import { didYouMean } from '../../syntax/nearest.ts';
import {
  componentText,
  findingText,
  licenseText,
  modelText,
  productText,
  ruleText,
} from '../explanation.ts';
import { words, wordText } from '../explanation-words.ts';
import { knowledgeFor } from '../knowledge.ts';
import { alikeIds, underProfiles } from '../license-profiles.ts';
import { asOfDay, type DirectoryOptions, scanReport } from './scan.ts';

interface ExplainRequest {
  readonly subject: string;
  readonly path: string;
  readonly options: DirectoryOptions;
  readonly version: string;
}

/**
 * `fineprint explain`: a license or rule from our knowledge; a component or finding from a scan; else
 * a product or model that our knowledge has, whether it is used here or not.
 * @returns 0
 * @throws UsageError when nothing of that name is known
 */
export async function explain({
  subject,
  path,
  options,
  version,
}: ExplainRequest): Promise<number> {
  const knowledge = await knowledgeFor(path, options);
  const context = { asOf: asOfDay(options), toolVersion: version };
  const known = explainKnowledge(subject, knowledge, context);
  process.stdout.write(
    known ?? (await explainScanned({ subject, path, options, version }, knowledge)),
  );
  return 0;
}

function explainKnowledge(
  subject: string,
  knowledge: Knowledge,
  context: { readonly asOf: string; readonly toolVersion: string },
): string | undefined {
  const rule = knowledge.rules.find(({ id }) => id === subject);
  if (rule) return ruleText(rule);
  const word = wordText(subject, knowledge);
  if (word !== undefined) return word;
  const { licenses, aliases } = knowledge;
  const id = licenseCalled(subject, Object.keys(licenses), aliases);
  const license = id !== undefined && Object.hasOwn(licenses, id) ? licenses[id] : undefined;
  if (!license) return undefined;
  const profiles = underProfiles(license, knowledge, context);
  const alike = alikeIds(license.id, Object.keys(licenses));
  return licenseText(license, knowledge, { profiles, alike });
}

/** A product or model that the directory does not use, by name. */
function namedText(subject: string, knowledge: Knowledge): string | undefined {
  const { products, models } = knowledge;
  const wanted = subject.toLowerCase();
  const product =
    productCalled(subject, products) ??
    products.find(({ names }) =>
      Object.values(names).some((list) => list.some((name) => name.toLowerCase() === wanted)),
    );
  if (product) return productText(product);
  const [, name = '', version] = /^([^@]+)@([\w.+-]+)$/.exec(subject) ?? [];
  const versioned = productCalled(name, products);
  if (versioned) return productText(versioned, version);
  const family = models.find(({ id }) => id.toLowerCase() === wanted);
  const found = family ?? (subject.includes('/') ? curator(knowledge).model(subject) : undefined);
  return found ? modelText(found, knowledge) : undefined;
}

async function explainScanned(request: ExplainRequest, knowledge: Knowledge): Promise<string> {
  const { subject, path, options, version } = request;
  const { report } = await scanReport(path, options, version);
  const finding = report.findings.find(({ fingerprint }) => fingerprint === subject);
  if (finding) return findingText(finding, knowledge);
  const components = report.components.filter(
    ({ purl, name }) => purl === subject || withoutVersion(purl) === subject || name === subject,
  );
  if (components.length > 0)
    return components.map((component) => componentText(component, report)).join('\n');
  const named = namedText(subject, knowledge);
  if (named !== undefined) return named;
  if (/^[0-9a-f]{16}$/.test(subject)) {
    throw new UsageError(
      `no finding in ${path} has the fingerprint ${subject} under profile ${report.profile.name}: give the directory and the profile of its report, or it is settled`,
    );
  }
  const names = [
    ...report.components.map(({ name }) => name),
    ...knowledge.products.map(({ id }) => id),
    ...knowledge.rules.map(({ id }) => id),
    ...words(knowledge),
    ...Object.keys(knowledge.licenses),
  ];
  throw new UsageError(
    `no license, rule, duty, question, term, profile, product, component or finding is called "${subject}"${didYouMean(subject, names)}`,
  );
}
