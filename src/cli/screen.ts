/** How wide stdout is, and whether it shows color: only a terminal does. */
export function screen(): { readonly width: number; readonly color: boolean } {
  const isTerminal = process.stdout.isTTY === true;
  return {
    width: isTerminal ? process.stdout.columns || 80 : 80,
    color: isTerminal && wantsColor(),
  };
}

/** True if color is wanted on a terminal; see no-color.org. */
function wantsColor(): boolean {
  const { NO_COLOR, CI, TERM } = process.env;
  return !NO_COLOR && !CI && TERM !== 'dumb';
}
