/** Larder cannot start, for a reason that the operator can put right. The message is for people. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

/** The command line makes no sense. The message says what and why. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure'
}

/** The code that Node or a driver gave an error, also when somebody wrapped it. */
export function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string') return code
  return cause instanceof Error ? codeOf(cause) : ''
}
