import type { ErrorDetails, LarderError } from '@larder/sdk'
import type { ExitCode } from './exit-codes.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { counted } from './output/counted.ts'
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

/** What went wrong with one of several things. */
export function failureOf(error: unknown): Pick<Failure, 'exitCode' | 'reason' | 'message'> {
  const { exitCode, reason, message } = failureFrom(error, 'the server')
  return { exitCode, reason, message }
}

function failureFrom(error: unknown, server: string): Failure {
  const none = { hint: null, reason: null, details: null, requestId: null }
  if (error instanceof Problem) {
    const { exitCode, message, hint = null, details } = error
    return { ...none, exitCode, message, hint, details }
  }
  if (isLarderError(error)) {
    const { reason, details, requestId } = error
    return { exitCode: exitCodeOf(error), ...explain(error, server), reason, details, requestId }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { ...none, exitCode: exitCodes.failed, message }
}

type CredentialProblem = ErrorDetails['CREDENTIAL_REFUSED']['problem']

const refused: Record<CredentialProblem, string> = {
  unknown: 'The session or access token is unknown.',
  malformed: 'The session or access token is malformed.',
  expired: 'The session or access token is expired.',
  revoked: 'The session or access token is revoked.',
  disabled: 'The account is disabled. An administrator of the server can enable it.',
  leaving: 'The account is about to be deleted. Logging in can still keep it.',
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
        message: refused[error.details.problem],
        hint: 'Use "larder login".',
      }
    case 'ACCOUNT_LEAVING':
      return {
        message: `This account was deleted and is gone on ${error.details.leavesAt}.`,
        hint: 'To keep it: larder login --keep-account',
      }
    case 'UNREACHABLE':
      return {
        message: error.message.replace(/\/trpc\/[^\s:]*/, '').replace(/ Check the URL.*$/, ''),
        hint: 'Does the server run, and is this its address? Another one: --url, or LARDER_URL.',
      }
    case 'UNKNOWN_PROCEDURE':
      if (!error.details.path.startsWith('/')) return { message: error.message, hint: null }
      return {
        message: `${server} answers, but there is nothing at this path.`,
        hint: 'Leave out what stands behind the name and the port: --url, or LARDER_URL.',
      }
    case 'CHANNEL_CONFIRMATION_NEEDED':
      return {
        message: `Nothing was changed. ${weightOf(error.details)} go with the channel.`,
        hint: `To go on, say so: --videos ${error.details.videos}`,
      }
    case 'VIDEO_PASSWORD_NEEDED':
      return {
        message: `Video ${error.details.videoId} opens with a password.`,
        hint: `Use the link that this prints: larder videos unlock ${error.details.videoId}`,
      }
    case 'VIDEO_FAILED':
      if (error.details.keepsFile) return { message: error.message, hint: null }
      return {
        message: error.message.replace(/ Give it other bytes.*$/, ''),
        hint: `Try it once more (larder videos retry ${error.details.videoId}), or give it other bytes (larder videos upload --into ${error.details.videoId}).`,
      }
    case 'IMPORT_REFUSED':
      return { message: 'Nothing was imported.', hint: 'Correct these rows and try again.' }
    case 'UNDO_BLOCKED':
      return {
        message: 'Nothing was changed: these later events stand in the way.',
        hint: error.details.areAll
          ? 'Undo them first, in this order.'
          : 'There are more. Undo these first, in this order.',
      }
    default:
      return { message: error.message, hint: null }
  }
}

function weightOf({ videos, comments }: { videos: number; comments: number }): string {
  return `${counted(videos, 'video')} and ${counted(comments, 'comment')}`
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
