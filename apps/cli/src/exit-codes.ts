import type { LarderError } from '@larder/sdk'

/** What the command's exit code says. Documented in "larder help exit-codes". */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  conflict: 5,
  rateLimited: 6,
  unreachable: 7,
} as const

/** As shells report Ctrl-C. */
export const INTERRUPTED = 130

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const byStatus: Record<number, ExitCode> = {
  400: exitCodes.usage,
  401: exitCodes.notAllowed,
  403: exitCodes.notAllowed,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  413: exitCodes.usage,
  429: exitCodes.rateLimited,
  502: exitCodes.unreachable,
  503: exitCodes.unreachable,
  504: exitCodes.unreachable,
}

/** The exit code for what a server answered, or for getting no answer. */
export function exitCodeOf({ reason, status }: LarderError): ExitCode {
  if (reason === 'UNREACHABLE' || reason === 'NOT_LARDER') return exitCodes.unreachable
  return byStatus[status ?? 0] ?? exitCodes.failed
}
