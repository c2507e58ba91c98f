import { judge } from '../../audit.ts';
import { matrixOf } from '../../evaluate/matrix.ts';
import type { Config } from '../../model/config.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import type { Column, MatrixReport } from '../../model/matrix.ts';
import type { UsageProfile } from '../../model/usage.ts';
import { UsageError } from '../../model/usage-error.ts';
import { printJson } from '../../report/json.ts';
import { prettyMatrix } from '../../report/matrix.ts';
import { didYouMean } from '../../syntax/nearest.ts';
import { screen } from '../screen.ts';
import { type DirectoryOptions, surveyed } from './scan.ts';

/** Options of `matrix`. */
export interface MatrixOptions extends DirectoryOptions {
  readonly format: string;
  readonly verbose?: boolean;
}

const FORMATS = ['pretty', 'json'];

/** The column of the profile as configured, answers of `fineprint.yaml` included. */
const NOW = 'now';

/**
 * `fineprint matrix`: every component of a directory under the profile as configured and under each
 * preset, to see what breaks when hosting or distributing begins. A preset outweighs the answers of
 * `fineprint.yaml` where it has its own; answers for one component hold throughout.
 * @returns 0: it tells, and gates nothing
 * @throws UsageError for an unknown format
 */
export async function matrix(
  path: string,
  options: MatrixOptions,
  version: string,
): Promise<number> {
  const { format, verbose = false } = options;
  if (!FORMATS.includes(format)) {
    throw new UsageError(
      `unknown format "${format}"${didYouMean(format, FORMATS)} (one of ${FORMATS.join(', ')})`,
    );
  }
  const { inventory, knowledge, config } = await surveyed(path, options, version);
  const columns = usages(config, knowledge).map(({ name, title, usage }): Column => {
    const report = judge(inventory, knowledge, { ...config, usage });
    return { name, title, report };
  });
  const rows = matrixOf(columns);
  const [now] = columns;
  if (format === 'json' && now) {
    const report: MatrixReport = { ...now.report, matrix: rows };
    process.stdout.write(printJson(report));
  } else process.stdout.write(prettyMatrix(columns, rows, { ...screen(), verbose }));
  return 0;
}

interface NamedUsage {
  readonly name: string;
  readonly title: string;
  readonly usage: UsageProfile;
}

function usages(config: Config, { profiles }: Knowledge): readonly NamedUsage[] {
  const { usage, answered } = config;
  const own = Object.fromEntries(
    Object.entries(usage.answers).filter(([id]) => answered.includes(id)),
  );
  const title = answered.length > 0 ? `${usage.name} with your answers` : usage.name;
  return [
    { name: NOW, title, usage },
    ...Object.entries(profiles).map(([name, preset]) => ({
      name,
      title: preset.title,
      usage: {
        name,
        answers: { ...own, ...preset.answers },
        scale: { ...usage.scale, ...preset.scale },
        regions: usage.regions,
      },
    })),
  ];
}
