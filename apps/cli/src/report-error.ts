import type { LarderError } from '@larder/sdk'
import type { ExitCode } from './exit-codes.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { plain } from './output/plain.ts'
import { plainStyle } from './output/style.ts'
import { drawTable } from './output/table.ts'
import { STANDARD_ERROR, write } from './output/write.ts'
import { Problem } from './problem.ts'

interface Failure {
  exitCode: ExitCode
  message: string
  hint: string | null
  reason: string | null
  details: unknown
  requestId: string | null
}

interface ReportOptions {
  json: boolean
  verbose: boolean
  /** Which server was asked, if any was. */
  server: string | undefined
}

/** Says on standard error what went wrong and what to do. Answers the exit code. */
export function reportError(error: unknown, { json, verbose, server }: ReportOptions): ExitCode {
  const failure = failureFrom(error, server ?? 'the server')
  write(STANDARD_ERROR, json ? inJson(failure) : inWords(failure, error, verbose))
  return failure.exitCode
}

function failureFrom(error: unknown, server: string): Failure {
  const none = { hint: null, reason: null, details: null, requestId: null }
  if (error instanceof Problem) {
    const { exitCode, message, hint = null } = error
    return { ...none, exitCode, message, hint }
  }
  if (isLarderError(error)) {
    const { reason, details, requestId } = error
    return { exitCode: exitCodeOf(error), ...explain(error, server), reason, details, requestId }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { ...none, exitCode: exitCodes.failed, message }
}

/** What the server's sentence means at a command line. */
function explain(error: LarderError, server: string): Pick<Failure, 'message' | 'hint'> {
  switch (error.reason) {
    case 'SIGN_IN_REQUIRED':
      return {
        message: `You are not signed in to ${server}.`,
        hint: 'Use "larder login", or create an account with "larder register".',
      }
    case 'CREDENTIAL_REFUSED':
      return {
        message: `The session or access token is ${error.details.problem}.`,
        hint: 'Use "larder login".',
      }
    case 'UNREACHABLE':
      return {
        message: error.message.replace(/\/trpc\/[^\s:]*/, '').replace(/ Check the URL.*$/, ''),
        hint: 'Does the server run, and is this its address? Another one: --url, or LARDER_URL.',
      }
    case 'IMPORT_REFUSED':
      return { message: 'Nothing was imported.', hint: 'Correct these rows and try again.' }
    case 'UNDO_BLOCKED':
      return {
        message: 'Nothing was changed: these later events stand in the way.',
        hint: 'Undo them first, in this order.',
      }
    default:
      return { message: error.message, hint: null }
  }
}

function inJson(failure: Failure): string {
  return `${JSON.stringify({ error: failure })}\n`
}

function inWords({ message, hint }: Failure, error: unknown, isVerbose: boolean): string {
  const lines = [`larder: ${plain(message)}`]
  if (isLarderError(error) && error.reason === 'IMPORT_REFUSED') {
    lines.push(rowsOf(error.details.rows).trimEnd())
  }
  if (isLarderError(error) && error.reason === 'UNDO_BLOCKED') {
    lines.push(eventsOf(error.details.blockers).trimEnd())
  }
  if (hint) lines.push(hint)
  if (isVerbose) lines.push(traceOf(error))
  return `${lines.join('\n')}\n`
}

/** What leads to the cause: in the server's log, or in this program. */
function traceOf(error: unknown): string {
  if (isLarderError(error)) {
    return `reason: ${error.reason}, request id: ${plain(error.requestId ?? 'none')}`
  }
  return error instanceof Error ? (error.stack ?? '') : ''
}

function rowsOf(rows: { row: number; problems: string[] }[]): string {
  const lines = rows.flatMap(({ row, problems }) => problems.map((problem) => ({ row, problem })))
  const columns = [
    { title: 'ROW', value: ({ row }: (typeof lines)[number]) => row },
    { title: 'PROBLEM', value: ({ problem }: (typeof lines)[number]) => problem },
  ]
  return drawTable(lines, columns, plainStyle)
}

function eventsOf(blockers: { eventId: number; text: string }[]): string {
  const columns = [
    { title: 'EVENT', value: ({ eventId }: (typeof blockers)[number]) => eventId },
    { title: 'WHAT', value: ({ text }: (typeof blockers)[number]) => text },
  ]
  return drawTable(blockers, columns, plainStyle)
}

/** As the SDK's own, which is not loaded before something is asked of a server. */
function isLarderError(error: unknown): error is LarderError {
  return error instanceof Error && error.name === 'LarderError' && 'reason' in error
}
