import type { Term } from '../model/knowledge.ts';
import type { Duty, Finding } from '../model/report.ts';
import { compareText } from '../syntax/compare.ts';
import { sectionIn } from './clause.ts';
import { displayName } from './display-name.ts';
import { fillIn } from './fill-in.ts';
import type { Judged } from './findings.ts';

/**
 * What we must do in order to be allowed, for every component that is not forbidden outright. A duty
 * whose condition is unknown is listed too: a duty too many costs a minute, one too few a license.
 */
export function dutiesOf(
  judged: readonly Judged[],
  findingsOf: (purl: string) => readonly Finding[],
): Duty[] {
  const found: Duty[] = [];
  for (const { component, judgement } of judged) {
    if (judgement.owed.length === 0 || findingsOf(component.purl).some(isForbidden)) continue;
    for (const { rule, license, term } of judgement.owed) {
      found.push({
        purl: component.purl,
        license: license.id,
        duty: rule.id,
        text: fill(rule.text, displayName(license), term),
        because: `${displayName(license)}, ${sectionIn(term.clause.section, license.id)}: ${term.clause.summary}`,
      });
    }
  }
  return found.sort(
    (a, b) =>
      compareText(a.duty, b.duty) ||
      compareText(a.license, b.license) ||
      compareText(a.purl, b.purl) ||
      compareText(a.text, b.text),
  );
}

function isForbidden({ verdict, disposition }: Finding): boolean {
  return verdict === 'violation' && disposition === 'open';
}

/** Ids of our own say little to a person; their names do. */
function fill(text: string, license: string, term: Term): string {
  return fillIn(text, {
    license,
    of: term.text ? ` (${term.text})` : '',
    text: term.text ?? 'its name',
  });
}
