import type { ExitCode } from './exit-codes.ts'
import { exitCodes } from './exit-codes.ts'

/** Something that the command itself finds wrong, before or after asking the server. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly exitCode: ExitCode
  /** What to do next, if the message does not say it. */
  readonly hint: string | undefined
  /** For scripts: what failed of several things. */
  readonly details: readonly FailedPart[] | null

  constructor(
    exitCode: ExitCode,
    message: string,
    hint?: string,
    details: readonly FailedPart[] | null = null,
  ) {
    super(message)
    this.exitCode = exitCode
    this.hint = hint
    this.details = details
  }
}

/** One of several things that failed. */
export interface FailedPart {
  file: string
  exitCode: ExitCode
  reason: string | null
  message: string
}

/** The command was called in a way that cannot work. */
export function usageProblem(message: string, hint?: string): Problem {
  return new Problem(exitCodes.usage, message, hint)
}

/** A name that nothing has. */
export function notFoundProblem(message: string, hint?: string): Problem {
  return new Problem(exitCodes.notFound, message, hint)
}

/** Some of several things failed: with their exit code, if they all have the same. */
export function partlyDone(message: string, hint: string, failed: readonly FailedPart[]): Problem {
  const [first, ...others] = failed.map(({ exitCode }) => exitCode)
  const isOne = others.every((exitCode) => exitCode === first)
  return new Problem(isOne && first ? first : exitCodes.failed, message, hint, failed)
}
