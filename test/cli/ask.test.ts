import { describe, expect, test } from 'vitest';
import { judge } from '../../src/audit.ts';
import { askPerson } from '../../src/cli/ask.ts';
import { component } from '../../src/extract/component.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { config, inventory, usage } from '../make.ts';

function image(name: string, tag: string) {
  return component({
    kind: 'image',
    purl: `pkg:docker/${name}@${tag}`,
    name,
    version: { text: tag, precision: 'exact' },
    scope: 'runtime',
    relation: 'direct',
    seenAt: [{ path: 'compose.yaml', line: 1 }],
  });
}

const LLAMA = component({
  kind: 'model',
  purl: 'pkg:huggingface/meta-llama/Llama-3.1-8B',
  name: 'meta-llama/Llama-3.1-8B',
  scope: 'runtime',
  relation: 'direct',
  seenAt: [{ path: 'app.py', line: 3 }],
});

const REPORT = judge(
  inventory(image('redis', '7.4.0'), image('mongo', '8.0.0'), LLAMA),
  KNOWLEDGE,
  config({
    usage: usage({ commercial: 'yes', production: 'yes', hosted: 'yes', distributed: 'no' }),
  }),
);

/** A person who answers by what the prompt says, and what they were told. */
function person(answer: (prompt: string, told: string) => string | undefined) {
  let told = '';
  return {
    ask: (prompt: string) => Promise.resolve(answer(prompt, told)),
    tell: (text: string) => {
      told += text;
    },
    told: () => told,
  };
}

test('there are questions to ask', () => {
  expect(REPORT.questions.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['exposed@pkg:docker/redis', 'exposed@pkg:docker/mongo', 'scale.mau']),
  );
});

describe('a person', () => {
  test('who does not want to is asked nothing', async () => {
    const prompts: string[] = [];
    const answers = await askPerson(
      REPORT,
      person((prompt) => {
        prompts.push(prompt);
        return '';
      }),
    );
    expect(answers).toEqual([]);
    expect(prompts).toHaveLength(1);
  });

  test('answers for each component, with numbers as people write them', async () => {
    const answers = await askPerson(
      REPORT,
      person((prompt) => {
        if (prompt.startsWith('Answer')) return 'yes';
        if (prompt.includes('redis')) return 'N';
        if (prompt.includes('mongo')) return 'y';
        return prompt.includes('a number') ? '1.5 million' : '';
      }),
    );
    expect(answers).toEqual(
      expect.arrayContaining([
        { id: 'exposed@pkg:docker/redis', value: 'no' },
        { id: 'exposed@pkg:docker/mongo', value: 'yes' },
        { id: 'scale.mau', value: 1_500_000 },
      ]),
    );
  });

  test('who passes over every question has answered none', async () => {
    const answers = await askPerson(
      REPORT,
      person((prompt) => (prompt.startsWith('Answer') ? 'y' : '')),
    );
    expect(answers).toEqual([]);
  });

  test.each(['q', undefined])('who ends with %j keeps what was answered', async (end) => {
    let asked = 0;
    const answers = await askPerson(
      REPORT,
      person((prompt) => {
        if (prompt.startsWith('Answer')) return 'y';
        asked++;
        return asked === 1 ? (prompt.includes('a number') ? '20k' : 'n') : end;
      }),
    );
    expect(answers).toHaveLength(1);
    expect(asked).toBe(2);
  });

  test.each(['perhaps', '-5', '1,00', '12 parsecs', '9'.repeat(30)])(
    'who types %j is told what would do, and asked no more than thrice',
    async (line) => {
      let asked = 0;
      const talk = person((prompt) => {
        if (prompt.startsWith('Answer')) return 'y';
        if (!prompt.includes('a number')) return '';
        asked++;
        return line;
      });
      expect(await askPerson(REPORT, talk)).toEqual([]);
      expect(talk.told()).toContain('type a number such as');
      expect(asked).toBe(3);
    },
  );
});

test.each([40, 80])('what is asked and told fits %i columns', async (width) => {
  const lines: string[] = [];
  const talk = {
    width,
    ask: (prompt: string) => {
      lines.push(...prompt.split('\n'));
      return Promise.resolve(prompt.startsWith('Answer') ? 'y' : 'perhaps');
    },
    tell: (text: string) => {
      lines.push(...text.split('\n'));
    },
  };
  await askPerson(REPORT, talk);
  expect(lines.join(' ').replace(/\s+/g, ' ')).toContain('so that what they use is, in substance');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(width + 1);
});
