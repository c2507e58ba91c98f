import { expect, test } from 'vitest';
import { isCopyrightLine, linesOf, noticeGoesOn } from '../../src/identify/lines.ts';

function isNotice(line: string): boolean {
  return isCopyrightLine(line, line.search(/[\p{L}\p{N}]/u));
}

test.each([
  'Copyright (c) 2011-2024 Jane Roe and others',
  'Copyright © 2015 B <b@acme.example>',
  '© Acme Contributors',
  '© Jane Roe',
  '(c) 2012 Acme, Inc. All rights reserved.',
  ' * Portions Copyright 1998 by The Example Group',
  'COPYRIGHT 2002 EXAMPLE RESEARCH FOUNDATION',
  'Copyright Jane Roe',
  'Copyright [yyyy] [name of copyright owner]',
  'All rights reserved.',
  'rights reserved.',
  'SPDX-FileCopyrightText: 2024 Jane Roe',
])('a notice: %s', (line) => {
  expect(isNotice(line)).toBe(true);
});

test.each([
  'copyright notice and this permission notice appear in all copies',
  'COPYRIGHT HOLDERS AND CONTRIBUTORS',
  'Copyright License. Subject to the terms',
  '(c) You must retain, in the source form',
  'Copyright 2020 Acme. Military and hosting use excluded.',
  'Copyright (c) 2020 Acme, free for personal use only',
  'Copyright Each seat beyond ten costs 99 EUR per year. 2000, Acme',
  'Copyright (c) 2020 Acme. Licensed under the GPL.',
  `Copyright 2020 ${'a very long name '.repeat(20)}`,
])('more than a notice: %s', (line) => {
  expect(isNotice(line)).toBe(false);
});

test('lines count from one', () => {
  const lines = linesOf('a\nbc\n\nd');
  expect([0, 1, 2, 3, 4, 5, 6].map((at) => lines.at(at))).toEqual([1, 1, 2, 2, 2, 3, 4]);
});

test.each([
  ['Copyright (c) 1995 International Business', 'Machines Corporation and others All rights', true],
  ['Copyright 2014 University Corporation for Atmospheric', 'Research and contributors.', true],
  ['Copyright (c) 2020 Jane Roe,', 'John Roe', true],
  ['Copyright (c) 2020 Jane Roe', 'Commercial Use Forbidden All rights', false],
  ['Copyright (c) 2020 Jane Roe', 'MIT License', false],
])('a notice and the line behind it: %s / %s', (line, next, goesOn) => {
  expect(noticeGoesOn(line, next)).toBe(goesOn);
});
