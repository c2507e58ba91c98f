// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are what is tested
import { expect, test } from 'vitest';
import { parseDockerfile, splitWords } from '../../src/syntax/dockerfile.ts';

/** What a text is made of, one row per instruction. */
function rows(text: string) {
  return parseDockerfile(text).instructions.map(({ keyword, args, line }) => [keyword, args, line]);
}

test('instructions, flags and lines', () => {
  const { instructions, problems } = parseDockerfile(
    'FROM --platform=$BUILDPLATFORM redis:7 AS cache\n\n# a comment\ncopy --from="tool" --link /a /b\n',
  );
  expect(problems).toEqual([]);
  expect(instructions).toMatchObject([
    {
      keyword: 'FROM',
      flags: [{ name: 'platform', value: '$BUILDPLATFORM' }],
      args: 'redis:7 AS cache',
      line: 1,
    },
    {
      keyword: 'COPY',
      flags: [
        { name: 'from', value: 'tool' },
        { name: 'link', value: '' },
      ],
      args: '/a /b',
      line: 4,
    },
  ]);
});

test('directives stand at the head, before any other comment', () => {
  const head = parseDockerfile(
    '# syntax=docker/dockerfile:1\n#escape=`\n\n# check=skip=all\nFROM a\n',
  );
  expect([...head.directives]).toEqual([
    ['syntax', { line: 1, text: 'docker/dockerfile:1' }],
    ['escape', { line: 2, text: '`' }],
  ]);
  expect(parseDockerfile('# hello\n# syntax=docker/dockerfile:1\nFROM a\n').directives.size).toBe(
    0,
  );
});

test('continuations skip comments and empty lines, and keep lines apart', () => {
  const text = 'RUN a \\\n  # why\n\n  && b \\  \n && c\nFROM x\n';
  expect(rows(text)).toEqual([
    ['RUN', 'a   && b  && c', 1],
    ['FROM', 'x', 6],
  ]);
  expect(parseDockerfile(text).instructions[0]?.lines).toEqual([
    { line: 1, text: 'RUN a ' },
    { line: 4, text: '  && b ' },
    { line: 5, text: ' && c' },
  ]);
});

test('a backtick continues where it is the escape, and a backslash does not', () => {
  expect(rows('# escape=`\nFROM a\nRUN dir c:\\\nCOPY x `\n y\n')).toEqual([
    ['FROM', 'a', 2],
    ['RUN', 'dir c:\\', 3],
    ['COPY', 'x  y', 4],
  ]);
});

test('here-documents are not instructions', () => {
  const text =
    'RUN <<EOF\nFROM inside\nEOF\nCOPY <<"A" <<-B /x\nFROM a\nA\n\tFROM b\n\tB\nRUN cat <<EOF > /f\nx\nEOF\nFROM outside\n';
  expect(rows(text)).toEqual([
    ['RUN', '<<EOF', 1],
    ['COPY', '<<"A" <<-B /x', 4],
    ['RUN', 'cat <<EOF > /f', 9],
    ['FROM', 'outside', 12],
  ]);
  expect(parseDockerfile(text).instructions[1]?.heredocs).toEqual([
    [{ line: 5, text: 'FROM a' }],
    [{ line: 7, text: '\tFROM b' }],
  ]);
});

test('a here-string and a shift are no here-documents', () => {
  expect(rows('RUN cat <<<EOF\nRUN echo $((1<<4))\nFROM a\n')).toHaveLength(3);
});

test('ONBUILD is the instruction it delays', () => {
  expect(rows('ONBUILD COPY --from=redis:7 /a /b\n')).toEqual([['COPY', '/a /b', 1]]);
});

test('what is no instruction is a problem with its line', () => {
  expect(parseDockerfile('FROM a\nINSTALL redis\nRUN <<EOF\nx\n').problems).toEqual([
    { line: 2, message: '`INSTALL redis` is no instruction' },
    { line: 3, message: 'the here-document <<EOF never ends' },
  ]);
  expect(parseDockerfile('ONBUILD\n').problems).toHaveLength(1);
  expect(parseDockerfile('').instructions).toEqual([]);
  expect(rows('FROM a \\')).toEqual([['FROM', 'a', 1]]);
});

test('CRLF line ends are line ends', () => {
  expect(rows('FROM a\r\nRUN b \\\r\n c\r\n')).toEqual([
    ['FROM', 'a', 1],
    ['RUN', 'b  c', 2],
  ]);
});

test.each([
  ['a b  c', ['a', 'b', 'c']],
  ['A="x y" B=\'z w\'', ['A=x y', 'B=z w']],
  ['a\\ b', ['a b']],
  ['"a\\"b"', ['a"b']],
  ['\\$A "" b', ['\\$A', '', 'b']],
  ['"open and', ['open and']],
  ['pip "x[y]>=1"', ['pip', 'x[y]>=1']],
  ['${A:-b}', ['${A:-b}']],
  ['', []],
])('words of %s', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test('hostile texts take linear time', () => {
  for (const part of ['\\\n', '<<A ', '"', "'", '\\', '--a=b ', 'RUN <<A\n', 'ONBUILD ', ' ']) {
    expect(() => parseDockerfile(`RUN ${part.repeat(50_000)}`)).not.toThrow();
    expect(() => splitWords(part.repeat(50_000))).not.toThrow();
  }
});
