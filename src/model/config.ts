import type { ComponentUsage, UsageProfile } from './usage.ts';

/** A license our user states for a component, because they know better than what was found. */
export interface Assertion {
  /** purl pattern, as in `ComponentUsage.match`. */
  readonly match: string;
  /** SPDX expression, already checked. */
  readonly expression: string;
  readonly reason: string;
  readonly by: string;
  /** Where in the configuration it stands. */
  readonly path: string;
  readonly line: number;
}

/** A dated, reasoned, owned acceptance of findings. */
export interface Waiver {
  /** The fingerprint of one finding, or a rule and a purl pattern. */
  readonly fingerprint?: string;
  readonly rule?: string;
  readonly component?: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly path: string;
  readonly line: number;
}

/** Everything judgement needs beside the inventory and our knowledge. Valid by construction. */
export interface Config {
  /** Today, or the day to judge as of: `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly toolVersion: string;
  readonly usage: UsageProfile;
  /** Ids of the questions our user answered for everything; the other answers are the profile's. */
  readonly answered: readonly string[];
  readonly components: readonly ComponentUsage[];
  readonly assertions: readonly Assertion[];
  readonly waivers: readonly Waiver[];
  /** False leaves out what is needed in development only (`--no-dev`). */
  readonly includeDevelopment: boolean;
}
