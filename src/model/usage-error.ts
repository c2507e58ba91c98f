/** Something the user told us that cannot be: a wrong flag, a configuration with issues. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
