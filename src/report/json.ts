import type { Reporter } from '../model/reporter.ts';
import { escapeJson } from './escape.ts';

/** A value as JSON for people and machines: two spaces, a final newline, no invisible characters. */
export function printJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}

/**
 * The report itself, key for key. `report.schema.json` describes it; both are the public interface
 * of fineprint and change together with `schemaVersion`.
 */
export const json: Reporter = {
  id: 'json',
  mediaType: 'application/json',
  render(report) {
    return printJson(report);
  },
};
