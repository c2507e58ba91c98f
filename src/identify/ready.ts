/** Blank text as long as V8 holds for long. */
const LONG = ' '.repeat(1000);

const prepared = new WeakSet<RegExp>();

/**
 * An expression, compiled. V8 compiles one to bytecode when it first runs and to machine code when it
 * runs again, but to machine code at once where the text is long. For a list of phrasings the
 * bytecode takes three quarters of the time, so each is run over a long text first.
 */
export function ready(pattern: RegExp): RegExp {
  if (!prepared.has(pattern)) {
    prepared.add(pattern);
    pattern.test(LONG);
    pattern.lastIndex = 0;
  }
  return pattern;
}

/** Everywhere a long expression matches; `matchAll` would make a copy of it each time, and compile it. */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  const compiled = ready(pattern);
  compiled.lastIndex = 0;
  for (let found = compiled.exec(text); found; found = compiled.exec(text)) {
    const next = compiled.lastIndex;
    yield found;
    compiled.lastIndex = next;
  }
}

/**
 * The same text in one byte a character where it can be, so that expressions need not be compiled for
 * wide text too: a part of a text with curly quotes is wide, whatever it holds.
 */
export function narrow(text: string): string {
  return WIDE.test(text) ? text : Buffer.from(text, 'latin1').toString('latin1');
}

const WIDE = /[^\0-\xff]/;
