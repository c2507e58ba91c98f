/**
 * `npm run bench:judge`: how long the judgement of a large inventory takes, beside a copy of the same
 * inventory through JSON, measured in the same run.
 */
import { judge } from '../../src/audit.ts';
import { component } from '../../src/extract/component.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import type { Inventory } from '../../src/model/component.ts';
import { npmPurl } from '../../src/purl/purl.ts';

const COMPONENTS = 10_000;
const LICENSES = 500;
const RUNS = 15;

const knowledge = loadKnowledge();

function inventory(): Inventory {
  const ids = Object.keys(knowledge.licenses);
  const step = Math.max(1, Math.floor(ids.length / LICENSES));
  const licenses = ids.filter((_, at) => at % step === 0).slice(0, LICENSES);
  const components = Array.from({ length: COMPONENTS }, (_, at) => {
    const name = `package-${at}`;
    const where = { path: 'package-lock.json', line: at + 1 };
    const raw = licenses[at % licenses.length] ?? 'MIT';
    return component({
      purl: npmPurl(name, '1.0.0'),
      kind: 'package',
      name,
      version: { text: '1.0.0', precision: 'exact' },
      scope: 'runtime',
      relation: 'transitive',
      seenAt: [where],
      evidence: [{ kind: 'declared', in: 'license-field', raw, where }],
    });
  });
  return {
    components,
    signals: [],
    diagnostics: [],
    coverage: { claimed: 1, parsed: 1, failed: 0, byExtractor: {} },
  };
}

function timed(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function main(): void {
  const subject = inventory();
  const { answers, scale } = knowledge.profiles['saas'] ?? { answers: {}, scale: {} };
  const config = {
    asOf: '2026-11-22',
    toolVersion: '0.0.0',
    usage: { name: 'saas', answers, scale, regions: {} },
    answered: [],
    components: [],
    assertions: [],
    waivers: [],
    includeDevelopment: true,
  };
  const judged: number[] = [];
  const copied: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    judged.push(timed(() => judge(subject, knowledge, config)));
    copied.push(timed(() => JSON.parse(JSON.stringify(subject)) as unknown));
  }
  const [first = 0] = judged;
  const [one, other] = [median(judged), median(copied)];
  process.stdout.write(
    `${COMPONENTS.toLocaleString('en')} components, ${LICENSES} licenses: judged in ${first.toFixed(0)} ms at first, ` +
      `${one.toFixed(0)} ms then; a copy through JSON takes ${other.toFixed(0)} ms (×${(one / other).toFixed(1)})\n`,
  );
}

main();
