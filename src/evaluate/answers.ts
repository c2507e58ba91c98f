import type { Component } from '../model/component.ts';
import type { ComponentUsage, UsageProfile } from '../model/usage.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import type { Answered } from './subject.ts';

/** Questions that what never reaches a customer answers with no. */
const REACHES_CUSTOMERS = new Set(['production', 'hosted', 'distributed', 'exposed']);

/**
 * The answers that hold for one component: what the configuration says of it, else what the place
 * it was found in shows, else the profile, else unknown.
 */
export function answersFor(
  component: Component,
  usage: UsageProfile,
  overrides: readonly ComponentUsage[],
): (question: string) => Answered {
  const purl = withoutVersion(component.purl);
  const own = overrides.filter(
    ({ match }) => matchesPattern(match, purl) || matchesPattern(match, component.purl),
  );
  return (question) => {
    const said = own.findLast(({ answers }) => Object.hasOwn(answers, question));
    const answer = said?.answers[question];
    if (answer) return { answer, because: 'said for this component in the configuration' };
    return (
      shown(component, question) ?? {
        answer:
          (Object.hasOwn(usage.answers, question) ? usage.answers[question] : undefined) ??
          'unknown',
        because: `profile ${usage.name}`,
      }
    );
  };
}

function shown({ role, scope, modified }: Component, question: string): Answered | undefined {
  if (question === 'modified' && modified) {
    const because = modified === 'no' ? 'used as published' : 'a changed copy';
    return { answer: modified, because };
  }
  if (!REACHES_CUSTOMERS.has(question)) return undefined;
  if (role === 'build-tool') return { answer: 'no', because: 'a build tool' };
  if (scope === 'development') return { answer: 'no', because: 'development only' };
  return undefined;
}
