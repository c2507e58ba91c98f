import { diagnostic } from '../../model/diagnostic.ts';
import type { Extraction, Extractor } from '../../model/extractor.ts';
import { asArray, asString } from '../../syntax/json.ts';
import { parseToml } from '../../syntax/toml.ts';
import { component } from '../component.ts';
import { scopeOf } from '../model/reference.ts';
import { requirementDependency } from './dependency.ts';
import { malformedFile } from './malformed-file.ts';
import { parseRequirement } from './requirement.ts';

/**
 * Reads the requirements that a script carries in its comments (PEP 723), which `uv run` and `pipx run`
 * install for it.
 */
export const pythonScript: Extractor = {
  id: 'python/script',
  files: ['*.py'],
  zone: 'project',
  knows: {
    title: 'Scripts with their requirements in comments (PEP 723)',
    ecosystem: 'Python',
    version: 'range',
    relation: true,
    scope: false,
    license: false,
  },
  extract({ path, text }) {
    const block = metadataOf(text);
    if (block === undefined) return NOTHING;
    const parsed = parseToml(block.toml);
    if (!parsed.ok) {
      const line = (parsed.line ?? 1) + block.line;
      return { components: [], diagnostics: [malformedFile(path, { ...parsed, line })] };
    }
    const lines = block.toml.split('\n');
    const parts = asArray(parsed.value['dependencies']).map((item): Extraction => {
      const written = asString(item);
      const requirement = written === undefined ? undefined : parseRequirement(written);
      const at = lines.findIndex((one) => one.includes(written?.split('"')[0] || 'dependencies'));
      const where = { path, line: block.line + at + 1 };
      if (!requirement) {
        const message = `left out: write ${JSON.stringify(item)?.slice(0, 80)} as PEP 508 asks`;
        return {
          components: [],
          diagnostics: [diagnostic('malformed-entry', 'error', where, message)],
        };
      }
      const dependency = requirementDependency(requirement);
      if (!dependency) return NOTHING;
      const scope = scopeOf(path) === 'development' ? 'development' : 'unknown';
      const standing = { kind: 'package', scope, relation: 'direct', seenAt: [where] } as const;
      return { components: [component({ ...dependency, ...standing })], diagnostics: [] };
    });
    return {
      components: parts.flatMap(({ components }) => components),
      diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
    };
  },
};

const NOTHING: Extraction = { components: [], diagnostics: [] };
const START = '# /// script';

/** The TOML of the block, and the line of the file that stands before it. */
function metadataOf(text: string): { toml: string; line: number } | undefined {
  if (!text.includes(START)) return undefined;
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trimEnd() === START);
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const behind = rest.findIndex((line) => line !== '#' && !line.startsWith('# '));
  // The last line of this form ends it: TOML may hold another in a text of several lines.
  const end = rest.slice(0, behind < 0 ? rest.length : behind).lastIndexOf('# ///');
  if (end < 0) return undefined;
  return {
    toml: rest
      .slice(0, end)
      .map((line) => line.slice(2))
      .join('\n'),
    line: start + 1,
  };
}
