import { component } from '../src/extract/component.ts';
import type { Component, Inventory } from '../src/model/component.ts';
import type { Config } from '../src/model/config.ts';
import type { Determination } from '../src/model/determination.ts';
import type { CuratedLicense } from '../src/model/evidence.ts';
import type { Answer, UsageProfile } from '../src/model/usage.ts';
import { npmPurl } from '../src/purl/purl.ts';

/** A package with everything else at its default. */
export function made(name: string, more: Partial<Component> = {}): Component {
  const version = more.version?.text;
  return component({
    purl: npmPurl(name, version),
    kind: 'package',
    name,
    seenAt: [{ path: 'package.json', line: 1 }],
    ...more,
  });
}

type Concluded = Extract<Determination, { status: 'concluded' }>;

/** A license somebody read, without doubts. */
export function concluded(expression: string, more: Partial<Concluded> = {}): Concluded {
  return {
    status: 'concluded',
    expression,
    possible: [{ expression, versions: '*' }],
    others: [],
    confidence: 'high',
    grade: 'text',
    facts: [],
    basis: [],
    ...more,
  };
}

/** A conclusion that spans several licenses, as a tag that moves does. */
export function spanning(...possible: readonly CuratedLicense[]): Concluded {
  return concluded(possible[0]?.expression ?? '', { possible });
}

/** A usage profile from answers alone. */
export function usage(
  answers: Readonly<Record<string, Answer>> = {},
  more: Partial<UsageProfile> = {},
): UsageProfile {
  return { name: 'test', answers, scale: {}, regions: {}, ...more };
}

export function config(more: Partial<Config> = {}): Config {
  return {
    asOf: '2026-11-22',
    toolVersion: '0.0.0',
    usage: usage(),
    answered: [],
    components: [],
    assertions: [],
    waivers: [],
    includeDevelopment: true,
    ...more,
  };
}

const NO_COVERAGE: Inventory['coverage'] = {
  claimed: 0,
  parsed: 0,
  failed: 0,
  byExtractor: {},
};

export function inventory(...components: readonly Component[]): Inventory {
  return { components, signals: [], diagnostics: [], coverage: NO_COVERAGE };
}
