import type { Config } from '../model/config.ts';
import type { Determined } from '../model/determination.ts';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import type { Aliases } from '../model/knowledge.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import { licenseIds, parseExpression } from '../spdx/expression.ts';
import { normalizeLicense } from '../spdx/normalize.ts';
import { compareText } from '../syntax/compare.ts';

/**
 * Assertions with a `*` that overrule components whose own fields name other licenses. An assertion
 * outweighs all else, which is right for the package somebody looked at, and may be an oversight for
 * one that merely fits the pattern.
 */
export function overruling(
  determined: readonly Determined[],
  { assertions }: Pick<Config, 'assertions'>,
  aliases: Aliases,
): Diagnostic[] {
  const wide = assertions.filter(({ match }) => match.includes('*'));
  if (wide.length === 0) return [];
  const overruled = new Map(wide.map((assertion) => [assertion, [] as string[]]));
  for (const { component } of determined) {
    if (component.kind === 'project') continue;
    const purl = withoutVersion(component.purl);
    const assertion = assertions.findLast(({ match }) => matchesPattern(match, purl));
    const names = assertion && overruled.get(assertion);
    if (!names) continue;
    const asserted = idsOf(assertion.expression);
    for (const evidence of component.evidence) {
      if (evidence.kind !== 'declared') continue;
      const said = normalizeLicense(evidence.raw, aliases, evidence.dialect);
      if (said.status !== 'expression') continue;
      if (idsOf(said.expression).some((id) => asserted.includes(id))) continue;
      names.push(`${component.name} (${said.expression})`);
      break;
    }
  }
  return [...overruled].flatMap(([{ expression, path, line }, names]) => {
    const [first] = names.toSorted(compareText);
    if (first === undefined) return [];
    const many = names.length > 1 ? ` and ${names.length - 1} more` : '';
    const message = `${expression} is asserted against the own word of ${first}${many}; name the packages that it is meant for`;
    return diagnostic('assertion-overrules', 'warning', { path, line }, message);
  });
}

function idsOf(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  return parsed ? licenseIds(parsed) : [];
}
