import type { Component } from '../model/component.ts';
import type { Config } from '../model/config.ts';
import type { ComponentUsage } from '../model/usage.ts';
import { matchesPattern } from '../purl/pattern.ts';
import { withoutVersion } from '../purl/purl.ts';
import type { Answered } from './subject.ts';

/** Questions that what never reaches a customer answers with no. */
const REACHES_CUSTOMERS = new Set([
  'production',
  'hosted',
  'distributed',
  'exposed',
  'integrated',
  'competing',
  'client-side',
]);

/** The configured answers that apply to a component, in the order of the configuration. */
export function overridesFor(
  { purl }: Component,
  overrides: readonly ComponentUsage[],
): readonly ComponentUsage[] {
  if (overrides.length === 0) return overrides;
  const bare = withoutVersion(purl);
  return overrides.filter(
    ({ match }) => matchesPattern(match, bare) || matchesPattern(match, purl),
  );
}

/**
 * The answers that hold for one component: what the configuration says of it, else what the place
 * it was found in shows, else the profile, else unknown.
 * @param overrides those that apply to it, the last of which counts
 */
export function answersFor(
  component: Component,
  { usage, answered }: Pick<Config, 'usage' | 'answered'>,
  overrides: readonly ComponentUsage[],
): (question: string) => Answered {
  return (question) => {
    const said = overrides.findLast(({ answers }) => Object.hasOwn(answers, question));
    const answer = said?.answers[question];
    if (answer) return { answer, because: 'said for this component in the configuration' };
    return (
      shown(component, question) ?? {
        answer:
          (Object.hasOwn(usage.answers, question) ? usage.answers[question] : undefined) ??
          'unknown',
        because: answered.includes(question)
          ? 'said in the configuration'
          : `profile ${usage.name}`,
      }
    );
  };
}

function shown(
  { role, scope, modified, native }: Component,
  question: string,
): Answered | undefined {
  if (question === 'modified' && modified) {
    const because = modified === 'no' ? 'used as published' : 'a changed copy';
    return { answer: modified, because };
  }
  if (question === 'client-side' && native)
    return { answer: 'no', because: 'built for a processor, not for browsers' };
  if (!REACHES_CUSTOMERS.has(question)) return undefined;
  if (role === 'build-tool') return { answer: 'no', because: 'a build tool' };
  if (scope === 'development') return { answer: 'no', because: 'development only' };
  return undefined;
}
