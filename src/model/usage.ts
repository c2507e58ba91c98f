/**
 * A truth value that may be missing. Ordered no < unknown < yes: `all` is the minimum, `any` the
 * maximum, so an unknown never disappears into a no.
 */
export type Answer = 'yes' | 'no' | 'unknown';

/** A place in the world, ISO 3166-1 alpha-2 (`DE`, `KR`) or `EU` / `EEA` for the union. */
export type Region = string;

/**
 * A number of ours, or that number at dates of ours. A plain number is taken to hold at every date
 * a license asks about; a record maps `YYYY-MM` to the value then, with `now` for today.
 */
export type ScaleValue = number | Readonly<Record<string, number>>;

/**
 * How we use components: each usage question of `rules/vocabulary.yaml` answered, our numbers
 * (metric id → value; money in USD), and where we are.
 */
export interface UsageProfile {
  readonly name: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly scale: Readonly<Record<string, ScaleValue>>;
  readonly regions: {
    /** Where the company and its affiliates are established; absent: not said. */
    readonly established?: readonly Region[];
    /** Where customers are served; absent: not said. */
    readonly served?: readonly Region[];
  };
}

/** Answers that hold for the components a pattern matches, from `fineprint.yaml`. */
export interface ComponentUsage {
  /** purl pattern without version, `*` matches anything: `pkg:docker/redis`, `pkg:npm/@acme/*`. */
  readonly match: string;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Where in the configuration it stands. */
  readonly path: string;
  readonly line: number;
}
