/**
 * The yardstick: walks an installed npm tree, reads and parses every package.json of a package root
 * and reads its license files, and nothing else. What fineprint takes beyond this is its own work.
 * `--everything` walks all directories of all packages instead of their roots.
 */
import { readdirSync, readFileSync } from 'node:fs';

const [root, mode] = process.argv.slice(2);
const everything = mode === '--everything';
let packages = 0;
let bytes = 0;
const pending = [root];
while (pending.length > 0) {
  const directory = pending.pop();
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) {
      if (
        everything ||
        entry.name === 'node_modules' ||
        entry.name.startsWith('@') ||
        directory.endsWith('/node_modules') ||
        /\/@[^/]+$/.test(directory)
      ) {
        pending.push(path);
      }
    } else if (
      entry.name === 'package.json' &&
      /\/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(directory)
    ) {
      const text = readFileSync(path, 'utf8');
      JSON.parse(text);
      packages++;
      bytes += text.length;
    } else if (
      /^(?:licen[cs]e|copying|unlicense)/i.test(entry.name) &&
      /\/node_modules\/(?:@[^/]+\/)?[^/]+$/.test(directory)
    ) {
      bytes += readFileSync(path, 'utf8').length;
    }
  }
}
console.log(JSON.stringify({ packages, bytes }));
