import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** What says which license a text is: code, without tests, and the index of texts. */
const FOLDERS = ['src/identify', 'src/spdx'];
const INDEX = 'rules/index/licenses.bin';

/**
 * A digest of all that decides how a text is read, in the folder of the project: what is settled holds
 * as long as it is the same. Comments and layout do not count.
 * @returns 16 hexadecimal digits
 */
export function readingCode(): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder).sort()) {
      const code = readFileSync(`${folder}/${name}`, 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(?:\/\/|\/\*|\*(?![/\w]))/.test(line))
        .join(' ');
      hash.update(`${name} ${code.replace(/\s+/g, ' ')}\n`);
    }
  }
  return hash.update(readFileSync(INDEX)).digest('hex').slice(0, 16);
}
