import { expect, test } from 'vitest';
import { limitBeside } from '../../src/identify/limits.ts';
import { textOf } from './texts.ts';

test.each([
  ['## License\n\nThis software is not for commercial use.', 'no commercial use'],
  ['## License\nFor non-commercial research only.', 'for some uses only'],
  ['## License\n\nMIT for hobby projects. Commercial use requires a paid license.', 'a license'],
  ['This software is for evaluation only.', 'for some uses only'],
  ['Use of this software in production requires a license.', 'a license to be bought'],
  ['Not for personal or commercial use.', 'no commercial use'],
  ['Use of this software in production requires a commercial license.', 'a license to be bought'],
  ['Licensed under MIT with the Commons Clause.', 'a Commons Clause'],
  ['## 许可\n仅供学习研究使用，禁止商用。', 'no commercial use'],
  ['## Lizenz\nNur für nicht-kommerzielle Zwecke.', 'no commercial use'],
])('limits: %j', (text, reason) => {
  expect(limitBeside(text)).toContain(reason);
});

test.each([
  ['## License\n\n[MIT](LICENSE) © Jane Doe'],
  ['## License\nApache-2.0, free for personal and commercial use.'],
  [
    'Parcel\nCopyright 2020 The Parcel Authors\n\nThis product includes software developed at Acme.',
  ],
  ['## License\nMIT. Commercial support is available from Acme.'],
  ['## License\nFree to use in commercial products. Please star this repository!'],
  ['## License\nThis project was started for research and teaching at a university. MIT.'],
  ['## License\nFree for commercial and non-commercial use, without a fee.'],
  ['## License\nMIT. In production builds the license banner is left out.'],
  [textOf('MIT')],
  [textOf('BSD-3-Clause')],
  [textOf('Apache-2.0')],
  [''],
  ['('.repeat(1_000_000)],
])('does not limit: %j', (text) => {
  expect(limitBeside(text)).toBeUndefined();
});
