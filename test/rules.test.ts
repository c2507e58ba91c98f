import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../src/cli/rule-tests.ts';
import { COMPILED, KNOWLEDGE } from './knowledge.ts';

for (const rule of KNOWLEDGE.rules) {
  describe(rule.id, () => {
    const cases = COMPILED.tests.filter((one) => one.rule === rule.id);
    test.each(cases)('$name', (one) => {
      expect(outcomeOf(one, KNOWLEDGE), `${one.path}:${one.line}`).toBe(one.expect);
    });
  });
}
