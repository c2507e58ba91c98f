import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function newest(folder: string): number {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (time, entry) => Math.max(time, statSync(`${entry.parentPath}/${entry.name}`).mtimeMs),
      0,
    );
}

/** Builds `dist/` once where it is older than what it is made of: the tests of the command line run it. */
export function setup(): void {
  const built = `${ROOT}dist/knowledge.json`;
  const fresh =
    existsSync(built) && statSync(built).mtimeMs >= Math.max(newest('src'), newest('rules'));
  if (!fresh) execFileSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, stdio: 'inherit' });
}
