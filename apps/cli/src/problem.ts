import type { ExitCode } from './exit-codes.ts'
import { exitCodes } from './exit-codes.ts'

/** Something that the command itself finds wrong, before or after asking the server. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly exitCode: ExitCode
  /** What to do next, if the message does not say it. */
  readonly hint: string | undefined

  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message)
    this.exitCode = exitCode
    this.hint = hint
  }
}

/** The command was called in a way that cannot work. */
export function usageProblem(message: string, hint?: string): Problem {
  return new Problem(exitCodes.usage, message, hint)
}

/** A name that nothing has. */
export function notFoundProblem(message: string, hint?: string): Problem {
  return new Problem(exitCodes.notFound, message, hint)
}
