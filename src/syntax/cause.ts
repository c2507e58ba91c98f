const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is none; check the path',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ELOOP: 'its symbolic links lead in a circle',
};

/**
 * Why the operating system refused, for the end of a message: its code, and what that means.
 * @example causeOf(error) // '(ENOENT): there is none; check the path'
 */
export function causeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const cause = Object.hasOwn(CAUSES, code) ? `: ${CAUSES[code]}` : '';
  return `(${code})${cause}`;
}
