import { errorMap } from '@larder/api'

/** What any procedure may say to garbage, beside the reasons that it names itself. */
const general = [
  'INVALID_INPUT',
  'INVALID_CURSOR',
  'NOT_FOUND',
  'SIGN_IN_REQUIRED',
  'CREDENTIAL_REFUSED',
]

const internals = /call stack|Cannot read|not a function|(Type|Range|Sqlite)Error|SQLITE_|ER_[A-Z]/

/** What is wrong with an answer to garbage; undefined when nothing is. */
export function problemWith(
  { status, body }: { status: number; body: string },
  ownReasons: readonly string[],
): string | undefined {
  if (status < 300) return undefined
  if (status >= 500) return `was answered with ${status}: ${body}`
  const { message, reason } = errorIn(body)
  if (!Object.hasOwn(errorMap, reason)) return `was refused for no published reason: ${body}`
  if (![...general, ...ownReasons].includes(reason)) {
    return `was refused with ${reason}, which its contract does not name: ${body}`
  }
  return internals.test(message) ? `was told internals: ${body}` : undefined
}

function errorIn(body: string): { message: string; reason: string } {
  try {
    const { message, data } = JSON.parse(body).error
    return { message, reason: data.reason }
  } catch {
    return { message: '', reason: '' }
  }
}
